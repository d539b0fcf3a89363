"""Stapeling: where pressure on certainty of existence and on the surroundings meet. Counts and classes, never a product (methods §2.2c)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from domain.indices import HIGH

#: Bounds of the three classes of each axis, fixed and national: so a gemeente may well have no area in the highest.
CUTS: Final = (50.0, HIGH)
#: So many themes of the surroundings at least must be high.
THEMES_NEEDED: Final = 2
#: Share (%) of residents in the high class of one scale, and in the corner of two scales that have nothing to do with each other.
HIGH_SHARE_PCT: Final = 20.0
CORNER_BY_CHANCE_PCT: Final = 4.0


@dataclass(frozen=True)
class ThresholdCount:
    """How many areas are stacked when the heaviest `share_pct` of residents is called high."""

    share_pct: float
    area_count: int


@dataclass(frozen=True)
class ThresholdLine:
    """Figures of the line "bij 20 % 7 buurten, bij 25 % 11; deze 5 altijd"; `always` are the codes that every share marks."""

    counts: tuple[ThresholdCount, ...]
    always: tuple[str, ...]


@dataclass(frozen=True)
class AreaScores:
    """Scores 0-100 of one area: the index on one axis, the themes of the other by name; None is missing."""

    area_code: str
    index: float | None
    themes: Mapping[str, float | None]


def count_high(percentiles: Mapping[str, float | None], cut: float = HIGH) -> tuple[int, int]:
    """How many of the scores that are there lie at or above `cut`, and how many there are: (3, 5) is "3 van 5"."""
    there = [score for score in percentiles.values() if score is not None and not np.isnan(score)]
    return sum(score >= cut for score in there), len(there)


def names_high(percentiles: Mapping[str, float | None], cut: float = HIGH) -> tuple[str, ...]:
    """Names of the scores at or above `cut`, in the order given."""
    return tuple(name for name, score in percentiles.items() if score is not None and score >= cut)


def is_stacked(
    index_a: float | None, k_o: int, o_of: int, themes: int = 5, *, cut: float = HIGH, at_least: int = THEMES_NEEDED
) -> bool | None:
    """Whether the index is high and so are at least two themes. None where the missing ones could decide it either way.

    `k_o` of the `o_of` themes that are known are high; there are `themes` in all. Raises ValueError for counts that cannot be.
    """
    if not 0 <= k_o <= o_of <= themes:
        raise ValueError("of the themes no more can be high than are known, and no more known than there are")
    possible = k_o + themes - o_of >= at_least
    if not possible or (index_a is not None and index_a < cut):
        return False
    return True if index_a is not None and k_o >= at_least else None


def bivariate_class(x: float | None, y: float | None, cuts: tuple[float, float] = CUTS) -> tuple[int, int] | None:
    """Class 1 (low), 2 or 3 (highest 20 of 100) on both axes; a score on a bound belongs above it. None where one is missing."""
    if x is None or y is None or np.isnan(x) or np.isnan(y):
        return None
    return 1 + sum(x >= cut for cut in cuts), 1 + sum(y >= cut for cut in cuts)


def chance_of_at_least(high: int, themes: int = 5, share: float = HIGH_SHARE_PCT / 100) -> float:
    """Share (%) of residents with at least `high` of `themes` high if the themes had nothing to do with each other."""
    return 100 * sum(comb(themes, k) * share**k * (1 - share) ** (themes - k) for k in range(high, themes + 1))


def corner_by_chance_pct(share_pct: float) -> float:
    """Residents (%) in the highest `share_pct` of two scales at once, if the two have nothing to do with each other."""
    return CORNER_BY_CHANCE_PCT * (share_pct / HIGH_SHARE_PCT) ** 2


def times_chance(x: ArrayLike, y: ArrayLike, residents: ArrayLike, cut: float = HIGH) -> float | None:
    """How often both scores are high, beside chance: 2.0 is "2 keer zo vaak als bij toeval". None where nobody has both scores.

    One entry per area. Chance is the 4 of 100 residents that fixed national cuts at 80 give two unrelated scales.
    """
    first, second, people = (np.asarray(each, dtype=np.float64) for each in (x, y, residents))
    known = np.isfinite(first) & np.isfinite(second) & (people > 0)
    if not known.any():
        return None
    both = known & (first >= cut) & (second >= cut)
    by_chance = corner_by_chance_pct(100 - cut) / 100
    return float(people[both].sum() / people[known].sum() / by_chance)


def threshold_line(areas: Sequence[AreaScores], shares_pct: Sequence[float] = (15, 20, 25, 30)) -> ThresholdLine:
    """How many areas are stacked at each share (%) of residents called high, and which at every one of them.

    Areas whose flag cannot be decided at a share do not count there. Raises ValueError for shares outside 0-100.
    """
    if any(not 0 < share < 100 for share in shares_pct):
        raise ValueError("a share lies between 0 and 100")
    marked = [{area.area_code for area in areas if _flag(area, 100 - share)} for share in shares_pct]
    always = set.intersection(*marked) if marked else set()
    counts = tuple(ThresholdCount(share, len(codes)) for share, codes in zip(shares_pct, marked, strict=True))
    return ThresholdLine(counts, tuple(sorted(always)))


def _flag(area: AreaScores, cut: float) -> bool | None:
    high, known = count_high(area.themes, cut)
    return is_stacked(area.index, high, known, len(area.themes), cut=cut)
