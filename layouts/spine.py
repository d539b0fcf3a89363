"""Small pictures of one row of a profile as SVG: where a figure lies among all buurten, and its years. The words beside them tell more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from domain.profile import Row
from domain.trend import Point, segments
from domain.view_models import Indicator

_WIDE: Final = 180
_HIGH: Final = 26
_PAD: Final = 8
_MIDDLE: Final = _HIGH / 2
_INK: Final = "#16212b"
_AREA: Final = "#1a5a96"
_BAND: Final = "#dfe6ec"
_YEARS_WIDE: Final = 96
_YEARS_PAD: Final = 5


def strip(row: Row) -> str:
    """The figure (filled circle) among 8 in 10 of all buurten (band, its tick the middle one), gemeente (diamond) and Nederland (line).

    Empty without a figure, or without anything to hold it against. Margins of an estimate are a thin line through the circle.
    """
    marks = [each.value for each in (row.gemeente, row.country, row.similar) if each and each.value is not None]
    spread = row.spread
    figure = row.figure
    if row.value is None or figure is None or (not marks and spread is None):
        return ""
    bounds = [each for each in (figure.lower, figure.upper) if each is not None]
    every = [row.value, *marks, *bounds, *((spread.low, spread.high) if spread else ())]
    low, high = min(every), max(every)
    span = high - low or 1.0

    def x(value: float) -> float:
        return float(_PAD + (value - low) / span * (_WIDE - 2 * _PAD))

    parts = [f'<line x1="{_PAD}" x2="{_WIDE - _PAD}" y1="{_MIDDLE}" y2="{_MIDDLE}" stroke="#c3cbd2"/>']
    if spread is not None:
        left, right = x(spread.low), max(x(spread.high), x(spread.low) + 1)
        parts.append(f'<rect x="{left:.1f}" y="7" width="{right - left:.1f}" height="12" fill="{_BAND}"/>')
        parts.append(_rule(x(spread.middle), 7, 19, "#8694a0", 1.5))
    if row.country is not None and row.country.value is not None:
        parts.append(_rule(x(row.country.value), 2, 24, _INK, 2))
    if row.similar is not None and row.similar.value is not None:
        parts.append(_square(x(row.similar.value)))
    if row.gemeente is not None and row.gemeente.value is not None:
        parts.append(_diamond(x(row.gemeente.value)))
    if len(bounds) == 2:
        parts.append(_level(x(bounds[0]), x(bounds[1])))
    parts.append(_dot(x(row.value)))
    return _svg(parts, _WIDE)


def sparkline(row: Row) -> str:
    """The years of a row of a profile, as `sparkline_of` draws them."""
    return sparkline_of(row.points, row.indicator)


def sparkline_of(years: Sequence[Point], indicator: Indicator) -> str:
    """All comparable years from old to new; at a break the line stops and a dashed rule stands. Empty for fewer than two years.

    Years of a modelled figure are points that no line joins (methods §4.3).
    """
    runs = [run.points for run in segments(years, indicator.series_breaks)]
    is_modelled = indicator.kind == "modelled"
    points = [point for run in runs for point in run]
    values = [point.value for point in points if point.value is not None]
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    first, last = points[0].year, points[-1].year
    span = high - low or 1.0

    def at(point: Point) -> tuple[float, float]:
        assert point.value is not None
        x = _YEARS_PAD + (point.year - first) / (last - first) * (_YEARS_WIDE - 2 * _YEARS_PAD)
        return x, _HIGH - 5 - (point.value - low) / span * (_HIGH - 10) if high > low else _MIDDLE

    parts = list(_breaks(runs, at))
    for run in runs:
        places = [at(point) for point in run]
        if len(places) > 1 and not is_modelled:
            line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            parts.append(f'<polyline points="{line}" fill="none" stroke="{_AREA}" stroke-width="1.8"/>')
        elif is_modelled or len(places) == 1:
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="#fff" stroke="{_AREA}"/>' for x, y in places]
    x, y = at(points[-1])
    parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_AREA}"/>')
    return _svg(parts, _YEARS_WIDE)


def marks() -> dict[str, str]:
    """A picture per mark of `strip` by its name, for the legend."""
    return {
        "dit gebied": _svg([f'<circle cx="13" cy="{_MIDDLE}" r="5.5" fill="{_AREA}"/>'], 26),
        "de gemeente": _svg([_diamond(13)], 26),
        "vergelijkbare gebieden": _svg([_square(13)], 26),
        "Nederland": _svg([_rule(13, 2, 24, _INK, 2)], 26),
        "8 van de 10 buurten, en de middelste": _svg(
            [f'<rect x="2" y="7" width="22" height="12" fill="{_BAND}"/>', _rule(13, 7, 19, "#8694a0", 1.5)], 26
        ),
    }


def _breaks(runs: Sequence[Sequence[Point]], at: Callable[[Point], tuple[float, float]]) -> Iterator[str]:
    for before, after in pairwise(runs):
        x = (at(before[-1])[0] + at(after[0])[0]) / 2
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="2" y2="{_HIGH - 2}" stroke="#8694a0" stroke-dasharray="2 2"/>'


def _rule(x: float, top: float, bottom: float, colour: str, width: float) -> str:
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}" stroke="{colour}" stroke-width="{width}"/>'


def _level(left: float, right: float) -> str:
    return f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{_MIDDLE}" y2="{_MIDDLE}" stroke="{_AREA}" stroke-width="2"/>'


def _dot(x: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{_MIDDLE}" r="5.5" fill="{_AREA}" stroke="#fff" stroke-width="1.5"/>'


def _diamond(x: float) -> str:
    y = _MIDDLE
    return f'<path d="M{x:.1f} {y - 6}L{x + 6:.1f} {y}L{x:.1f} {y + 6}L{x - 6:.1f} {y}Z" fill="#fff" stroke="{_INK}" stroke-width="1.5"/>'


def _square(x: float) -> str:
    return f'<rect x="{x - 4:.1f}" y="{_MIDDLE - 4}" width="8" height="8" fill="#fff" stroke="#8a5a00" stroke-width="1.8"/>'


def _svg(parts: Sequence[str], wide: int) -> str:
    box = f'viewBox="0 0 {wide} {_HIGH}" width="{wide}" height="{_HIGH}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
