"""The stacking of burdens: what the map draws, its legend, and the panel of the selected buurt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from domain.numbers_nl import format_value
from domain.palettes import TWO_THEMES
from domain.stack_map import FEWEST_NEW_DWELLINGS, Side, StackMap
from domain.terms import Term
from domain.view_models import Area
from domain.wording import range_text
from domain.wording.stacking import (
    built_here,
    built_legend,
    built_sentence,
    careful_legend,
    careful_sentence,
    count_text,
    marked_sentence,
    no_built,
    not_on_map,
    robust_legend,
    robust_sentence,
    rule_sentence,
    short_cells,
    short_verdict,
    side_sentence,
    stack_cells,
    stack_corners,
    threshold_sentence,
    verdict,
)
from domain.wording.two_themes import axis_name
from layouts.diamond import DiamondTexts
from layouts.panel import Onward, panel_of
from layouts.two_themes import PairSide, pair_json


@dataclass(frozen=True)
class Built:
    """New dwellings per area since a year; `counts` is None where no figures tell of it."""

    since: int
    until: int
    is_growth: bool
    counts: tuple[int | None, ...] | None


@dataclass(frozen=True)
class StackMade:
    """The map of the stacking with what lies over it, and lines that were computed for its frame."""

    stack: StackMap
    built: Built | None
    outside: str
    then_now: str
    chance: tuple[str, ...]


def stack_json(made: StackMade, frame: Mapping[str, Any]) -> str:
    """What assets/*.js draws of the stacking: as two themes, with counts in the list, care and new dwellings over the map."""
    stack = made.stack
    rows = stack.areas
    return pair_json(
        stack.pair,
        frame,
        words=short_cells(stack),
        columns=[
            _column(f"{stack.sides[0].title}: punten", [(count_text(area.x), area.x[0]) for area in rows]),
            _column(f"{stack.sides[1].title}: punten", [(count_text(area.y), area.y[0]) for area in rows]),
            _column("Komt veel samen", [(short_verdict(area), area.stacked) for area in rows]),
        ],
        careful=[index for index, careful in enumerate(stack.careful) if careful],
        marked=[index for index, area in enumerate(rows) if area.stacked],
        dots=_dots(made.built),
    )


def _column(head: str, rows: Sequence[tuple[str, int | None]]) -> dict[str, Any]:
    """A column of texts, with numbers to sort it by."""
    return {
        "head": head,
        "texts": [text for text, _ in rows],
        "values": [None if n is None else int(n) for _, n in rows],
    }


def _dots(built: Built | None) -> list[tuple[int, int]]:
    """Areas that get a mark, with how many dwellings."""
    if built is None or built.counts is None:
        return []
    return [
        (index, count)
        for index, count in enumerate(built.counts)
        if count is not None and count >= FEWEST_NEW_DWELLINGS
    ]


def stack_texts(made: StackMade, frame_name: str) -> DiamondTexts:
    """Words of the legend."""
    stack = made.stack
    x = stack.sides[0]
    careful = sum(stack.careful)
    lines = [
        rule_sentence(x.title, stack.threshold_pct, is_count=x.is_count),
        threshold_sentence(stack.line, stack.threshold_pct) if stack.line else "",
        robust_legend(stack),
        made.then_now,
        careful_legend(careful) if careful else "",
        *_built_lines(made, frame_name),
        made.outside,
    ]
    return DiamondTexts(
        corners=stack_corners(x),
        cells=stack_cells(stack),
        lines=tuple(line for line in lines if line),
        more=(html.P(html.Strong(marked_sentence(stack, frame_name)), className="stapel-zin"),),
        after=(_chance(made.chance),),
    )


def _built_lines(made: StackMade, frame_name: str) -> list[str]:
    built, stack = made.built, made.stack
    if built is None:
        return []
    if built.counts is None:
        return [no_built(built.since)]
    people = [count or 0 for count in stack.pair.x_figures.residents_count]
    marked = [bool(area.stacked) for area in stack.areas]
    here = sum(count or 0 for count, is_marked in zip(built.counts, marked, strict=True) if is_marked)
    living = sum(count for count, is_marked in zip(people, marked, strict=True) if is_marked)
    told = built_sentence(
        built.since,
        built.until,
        is_growth=built.is_growth,
        total=sum(count or 0 for count in built.counts),
        marked=here,
        people_share=living / sum(people) if sum(people) else 0.0,
        frame_name=frame_name,
    )
    return [told, built_legend(FEWEST_NEW_DWELLINGS)]


def _chance(lines: Sequence[str]) -> html.Details:
    return html.Details(
        [html.Summary("Hoe vaak is dit bij toeval? (voor onderzoekers)"), html.Ul([html.Li(line) for line in lines])],
        className="vakken-in-woorden",
    )


def stack_panel(
    area: Area,
    made: StackMade,
    sides: tuple[PairSide, PairSide],
    onward: Sequence[Onward],
    good: Sequence[Any],
    terms: Sequence[Term] = (),
) -> html.Div:
    """Panel of one buurt: what is good first, then points along both axes by name, scores, and how sure it is."""
    place = made.stack.at(area.code)
    answer = [html.P(not_on_map(area.name))] if place is None else _answer(made, sides, place)
    return panel_of(
        area,
        [side.axis.indicator for side in sides],
        "Wat samenkomt in deze buurt" if place is not None else "Wat samenkomt",
        [*good, *answer],
        [*[side.alone for side in sides], *onward],
        [side.figure.source for side in sides if side.figure is not None],
        terms,
    )


def _answer(made: StackMade, sides: tuple[PairSide, PairSide], place: int) -> list[Any]:
    stack = made.stack
    area, cell, label, built = stack.areas[place], stack.pair.cells[place], stack.robust[place], made.built
    swatch = html.Span(className="staaltje", style={"backgroundColor": TWO_THEMES[cell]}) if cell >= 0 else None
    parts: list[Any] = [
        html.P([swatch, html.Strong(verdict(area))], className="stapel-oordeel"),
        html.Ul(
            [
                html.Li(side_sentence(stack.sides[0], area.x, area.x_names)),
                html.Li(side_sentence(stack.sides[1], area.y, area.y_names)),
            ],
            className="vergelijking",
        ),
        html.Ul([html.Li(line) for line in map(_score, sides, stack.sides) if line], className="klein"),
        html.P(robust_sentence(label), className="klein") if label and area.stacked else None,
        html.P(careful_sentence(), className="klein") if stack.careful[place] else None,
    ]
    if built is not None and built.counts is not None:
        line = built_here(built.counts[place], built.since, built.until, is_growth=built.is_growth)
        parts.append(html.P(line))
    return parts


def _score(side: PairSide, of: Side) -> str:
    """Score of an index with its range; empty for a count, which is told in its own sentence."""
    figure, indicator = side.figure, side.axis.indicator
    if of.is_count or figure is None or figure.value is None:
        return ""
    spread = range_text(figure, indicator)
    return f"{axis_name(side.axis)}: {format_value(figure.value, indicator)}{f' ({spread})' if spread else ''}."
