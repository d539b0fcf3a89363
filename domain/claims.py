"""Does a claim about the neighbourhoods with the lowest incomes hold here? The rule of methods §1.6 and its minimum data (§1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

import numpy as np
from numpy.typing import ArrayLike

from domain.change import HAIR
from domain.comparison import least_difference
from domain.inequality import LEAST_COVERED, IncomeGroups, SlopeIndex, group_count, income_groups, slope_index
from domain.leave_one_out import LeaveOneOut, leave_one_out
from domain.weighted import known_arrays

LEAST_COVERED_PCT: Final = 100 * LEAST_COVERED
#: With more of the residents, in %, in one area a slope is the slope of that area.
MOST_IN_ONE_AREA_PCT: Final = 40.0
#: How a figure of an income group may come about to say what residents would gain: a modelled one knows only who live there.
_GAIN_KINDS: Final = ("register", "map")


class Verdict(StrEnum):
    """What may be said of a claim, as it is printed."""

    HERE = "geldt hier"
    NOT_HERE = "geldt hier niet"
    REVERSED = "andersom"
    UNDECIDED = "niet te zeggen"
    NO_DATA = "geen open gegevens"


class Reason(StrEnum):
    """Why a claim is undecided."""

    MODELLED_BY_MODELLED = "modelled_by_modelled"
    STUDENTS = "students"
    FEW_AREAS = "few_areas"
    COVERAGE = "coverage"
    NO_ORDER = "no_order"
    LARGE_AREA = "large_area"
    GRADIENT = "gradient"
    ONE_AREA = "one_area"


@dataclass(frozen=True)
class Judgement:
    """Verdict on a claim, and what it rests on. Figures are in the unit of the indicator.

    `groups`, `slope` and `leave_one_out` are None where they may not be shown. `coverage_pct` is of all residents, `largest_share_pct`
    of those compared. `minimum_difference` is the gap that counts, `worse` +1 where a higher value is the claimed burden.
    """

    verdict: Verdict
    reason: Reason | None
    worse: Literal[1, -1]
    area_count: int
    coverage_pct: float
    largest_share_pct: float
    minimum_difference: float | None = None
    groups: IncomeGroups | None = None
    slope: SlopeIndex | None = None
    leave_one_out: LeaveOneOut | None = None

    @property
    def burden_gap(self) -> float | None:
        """Gap in the claimed direction: above 0, residents of the areas with the lowest incomes are worse off."""
        return None if self.groups is None else self.worse * self.groups.gap


@dataclass(frozen=True)
class Gain:
    """Residents of the income groups that fall behind the best one, which has the value `best`, and how far behind on average."""

    best: float
    residents: float
    mean_difference: float
    group_count: int


def ranking_ban(kind: str, rank_kind: str, *, ranks_students_as_poor: bool = False) -> Reason | None:
    """Why a figure may not be ranked so: one modelled figure by another, or by a variable that takes students for poor."""
    if kind == "modelled" and rank_kind == "modelled":
        return Reason.MODELLED_BY_MODELLED
    return Reason.STUDENTS if ranks_students_as_poor else None


def judge(
    value: ArrayLike,
    rank_by: ArrayLike,
    weight: ArrayLike,
    *,
    worse: Literal[1, -1],
    minimum_difference: float | None,
    unit: str,
    residents_total: float,
    groups: int | None = None,
    standard_error: ArrayLike | None = None,
    kind: str = "register",
    rank_kind: str = "register",
    ranks_students_as_poor: bool = False,
) -> Judgement:
    """Judge a claim over the areas that have both figures; arrays as in `domain.inequality`, incomes low to high.

    `minimum_difference` is that of the catalogue, None takes the default of the unit; `residents_total` are those of all areas;
    `groups` asks for fewer groups than the areas allow. Raises ValueError where `residents_total` is not above 0, and as
    `domain.inequality`.
    """
    if residents_total <= 0:
        raise ValueError("a coverage needs residents")
    (y, people), (rank, _) = known_arrays(value, weight), known_arrays(rank_by, weight)
    lived = people > 0
    count, known = int(lived.sum()), float(people.sum())
    coverage = min(100 * known / float(residents_total), 100.0)
    largest = 100 * float(people.max()) / known if count else 0.0

    def undecided(why: Reason) -> Judgement:
        return Judgement(Verdict.UNDECIDED, why, worse, count, coverage, largest)

    if not count:
        return Judgement(Verdict.NO_DATA, None, worse, 0, 0.0, 0.0)
    ban = ranking_ban(kind, rank_kind, ranks_students_as_poor=ranks_students_as_poor)
    allowed = group_count(count)
    if ban is not None:
        return undecided(ban)
    if allowed is None:
        return undecided(Reason.FEW_AREAS)
    if coverage < LEAST_COVERED_PCT - HAIR:
        return undecided(Reason.COVERAGE)
    if rank[lived].min() == rank[lived].max():
        return undecided(Reason.NO_ORDER)
    number = min(allowed, groups or allowed)
    found = income_groups(y, rank, people, number)
    mean = float(np.average(y, weights=people))
    minimum = least_difference(minimum_difference, unit, mean)
    slope = None
    if largest <= MOST_IN_ONE_AREA_PCT + HAIR:
        slope = slope_index(y, rank, people, standard_error, model="auto" if unit == "%" else "linear")
    without = leave_one_out(y, rank, people, number)
    verdict, reason = _verdict(found.gap, slope, without, worse, minimum)
    return Judgement(verdict, reason, worse, count, coverage, largest, minimum, found, slope, without)


def _verdict(
    gap: float, slope: SlopeIndex | None, without: LeaveOneOut, worse: int, minimum: float
) -> tuple[Verdict, Reason | None]:
    """The rule itself. A gap of exactly the minimum counts."""
    if abs(gap) < minimum - HAIR or gap == 0:
        return Verdict.NOT_HERE, None
    if slope is None:
        return Verdict.UNDECIDED, Reason.LARGE_AREA
    # The slope runs from low to high incomes, the gap is low minus high.
    if slope.sii * gap >= 0:
        return Verdict.UNDECIDED, Reason.GRADIENT
    if not without.keeps_sign(gap):
        return Verdict.UNDECIDED, Reason.ONE_AREA
    return (Verdict.HERE if gap * worse > 0 else Verdict.REVERSED), None


def best_group_gain(found: Judgement, kind: str) -> Gain | None:
    """Residents who would gain if every income group had the value of the best group.

    Only of what is counted (`kind` register) or read from a map, and only where the lowest incomes are worse off by a difference that
    counts; else None. Groups that differ less from the best do not gain.
    """
    gap, minimum = found.burden_gap, found.minimum_difference
    if kind not in _GAIN_KINDS or found.groups is None or gap is None or minimum is None:
        return None
    if gap < minimum - HAIR or gap <= 0:
        return None
    means, people = np.array(found.groups.mean), np.array(found.groups.weight)
    best = float(means.min() if found.worse > 0 else means.max())
    behind = found.worse * (means - best)
    gains = behind >= max(minimum - HAIR, HAIR)
    mean = float(np.average(behind[gains], weights=people[gains]))
    return Gain(best, float(people[gains].sum()), mean, int(gains.sum()))
