"""Chart of one figure over the years as SVG: a line per place with its name at its end, a gap where years may not be compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final

from domain.charts import Axis, apart, break_years, chart_axis, tick_decimals
from domain.numbers_nl import format_number, format_value
from domain.observations import Grade
from domain.series import AreaSeries, Line, Role
from domain.trend import Point, segments
from domain.view_models import Indicator

#: Size of the picture in pixels.
WIDTH: Final = 384
HEIGHT: Final = 256
#: Left of the plot: room for a tick of a few figures, and per figure of a longer one.
_LEFT: Final = 20
_FIGURE: Final = 7.5
_RIGHT: Final = 112
_TOP: Final = 20
_BOTTOM: Final = 28
_ROW: Final = 14
#: Letters of a name that fit on a row beside the plot.
_LETTERS: Final = 15
#: Colour now, colour before a break (lighter, yet 3 to 1 on white), width of the line.
_STYLE: Final = {
    Role.COUNTRY: ("#4b5964", "#88939c", 1.5),
    Role.URBANITY: ("#8a5a00", "#b5822a", 1.5),
    Role.GEMEENTE: ("#16212b", "#7c8791", 2.0),
    Role.AREA: ("#1a5a96", "#5b8fc0", 3.0),
}
#: Sideways, in pixels, so that margins and points of one year stay apart where no line joins them.
_ASIDE: Final = {Role.COUNTRY: 6, Role.URBANITY: 10, Role.GEMEENTE: 2, Role.AREA: -4}


@dataclass(frozen=True)
class _Plot:
    axis: Axis
    years: tuple[int, ...]
    left: float

    def x(self, year: float) -> float:
        first, last = self.years[0], self.years[-1]
        if first == last:
            return (self.left + WIDTH - _RIGHT) / 2
        return self.left + 8 + (year - first) / (last - first) * (WIDTH - _RIGHT - self.left - 16)

    def y(self, value: float) -> float:
        share = (value - self.axis.bottom) / (self.axis.top - self.axis.bottom)
        return HEIGHT - _BOTTOM - share * (HEIGHT - _BOTTOM - _TOP)


def trend_chart(series: AreaSeries, indicator: Indicator) -> str:
    """SVG of all lines that have a figure; empty when none has. Names are escaped. Hidden from screen readers: the table tells more."""
    lines = [line for line in series.lines if line.is_filled]
    years = tuple(sorted({point.year for line in lines for point in line.points if point.counts}))
    if not years:
        return ""
    axis = chart_axis(lines, indicator)
    longest = max(len(_tick(tick, axis, indicator)) for tick in axis.ticks)
    plot = _Plot(axis, years, _LEFT + longest * _FIGURE)
    joined = indicator.kind != "modelled"
    body = [
        *_ticks(plot, indicator),
        *(_rules(plot, lines, indicator) if joined else ()),
        *(part for line in sorted(lines, key=_order) for part in _line(plot, line, indicator, joined=joined)),
        *_names(plot, lines),
        *_columns(plot, lines, indicator),
    ]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true" focusable="false">{"".join(body)}</svg>'


def _order(line: Line) -> int:
    return list(_STYLE).index(line.role)


def _ticks(plot: _Plot, indicator: Indicator) -> Iterator[str]:
    right = WIDTH - _RIGHT
    for tick in plot.axis.ticks:
        y = plot.y(tick)
        yield f'<path d="M{plot.left:.1f} {y:.1f}H{right}" stroke="{"#8694a0" if tick == 0 else "#dfe4e8"}"/>'
        text = _tick(tick, plot.axis, indicator)
        yield f'<text x="{plot.left - 6:.1f}" y="{y + 4:.1f}" text-anchor="end" class="as-getal">{text}</text>'
    for year in _told(plot):
        yield f'<text x="{plot.x(year):.1f}" y="{HEIGHT - 8}" text-anchor="middle" class="as-getal">{year}</text>'


def _tick(tick: float, axis: Axis, indicator: Indicator) -> str:
    return format_number(tick, tick_decimals(axis, indicator))


def _told(plot: _Plot) -> list[int]:
    """Years that are printed under the plot: the last, and as many before it as fit."""
    told: list[int] = []
    for year in reversed(plot.years):
        if not told or plot.x(told[-1]) - plot.x(year) >= 36:
            told.append(year)
    return told


def _rules(plot: _Plot, lines: Sequence[Line], indicator: Indicator) -> Iterator[str]:
    for year in sorted({year for year, _ in break_years(lines, indicator)}):
        before = max(each for each in plot.years if each < year)
        x = plot.x((before + min(each for each in plot.years if each >= year)) / 2)
        yield f'<path d="M{x:.1f} {_TOP - 4}V{HEIGHT - _BOTTOM}" stroke="#4b5964" stroke-dasharray="4 4"/>'
        anchor = "end" if x > (WIDTH - _RIGHT) / 2 + 20 else "start"
        yield f'<text x="{x:.1f}" y="{_TOP - 8}" text-anchor="{anchor}" class="as-getal">anders gemeten</text>'


def _line(plot: _Plot, line: Line, indicator: Indicator, *, joined: bool) -> Iterator[str]:
    now, before, width = _STYLE[line.role]
    parts = segments(line.points, indicator.series_breaks)
    for part in parts:
        colour = now if part is parts[-1] or not joined else before
        aside = 0 if joined else _ASIDE[line.role]
        if joined:
            yield from _joints(plot, part.points, colour, width)
        for point in part.points:
            yield from _marker(plot, point, colour, width, aside, has_margin=line.role is Role.AREA)


def _joints(plot: _Plot, points: Sequence[Point], colour: str, width: float) -> Iterator[str]:
    for one, other in pairwise(points):
        if any(one.year < year < other.year for year in plot.years):
            continue  # a year that others have and this place has not
        assert one.value is not None
        assert other.value is not None
        dots = ' stroke-dasharray="1 5" stroke-linecap="round"' if Grade.B in (one.grade, other.grade) else ""
        ends = f"M{plot.x(one.year):.1f} {plot.y(one.value):.1f}L{plot.x(other.year):.1f} {plot.y(other.value):.1f}"
        yield f'<path d="{ends}" stroke="{colour}" stroke-width="{width}" fill="none"{dots}/>'


def _marker(plot: _Plot, point: Point, colour: str, width: float, aside: int, *, has_margin: bool) -> Iterator[str]:
    assert point.value is not None
    x, y = plot.x(point.year) + aside, plot.y(point.value)
    if has_margin and point.lower is not None and point.upper is not None:
        yield f'<path d="M{x:.1f} {plot.y(point.lower):.1f}V{plot.y(point.upper):.1f}" stroke="{colour}" stroke-width="2"/>'
    fill = "#ffffff" if point.grade is Grade.B else colour
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{1 + width:.1f}" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'


def _names(plot: _Plot, lines: Sequence[Line]) -> Iterator[str]:
    """Name of every line beside its last year, moved apart where they would touch."""
    wanted = []
    for line in lines:
        last = [point for point in line.points if point.counts][-1]
        assert last.value is not None
        wanted.append((plot.y(last.value), line, _rows(line.name)))
    wanted.sort(key=lambda each: each[0])
    heights = [len(rows) * _ROW for _, _, rows in wanted]
    tops = apart([y - height / 2 for (y, _, _), height in zip(wanted, heights, strict=True)], heights, 0, HEIGHT - 4)
    for top, (_, line, rows) in zip(tops, wanted, strict=True):
        weight = ' font-weight="700"' if line.role is Role.AREA else ""
        for number, row in enumerate(rows):
            place = f'x="{WIDTH - _RIGHT + 4}" y="{top + 11 + number * _ROW:.1f}"'
            yield f'<text {place} class="lijn-naam" fill="{_STYLE[line.role][0]}"{weight}>{escape(row)}</text>'


def _rows(name: str) -> list[str]:
    """Name on at most two rows."""
    rows = [""]
    for word in name.split():
        if rows[-1] and len(rows[-1]) + 1 + len(word) > _LETTERS:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    if len(rows) > 2:
        rows = [rows[0], f"{' '.join(rows[1:])}"]
    return [row if len(row) <= _LETTERS + 2 else f"{row[: _LETTERS + 1].rstrip()}…" for row in rows]


def _columns(plot: _Plot, lines: Sequence[Line], indicator: Indicator) -> Iterator[str]:
    """An invisible column per year that says all its figures to who points at it."""
    width = min((plot.x(other) - plot.x(one) for one, other in pairwise(plot.years)), default=64.0)
    for year in plot.years:
        told = [
            f"{line.name} {format_value(point.value, indicator)}"
            for line in lines
            if (point := line.by_year.get(year)) and point.counts
        ]
        text = escape(f"{year}: {', '.join(told)}.")
        box = f'x="{plot.x(year) - width / 2:.1f}" y="{_TOP}" width="{width:.1f}" height="{HEIGHT - _TOP - _BOTTOM}"'
        yield f'<rect {box} fill="transparent" data-lees="{text}"/>'
