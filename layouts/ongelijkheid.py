"""Screen Ongelijkheid: what is seen, whose groups, and the cards as data. assets/ongelijkheid.js writes the cards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from domain.claim_models import ClaimGroup
from domain.claim_results import ClaimResult
from domain.terms import Term
from domain.view_models import Area
from domain.wording import claim_cards as words
from domain.wording import place_line, population_line
from layouts import ids
from layouts.aria import aria
from layouts.kaart import breadcrumb
from layouts.messages import messages
from layouts.nodes import Node
from layouts.ongelijkheid_cards import CardLinks, chapter, overview, verdict_of
from layouts.onward import other_areas
from layouts.panel import Onward
from layouts.terms import explained


@dataclass(frozen=True)
class OngelijkheidView:
    """All that one address shows. `scales` are the two ways to make groups: name, address, and whether it is chosen."""

    area: Area
    frame: Area
    chapters: tuple[tuple[ClaimGroup, tuple[ClaimResult, ...]], ...]
    by_country: bool
    trail: tuple[Onward, ...]
    onward: tuple[Onward, ...]
    wider: tuple[Onward, ...]
    scales: tuple[tuple[str, str, bool], ...]
    years: tuple[tuple[str, str, bool], ...]
    lines: tuple[str, ...]
    links: CardLinks
    download: str
    terms: tuple[Term, ...] = ()


def ongelijkheid(view: OngelijkheidView) -> html.Div:
    """The page: its address, and all that the address decides in one place."""
    return html.Div(
        [
            dcc.Location(id=ids.INEQUALITY_URL, refresh=False),
            html.Div(ongelijkheid_body(view), id=ids.INEQUALITY),
            dcc.Store(id=ids.INEQUALITY_DRAWN),
        ],
        className="scherm-ongelijkheid",
    )


def ongelijkheid_body(view: OngelijkheidView) -> list[Any]:
    """Everything on the page for one address."""
    name = words.frame_name(view.frame)
    titled: dict[str, Any] = {"data-title": f"{words.SCREEN_TITLE} – {view.area.name} – Buurtlens"}
    return [
        html.Nav(breadcrumb(view.trail, view.area.name), className="kruimelpad", **aria(label="U bent hier")),
        html.H1(words.screen_title(name), id="ongelijkheid-kop", tabIndex=-1, **titled),
        html.P([f"{place_line(view.frame)}. ", population_line(view.frame)], className="klein plaatsregel"),
        html.Div(messages(view.lines)),
        html.P(_opening(view, name), className="inleiding"),
        html.P(words.part_of_frame(view.area, name), className="klein") if view.area.code != view.frame.code else None,
        _wider(view, name),
        _written("uitspraken-kort", [overview(view.chapters[0][1])] if view.chapters else []),
        other_areas(view.onward),
        _choices(view, name),
        html.P(explained(words.ordering_line([each.pick for each in _all(view) if each.pick]), view.terms)),
        _written(
            "uitspraken",
            [
                chapter(group, found, view.frame, view.links, view.terms, is_open=number == 0)
                for number, (group, found) in enumerate(view.chapters)
            ],
        ),
        html.P(
            html.A("Download alle cijfers van dit scherm (CSV)", href=view.download, download=""), className="downloads"
        ),
    ]


def _all(view: OngelijkheidView) -> list[ClaimResult]:
    return [each for _, found in view.chapters for each in found]


def _opening(view: OngelijkheidView, name: str) -> str:
    if not view.chapters:
        return words.NO_CLAIMS
    return words.opening(name, [verdict_of(each) for each in view.chapters[0][1]])


def _wider(view: OngelijkheidView, name: str) -> html.P | None:
    """A frame with too few buurten: where to look instead."""
    judged = [each.judgement for each in _all(view) if each.judgement is not None]
    if not judged or not view.wider or any(each.groups is not None for each in judged):
        return None
    most = max(each.area_count for each in judged)
    links: list[Any] = []
    for number, link in enumerate(view.wider):
        links += [" of " if number else "", dcc.Link(link.text, href=link.href)]
    return html.P([words.too_few_line(most, name), " Kijk naar een groter gebied: ", *links, "."], className="groter")


def _choices(view: OngelijkheidView, name: str) -> html.Div:
    chosen = next((text for text, _, is_chosen in view.years if is_chosen), "")
    years = _choice("Cijfers van", view.years)
    return html.Div(
        [
            _choice("Inkomensgroepen van", view.scales),
            html.P(words.scale_line(name, by_country=view.by_country), className="klein") if view.chapters else None,
            html.Details([html.Summary(f"Cijfers van: {chosen}"), years]) if years is not None else None,
        ],
        className="ongelijkheid-keuzes",
    )


def _choice(label: str, options: Sequence[tuple[str, str, bool]]) -> html.Div | None:
    """Choice of a few, as addresses of their own."""
    if len(options) < 2:
        return None
    entries = [
        html.Li(dcc.Link(text, href=href), **(aria(current="true") if is_chosen else {}))
        for text, href, is_chosen in options
    ]
    return html.Div(
        [html.Span(label, className="keuze-label"), html.Ul(entries, className="richtwaarden", **aria(label=label))],
        className="richtwaarde-keuze",
    )


def _written(name: str, nodes: Sequence[Node]) -> html.Div:
    """Place where the script writes nodes."""
    data: dict[str, Any] = {"data-kaarten": json.dumps(nodes, ensure_ascii=False, separators=(",", ":"))}
    return html.Div(id=name, className="uitspraken-blok", **data)
