"""Figures of whole areas put together to those of one (methods §4.2); the same rules as for groups in the build.

Rows are figures (an indicator in a year), columns the parts. Counts add up; means are weighted by their own denominator, those of a
model with the widest margin of the parts; shares are made again of the counts behind them; medians, classes and indices never combine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.observations import Grade, Status
from domain.weighted import Floats

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

#: A mean or share is told when parts with at least this share of the residents and of the denominator have one.
FILLED_FROM: Final = 0.95

#: Numbers of statuses and grades in the arrays.
STATUSES: Final = tuple(Status)
GRADES: Final = tuple(Grade)
_OK, _CAUTION, _UNKNOWN, _NOBODY, _APART = (
    STATUSES.index(each)
    for each in (Status.OK, Status.CAUTION, Status.UNKNOWN, Status.NO_RESIDENTS, Status.NOT_COMPARABLE)
)


class Rule(StrEnum):
    """How figures of several areas make one (catalogue: `combine`)."""

    SUM = "sum"
    MEAN = "mean"
    NEVER = "never"


@dataclass(frozen=True)
class Rules:
    """Per row: how it combines, decimals of the outcome, and bounds that no figure can pass (infinite: none)."""

    rule: Sequence[Rule]
    digits: Integers
    low: Floats
    high: Floats

    def are(self, rule: Rule) -> Booleans:
        """Rows of one rule."""
        return np.array([each == rule for each in self.rule], dtype=bool)


@dataclass(frozen=True)
class Parts:
    """Figures of the parts, rows x parts. NaN: no figure that may be shown, no margin, or an amount that is not known.

    `status` and `grade` are places in STATUSES and GRADES; `amount` is the denominator of the figure, `residents` 0 where nobody lives.
    """

    value: Floats
    lower: Floats
    upper: Floats
    status: Integers
    grade: Integers
    amount: Floats
    residents: Floats


@dataclass(frozen=True)
class Together:
    """Outcome per row: NaN without a value, and then `status` says why. `lacking` marks inhabited parts (rows x parts) without a figure.

    `filled` is the share of the residents, or of the denominator where that is less, whose part has a figure.
    """

    value: Floats
    lower: Floats
    upper: Floats
    status: Integers
    grade: Integers
    lacking: Booleans
    filled: Floats


def combine(parts: Parts, rules: Rules) -> Together:
    """One figure per row. One part alone gives itself, also where its denominator is not known."""
    amount, residents = parts.amount, parts.residents
    if parts.value.shape[1] == 1:
        amount, residents = np.ones_like(amount), np.ones_like(residents)
    adds, known = rules.are(Rule.SUM)[:, None], ~np.isnan(parts.value)
    # Where nobody lives there is nothing to count: 0 in a sum.
    empty = (residents == 0) | (parts.status == _NOBODY)
    value = np.where(adds & ~known & empty, 0.0, parts.value)
    usable = ~np.isnan(value) & (adds | (amount > 0)) & ~rules.are(Rule.NEVER)[:, None]
    lacking = ~usable & ~empty
    filled = np.minimum(
        _share(residents, usable), np.where(rules.are(Rule.MEAN), _share(amount, usable, nobody=0.0), 1.0)
    )
    one, by_mean = _summed(value, usable, lacking), _mean(value, amount, usable)
    raw = np.where(rules.are(Rule.SUM), one, np.where(filled >= FILLED_FROM, by_mean, np.nan))
    raw = np.where(rules.are(Rule.NEVER), np.nan, raw)
    below, above = (_widest(side, usable) for side in (parts.value - parts.lower, parts.upper - parts.value))
    return Together(
        value=_rounded(raw, rules.digits),
        lower=_rounded(_within(raw - below, rules), rules.digits),
        upper=_rounded(_within(raw + above, rules), rules.digits),
        status=np.where(rules.are(Rule.NEVER), _APART, _status(parts, raw, usable, empty, residents)),
        grade=_grade(parts.grade, residents, usable),
        lacking=lacking,
        filled=filled,
    )


def without_grade_c(together: Together) -> Together:
    """The same without figures of grade C, as of a buurt: too many of its residents lived in another area then (methods §4.2)."""
    hidden = (together.grade == GRADES.index(Grade.C)) & ~np.isnan(together.value)
    value, lower, upper = (np.where(hidden, np.nan, each) for each in (together.value, together.lower, together.upper))
    return replace(together, value=value, lower=lower, upper=upper, status=np.where(hidden, _APART, together.status))


def share_of_counts(
    together: Together, rules: Rules, parts: Parts, numerator: Floats, denominator: Floats, times: Floats
) -> tuple[Together, Booleans]:
    """Shares made again as `times` (rows) the sum of counts over the sum of others (rows x parts), and which rows are.

    A part that lacks a count (NaN) counts in neither; a row whose counts do not reach far enough stays as it is. Rounded counts may give
    a share beyond its bounds: it is put on the bound, with caution.
    """
    whole = ~np.isnan(numerator) & ~np.isnan(denominator)
    over, under = (np.where(whole, count, 0.0).sum(axis=1) for count in (numerator, denominator))
    filled = _share(parts.residents, whole)
    several = numerator.shape[1] > 1  # one part gives itself, as it was published
    made = several & (filled >= FILLED_FROM) & (under > 0)
    raw = np.divide(times * over, under, out=np.full(len(under), np.nan), where=made)
    inside = _within(raw, rules)
    doubtful = (inside != raw) | (whole & (parts.status == _CAUTION)).any(axis=1)
    return replace(
        together,
        value=np.where(made, _rounded(inside, rules.digits), together.value),
        lower=np.where(made, np.nan, together.lower),
        upper=np.where(made, np.nan, together.upper),
        status=np.where(made, np.where(doubtful, _CAUTION, _OK), together.status),
        lacking=np.where(made[:, None], ~whole & (parts.residents != 0), together.lacking),
        filled=np.where(made, filled, together.filled),
    ), made


def weighted_means(parts: Parts) -> tuple[Floats, Integers]:
    """Mean per row over the parts that have a figure and a denominator, and how many these are; NaN over none."""
    usable = ~np.isnan(parts.value) & (parts.amount > 0)
    return _mean(parts.value, parts.amount, usable), usable.sum(axis=1)


def _summed(value: Floats, usable: Booleans, lacking: Booleans) -> Floats:
    """Sum of every part; NaN where an inhabited one has no figure: it would count as 0."""
    total = np.where(usable, value, 0.0).sum(axis=1)
    return np.where(lacking.any(axis=1) | ~usable.any(axis=1), np.nan, total)


def _mean(value: Floats, amount: Floats, usable: Booleans) -> Floats:
    weight = np.where(usable, amount, 0.0)
    total = weight.sum(axis=1)
    summed = (weight * np.where(usable, value, 0.0)).sum(axis=1)
    return _divided(summed, total, otherwise=np.nan)


def _share(amount: Floats, usable: Booleans, nobody: float = 1.0) -> Floats:
    """Share of what is counted that has a figure; `nobody` where nothing is counted."""
    counted = np.nan_to_num(amount)
    return _divided(np.where(usable, counted, 0.0).sum(axis=1), counted.sum(axis=1), otherwise=nobody)


def _divided(over: Floats, under: Floats, otherwise: float) -> Floats:
    """Quotient per row; `otherwise` where there is nothing to divide by."""
    made: Floats = np.divide(over, under, out=np.full(len(under), otherwise), where=under > 0)
    return made


def _widest(margin: Floats, usable: Booleans) -> Floats:
    """Widest margin of the parts with a figure; NaN where none has one."""
    widest = np.where(usable & ~np.isnan(margin), margin, -np.inf).max(axis=1, initial=-np.inf)
    return np.where(np.isinf(widest), np.nan, widest)


def _status(parts: Parts, raw: Floats, usable: Booleans, empty: Booleans, residents: Floats) -> Integers:
    """Ok or caution with a value; else the reason of the largest part that has none."""
    doubtful = (usable & (parts.status == _CAUTION)).any(axis=1)
    silent = ~usable & ~empty
    # The largest part that tells why; one that the sources do not name tells nothing.
    told = silent & ~np.isin(parts.status, (_OK, _CAUTION, _UNKNOWN))
    largest = np.where(told, np.nan_to_num(residents), -1.0).argmax(axis=1)[:, None]
    reason = np.where(told.any(axis=1), np.take_along_axis(parts.status, largest, axis=1)[:, 0], _UNKNOWN)
    reason = np.where(empty.all(axis=1), _NOBODY, reason)
    return np.where(np.isnan(raw), reason, np.where(doubtful, _CAUTION, _OK))


def _grade(grade: Integers, residents: Floats, usable: Booleans) -> Integers:
    """A where parts with 95 % of the residents have A, B where they have at least B, else C."""
    people = np.where(usable, np.nan_to_num(residents), 0.0)
    total = people.sum(axis=1)
    shares = [_divided(np.where(grade <= best, people, 0.0).sum(axis=1), total, otherwise=1.0) for best in (0, 1)]
    return np.where(shares[0] >= FILLED_FROM, 0, np.where(shares[1] >= FILLED_FROM, 1, 2))


def _within(value: Floats, rules: Rules) -> Floats:
    return np.asarray(np.clip(value, rules.low, rules.high), dtype=np.float64)


def _rounded(value: Floats, digits: Integers) -> Floats:
    scale = 10.0**digits
    # Not a half to the even number: 0.25 is 0.3, as the sources round.
    return np.asarray(np.floor(np.round(value * scale, 6) + 0.5) / scale, dtype=np.float64)
