"""Figures of one area over the years beside those of the areas around it: what the store answers and the trend panel draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.decomposition import Decomposition
from domain.trend import Point
from domain.view_models import Area, Figure


class Role(StrEnum):
    """Whose line it is."""

    AREA = "area"
    GEMEENTE = "gemeente"
    COUNTRY = "country"
    URBANITY = "urbanity"


@dataclass(frozen=True)
class Line:
    """One line of years, oldest first. Without any figure `absent` says why. `figures` has the sources per year.

    `note` says what the line is a mean of, where its name does not.
    """

    role: Role
    name: str
    points: tuple[Point, ...]
    absent: str = ""
    figures: Mapping[int, Figure] = field(default_factory=dict)
    note: str = ""

    @property
    def is_filled(self) -> bool:
        """Whether any year has a figure that may be compared."""
        return any(point.counts for point in self.points)

    @property
    def by_year(self) -> dict[int, Point]:
        """Points by year."""
        return {point.year: point for point in self.points}


@dataclass(frozen=True)
class PlaceParts:
    """Change of the mean of an area between two years, split over its buurten; `covered` is the share of people it is about."""

    first_year: int
    last_year: int
    parts: Decomposition
    covered: float


@dataclass(frozen=True)
class AreaSeries:
    """All lines of one area and indicator, its own first."""

    indicator_id: str
    area: Area
    lines: tuple[Line, ...]

    @property
    def own(self) -> Line:
        """Line of the area itself."""
        return self.lines[0]

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of any line, oldest first."""
        return tuple(sorted({point.year for line in self.lines for point in line.points}))
