"""What a source does before it publishes: rounds counts of small areas, and holds back figures about too few."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from etl.demo.people import WEIGHTS
from etl.demo.world import Area

Array = npt.NDArray[np.float64]


def _each(names: str, rule: tuple[str, float]) -> dict[str, tuple[str, float]]:
    return dict.fromkeys(names.split(), rule)


_OF_DWELLINGS = " ".join(name for name, of in WEIGHTS.items() if of == "dwellings" and name != "urbanity_density")
#: Below these counts CBS gives no figure: measure -> (what is counted, smallest number).
MINIMUMS: dict[str, tuple[str, float]] = {
    **_each("income_recipient income_resident income_standardised", ("residents", 2_500)),
    **_each("persons_lowest_40 persons_highest_20 households_lowest_40 households_highest_20", ("households", 100)),
    **_each("low_income around_minimum below_110 below_120 wealth poverty near_poverty active", ("households", 100)),
    **_each(_OF_DWELLINGS, ("dwellings", 20)),
    **_each("participation employees permanent flexible self_employed workers", ("residents", 150)),
    **_each("education_low education_middle education_high", ("residents", 100)),
    **_each("social_assistance disability_benefit unemployment_benefit state_pension", ("residents", 50)),
    **_each("births_per_1000 deaths_per_1000 theft vandalism violence recipients", ("residents", 100)),
    **_each("density household_size cars_per_household urbanity postcode4", ("residents", 10)),
}
#: Care for few people is secret, and so is the share that would give it away.
_SECRET = {"youth_care": "youth_care", "youth_care_share": "youth_care", "wmo": "wmo", "wmo_per_1000": "wmo"}
_SECRET_UP_TO = 7.5
#: With fewer residents there is no distance.
_DISTANCE_FROM = 10

#: Counts of wijken and buurten are rounded to fives by lot, these to the nearest so many, and those not at all.
_LOT = 5
_NEAREST = {
    "recipients": 100, "education_low": 10, "education_middle": 10, "education_high": 10, "social_assistance": 10,
    "disability_benefit": 10, "unemployment_benefit": 10, "state_pension": 10, "workers": 10, "youth_care": 5, "wmo": 5,
    "firms": 5, "cars": 5, "petrol_cars": 5, "other_cars": 5, "motorcycles": 5,
}  # fmt: skip
_AS_COUNTED = {
    "dwellings",
    "new_dwellings",
    "other_buildings",
    "new_other_buildings",
    "chargers",
    "land_ha",
    "water_ha",
}

#: In each year one buurt of some size lacks these, and nobody says why.
UNEXPLAINED = ("owned", "primary_school", "low_income", "firms")


def published(
    true: Mapping[str, Array], counts: Collection[str], distances: Collection[str], areas: Sequence[Area], seed: int
) -> dict[str, Array]:
    """Figures as published. What is held back is decided on the counts before rounding. NaN is no figure."""
    rng = np.random.default_rng(seed)
    small = np.array([area.level in ("Wijk", "Buurt") for area in areas])
    result = {name: values.copy() for name, values in true.items()}
    for name in sorted(set(counts) - _AS_COUNTED):
        result[name] = np.where(small, _rounded(true[name], _NEAREST.get(name), rng), np.round(true[name]))
    for name, (counted, least) in MINIMUMS.items():
        result[name][true[counted] < least] = np.nan
    for name, count in _SECRET.items():
        result[name][true[count] < _SECRET_UP_TO] = np.nan
    for name in distances:
        result[name][true["residents"] < _DISTANCE_FROM] = np.nan
    of_some_size = np.flatnonzero([area.level == "Buurt" for area in areas] & (true["residents"] > 400))
    for name in UNEXPLAINED:
        result[name][rng.choice(of_some_size)] = np.nan
    return result


def _rounded(values: Array, nearest: int | None, rng: np.random.Generator) -> Array:
    """To the nearest so many; without that to a multiple of five by lot, so that nobody can count back."""
    if nearest:
        return np.round(values / nearest) * nearest
    return np.floor(values / _LOT + rng.uniform(size=len(values))) * _LOT
