"""Figures of old areas put together to those of today by weights: the arithmetic alone (methods §4.2).

Every array has one row per part: what one old area (source) gives to one area of today (target) for one figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

#: From this share on a source counts as lying wholly in its target.
WHOLE_FROM: Final = 0.95
#: A target has a figure when less than this part of its denominator comes from sources without one. What is missing is left out of
#: a mean; a count then lacks it, which is less than addresses that move between buurten for other reasons.
MISSING_BELOW: Final = 0.05
GRADE_A_FROM: Final = 0.95
GRADE_B_FROM: Final = 0.80


class Rule(IntEnum):
    """How figures of several areas make one."""

    #: Counts: what lies in the target.
    SUM = 0
    #: Shares, means, distances: weighted by the figure's own denominator.
    MEAN = 1
    #: Medians, classes, indices: never mixed; the figure of the one whole area that the target is but for a trifle.
    ONE_WHOLE = 2


@dataclass(frozen=True)
class Parts:
    """Parts of figures. `group` numbers the figure (0, 1, …), one target each; NaN in `denominator`, `value` or margins is unknown."""

    group: Index
    #: Share of the source that lies in the target, 0…1.
    share: Array
    #: What the shares were measured in (addresses, residents, m²): how much of the target comes from the source.
    amount: Array
    #: Denominator of the source: residents, households … NaN unknown.
    denominator: Array
    value: Array
    lower: Array
    upper: Array
    rule: Index
    #: Figures of a model: only areas that lie wholly in the target may be put together, with the widest of their margins.
    whole_only: Mask


@dataclass(frozen=True)
class Carried:
    """One row per figure: value and margins (NaN: none), and per part whether it was used."""

    value: Array
    lower: Array
    upper: Array
    used: Mask


def sizes(group: Index, share: Array, amount: Array, denominator: Array, groups: int) -> Array:
    """How much each part is of its target: denominators where all parts of the target have one, else the amounts."""
    known = np.bincount(group, np.isnan(denominator), groups) == 0
    people = share * denominator
    total = np.bincount(group, np.nan_to_num(people), groups)
    return np.where((known & (total > 0))[group], people, amount)


def combine(parts: Parts, groups: int) -> Carried:
    """Figures of `groups` targets.

    A figure needs parts that make up more than 1 − MISSING_BELOW of the target; else it is NaN.
    """
    weighed = parts.rule == Rule.MEAN
    whole_only = parts.whole_only | (parts.rule == Rule.ONE_WHOLE)
    used = (
        ~np.isnan(parts.value) & (~weighed | ~np.isnan(parts.denominator)) & (~whole_only | (parts.share >= WHOLE_FROM))
    )
    size = sizes(parts.group, parts.share, parts.amount, parts.denominator, groups)
    with np.errstate(invalid="ignore", divide="ignore"):
        missing = 1 - _total(parts.group, np.where(used, size, 0), groups) / _total(parts.group, size, groups)
        # A mean over nobody has no weights: it stays absent.
        weight = np.where(weighed, np.nan_to_num(parts.share * parts.denominator), parts.share)
        weight = np.where(parts.rule == Rule.ONE_WHOLE, 1.0, weight)
        total = _total(parts.group, np.where(used, weight * np.nan_to_num(parts.value), 0), groups)
        rule, modelled = (_per_group(parts.group, given, groups) for given in (parts.rule, whole_only))
        value = np.where(rule == Rule.SUM, total, total / _total(parts.group, np.where(used, weight, 0), groups))
    alone = np.bincount(parts.group, used, groups) == 1
    kept = (missing < MISSING_BELOW) & ((rule != Rule.ONE_WHOLE) | alone)
    value = np.where(kept, value, np.nan)
    margins = kept & (modelled > 0)
    below = _widest(parts.group, np.where(used, parts.value - parts.lower, -np.inf), groups)
    above = _widest(parts.group, np.where(used, parts.upper - parts.value, -np.inf), groups)
    lower, upper = np.where(margins, value - below, np.nan), np.where(margins, value + above, np.nan)
    return Carried(value, lower, upper, used & kept[parts.group])


def grades(group: Index, share: Array, size: Array, usable: Mask, groups: int) -> npt.NDArray[np.str_]:
    """A, B or C per target: the share of it that comes from sources that lie wholly in it; "" where too much of it is unknown.

    `usable` marks the parts whose figures may be used; the others are a hole in the target.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        total = _total(group, size, groups)
        missing = 1 - _total(group, np.where(usable, size, 0), groups) / total
        whole = _total(group, np.where(usable & (share >= WHOLE_FROM), size, 0), groups) / total
    grade = np.select([whole >= GRADE_A_FROM, whole >= GRADE_B_FROM], ["A", "B"], "C")
    return np.where(missing < MISSING_BELOW, grade, "")


def _total(group: Index, amounts: Array, groups: int) -> Array:
    return np.asarray(np.bincount(group, amounts, groups), dtype=np.float64)


def _per_group(group: Index, given: Index | Mask, groups: int) -> Index:
    first = np.zeros(groups, dtype=np.int64)
    first[group] = given
    return first


def _widest(group: Index, widths: Array, groups: int) -> Array:
    """Largest width per group; NaN where one of them is unknown."""
    widest = np.full(groups, -np.inf)
    with np.errstate(invalid="ignore"):
        np.maximum.at(widest, group, widths)
    return np.where(np.isinf(widest), np.nan, widest)
