"""The value of a map in every square: the mean over a lattice of points, read strip by strip so that any size of file fits."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rasterio.windows import Window

from etl.errors import LayoutError
from etl.zonal.geotiff import open_map

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.intp]

#: Fewest and most points per side of a square. On a grid of 25 or 10 m every cell of a square of 100 m is one point.
_FEWEST: Final = 4
_MOST: Final = 20
#: Cells held at once: 64 MB of 32-bit numbers.
_CELLS: Final = 16_000_000
#: No concentration, loudness or warmth is this low: what is, is a mark for no data that the file forgot to declare.
_NODATA_DOWN_TO: Final = -9990.0


@dataclass(frozen=True)
class Plausible:
    """What a cell may hold: from `low` to `high`; from `nodata_from` up it is no data (None: no such limit)."""

    low: float | None = None
    high: float | None = None
    nodata_from: float | None = None


class Sampled(NamedTuple):
    """Mean of the map per square (NaN where it has no data), and the share of the square that has data (0 to 1)."""

    values: Array
    covered: Array


class _Lattice(NamedTuple):
    """Row and column of the map for every square (first axis) and step along its side (second axis)."""

    rows: Index
    columns: Index


def sample_squares(path: Path, x: Array, y: Array, size_m: float, plausible: Plausible) -> Sampled:
    """Mean of the map at `path` over squares with south-west corners x, y (metres RD New).

    Raises LayoutError for cells that are neither plausible nor no data: an unmarked code would spoil every mean.
    """
    with open_map(path) as dataset:
        lattice = _lattice(dataset, x, y, size_m)
        total, count = np.zeros(len(x)), np.zeros(len(x))
        for first, last in _strips(dataset):
            near = np.flatnonzero((lattice.rows.max(axis=1) >= first) & (lattice.rows.min(axis=1) < last))
            if len(near):
                _add_strip(dataset, (first, last), lattice, near, plausible, total, count)
    points = lattice.rows.shape[1] * lattice.columns.shape[1]
    with np.errstate(invalid="ignore"):
        return Sampled(np.where(count > 0, total / count, np.nan), count / points)


def _lattice(dataset: Any, x: Array, y: Array, size_m: float) -> _Lattice:
    grid = dataset.transform
    steps = int(np.clip(math.ceil(size_m / min(abs(grid.a), abs(grid.e))), _FEWEST, _MOST))
    offsets = (np.arange(steps) + 0.5) * size_m / steps
    columns = np.floor((x[:, None] + offsets - grid.c) / grid.a).astype(np.intp)
    rows = np.floor((y[:, None] + offsets - grid.f) / grid.e).astype(np.intp)
    return _Lattice(rows, columns)


def _strips(dataset: Any) -> Iterator[tuple[int, int]]:
    """First and last row of strips that end where blocks end, within the memory limit."""
    block = int(dataset.block_shapes[0][0])
    height = max(1, _CELLS // dataset.width)
    if block <= height:
        height -= height % block
    for first in range(0, dataset.height, height):
        yield first, min(first + height, dataset.height)


def _add_strip(
    dataset: Any,
    strip: tuple[int, int],
    lattice: _Lattice,
    near: Index,
    plausible: Plausible,
    total: Array,
    count: Array,
) -> None:
    """Add to `total` and `count` the points of the squares `near` that lie in rows `strip`."""
    first, last = strip
    left = max(0, int(lattice.columns[near].min()))
    right = min(dataset.width, int(lattice.columns[near].max()) + 1)
    if left >= right:
        return
    cells = _cells(dataset, Window(left, first, right - left, last - first), plausible)
    for step_y in range(lattice.rows.shape[1]):
        rows = lattice.rows[near, step_y]
        inside = (rows >= first) & (rows < last)
        here, rows = near[inside], rows[inside] - first
        for step_x in range(lattice.columns.shape[1]):
            columns = lattice.columns[here, step_x]
            on_map = (columns >= left) & (columns < right)
            found = cells[rows[on_map], columns[on_map] - left]
            filled = ~np.isnan(found)
            squares = here[on_map][filled]
            total[squares] += found[filled]
            count[squares] += 1


def _cells(dataset: Any, window: Window, plausible: Plausible) -> npt.NDArray[np.floating[Any]]:
    """Cells of a window with NaN for no data. Raises LayoutError for what cannot be a value."""
    raw = dataset.read(1, window=window)
    cells: npt.NDArray[np.floating[Any]] = raw.astype(np.float64 if raw.dtype == np.float64 else np.float32, copy=False)
    empty = ~np.isfinite(cells) | (cells <= _NODATA_DOWN_TO)
    if dataset.nodata is not None:
        empty |= cells == cells.dtype.type(dataset.nodata)
    if (dataset.scales[0], dataset.offsets[0]) != (1.0, 0.0):
        cells = cells * dataset.scales[0] + dataset.offsets[0]
    if plausible.nodata_from is not None:
        empty |= cells >= plausible.nodata_from
    cells = np.where(empty, np.nan, cells)
    low, high = plausible.low, plausible.high
    odd = (cells < (-np.inf if low is None else low)) | (cells > (np.inf if high is None else high))
    if odd.any():
        found = cells[odd]
        raise LayoutError(
            f"{dataset.name}: {len(found)} cell(s) from {found.min():g} to {found.max():g}, outside {low} to {high}. If they "
            "mean that there is no figure, say so in the file: gdal_edit.py -a_nodata VALUE FILE. Otherwise the map has "
            "another unit, or valid_range in the indicator's YAML is too narrow."
        )
    return cells
