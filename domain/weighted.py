"""Figures of areas with residents as weights: checked once, the same for every measure."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class TooFewAreas(ValueError):  # noqa: N818  (a state of the world, not a fault of the caller)
    """One area, or none, has residents: nothing to compare."""


def known_arrays(one: ArrayLike, weight: ArrayLike) -> tuple[Floats, Floats]:
    """Both as arrays of numbers. Raises ValueError for arrays of unlike length, missing values, and negative weights."""
    number, people = np.asarray(one, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    if number.ndim != 1 or number.shape != people.shape:
        raise ValueError("figures, incomes and weights need one entry per area, in the same order")
    if not (np.isfinite(number).all() and np.isfinite(people).all()) or (people < 0).any():
        raise ValueError("figures, incomes and weights must be known for every area, and weights not negative")
    return number, people


def populated(value: ArrayLike, rank_by: ArrayLike, weight: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Figures, incomes and weights of the areas where people live. Raises TooFewAreas for fewer than two, and as `known_arrays`."""
    (number, people), (rank, _) = known_arrays(value, weight), known_arrays(rank_by, weight)
    lived = people > 0
    enough(people[lived])
    return number[lived], rank[lived], people[lived]


def enough(people: Floats, fewest: int = 2) -> None:
    """Raises TooFewAreas where fewer areas than `fewest` are given."""
    if len(people) < fewest:
        raise TooFewAreas(f"te weinig buurten: {len(people)}, nodig zijn er minstens {fewest}")
