"""What follows from who lives somewhere: homes, income, work, care, cars and firms, per piece of land and year."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.demo import places
from etl.demo.world import World

Array = npt.NDArray[np.float64]


def noise(rng: np.random.Generator, rows: int, spread: float) -> Array:
    """Chance per place, cut off at two and a half times the spread."""
    return np.clip(rng.normal(0, spread, rows), -2.5 * spread, 2.5 * spread)


def homes(frame: pd.DataFrame, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """Value, type, owner, age and energy use of the dwellings."""
    rows, since = len(frame), year - 2020
    hardship = frame["hardship"].to_numpy()
    kinds = _kind_of(frame)
    woz = np.array([kind.woz_keur for kind in kinds]) * np.exp(noise(rng, rows, 0.12)) * 1.06**since
    single_family = np.clip(100 * np.array([kind.single_family for kind in kinds]) + noise(rng, rows, 7), 2, 100)
    owned = np.clip(100 * np.array([kind.owned for kind in kinds]) + noise(rng, rows, 7), 3, 97)
    unknown = np.full(rows, 0.4)
    rented = 100 - owned - unknown
    corporation = np.clip(100 * np.array([kind.corporation for kind in kinds]) + noise(rng, rows, 5), 0, rented)
    before_2000 = np.clip(
        100 * np.array([kind.before_2000 for kind in kinds]) + noise(rng, rows, 4) - 0.4 * since, 0, 100
    )
    newer_10 = np.clip((100 - before_2000) * 0.45 + noise(rng, rows, 2), 0, 100)
    vacant = np.clip(4 + 3 * hardship + noise(rng, rows, 1.2), 1, 25)
    detached = single_family * np.clip(0.55 - 0.5 * hardship, 0.04, 0.6)
    semi = single_family * 0.16
    corner = (single_family - detached - semi) * 0.36
    heat = np.clip(14 * (hardship > 0.5) + 20 * (before_2000 < 30) + noise(rng, rows, 2), 0, 100)
    gas = (
        np.clip(620 + 7.5 * single_family + 3.5 * before_2000 - 320 * hardship + noise(rng, rows, 70), 150, None)
        * 0.965**since
    )
    power = np.clip(1_500 + 14 * single_family - 420 * hardship + noise(rng, rows, 120), 900, None) * 0.985**since
    solar = np.clip((6 + 0.3 * single_family - 12 * hardship) * (1 + 0.18 * since) + noise(rng, rows, 2), 0, 95)
    gas_free = np.clip(2 + heat + np.where(before_2000 < 30, 45, 0) + noise(rng, rows, 2), 0, 100)
    columns = {
        "woz": woz, "single_family": single_family, "flats": 100 - single_family, "detached": detached, "semi": semi,
        "corner": corner, "terraced": single_family - detached - semi - corner, "vacant": vacant,
        "occupied": 100 - vacant,
        "owned": owned, "rented": rented, "corporation": corporation, "private_rent": rented - corporation,
        "owner_unknown": unknown,
        "before_2000": before_2000, "since_2000": 100 - before_2000, "newer_10": newer_10, "older_10": 100 - newer_10,
        "electricity": power, "gas": gas, "district_heat": heat, "electricity_returned": 28 * solar,
        "gas_free": gas_free,
        "on_gas": 100 - gas_free, "solar": solar, "electric_heat": np.clip(gas_free - heat, 0, 100),
        "new_dwellings": np.where(before_2000 < 30, 0.04, 0.003) * frame["dwellings"].to_numpy(),
        "other_buildings": 0.09 * frame["dwellings"].to_numpy() + 8,
        "chargers": 0.006 * frame["residents"].to_numpy() * max(0.2, 1 + 0.3 * since),
    }  # fmt: skip
    columns["new_other_buildings"] = columns["other_buildings"] * 0.01
    for name, factor in (
        ("flat", 0.68),
        ("terraced", 0.95),
        ("corner", 1.06),
        ("semi", 1.22),
        ("detached", 1.55),
        ("rented", 0.85),
        ("owned", 1.1),
    ):
        columns[f"electricity_{name}"] = power * factor
        columns[f"gas_{name}"] = gas * factor
    return pd.DataFrame(columns)


def _kind_of(frame: pd.DataFrame) -> list[places.Kind]:
    by_name = {name: places.KINDS[wijk.kind] for wijk in places.WIJKEN for name in wijk.buurten}
    by_name |= {places.MERGED[2]: by_name[places.MERGED[1]], places.SHIFTED[3]: by_name[places.SHIFTED[2]]}
    return [by_name[name] for name in frame["name"]]


def income(frame: pd.DataFrame, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """Income and wealth. Students have little income but are left out of low income and poverty, as CBS does."""
    rows, since = len(frame), year - 2020
    hardship, students = frame["hardship"].to_numpy(), frame["students"].to_numpy()
    children = (frame["age_0_15"] / frame["residents"].where(frame["residents"] > 0, 1)).to_numpy()
    growth = 1.032**since
    standardised = (42 - 19 * hardship - 9 * students + noise(rng, rows, 1.1)) * growth
    low_income = np.clip(1.6 + 15.5 * hardship**1.35 + noise(rng, rows, 0.9), 0.6, None) * 0.965**since
    lowest_40 = np.clip(19 + 44 * hardship + 32 * students + noise(rng, rows, 2), 4, 97)
    highest_20 = np.clip(40 - 38 * hardship - 14 * students + noise(rng, rows, 2), 1.5, 75)
    return pd.DataFrame(
        {
            "recipients": frame["residents"].to_numpy() * (1 - children) * 0.985,
            "income_recipient": (47 - 21 * hardship - 12 * students + noise(rng, rows, 1.4)) * growth,
            "income_resident": (41 - 20 * hardship - 9 * students - 22 * (children - 0.15) + noise(rng, rows, 1.2))
            * growth,
            "persons_lowest_40": np.clip(lowest_40 * 0.94 + noise(rng, rows, 1.5), 5, 96),
            "persons_highest_20": np.clip(highest_20 * 0.9 + noise(rng, rows, 1.5), 2, 75),
            "active": np.clip(79 - 26 * hardship + noise(rng, rows, 2), 40, 92),
            "income_standardised": standardised,
            "households_lowest_40": lowest_40,
            "households_highest_20": highest_20,
            "low_income": low_income,
            "around_minimum": low_income * 0.82 + 0.3,
            "below_110": low_income * 1.32 + 1.1,
            "below_120": low_income * 1.72 + 1.6,
            "wealth": np.clip(8 + 380 * (1 - hardship) ** 2 - 150 * students + noise(rng, rows, 14), 1, None)
            * 1.06**since,
            "poverty": np.clip(low_income * 0.48 + 0.4 + noise(rng, rows, 0.3), 0.3, None),
            "near_poverty": low_income * 1.05 + 2.4,
        }
    )


def work_and_care(frame: pd.DataFrame, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """School, work, benefits and care."""
    rows, since = len(frame), year - 2020
    hardship, students = frame["hardship"].to_numpy(), frame["students"].to_numpy()
    adults = frame["adults_15_75"].to_numpy()
    working_age = (frame["age_15_25"] + frame["age_25_45"] + frame["age_45_65"]).to_numpy()
    residents, older = frame["residents"].to_numpy(), frame["age_65"].to_numpy()
    low = np.clip(0.13 + 0.34 * hardship - 0.1 * students + noise(rng, rows, 0.02), 0.04, 0.7)
    high = np.clip(0.50 - 0.44 * hardship + 0.1 * students + 0.006 * since + noise(rng, rows, 0.03), 0.06, 0.8)
    middle = np.clip(1 - low - high, 0.05, None)
    total = low + middle + high
    old_share = older / np.where(residents > 0, residents, 1)
    participation = np.clip(79 - 21 * hardship - 45 * (old_share - 0.15) + 0.6 * since + noise(rng, rows, 1.5), 35, 88)
    workers = adults * participation / 100
    self_employed = np.clip(20 - 9 * hardship + noise(rng, rows, 1.5), 6, 40)
    permanent = np.clip(54 - 10 * hardship - 14 * students + noise(rng, rows, 1.5), 20, 75)
    youth_care = np.clip(6 + 9.5 * hardship + 0.25 * since + noise(rng, rows, 0.8), 1, None)
    wmo = residents * np.clip(
        0.012 + 0.075 * hardship + 0.16 * old_share * (0.4 + hardship) + 0.001 * since, 0.004, None
    )
    return pd.DataFrame(
        {
            "education_low": adults * low / total,
            "education_middle": adults * middle / total,
            "education_high": adults * high / total,
            "pupils_primary": frame["age_0_15"].to_numpy() * 0.56,
            "pupils_secondary": frame["age_0_15"].to_numpy() * 0.14 + frame["age_15_25"].to_numpy() * 0.22,
            "students_mbo": frame["age_15_25"].to_numpy() * (0.12 + 0.18 * hardship),
            "students_hbo": frame["age_15_25"].to_numpy() * (0.22 - 0.1 * hardship),
            "students_wo": frame["age_15_25"].to_numpy() * (0.14 - 0.1 * hardship + 0.4 * students),
            "workers": workers,
            "participation": participation,
            "employees": 100 - self_employed,
            "permanent": permanent,
            "flexible": 100 - self_employed - permanent,
            "self_employed": self_employed,
            "social_assistance": working_age * np.clip(0.003 + 0.115 * hardship**1.6 - 0.001 * since, 0.001, None),
            "disability_benefit": working_age * (0.035 + 0.055 * hardship),
            "unemployment_benefit": working_age * (0.016 + 0.012 * hardship) * (0.94**since),
            "state_pension": older * 0.93,
            "youth_care": frame["youth"].to_numpy() * youth_care / 100,
            "youth_care_share": youth_care,
            "wmo": wmo,
            "theft": np.clip(2 + 3 * hardship + noise(rng, rows, 0.8), 0, None),
            "vandalism": np.clip(3 + 6 * hardship + noise(rng, rows, 1), 0, None),
            "violence": np.clip(2 + 6 * hardship + noise(rng, rows, 0.8), 0, None),
        }
    )


def traffic_and_business(world: World, frame: pd.DataFrame, year: int, rng: np.random.Generator) -> pd.DataFrame:
    """Firms, cars and how densely built the surroundings are (addresses per km2 within one kilometre)."""
    rows, since = len(frame), year - 2020
    hardship, households = frame["hardship"].to_numpy(), frame["households"].to_numpy()
    firms = 18 + 0.085 * frame["residents"].to_numpy() * (1.25 - hardship) * 1.04**since
    shares = {
        "farm": 0.03,
        "industry": 0.17,
        "trade": 0.19,
        "transport": 0.12,
        "finance": 0.08,
        "services": 0.22,
        "public": 0.11,
        "culture": 0.08,
    }
    cars = households * np.clip(
        1.42 - 0.95 * hardship - 0.35 * frame["students"].to_numpy() + noise(rng, rows, 0.06), 0.2, 2.2
    )
    gaps = np.linalg.norm(world.centres[:, None] - world.centres[None], axis=2)
    dwellings, land_ha = frame["dwellings"].to_numpy(), frame["land_ha"].to_numpy()
    # A piece larger than the circle counts for the part of it that fits in the circle.
    fits = np.minimum(1.0, 314.0 / land_ha)
    density = (np.clip(1.35 - gaps / 1_000, 0, 1) * (dwellings * fits)[None, :]).sum(axis=1) * 2.0 / 3.14
    frame = pd.DataFrame({f"firms_{name}": firms * share for name, share in shares.items()})
    return frame.assign(
        firms=firms,
        cars=cars,
        petrol_cars=cars * (0.82 - 0.015 * since),
        other_cars=cars * (0.18 + 0.015 * since),
        motorcycles=households * 0.085,
        urbanity_density=density,
    )
