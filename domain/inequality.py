"""Inequality between areas in the order of their incomes; every area weighs as its residents (methods §1).

All arrays have one entry per area, in the same order: `value` the figure in its unit, `rank_by` low for the lowest incomes,
`weight` residents. Nothing may be missing: the caller leaves areas out and tells how many residents remain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from domain.fractional_logit import NoCurve, fit_fractional_logit
from domain.weighted import Floats, TooFewAreas, known_arrays, populated

Model = Literal["linear", "logit", "auto"]

#: Fewest areas for so many income groups (methods §1.1).
FEWEST_AREAS: Final = {5: 25, 3: 9}
#: Share of the residents whose area must have both figures (methods §1.1).
LEAST_COVERED: Final = 0.8
#: Theoretical bounds of a percentage.
PERCENTAGE: Final = (0.0, 100.0)
#: A mean within this share of the range from a bound is near it: there a straight line says too much (methods §1.2).
_NEAR_BOUND: Final = 0.05


class NoOrder(ValueError):  # noqa: N818  (a state of the world, not a fault of the caller)
    """All areas have the same income, so they have no order."""


@dataclass(frozen=True)
class IncomeGroups:
    """Means (in the unit of the figure) and residents of equally large income groups, lowest to highest incomes."""

    mean: tuple[float, ...]
    weight: tuple[float, ...]

    @property
    def gap(self) -> float:
        """Lowest minus highest incomes, in the unit of the figure."""
        return self.mean[0] - self.mean[-1]

    @property
    def ratio(self) -> float | None:
        """Lowest over highest incomes; None where that has no meaning: nothing to divide by, or figures below 0."""
        return self.mean[0] / self.mean[-1] if self.mean[-1] > 0 and self.mean[0] >= 0 else None


@dataclass(frozen=True)
class SlopeIndex:
    """Slope index of inequality: `intercept` fits the lowest income, `fitted_high` the highest, `mean` all (unit of the figure).

    `standard_error` carries published margins only. Errors of one model are shared between areas, so it is a lower bound.
    """

    intercept: float
    fitted_high: float
    mean: float
    standard_error: float | None
    is_logit: bool

    @property
    def sii(self) -> float:
        """Highest minus lowest incomes, in the unit of the figure: below 0, a figure is higher at the lowest incomes."""
        return self.fitted_high - self.intercept

    @property
    def rii_low_high(self) -> float | None:
        """Fitted value at the lowest incomes over that at the highest; None where either is not above 0."""
        return self.intercept / self.fitted_high if min(self.intercept, self.fitted_high) > 0 else None

    @property
    def rii_high_low(self) -> float | None:
        """The other convention (WHO, PHE): highest over lowest; None where either is not above 0."""
        return self.fitted_high / self.intercept if min(self.intercept, self.fitted_high) > 0 else None

    @property
    def sii_rel_mean(self) -> float | None:
        """Slope index as a share of the mean; never to be called RII. None where the mean is not above 0."""
        return self.sii / self.mean if self.mean > 0 else None


@dataclass(frozen=True)
class ConcentrationIndex:
    """Concentration index: below 0, more of the figure is with the lowest incomes.

    `standard` is None where the mean is not above 0; `erreygers` and `wagstaff` need theoretical bounds.
    """

    standard: float | None
    generalised: float
    erreygers: float | None
    wagstaff: float | None


def group_count(area_count: int) -> int | None:
    """Number of income groups that so many areas allow: five from 25, three from 9, else None (methods §1.1)."""
    return next((groups for groups, fewest in FEWEST_AREAS.items() if area_count >= fewest), None)


def fractional_rank(rank_by: ArrayLike, weight: ArrayLike) -> Floats:
    """Rank 0…1 of every area: share of the weight with less, and half of those with the same. The weighted mean is 0.5.

    Raises ValueError for arrays of unlike length, missing values, and negative weights; TooFewAreas where nobody lives.
    """
    rank, people = known_arrays(rank_by, weight)
    if people.sum() <= 0:
        raise TooFewAreas("te weinig buurten: nergens wonen mensen")
    _, place = np.unique(rank, return_inverse=True)
    here = np.bincount(place, people)
    ranks: Floats = ((np.cumsum(here) - here / 2) / here.sum())[place]
    return ranks


def income_groups(value: ArrayLike, rank_by: ArrayLike, weight: ArrayLike, groups: int = 5) -> IncomeGroups:
    """Mean of every income group. Groups are exactly as large: areas of the same income are one, and split where a group ends.

    Raises ValueError for fewer than two groups and as `slope_index`.
    """
    if groups < 2:
        raise ValueError("there are at least two income groups")
    number, rank, people = populated(value, rank_by, weight)
    mean = float(np.average(number, weights=people))
    _, place = np.unique(rank, return_inverse=True)
    # Totals up to a number of residents run straight within a block of one income: a split area gives in proportion.
    reached = np.concatenate([[0.0], np.cumsum(np.bincount(place, people))])
    total = np.concatenate([[0.0], np.cumsum(np.bincount(place, people * (number - mean)))])
    edges = reached[-1] * np.arange(groups + 1) / groups
    size = np.diff(edges)
    means = mean + np.diff(np.interp(edges, reached, total)) / size
    return IncomeGroups(tuple(means.tolist()), tuple(size.tolist()))


def slope_index(
    value: ArrayLike,
    rank_by: ArrayLike,
    weight: ArrayLike,
    standard_error: ArrayLike | None = None,
    *,
    model: Model = "linear",
    bounds: tuple[float, float] = PERCENTAGE,
) -> SlopeIndex:
    """Slope index by weighted least squares on the fractional rank (methods §1.2; PHE, WHO).

    "logit" fits within `bounds`; "auto" does so only near them: where the mean is, or where the line would leave them.
    `standard_error` is that of every area, in the unit of the figure. Raises TooFewAreas for fewer than two areas with residents,
    NoOrder where all have one income, ValueError for arrays of unlike length, missing values, and values outside `bounds` (logit).
    """
    number, rank, people = populated(value, rank_by, weight)
    error = None if standard_error is None else _errors(standard_error, weight)
    share, place = people / people.sum(), fractional_rank(rank, people) - 0.5
    variance = float((share * place**2).sum())
    if rank.min() == rank.max():
        raise NoOrder("alle buurten hebben hetzelfde inkomen")
    mean = float((share * number).sum())
    slope = float((share * place * (number - mean)).sum()) / variance
    line = SlopeIndex(
        mean - slope / 2, mean + slope / 2, mean, _combined(share * place / variance, error), is_logit=False
    )
    if model == "linear" or (model == "auto" and not _near(line, number, bounds)):
        return line
    try:
        fit = fit_fractional_logit(number, place + 0.5, share, bounds)
    except NoCurve:
        if model == "logit":
            raise
        return line
    return SlopeIndex(fit.fitted_low, fit.fitted_high, mean, _combined(fit.by_value, error), is_logit=True)


def concentration_index(
    value: ArrayLike, rank_by: ArrayLike, weight: ArrayLike, bounds: tuple[float, float] | None = None
) -> ConcentrationIndex:
    """Concentration index; `bounds` are the theoretical ones (0 and 100), never those seen: else it changes with the sample.

    Raises ValueError for values outside `bounds`, and as `slope_index`.
    """
    number, rank, people = populated(value, rank_by, weight)
    share = people / people.sum()
    mean = float((share * number).sum())
    generalised = 2 * float((share * (number - mean) * (fractional_rank(rank, people) - 0.5)).sum())
    standard = generalised / mean if mean > 0 else None
    if bounds is None:
        return ConcentrationIndex(standard, generalised, None, None)
    low, high = bounds
    if number.min() < low or number.max() > high:
        raise ValueError(f"values lie outside their bounds {low} and {high}")
    inside = (high - mean) * (mean - low)
    wagstaff = (high - low) * generalised / inside if inside > 0 else None
    return ConcentrationIndex(standard, generalised, 4 * generalised / (high - low), wagstaff)


def _near(line: SlopeIndex, number: Floats, bounds: tuple[float, float]) -> bool:
    low, high = bounds
    if number.min() < low or number.max() > high or number.min() == number.max():
        return False
    edge = _NEAR_BOUND * (high - low)
    ends = (line.intercept, line.fitted_high)
    return not (low <= min(ends) and max(ends) <= high and low + edge <= line.mean <= high - edge)


def _combined(by_value: Floats, error: Floats | None) -> float | None:
    """Standard error of a sum that moves `by_value` with each value; errors are taken as independent."""
    return None if error is None else float(np.sqrt((by_value**2 * error**2).sum()))


def _errors(standard_error: ArrayLike, weight: ArrayLike) -> Floats:
    error, people = known_arrays(standard_error, weight)
    if (error < 0).any():
        raise ValueError("standard errors are not negative")
    return error[people > 0]
