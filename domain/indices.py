"""Composite indices by one recipe: percentile, mean per part, percentile again, mean of the parts, percentile (methods §2.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from domain.observations import Status
from domain.percentiles import Array, Reference, look_up, make_reference, make_scale

#: Score from which an area is among the 20 of every 100 residents with the heaviest burden.
HIGH: Final = 80.0
#: Below these an index says too little about the people there (methods §2.3); below the last it comes with caution.
FEWEST_RESIDENTS: Final = 100
FEWEST_HOUSEHOLDS: Final = 50
FEW_RESIDENTS: Final = 250
#: At most so much of the weight of an index may be modelled figures (methods §2.2a).
MOST_MODELLED: Final = 0.5
#: Share of the runs of the sensitivity analysis from which, and below which, a high score is sure (methods §2.4).
STEADY_FROM_PCT: Final = 80.0
UNSTEADY_FROM_PCT: Final = 20.0
#: Means of scores that differ by less are the same: keeps a value that returns exactly on its own place.
_DIGITS: Final = 9


class Robustness(StrEnum):
    """Does an area belong to the high class, whichever defensible choices are made?"""

    STEADY = "stevig"
    BORDERLINE = "grensgeval"
    NOT = "niet"


@dataclass(frozen=True)
class Recipe:
    """Which columns of figures make which part, and how many parts an index needs."""

    parts: tuple[tuple[int, ...], ...]
    parts_needed: int


@dataclass(frozen=True)
class Scales:
    """The kept distributions of an index: of every input, every part, and the mean of the parts."""

    inputs: tuple[Reference | None, ...]
    parts: tuple[Reference | None, ...]
    total: Reference | None


@dataclass(frozen=True)
class Scores:
    """Scores 0-100 with a row per area, NaN where there is none: of inputs and parts (a column each), the mean and the index."""

    inputs: Array
    parts: Array
    raw: Array
    total: Array


def needed(count: int) -> int:
    """How many of `count` indicators a part needs: half, rounded up."""
    return (count + 1) // 2


def part_means(scores: Array, recipe: Recipe) -> Array:
    """Mean score per part (areas x parts) of the indicators that are there; NaN where fewer than half of its indicators are."""
    columns = [available_mean(scores[:, list(part)], needed(len(part))) for part in recipe.parts]
    return np.column_stack(columns)


def available_mean(scores: Array, at_least: int) -> Array:
    """Mean of what is there per row; NaN where fewer than `at_least` (1 or more) are."""
    there = np.isfinite(scores)
    count = there.sum(axis=1)
    total = np.where(there, scores, 0).sum(axis=1)
    return np.where(count >= max(at_least, 1), np.round(total / np.maximum(count, 1), _DIGITS), np.nan)


def make_scales(burden: Array, weight: ArrayLike, recipe: Recipe, eligible: ArrayLike | None = None) -> Scales:
    """Distributions of the reference year. `burden` (areas x inputs): a higher figure is a heavier burden; NaN is missing.

    All areas with `weight` (residents) make the scales of the inputs, the `eligible` ones those of the parts and the index. An input,
    part or index of which no area has enough figures has no scale. Raises ValueError for weights that are missing or negative.
    """
    weights = np.asarray(weight, dtype=np.float64)
    counted = weights if eligible is None else np.where(np.asarray(eligible, dtype=bool), weights, 0.0)
    inputs = tuple(_scale_of(column, weights) for column in burden.T)
    means = part_means(_looked_up(inputs, burden), recipe)
    parts = tuple(_scale_of(column, counted) for column in means.T)
    raw = available_mean(_looked_up(parts, means), recipe.parts_needed)
    return Scales(inputs, parts, _scale_of(raw, counted, make_reference))


def scores(burden: Array, recipe: Recipe, scales: Scales) -> Scores:
    """Scores of figures (areas x inputs) in the kept distributions, of the reference year itself or of any other year."""
    inputs = _looked_up(scales.inputs, burden)
    parts = _looked_up(scales.parts, part_means(inputs, recipe))
    raw = available_mean(parts, recipe.parts_needed)
    return Scores(inputs, parts, raw, _looked_up((scales.total,), raw[:, None])[:, 0])


def modelled_share(present: ArrayLike, modelled: Sequence[bool], recipe: Recipe) -> Array:
    """Share (0-1) per area of the weight that modelled figures have; `present` (areas x inputs) tells which figures are used.

    Parts count equally, and so do the figures of a part; parts without figures do not count. NaN where nothing is present.
    """
    used = np.asarray(present, dtype=bool)
    model = used & np.asarray(modelled, dtype=bool)
    shares = np.full((len(used), len(recipe.parts)), np.nan)
    for number, part in enumerate(recipe.parts):
        count = used[:, list(part)].sum(axis=1)
        counts = count >= needed(len(part))
        np.divide(model[:, list(part)].sum(axis=1), count, out=shares[:, number], where=counts & (count > 0))
    return available_mean(shares, 1)


def size_status(residents: ArrayLike, households: ArrayLike) -> NDArray[np.object_]:
    """What the size of areas allows: no_residents, too_small, caution or ok; unknown where the number of residents is (NaN)."""
    people, homes = np.asarray(residents, dtype=np.float64), np.asarray(households, dtype=np.float64)
    small = (people < FEWEST_RESIDENTS) | (homes < FEWEST_HOUSEHOLDS)
    found = np.full(people.shape, Status.OK, dtype=object)
    found[people < FEW_RESIDENTS] = Status.CAUTION
    found[small] = Status.TOO_SMALL
    found[people == 0] = Status.NO_RESIDENTS
    found[np.isnan(people)] = Status.UNKNOWN
    return found


def robustness(share_high_pct: float) -> Robustness:
    """Label of an area by the share (%) of the runs in which its score is high."""
    if share_high_pct >= STEADY_FROM_PCT:
        return Robustness.STEADY
    return Robustness.BORDERLINE if share_high_pct >= UNSTEADY_FROM_PCT else Robustness.NOT


def _scale_of(
    values: Array, weights: Array, make: Callable[[Array, Array], Reference] = make_scale
) -> Reference | None:
    return make(values, weights) if (np.isfinite(values) & (weights > 0)).any() else None


def _looked_up(references: Sequence[Reference | None], values: Array) -> Array:
    columns = [
        np.full(len(values), np.nan) if reference is None else look_up(reference, column)
        for reference, column in zip(references, values.T, strict=True)
    ]
    return np.column_stack(columns)
