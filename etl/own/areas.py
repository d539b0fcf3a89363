"""A gemeente's own division: which buurten (or whole wijken) make up a stadsdeel, dorp or wijkteam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from domain.areas import fold
from etl.catalogue.schema import Catalogue
from etl.contracts import AreaGroups, Content, NotUsed, Recognised
from etl.errors import BuildError
from etl.own.codes import read_code
from etl.own.reading import SUFFIXES, OwnFile, read_file, titles_of

SOURCE_ID: Final = "own_areas"
_CODES: Final = ("buurtcode", "buurt_code", "wijkcode", "wijk_code", "gebied_code", "gebiedscode", "code")
#: What gemeenten call the areas of their own; any other word will do under `gebied` with a line "# soort: …" above the header.
KINDS: Final = ("stadsdeel", "dorp", "wijkteam", "kern", "dorpskern", "gebied", "sociaal_team", "deelgebied")
_MOST_SHOWN: Final = 50


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Tables with a column of buurt or wijk codes, and one that names the own area of each."""
    del folder
    return [
        Recognised(path, SOURCE_ID, "own", "own division of a gemeente", partial(_read, path), (path,))
        for path in files
        if path.suffix.lower() in SUFFIXES and is_division(titles_of(path))
    ]


def is_division(titles: Sequence[str]) -> bool:
    """Whether a header is that of an own division: a code and a kind of area, and no column of figures."""
    return any(name in titles for name in _CODES) and _kind_column(titles) is not None and "waarde" not in titles


def _kind_column(titles: Sequence[str]) -> str | None:
    return next((kind for kind in KINDS if kind in titles), None)


def _read(path: Path, catalogue: Catalogue) -> list[Content]:
    del catalogue
    return [read_division(read_file(path))]


def read_division(file: OwnFile) -> AreaGroups:
    """Own areas with their buurten. Raises BuildError with every faulty row."""
    code_column, kind = file.column(*_CODES), _kind_column(file.titles)
    assert code_column is not None
    assert kind is not None
    kind_told = fold(file.told.get("soort", kind)).replace(" ", "")
    year = file.told.get("indeling", "0")
    rows: list[dict[str, str]] = []
    faults: list[str] = []
    repaired = 0
    for row in file.rows:
        read = read_code(row.cells[code_column])
        name = row.cells[kind]
        if read.code is None:
            faults.append(f"row {row.line}: {read.fault}.")
        elif not read.code.startswith(("BU", "WK")):
            faults.append(f"row {row.line}: {read.code} is no buurt or wijk; a division is made of those.")
        elif not fold(name):
            faults.append(f"row {row.line}: {read.code} has no {kind}; fill it in, or remove the row.")
        else:
            repaired += read.repaired
            slug = fold(name).upper().replace(" ", "-")
            group = f"EG{read.code[2:6]}-{kind_told.upper()}-{slug}"
            rows.append(
                {"group_code": group[:80].rstrip("-"), "name": name, "member_code": read.code, "line": str(row.line)}
            )
    faults += _twice(rows)
    if not year.isdigit():
        faults.append(f"'# indeling: {year}' above the header is no year.")
    if not rows and not faults:
        faults.append("there is no row below the header.")
    if faults:
        more = [f"{file.path}: … and {len(faults) - _MOST_SHOWN} more."] if len(faults) > _MOST_SHOWN else []
        raise BuildError([f"{file.path}: {fault}" for fault in faults[:_MOST_SHOWN]] + more)
    notes = (f"{repaired} codes had lost letters or zeros, which were put back.",) if repaired else ()
    frame = pd.DataFrame(rows)[["group_code", "name", "member_code"]]
    return AreaGroups(file.path, kind_told, int(year), frame, notes)


def _twice(rows: Sequence[dict[str, str]]) -> list[str]:
    counts = Counter(row["member_code"] for row in rows)
    faults = []
    for code, times in counts.items():
        if times > 1:
            lines = [f"{row['line']} ({row['name']})" for row in rows if row["member_code"] == code]
            faults.append(f"{code} stands in rows {' and '.join(lines)}; give it one area.")
    return faults
