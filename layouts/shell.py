"""Frame around every screen: the HTML page with its skeleton, header, banner and footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from layouts import ids
from layouts.aria import aria
from layouts.search import search_field
from layouts.tours import tour_button

#: Dash's page in Dutch, with a skeleton that stands before any script has run (the stylesheet takes it away again).
INDEX: Final = """<!DOCTYPE html>
<html lang="nl">
    <head>
        {%metas%}
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{%title%}</title>
        <link rel="icon" type="image/svg+xml" href="/assets/icon.svg">
        {%css%}
    </head>
    <body>
        <a class="naar-inhoud" href="#inhoud">Naar de inhoud</a>
        <div class="skelet" role="status">
            <p>Buurtlens wordt geladen…</p><div></div><div></div><div></div>
            <noscript>Buurtlens heeft JavaScript nodig om de kaart te tekenen.</noscript>
        </div>
        {%app_entry%}
        {%config%}
        {%scripts%}
        {%renderer%}
    </body>
</html>"""

#: Pages about the site itself, below every screen.
_FOOT_LINKS: Final = (
    ("Uitleg", "/uitleg"),
    ("Begrippen", "/begrippen"),
    ("Gegevens", "/gegevens"),
    ("Toegankelijkheid", "/toegankelijkheid"),
)

THEME: Final[dict[str, Any]] = {
    "fontFamily": "'Atkinson Hyperlegible Next', system-ui, sans-serif",
    "primaryColor": "blue",
    "defaultRadius": "sm",
    "components": {"Select": {"defaultProps": {"size": "sm"}}, "SegmentedControl": {"defaultProps": {"size": "sm"}}},
}


@dataclass(frozen=True)
class MenuItem:
    """A screen in the menu: its name, its address with what it is to show, and whether it is the one on the page."""

    title: str
    href: str
    is_here: bool


def shell(content: Any, is_demo: bool, menu: Sequence[MenuItem] = (), path: str = "/") -> dmc.MantineProvider:
    """Page with header, menu, search field, banner for fictional figures, the screen of `path` and footer."""
    return _page(
        dcc.Location(id=ids.ADDRESS, refresh=False),
        dcc.Store(id=ids.BUILT_FOR, data=path),
        dcc.Store(id=ids.SEARCH_CODES),
        html.Header([_name(), _menu(menu), tour_button(path), search_field()], className="bovenbalk"),
        _banner() if is_demo else None,
        html.Main(content, id=ids.MAIN, tabIndex=-1),
        _footer(),
    )


def late() -> dmc.MantineProvider:
    """Page for a browser that does not tell for which address it asks: a callback fills it when the browser runs."""
    return dmc.MantineProvider(
        [dcc.Location(id=ids.LATE_ADDRESS, refresh=False), html.Div(id=ids.LATE_PAGE)], forceColorScheme="light"
    )


def _menu(items: Sequence[MenuItem]) -> html.Nav | None:
    """Links are addresses of their own: a screen is a new page, which a browser keeps, prints and goes back to."""
    if not items:
        return None
    links = [
        html.Li(html.A(item.title, href=item.href, **(aria(current="page") if item.is_here else {}))) for item in items
    ]
    return html.Nav(html.Ul(links), className="menu", **aria(label="Schermen"))


def closed(content: Any) -> dmc.MantineProvider:
    """Page without figures: nothing to search or choose. assets/wait.js opens the screen as soon as there are some."""
    return _page(html.Header(_name(), className="bovenbalk"), html.Main(content, id=ids.MAIN), _footer())


def _page(*parts: Any) -> dmc.MantineProvider:
    return dmc.MantineProvider(html.Div(list(parts), id=ids.PAGE), theme=THEME, forceColorScheme="light")


def _name() -> html.Div:
    return html.Div(
        [
            html.A("Buurtlens", href="/", className="merknaam"),
            html.P("Verschillen tussen buurten en de afstand tot voorzieningen, uit open gegevens"),
        ],
        className="naam",
    )


def _banner() -> html.Aside:
    return html.Aside(
        html.P(
            [
                html.Strong("Fictieve gegevens. "),
                "Deze plaatsen en cijfers bestaan niet: ze laten zien hoe Buurtlens werkt.",
            ]
        ),
        className="banier",
        **aria(label="Over deze gegevens"),
    )


def _footer() -> html.Footer:
    return html.Footer(
        [
            html.Nav(
                html.Ul([html.Li(html.A(title, href=href)) for title, href in _FOOT_LINKS], className="voet-wegen"),
                **aria(label="Over Buurtlens"),
            ),
            html.P(
                "Een cijfer over een buurt zegt niets over één persoon. Cijfers zijn een signaal: hoe het echt is, "
                "weten de mensen die er wonen en werken. "
                "Deze website plaatst geen cookies en volgt u niet."
            ),
        ]
    )
