"""Every figure of every task as nodes, the rule by which a cell lights up, instruments in plain words, and sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from domain.numbers_nl import format_value
from domain.samenloop_models import Instrument, Reading, SamenView, TaskReading
from domain.wording import samen as words
from layouts.nodes import Node, items, node
from layouts.samen_parts import questions, section

_HEADS: Final = ("Cijfer", "Hier", "Naast", "Jaar", "Zegt", "Goed om te weten")


def figures_section(view: SamenView) -> Node:
    """Every figure of every task: here, what it is held against, and what it says."""
    return section(
        "cijfers",
        "Alle cijfers per opgave",
        node("div", *(_task(each, view) for each in (*view.physical, *view.social)), class_="samen-lijst"),
    )


def _task(found: TaskReading, view: SamenView) -> Node:
    task = found.task
    heads = [node("th", text, scope="col", class_="getal" if text in ("Hier", "Naast") else None) for text in _HEADS]
    table = node(
        "table",
        node("caption", f"Cijfers van {task.title}"),
        node("thead", node("tr", *heads)),
        node("tbody", *map(_figure_row, found.readings)),
    )
    line = node("span", words.task_line(found), class_="kort") if view.is_compared else None
    return node(
        "details",
        node("summary", node("h3", task.title), line),
        node("p", task.sentence),
        questions([found]) if view.older else None,
        None
        if not view.is_compared
        else node(
            "div", table, class_="groepen-tabel", tabindex="0", role="region", aria_label=f"Cijfers van {task.title}"
        ),
        node("p", f"Bron van de opgave: {words.document_line(task.source)}.", class_="klein"),
        id=f"opgave-{task.task_id}",
        class_="samen-item",
    )


def _figure_row(reading: Reading) -> Node:
    figure, indicator = reading.figure, reading.indicator
    has = figure is not None and figure.value is not None
    beside = "–"
    if reading.benchmark is not None:
        whose = "grens" if reading.candidate.bar is not None else "Nederland"
        beside = f"{whose} {format_value(reading.benchmark, indicator)}"
    know = words.lack_line(reading) if reading.lack else words.know_line(reading)
    return node(
        "tr",
        node("th", indicator.title, scope="row"),
        node("td", format_value(figure.value, indicator) if has and figure else "–", class_="getal"),
        node("td", beside, class_="getal"),
        node("td", str(figure.reference_year) if has and figure else "–"),
        node("td", words.verdict_word(reading)),
        node("td", know),
    )


def rule_section(view: SamenView) -> Node:
    """How a cell lights up, the instruments in plain words, and where the figures come from."""
    instruments = {each.instrument_id: each for crossing in view.crossings for each in crossing.knooppunt.instruments}
    return section(
        "uitleg",
        "Hoe dit werkt",
        node(
            "details",
            node("summary", "Zo rekenen we"),
            items("ul", words.rule_lines(), class_="opsomming"),
            class_="samen-uitleg",
        ),
        _glossary(instruments.values()),
        node(
            "details",
            node("summary", "Bronnen van de cijfers"),
            items("ul", citations(view), class_="opsomming") or node("p", "Er zijn hier geen cijfers gebruikt."),
            class_="samen-uitleg",
        ),
    )


def _glossary(instruments: Iterable[Instrument]) -> Node:
    rows = [part for each in instruments for part in (node("dt", each.title), node("dd", each.sentence))]
    return node("details", node("summary", "Instrumenten kort uitgelegd"), node("dl", *rows), class_="samen-uitleg")


def citations(view: SamenView) -> list[str]:
    """Sources of all figures on the page with their licence, each once."""
    figures = [reading.figure for task in (*view.physical, *view.social) for reading in task.readings if reading.figure]
    figures += [each.figure for tie in view.ties for each in tie.figures]
    lines = [f"{each.source.citation}. Licentie: {each.source.licence}." for each in figures]
    return sorted(set(lines))
