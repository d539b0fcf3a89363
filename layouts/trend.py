"""Panel "Hoe veranderde dit?": the verdict in words first, then the chart, then every figure as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from domain.charts import break_years, chart_axis, tick_decimals
from domain.numbers_nl import format_number, format_value, with_unit
from domain.observations import Grade
from domain.series import AreaSeries, Line, PlaceParts, Role
from domain.trend import Point, Trend, Why
from domain.view_models import Indicator
from domain.wording import status_short
from domain.wording.figures import titled
from domain.wording.trend import (
    MODELLED_NO_TREND,
    axis_note,
    beside_sentence,
    break_sentence,
    converted_note,
    earlier_sentence,
    parts_sentence,
    series_source,
    trend_sentence,
    verdict_label,
)
from layouts.aria import aria
from layouts.trend_chart import trend_chart


@dataclass(frozen=True)
class TrendView:
    """Lines of one area with what each of them tells, in the same order; `earlier` is the trend before the newest break."""

    series: AreaSeries
    indicator: Indicator
    trends: tuple[Trend, ...]
    earlier: Trend | None
    parts: PlaceParts | None
    download: str

    @property
    def own(self) -> Trend:
        """What the area's own line tells."""
        return self.trends[0]


def trend_panel(view: TrendView) -> list[Any]:
    """Panel of one area and indicator. Without any figure only the reason stands there."""
    own = view.series.own
    earlier = earlier_sentence(view.earlier, view.indicator) if view.earlier else ""
    words = html.Div(
        [
            html.H2(f"Hoe veranderde dit in {view.series.area.name}?", id="verloop-titel"),
            html.P([html.Strong(f"{verdict_label(view.own)}. "), trend_sentence(view.own, view.indicator, own.points)]),
            html.P(earlier) if earlier else None,
        ],
        className="verloop-zin",
    )
    return [words, _figure(view), html.Div(list(_more(view)), className="verloop-meer")] if own.is_filled else [words]


def _more(view: TrendView) -> Iterator[Any]:
    beside = [
        html.Li(beside_sentence(line.name, found, view.indicator))
        for line, found in zip(view.series.lines[1:], view.trends[1:], strict=True)
        if line.is_filled
    ]
    if beside:
        yield html.Ul(beside, className="verloop-naast")
    if view.parts is not None:
        parts = view.parts
        yield html.P(parts_sentence(parts.parts, parts.first_year, parts.last_year, view.indicator))
    cited, licences = _sources(view.series)
    yield html.Details(
        [
            html.Summary("Alle cijfers in een tabel"),
            _table(view),
            html.P(f"{'; '.join(cited)}.", className="klein bron"),
        ],
        className="verloop-tabel",
    )
    yield html.P(html.A("Download deze cijfers (CSV)", href=view.download, download=""), className="downloads")
    yield html.P(series_source(cited, licences, computed=_has_mean(view.series)), className="klein bron")


def _figure(view: TrendView) -> html.Figure:
    indicator, lines = view.indicator, [line for line in view.series.lines if line.is_filled]
    years = [point.year for line in lines for point in line.points if point.counts]
    span = f"{min(years)}–{max(years)}" if min(years) < max(years) else str(years[0])
    picture: dict[str, Any] = {"data-svg": trend_chart(view.series, indicator)}
    return html.Figure(
        [
            html.Figcaption(html.Strong(f"{titled(indicator)}, {span}")),
            html.Div(className="verloop-grafiek", **picture),
            html.P("Wijs een jaar aan om de cijfers te lezen.", className="verloop-lees klein", **aria(hidden="true")),
            *[html.P(note, className="klein") for note in _notes(view, lines)],
        ],
        className="verloop-figuur",
    )


def _notes(view: TrendView, lines: Sequence[Line]) -> Iterator[str]:
    """What a reader must know of the picture."""
    indicator = view.indicator
    if indicator.kind != "modelled":
        yield from dict.fromkeys(break_sentence(year, why) for year, why in break_years(lines, indicator))
    elif view.own.why is not Why.MODELLED:
        yield MODELLED_NO_TREND
    if any(point.grade is Grade.B and point.counts for line in lines for point in line.points):
        yield converted_note(joined=indicator.kind != "modelled")
    axis = chart_axis(lines, indicator)
    if axis.bottom > 0:
        yield axis_note(with_unit(format_number(axis.bottom, tick_decimals(axis, indicator)), indicator.unit))
    yield from (line.note for line in lines if line.note)
    yield from (line.absent for line in view.series.lines[1:] if not line.is_filled and line.absent)


def _table(view: TrendView) -> html.Div:
    lines = [line for line in view.series.lines if line.is_filled]
    head = html.Tr([html.Th("Jaar", scope="col"), *[html.Th(line.name, scope="col") for line in lines]])
    rows = [
        html.Tr([html.Th(str(year), scope="row"), *[_cell(line.by_year.get(year), view.indicator) for line in lines]])
        for year in reversed(view.series.years)
    ]
    converted = any(point.grade is Grade.B and point.counts for line in lines for point in line.points)
    caption = f"{view.indicator.title}.{' ° is overgenomen van een oudere indeling.' if converted else ''}"
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(rows)])
    return html.Div(
        table, className="verloop-vak", tabIndex=0, role="region", **aria(label="Tabel van cijfers per jaar")
    )


def _cell(point: Point | None, indicator: Indicator) -> html.Td:
    if point is None:
        return html.Td("–")
    if point.value is None or point.grade is Grade.C:
        return html.Td(status_short(point.status), className="zonder")
    margin = ""
    if point.lower is not None and point.upper is not None:
        margin = (
            f" ({format_number(point.lower, indicator.decimals)} tot {format_number(point.upper, indicator.decimals)})"
        )
    converted = "°" if point.grade is Grade.B else ""
    return html.Td(f"{format_value(point.value, indicator)}{margin}{converted}", className="getal")


def _sources(series: AreaSeries) -> tuple[list[str], list[str]]:
    """Sources and licences of the area's own years, newest first, each named once."""
    newest = [
        figure.source for _, figure in sorted(series.own.figures.items(), reverse=True) if figure.value is not None
    ]
    return list(dict.fromkeys(each.citation for each in newest)), list(dict.fromkeys(each.licence for each in newest))


def _has_mean(series: AreaSeries) -> bool:
    return any(line.role is Role.URBANITY and line.is_filled for line in series.lines)
