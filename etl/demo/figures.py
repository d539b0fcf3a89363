"""From pieces of land to published figures: sums and means per area, rounded and held back the way the sources do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.demo.people import WEIGHTS
from etl.demo.topics import Topic
from etl.demo.world import Area, World

Array = npt.NDArray[np.float64]

#: GM9903 counted more residents in this year than its buurten do: many were registered without an address.
INCOMPLETE_GEMEENTE, INCOMPLETE_YEAR, LOCATED_SHARE = "GM9903", 2018, 0.86
_NOT_LOCATED = ("residents", "households", "men", "women", "age_0_15", "age_15_25", "age_25_45", "age_45_65", "age_65")

#: Below these counts CBS gives no figure: measure -> (counted, smallest number).
_SHARES_OF_INCOME = (
    "persons_lowest_40", "persons_highest_20", "households_lowest_40", "households_highest_20", "low_income",
    "around_minimum", "below_110", "below_120", "wealth", "poverty", "near_poverty", "active",
)  # fmt: skip
_MEANS_OF_INCOME = ("income_recipient", "income_resident", "income_standardised")
_OF_DWELLINGS = tuple(name for name, weight in WEIGHTS.items() if weight == "dwellings" and name != "urbanity_density")
MINIMUMS: dict[str, tuple[str, float]] = {
    **dict.fromkeys(_SHARES_OF_INCOME, ("households", 100)),
    **dict.fromkeys(_MEANS_OF_INCOME, ("residents", 2_500)),
    **dict.fromkeys(_OF_DWELLINGS, ("dwellings", 20)),
    **dict.fromkeys(
        ("participation", "employees", "permanent", "flexible", "self_employed", "workers"), ("residents", 150)
    ),
    **dict.fromkeys(("education_low", "education_middle", "education_high"), ("residents", 100)),
    **dict.fromkeys(
        ("social_assistance", "disability_benefit", "unemployment_benefit", "state_pension"), ("residents", 50)
    ),
    **dict.fromkeys(
        ("births_per_1000", "deaths_per_1000", "theft", "vandalism", "violence", "recipients"), ("residents", 100)
    ),
    **dict.fromkeys(("density", "household_size", "cars_per_household", "urbanity", "postcode4"), ("residents", 10)),
}
#: Care for few people is secret, and so is the share that would give it away.
_SECRET = {"youth_care": "youth_care", "youth_care_share": "youth_care", "wmo": "wmo", "wmo_per_1000": "wmo"}
#: How far counts are rounded for wijken and buurten; residents by lot, the others to the nearest.
_ROUNDED_BY_LOT = 5
_ROUNDED_TO = {
    **dict.fromkeys(("recipients",), 100),
    **dict.fromkeys(
        ("education_low", "education_middle", "education_high", "social_assistance", "disability_benefit"), 10
    ),
    **dict.fromkeys(("unemployment_benefit", "state_pension", "workers"), 10),
    **dict.fromkeys(("youth_care", "wmo", "firms", "cars", "petrol_cars", "other_cars", "motorcycles"), 5),
}
_UNROUNDED = (
    "dwellings",
    "new_dwellings",
    "other_buildings",
    "new_other_buildings",
    "land_ha",
    "water_ha",
    "total_ha",
    "chargers",
)

#: In each year one buurt of some size lacks these, and nobody says why.
_UNEXPLAINED = ("owned", "primary_school", "low_income", "firms")

#: The country: round figures near the real ones. What is not here follows from the region.
_NATIONAL_RESIDENTS = {2016: 17_000_000, 2024: 17_900_000}
_NATIONAL_LAND_HA = 3_360_000.0


@dataclass(frozen=True)
class Figures:
    """Figures of a year: a column per measure, a row per area in the order of `areas`. NaN is not published."""

    year: int
    areas: tuple[Area, ...]
    frame: pd.DataFrame

    def column(self, topic: Topic) -> Array:
        """Figures of a topic as published, NaN where nothing is."""
        values: Array = np.round(self.frame[topic.measure].to_numpy(dtype=float), topic.decimals)
        return values + 0.0


def summed(world: World, areas: Sequence[Area], pieces: pd.DataFrame, weights: dict[str, str]) -> pd.DataFrame:
    """Sums of counts and weighted means of shares per area; the country is left empty.

    A mean over nothing is NaN: no dwellings have no mean value.
    """
    member = np.zeros((len(areas), len(world.pieces)))
    for row, area in enumerate(areas):
        member[row, list(area.pieces)] = 1
    counts = [name for name in pieces.columns if name not in weights and name not in ("name", "size", "students")]
    result = {name: member @ pieces[name].to_numpy(dtype=float) for name in counts}
    for name, weight in weights.items():
        if name not in pieces.columns:
            continue
        by = pieces[weight].to_numpy(dtype=float)
        with np.errstate(invalid="ignore", divide="ignore"):
            result[name] = (member @ (pieces[name].to_numpy(dtype=float) * by)) / (member @ by)
    return pd.DataFrame(result)


def figures(world: World, year: int, pieces: pd.DataFrame, proximity: pd.DataFrame, seed: int) -> Figures:
    """All figures of a year, published the way CBS does. `pieces` from people, `proximity` from facilities."""
    areas = world.areas(year)
    weights = WEIGHTS | dict.fromkeys(proximity.columns, "residents")
    frame = summed(world, areas, pieces.join(proximity), weights)
    frame["water_ha"] = [_water_ha(world, area) for area in areas]
    _add_country(frame, year, [row for row, area in enumerate(areas) if area.level == "Gemeente"])
    if year == INCOMPLETE_YEAR:
        own = [area.level == "Gemeente" and area.gemeente_code == INCOMPLETE_GEMEENTE for area in areas]
        frame.loc[own, list(_NOT_LOCATED)] /= LOCATED_SHARE
    _add_ratios(frame)
    frame["postcode4"] = [float(area.postcode4) if area.postcode4 else np.nan for area in areas]
    frame["postcode_cover"] = np.where(frame["postcode4"].notna(), 1.0, np.nan)
    return Figures(year, areas, _published(frame, areas, list(proximity.columns), seed + year))


def _water_ha(world: World, area: Area) -> float:
    if area.level == "Gemeente":
        return float(world.water[area.code].area) / 10_000
    return 0.0


def _add_country(frame: pd.DataFrame, year: int, gemeenten_rows: list[int]) -> None:
    """Row 0, the Netherlands: counts per resident as in the region, means between those of city and villages."""
    share = (year - 2016) / 8
    residents = _NATIONAL_RESIDENTS[2016] + share * (_NATIONAL_RESIDENTS[2024] - _NATIONAL_RESIDENTS[2016])
    gemeenten = frame.loc[gemeenten_rows]
    per_resident = gemeenten.sum() / gemeenten["residents"].sum()
    weights = np.array([0.75, 0.125, 0.125])
    for name in frame.columns:
        if name in _ADDITIVE:
            frame.loc[0, name] = round(per_resident[name] * residents, -3)
        else:
            frame.loc[0, name] = float(gemeenten[name].to_numpy() @ weights)
    frame.loc[0, ["residents", "land_ha", "water_ha"]] = [residents, _NATIONAL_LAND_HA, 790_000.0]
    frame.loc[0, "urbanity_density"] = 2_050.0


_ADDITIVE = frozenset(
    [
        "residents",
        "men",
        "women",
        "age_0_15",
        "age_15_25",
        "age_25_45",
        "age_45_65",
        "age_65",
        "unmarried",
        "married",
        "divorced",
        "widowed",
        "births",
        "deaths",
        "households",
        "single_households",
        "childless_households",
        "family_households",
        "dwellings",
        "new_dwellings",
        "other_buildings",
        "new_other_buildings",
        "chargers",
        "adults_15_75",
        "youth",
        "recipients",
        "education_low",
        "education_middle",
        "education_high",
        "pupils_primary",
        "pupils_secondary",
        "students_mbo",
        "students_hbo",
        "students_wo",
        "workers",
        "social_assistance",
        "disability_benefit",
        "unemployment_benefit",
        "state_pension",
        "youth_care",
        "wmo",
        "firms",
        "firms_farm",
        "firms_industry",
        "firms_trade",
        "firms_transport",
        "firms_finance",
        "firms_services",
        "firms_public",
        "firms_culture",
        "cars",
        "petrol_cars",
        "other_cars",
        "motorcycles",
        "land_ha",
        "water_ha",
    ]
)


def _add_ratios(frame: pd.DataFrame) -> None:
    """Figures that follow from two counts."""
    with np.errstate(invalid="ignore", divide="ignore"):
        km2 = frame["land_ha"] / 100
        frame["total_ha"] = frame["land_ha"] + frame["water_ha"]
        frame["density"] = frame["residents"] / km2
        frame["cars_per_km2"] = frame["cars"] / km2
        for name, part, whole, times in (
            ("household_size", "residents", "households", 1), ("cars_per_household", "cars", "households", 1),
            ("births_per_1000", "births", "residents", 1000), ("deaths_per_1000", "deaths", "residents", 1000),
            ("wmo_per_1000", "wmo", "residents", 1000),
        ):  # fmt: skip
            frame[name] = (frame[part] / frame[whole].where(frame[whole] > 0)) * times
    bounds = np.array([500, 1_000, 1_500, 2_500])
    frame["urbanity"] = 5.0 - np.searchsorted(bounds, frame["urbanity_density"].fillna(0).to_numpy(), side="right")


def _published(frame: pd.DataFrame, areas: Sequence[Area], proximity: list[str], seed: int) -> pd.DataFrame:
    """Round and hold back. Who decides on holding back is the count before rounding."""
    rng = np.random.default_rng(seed)
    true = frame.copy()
    result = frame.copy()
    small = np.array([area.level in ("Wijk", "Buurt") for area in areas])
    for name in sorted(_ADDITIVE & set(frame.columns)):
        if name in _UNROUNDED:
            continue
        step = _ROUNDED_TO.get(name)
        values = true[name].to_numpy(dtype=float)
        lot = np.floor(values / _ROUNDED_BY_LOT + rng.uniform(size=len(values))) * _ROUNDED_BY_LOT
        nearest = np.round(values / (step or 1)) * (step or 1)
        result[name] = np.where(small, nearest if step else lot, np.round(values))
    for name, (counted, least) in MINIMUMS.items():
        result.loc[true[counted] < least, name] = np.nan
    for name, count in _SECRET.items():
        result.loc[true[count] < 7.5, name] = np.nan
    result.loc[true["residents"] < 10, proximity] = np.nan
    large = np.flatnonzero(
        [area.level == "Buurt" and n > 400 for area, n in zip(areas, true["residents"], strict=True)]
    )
    for name in _UNEXPLAINED:
        result.loc[rng.choice(large, 1), name] = np.nan
    return result.copy()
