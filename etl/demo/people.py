"""Who lives on each piece of land in each year: counts, and shares with what they are a share of."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.demo import places
from etl.demo.society import homes, income, noise, traffic_and_business, work_and_care
from etl.demo.world import World

Array = npt.NDArray[np.float64]

#: Shares and means, and the count that each is a mean over. All other columns of `people` are counts and add up.
WEIGHTS: Final[dict[str, str]] = {
    name: weight
    for weight, names in {
        "dwellings": """woz single_family terraced corner semi detached flats occupied vacant owned rented corporation
            private_rent owner_unknown before_2000 since_2000 older_10 newer_10 electricity electricity_flat
            electricity_terraced electricity_corner electricity_semi electricity_detached electricity_rented
            electricity_owned gas gas_flat gas_terraced gas_corner gas_semi gas_detached gas_rented gas_owned
            district_heat electricity_returned gas_free on_gas solar electric_heat urbanity_density""",
        "recipients": "income_recipient persons_lowest_40 persons_highest_20 active",
        "households": """income_standardised households_lowest_40 households_highest_20 low_income around_minimum
            below_110 below_120 wealth""",
        "residents": "income_resident poverty near_poverty theft vandalism violence hardship",
        "adults_15_75": "participation",
        "workers": "employees permanent flexible self_employed",
        "youth": "youth_care_share",
    }.items()
    for name in names.split()
}


def people(world: World, year: int, seed: int) -> pd.DataFrame:
    """One row per piece of the world, in its order. The chance part of a place stays the same over the years."""
    rng = np.random.default_rng(seed + 1)
    frame = _place(world, year, rng)
    frame = frame.join(_population(world, frame, year, seed, rng))
    frame = frame.join(homes(frame, year, rng))
    frame = frame.join(income(frame, year, rng))
    frame = frame.join(work_and_care(frame, year, rng))
    return frame.join(traffic_and_business(world, frame, year, rng))


def _kind(world: World, name: str) -> Array:
    return np.array([getattr(places.KINDS[piece.wijk.kind], name) for piece in world.pieces], dtype=float)


def _place(world: World, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """Land, the kind of place, and how hard it is to live there (0 to 1): places slowly go their own way."""
    rows = len(world.pieces)
    course = noise(rng, rows, 0.006) * (year - 2020)
    hardship = np.clip(_kind(world, "hardship") + noise(rng, rows, 0.09) + course, 0.01, 0.97)
    return pd.DataFrame(
        {
            "name": [piece.name for piece in world.pieces],
            "land_ha": [piece.land_area_ha for piece in world.pieces],
            "hardship": hardship,
            "students": _kind(world, "students"),
            "size": np.exp(noise(rng, rows, 0.5))
            * np.where([piece.wijk.gemeente == "GM9901" for piece in world.pieces], 1.2, 1.0),
        }
    )


def _population(world: World, place: pd.DataFrame, year: int, seed: int, rng: np.random.Generator) -> pd.DataFrame:
    """Dwellings, households and residents by age. Villages age, new wijken fill up with young families."""
    rows = len(place)
    since = year - 2020
    dwellings = _kind(world, "dwellings") * place["size"].to_numpy() * (1 + _kind(world, "growth")) ** since
    name, first = places.UNDER_CONSTRUCTION
    site = (place["name"] == name).to_numpy()
    dwellings = np.where(site, 70.0 * max(0, year - first + 1), dwellings)
    extra = place["name"].isin([places.MERGED[2], places.SHIFTED[3]]).to_numpy()
    dwellings = np.where(extra, 140.0, dwellings)

    ages = np.array([places.KINDS[piece.wijk.kind].ages for piece in world.pieces]) + noise(
        rng, rows * 5, 0.012
    ).reshape(rows, 5)
    ageing = _kind(world, "ageing") * since
    ages[:, 4] += ageing
    ages[:, 0] -= ageing * 0.35
    ages[:, 2] -= ageing * 0.65
    ages = np.clip(ages, 0.02, None)
    ages /= ages.sum(axis=1, keepdims=True)

    single = np.clip(_kind(world, "single") + noise(rng, rows, 0.03) + 0.002 * since, 0.08, 0.9)
    with_children = np.clip(_kind(world, "with_children") + noise(rng, rows, 0.02) - 0.001 * since, 0.03, 0.9 - single)
    households = dwellings * 0.975
    people_per_home = single + 2.05 * (1 - single - with_children) + 3.55 * with_children
    # A good year or a bad one: of this year only, so from a generator of its own.
    moved = noise(np.random.default_rng([seed, year]), rows, 0.008)
    residents = households * people_per_home * (1 + moved)
    for fixed, number in places.FIXED_RESIDENTS.items():
        here = (place["name"] == fixed).to_numpy()
        households = np.where(here, number / 2.2, households)
        dwellings = np.where(here, number / 2.1, dwellings)
        residents = np.where(here, float(number), residents)
    if year < first:
        dwellings, households, residents = (
            np.where(site, 0.0, column) for column in (dwellings, households, residents)
        )

    born = residents * (0.006 + 0.016 * ages[:, 2])
    died = residents * (0.001 + 0.038 * ages[:, 4])
    frame = {
        "dwellings": dwellings,
        "households": households,
        "single_households": households * single,
        "childless_households": households * (1 - single - with_children),
        "family_households": households * with_children,
        "residents": residents,
        "men": residents * (0.497 + noise(rng, rows, 0.008)),
        "births": born,
        "deaths": died,
    }
    frame["women"] = residents - frame["men"]
    for index, band in enumerate(("age_0_15", "age_15_25", "age_25_45", "age_45_65", "age_65")):
        frame[band] = residents * ages[:, index]
    married = 0.52 * (1 - single)
    widowed = 0.005 + 0.16 * ages[:, 4]
    divorced = 0.05 + 0.06 * place["hardship"].to_numpy()
    frame |= {"married": residents * married, "widowed": residents * widowed, "divorced": residents * divorced}
    frame["unmarried"] = residents * (1 - married - widowed - divorced)
    frame["adults_15_75"] = residents * (1 - ages[:, 0] - 0.42 * ages[:, 4])
    frame["youth"] = residents * (ages[:, 0] + 0.8 * ages[:, 1])
    return pd.DataFrame(frame)
