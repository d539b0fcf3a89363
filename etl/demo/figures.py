"""From pieces of land to figures per area: sums, means, ratios, the row of the country, and publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.demo.people import WEIGHTS
from etl.demo.publish import published
from etl.demo.topics import Topic
from etl.demo.world import Area, World

Array = npt.NDArray[np.float64]

#: GM9903 counted more residents in this year than its buurten do: many were registered without an address.
INCOMPLETE_GEMEENTE, INCOMPLETE_YEAR, LOCATED_SHARE = "GM9903", 2018, 0.86
_NOT_LOCATED = ("residents", "households", "men", "women", "age_0_15", "age_15_25", "age_25_45", "age_45_65", "age_65")

#: The country: round figures near the real ones. What is not here follows from the region.
_COUNTRY_RESIDENTS = {2016: 17_000_000, 2024: 17_900_000}
_COUNTRY = {"land_ha": 3_360_000.0, "water_ha": 790_000.0, "urbanity_density": 2_050.0}
#: Means of the country lie between those of the city and the two villages.
_COUNTRY_MIX = np.array([0.75, 0.125, 0.125])

#: Ratio -> (part, whole, times).
_RATIOS = {
    "household_size": ("residents", "households", 1),
    "cars_per_household": ("cars", "households", 1),
    "births_per_1000": ("births", "residents", 1_000),
    "deaths_per_1000": ("deaths", "residents", 1_000),
    "wmo_per_1000": ("wmo", "residents", 1_000),
    "density": ("residents", "land_ha", 100),
    "cars_per_km2": ("cars", "land_ha", 100),
}
#: Addresses per km2 from which a place is of urbanity class 4, 3, 2 and 1.
_URBANITY = np.array([500, 1_000, 1_500, 2_500])


@dataclass(frozen=True)
class Figures:
    """Figures of a year: per measure an array with a number per area, in the order of `areas`. NaN is not published."""

    year: int
    areas: tuple[Area, ...]
    columns: dict[str, Array]

    def column(self, topic: Topic) -> Array:
        """Figures of a topic as published, NaN where nothing is."""
        values: Array = np.round(self.columns[topic.measure], topic.decimals)
        # Adding 0.0 turns a negative zero into a plain one.
        return values + 0.0


def figures(world: World, year: int, pieces: pd.DataFrame, proximity: pd.DataFrame, seed: int) -> Figures:
    """All figures of a year, published the way CBS does. `pieces` from people, `proximity` from facilities."""
    areas = world.areas(year)
    weights = WEIGHTS | dict.fromkeys(proximity.columns, "residents")
    columns = summed(world, areas, pieces.join(proximity), weights)
    columns["water_ha"] = np.array([_water_ha(world, area) for area in areas])
    counts = columns.keys() - weights.keys()
    _add_country(columns, counts, year, [row for row, area in enumerate(areas) if area.level == "Gemeente"])
    if year == INCOMPLETE_YEAR:
        row = next(row for row, area in enumerate(areas) if area.code == INCOMPLETE_GEMEENTE)
        for name in _NOT_LOCATED:
            columns[name][row] /= LOCATED_SHARE
    _add_ratios(columns)
    columns["postcode4"] = np.array([float(area.postcode4 or "nan") for area in areas])
    columns["postcode_cover"] = np.where(np.isnan(columns["postcode4"]), np.nan, 1.0)
    return Figures(year, areas, published(columns, counts, list(proximity.columns), areas, seed + year))


def summed(world: World, areas: Sequence[Area], pieces: pd.DataFrame, weights: dict[str, str]) -> dict[str, Array]:
    """Sums of counts and weighted means of the rest per area; the country is left empty. A mean over nothing is NaN."""
    member = np.zeros((len(areas), len(world.pieces)))
    for row, area in enumerate(areas):
        member[row, list(area.pieces)] = 1
    numbers = {
        name: pieces[name].to_numpy(dtype=float) for name in pieces.columns if name not in ("name", "size", "students")
    }
    result = {name: member @ values for name, values in numbers.items() if name not in weights}
    with np.errstate(invalid="ignore", divide="ignore"):
        for name in numbers.keys() & weights.keys():
            by = numbers[weights[name]]
            result[name] = (member @ (numbers[name] * by)) / (member @ by)
    return result


def _water_ha(world: World, area: Area) -> float:
    return float(world.water[area.code].area) / 10_000 if area.level == "Gemeente" else 0.0


def _add_country(columns: dict[str, Array], counts: set[str], year: int, gemeenten: list[int]) -> None:
    """Fill row 0: counts per resident as in the region, means between those of city and villages."""
    first, last = _COUNTRY_RESIDENTS[2016], _COUNTRY_RESIDENTS[2024]
    residents = first + (year - 2016) / 8 * (last - first)
    scale = residents / columns["residents"][gemeenten].sum()
    for name, values in columns.items():
        of_gemeenten = values[gemeenten]
        values[0] = float(round(of_gemeenten.sum() * scale, -3) if name in counts else of_gemeenten @ _COUNTRY_MIX)
    for name, value in {**_COUNTRY, "residents": residents}.items():
        columns[name][0] = value


def _add_ratios(columns: dict[str, Array]) -> None:
    """Figures that follow from two counts."""
    columns["total_ha"] = columns["land_ha"] + columns["water_ha"]
    for name, (part, whole, times) in _RATIOS.items():
        of = columns[whole]
        with np.errstate(invalid="ignore", divide="ignore"):
            columns[name] = np.asarray(np.where(of > 0, columns[part] * times / of, np.nan), dtype=np.float64)
    density = np.nan_to_num(columns["urbanity_density"])
    columns["urbanity"] = np.asarray(5 - np.searchsorted(_URBANITY, density, side="right"), dtype=np.float64)
