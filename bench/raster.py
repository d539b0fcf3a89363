"""Means of a national map of 25 m over the residents of all buurten, beside a plain rasterstats loop over the same map."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import python_calamine
import rasterio
from rasterio.features import rasterize
from rasterio.transform import from_origin
from rasterio.windows import Window

from bench.build_time import run

#: The grid of RIVM's maps of the air: 280 by 325 km.
WEST, NORTH, WIDTH, HEIGHT, CELL_M = 0, 625_000, 11_200, 13_000, 25
_SQUARE_M: Final = 100
_BLOCK: Final = 512
#: Residents per inhabited square of 100 m: CBS has some 380,000 of these for the country.
_RESIDENTS_PER_SQUARE: Final = 45
_BOUNDARIES: Final = "boundaries/wijkenbuurten_2024_approximate.gpkg"
_FIGURES: Final = "cbs_kwb/kwb-2024-national_18_topics.xlsx"

#: The adapter, the shares of squares, the map and the means, as the build does them for one map; polygons are read by both.
OURS: Final = """
import sys
from pathlib import Path
import geopandas as gpd, numpy as np
from etl.catalogue.loader import load_catalogue
from etl.sources.cbs_vierkanten.adapter import recognise
from etl.zonal.means import statuses, weighted_means
from etl.zonal.residents import weights_of
from etl.zonal.sampling import Plausible, sample_squares
from etl.zonal.shares import shares_of_squares
folder = Path(sys.argv[1])
zones = gpd.read_file(folder / "buurten.gpkg")
(found,) = recognise(folder, [folder / "cbs_vk100_2024.gpkg"])
(grid,) = found.read(load_catalogue())
weights = weights_of(grid)
shares = shares_of_squares(zones, weights.x, weights.y, grid.size_m)
sampled = sample_squares(folder / "map.tif", weights.x, weights.y, grid.size_m, Plausible(0, 100, 100))
means = weighted_means(shares, weights.residents, sampled, len(zones))
print(len(zones), int(np.isfinite(means.value).sum()), len(weights.x), round(float(np.nanmean(means.value)), 2))
"""
PLAIN: Final = """
import sys
import geopandas as gpd
from rasterstats import zonal_stats
zones = gpd.read_file(sys.argv[1] + "/buurten.gpkg")
print(len(zonal_stats(zones, sys.argv[1] + "/map.tif", stats=["mean"])))
"""


def measure(raw: Path) -> list[tuple[str, float, float, str]]:
    """Rows (what, ours, plain, unit). Ours weighs by residents; the plain loop takes the mean over the surface."""
    with tempfile.TemporaryDirectory() as folder:
        _prepare(raw, Path(folder))
        # Both find the map in the memory of the machine: what is measured is not the disk.
        Path(folder, "map.tif").read_bytes()
        ours = run("-c", OURS, folder)
        plain = run("-c", PLAIN, folder)
    return [
        ("means of a national map of 25 m over 14,566 buurten, wall time", ours.seconds, plain.seconds, "s"),
        ("means of a national map of 25 m over 14,566 buurten, peak memory", ours.peak_mb, plain.peak_mb, "MB"),
    ]


def _prepare(raw: Path, folder: Path) -> None:
    """The buurten of 2024, invented squares where their residents live, and an invented map."""
    buurten = gpd.read_file(raw / _BOUNDARIES, layer="buurten")[["buurtcode", "geometry"]]
    buurten = buurten.rename(columns={"buurtcode": "area_code"})
    buurten.to_file(folder / "buurten.gpkg", driver="GPKG")
    rng = np.random.default_rng(2024)
    _write_squares(folder / "cbs_vk100_2024.gpkg", buurten, _residents(raw / _FIGURES), rng)
    _write_map(folder / "map.tif", rng)


def _residents(path: Path) -> pd.Series:
    header, *rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    table = pd.DataFrame(rows, columns=header)
    return pd.to_numeric(table.set_index("gwb_code_10")["a_inw"], errors="coerce").fillna(0)


def _write_squares(path: Path, buurten: gpd.GeoDataFrame, residents: pd.Series, rng: np.random.Generator) -> None:
    """As many squares per buurt as its residents ask for, at random within it.

    The approximate outlines overlap: the small ones are drawn over the large ones that surround them.
    """
    shape = (HEIGHT * CELL_M // _SQUARE_M, WIDTH * CELL_M // _SQUARE_M)
    owners: npt.NDArray[np.int32] = rasterize(
        ((buurten.geometry.iloc[number], number + 1) for number in np.argsort(-buurten.area.to_numpy())),
        out_shape=shape,
        transform=from_origin(WEST, NORTH, _SQUARE_M, _SQUARE_M),
        dtype="int32",
    )
    rows, columns = np.nonzero(owners)
    mixed = rng.permutation(len(rows))
    rows, columns = rows[mixed], columns[mixed]
    owner = owners[rows, columns] - 1
    order = np.argsort(owner, kind="stable")
    rows, columns, owner = rows[order], columns[order], owner[order]
    counted = residents.reindex(buurten["area_code"]).fillna(0).to_numpy()
    cells = np.bincount(owner, minlength=len(buurten))
    wanted = np.minimum(cells, np.ceil(counted / _RESIDENTS_PER_SQUARE)).astype(int)
    kept = np.arange(len(owner)) - np.searchsorted(owner, owner) < wanted[owner]
    rows, columns, owner = rows[kept], columns[kept], owner[kept]
    north = NORTH // _SQUARE_M - rows - 1
    ids = [f"E{column:04d}N{row:04d}" for column, row in zip(columns, north, strict=True)]
    people = np.round(counted[owner] / wanted[owner] / 5) * 5
    told = {"crs28992res100m": ids, "aantal_inwoners": np.where(people < 5, -99997, people), "aantal_woningen": 5}
    gpd.GeoDataFrame(told, geometry=gpd.points_from_xy(columns * 100, north * 100), crs="EPSG:28992").to_file(
        path, layer="vierkant_100m_2024", driver="GPKG"
    )


def _write_map(path: Path, rng: np.random.Generator) -> None:
    """A smooth field with noise on it, in tiles, compressed as RIVM's maps are."""
    columns = np.arange(WIDTH)
    with rasterio.open(
        path, "w", driver="GTiff", width=WIDTH, height=HEIGHT, count=1, dtype="float32", crs="EPSG:28992", nodata=-3.4e38,
        transform=from_origin(WEST, NORTH, CELL_M, CELL_M), tiled=True, blockxsize=_BLOCK, blockysize=_BLOCK,
        compress="deflate", zlevel=1,
    ) as dataset:  # fmt: skip
        for first in range(0, HEIGHT, _BLOCK):
            rows = np.arange(first, min(first + _BLOCK, HEIGHT))[:, None]
            field = 15 + 5 * np.sin(columns / 400) + 4 * np.cos(rows / 500) + rng.normal(0, 1, (len(rows), WIDTH))
            cells = np.clip(field.round(2), 0, 60).astype(np.float32)
            dataset.write(cells, 1, window=Window(0, first, WIDTH, len(rows)))


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1])):
        print(row)
