"""The matrix of physical and social tasks as nodes, and under it every samenloop with the figures that make it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.samenloop_models import Cell, CellState, Crossing, SamenView, TaskReading
from domain.wording import samen as words
from domain.wording.phrases import counted
from layouts.nodes import Node, items, node
from layouts.samen_parts import cell_id, chip, crossing_id, crossings_at, figures_list, questions, section

#: A longer list of samenlopen is folded.
_MOST_OPEN: Final = 8


def matrix_section(view: SamenView) -> Node:
    """Physical tasks along the top, social and health tasks down the side; on a phone a card per row."""
    heads = [
        node("th", node("a", each.task.short, href=f"#opgave-{each.task.task_id}"), scope="col")
        for each in view.physical
    ]
    body = [_row(social, view) for social in view.social]
    caption = words.matrix_caption(view)
    made = node(
        "table",
        node("caption", caption),
        node("thead", node("tr", node("th", "Opgave", scope="col"), *heads, role="row"), role="rowgroup"),
        node("tbody", *body, role="rowgroup"),
        role="table",
        class_="samen-matrix",
    )
    return section(
        "matrix",
        "Waar opgaven elkaar raken",
        node("div", made, class_="samen-vak", tabindex="0", role="region", aria_label="Matrix van opgaven"),
        _key(view),
    )


def _row(social: TaskReading, view: SamenView) -> Node:
    name = node("a", social.task.short, href=f"#opgave-{social.task.task_id}")
    cells = [
        _cell(view.cells[physical.task.task_id, social.task.task_id], view.crossings) for physical in view.physical
    ]
    return node("tr", node("th", name, scope="row", role="rowheader"), *cells, role="row")


def _cell(cell: Cell, crossings: Sequence[Crossing]) -> Node:
    mark = (
        node("span", words.MARKS[cell.state], aria_hidden="true", class_="teken") if words.MARKS[cell.state] else None
    )
    text = node("span", words.cell_label(cell))
    lit = cell.state is CellState.SAMENLOOP
    shown = node("a", mark, text, href=f"#{cell_id(cell)}") if lit else node("span", mark, text)
    return node(
        "td",
        shown if cell.state is not CellState.NOT_COMPARED else None,
        _crossings_here(cell, crossings),
        class_=f"cel cel-{cell.state.value}",
        role="cell",
        data_kop=cell.physical.task.short,
    )


def _crossings_here(cell: Cell, crossings: Sequence[Crossing]) -> Node | None:
    here = crossings_at(cell, crossings)
    if not here:
        return None
    text = "knooppunt" if len(here) == 1 else f"{len(here)} knooppunten"
    names = ", ".join(each.knooppunt.title for each in here)
    return node("a", text, href=f"#{crossing_id(here[0])}", class_="naar-knooppunt", aria_label=f"{text}: {names}")


def _key(view: SamenView) -> Node | None:
    states = [state for state in CellState if any(cell.state is state for cell in view.cells.values())]
    entries = [
        node(
            "li",
            node("span", words.MARKS[state], aria_hidden="true", class_="teken"),
            f" {words.WORDS[state]}: {words.MEANINGS[state]}",
        )
        for state in states
        if state in words.MEANINGS
    ]
    return node("ul", *entries, class_="samen-sleutel klein") if entries else None


def together_section(view: SamenView) -> Node | None:
    """Every samenloop with the figures that make it, and the cells that a model alone would have lit."""
    if not view.cells or not view.is_compared:
        return None
    only = [words.cell_title(cell) for cell in view.cells.values() if cell.state is CellState.MODELS_ONLY]
    left_out = f"Niet meegeteld, want daar spreken alleen paren die op een rekenmodel rusten: {'; '.join(only)}."
    return section(
        "samenlopen",
        "Wat hier samengaat",
        node("p", words.CAUTION),
        *_lists(view),
        node("p", left_out, class_="klein") if only else None,
    )


def _lists(view: SamenView) -> list[Node]:
    """Samenlopen, those with a crossing in policy first; the rest of a long list is folded."""
    ordered = sorted(view.samenlopen, key=lambda cell: not crossings_at(cell, view.crossings))
    found = [_together(cell, view) for cell in ordered]
    if not found:
        return [node("p", "In deze cijfers gaat hier niets samen.")]
    if len(found) <= _MOST_OPEN:
        return [node("div", *found, class_="samen-lijst")]
    first = max(sum(bool(crossings_at(cell, view.crossings)) for cell in ordered), 1)
    rest = node("div", *found[first:], class_="samen-lijst")
    more = f"Nog {counted(len(found) - first, 'samenloop', 'samenlopen')}, zonder knooppunt in deze lijst"
    return [
        node("div", *found[:first], class_="samen-lijst"),
        *([node("details", node("summary", more), rest, class_="samen-uitleg")] if found[first:] else []),
    ]


def _together(cell: Cell, view: SamenView) -> Node:
    speaking = words.speaking_of(cell)
    here = crossings_at(cell, view.crossings)
    barred = words.barred_line(cell)
    return node(
        "details",
        node(
            "summary",
            node("h3", words.cell_title(cell)),
            chip(cell.state.value, words.MARKS[cell.state], words.cell_label(cell)),
        ),
        figures_list(
            f"Fysiek: {cell.physical.task.title}", [each for each in speaking if each in cell.physical.readings]
        ),
        figures_list(
            f"Sociaal en gezondheid: {cell.social.task.title}",
            [each for each in speaking if each in cell.social.readings],
        ),
        node("p", f"{words.sides(cell.pairs)} {barred}".strip(), class_="klein"),
        questions([cell.physical, cell.social]) if view.older else None,
        items("ul", [node("a", f"Knooppunt: {each.knooppunt.title}", href=f"#{crossing_id(each)}") for each in here]),
        id=cell_id(cell),
        class_="samen-item",
    )
