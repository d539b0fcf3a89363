"""Does a figure rise or fall over the years? Only over years that may be compared, and only when it is sure (methods §4.3, §4.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scipy.stats import theilslopes

from domain.change import changed_population, difference, is_about_equal, too_few_residents
from domain.observations import Grade, Status
from domain.view_models import Indicator

#: One window for every indicator of a screen, so that trends can be put side by side.
WINDOW_YEARS: Final = 10
#: With fewer comparable years it is a difference of two years, no trend.
FEWEST_YEARS: Final = 4
_CONFIDENCE: Final = 0.95


class Course(StrEnum):
    """What may be said of a series."""

    RISES = "rises"
    FALLS = "falls"
    #: The change is smaller than what the source can tell apart.
    STEADY = "steady"
    #: The years go up and down too much to say.
    UNCLEAR = "unclear"
    #: No trend can be told; `Trend.why` says why.
    NONE = "none"


class Why(StrEnum):
    """Why there is no trend, or why it must be read with care."""

    FEW_YEARS = "few_years"
    ONE_YEAR = "one_year"
    NO_FIGURES = "no_figures"
    MODELLED = "modelled"
    FEW_RESIDENTS = "few_residents"
    NEW_RESIDENTS = "new_residents"


@dataclass(frozen=True)
class Point:
    """One year of a series. `series` tells tables apart that never make one trend; None is the same for all."""

    year: int
    value: float | None
    status: Status = Status.OK
    grade: Grade = Grade.A
    lower: float | None = None
    upper: float | None = None
    residents_count: float | None = None
    series: str | None = None

    @property
    def counts(self) -> bool:
        """Whether the year has a figure that may be compared."""
        return self.value is not None and self.status in (Status.OK, Status.CAUTION) and self.grade is not Grade.C


@dataclass(frozen=True)
class Segment:
    """Years that may be compared with each other, in order; `broken_by` says what changed since the segment before."""

    points: tuple[Point, ...]
    broken_by: str | None = None


@dataclass(frozen=True)
class Slope:
    """Change per ten years in the indicator's unit, with its 95 % interval: how much the years go up and down."""

    per_decade: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Trend:
    """What the newest comparable years tell. `first` and `last` are their ends; `segments` are all years, for drawing."""

    course: Course
    why: Why | None
    segments: tuple[Segment, ...]
    first: Point | None = None
    last: Point | None = None
    slope: Slope | None = None

    @property
    def change(self) -> float | None:
        """Last minus first, in the indicator's unit."""
        if self.first is None or self.last is None or self.first.value is None or self.last.value is None:
            return None
        return self.last.value - self.first.value


def segments(points: Sequence[Point], breaks: Sequence[tuple[int, str]]) -> tuple[Segment, ...]:
    """Comparable years, oldest first: cut at every break (first year of the new way, why) and where the table changes.

    A year without a comparable figure leaves a gap but cuts nothing. Raises ValueError for one year twice.
    """
    usable = sorted((point for point in points if point.counts), key=lambda point: point.year)
    if len({point.year for point in usable}) < len(usable):
        raise ValueError("a year occurs twice")
    found: list[list[Point]] = []
    reasons: list[str | None] = []
    for point in usable:
        before = found[-1][-1] if found else None
        why = break_between(before, point, breaks) if before else None
        if before is None or why is not None:
            found.append([])
            reasons.append(why)
        found[-1].append(point)
    return tuple(Segment(tuple(part), why) for part, why in zip(found, reasons, strict=True))


def trend(points: Sequence[Point], indicator: Indicator, *, window_years: int = WINDOW_YEARS) -> Trend:
    """Course of a series over its newest comparable years, at most `window_years` back from the last.

    A direction needs an interval without 0 and a change of at least the indicator's minimum difference (methods §4.4).
    """
    parts = segments(points, indicator.series_breaks)
    if not parts:
        return Trend(Course.NONE, Why.NO_FIGURES, ())
    newest = parts[-1].points
    used = tuple(point for point in newest if point.year > newest[-1].year - window_years)
    first, last = used[0], used[-1]
    if indicator.kind == "modelled" and sum(len(part.points) for part in parts) > 1:
        return Trend(Course.NONE, Why.MODELLED, parts, first, last)
    if len(used) == 1:
        return Trend(Course.NONE, Why.ONE_YEAR, parts, last=last)
    if too_few_residents([point.residents_count for point in used]):
        return Trend(Course.NONE, Why.FEW_RESIDENTS, parts, first, last)
    if len(used) < FEWEST_YEARS:
        return Trend(Course.NONE, Why.FEW_YEARS, parts, first, last)
    slope = _slope(used)
    why = Why.NEW_RESIDENTS if changed_population((first.residents_count, last.residents_count)) else None
    return Trend(_course(slope, first, last, indicator), why, parts, first, last, slope)


def earlier_trend(found: Trend, indicator: Indicator) -> Trend | None:
    """Trend of the newest older segment that is long enough to tell one, where the newest segment is too short; else None."""
    if found.why not in (Why.FEW_YEARS, Why.ONE_YEAR):
        return None
    older = (trend(part.points, indicator) for part in reversed(found.segments[:-1]))
    return next((each for each in older if each.slope is not None), None)


def break_between(before: Point, point: Point, breaks: Sequence[tuple[int, str]]) -> str | None:
    """Why two years may not be compared; empty text where the table changed, which the catalogue has no sentence for."""
    crossed = [why for year, why in breaks if before.year < year <= point.year]
    if crossed:
        return crossed[-1]
    return "" if before.series != point.series else None


def _slope(used: Sequence[Point]) -> Slope:
    found = theilslopes([point.value for point in used], [point.year for point in used], _CONFIDENCE)
    return Slope(10 * float(found[0]), 10 * float(found[2]), 10 * float(found[3]))


def _course(slope: Slope, first: Point, last: Point, indicator: Indicator) -> Course:
    assert first.value is not None
    assert last.value is not None
    change = last.value - first.value
    told = difference(first.value, last.value, indicator)
    if told is not None and is_about_equal(told, indicator):
        return Course.STEADY
    if slope.lower > 1e-9 and change > 0:
        return Course.RISES
    if slope.upper < -1e-9 and change < 0:
        return Course.FALLS
    return Course.UNCLEAR
