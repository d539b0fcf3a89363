"""What the parts of the screen Samen aan tafel share: names in an address, a section, a mark, lists of figures and questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.samenloop_models import Cell, Crossing, Reading, TaskReading
from domain.wording import samen as words
from layouts.nodes import Node, items, node


def cell_id(cell: Cell) -> str:
    """Name of a cell in an address."""
    return "vak-" + "-".join(cell.key)


def crossing_id(crossing: Crossing) -> str:
    """Name of a crossing in an address."""
    return f"knooppunt-{crossing.knooppunt.knooppunt_id}"


def crossings_at(cell: Cell, crossings: Sequence[Crossing]) -> list[Crossing]:
    """Crossings in policy of the two tasks of a cell."""
    return [each for each in crossings if (each.knooppunt.physical_id, each.knooppunt.social_id) == cell.key]


def figures_list(title: str, readings: Iterable[Reading]) -> Node:
    return node(
        "div", node("h4", title), items("ul", [words.reading_line(each) for each in readings], class_="opsomming")
    )


def questions(tasks: Iterable[TaskReading]) -> Node:
    """Questions that the lens of ageing asks of tasks."""
    lines = [each.task.ageing for each in tasks]
    return node("div", node("h4", "Vraag bij vergrijzing"), items("ul", lines, class_="opsomming"))


def chip(name: str, mark: str, text: str) -> Node:
    return node(
        "span", node("span", mark, aria_hidden="true", class_="teken"), f" {text}", class_=f"samen-merk merk-{name}"
    )


def section(name: str, title: str, *children: Node | None) -> Node:
    return node(
        "section",
        node("h2", title, id=f"{name}-kop"),
        *children,
        id=name,
        aria_labelledby=f"{name}-kop",
        class_="samen-deel",
    )
