"""What the store answers and the layouts draw: plain frozen values, no database, no components."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from domain.areas import Level
from domain.observations import Grade, Method, Status

#: A year is a good default when at least this share of the areas has a figure.
USABLE_SHARE: Final = 0.5


@dataclass(frozen=True)
class BuildInfo:
    """Identity of the warehouse that is served. `build_id` goes into immutable URLs."""

    build_id: str
    built_at: datetime
    display_vintage: int
    is_demo: bool


@dataclass(frozen=True)
class Theme:
    """A chapter of the indicator picker."""

    theme_id: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Note:
    """A thing to know (`weight` info or warning) about an indicator."""

    text: str
    weight: str


@dataclass(frozen=True)
class Indicator:
    """An indicator as compiled. `breaks` are lower bounds of classes 2…n; empty means: not drawn as a choropleth."""

    indicator_id: str
    title: str
    theme_id: str
    unit: str
    decimals: int
    direction: str
    kind: str
    describes: str
    know: tuple[Note, ...]
    legend: str
    weight: str
    breaks: tuple[float, ...]
    scheme: str
    additive: bool
    facility_group: str | None
    series_breaks: tuple[tuple[int, str], ...]
    period_offset: int
    minimum_difference: float | None
    action: str | None
    #: How figures of several areas make one: sum, mean (by `weight`) or never (medians, classes, indices).
    combination: str = "mean"
    #: Public document that backs the action: publisher, title, year.
    action_source: str | None = None

    @property
    def is_distance(self) -> bool:
        """How far something is: it is told as "verder" and "dichterbij"."""
        return self.unit in ("km", "m")


@dataclass(frozen=True)
class Area:
    """An area on the display vintage. `bounds` is west, south, east, north in degrees WGS84; None without geometry."""

    code: str
    name: str
    level: Level
    boundary_year: int
    gemeente_code: str | None
    gemeente_name: str | None
    wijk_code: str | None
    wijk_name: str | None
    residents_count: int | None
    households_count: int | None
    urbanity_class: int | None
    land_area_ha: float | None
    postcode4: str | None
    has_geometry: bool
    bounds: tuple[float, float, float, float] | None
    #: Of a group: what it is ("ggd", "provincie", or the gemeente's own word), and of how many areas it is put together.
    kind: str | None = None
    member_count: int | None = None


@dataclass(frozen=True)
class SourceLine:
    """Where a figure comes from, ready to print: `citation` is the attribution with table, year and date filled in."""

    source_id: str
    citation: str
    licence: str
    table_id: str
    modified: date | None


@dataclass(frozen=True)
class Figure:
    """One value of one indicator for one area and year, or the reason why there is none."""

    area_code: str
    indicator_id: str
    reference_year: int
    boundary_year: int
    value: float | None
    lower: float | None
    upper: float | None
    status: Status
    grade: Grade
    method: Method
    source: SourceLine


@dataclass(frozen=True)
class MapFigures:
    """All areas of one level in one frame (gemeente or NL00), in the order of the features of the geometry file.

    Areas without geometry follow at the end. Parallel tuples: they travel to the browser as compact arrays.
    """

    level: Level
    frame_code: str
    indicator_id: str
    reference_year: int
    #: First `feature_count` entries have a polygon.
    feature_count: int
    area_codes: tuple[str, ...]
    names: tuple[str, ...]
    residents_count: tuple[int | None, ...]
    values: tuple[float | None, ...]
    statuses: tuple[Status, ...]
    grades: tuple[Grade, ...]
    approximate_geometry: bool


@dataclass(frozen=True)
class SearchHit:
    """A place found by name, code or postcode. `why` says what a name does not ("meest voorkomende postcode 3511")."""

    area: Area
    why: str | None


@dataclass(frozen=True)
class YearCoverage:
    """How many of a frame's areas have a figure that may be shown in a year."""

    year: int
    filled: int
    total: int

    @property
    def is_half_filled(self) -> bool:
        """Whether enough areas have a figure to show the year unasked."""
        return self.filled > 0 and self.filled >= USABLE_SHARE * self.total


@dataclass(frozen=True)
class Coverage:
    """How much of a frame a map covers: areas, residents, and areas per reason (`by_status`, most frequent first)."""

    total: int
    filled: int
    residents_total: int
    residents_filled: int
    by_status: tuple[tuple[Status, int], ...]


@dataclass(frozen=True)
class CodebookRow:
    """An indicator explained for the reader of a download."""

    name: str
    title: str
    unit: str
    decimals: int
    direction: str
    kind: str
    describes: str
    know: str
    source: str
    licence: str
