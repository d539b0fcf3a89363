"""What the ground of a place looks like: green, paving, trees, heat and rain, as shares of its surface."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from etl.demo.figures import Figures

Array = npt.NDArray[np.float64]
#: Addresses per km2 at which a place is as paved as it gets.
_DENSE = 5_000.0


def surroundings(figures: Figures, seed: int) -> dict[str, Array]:
    """Percentages of surface per area in the order of `figures.areas` (green per resident in m2, frail a score).

    The denser a place, the more stone; where single-family homes stand there are gardens. Chance adds a little.
    """
    rng = np.random.default_rng(seed + 77)
    rows = len(figures.areas)
    dense = np.clip(np.nan_to_num(figures.columns["urbanity_density"]) / _DENSE, 0, 1)
    gardens = np.nan_to_num(figures.columns["single_family"]) / 100
    land_m2 = np.nan_to_num(figures.columns["land_ha"]) * 10_000
    residents = np.nan_to_num(figures.columns["residents"])

    def chance(spread: float) -> Array:
        return np.clip(rng.normal(0, spread, rows), -2 * spread, 2 * spread)

    def share(values: Array) -> Array:
        limited: Array = np.round(np.clip(values, 0, 100), 1).astype(np.float64)
        return limited

    paved = share(14 + 42 * dense + chance(4))
    green = share(np.minimum(34 - 20 * dense + chance(4), 95 - paved))
    private_paved = share(62 - 30 * gardens + chance(5))
    crown = share(17 - 9 * dense + chance(3))
    heat_41 = share(20 + 26 * dense - 0.5 * crown + chance(3))
    heat_46 = share(0.55 * heat_41 + chance(2))
    wet = share(5 + 6 * dense + chance(2))
    with np.errstate(divide="ignore", invalid="ignore"):
        per_resident = np.where(residents > 0, np.round(land_m2 * green / 100 / residents), np.nan)
    return {
        "heat_35": share(95 - heat_41 - heat_46), "heat_41": heat_41, "heat_46": heat_46, "heat_51": share(chance(0.2)),
        "rain_5": wet, "rain_10": share(0.5 * wet), "rain_15": share(0.25 * wet), "rain_20": share(0.15 * wet),
        "rain_30": share(0.05 * wet),
        "green": green, "public_green": share(58 - 22 * dense + chance(5)), "private_green": share(78 - private_paved),
        "paved": paved, "private_paved": private_paved, "crown": crown, "shade": share(1.8 * crown + 14 + chance(5)),
        "green_per_resident": np.asarray(per_resident, dtype=np.float64),
        "frail": share(12 + 0.35 * heat_41 + chance(4)),
        "green_map": share(green + 14 + chance(3)), "trees_map": share(crown + 2 + chance(2)),
    }  # fmt: skip
