"""Coordinates to RD New. What a file claims is tested: files exist in RD, WGS84 and CRS84, some mislabelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely

from etl.errors import LayoutError
from etl.sources.boundaries.wording import some

if TYPE_CHECKING:
    import geopandas as gpd

RD: Final = "EPSG:28992"
WGS84: Final = "EPSG:4326"


class Extent(NamedTuple):
    """A rectangle in some system of coordinates."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, bounds: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        """Which rows of (west, south, east, north) lie within."""
        low = (bounds[:, 0] >= self.west) & (bounds[:, 1] >= self.south)
        within: npt.NDArray[np.bool_] = low & (bounds[:, 2] <= self.east) & (bounds[:, 3] <= self.north)
        return within


#: The Netherlands, with some room around it.
RD_EXTENT: Final = Extent(7_000, 289_000, 300_000, 629_000)
WGS84_EXTENT: Final = Extent(3.0, 50.5, 7.5, 53.8)
#: The same in systems that people export by mistake. None of these overlap, so that coordinates tell which it is.
_OTHER: Final = (
    ("latitude before longitude (EPSG:4326 with swapped axes)", Extent(50.5, 3.0, 53.8, 7.5)),
    ("RD New with swapped axes (y before x)", Extent(289_000, 7_000, 629_000, 300_000)),
    ("Web Mercator (EPSG:3857)", Extent(333_000, 6_520_000, 836_000, 7_150_000)),
    ("UTM (EPSG:25831 or EPSG:32631)", Extent(480_000, 5_580_000, 830_000, 5_970_000)),
    ("UTM (EPSG:25832 or EPSG:32632)", Extent(60_000, 5_580_000, 420_000, 5_970_000)),
    ("ETRS89-LAEA (EPSG:3035)", Extent(3_840_000, 3_020_000, 4_180_000, 3_420_000)),
)


def to_rd(frame: gpd.GeoDataFrame, source: str, labels: npt.NDArray[Any]) -> tuple[gpd.GeoDataFrame, str | None]:
    """The frame in RD New, and a note when the file claims something else than its coordinates show.

    `source` names file and layer in messages; `labels` name the rows. Raises LayoutError when the coordinates are
    neither RD New nor WGS84 within the Netherlands: guessing a projection would shift every boundary unnoticed.
    """
    bounds = shapely.bounds(np.asarray(frame.geometry.array))
    for extent, name, crs, agrees in ((RD_EXTENT, "RD New", RD, _is_rd), (WGS84_EXTENT, "WGS84", WGS84, _is_degrees)):
        inside = extent.holds(bounds)
        if inside.all():
            note = _contradiction(frame.crs, name, agrees)
            return frame.set_crs(crs, allow_override=True).to_crs(RD), note
        if inside.mean() > 0.5:
            outside = labels[~inside]
            raise LayoutError(
                f"{source}: {len(outside)} of {len(labels)} areas lie outside the Netherlands "
                f"({extent.west:g}–{extent.east:g}, {extent.south:g}–{extent.north:g} in {name}): {some(outside)}. "
                "Remove or repair them."
            )
    raise LayoutError(_refusal(frame.crs, source, bounds))


def _is_rd(crs: Any) -> bool:
    # RD New, with or without NAP heights, also where a shapefile's .prj gives the name only.
    return bool(crs.is_projected or crs.is_compound) and any(
        part in crs.name for part in ("RD New", "RD_New", "Amersfoort")
    )


def _is_degrees(crs: Any) -> bool:
    # ETRS89 (EPSG:4258) differs less than a metre from WGS84.
    return bool(crs.is_geographic) and any(part in crs.name for part in ("WGS", "ETRS", "CRS84", "CRS 84"))


def _contradiction(crs: Any, name: str, agrees: Callable[[Any], bool]) -> str | None:
    if crs is None:
        return f"The file states no coordinate system; its coordinates are {name} and were read so."
    return None if agrees(crs) else f"The file claims {_called(crs)}, but its coordinates are {name} and were read so."


def _called(crs: Any) -> str:
    authority = crs.to_authority()
    return f"{':'.join(authority)} ({crs.name})" if authority else str(crs.name)


def _refusal(crs: Any, source: str, bounds: npt.NDArray[np.float64]) -> str:
    west, south = np.nanmin(bounds[:, :2], axis=0)
    east, north = np.nanmax(bounds[:, 2:], axis=0)
    total = np.asarray([[west, south, east, north]])
    guess = next((name for name, extent in _OTHER if extent.holds(total).all()), None)
    claim = "no coordinate system" if crs is None else _called(crs)
    found = f"is in {guess}" if guess else "lies outside the Netherlands, or in a system that is not known here"
    swapped = guess is not None and "swapped" in guess
    remedy = (
        "Swap the axes" if swapped else "Reproject it, for instance with: ogr2ogr -t_srs EPSG:28992 new.gpkg old.gpkg"
    )
    return (
        f"{source} {found} (x {west:.6g} to {east:.6g}, y {south:.6g} to {north:.6g}; the file claims {claim}). "
        f"Expected RD New (EPSG:28992) or WGS84 (EPSG:4326). {remedy}, then build again."
    )
