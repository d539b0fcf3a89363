"""One figure over the years on paper: lines that stop where years may not be compared, told apart by their marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from briefing.sheet import ACCENT, HAIR, INK, SMALL, SOFT, TEXT, WHITE, Drawing, Sheet, Words
from briefing.typeface import width_of, wrapped
from domain.charts import Axis, apart, break_years, chart_axis, tick_decimals
from domain.numbers_nl import format_number, format_value
from domain.observations import Grade
from domain.series import AreaSeries, Line, Role
from domain.trend import Point, segments
from domain.view_models import Indicator
from domain.wording.phrases import listed

_RIGHT: Final = 132.0
_BOTTOM: Final = 16.0
_ROW: Final = 11.0
#: Colour, width, mark, dashes; drawn in this order, the area last.
_STYLE: Final = {
    Role.COUNTRY: (SOFT, 1.2, "s", (0, (5, 2))),
    Role.URBANITY: ("#8a5a00", 1.2, "^", (0, (2, 2))),
    Role.GEMEENTE: (INK, 1.5, "D", "-"),
    Role.AREA: (ACCENT, 2.6, "o", "-"),
}
_BROKEN: Final = "anders gemeten"


@dataclass(frozen=True)
class _Plot:
    axis: Axis
    years: tuple[int, ...]
    left: float
    right: float
    top: float
    bottom: float

    def x(self, year: float) -> float:
        first, last = self.years[0], self.years[-1]
        if first == last:
            return (self.left + self.right) / 2
        return self.left + 8 + (year - first) / (last - first) * (self.right - self.left - 16)

    def y(self, value: float) -> float:
        share = (value - self.axis.bottom) / (self.axis.top - self.axis.bottom)
        return self.bottom - share * (self.bottom - self.top)


def trend_chart(
    series: AreaSeries, indicator: Indicator, words: Words, *, height_cm: float = 7.0, width_cm: float = 17.0
) -> Drawing:
    """Chart of all lines that have a figure; modelled figures stand as points of their own. Without any it says so."""
    sheet = Sheet(words, height_cm, width_cm)
    lines = [line for line in series.lines if line.is_filled]
    alt = _alt(lines, indicator, words)
    years = tuple(sorted({point.year for line in lines for point in line.points if point.counts}))
    if not years:
        sheet.text(0, (sheet.top + sheet.bottom) / 2, "Er zijn geen cijfers over de jaren.", TEXT, SOFT)
        return sheet.drawing(alt)
    axis = chart_axis(lines, indicator)
    ticks = [format_number(tick, tick_decimals(axis, indicator)) for tick in axis.ticks]
    left = max(width_of(text, SMALL) for text in ticks) + 6
    plot = _Plot(axis, years, left, sheet.width - _RIGHT, sheet.top + 14, sheet.bottom - _BOTTOM)
    _grid(sheet, plot, ticks)
    joined = indicator.kind != "modelled"
    if joined:
        _rules(sheet, plot, lines, indicator)
    for line in sorted(lines, key=lambda each: list(_STYLE).index(each.role)):
        _line(sheet, plot, line, indicator, joined=joined)
    _names(sheet, plot, lines, indicator)
    return sheet.drawing(alt)


def _grid(sheet: Sheet, plot: _Plot, ticks: Sequence[str]) -> None:
    for tick, text in zip(plot.axis.ticks, ticks, strict=True):
        y = plot.y(tick)
        sheet.line([plot.left, plot.right], [y, y], SOFT if tick == 0 else HAIR, 0.6)
        sheet.text(plot.left - 5, y + 3, text, SMALL, SOFT, align="right")
    told: list[int] = []
    for year in reversed(plot.years):
        if not told or plot.x(told[-1]) - plot.x(year) >= 28:
            told.append(year)
            sheet.text(plot.x(year), plot.bottom + 13, str(year), SMALL, SOFT, align="center")


def _rules(sheet: Sheet, plot: _Plot, lines: Sequence[Line], indicator: Indicator) -> None:
    """A dashed rule between two years that may not be compared."""
    for year in sorted({year for year, _ in break_years(lines, indicator)}):
        before = max(each for each in plot.years if each < year)
        x = plot.x((before + min(each for each in plot.years if each >= year)) / 2)
        sheet.line([x, x], [plot.top - 4, plot.bottom], SOFT, 0.8, dashes=(0, (3, 3)))
        to_left = x > (plot.left + plot.right) / 2
        sheet.text(x, plot.top - 6, _BROKEN, SMALL - 0.5, SOFT, align="right" if to_left else "left")


def _line(sheet: Sheet, plot: _Plot, line: Line, indicator: Indicator, *, joined: bool) -> None:
    colour, width, shape, dashes = _STYLE[line.role]
    aside = 0.0 if joined else {Role.COUNTRY: 5, Role.URBANITY: 9, Role.GEMEENTE: 1, Role.AREA: -4}[line.role]
    for part in segments(line.points, indicator.series_breaks):
        for one, other in pairwise(part.points) if joined else ():
            if any(one.year < year < other.year for year in plot.years):
                continue  # a year that others have and this place has not
            dots = (0, (1, 2)) if Grade.B in (one.grade, other.grade) else dashes
            ends = [(plot.x(each.year), plot.y(each.value or 0.0)) for each in (one, other)]
            sheet.line([x for x, _ in ends], [y for _, y in ends], colour, width, dashes=dots)
        for point in part.points:
            _point(sheet, plot, point, line.role, aside, colour, shape)


def _point(sheet: Sheet, plot: _Plot, point: Point, role: Role, aside: float, colour: str, shape: str) -> None:
    assert point.value is not None
    x = plot.x(point.year) + aside
    if role is Role.AREA and point.lower is not None and point.upper is not None:
        sheet.line([x, x], [plot.y(point.lower), plot.y(point.upper)], colour, 1.4)
    fill = WHITE if point.grade is Grade.B or role in (Role.GEMEENTE, Role.URBANITY) else None
    sheet.marker(x, plot.y(point.value), shape, colour, 5.4 if role is Role.AREA else 4.0, fill=fill)


def _last(line: Line) -> Point:
    return [point for point in line.points if point.counts][-1]


def _names(sheet: Sheet, plot: _Plot, lines: Sequence[Line], indicator: Indicator) -> None:
    """Mark, name and last figure of every line beside its end, moved apart where they would touch."""
    wanted = []
    for line in lines:
        bold = line.role is Role.AREA
        last = _last(line)
        rows = wrapped(f"{line.name} {format_value(last.value, indicator)}", SMALL, _RIGHT - 20, bold=bold, rows=2)
        wanted.append((plot.y(last.value or 0.0), line, rows))
    wanted.sort(key=lambda each: each[0])
    heights = [len(rows) * _ROW + 2 for _, _, rows in wanted]
    tops = apart(
        [y - height / 2 for (y, _, _), height in zip(wanted, heights, strict=True)],
        heights,
        plot.top - 12,
        plot.bottom + 8,
    )
    for top, (_, line, rows) in zip(tops, wanted, strict=True):
        colour, _, shape, _ = _STYLE[line.role]
        fill = WHITE if line.role in (Role.GEMEENTE, Role.URBANITY) else None
        sheet.marker(plot.right + 10, top + 6.5, shape, colour, 4.4, fill=fill)
        for number, row in enumerate(rows):
            sheet.text(plot.right + 17, top + 9.5 + number * _ROW, row, SMALL, colour, bold=line.role is Role.AREA)


def _alt(lines: Sequence[Line], indicator: Indicator, words: Words) -> str:
    """First and last figure of every line, and the years that may not be compared."""
    told = [f"Lijngrafiek. {words.title}. {words.about}.".replace("..", ".")]
    if not lines:
        return f"{told[0]} Er zijn geen cijfers over de jaren."
    for line in lines:
        points = [point for point in line.points if point.counts]
        first, last = points[0], points[-1]
        text = f"{line.name}: {format_value(first.value, indicator)} in {first.year}"
        told.append(f"{text}." if first is last else f"{text}, {format_value(last.value, indicator)} in {last.year}.")
    broken = [str(year) for year, _ in break_years(lines, indicator)]
    if broken and indicator.kind != "modelled":
        told.append(
            f"Vanaf {listed(broken)} is {_BROKEN}: de jaren daarvoor zijn niet te vergelijken met de jaren erna."
        )
    if indicator.kind == "modelled":
        told.append("Het zijn losse schattingen: er loopt geen lijn tussen de jaren.")
    return " ".join(told)
