"""Screen Samen aan tafel: what is seen, the lens, and all parts as data. assets/samen.js writes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import dcc, html

from domain.areas import Level
from domain.samenloop_models import SamenView
from domain.terms import Term
from domain.wording import place_line, population_line
from domain.wording import samen as words
from layouts import ids
from layouts.aria import aria
from layouts.kaart import breadcrumb
from layouts.messages import messages
from layouts.nodes import Node
from layouts.onward import other_areas
from layouts.panel import Onward
from layouts.samen_crossings import crossings_section, ties_section
from layouts.samen_figures import figures_section, rule_section
from layouts.samen_matrix import matrix_section, together_section


@dataclass(frozen=True)
class SamenPage:
    """All that one address shows. `lenses`: name, address, and whether it is chosen; `related`: the same area on other screens."""

    view: SamenView
    trail: tuple[Onward, ...]
    onward: tuple[Onward, ...]
    related: tuple[Onward, ...]
    lenses: tuple[tuple[str, str, bool], ...]
    lines: tuple[str, ...]
    download: str
    terms: tuple[Term, ...] = ()


def samen(page: SamenPage) -> html.Div:
    """The page of one area: it stands still, every choice is another address."""
    view = page.view
    place = [] if view.area.level is Level.LAND else [f"{place_line(view.area)}. "]
    lens = words.lens_line(view)
    return html.Div(
        [
            html.Nav(breadcrumb(page.trail, view.area.name), className="kruimelpad", **aria(label="U bent hier")),
            html.H1(words.screen_title(view.area)),
            html.P([*place, population_line(view.area)], className="klein"),
            html.Div(messages(page.lines)),
            html.P(words.opening(view), className="inleiding"),
            _lenses(page.lenses) if view.cells else None,
            html.P(lens) if lens else None,
            html.Ul([html.Li(html.A(link.text, href=link.href)) for link in page.related], className="samen-verder"),
            other_areas(page.onward),
            _written(_parts(view, page.terms)),
            html.P(
                html.A("Download de cijfers van dit scherm (CSV)", href=page.download, download=""),
                className="downloads",
            )
            if view.cells
            else None,
            dcc.Store(id=ids.SAMEN_DRAWN),
        ],
        className="scherm-samen",
    )


def _parts(view: SamenView, terms: Sequence[Term]) -> list[Node]:
    if not view.cells:
        return []
    together = together_section(view)
    return [
        matrix_section(view),
        *([together] if together is not None else []),
        crossings_section(view, terms),
        ties_section(view.ties, terms),
        figures_section(view),
        rule_section(view),
    ]


def _lenses(lenses: Sequence[tuple[str, str, bool]]) -> html.Div:
    entries = [
        html.Li(html.A(text, href=href), **(aria(current="true") if is_chosen else {}))
        for text, href, is_chosen in lenses
    ]
    return html.Div(
        [html.Span("Bril", className="keuze-label"), html.Ul(entries, className="richtwaarden", **aria(label="Bril"))],
        className="richtwaarde-keuze",
    )


def _written(nodes: Sequence[Node]) -> html.Div:
    """Place where the script writes nodes. Its text is empty for a browser without scripts, as the whole page is."""
    data: dict[str, Any] = {"data-kaarten": json.dumps(nodes, ensure_ascii=False, separators=(",", ":"))}
    return html.Div(id=ids.SAMEN, className="samen-delen", **data)
