"""Frame around every screen: the HTML page with its skeleton, header, banner and footer."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from layouts import ids
from layouts.aria import aria
from layouts.search import search_field

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

THEME: Final[dict[str, Any]] = {
    "fontFamily": "'Atkinson Hyperlegible Next', system-ui, sans-serif",
    "primaryColor": "blue",
    "defaultRadius": "sm",
    "components": {"Select": {"defaultProps": {"size": "sm"}}, "SegmentedControl": {"defaultProps": {"size": "sm"}}},
}


def shell(content: Any, is_demo: bool) -> dmc.MantineProvider:
    """Page with header, search field, banner for fictional figures, one screen and footer."""
    return _page(
        dcc.Location(id=ids.URL, refresh=False),
        html.Header([_name(), search_field()], className="bovenbalk"),
        _banner() if is_demo else None,
        html.Main(content, id=ids.MAIN, tabIndex=-1),
        _footer(),
    )


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
        html.P(
            "Een cijfer over een buurt zegt niets over één persoon. Cijfers zijn een signaal: hoe het echt is, "
            "weten de mensen die er wonen en werken. "
            "Deze website plaatst geen cookies en volgt u niet."
        )
    )
