"""Card about Samen aan tafel for another page about the same area: how much goes together, and to which crossings that points."""

from __future__ import annotations

from typing import Final

from dash import html

from domain.samenloop_models import SamenView
from domain.wording import samen as words
from layouts.aria import aria
from layouts.samen_parts import cell_id, crossing_id

#: So many are named; the screen has them all.
_NAMED: Final = 4


def samen_card(view: SamenView, href: str, level: int = 2) -> html.Section | None:
    """Card with a heading of `level` and links into the screen at `href`; None for a warehouse without tasks."""
    if not view.cells:
        return None
    heading = {2: html.H2, 3: html.H3}[level]
    return html.Section(
        [
            heading(words.SCREEN_TITLE, id="samen-kaart-kop"),
            html.P(words.opening(view)),
            _links(
                [(words.cell_title(each), f"{href}#{cell_id(each)}") for each in view.samenlopen],
                "Samenloop in de cijfers",
            ),
            _links(
                [(each.knooppunt.title, f"{href}#{crossing_id(each)}") for each in view.lit], "Knooppunten in beleid"
            ),
            html.P(html.A("Bekijk alles op Samen aan tafel", href=href)),
        ],
        className="samen-kaartje",
        **aria(labelledby="samen-kaart-kop"),
    )


def _links(links: list[tuple[str, str]], title: str) -> html.Div | None:
    if not links:
        return None
    rest = len(links) - _NAMED
    more = [html.Li(f"en nog {rest}")] if rest > 0 else []
    return html.Div(
        [
            html.P(html.Strong(title)),
            html.Ul(
                [*[html.Li(html.A(text, href=href)) for text, href in links[:_NAMED]], *more], className="opsomming"
            ),
        ]
    )
