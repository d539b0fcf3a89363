"""What one figure is beside another, of two areas or two years: noise and rounding are no difference (methods §4.3, §5). Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.change import HAIR, Cell, about_people, change, is_about_equal, minimum_change, too_few_residents
from domain.comparison import minimum_difference
from domain.numbers_nl import rounded
from domain.observations import Grade, Status
from domain.trend import Point, break_between
from domain.uncertainty import standard_errors
from domain.view_models import Indicator

#: Two estimates differ when they lie more than so many standard errors of their difference apart (methods §5).
_Z: Final = 1.96


class Outcome(StrEnum):
    """What a figure is beside another."""

    HIGHER = "higher"
    LOWER = "lower"
    #: The difference is no larger than noise or rounding.
    SAME = "same"
    NONE = "none"


class Why(StrEnum):
    """Why two figures are not compared, or why they are called the same."""

    ABSENT = "absent"
    COUNT = "count"
    BREAK = "break"
    MODELS = "models"
    BORDER = "border"
    FEW_RESIDENTS = "few_residents"
    SMALL_COUNT = "small_count"
    FROM_ZERO = "from_zero"
    ROUNDING = "rounding"
    MARGIN = "margin"


@dataclass(frozen=True)
class Told:
    """What one figure is beside another: `difference` is one minus other, in the unit of the indicator (in % of the earlier figure for
    the change of a count or density). `size` is how many least differences that is, `text` what the catalogue says of a break.
    """

    outcome: Outcome
    difference: float | None = None
    why: Why | None = None
    least: float | None = None
    text: str = ""
    new_residents: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the figures differ by more than noise and rounding."""
        return self.outcome in (Outcome.HIGHER, Outcome.LOWER)

    @property
    def is_compared(self) -> bool:
        """Whether anything may be said of the two figures."""
        return self.outcome is not Outcome.NONE

    @property
    def size(self) -> float:
        """Difference in least differences."""
        return abs(self.difference or 0.0) / self.least if self.least else 0.0


def beside(one: Point | None, other: Point | None, indicator: Indicator) -> Told:
    """What the figure of one area is beside that of another: `beside(a, b)` is the reverse of `beside(b, a)`.

    Counted and mapped figures differ by at least the minimum difference. Of estimates the difference is also more than 1.96 standard
    errors; without margins it needs the larger minimum (methods §5). Counts are never compared: a larger area has more of everything.
    """
    if one is None or other is None or one.value is None or other.value is None:
        return Told(Outcome.NONE, why=Why.ABSENT)
    if indicator.additive:
        return Told(Outcome.NONE, why=Why.COUNT)
    hindrance = _hindrance(one, other, indicator)
    if hindrance is not None:
        return hindrance
    if about_people(indicator) and too_few_residents((one.residents_count, other.residents_count)):
        return Told(Outcome.NONE, why=Why.FEW_RESIDENTS)
    return _difference(one, other, indicator)


def later(earlier: Point | None, then: Point | None, indicator: Indicator) -> Told:
    """What a figure is beside that of an earlier year of the same area, by the rules of a change (methods §4.3, §4.4)."""
    if earlier is None or then is None or earlier.value is None or then.value is None:
        return Told(Outcome.NONE, why=Why.ABSENT)
    hindrance = _hindrance(earlier, then, indicator)
    if hindrance is not None:
        return hindrance
    found = change(_cell(earlier), _cell(then), indicator)
    if found.value is None:
        small = Why.SMALL_COUNT if indicator.additive else Why.FEW_RESIDENTS
        return Told(Outcome.NONE, why=small if found.status is Status.TOO_SMALL else Why.FROM_ZERO)
    if is_about_equal(found.value, indicator):
        return Told(Outcome.SAME, found.value, Why.ROUNDING, new_residents=found.new_residents)
    outcome = Outcome.HIGHER if found.value > 0 else Outcome.LOWER
    return Told(outcome, found.value, least=minimum_change(indicator), new_residents=found.new_residents)


def _hindrance(one: Point, other: Point, indicator: Indicator) -> Told | None:
    """Why two figures that are there may not be compared; None where they may."""
    if not (one.counts and other.counts):
        return Told(Outcome.NONE, why=Why.BORDER if Grade.C in (one.grade, other.grade) else Why.ABSENT)
    if indicator.kind == "modelled" and one.year != other.year:
        return Told(Outcome.NONE, why=Why.MODELS)
    first, last = sorted((one, other), key=lambda point: (point.year, point.series or ""))
    text = break_between(first, last, indicator.series_breaks)
    return None if text is None else Told(Outcome.NONE, why=Why.BREAK, text=text)


def _difference(one: Point, other: Point, indicator: Indicator) -> Told:
    assert one.value is not None
    assert other.value is not None
    values = [rounded(point.value or 0.0, indicator.decimals) for point in (one, other)]
    difference = values[0] - values[1]
    errors = [_error(point) for point in (one, other)]
    bounded = [error for error in errors if error is not None]
    # Neither area is the benchmark of the other: a tenth is one of the larger figure.
    least = minimum_difference(indicator, max(map(abs, values)), has_bounds=len(bounded) == len(errors))
    if abs(difference) < least - HAIR or difference == 0:
        return Told(Outcome.SAME, difference, Why.ROUNDING, least)
    if len(bounded) == len(errors) and abs(one.value - other.value) < _Z * math.hypot(*bounded):
        return Told(Outcome.SAME, difference, Why.MARGIN, least)
    return Told(Outcome.HIGHER if difference > 0 else Outcome.LOWER, difference, least=least)


def _error(point: Point) -> float | None:
    """Standard error behind a published margin; None without one."""
    if point.lower is None or point.upper is None:
        return None
    return float(standard_errors(point.lower, point.upper))


def _cell(point: Point) -> Cell:
    return Cell(point.value, point.status, point.grade, point.residents_count)
