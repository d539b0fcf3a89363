"""Gap and slope with each area left out in turn: does one area decide the outcome? In one pass, not n times (methods §1.3, §1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from domain.inequality import NoOrder, fractional_rank, income_groups
from domain.weighted import Floats, enough

#: A result this close to 0, as a share of the range of the figures, is rounding of binary numbers.
_NOTHING: Final = 1e-12


@dataclass(frozen=True)
class LeaveOneOut:
    """Lowest and highest gap and slope (unit of the figure) when any one area is left out.

    `most_influential` is the place of the area without which the gap moves most.
    """

    gap_range: tuple[float, float]
    slope_range: tuple[float, float]
    most_influential: int

    def keeps_sign(self, sign: float) -> bool:
        """Whether the gap keeps this sign, and the slope the opposite one (it runs from low to high), whoever is left out."""
        gaps, slopes = self.gap_range, self.slope_range
        return min(gaps) > 0 > max(slopes) if sign > 0 else max(gaps) < 0 < min(slopes)


def leave_one_out(value: ArrayLike, rank_by: ArrayLike, weight: ArrayLike, groups: int = 5) -> LeaveOneOut:
    """Range of gap (lowest minus highest income group) and slope index without one area; arrays as in `domain.inequality`.

    Only areas where people live count. Raises TooFewAreas for fewer than three of them, NoOrder where all have one income, and as
    `fractional_rank`.
    """
    number, people = np.asarray(value, dtype=np.float64), np.asarray(weight, dtype=np.float64)
    rank = np.asarray(rank_by, dtype=np.float64)
    ranks = fractional_rank(rank, people)
    lived = people > 0
    enough(people[lived], fewest=3)
    if rank[lived].min() == rank[lived].max():
        raise NoOrder("alle buurten hebben hetzelfde inkomen")
    y = number[lived] - np.average(number[lived], weights=people[lived])
    gaps = _gaps(y, rank[lived], people[lived], groups)
    slopes = _slopes(y, rank[lived], people[lived], 2 * ranks[lived] - 1)
    hair = _NOTHING * float(np.ptp(y))
    gaps, slopes = _without_hair(gaps, hair), _without_hair(slopes, hair)
    whole = income_groups(y, rank[lived], people[lived], groups).gap
    most = int(np.flatnonzero(lived)[np.abs(gaps - whole).argmax()])
    return LeaveOneOut((float(gaps.min()), float(gaps.max())), (float(slopes.min()), float(slopes.max())), most)


def _gaps(y: Floats, rank: Floats, people: Floats, groups: int) -> Floats:
    """Gap without each area: mean of the lowest group from below, and of the highest as the lowest of the reversed order."""
    return _lowest(y, rank, people, groups) - _lowest(y, -rank, people, groups)


def _lowest(y: Floats, rank: Floats, people: Floats, groups: int) -> Floats:
    """Mean of the lowest group without each area in turn.

    Without area i the group ends at fewer residents. Where i lies wholly above that end the totals of all areas serve; wholly below
    it they serve up to an end that is as much higher, minus i itself; in between lies the block of i, thinned by i.
    """
    _, block = np.unique(rank, return_inverse=True)
    size, mass = np.bincount(block, people), np.bincount(block, people * y)
    reached, total = np.concatenate([[0.0], np.cumsum(size)]), np.concatenate([[0.0], np.cumsum(mass)])
    end = (reached[-1] - people) / groups
    start, own = reached[block], people * y
    left = size[block] - people
    above = np.interp(end, reached, total)
    below = np.interp(end + people, reached, total) - own
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = total[block] + (end - start) * (mass[block] - own) / left
    sums = np.where(end <= start, above, np.where(end >= start + left, below, inside))
    means: Floats = sums / end
    return means


def _slopes(y: Floats, rank: Floats, people: Floats, place: Floats) -> Floats:
    """Slope index without each area; `place` is -1…1, residents below minus residents above as a share of all.

    Leaving area i out moves the place of all others by its residents: down above it, up below it, not for its ties. So the sums that
    make up the slope follow from sums over the areas below and above.
    """
    share = people / people.sum()
    low_share, high_share = _beside(share, rank)
    low_y, high_y = _beside(share * y, rank)
    low_place, high_place = _beside(share * place, rank)
    product = (share * y * place).sum() - share * (y * place + high_y - low_y)
    square = (share * place**2).sum() - share * place**2
    square = square + 2 * share * (low_place - high_place) + share**2 * (low_share + high_share)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = 2 * (1 - share) * product / square
    # Without this area all others have one income: no slope at all.
    found: Floats = np.where(square > _NOTHING, slope, 0.0)
    return found


def _beside(amount: Floats, rank: Floats) -> tuple[Floats, Floats]:
    """Sum of an amount over the areas with less, and over those with more."""
    _, block = np.unique(rank, return_inverse=True)
    here = np.asarray(np.bincount(block, amount), dtype=np.float64)
    up_to = np.cumsum(here)
    return (up_to - here)[block], (up_to[-1] - up_to)[block]


def _without_hair(found: Floats, hair: float) -> Floats:
    cleaned: Floats = np.where(np.abs(found) <= hair, 0.0, found)
    return cleaned
