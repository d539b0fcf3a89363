"""Frame around every screen: the HTML page with its skeleton, header, banner and footer."""

from __future__ import annotations

from typing import Any, Final

import dash_mantine_components as dmc
from dash import dcc, html

from layouts import ids
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
    return dmc.MantineProvider(
        html.Div(
            [
                dcc.Location(id=ids.URL, refresh=False),
                _header(),
                html.P(
                    [
                        html.Strong("Fictieve gegevens. "),
                        "Deze plaatsen en cijfers bestaan niet: ze laten zien hoe Buurtlens werkt.",
                    ],
                    className="banier",
                )
                if is_demo
                else None,
                html.Main(content, id=ids.MAIN, tabIndex=-1),
                _footer(),
            ],
            id=ids.PAGE,
        ),
        theme=THEME,
        forceColorScheme="light",
    )


def _header() -> html.Header:
    return html.Header(
        [
            html.Div(
                [
                    html.A("Buurtlens", href="/", className="merknaam"),
                    html.P("Verschillen tussen buurten en de afstand tot voorzieningen, uit open gegevens"),
                ],
                className="naam",
            ),
            search_field(),
        ],
        className="bovenbalk",
    )


def _footer() -> html.Footer:
    return html.Footer(
        html.P(
            "Een cijfer over een buurt zegt niets over één persoon. Cijfers zijn een signaal: hoe het echt is, "
            "weten de mensen die er wonen en werken. "
            "Deze website plaatst geen cookies en volgt u niet."
        )
    )
