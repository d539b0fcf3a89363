"""Sensitivity of an index of 14,566 buurten over 1,000 runs, beside the same recipe written plainly in pandas, run by run."""

from __future__ import annotations

import resource
import time
from typing import Final

import numpy as np
import pandas as pd

from domain.indices import Recipe, make_scales
from domain.percentiles import Array
from etl.derive.sensitivity import RUNS, Figures, simulate

BUURTEN: Final = 14_566
RECIPE: Final = Recipe(((0, 1, 2), (3, 4, 5), (6, 7)), parts_needed=3)
_MODELLED: Final = (5, 6, 7)
_PLAIN_RUNS: Final = 10


def measure() -> list[tuple[str, float, float, str]]:
    """Seconds of ours, and of the plain baseline: its `_PLAIN_RUNS` runs, extrapolated to as many runs as ours."""
    given = _invented(np.random.default_rng(1))
    start = time.perf_counter()
    simulate(given)
    ours = time.perf_counter() - start
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    for _ in range(_PLAIN_RUNS):
        _plain_run(given, np.random.default_rng(2))
    plain = (time.perf_counter() - start) / _PLAIN_RUNS * RUNS
    print(f"memory of the whole process after our runs: {memory_mb:,.0f} MB")
    return [(f"sensitivity: {BUURTEN:,} buurten x {RUNS:,} runs", ours, plain, "s")]


def _invented(rng: np.random.Generator) -> Figures:
    residents = rng.lognormal(6.5, 1.1, BUURTEN).round() + 100
    level = rng.normal(size=(BUURTEN, 1))
    burden = np.round(100 / (1 + np.exp(2 - 0.6 * level - 0.5 * rng.normal(size=(BUURTEN, 8)))), 1)
    burden[rng.random(burden.shape) < 0.05] = np.nan
    error = np.full(burden.shape, np.nan)
    error[:, _MODELLED] = 0.12
    return Figures(burden, error, np.ones(8), residents, RECIPE, make_scales(burden, residents, RECIPE))


def _plain_run(given: Figures, rng: np.random.Generator) -> pd.Series:
    """One run by percentiles: redraw, rank by grouping on value, mean, rank again. What a first version would be."""
    frame = pd.DataFrame(given.burden)
    for column in _MODELLED:
        odds = np.log(frame[column] / (100 - frame[column])) + given.error[:, column] * rng.standard_normal(BUURTEN)
        frame[column] = 100 / (1 + np.exp(-odds))
    dropped = int(rng.integers(8))
    weights = rng.dirichlet(np.full(3, 10))
    total = pd.Series(0.0, index=frame.index)
    for part, weight in zip(RECIPE.parts, weights, strict=True):
        used = [column for column in part if column != dropped]
        scores = pd.DataFrame({column: _percentile(frame[column], given.residents) for column in used})
        total += weight * _percentile(scores.mean(axis=1), given.residents)
    return _percentile(total, given.residents)


def _percentile(values: pd.Series, residents: Array) -> pd.Series:
    weights = pd.Series(residents, index=values.index)[values.notna()]
    here = weights.groupby(values.dropna()).sum().sort_index()
    return values.map(100 * (here.cumsum() - here / 2) / here.sum())
