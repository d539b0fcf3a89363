"""Screen Kaart: the address in, the whole screen out; a choice in a picker becomes an address first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from logging import getLogger
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, no_update, set_props
from dash.development.base_component import Component

from callbacks.navigation import choose, standing
from callbacks.view import KaartView
from domain.areas import COUNTRY_CODE, Level
from domain.resolve import ResolvedView, resolve
from domain.view_state import Mode, ViewState
from domain.wording import opening_sentence
from domain.wording.change import change_heading
from layouts import ids
from layouts.change import change_announcement, change_panel
from layouts.controls import level_options, scale_options, year_options
from layouts.kaart import breadcrumb, map_layer, screen_class, table_head
from layouts.legend import Mark, legend
from layouts.messages import failure_note, messages
from layouts.panel import announcement, panel
from store.areas import area
from store.facts import facts
from store.warehouse import Store, StoreUnavailable

_PICKERS = {
    ids.INDICATOR: "indicator",
    ids.LEVEL: "level",
    ids.MODE: "mode",
    ids.YEAR: "year",
    ids.YEAR2: "year2",
    ids.SCALE: "scale",
}


def register(app: Dash, store: Store, build_view: Callable[[ResolvedView], KaartView]) -> None:
    """Address and pickers in; every part of the screen out. assets/*.js recolours the map that stands."""

    @app.callback(
        output={
            "query": Output(ids.URL, "search"),
            "indicator": Output(ids.INDICATOR, "value"),
            "level": Output(ids.LEVEL, "value"),
            "levels": Output(ids.LEVEL, "data"),
            "year": Output(ids.YEAR, "value"),
            "years": Output(ids.YEAR, "data"),
            "mode": Output(ids.MODE, "value"),
            "year2": Output(ids.YEAR2, "value"),
            "years2": Output(ids.YEAR2, "data"),
            "screen": Output(ids.SCREEN, "className"),
            "scale": Output(ids.SCALE, "value"),
            "scales": Output(ids.SCALE, "data"),
            "heading": Output(ids.HEADING, "children"),
            "breadcrumb": Output(ids.BREADCRUMB, "children"),
            "messages": Output(ids.MESSAGES, "children"),
            "layer": Output(ids.MAP_LAYER, "children"),
            "figures": Output(ids.FIGURES, "data"),
            "stands": Output(ids.STANDS, "data"),
            "selection": Output(ids.SELECTION, "data"),
            "legend": Output(ids.LEGEND, "children"),
            "panel": Output(ids.PANEL, "children"),
            "table_head": Output(ids.TABLE_HEAD, "children"),
            "spoken": Output(ids.SPOKEN, "children"),
        },
        inputs={
            "query": Input(ids.URL, "search"),
            "picked": {
                ids.INDICATOR: Input(ids.INDICATOR, "value"),
                ids.LEVEL: Input(ids.LEVEL, "value"),
                ids.MODE: Input(ids.MODE, "value"),
                ids.YEAR: Input(ids.YEAR, "value"),
                ids.YEAR2: Input(ids.YEAR2, "value"),
                ids.SCALE: Input(ids.SCALE, "value"),
            },
            "stands": State(ids.STANDS, "data"),
        },
        on_error=_failed,
    )
    def show(query: str | None, picked: dict[str, str | None], stands: dict[str, str] | None) -> dict[str, Any]:
        nothing = dict.fromkeys(ctx.outputs_grouping, no_update)
        try:
            view, lines = ViewState.from_query(query)
            known = facts(store)
            resolved, more = resolve(view, known)
            if ctx.triggered_id not in _PICKERS or picked.get(ctx.triggered_id) is None:
                return {
                    **nothing,
                    **_screen(build_view(resolved), stands or {}, known.levels),
                    "messages": messages(lines + more),
                }
            # A choice that was not answered yet when this one came counts too.
            stood, told = resolved, tuple[str, ...]()
            for picker, value in picked.items():
                if value not in (None, standing(stood, _PICKERS[picker])):
                    chosen = choose(resolved, _PICKERS[picker], value, area(store, resolved.area_code))
                    resolved, lines = resolve(chosen, known)
                    told = lines if chosen.mode is Mode.VERANDERING else ()
            return {
                **nothing,
                **_screen(build_view(resolved), stands or {}, known.levels),
                "query": resolved.to_view().to_query(),
                "messages": messages(told, "Let op"),
            }
        except StoreUnavailable as problem:
            return {**nothing, "messages": failure_note(str(problem))}

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "show"),
        Output(ids.DRAWN, "data"),
        Input(ids.FIGURES, "data"),
        Input(ids.SELECTION, "data"),
        Input(ids.SEARCH_CODES, "data"),
        Input(ids.MESSAGES, "children"),
    )


def _failed(error: Exception) -> None:
    """A fault of ours: the page stays as it is, the log has the details."""
    getLogger(__name__).error("the view could not be made", exc_info=error)
    set_props(
        ids.MESSAGES,
        {"children": failure_note("Er ging iets mis bij ons. Laad de pagina opnieuw of kies iets anders.")},
    )


def _screen(view: KaartView, stands: Mapping[str, str], levels: Callable[[str], frozenset[Level]]) -> dict[str, Any]:
    """Values of all outputs for one view. What stands in the browser already (polygons, figures) is not sent again."""
    resolved, drawn = view.resolved, view.map
    now = {"geometry": view.geometry_url, "figures": view.key}
    screen = {
        "stands": now,
        "indicator": resolved.indicator_id,
        "level": resolved.level.value,
        "year": str(resolved.year),
        "years": year_options(view.years, resolved.year),
        "scale": resolved.scale.value,
        "mode": resolved.mode.value,
        "year2": standing(resolved, "year2"),
        "years2": year_options(view.years, resolved.year if resolved.year2 is None else resolved.year2),
        "screen": screen_class(resolved.mode),
        "heading": _heading(view),
        "selection": {
            "code": resolved.area_code,
            "name": view.area.name,
            "link": view.link,
            "title": f"{view.indicator.title} – {view.area.name} – Buurtlens",
        },
        "legend": _legend(view),
        "panel": _panel(view),
        "table_head": table_head(
            resolved.level, view.frame, len(drawn.choropleth.classes), _downloads(view), drawn.note
        ),
        "spoken": _spoken(view),
        "breadcrumb": breadcrumb(view.trail, view.area.name),
    }
    if stands.get("geometry") != now["geometry"]:
        screen["layer"] = map_layer(view.geometry_url)
        screen["levels"] = level_options(levels(resolved.frame_code), view.own_kind)
        screen["scales"] = scale_options(view.frame.name if resolved.frame_code != COUNTRY_CODE else None)
    if stands.get("figures") != now["figures"]:
        screen["figures"] = drawn.figures
    return screen


def _heading(view: KaartView) -> str:
    resolved = view.resolved
    if view.change is not None:
        return change_heading(view.indicator, resolved.level, view.frame.name, *resolved.span)
    return opening_sentence(view.indicator, resolved.level, view.frame.name, resolved.year)


def _panel(view: KaartView) -> Component:
    if view.change is not None:
        return change_panel(view.area, view.indicator, view.resolved.span, view.change, view.changes, view.onward)
    return panel(view.area, view.indicator, view.resolved.year, view.figure, view.benchmarks, view.onward)


def _spoken(view: KaartView) -> str:
    if view.change is not None:
        return change_announcement(view.area, view.indicator, view.resolved.span, view.change)
    return announcement(view.area, view.indicator, view.resolved.year, view.figure)


def _legend(view: KaartView) -> Component:
    if view.change is not None:
        own, *around = [Mark(each.name, each.change.value) for each in (view.change, *view.changes)]
        return legend(view.map.choropleth, around, own, view.frame.name, view.map.source, view.map.known)
    marks = [Mark(b.name, b.figure.value if b.figure else None, b.absent) for b in view.benchmarks]
    selected = Mark(view.area.name, view.figure.value if view.figure else None)
    return legend(view.map.choropleth, marks, selected, view.frame.name, view.map.source, view.map.known)


def _downloads(view: KaartView) -> dict[str, str]:
    query = view.resolved.to_view().to_query()
    return {
        "Download als tabel (CSV met uitleg)": f"/download/kaart.zip{query}",
        "Download als kaart (GeoPackage)": f"/download/kaart.gpkg{query}",
    }
