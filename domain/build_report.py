"""What a warehouse holds, what it lacks and what differs from the one before: plain frozen values for the page that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.areas import Level
from domain.observations import Grade, Method, Status


class UnusedReason(StrEnum):
    """Why a file in the raw folders was not used."""

    UNKNOWN = "unknown"
    DESCRIPTION = "description"
    DOCUMENT = "document"
    LATER = "later"
    OTHER_TABLE = "other_table"
    INCOMPLETE = "incomplete"
    BETTER_FILE = "better_file"
    OTHER = "other"


class Way(StrEnum):
    """How figures of an indicator are had."""

    FETCH = "fetch"
    FILE = "file"
    OWN = "own"


class CorrectionKind(StrEnum):
    """Why figures of a source were left out."""

    FILLED_IN = "filled_in"
    NEGATIVE = "negative"
    SUM_DIFFERS = "sum_differs"


@dataclass(frozen=True)
class Topic:
    """An indicator as a row of the coverage: also those that are not in the picker."""

    indicator_id: str
    title: str
    theme_id: str
    unit: str
    decimals: int
    shown: bool


@dataclass(frozen=True)
class LevelCoverage:
    """Areas of a level with a figure of an indicator in a year, of how many."""

    indicator_id: str
    level: Level
    year: int
    filled: int
    total: int


@dataclass(frozen=True)
class Absent:
    """Areas of a level without a figure, for one reason (None: no file mentions them).

    `newest` counts each indicator's newest filled year only, `all_years` every year that a file holds.
    """

    status: Status | None
    level: Level
    newest: int
    all_years: int


@dataclass(frozen=True)
class TableLine:
    """A release that was read: table, year, boundaries, date and file, with how many of its figures are shown."""

    table_id: str
    year: int
    boundary_year: int
    modified: date | None
    file: str


@dataclass(frozen=True)
class SourceCard:
    """A source of the catalogue with what this warehouse has of it; no tables: nothing."""

    source_id: str
    title: str
    publisher: str
    licence: str
    licence_url: str
    homepage: str
    figures: int
    years: tuple[int, ...]
    tables: tuple[TableLine, ...]
    #: Whether an indicator of the catalogue has its figures from it; else it gives boundaries, names or weights.
    has_indicators: bool


@dataclass(frozen=True)
class Unfilled:
    """An indicator without any figure, and the ways to get one."""

    topic: Topic
    ways: tuple[tuple[Way, str | None], ...]


@dataclass(frozen=True)
class MatchCount:
    """Areas of an older division by how they reach the division shown; without a method: they do not."""

    level: Level
    year: int
    method: Method | None
    grade: Grade | None
    areas: int


@dataclass(frozen=True)
class Conflict:
    """Areas for which files give another figure, the file that counts, and the others."""

    title: str
    year: int
    areas: int
    kept_file: str
    other_files: tuple[str, ...]


@dataclass(frozen=True)
class Correction:
    """Figures left out: `subject` is the file they stood in, or the name of the gemeente."""

    kind: CorrectionKind
    title: str
    year: int | None
    subject: str
    areas: int


@dataclass(frozen=True)
class UnusedFile:
    """A file that was not used."""

    path: str
    reason: UnusedReason


@dataclass(frozen=True)
class PreviousBuild:
    """The build that this one replaced."""

    build_id: str
    built_at: datetime
    display_vintage: int


@dataclass(frozen=True)
class ChangeCount:
    """Figures of one indicator and source that are new, gone, changed or the same since the build before."""

    title: str
    source: str
    added: int
    gone: int
    changed: int
    same: int


@dataclass(frozen=True)
class ChangedFigure:
    """One figure that changed."""

    topic: Topic
    area_name: str
    year: int
    old: float
    new: float


@dataclass(frozen=True)
class BuildReport:
    """Everything that the page tells, but for the coverage."""

    built_at: datetime
    display_vintage: int
    is_demo: bool
    figures: int
    newest_year: int | None
    areas: tuple[tuple[Level, int], ...]
    boundaries: str | None
    sources: tuple[SourceCard, ...]
    absent: tuple[Absent, ...]
    unfilled: tuple[Unfilled, ...]
    matches: tuple[MatchCount, ...]
    conflicts: tuple[Conflict, ...]
    corrections: tuple[Correction, ...]
    unused: tuple[UnusedFile, ...]
    previous: PreviousBuild | None
    changes: tuple[ChangeCount, ...]
    #: Figures that are the same in both builds, of all indicators.
    unchanged: int
    changed: tuple[ChangedFigure, ...]
