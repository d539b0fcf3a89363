"""Is a figure different from its benchmark, and surely enough to say so? Its sentences are in domain.wording."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from domain.change import HAIR, TELLABLE
from domain.numbers_nl import is_missing, rounded
from domain.view_models import Indicator

Burden = Literal["more", "less", "neutral"]

#: Smallest difference worth a word where the catalogue gives none (methods §1.6); else a tenth of the benchmark.
_MINIMUM_BY_UNIT: Final = {**TELLABLE, "%": 3.0}
#: Modelled figures never differ by less (methods §5); without a published margin they need more.
_MODELLED_MINIMUM: Final = 3.0
_MODELLED_MINIMUM_WITHOUT_BOUNDS: Final = 5.0
#: A margin wider than this, in points, or than half of the estimate says too little to compare.
_WIDEST_RANGE: Final = 15.0


class Verdict(StrEnum):
    """Five steps from lower to higher, too uncertain to say, and nothing to compare."""

    LOWER = "lower"
    SLIGHTLY_LOWER = "slightly_lower"
    EQUAL = "equal"
    SLIGHTLY_HIGHER = "slightly_higher"
    HIGHER = "higher"
    TOO_UNCERTAIN = "too_uncertain"
    NONE = "none"


@dataclass(frozen=True)
class Comparison:
    """Figure beside a benchmark: `difference` is figure minus benchmark, `burden` what it means for people."""

    verdict: Verdict
    difference: float | None
    burden: Burden


_NOTHING: Final = Comparison(Verdict.NONE, None, "neutral")


def minimum_difference(indicator: Indicator, benchmark: float, *, has_bounds: bool = False) -> float:
    """Difference below which figures are called about equal, in the indicator's unit."""
    minimum = least_difference(indicator.minimum_difference, indicator.unit, benchmark)
    if indicator.kind == "modelled" and indicator.unit == "%":
        minimum = max(minimum, _MODELLED_MINIMUM if has_bounds else _MODELLED_MINIMUM_WITHOUT_BOUNDS)
    return minimum


def least_difference(given: float | None, unit: str, benchmark: float) -> float:
    """Difference that counts: of the catalogue where `given`, else by unit, else a tenth of the benchmark (methods §1.6)."""
    return given if given is not None else _MINIMUM_BY_UNIT.get(unit, abs(benchmark) / 10)


def is_too_uncertain(value: float, lower: float, upper: float) -> bool:
    """Whether a published margin is too wide to compare: over 15 points, or over half of the estimate (methods §5)."""
    return upper - lower > min(_WIDEST_RANGE, abs(value) / 2)


def comparison(
    value: float | None,
    benchmark: float | None,
    indicator: Indicator,
    lower: float | None = None,
    upper: float | None = None,
) -> Comparison:
    """Compare a figure with its gemeente or the country, from the same table and year (methods §5).

    Counts are never compared: a gemeente always has more residents than its buurt. A modelled figure is clearly higher
    or lower only when the benchmark lies outside its margin too.
    """
    if value is None or benchmark is None or is_missing(value) or is_missing(benchmark) or indicator.additive:
        return _NOTHING
    difference = rounded(value, indicator.decimals) - rounded(benchmark, indicator.decimals)
    bounds = (lower, upper) if lower is not None and upper is not None else None
    minimum = minimum_difference(indicator, benchmark, has_bounds=bounds is not None)
    if bounds is not None and indicator.unit == "%" and is_too_uncertain(value, *bounds):
        return Comparison(Verdict.TOO_UNCERTAIN, difference, "neutral")
    if abs(difference) < minimum - HAIR or difference == 0:
        return Comparison(Verdict.EQUAL, difference, "neutral")
    if bounds is not None and bounds[0] <= benchmark <= bounds[1]:
        return Comparison(Verdict.SLIGHTLY_HIGHER if difference > 0 else Verdict.SLIGHTLY_LOWER, difference, "neutral")
    return Comparison(Verdict.HIGHER if difference > 0 else Verdict.LOWER, difference, _burden(difference, indicator))


def _burden(difference: float, indicator: Indicator) -> Burden:
    if indicator.direction == "none":
        return "neutral"
    return "more" if (difference > 0) == (indicator.direction == "higher_is_worse") else "less"
