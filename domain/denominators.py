"""What a mean over areas is weighted by: the denominator of a figure, counted per area and year (etl/derive/weights.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.weighted import Floats

#: Counts that the denominators are made of.
COUNTED: Final = ("residents_count", "households_count", "dwellings_count", "age_0_15_count", "age_65_plus_count")


def denominators(counts: Mapping[str, Floats], land_area: Floats) -> dict[str, Floats]:
    """Denominator by its name in the catalogue (`weight`), from counts (years x areas, NaN where unknown) and land (areas).

    Ages of health measures begin at 18, the bands of CBS at 15: the nearest band stands in; without bands all residents do
    (methods §4.2). What is not above 0 is no denominator: NaN.
    """
    residents, children, older = (counts[name] for name in ("residents_count", "age_0_15_count", "age_65_plus_count"))
    made = {
        "residents": residents,
        "households": counts["households_count"],
        "dwellings": counts["dwellings_count"],
        "residents_18_plus": _or(residents - children, residents),
        "residents_65_plus": _or(older, residents),
        "residents_18_64": _or(residents - children - older, residents),
        "area": np.broadcast_to(land_area, residents.shape),
    }
    return {name: np.where(amount > 0, amount, np.nan) for name, amount in made.items()}


def in_nearest_year(amount: Floats, years: NDArray[np.int64], wanted: NDArray[np.int64]) -> Floats:
    """Amounts (years x areas) in the years that are `wanted`: per area of the nearest year that has one, the newer of two as near."""
    found = np.full((len(wanted), amount.shape[1]), np.nan)
    if not len(years):
        return found
    for row, year in enumerate(wanted.tolist()):
        order = sorted(range(len(years)), key=lambda at: (abs(int(years[at]) - year), -int(years[at])))
        ranked = amount[order]
        found[row] = ranked[(~np.isnan(ranked)).argmax(axis=0), np.arange(amount.shape[1])]
    return found


def _or(first: Floats, second: Floats) -> Floats:
    return np.where(np.isnan(first), second, first)
