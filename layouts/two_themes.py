"""Two themes at once: what the map draws, and the panel of the selected area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dash import dcc, html

from domain.numbers_nl import format_value
from domain.observations import Status
from domain.palettes import TWO_THEMES
from domain.two_themes import CELLS, Axis, Pair, cell_code
from domain.view_models import Area, Figure
from domain.wording import range_text, status_text
from domain.wording.two_themes import (
    axis_name,
    cell_words,
    missing_figure,
    pair_absent,
    pair_notes,
    pair_spoken,
    short_cell,
)
from layouts.choropleth import around_number, drawing_json, rounded_values
from layouts.panel import Benchmark, Onward, comparison_item, panel_of


@dataclass(frozen=True)
class PairSide:
    """One of both figures of the selected area, with those of the areas around it and the map of this theme alone."""

    axis: Axis
    figure: Figure | None
    benchmarks: tuple[Benchmark, ...]
    alone: Onward


def absent_counts(pair: Pair) -> tuple[tuple[Status, int], ...]:
    """Why areas have no place on the map, the most frequent reason first."""
    rows = zip(pair.statuses, pair.cells, strict=True)
    return tuple(Counter(status for status, cell in rows if cell < 0).most_common())


def pair_json(
    pair: Pair,
    frame: Mapping[str, Any],
    words: Sequence[str] | None = None,
    columns: Sequence[Mapping[str, Any]] | None = None,
    **more: Any,
) -> str:
    """What assets/*.js draws of two themes: the cell of every area as its class, both figures as columns.

    `words` names the cells and `columns` (texts per area) stand in for the figures in list and tooltip; `more` lies over the map
    (see assets/map.js).
    """
    x, y = pair.x, pair.y
    both = [_column(x, pair.x_figures.values), _column(y, pair.y_figures.values)]
    words = words or [short_cell(x, y, cell) for cell in range(CELLS)]
    return drawing_json(
        replace(pair.x_figures, statuses=pair.statuses),
        pair.cells,
        frame,
        **{
            "values": [None if cell < 0 else cell for cell in pair.cells],
            "edges": [0, CELLS],
            "colours": TWO_THEMES,
            "labels": words,
            "decimals": 0,
            "before": "",
            "after": "",
            "title": f"{x.indicator.title} en {y.indicator.title}",
            "caption": f"{axis_name(x)} en {axis_name(y)}",
            "year": " en ".join(dict.fromkeys((str(x.year), str(y.year)))),
            "change": None,
            "pair": {
                "codes": [cell_code(cell) for cell in range(CELLS)],
                "words": words,
                "columns": both if columns is None else columns,
                **more,
            },
        },
    )


def _column(axis: Axis, values: Sequence[float | None]) -> dict[str, Any]:
    indicator = axis.indicator
    before, after = around_number(indicator)
    return {
        "head": f"{indicator.title}, {axis.year}",
        "values": rounded_values(values, indicator.decimals),
        "decimals": indicator.decimals,
        "before": before,
        "after": after,
    }


def pair_panel(
    area: Area, sides: tuple[PairSide, PairSide], cell: int, onward: Sequence[Onward], good: Sequence[Any]
) -> html.Div:
    """Panel of one area: both figures beside those of its gemeente and the country, and its cell in words."""
    x, y = (side.axis for side in sides)
    figures = [side.figure for side in sides if side.figure is not None]
    answer = [
        html.Dl([part for side in sides for part in _side(area, side)], className="twee-cijfers"),
        _place(sides, cell),
        *[html.P(note, className="klein") for note in pair_notes(x.indicator, y.indicator)],
        *good,
    ]
    alone = [side.alone for side in sides]
    return panel_of(
        area,
        [x.indicator, y.indicator],
        "Twee thema's naast elkaar",
        answer,
        [*alone, *onward],
        [figure.source for figure in figures],
    )


def _side(area: Area, side: PairSide) -> list[Any]:
    indicator, figure = side.axis.indicator, side.figure
    value = figure.value if figure is not None else None
    beside = []
    if figure is not None and value is not None:
        beside = [comparison_item(indicator, figure, each) for each in side.benchmarks]
    spread = range_text(figure, indicator) if figure is not None else ""
    return [
        html.Dt(axis_name(side.axis)),
        html.Dd(
            [
                html.P(
                    format_value(value, indicator) if value is not None else "Geen cijfer",
                    className="groot-getal" if value is not None else "groot-getal zonder",
                ),
                html.P(spread, className="klein") if spread else None,
                html.P(_why(area, figure)) if value is None else None,
                html.Ul(beside, className="vergelijking") if any(beside) else None,
            ]
        ),
    ]


def _why(area: Area, figure: Figure | None) -> str:
    return status_text(Status.UNKNOWN if figure is None else figure.status, area.level)


def _place(sides: tuple[PairSide, PairSide], cell: int) -> html.P:
    x, y = (side.axis for side in sides)
    if cell >= 0:
        swatch = html.Span(className="staaltje", style={"backgroundColor": TWO_THEMES[cell]})
        return html.P([swatch, html.Strong("Vak op de kaart: "), f"{cell_words(x, y, cell)}."])
    missing = [
        missing_figure(side.axis.indicator, side.axis.year, "geen cijfer")
        for side in sides
        if side.figure is None or side.figure.value is None
    ]
    if not missing:  # the country or a gemeente while the map shows its buurten
        return html.P("Kies een gebied op de kaart of in de lijst om zijn vak te zien.", className="klein")
    return html.P(pair_absent(missing))


def pair_announcement(area: Area, sides: tuple[PairSide, PairSide], cell: int) -> str:
    """What a screen reader hears after a choice."""
    values = tuple(side.figure.value if side.figure else None for side in sides)
    return pair_spoken(area.name, sides[0].axis, sides[1].axis, (values[0], values[1]), cell)


def alone_links(sides: tuple[PairSide, PairSide]) -> html.Ul:
    """Links to the map of each theme alone."""
    return html.Ul(
        [html.Li(dcc.Link(side.alone.text, href=side.alone.href)) for side in sides], className="los-bekijken"
    )
