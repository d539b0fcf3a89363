"""Liveability of the fictional places as the Leefbaarometer scores it: deviations from the country's mean, per dimension and year."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from etl.demo.figures import Figures
from etl.demo.placewise import chance, dense, hardship, of_buurten

Array = npt.NDArray[np.float64]

#: Dimension -> effect of full hardship, of the densest built-up place, and spread of what these do not explain.
_EFFECTS = {
    "fys": (-0.05, -0.04, 0.02),
    "onv": (-0.20, -0.10, 0.02),
    "soc": (-0.12, -0.05, 0.02),
    "vrz": (0.03, 0.22, 0.03),
    "won": (-0.10, -0.03, 0.02),
}
DIMENSIONS = tuple(_EFFECTS)
#: Addresses per km2 at which a place is as dense as it gets.
_DENSE = 4_000.0
#: Fewer residents than this: no score, as in small places of the real series.
_FEWEST_RESIDENTS = 25


def liveability(figures: Figures, year: int, seed: int) -> dict[str, Array]:
    """Deviations per area in the order of `figures.areas`, `afw` their sum; NaN where hardly anybody lives, 0 for the country."""
    hard, built = hardship(figures), dense(figures, _DENSE)
    empty = np.nan_to_num(figures.columns["residents"]) < _FEWEST_RESIDENTS
    land = np.array([area.level == "Land" for area in figures.areas])
    found: dict[str, Array] = {}
    for name, (by_hardship, by_density, spread) in _EFFECTS.items():
        values = by_hardship * (hard - 0.4) + by_density * (built - 0.35) + 0.002 * (year - 2014) * (1 - hard)
        values += spread * (chance(figures, name, seed) + 0.25 * chance(figures, f"{name}|{year}", seed))
        scores = of_buurten(figures, np.where(empty, np.nan, values))
        found[name] = np.asarray(np.where(land, 0.0, np.round(scores, 4)), dtype=np.float64)
    found["afw"] = np.asarray(np.round(sum(found[name] for name in DIMENSIONS), 4), dtype=np.float64)
    return found
