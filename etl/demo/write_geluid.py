"""Writes the fictional residents per class of road and rail noise: OData v3 with the dimension Geluidblootstelling."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from etl.demo.figures import Figures
from etl.demo.placewise import chance, dense, of_buurten
from etl.demo.write_v3 import area_rows, data_properties, table_info, write_pages, write_set

Array = npt.NDArray[np.float64]

_TABLE: Final = "50066NED"
_HOST: Final = "https://dataderden.cbs.nl/ODataFeed/OData"
_BOUNDS_DB: Final = (45, 50, 55, 60, 65, 70)
_SPREAD_DB: Final = 4.5
_DENSE: Final = 4_000.0
_FEWEST_RESIDENTS: Final = 10
_TOPICS: Final = (
    ("GeluidVanTreinverkeer", "Geluid van treinverkeer", "%"),
    ("GeluidVanWegverkeer", "Geluid van wegverkeer", "%"),
    ("Bevolking", "Bevolking", "aantal"),
)


def write_geluid(folder: Path, figures: Figures, seed: int) -> None:
    """`rivm_geluid/` under `folder`: percentages of residents per class, on the areas of the year of `figures`."""
    target = folder / "rivm_geluid" / _TABLE
    entries = [((), stem, title, unit, int(unit == "%"), "Double") for stem, title, unit in _TOPICS]
    dimensions = [
        ("Dimension", "Geluidblootstelling", "Geluidblootstelling"),
        ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten"),
    ]
    properties = data_properties(dimensions, entries, figures.year)
    keys = [row["Key"] for row in properties if row["Type"] == "Topic"]
    rail, road = _shares(figures, _rail_db(figures, seed)), _shares(figures, _road_db(figures, seed))
    people = np.nan_to_num(figures.columns["residents"]).tolist()
    members = _members()
    rows: list[dict[str, Any]] = []
    for place, key in enumerate(members):
        for row, area in enumerate(figures.areas):
            told = [_cell(rail[row, place]), _cell(road[row, place]), int(people[row])]
            area_key = {"Geluidblootstelling": f"{key:<7}", "WijkenEnBuurten": f"{area.code:<10}"}
            rows.append({"ID": len(rows), **area_key, **dict(zip(keys, told, strict=True))})
    title = f"Blootstelling aan geluid; wijken en buurten {figures.year} (fictief)"
    info = table_info(_TABLE, title, f"{figures.year + 1}-03-01", str(figures.year))
    write_set(target, _TABLE, "TableInfos", [info], _HOST)
    write_set(target, _TABLE, "DataProperties", properties, _HOST)
    listed = [{"Key": f"{key:<7}", "Title": name} for key, name in members.items()]
    write_set(target, _TABLE, "Geluidblootstelling", listed, _HOST)
    write_pages(target, _TABLE, "WijkenEnBuurten", area_rows(figures.areas), host=_HOST)
    write_pages(target, _TABLE, "TypedDataSet", rows, 1_000, host=_HOST)


def _members() -> dict[str, str]:
    lows, highs = (None, *_BOUNDS_DB), (*_BOUNDS_DB, None)
    titles = [
        f"Minder dan {high} dB" if low is None else f"{low} dB of meer" if high is None else f"{low} tot {high} dB"
        for low, high in zip(lows, highs, strict=True)
    ]
    return {f"G{number:03d}": title for number, title in enumerate(titles, start=1)}


def _road_db(figures: Figures, seed: int) -> Array:
    return 46 + 8 * dense(figures, _DENSE) + 3 * chance(figures, "road noise", seed)


def _rail_db(figures: Figures, seed: int) -> Array:
    """Near the track in some places, far from it in most."""
    near = np.maximum(chance(figures, "rail noise", seed), 0)
    return np.asarray(34 + 20 * near, dtype=np.float64)


def _shares(figures: Figures, level_db: Array) -> Array:
    """Percentage of residents per area (rows) and class (columns), NaN where hardly anybody lives."""
    few = np.nan_to_num(figures.columns["residents"]) < _FEWEST_RESIDENTS
    below = [ndtr((bound - level_db) / _SPREAD_DB) for bound in _BOUNDS_DB]
    edges = np.array([np.zeros_like(level_db), *below, np.ones_like(level_db)])
    columns = [of_buurten(figures, np.where(few, np.nan, 100 * share)) for share in np.diff(edges, axis=0)]
    return np.asarray(np.round(np.array(columns).T, 1), dtype=np.float64)


def _cell(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
