"""Areas that are alike, as a comparison beside gemeente and country. The rule is fixed and printed; it never switches silently.

A buurt or wijk: as urban, in the same fifth of incomes, and an age profile within 10 points on every band. A gemeente: as large and
as urban.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.areas import Level
from domain.inequality import fractional_rank
from domain.weighted import Floats

#: Fewest areas that are a comparison. Gemeenten are each known by name, and have figures of many residents.
LEAST: Final = {Level.BUURT: 5, Level.WIJK: 5, Level.GEMEENTE: 3}
#: Fewer than these are told to be few.
FEW: Final = 10
#: Most areas, as a share of all that can be compared: beyond it the nearest are taken.
MOST_SHARE: Final = 0.2
#: Bands of CBS may differ so many points.
AGE_POINTS: Final = 10
#: With fewer residents the rounding of counts to 5 moves an age profile (as the minimum of the shares by age in the catalogue).
FEWEST_RESIDENTS: Final = 50
INCOME_GROUPS: Final = 5
#: From so many residents on a gemeente is in the next class of size.
SIZES: Final = (20_000, 50_000, 100_000, 250_000)


class Criterion(StrEnum):
    """What areas must share."""

    URBANITY = "urbanity"
    INCOME = "income"
    AGE = "age"
    SIZE = "size"


class Absent(StrEnum):
    """Why an area has no comparison."""

    LEVEL = "level"  # a country, region or own area
    NO_FIGURES = "no_figures"  # nothing known of enough residents of the country
    UNKNOWN = "unknown"  # something is not known of this area
    TOO_FEW = "too_few"


class Refused(StrEnum):
    """Why a figure is not held against that of comparable areas."""

    MODELLED = (
        "modelled"  # the model knows what areas are matched on: they would be compared with themselves (methods §1.6)
    )
    COUNT = "count"  # a larger area has more of it
    NEVER = "never"  # medians, classes and indices are not averaged
    TOO_FEW = "too_few"  # too few of the areas have a figure
    UNKNOWN = "unknown"  # no such indicator


@dataclass(frozen=True)
class SimilarValue:
    """Mean of comparable areas by the figure's own denominator, in its unit, over `area_count` with a figure; or why there is none."""

    value: float | None
    area_count: int
    refused: Refused | None = None


@dataclass(frozen=True)
class Places:
    """All areas of one level, in one order. `urbanity` and `income` (1 lowest … 5) are 0 where unknown; `ages` areas x bands in %, NaN."""

    codes: tuple[str, ...]
    residents: Floats
    urbanity: NDArray[np.int64]
    income: NDArray[np.int64]
    ages: Floats


@dataclass(frozen=True)
class Inputs:
    """What incomes and ages are known by, and of which years."""

    income_title: str | None = None
    income_year: int | None = None
    age_year: int | None = None


@dataclass(frozen=True)
class Similar:
    """Comparable areas, the nearest first, or why there are none. `found` meet the rule, of `compared` of which everything is known.

    `narrow` is the criterion that keeps out most, where without it there would be enough: `without_it` areas. `networks` names those of
    gemeenten, this one included.
    """

    code: str
    level: Level
    codes: tuple[str, ...] = ()
    found: int = 0
    compared: int = 0
    urbanity_class: int | None = None
    income_group: int | None = None
    size_class: int | None = None
    inputs: Inputs = Inputs()
    absent: Absent | None = None
    unknown: tuple[Criterion, ...] = ()
    narrow: Criterion | None = None
    without_it: int = 0
    networks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_few(self) -> bool:
        """Whether so few areas are compared that a reader must know."""
        return 0 < len(self.codes) < FEW

    @property
    def is_cut(self) -> bool:
        """Whether only the nearest of those that meet the rule are compared."""
        return len(self.codes) < self.found and self.absent is None


def income_fifth(rank_by: Floats, residents: Floats) -> NDArray[np.int64]:
    """Fifth of the residents of the country that an area lies in, 1 for the lowest incomes (`rank_by` low); 0 where unknown."""
    groups = np.zeros(len(rank_by), dtype=np.int64)
    known = ~np.isnan(rank_by) & (residents > 0)
    if known.any():
        rank = fractional_rank(rank_by[known], residents[known])
        groups[known] = np.minimum((rank * INCOME_GROUPS).astype(np.int64), INCOME_GROUPS - 1) + 1
    return groups


