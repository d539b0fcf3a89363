"""How sure a figure is: chance in small counts, and the standard error behind a published margin (methods §5, §1.3)."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Half the width of a 95 % interval, in standard errors.
Z_95: Final = 1.959963984540054
#: Below these a count gets a margin of chance.
_SMALL_WHOLE: Final = 500
_SMALL_COUNT: Final = 20


def wilson_interval(count: float, n: float, z: float = Z_95) -> tuple[float, float]:
    """Wilson score interval (lower, upper) of the share `count` / `n`, 0…1; 95 % unless `z` says otherwise.

    For counted figures it is a margin of chance ("toevalsmarge"), never one of a sample. Raises ValueError where nobody is counted,
    or not 0 <= count <= n.
    """
    if not (n > 0 and 0 <= count <= n and math.isfinite(n)):
        raise ValueError("a share needs 0 <= count <= n, and n above 0")
    share, square = count / n, z * z / n
    middle = share + square / 2
    reach = z * math.sqrt(share * (1 - share) / n + square / (4 * n))
    # At the ends the bound is exactly 0 or 1; binary rounding would leave a hair.
    lower = 0.0 if count == 0 else max(0.0, (middle - reach) / (1 + square))
    upper = 1.0 if count == n else min(1.0, (middle + reach) / (1 + square))
    return lower, upper


def needs_margin(count: float, n: float) -> bool:
    """Whether a share rests on so few people that it is shown with its margin of chance (methods §5)."""
    return n < _SMALL_WHOLE or count < _SMALL_COUNT


def standard_errors(lower: ArrayLike, upper: ArrayLike) -> NDArray[np.float64]:
    """Standard errors behind 95 % bounds, in their unit; NaN where a bound is missing.

    Raises ValueError for arrays of unlike length, or an upper bound below its lower bound.
    """
    low, high = np.asarray(lower, dtype=np.float64), np.asarray(upper, dtype=np.float64)
    if low.shape != high.shape:
        raise ValueError("every lower bound needs its upper bound")
    if (high < low).any():
        raise ValueError("an upper bound lies below its lower bound")
    # The divisor of the sources (methods §1.3), not that of the normal distribution to more decimals.
    found: NDArray[np.float64] = (high - low) / (2 * 1.96)
    return found
