"""Crossings in policy and ties between people as nodes: what to build on, and the list that a gemeente fills by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from domain.samenloop_models import Crossing, SamenView, Tie
from domain.terms import Term
from domain.wording import samen as words
from layouts.nodes import Node, items, node
from layouts.samen_parts import chip, crossing_id, figures_list, section
from layouts.terms import explained_node, explained_nodes

_EMPTY: Final = "\N{NO-BREAK SPACE}"


def crossings_section(view: SamenView, terms: Sequence[Term]) -> Node:
    """Every crossing in policy: those that figures point to stand open, the others folded below them. Terms are explained in each."""
    lit = [_crossing(each, view, terms, is_open=True) for each in view.crossings if each.is_lit]
    unlit = [_crossing(each, view, terms, is_open=False) for each in view.crossings if not each.is_lit]
    return section(
        "knooppunten",
        "Knooppunten in beleid",
        node("p", words.CROSSING),
        node("div", *lit, class_="samen-kaarten") if lit else None,
        node("div", *unlit, class_="samen-lijst") if unlit else None,
    )


def _crossing(crossing: Crossing, view: SamenView, terms: Sequence[Term], *, is_open: bool) -> Node:
    found = crossing.knooppunt
    state = "lit" if crossing.is_lit else "unlit"
    mark = "◆" if crossing.is_lit else "◇"
    shown = chip(state, mark, words.crossing_state(crossing)) if view.is_compared else None
    head = [node("h3", found.title), shown]
    body = _crossing_body(crossing, view, terms)
    if is_open:
        return node(
            "article", node("div", *head, class_="samen-kop"), *body, id=crossing_id(crossing), class_="samen-kaart"
        )
    return node("details", node("summary", *head), *body, id=crossing_id(crossing), class_="samen-item")


def _crossing_body(crossing: Crossing, view: SamenView, terms: Sequence[Term]) -> Iterator[Node | None]:
    physical, social = crossing.physical.task, crossing.social.task
    yield node("p", f"{physical.title} × {social.title}", class_="klein")
    names, texts = zip(*words.crossing_rows(crossing), strict=True)
    told = zip(names, explained_nodes(texts, terms), strict=True)
    yield node("dl", *(part for name, text in told for part in (node("dt", name), node("dd", *text))))
    if crossing.is_lit:
        yield figures_list("Cijfers hier", words.crossing_figures(crossing))
    if view.older and crossing.knooppunt.ageing:
        yield node("div", node("h4", "Vraag bij vergrijzing"), node("p", crossing.knooppunt.ageing))
    yield node("p", "Bron: ", *_documents(crossing), class_="klein")


def _documents(crossing: Crossing) -> Iterator[Node]:
    for number, document in enumerate(crossing.knooppunt.sources):
        if number:
            yield "; "
        line = words.document_line(document)
        yield node("a", line, href=document.url, rel="noopener") if document.url else line
    yield "."


def ties_section(ties: Sequence[Tie], terms: Sequence[Term]) -> Node:
    """Bonding, bridging and linking: what can be built on."""
    return section(
        "banden",
        "Banden waarop u kunt bouwen",
        node(
            "p",
            "Naast wat aandacht vraagt is er in elk gebied iets om op te bouwen: de banden tussen mensen, en met instanties.",
        ),
        node("div", *(_tie(each, terms) for each in ties), class_="samen-banden"),
    )


def _tie(tie: Tie, terms: Sequence[Term]) -> Node:
    absent = ", ".join(each.title for each in tie.absent)
    return node(
        "section",
        node(
            "h3",
            f"{tie.title} ",
            node("span", "(", *explained_node(tie.term, terms), ")", class_="klein"),
            id=f"band-{tie.tie_id}",
        ),
        node("p", tie.sentence),
        items("ul", [words.tie_line(each) for each in tie.figures], class_="opsomming"),
        node("p", f"Geen cijfer voor dit gebied: {absent}.", class_="klein") if absent else None,
        node("p", tie.no_open_data) if tie.no_open_data else None,
        _form(tie) if tie.fill else None,
        aria_labelledby=f"band-{tie.tie_id}",
        class_="samen-band",
    )


def _form(tie: Tie) -> Node:
    """A list with empty lines, to print and fill by hand: nothing of it is kept."""
    heads = [node("th", text, scope="col") for text in ("Wie", "Naam en contact", "Waar en wanneer")]
    rows = [
        node("tr", node("th", text, scope="row"), node("td", _EMPTY), node("td", _EMPTY))
        for text in (*tie.fill, _EMPTY)
    ]
    rows[-1] = node("tr", node("td", _EMPTY), node("td", _EMPTY), node("td", _EMPTY))
    table = node("table", node("caption", "Om te printen en met de hand in te vullen; hier wordt niets bewaard."),
                 node("thead", node("tr", *heads)), node("tbody", *rows))  # fmt: skip
    return node(
        "details",
        node("summary", "Lijst om in te vullen"),
        node("div", table, class_="samen-formulier", tabindex="0", role="region", aria_label="Lijst om in te vullen"),
    )
