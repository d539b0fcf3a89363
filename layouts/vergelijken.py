"""Screen Vergelijken: up to four areas side by side, or one area in two years. Every choice is an address of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash import dcc, html

from domain.side_table import SideBySide, largest, sources_of
from domain.view_models import Area
from domain.wording import no_hits, place_line, population_line
from domain.wording.side_by_side import count_sentence, large_sentence, nothing_large, opening, page_title
from layouts import ids
from layouts.aria import aria
from layouts.dot_plot import LETTERS
from layouts.messages import messages
from layouts.nodes import Node, node
from layouts.panel import Onward
from layouts.vergelijken_rows import blocks

_ASK: Final = "Voeg een gebied toe"


@dataclass(frozen=True)
class Chosen:
    """An area that is compared, with the addresses of its profile, of the page without it, and of the page with it in front."""

    area: Area
    name: str
    profile: str
    remove: str | None
    lead: str | None


@dataclass(frozen=True)
class CompareView:
    """All that one address shows. `kept` are the keys that a form carries along; `hits` None where nothing was looked for."""

    found: SideBySide
    names: tuple[str, ...]
    chosen: tuple[Chosen, ...]
    #: That we put an area beside the one that was asked for; else empty.
    ours: str
    notes: tuple[str, ...]
    lines: tuple[str, ...]
    suggestions: tuple[Onward, ...]
    kept: tuple[tuple[str, str], ...]
    looked_for: str
    hits: tuple[tuple[Area, str, str], ...] | None
    is_full: bool
    #: Years of the first area that can be chosen, newest first, and the address that shows it beside other areas.
    years: tuple[int, ...]
    years_code: str
    other_way: Onward | None
    download: str


def compare_page(view: CompareView) -> html.Div:
    """The page. Its rows and forms are written by assets/vergelijken.js, from nodes."""
    found, shown = view.found, view.names
    titled: dict[str, Any] = {"data-title": f"{page_title(shown, found.years)} – Buurtlens"}
    return html.Div(
        [
            html.Div(messages(view.lines)),
            html.H1(opening(shown, found.years), id="vergelijken-kop", tabIndex=-1, **titled),
            _chosen(view),
            html.P(view.ours, className="klein") if view.ours else None,
            html.Div(className="vergelijk-keuzes", **_nodes(_choices(view))),
            html.Section(
                [
                    html.H2("In het kort"),
                    html.P(count_sentence(found), className="inleiding"),
                    _largest(view),
                    html.Ul([html.Li(note) for note in view.notes], className="klein vergelijk-weten"),
                ],
                className="vergelijk-kort",
            ),
            html.H2("Alle cijfers"),
            html.Div(id=ids.COMPARE_ROWS, **_nodes(blocks(found, shown))),
            html.P(html.A("Download deze cijfers (CSV)", href=view.download), className="downloads"),
            _sources(found),
            dcc.Store(id=ids.COMPARE_DRAWN),
        ],
        id=ids.COMPARE,
        className="scherm-vergelijken",
    )


def _nodes(parts: Sequence[Node]) -> dict[str, Any]:
    return {"data-kaarten": json.dumps(parts, ensure_ascii=False, separators=(",", ":"))}


def _chosen(view: CompareView) -> html.Ol:
    """What is compared, each with a way out."""
    return html.Ol([_area(each, place, view) for place, each in enumerate(view.chosen)], className="vergelijk-gebieden")


def _area(each: Chosen, place: int, view: CompareView) -> html.Li:
    mark = (
        html.Span(LETTERS[place], className="letter-rond", **aria(hidden="true")) if view.found.years is None else None
    )
    remove = aria(label=f"Haal {each.name} weg")
    lead = aria(label=f"Vergelijk de andere met {each.name}")
    return html.Li(
        [
            html.Div([mark, html.A(each.name, href=each.profile, className="vergelijk-naam")]),
            html.P(f"{place_line(each.area)}. {population_line(each.area)}", className="klein"),
            html.P(
                [
                    html.A("Haal weg", href=each.remove, **remove) if each.remove else None,
                    html.A("Zet vooraan", href=each.lead, **lead) if each.lead else None,
                ],
                className="klein vergelijk-doen",
            )
            if each.remove or each.lead
            else None,
        ]
    )


def _choices(view: CompareView) -> list[Node]:
    """Another area by its name or from the suggestions; two years of the first one."""
    parts: list[Node] = []
    if not view.is_full:
        parts.append(_search_form(view))
        if view.hits is not None:
            parts.append(_hits(view))
        if view.suggestions:
            links = [node("li", node("a", f"+ {each.text}", href=each.href)) for each in view.suggestions]
            parts.append(node("div", node("p", "Of kies:", class_="klein"), node("ul", *links), class_="voorstellen"))
    elif view.found.years is None:
        parts.append(
            node("p", "Er staan vier gebieden naast elkaar. Haal er een weg om een ander te kiezen.", class_="klein")
        )
    if len(view.years) > 1:
        parts.append(_years_form(view))
    if view.other_way is not None:
        parts.append(node("p", node("a", view.other_way.text, href=view.other_way.href)))
    return parts


def _search_form(view: CompareView) -> Node:
    kept = [node("input", type="hidden", name=key, value=text) for key, text in view.kept]
    field = node(
        "input",
        type="search",
        name="zoek",
        id="vergelijk-zoek",
        value=view.looked_for,
        maxlength="80",
        autocomplete="off",
        required="",
    )
    return node(
        "form",
        node("label", _ASK, for_="vergelijk-zoek"),
        *kept,
        field,
        node("button", "Zoek", type="submit"),
        method="get",
        action="/vergelijken",
        class_="vergelijk-form",
        role="search",
        aria_label=_ASK,
    )


def _hits(view: CompareView) -> Node:
    if not view.hits:
        return node("p", no_hits(view.looked_for), role="status")
    links = [
        node("li", node("a", f"+ {area.name}", href=href), node("span", f" {where}", class_="klein"))
        for area, href, where in view.hits
    ]
    return node(
        "div",
        node("p", f"Gevonden bij “{view.looked_for}”. Kies wat u wilt toevoegen:", class_="klein", role="status"),
        node("ul", *links),
        class_="gevonden-gebieden",
        id="gevonden",
    )


def _years_form(view: CompareView) -> Node:
    """Two years of the first area, as a form: there are too many pairs for links."""
    chosen = view.found.years or (view.years[-1], view.years[0])
    name = view.chosen[0].name
    return node(
        "details",
        node("summary", "Vergelijk twee jaren" if view.found.years is None else "Kies andere jaren"),
        node(
            "form",
            node("input", type="hidden", name="gebied", value=view.years_code),
            *_year_field("jaar", f"{name} in", chosen[0], view.years),
            *_year_field("jaar2", "en in", chosen[1], view.years),
            node("button", "Vergelijk", type="submit"),
            method="get",
            action="/vergelijken",
            class_="vergelijk-form",
        ),
        class_="vergelijk-jaren",
        open="" if view.found.years is not None else None,
    )


def _year_field(key: str, label: str, chosen: int, years: Sequence[int]) -> tuple[Node, Node]:
    options = [node("option", str(year), value=str(year), selected="" if year == chosen else None) for year in years]
    return node("label", label, for_=f"vergelijk-{key}"), node("select", *options, name=key, id=f"vergelijk-{key}")


def _largest(view: CompareView) -> Any:
    """The largest sure differences in sentences."""
    told = [large_sentence(row, place, view.names, view.found.years) for row, place in largest(view.found)]
    if told:
        return html.Ul([html.Li(each) for each in told], className="vergelijk-groot")
    return html.P(nothing_large(view.found.years)) if view.found.counted[1] else None


def _sources(found: SideBySide) -> html.Details | None:
    """Every source of the figures, once."""
    sources = sources_of(found.rows)
    cited = [html.Li(f"{each.citation}. Licentie: {each.licence}.") for each in sources]
    if not cited:
        return None
    return html.Details(
        [html.Summary(f"Bronnen ({len(cited)})"), html.Ul(cited, className="klein bron")], className="bronnen"
    )