def age_profile(bands: Floats) -> Floats:
    """Counts (areas x bands) in %; NaN where a band is not known or too few people live."""
    total = bands.sum(axis=1, keepdims=True)
    shares: Floats = np.divide(100 * bands, total, out=np.full_like(bands, np.nan), where=total >= FEWEST_RESIDENTS)
    return shares


def size_class(residents: Floats) -> NDArray[np.int64]:
    """Class of size of gemeenten, 1 up to 20.000 residents … 5 from 250.000; 0 where not known."""
    sizes = 1 + np.searchsorted(np.array(SIZES), np.nan_to_num(residents), side="right")
    return np.where(residents > 0, sizes, 0).astype(np.int64)


def similar_places(level: Level, places: Places, index: int, inputs: Inputs) -> Similar:
    """Comparable areas of one buurt or wijk."""
    aged = np.asarray(~np.isnan(places.ages).any(axis=1), dtype=bool)
    apart = places.ages - places.ages[index]
    with np.errstate(invalid="ignore"):
        near = (np.abs(apart) <= AGE_POINTS + 1e-9).all(axis=1)
    same = {
        Criterion.URBANITY: places.urbanity == places.urbanity[index],
        Criterion.INCOME: places.income == places.income[index],
        Criterion.AGE: near,
    }
    known = {Criterion.URBANITY: places.urbanity > 0, Criterion.INCOME: places.income > 0, Criterion.AGE: aged}
    distance = np.sqrt(np.square(apart).sum(axis=1))
    made = _chosen(level, places, index, same, known, distance)
    return replace(
        made,
        urbanity_class=int(places.urbanity[index]) or None,
        income_group=int(places.income[index]) or None,
        inputs=inputs,
    )


def similar_gemeenten(places: Places, index: int, networks: Mapping[str, tuple[str, ...]]) -> Similar:
    """Comparable gemeenten of one; of those that are as large and as urban the nearest in size come first."""
    size = size_class(places.residents)
    same: dict[Criterion, NDArray[np.bool_]] = {
        Criterion.SIZE: np.asarray(size == size[index], dtype=bool),
        Criterion.URBANITY: places.urbanity == places.urbanity[index],
    }
    known: dict[Criterion, NDArray[np.bool_]] = {
        Criterion.SIZE: np.asarray(size > 0, dtype=bool),
        Criterion.URBANITY: places.urbanity > 0,
    }
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.abs(np.log(places.residents / places.residents[index]))
    made = _chosen(Level.GEMEENTE, places, index, same, known, distance)
    named = {code: networks[code] for code in (made.code, *made.codes) if code in networks}
    return replace(
        made,
        urbanity_class=int(places.urbanity[index]) or None,
        size_class=int(size[index]) or None,
        networks=named,
    )


def _chosen(
    level: Level,
    places: Places,
    index: int,
    same: Mapping[Criterion, NDArray[np.bool_]],
    known: Mapping[Criterion, NDArray[np.bool_]],
    distance: Floats,
) -> Similar:
    """What every level has in its answer."""
    whole = np.logical_and.reduce([*known.values(), places.residents > 0])
    made = Similar(places.codes[index], level, compared=int(whole.sum()))
    if not whole[index]:
        return replace(
            made, absent=Absent.UNKNOWN, unknown=tuple(each for each, told in known.items() if not told[index])
        )
    others = whole.copy()
    others[index] = False
    meets = others & np.logical_and.reduce(list(same.values()))
    found, least = int(meets.sum()), LEAST[level]
    if found < least:
        narrow, count = _narrow(others, same)
        helps = count >= least
        return replace(
            made,
            found=found,
            absent=Absent.TOO_FEW,
            narrow=narrow if helps else None,
            without_it=count if helps else 0,
        )
    most = max(least, int(MOST_SHARE * whole.sum()))
    nearest = sorted(np.flatnonzero(meets).tolist(), key=lambda each: (distance[each], places.codes[each]))[:most]
    return replace(made, found=found, codes=tuple(places.codes[each] for each in nearest))


def _narrow(others: NDArray[np.bool_], same: Mapping[Criterion, NDArray[np.bool_]]) -> tuple[Criterion, int]:
    """Criterion without which most areas would be left, and how many."""
    counts = {
        left_out: int((others & np.logical_and.reduce([met for each, met in same.items() if each != left_out])).sum())
        for left_out in same
    }
    most = max(counts, key=lambda each: counts[each])
    return most, counts[most]
