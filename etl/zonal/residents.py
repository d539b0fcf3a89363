"""Where the residents live: squares of CBS as weights, with a stated count for squares that are kept secret."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from etl.contracts import SquareGrid

Array = npt.NDArray[np.float64]

#: CBS keeps counts below five secret. A secret square with homes has one to four residents: counted as the middle of these.
SECRET_RESIDENTS: Final = 2.5
_COUNTS: Final = ("dwellings_count", "households_count")


@dataclass(frozen=True)
class Weights:
    """Squares with residents: south-west corners (metres RD New) and how many live in each."""

    grid: SquareGrid
    x: Array
    y: Array
    residents: Array
    #: Which squares of the grid these are.
    kept: npt.NDArray[np.bool_]
    #: Squares counted as SECRET_RESIDENTS.
    secret_count: int

    @property
    def described(self) -> str:
        """How notes call the squares."""
        secret = (
            f", {self.secret_count} of them secret and counted as {SECRET_RESIDENTS} residents"
            if self.secret_count
            else ""
        )
        return f"{len(self.x)} inhabited squares of {self.grid.size_m} m of {self.grid.year}{secret}"


def residents_of(grid: SquareGrid) -> Array:
    """Residents per square of `grid`. A secret square counts as SECRET_RESIDENTS where homes are known to stand, else as 0.

    CBS lists a square of 100 m from five residents or five homes, so that a secret one there has homes; of 500 m it lists
    the empty ones too. Without any column about homes every secret square counts.
    """
    told = grid.frame["residents_count"].to_numpy(dtype=np.float64)
    homes = [name for name in _COUNTS if name in grid.frame]
    inhabited = np.ones(len(told), dtype=bool)
    if homes:
        inhabited = (grid.frame[homes].fillna(0) > 0).any(axis=1).to_numpy()
    return np.where(np.isnan(told), np.where(inhabited, SECRET_RESIDENTS, 0.0), told)


def weights_of(grid: SquareGrid) -> Weights:
    """The inhabited squares of a grid."""
    residents = residents_of(grid)
    kept = residents > 0
    frame = grid.frame[kept]
    secret = int(np.isnan(frame["residents_count"].to_numpy(dtype=np.float64)).sum())
    x, y = (frame[name].to_numpy(dtype=np.float64) for name in ("x", "y"))
    return Weights(grid, x, y, residents[kept], kept, secret)


def nearest_grid(grids: Sequence[SquareGrid], year: int) -> SquareGrid | None:
    """The grid to weigh a map of `year` with: the finest squares first, then the nearest year, the newer of two as near."""
    return min(grids, key=lambda grid: (grid.size_m, abs(grid.year - year), -grid.year), default=None)
