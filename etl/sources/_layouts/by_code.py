"""Files of other makers with one row per area: columns by their plain names, areas by code, the year told from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.contracts import ParsedTable, Release
from etl.sources._layouts.columns import Chosen
from etl.sources._layouts.identity import note_beside
from etl.sources._layouts.wide import area_codes, area_frame, check_names, figures, is_national, merge_parts, raw_areas


@dataclass(frozen=True)
class CodedTable:
    """Rows of a file by area code: `cells` has a column per key of `Chosen`, on the index of `codes` and `names`."""

    path: Path
    layout: str
    source_id: str
    table_id: str
    reference_year: int
    #: UNKNOWN_DIVISION where the file does not tell: the build then finds the division that its codes belong to.
    boundary_year: int
    codes: pd.Series
    names: pd.Series | None
    cells: pd.DataFrame
    notes: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """How errors and notes call the table."""
        return f"{self.path.name} ({self.table_id})"


def parsed(table: CodedTable, chosen: Sequence[Chosen]) -> ParsedTable:
    """The table in the contract's columns.

    Raises LayoutError for malformed codes, unreadable cells, and one code with two names or two figures.
    """
    codes, notes = area_codes(table.codes, table.subject)
    kept = codes.notna()
    codes = codes[kept]
    names = None if table.names is None else table.names[kept]
    check_names(codes, names, table.subject)
    values, value_notes = figures(codes, table.cells[kept], chosen, table.reference_year, table.subject)
    release = Release(
        source_id=table.source_id,
        table_id=table.table_id,
        path=table.path,
        layout=table.layout,
        reference_year=table.reference_year,
        boundary_year=table.boundary_year,
        modified=note_beside((table.path,)).modified,
        recorded=note_beside((table.path,)).recorded,
        national=is_national(codes),
    )
    areas = area_frame(codes, raw_areas(codes.index, {"name": names}), table.subject)
    return ParsedTable(release, areas, merge_parts(values, table.subject), (*table.notes, *notes, *value_notes))
