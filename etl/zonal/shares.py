"""Which part of every square lies in which area (docs/decisions/0011)."""

from __future__ import annotations

from typing import NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]


class Shares(NamedTuple):
    """One row per area and square that overlap: positions of both, and the share of the square that lies in the area."""

    area: Index
    square: Index
    share: Array

    def only(self, rows: npt.NDArray[np.bool_]) -> Shares:
        """These rows of it."""
        return Shares(self.area[rows], self.square[rows], self.share[rows])


def shares_of_squares(zones: gpd.GeoDataFrame, x: Array, y: Array, size_m: int) -> Shares:
    """Exact overlap of the polygons of `zones` (RD New) with squares of `size_m` whose south-west corners are x, y.

    The squares lie on a common grid and none occurs twice. Areas that no square touches have no row.
    """
    none = np.zeros(0, dtype=np.intp)
    if not len(x) or zones.empty:
        return Shares(none, none, np.zeros(0))
    west, south = x.min(), y.min()
    columns, rows = ((x - west) / size_m).astype(np.intp), ((y - south) / size_m).astype(np.intp)
    grid = np.full((rows.max() + 1, columns.max() + 1), -1, dtype=np.int32)
    # The first row of a raster lies in the north.
    grid[rows.max() - rows, columns] = np.arange(len(x))
    east, north = west + grid.shape[1] * size_m, south + grid.shape[0] * size_m
    found = exact_extract(
        NumPyRasterSource(grid, west, south, east, north, nodata=-1),
        gpd.GeoDataFrame(geometry=zones.geometry.array),
        ["values", "coverage"],
        output="pandas",
    )
    sizes = found["values"].map(len).to_numpy()
    if not sizes.sum():
        return Shares(none, none, np.zeros(0))
    square = np.concatenate(found["values"].to_numpy()).astype(np.intp)
    share = np.concatenate(found["coverage"].to_numpy()).astype(np.float64)
    area = np.repeat(np.arange(len(zones)), sizes)
    return Shares(area, square, share).only((square >= 0) & (share > 0))


def per_area(shares: Shares, amounts: Array, areas: int) -> Array:
    """Sum of `amounts` (one per row of `shares`) for each of `areas` areas."""
    return np.asarray(np.bincount(shares.area, amounts, areas), dtype=np.float64)


def with_whole(shares: Shares, parts: npt.NDArray[np.bool_]) -> Shares:
    """The shares with one area more, behind all others: that of the areas marked by `parts` together."""
    inside = parts[shares.area]
    return Shares(
        np.concatenate([shares.area, np.full(int(inside.sum()), len(parts))]),
        np.concatenate([shares.square, shares.square[inside]]),
        np.concatenate([shares.share, shares.share[inside]]),
    )
