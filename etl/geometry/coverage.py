"""Coverages: polygons that meet edge to edge. Tested, and simplified so that they still do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import shapely

from domain.areas import Level
from etl.geometry.polygons import Polygons, snap

if TYPE_CHECKING:
    import geopandas as gpd

#: Tolerance in metres (the square root of the triangle that a dropped vertex cuts off), for the file of one gemeente.
#: Measured on the buurten of Drechtsteden: half of the vertices go, no buurt changes more than 0.4 % in area.
CITY_TOLERANCE_M: Final = {Level.BUURT: 5.0, Level.WIJK: 5.0, Level.GEMEENTE: 10.0}
#: For the file of the whole country, seen from further away: three quarters of the vertices go.
NATIONAL_TOLERANCE_M: Final = {Level.BUURT: 20.0, Level.WIJK: 40.0, Level.GEMEENTE: 80.0}
#: Simplification that moves more area than this, in all or for one polygon, is done again with half the tolerance.
MOST_CHANGE: Final = 0.005
MOST_CHANGE_OF_ONE: Final = 0.5
_ATTEMPTS = 5


@dataclass(frozen=True)
class Simplified:
    """Polygons in the order given. `valid` is False where they are no coverage and so pass through as they were."""

    polygons: Polygons
    valid: bool
    #: As used in the end; 0 where nothing was simplified.
    tolerance_m: float
    vertices_before: int
    vertices_after: int


def outside_coverage(polygons: Polygons) -> npt.NDArray[np.bool_]:
    """Which polygons overlap a neighbour, or share an edge with it of which only one has all the vertices."""
    if len(polygons) == 0:
        return np.zeros(0, dtype=bool)
    faults: npt.NDArray[np.bool_] = ~shapely.is_empty(shapely.coverage_invalid_edges(polygons))
    return faults


def is_coverage(polygons: Polygons) -> bool:
    """Whether valid polygons meet edge to edge, without overlaps."""
    return len(polygons) == 0 or bool(shapely.is_valid(polygons).all() and shapely.coverage_is_valid(polygons))


def simplify(polygons: Polygons, tolerance_m: float) -> Simplified:
    """Simplify a coverage in RD: shared edges stay shared, no polygon vanishes, the area stays within MOST_CHANGE.

    Polygons that are no coverage are returned as they came (on the 1 cm grid): edges that are simplified on one side
    only would open gaps. Method: Visvalingam–Whyatt on the edges of the coverage (shapely.coverage_simplify).
    """
    snapped = snap(polygons).polygons
    before = int(shapely.get_num_coordinates(snapped).sum())
    if len(snapped) == 0 or not is_coverage(snapped):
        return Simplified(snapped, len(snapped) == 0, 0.0, before, before)
    tolerance = tolerance_m
    for _ in range(_ATTEMPTS):
        candidate = shapely.coverage_simplify(snapped, tolerance)
        if _acceptable(snapped, candidate):
            return Simplified(candidate, True, tolerance, before, int(shapely.get_num_coordinates(candidate).sum()))
        tolerance /= 2
    return Simplified(snapped, True, 0.0, before, before)


def simplify_frame(frame: gpd.GeoDataFrame, tolerance_m: float) -> tuple[Polygons, npt.NDArray[np.bool_]]:
    """Simplify areas of one level from several files; give the polygons, and which of them passed through as they were.

    `frame` has gemeente_code, approximate, source and geometry. Areas of one file form one coverage; where they do not,
    each gemeente is tried on its own. Approximate areas are left alone.
    """
    shapes = np.asarray(frame.geometry.array, dtype=object).copy()
    untouched = np.asarray(frame["approximate"], dtype=bool).copy()
    for rows in _groups(frame["source"].to_numpy(), np.flatnonzero(~untouched)):
        whole = simplify(shapes[rows], tolerance_m)
        if whole.valid:
            shapes[rows] = whole.polygons
            continue
        for part in _groups(frame["gemeente_code"].to_numpy(), rows):
            alone = simplify(shapes[part], tolerance_m)
            shapes[part] = alone.polygons
            untouched[part] = not alone.valid
    return shapes, untouched


def _acceptable(before: Polygons, after: Polygons) -> bool:
    """Whether a simplified coverage is one still, with every polygon in place and about as large as it was."""
    if bool(shapely.is_empty(after).any()) or not is_coverage(after):
        return False
    old, new = shapely.area(before), shapely.area(after)
    return bool(
        abs(new.sum() - old.sum()) <= MOST_CHANGE * old.sum() and (np.abs(new - old) <= MOST_CHANGE_OF_ONE * old).all()
    )


def _groups(keys: npt.NDArray[np.object_], rows: npt.NDArray[np.intp]) -> Iterator[npt.NDArray[np.intp]]:
    """Rows by equal key, in the order in which keys first occur."""
    found: dict[object, list[int]] = {}
    for row in rows:
        found.setdefault(keys[row], []).append(int(row))
    for group in found.values():
        yield np.asarray(group, dtype=np.intp)
