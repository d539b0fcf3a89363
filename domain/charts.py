"""What every chart of years needs, on a screen or on paper: an honest axis with readable ticks, breaks, names apart."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from domain.change import is_relative, minimum_change
from domain.series import Line
from domain.trend import Point, segments
from domain.view_models import Indicator

#: The axis spans at least so many times the smallest change worth a word: noise stays small in the picture.
_LEAST_STEPS: Final = 5


@dataclass(frozen=True)
class Axis:
    """Values at the ends of the vertical axis and its ticks."""

    bottom: float
    top: float
    ticks: tuple[float, ...]


def chart_axis(lines: Sequence[Line], indicator: Indicator) -> Axis:
    """Vertical axis: from 0 unless the figures lie so close together that their change could not be seen.

    It is never stretched: its span is at least five times the smallest change worth a word, and margins fit in.
    """
    values = [each for line in lines for point in line.points if point.counts for each in _extent(point)]
    low, high = min(values), max(values)
    least = minimum_change(indicator) * (high / 100 if is_relative(indicator) else 1)
    wanted = max((high - low) * 1.25, _LEAST_STEPS * least, 10.0**-indicator.decimals)
    bottom = min(low, 0.0) if low <= 0 or high <= 3 * wanted else max(0.0, (low + high - wanted) / 2)
    step = _step((max(high, bottom + wanted) - bottom) / 4, indicator.decimals)
    first = math.floor(bottom / step + 1e-9)
    last = max(math.ceil(max(high, bottom + wanted * 0.999) / step - 1e-9), first + 1)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks)


def _extent(point: Point) -> Iterator[float]:
    for value in (point.value, point.lower, point.upper):
        if value is not None:
            yield value


def _step(wanted: float, decimals: int) -> float:
    """Smallest of 1, 2 or 5 times a power of ten that is at least `wanted` and no finer than the printed decimals."""
    wanted = max(wanted, 10.0**-decimals)
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= wanted * (1 - 1e-9))


def tick_decimals(axis: Axis, indicator: Indicator) -> int:
    """Decimals that the ticks need, at most those of the indicator."""
    step = axis.ticks[1] - axis.ticks[0]
    needed = next(
        (places for places in range(6) if math.isclose(step * 10**places, round(step * 10**places), abs_tol=1e-6)), 0
    )
    return min(needed, indicator.decimals)


def break_years(lines: Sequence[Line], indicator: Indicator) -> tuple[tuple[int, str], ...]:
    """First year after every break that a line crosses, and why (empty: another table of the source)."""
    parts = [segments(line.points, indicator.series_breaks) for line in lines]
    spans = [(each[0].points[0].year, each[-1].points[-1].year) for each in parts if each]
    crossed = [
        (year, why) for year, why in indicator.series_breaks if any(first < year <= last for first, last in spans)
    ]
    tables = [(part.points[0].year, "") for each in parts for part in each if part.broken_by == ""]
    return tuple(sorted({*crossed, *tables}))


def apart(tops: Sequence[float], heights: Sequence[float], lowest: float, highest: float) -> list[float]:
    """Places of labels, ordered from above, moved as little as needed so that none touches another or leaves the picture."""
    placed: list[float] = []
    edge = lowest
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, edge))
        edge = placed[-1] + height
    edge = highest
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], edge - heights[index])
        edge = placed[index]
    return placed
