"""Legend and strip in one figure: the classes as an axis, every area as a dot above it, benchmarks marked by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from domain.areas import Level
from domain.classes import ClassResidents
from domain.numbers_nl import format_number, format_share, format_value
from domain.observations import Grade, Status
from domain.palettes import text_colour
from domain.view_state import Scale
from domain.wording import class_sentence, kind_label, level_name, scale_label, status_short
from domain.wording.change import converted_areas, renewed_areas, signed_change
from domain.wording.figures import titled
from layouts.aria import aria
from layouts.choropleth import Choropleth
from layouts.panel import Onward
from layouts.scale import mark_position


@dataclass(frozen=True)
class Mark:
    """A benchmark on the axis. Without a value `absent` says in words why it is not there."""

    name: str
    value: float | None
    absent: str = ""


@dataclass(frozen=True)
class Known:
    """Where a figure is known at all, and links to go there."""

    sentence: str
    links: tuple[Onward, ...]


def legend(
    choropleth: Choropleth,
    marks: Sequence[Mark],
    selected: Mark | None,
    frame_name: str,
    source: str,
    known: Known | None = None,
) -> html.Figure:
    """Figure with its own caption (name, unit, year, source), so that a print or picture of it stands by itself."""
    return html.Figure(
        [
            html.Figcaption(_caption(choropleth)),
            _known(known) if known else None,
            html.P(choropleth.indicator.legend, className="legenda-zin"),
            _axis(choropleth, marks, selected),
            absent_entry(choropleth.residents, choropleth.absent, choropleth.figures.level),
            *_marked(choropleth),
            _left_out(marks),
            html.P(_scale_line(choropleth, frame_name), className="klein legenda-schaal"),
            html.P(source, className="klein bron"),
        ],
        className="legenda",
    )


def _known(known: Known) -> html.P:
    links = [dcc.Link(link.text, href=link.href) for link in known.links]
    return html.P([html.Strong(known.sentence), *links], className="bekend")


def _caption(choropleth: Choropleth) -> list[Any]:
    indicator = choropleth.indicator
    kind = html.Span(kind_label(indicator.kind), className="soort") if indicator.kind == "modelled" else None
    return [html.Strong(f"{titled(indicator)}, {choropleth.period}"), kind]


def _axis(choropleth: Choropleth, marks: Sequence[Mark], selected: Mark | None) -> html.Div:
    shown = [mark for mark in marks if mark.value is not None]
    return html.Div(
        [
            html.Div(
                [
                    *[_mark(mark, choropleth, "ijk") for mark in shown],
                    *([_mark(selected, choropleth, "gekozen")] if selected and selected.value is not None else []),
                ],
                className="as-merken",
            ),
            html.Canvas(id="strook", className="strook", role="img", **aria(label=_strip_in_words(choropleth))),
            html.Ol([_class(choropleth, index) for index in range(len(choropleth.colours))], className="klassen"),
            html.Div(id="wijzer", className="wijzer", hidden=True, **aria(hidden="true")),
        ],
        className="as",
        style={"--klassen": str(len(choropleth.colours))},
    )


def _strip_in_words(choropleth: Choropleth) -> str:
    plural = level_name(choropleth.figures.level, plural=True)
    number = format_number(choropleth.filled, 0)
    return f"Elke stip is een van de {number} {plural} met een cijfer. De lijst onder de kaart geeft dezelfde cijfers."


def _left_out(marks: Sequence[Mark]) -> html.Ul | None:
    """Why a benchmark has no place on the axis."""
    reasons = [html.Li(mark.absent) for mark in marks if mark.value is None and mark.absent]
    return html.Ul(reasons, className="legenda-weg") if reasons else None


def _mark(mark: Mark, choropleth: Choropleth, kind: str) -> html.Div:
    value = mark.value if mark.value is not None else 0.0
    place = mark_position(value, choropleth.edges, choropleth.indicator.decimals)
    side = " links" if place > 0.5 else ""
    printed = signed_change(value, choropleth.base) if choropleth.base else format_value(value, choropleth.indicator)
    text = f"{mark.name} {printed}"
    return html.Div(html.Span(text), className=f"merk {kind}{side}", style={"--plek": f"{place * 100:.2f}%"})


def _class(choropleth: Choropleth, index: int) -> html.Li:
    residents, areas = choropleth.residents.residents[index], choropleth.residents.areas[index]
    colour = choropleth.colours[index]
    share = choropleth.residents.share(index)
    label = choropleth.labels[index] if choropleth.labels else "alle waarden"
    people = f"{format_number(residents, 0)} inwoners"
    return html.Li(
        [
            html.Span(
                className="staal",
                style={"backgroundColor": colour, "color": text_colour(colour)},
                **aria(hidden="true"),
            ),
            html.Span(
                [
                    html.Span(label, className="klasse-naam"),
                    html.Span(people, className="klein"),
                    html.Span(format_share(share), className="klein"),
                ],
                className="klasse-tekst",
                **aria(hidden="true"),
            ),
            html.Span(class_sentence(label, residents, share, areas), className="alleen-gesproken"),
        ]
    )


def absent_entry(residents: ClassResidents, absent: Sequence[tuple[Status, int]], level: Level) -> html.Div | None:
    """Entry for areas without a figure: how many, why, and how many people live there; None where all have one."""
    count = residents.areas_without_value
    if not count:
        return None
    people = residents.residents_without_value
    reasons = ", ".join(f"{status_short(status)} {format_number(number, 0)}" for status, number in absent)
    name = level_name(level, plural=count != 1)
    return html.Div(
        [
            html.Span(className="staal arcering", **aria(hidden="true")),
            html.Span(
                f"Geen cijfer: {format_number(count, 0)} {name}, {format_number(people, 0)} inwoners ({reasons})."
            ),
        ],
        className="geen-cijfer",
    )


def _marked(choropleth: Choropleth) -> list[html.P]:
    """What the marks in the list mean, with how many areas have one."""
    found, level = choropleth.change, choropleth.figures.level
    if found is None:
        return []
    shown = [value is not None for value in found.change.values]
    converted = sum(has and grade is Grade.B for has, grade in zip(shown, found.change.grades, strict=True))
    renewed = sum(found.new_residents)
    lines = [converted_areas(converted, level)] if converted else []
    lines += [renewed_areas(renewed, level)] if renewed else []
    return [html.P(line, className="klein") for line in lines]


def _scale_line(choropleth: Choropleth, frame_name: str) -> str:
    if not choropleth.indicator.breaks:
        decimals = choropleth.indicator.decimals
        ends = f"{format_number(choropleth.edges[0], decimals)} tot {format_number(choropleth.edges[-1], decimals)}"
        return f"Aantallen krijgen één kleur: een groot gebied heeft er vanzelf meer. De as loopt van {ends}."
    return scale_label(Scale.GEMEENTE if choropleth.is_local else Scale.NEDERLAND, frame_name)
