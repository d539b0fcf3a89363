"""Profile of an area: its figures block by block, each beside gemeente, country, comparable areas and the spread of all. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from domain.best import Good
from domain.comparison import Comparison, comparison
from domain.observations import Status
from domain.trend import Point, Trend, trend
from domain.view_models import Area, Figure, Indicator, SourceLine

#: Reasons for absence that protect people's privacy.
HIDDEN: Final = (Status.SUPPRESSED, Status.TOO_SMALL)


class Part(StrEnum):
    """Chapter of a profile."""

    WIE = "wie"
    BESTAANSZEKERHEID = "bestaanszekerheid"
    OMGEVING = "omgeving"
    NABIJHEID = "nabijheid"
    BINDING = "binding"
    VERGRIJZING = "vergrijzing"
    VEILIGHEID = "veiligheid"
    NIEUWBOUW = "nieuwbouw"


@dataclass(frozen=True)
class Block:
    """A few indicators that are told together; `ask` is the question that a difference among them asks for.

    `lead` are indicators that open the profile, each with a sentence in which {value} stands for the figure out of 100.
    """

    block_id: str
    part: Part
    title: str
    ask: str
    indicator_ids: tuple[str, ...]
    lead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Beside:
    """A figure that the area's own stands beside, of the same table and year. `absent` says why there is none.

    `areas` is of how many areas it is a mean; None for a published figure.
    """

    name: str
    value: float | None
    told: Comparison
    absent: str = ""
    areas: int | None = None


@dataclass(frozen=True)
class Spread:
    """How all buurten differ: 8 in 10 of the `count` buurten with a figure lie from `low` to `high`, half of them above `middle`."""

    name: str
    count: int
    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Row:
    """One indicator of a profile. `figure` is the newest one, or why there is none; `points` are all years, oldest first."""

    indicator: Indicator
    figure: Figure | None
    gemeente: Beside | None = None
    country: Beside | None = None
    similar: Beside | None = None
    spread: Spread | None = None
    points: tuple[Point, ...] = ()

    @property
    def value(self) -> float | None:
        """The figure itself; None where there is none."""
        return self.figure.value if self.figure is not None else None

    @property
    def status(self) -> Status:
        """Why there is a figure or none; unknown where no source mentions the area."""
        return self.figure.status if self.figure is not None else Status.UNKNOWN

    @property
    def is_modelled(self) -> bool:
        """Whether the figure is an estimate of a model of survey answers."""
        return self.indicator.kind == "modelled"

    @property
    def beside(self) -> tuple[Beside, ...]:
        """Figures beside this one that exist, the nearest area first."""
        return tuple(each for each in (self.gemeente, self.similar, self.country) if each and each.value is not None)

    @property
    def main(self) -> Beside | None:
        """What the direction of the row is told against: the country, else the gemeente."""
        found = [each for each in (self.country, self.gemeente) if each is not None and each.value is not None]
        return found[0] if found else None

    @cached_property
    def trend(self) -> Trend:
        """What the years tell."""
        return trend(self.points, self.indicator)


@dataclass(frozen=True)
class Standout:
    """A difference that is larger than noise and rounding: of which row, against what, and how large beside what is usual."""

    block: Block
    row: Row
    beside: Beside
    size: float


@dataclass(frozen=True)
class Coverage:
    """How much of a profile has a figure: of `total` indicators, those `filled`, the oldest year, and why others have none."""

    filled: int
    total: int
    oldest_year: int | None
    modelled: int
    hidden: int
    absent: tuple[tuple[Status, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Capital:
    """One of the three capitals: score 0-100 (100 is the least capital), its inputs by title; None where it cannot be told."""

    title: str
    score: float | None
    inputs: tuple[str, ...]
    is_modelled: bool


@dataclass(frozen=True)
class Correction:
    """A figure of this area that the last build changed, or that was left out since it could not be right (`now` None)."""

    title: str
    year: int | None
    before: float | None
    now: float | None
    indicator: Indicator | None
    why: str = ""


@dataclass(frozen=True)
class Comparable:
    """Areas that are comparable with this one: their codes, the rule in one sentence, what to know of them, and what they are called."""

    codes: tuple[str, ...]
    sentence: str
    note: str = ""
    name: str = ""


@dataclass(frozen=True)
class Profile:
    """Everything that a profile tells of one area."""

    area: Area
    vintage: int
    chapters: tuple[tuple[Block, tuple[Row, ...]], ...]
    good: tuple[Good, ...]
    talk: tuple[Good, ...]
    standouts: tuple[Standout, ...]
    comparable: Comparable
    #: What comes together here, in sentences; empty where the two indices are not there.
    stack: tuple[str, ...] = ()
    #: Buurten inside the area where much comes together.
    marked: tuple[str, ...] = ()
    capitals: tuple[Capital, ...] = ()
    corrections: tuple[Correction, ...] = ()
    #: What residents said, oldest first: date as text and the words.
    reactions: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    is_demo: bool = False
    #: Of a combined area its buurten.
    members: tuple[Area, ...] = ()

    @property
    def member_codes(self) -> tuple[str, ...]:
        """Codes of the buurten of a combined area; none for an area that exists."""
        return tuple(each.code for each in self.members)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in order."""
        return tuple(row for _, rows in self.chapters for row in rows)

    @cached_property
    def coverage(self) -> Coverage:
        """How much has a figure."""
        return coverage(self.rows)

    @cached_property
    def sources(self) -> tuple[SourceLine, ...]:
        """Sources of all figures, each once, in order of first use."""
        return tuple(
            dict.fromkeys(row.figure.source for row in self.rows if row.figure is not None and row.value is not None)
        )

    @property
    def lead(self) -> tuple[Row, ...]:
        """Rows that open the profile."""
        names = {name for block, _ in self.chapters for name, _ in block.lead}
        return tuple(row for row in self.rows if row.indicator.indicator_id in names)

    def of_part(self, part: Part) -> tuple[tuple[Block, tuple[Row, ...]], ...]:
        """Blocks of a chapter."""
        return tuple((block, rows) for block, rows in self.chapters if block.part is part)

    def row(self, indicator_id: str) -> Row | None:
        """Row of an indicator; None where the profile has none."""
        return next((row for row in self.rows if row.indicator.indicator_id == indicator_id), None)


