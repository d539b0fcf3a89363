"""Figures that a reader leaves out because they cannot be right: a note for the report that also tells its parts."""

from __future__ import annotations

import duckdb

from domain.build_report import CorrectionKind


class Correction(str):
    """A sentence for the notes of a table, with the indicator, the kind of correction and the number of areas in parts."""

    __slots__ = ("areas", "indicator_id", "kind")

    kind: CorrectionKind
    indicator_id: str
    areas: int

    def __new__(cls, sentence: str, kind: CorrectionKind, indicator_id: str, areas: int) -> Correction:
        """Note that reads as `sentence`."""
        made = super().__new__(cls, sentence)
        made.kind, made.indicator_id, made.areas = kind, indicator_id, areas
        return made


def keep_correction(con: duckdb.DuckDBPyConnection, note: str, year: int | None, file: str) -> None:
    """Add a note to table `correction` when it is one; other notes are left alone."""
    if isinstance(note, Correction):
        con.execute(
            "INSERT INTO correction VALUES (?, ?, ?, ?, ?)", [note.kind, note.indicator_id, year, file, note.areas]
        )
