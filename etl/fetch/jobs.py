"""What is to be fetched, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

Route = Literal["v4", "v3", "zip", "ogc"]
State = Literal["fetched", "unchanged", "empty"]


@dataclass(frozen=True)
class Job:
    """One table, or one year of the boundary map, and the ways to get it in order of preference."""

    source_id: str
    #: Id of the table; for boundaries the year.
    table_id: str
    folder: Path
    licence: str
    routes: tuple[Route, ...]
    #: The table's own year, where it has one.
    year: int | None = None
    dataset: str = "TypedDataSet"
    #: Dimensions by which a large table is asked in parts, one per combination of their members.
    split: tuple[str, ...] = ()
    #: Years wanted of a table that holds several; None for all.
    years: tuple[int, ...] | None = None

    @property
    def label(self) -> str:
        """Name in progress and messages."""
        return " ".join(
            (
                self.source_id,
                self.table_id,
                *([f"({self.year})"] if self.year and str(self.year) != self.table_id else []),
            )
        )


@dataclass(frozen=True)
class Outcome:
    """What became of a job that did not fail."""

    job: Job
    state: State
    via: str
    rows: int = 0
    notes: tuple[str, ...] = ()

    def count(self) -> list[str]:
        """How much came, in words; nothing where it was not counted."""
        return [f"{self.rows:,} rows"] if self.rows else []

    @classmethod
    def fetched(cls, job: Job, via: str, rows: int) -> Self:
        """A new snapshot is in place."""
        return cls(job, "fetched", via, rows)

    @classmethod
    def unchanged(cls, job: Job, via: str) -> Self:
        """The snapshot is that of the source's current release."""
        return cls(job, "unchanged", via)

    @classmethod
    def empty(cls, job: Job, via: str) -> Self:
        """The table has nothing for the wanted years."""
        return cls(job, "empty", via)
