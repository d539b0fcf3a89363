"""A table that people fill in: what stands above its header, and its rows by the titles of the columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from domain.areas import fold
from etl.errors import BuildError, LayoutError
from etl.own.sheets import Line, Sheet, heads_of, sheets_of

#: "# bron: GGD Lindestreek" above the header.
_TOLD: Final = re.compile(r"#\s*([^:]+?)\s*:\s*(.*)")
_MOST_SHOWN: Final = 100

#: Whether the titles of a table are those that a reader looks for.
Fits = Callable[[Sequence[str]], bool]


class Row(NamedTuple):
    """One line of a table: its number as a spreadsheet shows it, and its cells by folded column title."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class OwnFile:
    """A table as people made it. `told` are the lines above the header ("# bron: …"), by folded key; `faults` lines that do not fit."""

    path: Path
    told: Mapping[str, str]
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: tuple[str, ...] = ()

    def column(self, *names: str) -> str | None:
        """The first of the folded titles `names` that the table has."""
        return next((name for name in names if name in self.titles), None)

    def stop_on(self, faults: Sequence[str]) -> None:
        """Raise BuildError with the faults, each behind the name of the file; nothing happens when there are none."""
        if not self.rows and not self.faults:
            faults = [*faults, "there is no row below the header."]
        shown = [f"{self.path}: {fault}" for fault in faults[:_MOST_SHOWN]]
        if len(faults) > _MOST_SHOWN:
            shown.append(f"{self.path}: … and {len(faults) - _MOST_SHOWN} more.")
        if shown:
            raise BuildError(shown)


def read_file(path: Path, fits: Fits) -> OwnFile:
    """The table of a file whose titles fit, else the first one.

    Raises LayoutError for a file that cannot be opened, is empty, has two tables that fit, or a title twice.
    """
    tables = {sheet.name: table for sheet in sheets_of(path) if (table := _table(sheet)) is not None}
    if not tables:
        raise LayoutError(f"{path}: the file is empty. Fill in a template: `python -m etl template INDICATOR`.")
    fitting = [name for name, table in tables.items() if fits(table.titles)]
    if len(fitting) > 1:
        raise LayoutError(
            f"{path}: the sheets {' and '.join(map(repr, fitting))} each hold a table. Put all rows in one sheet, or save each sheet as "
            "a file of its own."
        )
    told, titles, below = tables[fitting[0]] if fitting else next(iter(tables.values()))
    double = next((title for title in titles if title and titles.count(title) > 1), None)
    if double:
        raise LayoutError(f"{path}: two columns are called '{double}'. Remove one of them.")
    rows = tuple(Row(number, dict(zip(titles, _padded(cells, titles), strict=False))) for number, cells in below)
    outside = {number: _outside(cells, titles) for number, cells in below}
    faults = tuple(
        f"row {number}: '{cell}' stands outside the columns. If a cell with a comma in it was cut in two, save the file as a workbook "
        "(.xlsx); a remark of your own goes into a column with a title."
        for number, cell in outside.items()
        if cell
    )
    return OwnFile(path, told, titles, tuple(row for row in rows if not outside[row.line]), faults)


def headers_of(path: Path) -> list[tuple[str, ...]]:
    """Folded titles of every sheet of a CSV or workbook, as far as its first lines tell; none when it cannot be read as such."""
    try:
        return [table.titles for sheet in heads_of(path) if (table := _table(sheet)) is not None]
    except LayoutError:
        return []


class _Table(NamedTuple):
    told: dict[str, str]
    titles: tuple[str, ...]
    below: Sequence[Line]


def _table(sheet: Sheet) -> _Table | None:
    """Lines above the header, its titles, and the lines below it; None for a sheet without a header."""
    told: dict[str, str] = {}
    for place, (_, cells) in enumerate(sheet.lines):
        match = _TOLD.fullmatch(" ".join(filter(None, cells)))
        if match is None:
            titles = tuple(fold(cell).replace(" ", "_") for cell in cells)
            return _Table(told, titles, sheet.lines[place + 1 :])
        told[fold(match[1])] = match[2].strip().strip('"')
    return None


def _padded(cells: Sequence[str], titles: Sequence[str]) -> list[str]:
    return [*cells, *[""] * (len(titles) - len(cells))]


def _outside(cells: Sequence[str], titles: Sequence[str]) -> str:
    """The first filled cell beyond the last column, or in one without a title."""
    return next((cell for place, cell in enumerate(cells) if cell and not "".join(titles[place : place + 1])), "")
