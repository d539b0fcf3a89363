"""Screen Begrippen: words of the physical and the social domain side by side, then words that help to read a figure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from dash import dcc, html

from domain.areas import fold
from domain.terms import Domain, Term
from layouts import ids
from layouts.nodes import Node, items, node

TITLE: Final = "Begrippen"
_OPENING: Final = (
    "Wie aan een buurt werkt, komt vaak uit één van twee vakgebieden. Het fysieke domein gaat over wonen, bouwen, "
    "verkeer, groen en milieu. "
    "Het sociale domein gaat over mensen, gezondheid, zorg en werk. Zij gebruiken soms een ander woord voor bijna hetzelfde, of hetzelfde "
    "woord voor iets anders."
)
_COLUMNS: Final = {
    Domain.FYSIEK: "Woorden van het fysieke domein",
    Domain.SOCIAAL: "Woorden van het sociale domein",
    Domain.CIJFERS: "Woorden bij cijfers",
}
_SAYS: Final = {
    Domain.FYSIEK: "Zo zegt de ander het: ",
    Domain.SOCIAAL: "Zo zegt de ander het: ",
    Domain.CIJFERS: "Anders gezegd: ",
}
_ABSENT: Final = (
    "De begrippen staan niet in deze gegevens: ze zijn met een oudere versie gemaakt. "
    "De beheerder kan ze opnieuw maken met “python -m etl build”."
)


def begrippen(terms: Sequence[Term], query: str = "") -> html.Div:
    """The page; `query` is what the link to Uitleg carries along. assets/uitleg.js writes the lists."""
    return html.Div(
        [
            html.H1("Begrippen: twee vakgebieden, twee talen", id="begrippen-kop", tabIndex=-1),
            html.P(_OPENING, className="inleiding") if terms else html.P(_ABSENT),
            html.P(["Hoe wij rekenen leest u bij ", html.A("Uitleg", href=f"/uitleg{query}"), "."]),
            html.Div(_written(lists(terms)) if terms else None, id=ids.GLOSSARY),
            dcc.Store(id=ids.GLOSSARY_DRAWN),
        ],
        className="scherm-begrippen",
    )


def _written(nodes: Sequence[Node]) -> html.Div:
    data: dict[str, Any] = {"data-kaarten": json.dumps(nodes, ensure_ascii=False, separators=(",", ":"))}
    return html.Div(**data)


def lists(terms: Sequence[Term]) -> list[Node]:
    """Both domains beside each other, and the words of figures under them."""
    names = {each.term_id: each.term for each in terms}
    columns = {domain: _column(domain, _sorted(terms, domain), names) for domain in Domain}
    both = node("div", columns[Domain.FYSIEK], columns[Domain.SOCIAAL], class_="begrippen-kolommen")
    return [both, columns[Domain.CIJFERS]]


def _sorted(terms: Iterable[Term], domain: Domain) -> list[Term]:
    return sorted((each for each in terms if each.domain is domain), key=lambda each: fold(each.term))


def _column(domain: Domain, terms: Sequence[Term], names: dict[str, str]) -> Node:
    title = _COLUMNS[domain]
    return node(
        "section",
        node("h2", title, id=f"kop-{domain}"),
        _letters(title, terms),
        node("dl", *(_item(each, names) for each in terms)),
        class_=f"begrippen-kolom {domain}",
        aria_labelledby=f"kop-{domain}",
    )


def _letters(title: str, terms: Sequence[Term]) -> Node | None:
    """Letters that lead to the first term with it; of a short list there are none."""
    firsts = [(letter, next(found)) for letter, found in groupby(terms, key=lambda each: fold(each.term)[:1])]
    if len(terms) < 2 * len(firsts) and len(firsts) < 5:
        return None
    links = [
        node("a", letter.upper(), href=f"#{first.term_id}", aria_label=f"Naar de {letter.upper()}")
        for letter, first in firsts
    ]
    return items("ul", links, class_="begrippen-letters", aria_label=f"{title}, van A tot Z")


def _item(term: Term, names: dict[str, str]) -> Node:
    return node(
        "div",
        node("dt", term.term),
        node("dd", term.means),
        node("dd", node("strong", _SAYS[term.domain]), term.other_says),
        node("dd", node("strong", "Voorbeeld: "), term.example),
        _more(term, names),
        id=term.term_id,
        class_="begrip-item",
    )


def _more(term: Term, names: dict[str, str]) -> Node | None:
    parts: list[Node] = []
    if term.counterpart in names:
        parts += ["Hoort bij: ", node("a", names[term.counterpart], href=f"#{term.counterpart}"), ". "]
    if term.source:
        parts.append(f"Bron: {term.source}.")
    return node("dd", *parts, class_="klein") if parts else None
