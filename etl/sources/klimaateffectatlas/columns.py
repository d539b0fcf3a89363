"""Which columns of the Buurtdashboard table hold an indicator: told by the dashboard's own list of indicators.

The list gives per title the names of columns without their year, height model (AHN) and area variant; the table has
`<name>`, `<name>_<year>` or `<name>AHN<n>` for the whole buurt, and the same with a suffix for its built-up part.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from etl.catalogue.schema import Locator
from etl.errors import LayoutError
from etl.sources._layouts.columns import AmbiguousColumnError, UnknownColumnError, plain

TITLE: Final = "titel"
NAMES: Final = "indicatornaamtabel"
#: Member of a locator's `where`: only columns of classes that begin at this number or above are taken, and summed.
CLASS_FROM: Final = "class_from"
#: What the table writes for "no data" in a column of classes or shares.
NO_DATA: Final = -10
_VERSION: Final = r"(?:_(?P<year>20\d\d))?(?:AHN(?P<ahn>\d))?"
_SEPARATOR: Final = "+"


@dataclass(frozen=True)
class Listed:
    """One title of the list with the column names under it, in the order of the list."""

    title: str
    subtitle: str
    names: tuple[str, ...]


def read_list(path: Path) -> tuple[Listed, ...]:
    """The list of indicators. Raises LayoutError when it lacks its columns or has no titles."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    first = text.split("\n", 1)[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    header = [plain(cell) for cell in rows[0]] if rows else []
    if TITLE not in header or NAMES not in header:
        raise LayoutError(
            f"{path}: not the list of indicators of the Klimaateffectatlas: no columns Titel and Indicatornaamtabel. "
            "Download it again."
        )
    at = {name: header.index(name) for name in (TITLE, NAMES)}
    subtitle = header.index("subtitel") if "subtitel" in header else None
    found = [
        Listed(
            " ".join(row[at[TITLE]].split()),
            " ".join(row[subtitle].split()) if subtitle is not None else "",
            tuple(name.strip() for name in re.split(r"[,;]", row[at[NAMES]]) if name.strip()),
        )
        for row in rows[1:]
        if len(row) > max(at.values()) and row[at[TITLE]].strip()
    ]
    if not found:
        raise LayoutError(f"{path}: the list of indicators has no rows. Download it again.")
    return tuple(found)


def resolve(locator: Locator, listed: Sequence[Listed], header: Sequence[str]) -> str | None:
    """Columns of the first title of `locator.column` that the list has, joined by `+`; None without titles.

    Raises UnknownColumnError for a title or column that is not there, AmbiguousColumnError where the title holds several
    columns and the locator does not say from which class on they are summed.
    """
    if not locator.column:
        return None
    wanted = {plain(title) for title in locator.column}
    matches = [one for one in listed if plain(one.title) in wanted]
    if not matches:
        close = get_close_matches(locator.column[0], [one.title for one in listed], n=3, cutoff=0.4)
        raise UnknownColumnError(
            f"title '{locator.column[0]}' is not in the list of indicators; nearest: {'; '.join(close) or 'none'}"
        )
    if len(matches) > 1:
        raise AmbiguousColumnError(f"title '{locator.column[0]}' is {len(matches)} times in the list of indicators")
    names = _of_classes(matches[0], locator)
    return _SEPARATOR.join(_newest(name, header) for name in names)


def parts(key: str) -> list[str]:
    """Columns that are summed under a key of `resolve`."""
    return key.split(_SEPARATOR)


def year_of(key: str) -> int | None:
    """The year in the names of the columns; None where they have none, or differ."""
    years = {match[1] for part in parts(key) if (match := re.search(r"_(20\d\d)(?:AHN\d)?$", part, re.IGNORECASE))}
    return int(years.pop()) if len(years) == 1 else None


def _of_classes(listed: Listed, locator: Locator) -> tuple[str, ...]:
    start = locator.where.get(CLASS_FROM)
    if start is None:
        if len(listed.names) != 1:
            raise AmbiguousColumnError(
                f"title '{listed.title}' has {len(listed.names)} columns ({', '.join(listed.names)}). "
                f"Say in `where` from which class on they are summed ({CLASS_FROM})."
            )
        return listed.names
    chosen = tuple(name for name in listed.names if (low := _lowest(name)) is not None and low >= int(start))
    if not chosen:
        raise UnknownColumnError(
            f"no class from {start} under title '{listed.title}'; there are {', '.join(listed.names)}"
        )
    return chosen


def _lowest(name: str) -> int | None:
    """Where a class begins: the first number in the name of its column, the AHN version left out."""
    number = re.search(r"\d+", re.sub(r"AHN\d", "", name, flags=re.IGNORECASE))
    return int(number[0]) if number else None


def _newest(name: str, header: Sequence[str]) -> str:
    """Column of the whole buurt for a name of the list: the newest height model, then the newest year."""
    pattern = re.compile(re.escape(name) + _VERSION, re.IGNORECASE)
    found = [(column, match) for column in header if (match := pattern.fullmatch(column.strip()))]
    if not found:
        close = get_close_matches(name, list(header), n=3, cutoff=0.5)
        raise UnknownColumnError(
            f"column '{name}' of the list is not in the table; nearest: {'; '.join(close) or 'none'}"
        )
    return max(found, key=lambda item: (int(item[1]["ahn"] or 0), int(item[1]["year"] or 0)))[0]
