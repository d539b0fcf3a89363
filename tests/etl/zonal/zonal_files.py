"""Tiny maps, areas and squares around one corner in RD New, at (100000, 400000)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import rasterio
import shapely
from rasterio.transform import from_origin

from domain.areas import Level
from etl.contracts import BoundaryLayer, RasterMap, SquareGrid

X0, Y0 = 100_000.0, 400_000.0
NODATA = -3.4e38
#: Sixteen cells, the first row in the north.
SIXTEEN = np.arange(1.0, 17.0).reshape(4, 4)


def write_map(
    path: Path,
    cells: np.ndarray,
    cell_m: float = 100,
    *,
    crs: str | None = "EPSG:28992",
    origin: tuple[float, float] = (X0, Y0),
    nodata: float | None = NODATA,
    **more: object,
) -> Path:
    """A GeoTIFF whose south-west corner is `origin`."""
    north = origin[1] + cells.shape[0] * cell_m
    with rasterio.open(
        path, "w", driver="GTiff", height=cells.shape[0], width=cells.shape[1], count=1, dtype=cells.dtype, crs=crs,
        nodata=nodata, transform=from_origin(origin[0], north, cell_m, cell_m), **more,
    ) as dataset:  # fmt: skip
        dataset.write(cells, 1)
    return path


def zones(*boxes: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    """Buurten that are boxes (west, south, east, north) in metres from the corner."""
    shapes = [shapely.box(X0 + west, Y0 + south, X0 + east, Y0 + north) for west, south, east, north in boxes]
    codes = [f"BU9901000{number}" for number in range(len(boxes))]
    return gpd.GeoDataFrame({"area_code": codes, "level": "buurt"}, geometry=shapes, crs="EPSG:28992")


def layer(level: Level, codes: Sequence[str], frame: gpd.GeoDataFrame, year: int = 2024) -> BoundaryLayer:
    gemeente = [f"GM{code[2:6]}" for code in codes]
    wijk = [f"WK{code[2:8]}" if level is Level.BUURT else None for code in codes]
    table = gpd.GeoDataFrame(
        {"area_code": list(codes), "name": list(codes), "gemeente_code": gemeente, "wijk_code": wijk},
        geometry=frame.geometry.array,
        crs="EPSG:28992",
    )
    return BoundaryLayer(Path(f"{level.value}.gpkg"), level, year, table, approximate=False)


def grid(rows: Sequence[dict[str, float]], *, size_m: int = 100, year: int = 2024) -> SquareGrid:
    """Squares from rows with x, y (squares from the corner), residents_count and more."""
    frame = pd.DataFrame(rows)
    frame["x"], frame["y"] = X0 + frame["x"] * size_m, Y0 + frame["y"] * size_m
    return SquareGrid(
        Path(f"cbs_vk{size_m}_{year}.gpkg"), "cbs_vierkanten", f"cbs_vk{size_m}_{year}", size_m, year, frame
    )


def air_map(path: Path, layer_name: str = "rivm_nsl_20260401_gm_NO22024", year: int = 2024) -> RasterMap:
    return RasterMap(path, "rivm_kaarten", layer_name, "no2_ugm3", year, nodata_from=100.0)
