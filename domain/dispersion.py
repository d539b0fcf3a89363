"""Inequality of a figure as such, without an order of incomes: Theil, mean log deviation and Gini, over residents (methods §1.2)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import xlogy

from domain.inequality import concentration_index
from domain.weighted import Floats, enough, known_arrays, populated


@dataclass(frozen=True)
class Theil:
    """Theil index of all areas, and its parts between and within groups of areas."""

    total: float
    between: float
    within: float


def gini(value: ArrayLike, weight: ArrayLike) -> float:
    """Gini coefficient of a figure over residents. Raises ValueError where the mean is not above 0, and as `populated`."""
    found = concentration_index(value, value, weight).standard
    if found is None:
        raise ValueError("a Gini coefficient needs figures with a mean above 0")
    return found


def theil(value: ArrayLike, weight: ArrayLike, group: ArrayLike | None = None) -> Theil:
    """Theil index over residents; `group` names the group (gemeente) of every area, else all are one.

    Raises ValueError for values below 0 or a mean of 0, and as `populated`.
    """
    number, people = known_arrays(value, weight)
    names = np.zeros(len(number)) if group is None else np.asarray(group)
    if names.shape != number.shape:
        raise ValueError("every area needs a group")
    lived = people > 0
    number, people, names = number[lived], people[lived], names[lived]
    enough(people)
    if number.min() < 0 or number.max() == 0:
        raise ValueError("a Theil index needs figures of 0 and more, not all 0")
    _, place = np.unique(names, return_inverse=True)
    share = people / people.sum()
    relative = number / float((share * number).sum())
    mass, size = _sums(place, share * relative), _sums(place, share)
    between = float(xlogy(mass, mass / size).sum())
    total = float(xlogy(share * relative, relative).sum())
    return Theil(total, between, total - between)


def mean_log_deviation(value: ArrayLike, weight: ArrayLike) -> float | None:
    """Mean log deviation over residents; None where a figure is 0 or below. Raises as `populated`."""
    number, _, people = populated(value, value, weight)
    if number.min() <= 0:
        return None
    share = people / people.sum()
    return -float((share * np.log(number / (share * number).sum())).sum())


def _sums(place: NDArray[np.intp], amount: Floats) -> Floats:
    return np.asarray(np.bincount(place, amount), dtype=np.float64)
