"""What is to be fetched, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

Route = Literal["v4", "v3", "zip", "ogc", "file", "wfs", "wcs"]
State = Literal["fetched", "unchanged", "empty", "skipped"]
#: West, south, east, north in metres RD New.
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class WantedFile:
    """One file at a fixed address, and what must be in it before it is believed."""

    url: str
    #: Name on disk.
    name: str
    #: zip: with a member that ends in `sign` · text, gzip: with `sign` in its first line.
    form: Literal["zip", "gzip", "text"]
    sign: str


@dataclass(frozen=True)
class Layer:
    """A layer of a map service, as the service names it."""

    url: str
    name: str

    @property
    def plain(self) -> str:
        """Name without the workspace in front: `ank:x` and `alo__x` become `x`."""
        return self.name.rsplit(":", 1)[-1].rsplit("__", 1)[-1]


@dataclass(frozen=True)
class Job:
    """One table, file, layer or year of the boundary map, and the ways to get it in order of preference."""

    source_id: str
    #: Id of the table, name of the layer or file; for boundaries the year.
    table_id: str
    folder: Path
    licence: str
    routes: tuple[Route, ...]
    #: The table's own year, where it has one.
    year: int | None = None
    dataset: str = "TypedDataSet"
    #: Dimensions by which a large table is asked in parts, one per combination of their members.
    split: tuple[str, ...] = ()
    #: Whether every part has a row for each area.
    dense: bool = True
    #: Years wanted of a table that holds several; None for all.
    years: tuple[int, ...] | None = None
    #: Of these dimensions only these members (keys or titles) are wanted.
    members: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: Code of the gemeente of which alone the areas are wanted, besides the country's own row.
    gemeente: str | None = None
    files: tuple[WantedFile, ...] = ()
    layers: tuple[Layer, ...] = ()
    #: Whether the shapes of features are wanted, or their properties only.
    with_geometry: bool = False
    #: Part of a map that is wanted; None for all of it.
    bounds: Bounds | None = None
    #: Whether a map of the whole country may be as large as it likes.
    large: bool = False

    @property
    def label(self) -> str:
        """Name in progress and messages."""
        year = [f"({self.year})"] if self.year and str(self.year) not in self.table_id else []
        return " ".join((self.source_id, self.table_id, *year, *([f"of {self.gemeente}"] if self.gemeente else [])))


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
        """The table has nothing for the wanted years or areas."""
        return cls(job, "empty", via)

    @classmethod
    def skipped(cls, job: Job, via: str, why: str) -> Self:
        """It was left alone on purpose."""
        return cls(job, "skipped", via, notes=(f"{job.label}: {why}",))
