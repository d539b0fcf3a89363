"""Screen Kaart: pickers, the map, its legend with strip below, the selected area beside it, the list under all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import dash_leaflet as dl
from dash import dcc, html

from domain.areas import Level
from domain.numbers_nl import format_number
from domain.view_models import Area, Indicator, Theme
from domain.view_state import Mode
from domain.wording import level_name
from layouts import ids
from layouts.aria import aria
from layouts.controls import controls, scale_control
from layouts.panel import Onward

#: BRT background map of PDOK: what has to be said about it.
TILES_ATTRIBUTION = "Achtergrond: BRT, Kadaster (CC BY 4.0)"
_SCRIPT = "buurtlens.map"


def kaart(
    themes: Sequence[Theme], indicators: Mapping[str, Indicator], filled: Collection[str], tiles_url: str
) -> html.Div:
    """The screen before any view: every part has its place, so that nothing jumps when the figures arrive."""
    return html.Div(
        [
            html.Nav(id=ids.BREADCRUMB, className="kruimelpad", **aria(label="U bent hier")),
            html.H1(id=ids.HEADING),
            html.Div(id=ids.MESSAGES),
            controls(themes, indicators, filled),
            html.Div(
                [
                    html.Section(
                        [_map(tiles_url), html.Div(id=ids.LEGEND), scale_control()],
                        className="kaart-kolom",
                        **aria(label="Kaart en legenda"),
                    ),
                    html.Section(id=ids.PANEL, className="paneel", **aria(label="Gekozen gebied")),
                    html.Section(id=ids.TREND, className="verloop", **aria(label="Verloop over de jaren")),
                ],
                className="kaart-en-paneel",
            ),
            html.Section(
                [html.Div(id=ids.TABLE_HEAD, className="lijst-kop"), html.Div(id=ids.TABLE)],
                className="lijst",
                **aria(labelledby="lijst-titel"),
            ),
            html.P(id=ids.SPOKEN, role="status", className="alleen-gesproken"),
            dcc.Store(id=ids.FIGURES),
            dcc.Store(id=ids.STANDS),
            dcc.Store(id=ids.SELECTION),
            dcc.Store(id=ids.DRAWN),
            dcc.Store(id=ids.TREND_ASKED),
            dcc.Store(id=ids.TREND_DRAWN),
        ],
        id=ids.SCREEN,
        className=screen_class(Mode.THEMA),
    )


def screen_class(mode: Mode) -> str:
    """Class of the screen: the stylesheet shows the pickers that a mode has."""
    return f"scherm-kaart modus-{mode.value}"


def _map(tiles_url: str) -> html.Div:
    tiles = (
        [dl.TileLayer(url=tiles_url, attribution=TILES_ATTRIBUTION, maxZoom=19), dl.AttributionControl(prefix=False)]
        if tiles_url
        else []
    )
    return html.Div(
        [
            dl.Map(
                [*tiles, dl.LayerGroup(id=ids.MAP_LAYER), dl.ScaleControl(imperial=False)],
                id=ids.MAP,
                center=[52.15, 5.3],
                zoom=7,
                zoomSnap=0.1,
                minZoom=6,
                maxZoom=17,
                preferCanvas=True,
                attributionControl=False,
                zoomControl=False,
                className="kaart",
            ),
            html.Div(id="aanwijzing", className="aanwijzing", hidden=True, **aria(hidden="true")),
            html.P("De kaart wordt getekend…", id="kaart-wacht", className="kaart-wacht"),
        ],
        className="kaart-vak",
    )


def map_layer(geometry_url: str) -> dl.GeoJSON:
    """Layer of one frame and level. A new url is a new component: the library forgets a change while it still loads."""
    return dl.GeoJSON(
        id={"laag": geometry_url},
        url=geometry_url,
        format="geobuf",
        onEachFeature={"variable": f"{_SCRIPT}.onEachFeature"},
        eventHandlers={
            name: {"variable": f"{_SCRIPT}.{name}"} for name in ("click", "mouseover", "mousemove", "mouseout")
        },
        disableDefaultEventHandlers=True,
    )


def breadcrumb(trail: Sequence[Onward], here: str) -> html.Ol:
    """Nederland › gemeente › wijk › buurt; the last is where the reader is."""
    return html.Ol(
        [*[html.Li(dcc.Link(step.text, href=step.href)) for step in trail], html.Li(here, **aria(current="page"))]
    )


def table_head(level: Level, frame: Area, count: int, downloads: Mapping[str, str], note: str | None) -> list[Any]:
    """Title of the list and the downloads of exactly what is shown."""
    return [
        html.Div(
            [
                html.H2(f"Alle {level_name(level, plural=True)} in {frame.name}", id="lijst-titel"),
                html.P(f"{format_number(count, 0)} gebieden, dezelfde als op de kaart.", className="klein"),
                html.P(note, className="klein") if note else None,
            ]
        ),
        html.Ul(
            [
                *[html.Li(html.A(text, href=href, download="")) for text, href in downloads.items()],
                html.Li(html.Button("Download als plaatje (PNG)", id=ids.PICTURE, type="button", className="als-link")),
            ],
            className="downloads",
        ),
    ]
