"""Change between two years: the map's classes and colours, and the panel of the selected area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dash import html

from domain.change import AreaChange, ChangeFigures, change_indicator
from domain.view_models import Area, Indicator
from domain.view_state import Scale
from domain.wording.change import (
    between,
    change_absent,
    change_labels,
    change_legend,
    change_notes,
    change_sentence,
    change_title,
    change_verdict,
    signed_change,
)
from layouts.choropleth import Choropleth, build_choropleth
from layouts.panel import Onward, panel_of


def change_choropleth(found: ChangeFigures, indicator: Indicator) -> Choropleth:
    """Map of change in five fixed classes around "about equal", each with its words."""
    shown = replace(change_indicator(indicator), title=change_title(indicator), legend=change_legend(indicator))
    drawn = build_choropleth(found.change, shown, Scale.NEDERLAND)
    return replace(drawn, labels=change_labels(indicator), change=found, base=indicator)


def change_panel(
    area: Area,
    indicator: Indicator,
    years: tuple[int, int],
    found: AreaChange,
    benchmarks: Sequence[AreaChange],
    onward: Sequence[Onward],
) -> html.Div:
    """Panel of one area: the change in words, both figures, and the same of the areas around it."""
    figures = [figure for figure in (found.later, found.earlier) if figure is not None]
    return panel_of(
        area,
        [indicator],
        f"Verandering van {years[0]} naar {years[1]}: {indicator.title}",
        _answer(indicator, years, found, benchmarks),
        onward,
        [figure.source for figure in figures],
    )


def _answer(
    indicator: Indicator, years: tuple[int, int], found: AreaChange, benchmarks: Sequence[AreaChange]
) -> list[Any]:
    told = found.change
    beside = [html.Li(change_sentence(each.name, each.change, each.ends, years, indicator)) for each in benchmarks]
    if told.value is None:
        return [
            html.P("Geen verandering te geven", className="groot-getal zonder"),
            html.P(change_absent(told, found.ends, years, indicator)),
        ]
    return [
        html.P(signed_change(told.value, indicator), className="groot-getal"),
        html.P([html.Strong(f"{change_verdict(told, indicator)}: "), f"{between(found.ends, years, indicator)}."]),
        *[html.P(note, className="klein") for note in change_notes(told)],
        html.Ul(beside, className="vergelijking"),
    ]


def change_announcement(area: Area, indicator: Indicator, years: tuple[int, int], found: AreaChange) -> str:
    """What a screen reader hears after a choice."""
    return f"{indicator.title}, {change_sentence(area.name, found.change, found.ends, years, indicator)}"
