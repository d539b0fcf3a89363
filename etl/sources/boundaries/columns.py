"""Which columns of a boundary file say what. Publishers name them differently; what is in them decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

import pandas as pd

from domain.areas import Level, level_of, normalise_code

#: Finest first: a file of buurten also names the wijk and the gemeente of each.
LEVELS: Final = (Level.BUURT, Level.WIJK, Level.GEMEENTE)
#: Names without capitals, underscores and a year at the end: snake_case, camelCase and the ten characters of a
#: shapefile alike.
_CODE: Final = {
    Level.BUURT: ("buurtcode", "bucode", "buc"),
    Level.WIJK: ("wijkcode", "wkcode", "wkc"),
    Level.GEMEENTE: ("gemeentecode", "gmcode", "gmc"),
}
_NAME: Final = {
    Level.BUURT: ("buurtnaam", "bunaam", "bun"),
    Level.WIJK: ("wijknaam", "wknaam", "wkn"),
    Level.GEMEENTE: ("gemeentenaam", "gmnaam", "gmn"),
}
_ANY_CODE: Final = ("statcode", "cbscode", "code")
_ANY_NAME: Final = ("statnaam", "naam", "name")
_WATER: Final = ("water", "h2o")
_YEAR_AT_END: Final = re.compile(r"(?<=[a-z])(?:19|20)\d\d$")
#: A column that can hold codes of any level holds those of one when most cells do: foreign areas are allowed for.
_MOST: Final = 0.5


@dataclass(frozen=True)
class Columns:
    """The columns of one layer, by the names the file gives them; None where it has none."""

    level: Level
    code: str
    name: str
    gemeente_code: str | None
    wijk_code: str | None
    water: str | None
    #: A year, as `jaar`; a code that starts with one, as `jrstatcode`; the days on which an area began and ended.
    year: str | None
    year_code: str | None
    begin: str | None
    end: str | None

    def used(self) -> list[str]:
        """Columns worth reading, each once."""
        wanted = (self.code, self.name, self.gemeente_code, self.wijk_code, self.water)
        return list(
            dict.fromkeys(c for c in (*wanted, self.year, self.year_code, self.begin, self.end) if c is not None)
        )


def find_columns(sample: pd.DataFrame) -> Columns | None:
    """Columns of a layer of areas, judged by names and by the codes in `sample`; None when it is no layer of areas.

    The finest level whose codes occur identifies the rows.
    """
    plain = {_plain(column): column for column in reversed(list(sample.columns))}
    for level in LEVELS:
        own = (column for column in _present(plain, _CODE[level]) if _share_of_codes(sample[column], level) > 0)
        shared = (column for column in _present(plain, _ANY_CODE) if _share_of_codes(sample[column], level) > _MOST)
        code = next(chain(own, shared), None)
        name = next(_present(plain, (*_NAME[level], *_ANY_NAME)), None)
        if code is None or name is None:
            continue
        return Columns(
            level=level,
            code=code,
            name=name,
            gemeente_code=next(_present(plain, _CODE[Level.GEMEENTE]), None) if level is not Level.GEMEENTE else None,
            wijk_code=next(_present(plain, _CODE[Level.WIJK]), None) if level is Level.BUURT else None,
            water=next(_present(plain, _WATER), None),
            year=next(_present(plain, ("jaar",)), None),
            year_code=next(_present(plain, ("jrstatcode",)), None),
            begin=next(_present(plain, ("begingeldigheid",)), None),
            end=next(_present(plain, ("eindgeldigheid",)), None),
        )
    return None


def _plain(column: object) -> str:
    return _YEAR_AT_END.sub("", str(column).casefold().replace("_", ""))


def _present(plain: dict[str, str], names: Iterable[str]) -> Iterator[str]:
    return (plain[name] for name in names if name in plain)


def _share_of_codes(cells: pd.Series, level: Level) -> float:
    """Share of the filled cells with a code of this level."""
    codes = [normalise_code(str(cell)) for cell in cells if pd.notna(cell)]
    return sum(code is not None and level_of(code) is level for code in codes) / max(len(codes), 1)
