"""Side panel: everything about the selected area and this one indicator, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash import dcc, html

from domain.areas import Level
from domain.numbers_nl import format_value
from domain.terms import Term
from domain.view_models import Area, Figure, Indicator, SourceLine
from domain.wording import (
    compare,
    direction_note,
    kind_label,
    place_line,
    population_line,
    range_text,
    route_text,
    status_text,
)
from layouts.action import action_part
from layouts.aria import aria
from layouts.terms import explained_all

_NOT_LISTED: Final = (
    "De bron noemt dit gebied niet bij dit onderwerp en jaar. Kies een ander jaar of een ander onderwerp."
)


@dataclass(frozen=True)
class Benchmark:
    """Figure of an area around the selected one, from the same table and year; `absent` says why there is none."""

    name: str
    figure: Figure | None
    absent: str


@dataclass(frozen=True)
class Onward:
    """A link to go on with: other level, other area."""

    text: str
    href: str


def panel(
    area: Area,
    indicator: Indicator,
    year: int,
    figure: Figure | None,
    benchmarks: Sequence[Benchmark],
    onward: Sequence[Onward],
    good: Sequence[Any] = (),
    terms: Sequence[Term] = (),
) -> html.Div:
    """Panel of one area. The subject of a sentence is the area or a number of people, never residents as persons."""
    answer = _absence(area, figure)
    if figure is not None and figure.value is not None:
        answer = _value(indicator, figure, benchmarks)
    sources = [figure.source] if figure is not None else []
    return panel_of(area, [indicator], f"{indicator.title}, {year}", [*answer, *good], onward, sources, terms)


def panel_of(
    area: Area,
    indicators: Sequence[Indicator],
    question: str,
    answer: Sequence[Any],
    onward: Sequence[Onward],
    sources: Sequence[SourceLine],
    terms: Sequence[Term] = (),
) -> html.Div:
    """Panel with an answer to a question about one area, ways on, what to know of every indicator and sources.

    `terms` are explained where what to know names them.
    """
    return html.Div(
        [
            html.H2(area.name, className="paneel-naam", tabIndex=-1),
            html.P([*_place(area), population_line(area)], className="klein"),
            html.Div(
                [
                    html.P(question, className="paneel-vraag"),
                    *answer,
                ],
                className="paneel-cijfer",
            ),
            html.P(id="vergelijk-aangewezen", className="klein aangewezen", **aria(hidden="true")),
            html.Ul([html.Li(dcc.Link(link.text, href=link.href)) for link in onward], className="verder")
            if onward
            else None,
            *[_know(indicator, terms, alone=len(indicators) == 1) for indicator in indicators],
            action_part(indicators[0]) if len(indicators) == 1 else None,
            *map(_source, dict.fromkeys(sources)),
        ]
    )


def _place(area: Area) -> list[Any]:
    return [] if area.level is Level.LAND else [place_line(area), html.Br()]


def _value(indicator: Indicator, figure: Figure, benchmarks: Sequence[Benchmark]) -> list[Any]:
    spread = range_text(figure, indicator)
    route = route_text(figure)
    return [
        html.P(format_value(figure.value, indicator), className="groot-getal"),
        html.P(spread, className="klein") if spread else None,
        html.Ul([comparison_item(indicator, figure, benchmark) for benchmark in benchmarks], className="vergelijking"),
        html.P(route, className="klein") if route else None,
    ]


def comparison_item(indicator: Indicator, figure: Figure, benchmark: Benchmark) -> html.Li | None:
    """A figure beside that of an area around it, in one sentence; None where there is nothing to say."""
    other = benchmark.figure
    if other is None or other.value is None:
        return html.Li(benchmark.absent, className="klein") if benchmark.absent else None
    sentence = compare(figure.value, other.value, indicator, benchmark.name, figure.lower, figure.upper)
    return html.Li(sentence or f"{benchmark.name}: {format_value(other.value, indicator)}")


def _absence(area: Area, figure: Figure | None) -> list[Any]:
    why = status_text(figure.status, area.level) if figure is not None else _NOT_LISTED
    return [html.P("Geen cijfer", className="groot-getal zonder"), html.P(why)]


def _know(indicator: Indicator, terms: Sequence[Term], *, alone: bool) -> html.Details:
    note = direction_note(indicator)
    kind = f"Dit cijfer is {kind_label(indicator.kind)}."
    describes, *know, told_kind = explained_all(
        [indicator.describes, *(item.text for item in indicator.know), kind], terms
    )
    return html.Details(
        [
            html.Summary("Wat u moet weten" if alone else f"Wat u moet weten: {indicator.title}"),
            html.P(describes),
            html.Ul(
                [
                    *[
                        html.Li(text, className=f"weet-{item.weight}")
                        for text, item in zip(know, indicator.know, strict=True)
                    ],
                    html.Li(told_kind),
                    html.Li(note) if note else None,
                ]
            ),
        ],
        open=alone,
        className="weten",
    )


def _source(source: SourceLine) -> html.P:
    return html.P(f"{source.citation}. Licentie: {source.licence}.", className="klein bron")


def announcement(area: Area, indicator: Indicator, year: int, figure: Figure | None) -> str:
    """What a screen reader hears after a choice."""
    if figure is None or figure.value is None:
        return f"{area.name}: geen cijfer over {indicator.title}, {year}."
    return f"{area.name}: {format_value(figure.value, indicator)}, {indicator.title}, {year}."
