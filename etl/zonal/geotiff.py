"""GeoTIFFs as they come: opened plain or inside a zip, and tested on what they claim about their coordinates."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import rasterio
from rasterio.errors import RasterioError

from etl.errors import LayoutError
from etl.sources.boundaries.crs import RD_EXTENT

SUFFIXES: Final = (".tif", ".tiff")
_REPROJECT: Final = "Convert it, for instance with: gdalwarp -t_srs EPSG:28992 old.tif new.tif"


def map_inside(path: Path) -> str | None:
    """Name of the one GeoTIFF in a zip; None when the file is no zip, cannot be opened, or holds none or several."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(SUFFIXES)]
    except (zipfile.BadZipFile, OSError):
        return None
    return names[0] if len(names) == 1 else None


@contextmanager
def open_map(path: Path) -> Iterator[Any]:
    """The GeoTIFF at `path`, or the one inside the zip there, as a rasterio dataset.

    Raises LayoutError when it cannot be opened, or when reading breaks off halfway.
    """
    member = map_inside(path) if path.suffix.lower() == ".zip" else None
    try:
        with rasterio.open(f"/vsizip/{path}/{member}" if member else path) as dataset:
            yield dataset
    except RasterioError as error:
        raise LayoutError(
            f"{path}: cannot be read as a GeoTIFF ({_cause(error)}). A map service answers an error as text under the same "
            "name: download the map again, or remove the file."
        ) from error


def check_map(dataset: Any, path: Path) -> tuple[str, ...]:
    """Notes about a dataset that can be used: one band, north up, in RD New by its coordinates whatever it claims.

    Raises LayoutError for several bands, a turned grid, and coordinates outside the Netherlands in RD New.
    """
    if dataset.count != 1:
        raise LayoutError(
            f"{path}: holds {dataset.count} bands where a map of one measure has one; a picture for the screen has three or "
            "four. Download the values themselves (WCS GetCoverage, format image/tiff)."
        )
    grid = dataset.transform
    if grid.b or grid.d:
        raise LayoutError(f"{path}: its grid is turned. {_REPROJECT}")
    west, south, east, north = dataset.bounds
    middle = np.array([[(west + east) / 2, (south + north) / 2] * 2])
    claim = f"claims {dataset.crs}" if dataset.crs else "states no coordinate system"
    if not RD_EXTENT.holds(middle).all():
        raise LayoutError(
            f"{path}: lies outside the Netherlands in RD New (x {west:.6g} to {east:.6g}, y {south:.6g} to {north:.6g}; "
            f"the file {claim}). Expected RD New (EPSG:28992). {_REPROJECT}"
        )
    if dataset.crs and "Amersfoort" in dataset.crs.to_wkt():
        return ()
    return (f"The file {claim}, but its coordinates are RD New and were read so.",)


def _cause(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
