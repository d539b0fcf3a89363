"""Arrays of polygons in RD New: on a 1 cm grid, valid, nothing but polygons."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

#: Neighbours share vertices only if both are rounded alike: files in degrees give nanometres of difference after
#: reprojection.
GRID_M: Final = 0.01

Polygons = npt.NDArray[Any]


class Snapped(NamedTuple):
    """Polygons on the grid; `repaired` marks those that were invalid, `lost` those of which no polygon is left."""

    polygons: Polygons
    repaired: npt.NDArray[np.bool_]
    lost: npt.NDArray[np.bool_]


def snap(polygons: Polygons) -> Snapped:
    """Round polygons in metres to the 1 cm grid, in two dimensions, and repair what is not valid then.

    Rounding is done vertex by vertex and not by overlay: an overlay bends an edge to a vertex nearby, and the
    neighbour's edge not.
    """
    flat = np.atleast_1d(np.asarray(shapely.force_2d(polygons), dtype=object))
    rounded = np.atleast_1d(shapely.set_precision(flat, GRID_M, mode="pointwise"))
    faulty = ~shapely.is_valid(rounded) & ~shapely.is_missing(rounded)
    for position in np.flatnonzero(faulty):
        rounded[position] = _repair(rounded[position])
    lost = shapely.is_missing(rounded) | shapely.is_empty(rounded) | (shapely.area(rounded) == 0)
    return Snapped(rounded, faulty & ~lost, lost)


def dissolve(polygons: Polygons, *, coverage: bool = False) -> Any:
    """One (multi)polygon out of many. Those of a `coverage` share edges exactly: quicker, and no slivers."""
    merged = shapely.coverage_union_all(polygons) if coverage else shapely.union_all(polygons)
    return only_polygons(shapely.set_precision(merged, GRID_M))


def only_polygons(shape: Any) -> Any:
    """The polygonal parts of a geometry, without the points and lines that repairs leave behind."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    kept = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    kept = kept[~shapely.is_empty(kept)]
    return kept[0] if len(kept) == 1 else shapely.multipolygons(kept)


def _repair(shape: Any) -> Any:
    valid = only_polygons(shapely.make_valid(shape, method="structure", keep_collapsed=False))
    return only_polygons(shapely.set_precision(valid, GRID_M))
