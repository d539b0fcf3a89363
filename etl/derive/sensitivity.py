"""How far does an index hang on choices that could have been made otherwise? 1,000 seeded runs over all areas (methods §2.4).

Each run draws weights, a way to put figures on one scale, a mean, one figure to leave out, and a value for every modelled figure.
A run is a handful of numpy passes over all areas, so only the scores of the runs are kept: one byte pair per area and run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from domain.indices import HIGH, Recipe, Scales, needed
from domain.percentiles import Array, look_up

RUNS: Final = 1_000
SEED: Final = 20240101
#: Weights are drawn around equal ones: Dirichlet with this total (methods §2.4).
CONCENTRATION: Final = 30.0
#: Lower and upper end of the range that is shown, as shares of the runs.
ENDS: Final = (0.05, 0.95)
#: Figures beyond these shares of the residents do not stretch a scale.
_WINSOR: Final = (1.0, 99.0)
#: Scores are kept in tenths.
_TENTHS: Final = 10
_FLOOR: Final = 1.0
#: Shares nearer to none or all than this have no logit worth the name.
_NEAR_BOUND: Final = 5e-5

Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]


class Normalisation(StrEnum):
    """How figures of different units come on one scale."""

    PERCENTILE = "percentile"
    Z_SCORE = "z-score"
    MIN_MAX = "min-max"


@dataclass(frozen=True)
class Figures:
    """What an index is made of. `burden` (areas x inputs): more is heavier, NaN is missing; `residents` of each area.

    `error`: standard error on the logit scale of modelled percentages, NaN where none was published; `sign` per input is -1 where
    `burden` is the negative of the figure.
    """

    burden: Array
    error: Array
    sign: Array
    residents: Array
    recipe: Recipe
    scales: Scales


@dataclass(frozen=True)
class Choice:
    """The choices of one run. `weights` per part; `dropped` is the column of the input left out; `noise` in standard errors."""

    weights: Array
    normalisation: Normalisation = Normalisation.PERCENTILE
    geometric: bool = False
    dropped: int | None = None
    noise: Floats | None = None


@dataclass(frozen=True)
class Sensitivity:
    """Per area the range (5th and 95th of 100 runs) of the index score, and the share (%) of runs in which it is high."""

    lower: Array
    upper: Array
    share_high_pct: Array


@dataclass
class Laboratory:
    """Computes the index under any choice. What the choices share is prepared once."""

    figures: Figures
    _there: Mask = field(init=False)  # inputs x areas, as all that is added up over inputs: rows lie together in memory
    _modelled: list[int] = field(init=False)
    _logit: Array = field(init=False)
    _on_scale: dict[Normalisation, list[Array]] = field(init=False, default_factory=dict)
    _limits: Array = field(init=False)
    _plain: dict[Normalisation, list[Array]] = field(init=False, default_factory=dict)
    _spread: dict[Normalisation, list[tuple[float, float]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        given = self.figures
        self._there = np.ascontiguousarray(np.isfinite(given.burden.T))
        self._modelled = [int(number) for number in np.flatnonzero(np.isfinite(given.error).any(axis=0))]
        shares = (given.burden * given.sign)[:, self._modelled].T / 100
        self._logit = logit(np.clip(shares, _NEAR_BOUND, 1 - _NEAR_BOUND))
        self._limits = np.array([self._limits_of(column) for column in given.burden.T])
        for kind in Normalisation:
            self._on_scale[kind] = [self._put(kind, number, column) for number, column in enumerate(given.burden.T)]
            means = [self._mean(self._on_scale[kind], part, None) for part in given.recipe.parts]
            self._spread[kind] = [_moments(kind, each, given.residents) for each in means]
            self._plain[kind] = [self._rescale(kind, number, each) for number, each in enumerate(means)]

    def equal_weights(self) -> Array:
        """The weights of the index itself."""
        return np.full(len(self.figures.recipe.parts), 1 / len(self.figures.recipe.parts))

    def droppable(self) -> list[int]:
        """Inputs that can be left out: those with figures that are not the only one of their part."""
        filled = [bool(row.any()) for row in self._there]
        parts = [[number for number in part if filled[number]] for part in self.figures.recipe.parts]
        return [number for part in parts if len(part) > 1 for number in part]

    def modelled(self) -> list[int]:
        """Inputs of which a margin is known."""
        return self._modelled

    def run(self, choice: Choice) -> Floats:
        """Index score (0-100) of every area under one choice; NaN where it has none."""
        kind, recipe = choice.normalisation, self.figures.recipe
        drawn = self._drawn(kind, choice.noise)
        parts: list[Array] = []
        for number, columns in enumerate(recipe.parts):
            touched = choice.dropped in columns or bool(set(columns) & set(drawn))
            if not touched:
                parts.append(self._plain[kind][number])
                continue
            mean = self._mean(self._on_scale[kind], columns, choice.dropped, drawn)
            parts.append(self._rescale(kind, number, mean))
        return ranked(_together(np.stack(parts), choice, recipe.parts_needed), self.figures.residents)

    def _limits_of(self, column: Array) -> tuple[float, float, float, float]:
        """1st and 99th percentile over residents, mean and spread of what lies between."""
        there = np.isfinite(column)
        if not there.any():
            return 0.0, 1.0, 0.0, 1.0
        values, weights = column[there], self.figures.residents[there]
        order = np.argsort(values)
        place = np.cumsum(weights[order]) - weights[order] / 2
        low, high = np.interp(np.array(_WINSOR) / 100 * weights.sum(), place, values[order])
        inside = np.clip(values, low, high)
        mean = np.average(inside, weights=weights)
        return low, high, mean, float(np.sqrt(np.average((inside - mean) ** 2, weights=weights)))

    def _put(self, kind: Normalisation, number: int, values: Array) -> Array:
        """Figures of one input on the common scale of a normalisation: about 0 to 100, with 50 in the middle."""
        reference = self.figures.scales.inputs[number]
        if reference is None:
            return np.full(len(values), np.nan)
        if kind is Normalisation.PERCENTILE or reference.is_yes_no:
            return look_up(reference, values)
        low, high, mean, spread = self._limits[number]
        inside = np.clip(values, low, high)
        if kind is Normalisation.Z_SCORE:
            return np.asarray(50 + 10 * (inside - mean) / (spread or 1.0))
        return np.asarray(100 * (inside - low) / ((high - low) or 1.0))

    def _drawn(self, kind: Normalisation, noise: Floats | None) -> dict[int, Array]:
        """Modelled inputs with a value drawn within their margins, on the common scale."""
        if noise is None:
            return {}
        found: dict[int, Array] = {}
        for place, number in enumerate(self.modelled()):
            error = np.nan_to_num(self.figures.error[:, number])
            share = expit(self._logit[place] + error * noise[place])
            found[number] = self._put(kind, number, self.figures.sign[number] * 100 * share)
        return found

    def _mean(
        self, scaled: list[Array], columns: tuple[int, ...], dropped: int | None, drawn: dict[int, Array] | None = None
    ) -> Array:
        """Mean of the inputs of a part. An area that would be left without figures keeps the one that is dropped."""
        drawn = drawn or {}
        there = self._there[list(columns)]
        count = there.sum(axis=0)
        enough = count >= needed(len(columns))
        if dropped in columns:
            there[columns.index(dropped)] &= count == 1
            count = there.sum(axis=0)
        values = np.stack([drawn.get(number, scaled[number]) for number in columns])
        total = np.where(there, values, 0).sum(axis=0)
        return np.where(enough, total / np.maximum(count, 1), np.nan)

    def _rescale(self, kind: Normalisation, number: int, mean: Array) -> Array:
        """A part on the scale of its figures again: the mean of several has less spread than each."""
        if kind is Normalisation.PERCENTILE:
            return ranked(mean, self.figures.residents).astype(np.float64)
        middle, spread = self._spread[kind][number]
        if kind is Normalisation.Z_SCORE:
            return np.asarray(50 + 10 * (mean - middle) / (spread or 1.0))
        return np.clip(100 * (mean - middle) / (spread or 1.0), 0, 100)


def simulate(figures: Figures, runs: int = RUNS, seed: int = SEED) -> Sensitivity:
    """Range and share of high scores over `runs` seeded runs. Memory: 2 bytes per area and run, and some columns of the areas."""
    laboratory = Laboratory(figures)
    rng = np.random.default_rng(seed)
    kept = np.empty((runs, len(figures.burden)), dtype=np.uint16)
    high = np.zeros(len(figures.burden))
    for number in range(runs):
        score = laboratory.run(draw_choice(laboratory, rng))
        kept[number] = np.nan_to_num(score) * _TENTHS
        high += score >= HIGH
    known = np.isfinite(score)
    kept.sort(axis=0)
    lower, upper = (kept[round(end * (runs - 1))] / _TENTHS for end in ENDS)
    lower, upper, share = (np.where(known, each, np.nan) for each in (lower, upper, 100 * high / runs))
    return Sensitivity(lower, upper, share)


def draw_choice(laboratory: Laboratory, rng: np.random.Generator) -> Choice:
    """All choices of one run at once."""
    parts = len(laboratory.figures.recipe.parts)
    droppable, modelled = laboratory.droppable(), laboratory.modelled()
    return Choice(
        weights=rng.dirichlet(np.full(parts, CONCENTRATION / parts)),
        normalisation=list(Normalisation)[rng.integers(len(Normalisation))],
        geometric=bool(rng.integers(2)),
        dropped=droppable[rng.integers(len(droppable))] if droppable else None,
        noise=rng.standard_normal((len(modelled), len(laboratory.figures.burden)), dtype=np.float32),
    )


def ranked(values: Array, residents: Array) -> Floats:
    """Percentile scores (0-100) over residents, ties sharing their mid-rank; NaN stays missing. Single precision, for speed."""
    known = np.isfinite(values)
    some = values[known].astype(np.float32)
    weights = residents[known]
    order = np.argsort(some)
    rising = some[order]
    summed = np.cumsum(weights[order])
    starts = np.flatnonzero(np.concatenate([[True], rising[1:] != rising[:-1]])) if len(rising) else np.array([], int)
    ends = np.concatenate([summed[starts[1:] - 1], summed[-1:]])
    before = np.concatenate([[0.0], ends[:-1]]) if len(ends) else ends
    middle = np.repeat((before + ends) / 2, np.diff(np.append(starts, len(rising))))
    found = np.full(len(values), np.nan, dtype=np.float32)
    place = np.empty(len(rising), dtype=np.float32)
    place[order] = 100 * middle / max(summed[-1], 1e-9) if len(rising) else middle
    found[known] = place
    return found


def _together(parts: Array, choice: Choice, parts_needed: int) -> Array:
    """Weighted mean per area of the parts (parts x areas) that are there, plain or geometric."""
    there = np.isfinite(parts)
    weights = there * choice.weights[:, None]
    values = np.where(there, np.maximum(parts, _FLOOR) if choice.geometric else parts, 1.0)
    values = np.log(values) if choice.geometric else values
    mean = (values * weights).sum(axis=0) / np.maximum(weights.sum(axis=0), 1e-9)
    return np.where(there.sum(axis=0) >= parts_needed, np.exp(mean) if choice.geometric else mean, np.nan)


def _moments(kind: Normalisation, mean: Array, residents: Array) -> tuple[float, float]:
    """What puts the mean of a part on scale again: middle and spread of z-scores, lowest and range of min-max."""
    there = np.isfinite(mean)
    if not there.any():
        return 0.0, 1.0
    values, weights = mean[there], residents[there]
    if kind is Normalisation.MIN_MAX:
        return float(values.min()), float(values.max() - values.min())
    middle = float(np.average(values, weights=weights))
    return middle, float(np.sqrt(np.average((values - middle) ** 2, weights=weights)))
