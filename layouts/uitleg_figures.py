"""Definitions of all topics, and the chapters about the figures of this build, as nodes of the screen Uitleg."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from domain.report_page import Cell, Linked, Section, Table
from domain.view_models import Area, Indicator, Theme
from domain.view_state import ViewState
from domain.wording import direction_note, kind_label
from domain.wording.figures import titled
from layouts.nodes import Node, items, node


def definitions(
    themes: Sequence[Theme], indicators: Mapping[str, Indicator], sources: Mapping[str, str], area: Area
) -> list[Node | None]:
    """A fold per theme with every topic that can be chosen: what it is, how it came about, and what to know; `sources` by id."""
    made: list[Node | None] = [
        node("p", "Per thema staat hier elk onderwerp dat u kunt kiezen. Klik op een thema om het te openen.")
    ]
    for theme in themes:
        members = [each for each in indicators.values() if each.theme_id == theme.theme_id]
        if members:
            topics = [_topic(each, sources.get(each.indicator_id, ""), area) for each in members]
            head = node("summary", f"{theme.title} ({len(members)})")
            made.append(node("details", head, node("p", theme.sentence), node("dl", *topics), class_="definities"))
    return made


def _topic(indicator: Indicator, source: str, area: Area) -> Node:
    on_map = ViewState(area_code=area.code, indicator_id=indicator.indicator_id).to_query()
    facts = [
        f"Dit cijfer is {kind_label(indicator.kind)}.",
        direction_note(indicator),
        f"Bron: {source}." if source else "",
    ]
    return node(
        "div",
        node("dt", node("a", titled(indicator), href=f"/{on_map}")),
        node("dd", indicator.describes),
        node("dd", " ".join(filter(None, facts)), class_="klein"),
        _know(indicator),
    )


def _know(indicator: Indicator) -> Node | None:
    told = items("ul", [note.text for note in indicator.know], class_="opsomming klein")
    return node("dd", told) if told is not None else None


def report_section(section: Section | None, absent: str, more: tuple[str, str]) -> list[Node | None]:
    """Sentences and tables of a chapter about the build, and where the whole of it stands (`more`: text and address).

    `absent` is why there is no such chapter.
    """
    if section is None:
        return [node("p", absent)]
    return [
        *(node("p", sentence) for sentence in section.sentences),
        *(_table(table) for table in section.tables),
        node("p", node("a", more[0], href=more[1])),
    ]


def _table(table: Table) -> Node:
    heads = [node("th", each.title, scope="col", class_="getal" if each.numeric else None) for each in table.columns]
    body = []
    for row in table.rows:
        first, *others = row
        cells = [
            node("td", _cell(cell), class_="getal" if column.numeric else None)
            for cell, column in zip(others, table.columns[1:], strict=True)
        ]
        body.append(node("tr", node("th", _cell(first), scope="row"), *cells))
    made = node("table", node("caption", table.caption), node("thead", node("tr", *heads)), node("tbody", *body))
    return node("div", made, class_="groepen-tabel", tabindex="0", role="region", aria_label=table.caption)


def _cell(cell: Cell) -> Node:
    return node("a", cell.text, href=cell.href) if isinstance(cell, Linked) else cell
