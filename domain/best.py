"""What is good in an area, and what to talk about: the figures that differ most clearly from the country's (methods §7). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.comparison import Burden, comparison, minimum_difference
from domain.view_models import Figure, Indicator

#: So many are named.
MOST: Final = 3
_NEARBY: Final = "nabijheid"


@dataclass(frozen=True)
class Good:
    """A figure that is clearly more (or less) favourable than that of the country, from the same table and year."""

    indicator: Indicator
    figure: Figure
    country: float


def best(
    figures: Sequence[Figure],
    country: Mapping[tuple[str, int], float],
    indicators: Mapping[str, Indicator],
    burden: Burden = "less",
) -> tuple[Good, ...]:
    """At most three figures, the clearest first: each of another theme, and at most one about what is nearby.

    `country` gives the country's value by indicator and year; a figure without one is left out, and so are figures without a
    favourable direction. How clear a difference is, is counted in smallest differences worth a word. With `burden` "more" they are
    the figures that are less favourable: what to talk about.
    """
    found = sorted(
        (each for figure in figures if (each := _standing_out(figure, country, indicators, burden)) is not None),
        key=lambda pair: (-pair[0], pair[1].indicator.indicator_id),
    )
    chosen: dict[str, Good] = {}
    for _, good in found:
        chosen.setdefault(_topic(good.indicator), good)
    return tuple(chosen.values())[:MOST]


def _standing_out(
    figure: Figure, country: Mapping[tuple[str, int], float], indicators: Mapping[str, Indicator], burden: Burden
) -> tuple[float, Good] | None:
    indicator = indicators.get(figure.indicator_id)
    benchmark = country.get((figure.indicator_id, figure.reference_year))
    if indicator is None or benchmark is None or figure.value is None:
        return None
    told = comparison(figure.value, benchmark, indicator, figure.lower, figure.upper)
    if told.burden != burden or told.difference is None:
        return None
    least = minimum_difference(indicator, benchmark, has_bounds=figure.lower is not None)
    return abs(told.difference) / least if least else 0.0, Good(indicator, figure, benchmark)


def _topic(indicator: Indicator) -> str:
    """Theme, where everything about distance to facilities is one."""
    is_near = indicator.facility_group is not None or indicator.unit == "km"
    return _NEARBY if is_near else indicator.theme_id
