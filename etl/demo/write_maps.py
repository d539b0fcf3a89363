"""Writes maps of air, noise and heat as GeoTIFFs, and the squares of 100 m that say where the residents live."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pyogrio
import rasterio
import shapely
from rasterio.transform import from_origin
from shapely.geometry.base import BaseGeometry

from etl.demo.drawing import ORIGIN
from etl.demo.figures import Figures
from etl.demo.squares import squares
from etl.demo.world import World

Array = npt.NDArray[np.float64]
#: From x and y of cells (metres RD New) to values.
Surface = Callable[[Array, Array], Array]

_CRS: Final = "EPSG:28992"
_NODATA: Final = -3.4e38
#: Maps of noise have this where there is no figure, and do not say so.
_NO_NOISE: Final = 128.0
_MARGIN_M: Final = 1_000
#: The Ringweg around the middle of the city, and the road to the villages.
_ROADS: Final = (
    shapely.Point(ORIGIN).buffer(2_600).boundary,
    shapely.LineString([(ORIGIN[0] - 10_000, ORIGIN[1] + 900), (ORIGIN[0] + 10_000, ORIGIN[1] + 1_400)]),
)
_RAILWAY: Final = shapely.LineString([(ORIGIN[0] - 10_000, ORIGIN[1] - 2_300), (ORIGIN[0] + 10_000, ORIGIN[1] - 1_100)])


def write_maps(folder: Path, world: World, figures: Figures, seed: int) -> None:
    """`rivm_kaarten/` and `cbs_vierkanten/` under `folder`, for the residents of the year of `figures`."""
    frame = squares(world, figures, seed)
    _write_squares(
        folder / "cbs_vierkanten" / f"{figures.year + 1}-cbs_vk100_{figures.year}_v1.zip", frame, figures.year
    )
    land = shapely.union_all([piece.geometry for piece in world.pieces])
    west, south, east, north = (float(side) for side in shapely.bounds(land))
    extent = (
        np.floor(west / _MARGIN_M) * _MARGIN_M,
        np.floor(south / _MARGIN_M) * _MARGIN_M,
        np.ceil(east / _MARGIN_M) * _MARGIN_M,
        np.ceil(north / _MARGIN_M) * _MARGIN_M,
    )
    maps = folder / "rivm_kaarten"
    maps.mkdir(parents=True, exist_ok=True)
    # This map ends before the region does: a buurt in the east has no figure.
    part = (extent[0], extent[1], extent[2] - 2 * _MARGIN_M, extent[3])
    rng = np.random.default_rng(seed + 99)
    for name, within, cell_m, surface, decimals in (
        ("rivm_nsl_20240401_gm_NO22022", extent, 25, _air(rng, 8.5, 7, 7), 1),
        ("rivm_nsl_20260401_gm_NO22024", extent, 25, _air(rng, 7.5, 6, 6), 1),
        ("rivm_nsl_20260401_gm_PM252024", extent, 1_000, _air(rng, 6.4, 1.6, 0), 1),
        ("rivm_nsl_20260401_gm_PM102024", extent, 1_000, _air(rng, 12.8, 2.6, 0), 1),
        ("rivm_nsl_20240401_gm_EC2022", extent, 1_000, _air(rng, 0.3, 0.4, 0), 2),
        ("rivm_20250101_Geluid_lden_wegverkeer_2022", part, 25, _noise(rng, 44, *_ROADS), 0),
        ("rivm_20250101_Geluid_lden_treinverkeer_2022", extent, 25, _noise(rng, 36, _RAILWAY), 0),
        ("rivm_20220601_Geluid_lden_allebronnen_2020", extent, 25, _noise(rng, 46, *_ROADS, _RAILWAY), 0),
    ):
        _write_map(maps / f"{name}.tif", within, cell_m, surface, decimals)
    heat = maps / "Stedelijk_hitte_eiland_effect_01062022_v2.tif"
    _write_map(heat, extent, 50, _heat(rng), 1)
    _pack(heat)


def _air(rng: np.random.Generator, background: float, city: float, roadside: float) -> Surface:
    """Concentration: a background, more towards the middle of the city, and a narrow ridge along the main roads."""
    ripple = _ripple(rng, 0.03 * background)

    def surface(x: Array, y: Array) -> Array:
        inward, along = np.exp(-_from_middle(x, y) / 3_200), np.exp(-_from(x, y, *_ROADS) / 160)
        return background + city * inward + roadside * along + ripple(x, y)

    return surface


def _noise(rng: np.random.Generator, background: float, *lines: BaseGeometry) -> Surface:
    """Loudness: high along the lines, never silent; none on the open water far from any of them."""
    ripple = _ripple(rng, 1.0)

    def surface(x: Array, y: Array) -> Array:
        gap = _from(x, y, *lines)
        loud = background + 4 * np.exp(-_from_middle(x, y) / 3_000) + 24 * np.exp(-gap / 220) + ripple(x, y)
        return np.where(gap > 4_500, _NO_NOISE, loud)

    return surface


def _heat(rng: np.random.Generator) -> Surface:
    ripple = _ripple(rng, 0.08)

    def surface(x: Array, y: Array) -> Array:
        return 0.15 + 1.7 * np.exp(-((_from_middle(x, y) / 3_000) ** 2)) + ripple(x, y)

    return surface


def _ripple(rng: np.random.Generator, height: float) -> Surface:
    """Gentle waves, so that no two maps are alike."""
    east, north = rng.uniform(0, 2 * np.pi, 2)

    def surface(x: Array, y: Array) -> Array:
        waves: Array = height * np.sin(x / 1_100 + east) * np.cos(y / 900 + north)
        return waves

    return surface


def _from_middle(x: Array, y: Array) -> Array:
    return np.hypot(x - ORIGIN[0], y - ORIGIN[1])


def _from(x: Array, y: Array, *lines: BaseGeometry) -> Array:
    """Distance to the nearest of the lines."""
    points = shapely.points(x, y)
    nearest: Array = np.min([shapely.distance(points, line) for line in lines], axis=0)
    return nearest


def _write_map(
    path: Path, extent: tuple[float, float, float, float], cell_m: int, surface: Surface, decimals: int
) -> None:
    west, south, east, north = extent
    x, y = np.arange(west + cell_m / 2, east, cell_m), np.arange(north - cell_m / 2, south, -cell_m)
    values = np.round(surface(*np.meshgrid(x, y)), decimals).astype(np.float32)
    with rasterio.open(
        path, "w", driver="GTiff", width=len(x), height=len(y), count=1, dtype="float32", crs=_CRS, nodata=_NODATA,
        transform=from_origin(west, north, cell_m, cell_m), compress="deflate",
    ) as dataset:  # fmt: skip
        dataset.write(values, 1)


def _write_squares(path: Path, frame: gpd.GeoDataFrame, year: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.with_name(f"cbs_vk100_{year}.gpkg")
    # GDAL stamps the file with the time of writing, unless it is told another.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{year + 1}-10-01T00:00:00.000Z"})
    try:
        pyogrio.write_dataframe(
            frame,
            target,
            layer=f"vierkant_100m_{year}",
            driver="GPKG",
            geometry_type="MultiPolygon",
            SPATIAL_INDEX="NO",
        )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
    _pack(target, path)


def _pack(path: Path, archive: Path | None = None) -> None:
    """Put a file in a zip of its own, with a fixed time so that one seed gives one result, and remove it."""
    with zipfile.ZipFile(archive or path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr(zipfile.ZipInfo(path.name), path.read_bytes(), compress_type=zipfile.ZIP_DEFLATED)
    path.unlink()
