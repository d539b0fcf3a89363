"""Search field and its results: plain links, so that keyboard, phone and screen reader need nothing special."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from dash import dcc, html

from domain.view_models import SearchHit
from domain.wording import no_hits, place_line
from layouts import ids
from layouts.aria import aria

_ASK: Final = "Zoek gemeente, wijk, buurt, adres of postcode"


def search_field() -> html.Div:
    """Field with its label, and the place where results appear.

    assets/search.js puts the field itself in its holder: a component of Dash writes its value back while the reader
    types on, and on a busy machine letters are lost or change places.
    """
    told: dict[str, Any] = {"data-field": ids.SEARCH_TEXT, "data-ask": _ASK}
    return html.Div(
        [
            html.Label(_ASK, htmlFor=ids.SEARCH_TEXT, className="alleen-gesproken"),
            html.Div(id=ids.SEARCH_HOLDER, **told),
            dcc.Store(id=ids.SEARCH_ASKED),
            html.Div(id=ids.SEARCH_RESULTS, role="region", **aria(label="Zoekresultaten", live="polite")),
        ],
        role="search",
        className="zoeken",
    )


def search_results(
    text: str,
    hits: Sequence[SearchHit],
    link_to: Callable[[SearchHit], str],
    picture: html.Img | None = None,
    *,
    is_made: bool = False,
) -> html.Div:
    """Hits as links with level, place and the reason of the match; or what to try when there are none.

    Under a small map of the hits they carry its numbers. `is_made`: their screen does not follow its address, so a link loads it anew.
    """
    if not hits:
        return html.Div(html.P(no_hits(text)), className="zoek-lijst")
    count = len(hits)
    return html.Div(
        [
            html.P(f"{count} {'plaats' if count == 1 else 'plaatsen'} gevonden", className="klein zoek-aantal"),
            picture,
            html.Ul(
                [
                    _hit(hit, link_to(hit), number if picture is not None else None, is_made=is_made)
                    for number, hit in enumerate(hits, 1)
                ]
            ),
        ],
        className="zoek-lijst",
    )


def _hit(hit: SearchHit, href: str, number: int | None, *, is_made: bool) -> html.Li:
    place = f"{place_line(hit.area)} · {hit.why}" if hit.why else place_line(hit.area)
    return html.Li(
        dcc.Link(
            [
                html.Span(f"{number}. {hit.area.name}" if number else hit.area.name, className="zoek-naam"),
                html.Span(place, className="klein"),
            ],
            href=href,
            refresh=is_made,
        )
    )
