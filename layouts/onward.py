"""Links from a page about one area to the areas inside and around it."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from layouts.panel import Onward


def other_areas(links: Sequence[Onward]) -> html.Details | None:
    """Other areas: those inside this one, and the regions around it."""
    if not links:
        return None
    return html.Details(
        [
            html.Summary("Kies een ander gebied"),
            html.Ul([html.Li(dcc.Link(link.text, href=link.href)) for link in links], className="gebieden"),
        ],
        className="nabijheid-gebieden",
    )