def beside(
    name: str,
    value: float | None,
    row_figure: Figure | None,
    indicator: Indicator,
    absent: str = "",
    areas: int | None = None,
) -> Beside:
    """A benchmark with what the area's figure is beside it."""
    own = row_figure
    told = comparison(
        own.value if own else None, value, indicator, own.lower if own else None, own.upper if own else None
    )
    return Beside(name, value, told, absent, areas)


def coverage(rows: Sequence[Row]) -> Coverage:
    """How many rows have a figure, and the others by reason, the most frequent first."""
    filled = [row for row in rows if row.value is not None]
    missing: dict[Status, list[str]] = {}
    for row in rows:
        if row.value is None:
            missing.setdefault(row.status, []).append(row.indicator.title)
    counted = Counter({status: len(titles) for status, titles in missing.items()})
    return Coverage(
        filled=len(filled),
        total=len(rows),
        oldest_year=min((row.figure.reference_year for row in filled if row.figure is not None), default=None),
        modelled=sum(row.is_modelled for row in filled),
        hidden=sum(counted[status] for status in HIDDEN),
        absent=tuple((status, tuple(missing[status])) for status, _ in counted.most_common()),
    )


def country_values(rows: Sequence[Row]) -> Mapping[tuple[str, int], float]:
    """Country's figures beside the rows, by indicator and year."""
    return {
        (row.indicator.indicator_id, row.figure.reference_year): row.country.value
        for row in rows
        if row.figure is not None and row.country is not None and row.country.value is not None
    }
