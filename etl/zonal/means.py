"""Means of a map over the residents of areas, and why an area has none (methods §2.2b: never the mean over the surface)."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from domain.observations import Status
from etl.zonal.sampling import Sampled
from etl.zonal.shares import Shares, per_area

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

#: Below this many residents a figure would say something about one household.
FEWEST_RESIDENTS: Final = 10
#: A figure about less than this part of the residents is not shown; below the second part it comes with caution.
LEAST_PART: Final = 0.5
FULL_PART: Final = 0.8
#: With squares larger than this, an area needs so many whole ones before their residents say where in it people live.
_FINE_SQUARE_M: Final = 100
_FEWEST_LARGE_SQUARES: Final = 5.0


class Means(NamedTuple):
    """Per area: mean over residents (NaN without any), residents in its squares, those of them on the map, whole squares."""

    value: Array
    placed: Array
    covered: Array
    squares: Array


def weighted_means(shares: Shares, residents: Array, sampled: Sampled, areas: int) -> Means:
    """Mean over the residents of `areas` areas. Residents of a square on a border are split by the share of its surface."""
    weight = residents[shares.square] * shares.share
    on_map = weight * sampled.covered[shares.square]
    value = np.nan_to_num(sampled.values[shares.square])
    placed = per_area(shares, weight, areas)
    covered = per_area(shares, on_map, areas)
    total = per_area(shares, on_map * value, areas)
    with np.errstate(invalid="ignore"):
        mean = np.where(covered > 0, total / np.where(covered > 0, covered, 1), np.nan)
    return Means(mean, placed, covered, per_area(shares, shares.share, areas))


def statuses(means: Means, published: Array, small: Flags, size_m: int) -> npt.NDArray[np.object_]:
    """Status per area, given the residents that CBS publishes for it (NaN where it does not).

    `no_residents` and `too_small` by their number. Where the squares hold less than half of them: `suppressed` in a `small`
    area (buurt or wijk) that has squares, for the others are then in secret ones; else `not_published`, as it is where the
    map covers less than half of the residents in squares.
    """
    residents = np.where(np.isnan(published), means.placed, published)
    with np.errstate(divide="ignore", invalid="ignore"):
        placed = np.where(residents > 0, means.placed / residents, 0.0)
        covered = np.where(means.placed > 0, means.covered / means.placed, 0.0)
    coarse = (size_m > _FINE_SQUARE_M) & (means.squares < _FEWEST_LARGE_SQUARES)
    return np.select(
        [
            (residents == 0) & ~np.isnan(published),
            (residents < FEWEST_RESIDENTS) & (residents > 0),
            (placed < LEAST_PART) & small & (means.squares > 0),
            (placed < LEAST_PART) | (covered < LEAST_PART),
            (placed < FULL_PART) | (covered < FULL_PART) | coarse,
        ],
        [
            Status.NO_RESIDENTS.value,
            Status.TOO_SMALL.value,
            Status.SUPPRESSED.value,
            Status.NOT_PUBLISHED.value,
            Status.CAUTION.value,
        ],
        Status.OK.value,
    ).astype(object)
