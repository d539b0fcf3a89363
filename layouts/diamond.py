"""Legend of two themes: a diamond of cells that are buttons, its axes in words, and every cell as a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from domain.areas import Level
from domain.numbers_nl import format_share
from domain.palettes import TWO_THEMES, text_colour
from domain.terms import Term
from domain.two_themes import CELLS, STEPS, Axis, Pair, cell_code
from domain.wording import kind_label
from domain.wording.phrases import listed
from domain.wording.two_themes import axis_classes, axis_name, cell_sentence, cell_words, cuts_sentence
from layouts.aria import aria
from layouts.legend import absent_entry
from layouts.terms import explained_all
from layouts.two_themes import absent_counts


@dataclass(frozen=True)
class DiamondTexts:
    """Words of one mode: corners from below against the clock (both low, only x, both high, only y), and lines below.

    `cells` gives every cell in words, `lines` are sentences under the diamond, `more` and `after` parts of the mode's own.
    """

    corners: tuple[str, str, str, str]
    cells: tuple[str, ...]
    lines: tuple[str, ...]
    more: tuple[Any, ...] = ()
    after: tuple[Any, ...] = ()


def pair_cells(pair: Pair) -> tuple[str, ...]:
    """Every cell of two themes in words."""
    return tuple(cell_words(pair.x, pair.y, cell) for cell in range(CELLS))


def diamond_legend(
    pair: Pair, texts: DiamondTexts, scope: str, source: str, picked: str | None, terms: Sequence[Term] = ()
) -> html.Figure:
    """Figure with its own caption (names, units, years, source), so that a print or picture of it stands by itself.

    `terms` are explained in the sentences under it.
    """
    level = pair.x_figures.level
    *lines, told_scope = explained_all([*texts.lines, scope], terms)
    return html.Figure(
        [
            html.Figcaption(_caption(pair)),
            html.Div([_diamond(pair, texts, level, picked), _axes(pair)], className="ruit-en-assen"),
            html.P(_how(picked), className="klein"),
            absent_entry(pair.residents, absent_counts(pair), level),
            *texts.more,
            *[html.P(line, className="klein legenda-regel") for line in lines],
            _in_words(pair, texts, level),
            *texts.after,
            html.P(told_scope, className="klein legenda-schaal"),
            html.P(source, className="klein bron"),
        ],
        className="legenda legenda-twee",
    )


def _caption(pair: Pair) -> list[Any]:
    parts: list[Any] = [html.Strong(f"{axis_name(pair.x)} en {axis_name(pair.y)}")]
    modelled = [axis.indicator.title for axis in (pair.x, pair.y) if axis.indicator.kind == "modelled"]
    if modelled:
        parts.append(html.Span(f"{listed(modelled)}: {kind_label('modelled')}", className="soort"))
    return parts


def _how(picked: str | None) -> str:
    if picked:
        return "U ziet één vak duidelijk en de andere lichter. Kies het vak nog een keer om alles weer te zien."
    return "Kies een vak om op de kaart te zien waar het voorkomt. In elk vak staat welk deel van de inwoners er woont."


def _diamond(pair: Pair, texts: DiamondTexts, level: Level, picked: str | None) -> html.Div:
    low, right, high, left = texts.corners
    shown = _cells(pair)
    columns = len({cell % STEPS for cell in shown})
    rows = len({cell // STEPS for cell in shown})
    return html.Div(
        [
            html.Span(high, className="ruit-hoek boven", **aria(hidden="true")),
            html.Span(left, className="ruit-hoek links", **aria(hidden="true")),
            html.Div(
                html.Div(
                    [_cell(pair, texts, level, cell, picked) for cell in shown],
                    className="ruit",
                    style={"--kolommen": str(columns), "--rijen": str(rows)},
                ),
                className="ruit-houder",
                role="group",
                **aria(label="Vakken van de legenda. Kies er een om hem op de kaart te zien."),
            ),
            html.Span(right, className="ruit-hoek rechts", **aria(hidden="true")),
            html.Span(low, className="ruit-hoek onder", **aria(hidden="true")),
        ],
        className="ruit-vak",
    )


def _cells(pair: Pair) -> list[int]:
    """Cells that there can be, in the order of reading: the highest along y first."""
    return [STEPS * y + x for y in reversed(pair.y.steps) for x in pair.x.steps]


def _cell(pair: Pair, texts: DiamondTexts, level: Level, cell: int, picked: str | None) -> html.Button:
    colour, code = TWO_THEMES[cell], cell_code(cell)
    names: dict[str, Any] = {"data-vak": code} | aria(
        label=_sentence(pair, texts, level, cell), pressed="true" if picked == code else "false"
    )
    return html.Button(
        html.Span(_share(pair, cell), **aria(hidden="true")),
        className="ruit-cel",
        style={"backgroundColor": colour, "color": text_colour(colour)},
        type="button",
        **names,
    )


def _share(pair: Pair, cell: int) -> str:
    if not pair.residents.areas[cell]:
        return "0%"
    share = pair.residents.share(cell)
    return "<1%" if 0 < share < 0.005 else format_share(share)


def _sentence(pair: Pair, texts: DiamondTexts, level: Level, cell: int) -> str:
    residents = pair.residents
    return cell_sentence(
        texts.cells[cell], residents.residents[cell], residents.share(cell), residents.areas[cell], level
    )


def _axes(pair: Pair) -> html.Div:
    return html.Div(
        [
            _axis(pair.x, [TWO_THEMES[step] for step in pair.x.steps], "Naar rechtsboven, oranje: "),
            _axis(pair.y, [TWO_THEMES[STEPS * step] for step in pair.y.steps], "Naar linksboven, blauw: "),
        ],
        className="ruit-assen",
    )


def _axis(axis: Axis, colours: Sequence[str], direction: str) -> html.Div:
    rows = [
        html.Li(
            [
                html.Span(className="staaltje", style={"backgroundColor": colour}, **aria(hidden="true")),
                html.Strong(word),
                f": {bounds}" if bounds else None,
            ]
        )
        for colour, (word, bounds) in zip(colours, axis_classes(axis), strict=True)
    ]
    return html.Div(
        [
            html.P([html.Span(direction, className="klein"), html.Strong(axis_name(axis))]),
            html.Ul(rows),
            html.P(cuts_sentence(axis), className="klein"),
        ]
    )


def _in_words(pair: Pair, texts: DiamondTexts, level: Level) -> html.Details:
    rows = [
        html.Li(
            [
                html.Span(className="staaltje", style={"backgroundColor": TWO_THEMES[cell]}, **aria(hidden="true")),
                f"{_sentence(pair, texts, level, cell)}.",
            ]
        )
        for cell in _cells(pair)
    ]
    return html.Details([html.Summary("Alle vakken in woorden"), html.Ul(rows)], className="vakken-in-woorden")
