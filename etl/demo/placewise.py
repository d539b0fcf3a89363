"""Made-up figures per place: what is special about a buurt, and means of buurten for the larger areas."""

from __future__ import annotations

import hashlib

import numpy as np
import numpy.typing as npt

from etl.demo.figures import Figures
from etl.demo.world import Area

Array = npt.NDArray[np.float64]


def chance(figures: Figures, what: str, seed: int) -> Array:
    """Between -1 and 1 per area, told by its name: the same in every year, whatever the other areas are."""
    texts = (f"{seed}|{area.gemeente_code}|{area.name}|{what}".encode() for area in figures.areas)
    drawn = [int.from_bytes(hashlib.blake2b(text, digest_size=6).digest()) for text in texts]
    return np.asarray(np.array(drawn) / 2**47 - 1, dtype=np.float64)


def of_buurten(figures: Figures, values: Array) -> Array:
    """Figures of buurten kept; wijken, gemeenten and the country get the mean over the residents of theirs (NaN left out)."""
    residents = np.nan_to_num(figures.columns["residents"])
    is_buurt = np.array([area.level == "Buurt" for area in figures.areas]) & ~np.isnan(values)
    result = values.copy()
    for row, area in enumerate(figures.areas):
        if area.level != "Buurt":
            inside = is_buurt & np.array([_lies_in(other, area) for other in figures.areas])
            people = residents[inside].sum()
            result[row] = residents[inside] @ values[inside] / people if people else np.nan
    return result


def dense(figures: Figures, most: float) -> Array:
    """How built-up areas are, from 0 to 1 at `most` addresses per km2."""
    return np.asarray(np.clip(np.nan_to_num(figures.columns["urbanity_density"]) / most, 0, 1), dtype=np.float64)


def hardship(figures: Figures) -> Array:
    """How hard life is in areas, from 0 to 1; the middle where nobody lives."""
    return np.asarray(np.nan_to_num(figures.columns["hardship"], nan=0.4), dtype=np.float64)


def _lies_in(buurt: Area, area: Area) -> bool:
    return area.level == "Land" or buurt.gemeente_code == area.code or buurt.wijk_code == area.code
