"""The health monitor of the fictional region: modelled shares with margins, per wave and age group."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from etl.demo.figures import Figures
from etl.demo.world import Area

Array = npt.NDArray[np.float64]

AGES: Final = {"20300": "18 jaar of ouder", "53115": "18 tot 65 jaar", "80200": "65 jaar of ouder"}
MARGINS: Final = {"MW00000": "Waarde", "MOG0095": "Ondergrens 95%-interval", "MBG0095": "Bovengrens 95%-interval"}
#: With fewer adults, or fewer people of 65 and over, no estimate is given.
SMALLEST_ADULTS, SMALLEST_65_PLUS = 60, 25
#: Chance evens out in larger areas.
_SIZE: Final = {"Buurt": 1.0, "Wijk": 0.5, "Gemeente": 0.25, "Land": 0.0}


@dataclass(frozen=True)
class Measure:
    """A modelled share (%): at no hardship for 18-64 and 65+, what full hardship adds to each, and what a wave adds."""

    young: float
    old: float
    young_hardship: float
    old_hardship: float
    waves: tuple[float, float, float, float, float] = (0, 0, 0, 0, 0)  # 2012, 2016, 2020, 2022, 2024
    #: Part of the difference between places that hardship and age do not explain.
    spread: float = 1.2


_WAVES: Final = (2012, 2016, 2020, 2022, 2024)
_ENDS_MEET: Final = (8.0, 4.0, 0.0, 1.0, 2.0)

# fmt: off
MEASURES: Final[dict[str, Measure]] = {
    "good_health": Measure(88, 73, -20, -22, (-2, -2.5, 0, -8, -5)),
    "conditions": Measure(25, 52, 12, 9, (-1, 0, 0, 2, 1.5)),
    "limited": Measure(26, 46, 14, 16, (-1, -1, 0, 3, 2)),
    "severely_limited": Measure(2.5, 7, 7, 9, (0, 0, 0, 0.8, 0.6), 0.5),
    "ill_limited": Measure(19, 38, 14, 15, (0, 0, 0, 2, 2)),
    "anxiety_high": Measure(4.5, 2.8, 10.5, 7.5, (-1.5, -1, 0, 3, 2.5), 0.6),
    "anxiety_some": Measure(36, 34, 21, 17, (-4, -2, 0, 6, 4)),
    "stress": Measure(14, 6, 14, 7, (-4, -3, 0, 3, 2.5)),
    "control": Measure(95, 92, -9, -10, (1, 0.5, 0, -1, -0.5), 0.7),
    "lonely": Measure(38, 43, 21, 18, (-7, -3.5, 0, 2, 0)),
    "severely_lonely": Measure(7, 8, 12.5, 9, (-2.5, -1.2, 0, 2, 1.5), 0.8),
    "emotionally_lonely": Measure(18, 22, 16, 14, (-4, -2, 0, 3, 2)),
    "socially_lonely": Measure(25, 32, 16, 12, (-4, -2, 0, 1.5, 1)),
    "carer": Measure(14, 15, 1, -1, (-2, -1, 0, 1.5, 1), 0.7),
    "volunteer": Measure(30, 36, -13, -15, (3, 2, 0, -2, -1), 1.8),
    "ends_meet": Measure(4.5, 2.5, 27, 15, _ENDS_MEET, 1.0),
    "overweight": Measure(41, 57, 15, 10, (-2.5, -1.5, 0, 0.5, 1.5)),
    "obese": Measure(8.5, 13, 12, 9, (-1.5, -0.8, 0, 0.8, 1.5), 0.8),
    "normal_weight": Measure(57, 42, -15, -10, (2.5, 1.5, 0, -0.5, -1.5)),
    "underweight": Measure(1.6, 1.1, 1.2, 0.4, spread=0.2),
    "smoker": Measure(13, 7, 17, 9, (6.5, 4, 0, -1.5, -3)),
    "alcohol_guideline": Measure(37, 38, 12, 10, (-6, -3, 0, 2, 3)),
    "drinker": Measure(87, 83, -22, -20, (3, 2, 0, -1, -2)),
    "heavy_drinker": Measure(9.5, 5, -2, -1, (1, 0.8, 0, -0.4, -0.6), 0.7),
    "excessive_drinker": Measure(6.5, 7.5, -1.8, -2.6, (2, 1, 0, -0.4, -0.6), 0.6),
    "exercise": Measure(57, 43, -13, -14, (-3, -2, 0, -1.5, -1)),
    "sports": Measure(62, 43, -24, -20, (-2, -1, 0, -1, 0)),
    "physical": Measure(7, 22, 10, 14, (0, 0, 0, 0.8, 0.8)),
    "hearing": Measure(2.5, 9, 2, 3, spread=0.4),
    "seeing": Measure(2.2, 5, 4, 5, spread=0.4),
    "moving": Measure(4, 17, 8, 12, spread=0.8),
    "noise": Measure(4, 3, 10, 7, (-1.5, -1, 0, 1, 1), 0.9),
    "low_resilience": Measure(11, 13, 14, 12, (0, 0, 0, 0, 0.5)),
    "high_resilience": Measure(24, 22, -11, -9),
    "misses_support": Measure(6, 6, 12, 9, (0, 0, 0, 1, 0.5), 0.8),
    "suicidal": Measure(3.5, 1.8, 5, 2, spread=0.4),
    "complaints": Measure(22, 20, 13, 9),
    "support": Measure(86, 82, -10, -9),
    "housing": Measure(92, 96, -17, -9, spread=1.6),
    "surroundings": Measure(90, 94, -20, -12, spread=1.8),
    "active_travel": Measure(52, 46, -4, -6, spread=2),
    "walks": Measure(24, 27, 6, 4, spread=1.5),
    "cycles": Measure(41, 34, -8, -10, spread=2),
}
# fmt: on


def estimate(figures: Figures, measure: str, wave: int, age: str, seed: int) -> tuple[Array, Array, Array]:
    """Share (%), lower and upper bound of 95 % per area, NaN where too few people live. Rounded to one decimal."""
    made = MEASURES[measure]
    columns = figures.columns
    adults = np.maximum(columns["residents"] - 1.15 * columns["age_0_15"], 0)
    older = columns["age_65"]
    hardship = np.nan_to_num(columns["hardship"], nan=0.4)
    step = made.waves[_WAVES.index(wave)]
    chance = made.spread * (
        _chance(figures.areas, measure, seed) + 0.5 * _chance(figures.areas, f"{measure}|{wave}", seed)
    )
    young = made.young + made.young_hardship * hardship
    old = made.old + made.old_hardship * hardship
    share = np.where(adults > 0, older / np.maximum(adults, 1), 0.2)
    value = {"20300": young * (1 - share) + old * share, "53115": young, "80200": old}[age] + step + chance
    value = np.clip(value, 0.3, 99.3)
    people = older if age == "80200" else adults
    half = 196 * np.sqrt(value / 100 * (1 - value / 100) / (150 + people / 5))
    enough = people >= (SMALLEST_65_PLUS if age == "80200" else SMALLEST_ADULTS)
    low, high = np.clip(value - half, 0, None), np.clip(value + half, None, 100)
    value, low, high = (np.where(enough, np.round(column, 1), np.nan) for column in (value, low, high))
    return value, low, high


def _chance(areas: Sequence[Area], what: str, seed: int) -> Array:
    """What is special about each place, with spread 1 for a buurt: the same in every table, small for large areas."""
    texts = (f"{seed}|{area.gemeente_code}|{area.name}|{what}".encode() for area in areas)
    drawn = np.array([int.from_bytes(hashlib.blake2b(text, digest_size=6).digest()) for text in texts])
    return np.asarray(ndtri((drawn + 0.5) / 2**48) * [_SIZE[area.level] for area in areas], dtype=float)
