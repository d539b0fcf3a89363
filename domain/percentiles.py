"""Percentile scores over residents: how many of every 100 residents live where a burden is lighter (methods §0, §2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

#: With more than this share of the residents on one value, its percentile says little: a yes/no scale takes its place (methods §2.3).
MOST_TIED: Final = 0.5


@dataclass(frozen=True)
class Reference:
    """A distribution that was kept, to look values up in: `values` rise, `scores` (0-100) go with them.

    With `is_yes_no` there are two scores: of values up to the first of `values`, and of all above it.
    """

    values: Array
    scores: Array
    is_yes_no: bool = False


def percentile_scores(value: ArrayLike, weight: ArrayLike) -> Array:
    """Score 0-100 per area: share of the weight (residents) with a lower value, and half of those with the same one.

    Missing values (NaN) stay missing and count for nobody. Raises ValueError as `make_reference` does.
    """
    values = np.asarray(value, dtype=np.float64)
    return look_up(make_reference(values, weight), values)


def make_reference(value: ArrayLike, weight: ArrayLike) -> Reference:
    """The distribution of `value` over `weight` (residents per area), ties sharing their mid-rank.

    Raises ValueError for arrays of unlike length, negative or missing weights, and where no area has both a value and weight.
    """
    values, weights = _known(value, weight)
    levels, place = np.unique(values, return_inverse=True)
    here = np.bincount(place, weights)
    return Reference(levels, 100 * (np.cumsum(here) - here / 2) / here.sum())


def make_scale(value: ArrayLike, weight: ArrayLike) -> Reference:
    """As `make_reference`, but yes/no where more than half of the weight shares one value, such as no noise at all.

    Yes is what lies above that value; where nothing does, the value itself.
    """
    values, weights = _known(value, weight)
    tied = tied_value(values, weights)
    if tied is None or (values == tied).all():
        return make_reference(values, weights)
    bound = tied if (values > tied).any() else values[values < tied].max()
    plain = make_reference((values > bound).astype(np.float64), weights)
    return Reference(np.array([bound, values[values > bound].min()]), plain.scores, is_yes_no=True)


def tied_value(value: ArrayLike, weight: ArrayLike) -> float | None:
    """The value that more than half of the weight shares, if there is one. Raises ValueError as `make_reference` does."""
    values, weights = _known(value, weight)
    levels, place = np.unique(values, return_inverse=True)
    here = np.bincount(place, weights)
    most = int(here.argmax())
    return float(levels[most]) if here[most] > MOST_TIED * here.sum() else None


def look_up(reference: Reference, value: ArrayLike) -> Array:
    """Scores (0-100) of values in a kept distribution; between two of its values on the straight line.

    Below all of them it is 0, above all 100. Missing values (NaN) stay missing.
    """
    values = np.asarray(value, dtype=np.float64)
    if reference.is_yes_no:
        scores = np.where(values > reference.values[0], reference.scores[1], reference.scores[0])
    else:
        scores = np.interp(values, reference.values, reference.scores, left=0.0, right=100.0)
    return np.where(np.isnan(values), np.nan, scores)


def _known(value: ArrayLike, weight: ArrayLike) -> tuple[Array, Array]:
    """Values and weights of the areas that have both."""
    values, weights = np.asarray(value, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    if values.ndim != 1 or values.shape != weights.shape:
        raise ValueError("values and weights need one entry per area, in the same order")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise ValueError("the weight of every area must be known, and not negative")
    known = np.isfinite(values) & (weights > 0)
    if not known.any():
        raise ValueError("no area has both a value and weight")
    return values[known], weights[known]
