"""Why did a mean change: because figures changed where people live, or because people live elsewhere? (methods §4.4)"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True)
class Decomposition:
    """Two parts of one change, in the unit of the figure; they add up to `total` exactly."""

    #: Change of the figures themselves, as for farther facilities within the areas.
    rate: float
    #: Change of where people live.
    composition: float

    @property
    def total(self) -> float:
        """Change of the mean over all areas."""
        return self.rate + self.composition


def kitagawa(share_then: ArrayLike, value_then: ArrayLike, share_now: ArrayLike, value_now: ArrayLike) -> Decomposition:
    """Split the change of a weighted mean over areas (Kitagawa 1955). Shares are made to add up to 1.

    All four are parallel, one entry per area. Raises ValueError for other lengths, missing values, or no weight at all.
    """
    p0, d0, p1, d1 = (np.asarray(each, dtype=np.float64) for each in (share_then, value_then, share_now, value_now))
    if len({each.shape for each in (p0, d0, p1, d1)}) != 1 or p0.ndim != 1:
        raise ValueError("shares and values need one entry per area, in the same order")
    if not all(np.isfinite(each).all() for each in (p0, d0, p1, d1)) or min(p0.min(), p1.min()) < 0:
        raise ValueError("shares and values must be known for every area, and shares not negative")
    if p0.sum() <= 0 or p1.sum() <= 0:
        raise ValueError("no area has any weight")
    p0, p1 = p0 / p0.sum(), p1 / p1.sum()
    return Decomposition(
        rate=float(((p0 + p1) / 2 * (d1 - d0)).sum()), composition=float(((d0 + d1) / 2 * (p1 - p0)).sum())
    )


def facilities_or_residents(
    *, old_old: float, old_residents_new_facilities: float, new_residents_old_facilities: float, new_new: float
) -> Decomposition:
    """Split a change of distance by the four means on one road network: residents and facilities of then and of now.

    `rate` is the effect of facilities that opened and closed, `composition` that of residents and new homes.
    """
    d00, d01, d10, d11 = old_old, old_residents_new_facilities, new_residents_old_facilities, new_new
    return Decomposition(rate=((d11 - d10) + (d01 - d00)) / 2, composition=((d10 - d00) + (d11 - d01)) / 2)
