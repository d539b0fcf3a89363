"""What a gap between income groups does: over the years, without one buurt, and if all groups had the best value (methods §1.1, §1.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.change import HAIR, is_relative, minimum_change
from domain.claims import Gain
from domain.leave_one_out import LeaveOneOut
from domain.numbers_nl import format_difference, format_value, rounded
from domain.trend import FEWEST_YEARS, Course, Trend
from domain.view_models import Indicator
from domain.wording.comparing import difference_word, place_word
from domain.wording.inequality import NO_RATIO
from domain.wording.proximity import rough
from domain.wording.trend import MODELLED_NO_TREND


def gap_trend_sentence(means: Sequence[tuple[int, float, float]], found: Trend, indicator: Indicator) -> str:
    """How the gap moved; `means` has (year, lowest, highest incomes), oldest first, and `found` is the trend of lowest minus highest.

    Empty without two years. Fewer than four years are a difference between two years, no trend.
    """
    if len(means) < 2:
        return ""
    if indicator.kind == "modelled":
        return MODELLED_NO_TREND
    (first, *then_ends), (last, *now_ends) = means[0], means[-1]
    then, now = then_ends[0] - then_ends[1], now_ends[0] - now_ends[1]
    told = f"Het verschil ging van {_directed(then, indicator)} in {first} naar {_directed(now, indicator)} in {last}"
    few = "" if len(means) >= FEWEST_YEARS else f" Een trend noemen we pas bij {FEWEST_YEARS} jaren."
    small = abs(now - then) < _least_change(then_ends, indicator) - HAIR or now == then
    if small or (not few and found.course is Course.STEADY):
        return f"{told}: ongeveer gelijk.{few}"
    if not few and found.course not in (Course.RISES, Course.FALLS):
        return f"{told}. De jaren gaan te veel op en neer om te zeggen of het verschil groter of kleiner wordt."
    if then * now < 0:
        return f"{told}: het verschil draaide om.{few}"
    grew = abs(now) > abs(then)
    return f"{told}: het verschil werd {'groter' if grew else 'kleiner'}{_relatively(then_ends, now_ends, grew, indicator)}.{few}"


def gain_sentence(found: Gain, worse: int, indicator: Indicator) -> str:
    """What if every group had the value of the best group: for how many residents, and by how much."""
    better = difference_word(-worse, indicator)
    people = rough(found.residents)
    about = people if people.startswith("minder") else f"ongeveer {people}"
    return (
        f"Wat als elke groep het cijfer van de gunstigste groep had ({format_value(found.best, indicator)})? Dan was het voor {about} "
        f"inwoners {better}, "
        f"gemiddeld {format_difference(found.mean_difference, indicator)}. Dit is een rekensom, geen voorspelling."
    )


def leave_one_out_sentence(found: LeaveOneOut, indicator: Indicator, area_name: str = "") -> str:
    """Range of the gap when any one buurt is left out; `area_name` is the one that moves it most."""
    finer = replace(indicator, decimals=indicator.decimals + 1)
    low, high = (_directed(gap, finer) for gap in found.gap_range)
    between = f"blijft het verschil {low}" if low == high else f"ligt het verschil tussen {low} en {high}"
    most = f" De meeste invloed heeft {area_name}." if area_name else ""
    return f"Laten we steeds één buurt weg, dan {between}.{most}"


def _least_change(then: Sequence[float], indicator: Indicator) -> float:
    """Change of a gap that counts, in the unit of the figure; of figures without a size of their own a share of their mean."""
    least = minimum_change(indicator)
    return least / 100 * abs(sum(then)) / len(then) if is_relative(indicator) else least


def _directed(gap: float, indicator: Indicator) -> str:
    """Gap with the side on which the figure is higher: "0,4 km (verder bij de laagste inkomens)"."""
    if rounded(gap, indicator.decimals) == 0:
        return "bijna niets"
    who = "laagste" if gap > 0 else "hoogste"
    return f"{format_difference(gap, indicator)} ({place_word(1, indicator)} bij de {who} inkomens)"


def _relatively(then: Sequence[float], now: Sequence[float], grew: bool, indicator: Indicator) -> str:
    """A gap can shrink while the ratio grows; both are told (methods §1.1)."""
    if indicator.unit in NO_RATIO or min(*then, *now) <= 0:
        return ""
    before, after = (round(max(ends) / min(ends), 1) for ends in (then, now))
    if before == after or (after > before) == grew:
        return ""
    return f", maar naar verhouding {'kleiner' if grew else 'groter'}"
