"""Small coverages made by hand, in RD New near the middle of the country."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from domain.areas import Level, gemeente_of
from etl.contracts import BoundaryLayer

X, Y = 150_000.0, 450_000.0


def square(column: float, row: float, size: float = 100.0, *, holes: Any = ()) -> Any:
    """A square of `size` metres; column and row count squares of 100 m."""
    west, south = X + 100 * column, Y + 100 * row
    ring = [(west, south), (west + size, south), (west + size, south + size), (west, south + size)]
    return shapely.Polygon(ring, holes)


def enclave() -> list[Any]:
    """Four squares that share edges; a fifth area fills a hole in the first, and the last has an island."""
    hole = square(0.25, 0.25, 50)
    first = square(0, 0, holes=[hole.exterior.coords])
    last = shapely.MultiPolygon([square(1, 1), square(3, 3, 30)])
    return [first, square(1, 0), square(0, 1), last, hole]


def mesh(columns: int, rows: int, seed: int) -> list[Any]:
    """Wobbly cells that form a coverage: corners moved up to 20 m, ten points per edge, on the 1 cm grid."""
    random = np.random.default_rng(seed)
    corners = {
        (i, j): (X + 100 * i + random.uniform(-20, 20), Y + 100 * j + random.uniform(-20, 20))
        for i in range(columns + 1)
        for j in range(rows + 1)
    }
    edges: dict[tuple[Any, Any], list[tuple[float, float]]] = {}
    for (i, j), start in corners.items():
        for end in ((i + 1, j), (i, j + 1)):
            if end in corners:
                steps = np.linspace(0, 1, 12)[:, None]
                points = np.asarray(start) * (1 - steps) + np.asarray(corners[end]) * steps
                points[1:-1] += random.uniform(-3, 3, (10, 2))
                edges[(i, j), end] = [(float(x), float(y)) for x, y in np.round(points, 2)]
    cells = []
    for i in range(columns):
        for j in range(rows):
            a, b, c, d = (i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)
            ring = edges[a, b][:-1] + edges[b, c][:-1] + edges[d, c][:0:-1] + edges[a, d][:0:-1]
            cells.append(shapely.Polygon(ring))
    return cells


def layer(
    name: str,
    level: Level,
    year: int,
    polygons: Mapping[str, Any],
    *,
    approximate: bool = False,
    wijken: Mapping[str, str] | None = None,
) -> BoundaryLayer:
    """A layer as the adapter gives it, from codes and polygons."""
    codes = list(polygons)
    table = {
        "area_code": codes,
        "name": [f"Name of {code}" for code in codes],
        "gemeente_code": [gemeente_of(code) for code in codes],
        "wijk_code": [(wijken or {}).get(code) for code in codes],
    }
    frame = gpd.GeoDataFrame(table, geometry=list(polygons.values()), crs="EPSG:28992")
    return BoundaryLayer(Path(name), level, year, frame, approximate)


def area_list(*codes: str) -> pd.DataFrame:
    """A list of areas as choose_layers takes it."""
    levels = {"GM": "gemeente", "WK": "wijk", "BU": "buurt"}
    rows = [(code, levels[code[:2]], gemeente_of(code)) for code in codes]
    return pd.DataFrame(rows, columns=["area_code", "level", "gemeente_code"])
