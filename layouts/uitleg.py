"""Screen Uitleg: what is seen, how it is reckoned with examples from the area, definitions, sources, quality, and what is not told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dash import dcc, html

from domain.examples import Example
from domain.report_page import Section
from domain.terms import Term
from domain.view_models import Area, Indicator, Theme
from domain.wording import place_line, population_line
from layouts import ids
from layouts.aria import aria
from layouts.kaart import breadcrumb
from layouts.messages import messages
from layouts.nodes import Node, items, node
from layouts.onward import other_areas
from layouts.panel import Onward
from layouts.terms import explained_node, explained_nodes
from layouts.uitleg_figures import definitions, report_section
from layouts.uitleg_method import METHODS, NOT_TOLD, SCREENS, Method

TITLE: Final = "Uitleg"
_CONTENTS: Final = (
    ("zien", "Wat ziet u hier?"),
    ("rekenen", "Zo rekenen wij"),
    ("definities", "Wat betekenen de onderwerpen?"),
    ("bronnen", "Bronnen"),
    ("kwaliteit", "Hoe goed en hoe volledig zijn de cijfers?"),
    ("correcties", "Verbeteringen en veranderde cijfers"),
    ("niet", "Wat Buurtlens niet vertelt"),
    ("toegankelijk", "Toegankelijkheid"),
)


@dataclass(frozen=True)
class WorkedExample:
    """An example with where its figures can be seen."""

    told: Example
    links: tuple[Onward, ...] = ()
    #: What the figures are of, where that is not the area of the page.
    place: str = ""


@dataclass(frozen=True)
class UitlegView:
    """All that one address shows. `examples` by id of the method; `report` are the chapters about the build, by id."""

    area: Area
    trail: tuple[Onward, ...]
    onward: tuple[Onward, ...]
    lines: tuple[str, ...]
    query: str
    examples: Mapping[str, WorkedExample]
    themes: tuple[Theme, ...]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, str]
    report: Mapping[str, Section]
    no_report: str
    terms: tuple[Term, ...]


def uitleg(view: UitlegView) -> html.Div:
    """The page: its address, and all that the address decides in one place."""
    return html.Div(
        [
            dcc.Location(id=ids.EXPLAIN_URL, refresh=False),
            html.Div(uitleg_body(view), id=ids.EXPLAIN),
            dcc.Store(id=ids.EXPLAIN_DRAWN),
        ],
        className="scherm-uitleg",
    )


def uitleg_body(view: UitlegView) -> list[Any]:
    """Everything on the page for one address."""
    area = view.area
    titled: dict[str, Any] = {"data-title": f"{TITLE} – {area.name} – Buurtlens"}
    written: dict[str, Any] = {"data-kaarten": json.dumps(chapters(view), ensure_ascii=False, separators=(",", ":"))}
    return [
        html.Nav(breadcrumb(view.trail, area.name), className="kruimelpad", **aria(label="U bent hier")),
        html.H1("Zo werkt Buurtlens", id="uitleg-kop", tabIndex=-1, **titled),
        html.Div(messages(view.lines)),
        html.P(
            f"Hier leest u wat de cijfers betekenen, hoe wij rekenen en wat Buurtlens niet vertelt. "
            f"De voorbeelden komen uit {area.name}.",
            className="inleiding",
        ),
        html.P([f"{area.name}: {place_line(area)}. ", population_line(area)], className="klein plaatsregel"),
        other_areas(view.onward),
        html.Nav(
            html.Ul([html.Li(html.A(title, href=f"#{name}")) for name, title in _CONTENTS]),
            className="inhoudsopgave",
            **aria(label="Op deze pagina"),
        ),
        html.Div(className="uitleg-hoofdstukken", **written),
    ]


def chapters(view: UitlegView) -> list[Node]:
    """All chapters as nodes."""
    titles = dict(_CONTENTS)
    parts: dict[str, list[Node | None]] = {
        "zien": _seen(view),
        "rekenen": [
            node("p", "Bij elke manier van rekenen staat een voorbeeld met echte cijfers uit uw gebied."),
            *_methods(view),
        ],
        "definities": definitions(view.themes, view.indicators, view.sources, view.area),
        "bronnen": report_section(
            view.report.get("bronnen"), view.no_report, ("Bekijk alle tabellen bij Gegevens", "/gegevens#bronnen")
        ),
        "kwaliteit": report_section(
            view.report.get("kwaliteit"),
            view.no_report,
            ("Bekijk per onderwerp en jaar hoe vol het is", "/gegevens#dekking"),
        ),
        "correcties": report_section(
            view.report.get("correcties"),
            view.no_report,
            ("Bekijk alles wat veranderde bij Gegevens", "/gegevens#veranderd"),
        ),
        "niet": [items("ul", NOT_TOLD, class_="opsomming")],
        "toegankelijk": _accessible(),
    }
    return [
        node(
            "section", node("h2", titles[name], id=f"{name}-kop"), *parts[name], id=name, aria_labelledby=f"{name}-kop"
        )
        for name, _ in _CONTENTS
    ]


def _seen(view: UitlegView) -> list[Node | None]:
    words = explained_node(
        "Buurtlens laat open cijfers zien over gemeenten, wijken en buurten: over mensen, hun gezondheid, hun leefomgeving en de "
        "nabijheid van voorzieningen. Bij elk cijfer staan de eenheid, het jaar en de bron. Ontbreekt een cijfer, dan staat erbij waarom.",
        view.terms,
    )
    screens = [node("li", node("a", title, href=f"{path}{view.query}"), f": {text}") for path, title, text in SCREENS]
    return [
        node("p", *words),
        node("p", "Een woord met een stippellijn eronder kunt u aanklikken. Dan leest u wat het betekent."),
        node("ul", *screens, class_="opsomming"),
    ]


def _methods(view: UitlegView) -> list[Node]:
    return [_method(method, view.examples.get(method.method_id), view) for method in METHODS]


def _method(method: Method, example: WorkedExample | None, view: UitlegView) -> Node:
    told = explained_nodes(method.sentences, view.terms)
    return node(
        "section",
        node("h3", method.title, id=f"{method.method_id}-kop"),
        *(node("p", *sentence) for sentence in told),
        _example(example, view.area.name) if example is not None else None,
        id=method.method_id,
        aria_labelledby=f"{method.method_id}-kop",
        class_="methode",
    )


def _example(example: WorkedExample, name: str) -> Node:
    told = example.told
    return node(
        "div",
        node("h4", f"Voorbeeld uit {example.place or name}" if told.source else "Voorbeeld"),
        *(node("p", sentence) for sentence in told.sentences),
        _table(told) if told.rows else None,
        *(node("p", sentence) for sentence in told.after),
        items("ul", [node("a", link.text, href=link.href) for link in example.links], class_="downloads"),
        node("p", told.source, class_="klein bron") if told.source else None,
        class_="voorbeeld",
    )


def _table(told: Example) -> Node:
    """Table of an example; a text in a cell stands to the left, a figure to the right."""
    heads = [node("th", text, scope="col", class_=_side(told, column)) for column, text in enumerate(told.head)]
    body = [
        node(
            "tr",
            node("th", row[0], scope="row"),
            *(node("td", text, class_=_side(told, column)) for column, text in enumerate(row[1:], start=1)),
        )
        for row in told.rows
    ]
    made = node("table", node("caption", told.caption), node("thead", node("tr", *heads)), node("tbody", *body))
    return node("div", made, class_="groepen-tabel", tabindex="0", role="region", aria_label=told.caption)


def _side(told: Example, column: int) -> str | None:
    """Columns whose cells begin with a digit, sign or dash hold figures."""
    cells = [row[column] for row in told.rows]
    return "getal" if column and all(cell[:1].isdigit() or cell[:1] in "−€–" for cell in cells) else None


def _accessible() -> list[Node | None]:
    return [
        node(
            "p",
            "Buurtlens is gemaakt voor toetsenbord, schermlezer, telefoon en papier. Naast elke kaart staat een lijst met "
            "dezelfde cijfers. "
            "Kleur is nooit het enige teken.",
        ),
        node(
            "p",
            "Hoe we dat testen, wat nog niet goed is en waar u het meldt, staat in de ",
            node("a", "toegankelijkheidsverklaring", href="/toegankelijkheid"),
            ".",
        ),
    ]
