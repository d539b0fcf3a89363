"""Squares of 100 m of the fictional region: how many live in each, and how far they have to go."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from etl.demo.figures import Figures
from etl.demo.world import World

Array = npt.NDArray[np.float64]

_SIZE_M: Final = 100
#: What CBS writes for a count below five, and for what it does not tell.
_SECRET: Final = -99997
_SHOWN_FROM: Final = 5
_RESIDENTS_PER_SQUARE: Final = 55
_PER_HOME: Final = 2.1
#: Column in CBS's file -> measure of the demo.
_DISTANCES: Final = {
    "dichtstbijzijnde_grote_supermarkt_afstand_in_km": "supermarket",
    "dichtstbijzijnde_huisartsenpraktijk_afstand_in_km": "gp",
    "dichtstbijzijnde_basisonderwijs_afstand_in_km": "primary_school",
    "dichtstbijzijnde_treinstation_afstand_in_km": "train_station",
}
#: Of how many buurten the distance of a square is put together.
_NEIGHBOURS: Final = 4


def squares(world: World, figures: Figures, seed: int) -> gpd.GeoDataFrame:
    """Rows as in CBS's file: squares with at least five residents or homes, from west to east; fewer than five is secret."""
    rng = np.random.default_rng(seed + 88)
    rows = [row for row, area in enumerate(figures.areas) if area.level == "Buurt"]
    shapes = [world.geometry(figures.areas[row]) for row in rows]
    counted = pd.concat(
        [
            _inhabited(shape, float(figures.columns["residents"][row]), rng)
            for row, shape in zip(rows, shapes, strict=True)
        ]
    )
    frame = counted.groupby(["x", "y"], as_index=False).sum()
    frame = frame[(frame["residents"] >= _SHOWN_FROM) | (frame["homes"] >= _SHOWN_FROM)].reset_index(drop=True)
    x, y = frame["x"].to_numpy(), frame["y"].to_numpy()
    told = {
        "crs28992res100m": [
            f"E{int(east) // 100:04d}N{int(north) // 100:04d}" for east, north in zip(x, y, strict=True)
        ],
        "aantal_inwoners": _published(frame["residents"]),
        "aantal_woningen": _published(frame["homes"]),
    }
    centres = np.array([shapely.get_coordinates(shapely.point_on_surface(shape))[0] for shape in shapes])
    for column, measure in _DISTANCES.items():
        told[column] = _distances(np.stack([x, y], axis=1) + _SIZE_M / 2, centres, figures.columns[measure][rows])
    boxes = shapely.multipolygons(shapely.box(x, y, x + _SIZE_M, y + _SIZE_M)[:, None])
    return gpd.GeoDataFrame(told, geometry=boxes, crs="EPSG:28992")


def _inhabited(shape: BaseGeometry, residents: float, rng: np.random.Generator) -> pd.DataFrame:
    """Squares of one buurt with residents and homes: people live around its middle, at the edge stand single farms."""
    west, south, east, north = (np.floor(side / _SIZE_M) * _SIZE_M for side in shape.bounds)
    x, y = (
        axis.ravel() for axis in np.meshgrid(np.arange(west, east + 1, _SIZE_M), np.arange(south, north + 1, _SIZE_M))
    )
    inside = shapely.contains_xy(shape, x + _SIZE_M / 2, y + _SIZE_M / 2)
    x, y = x[inside], y[inside]
    if not residents > 0 or not len(x):
        return pd.DataFrame({"x": [], "y": [], "residents": [], "homes": []}, dtype=float)
    middle = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
    order = np.argsort(np.hypot(x + _SIZE_M / 2 - middle[0], y + _SIZE_M / 2 - middle[1]), kind="stable")
    count = int(np.clip(np.ceil(residents / _RESIDENTS_PER_SQUARE), 1, len(order)))
    chosen = order[:count]
    part = rng.dirichlet(np.full(count, 3.0))
    return pd.DataFrame(
        {
            "x": x[chosen],
            "y": y[chosen],
            "residents": residents * part,
            "homes": np.round(residents * part / _PER_HOME) + 3,
        }
    )


def _published(counts: pd.Series) -> Array:
    rounded = np.round(counts.to_numpy(dtype=np.float64) / 5) * 5
    return np.where(counts.to_numpy() < _SHOWN_FROM, _SECRET, rounded)


def _distances(points: Array, centres: Array, of_buurten: Array) -> Array:
    """Distance of every square from those of the buurten around it, the nearer the heavier."""
    filled = ~np.isnan(of_buurten)
    gap, near = cKDTree(centres[filled]).query(points, k=_NEIGHBOURS)
    weight = 1 / (gap + _SIZE_M)
    mean: Array = (of_buurten[filled][near] * weight).sum(axis=1) / weight.sum(axis=1)
    return np.round(mean, 1)
