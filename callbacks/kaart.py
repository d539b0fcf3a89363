"""Screen Kaart: the address in, the whole screen out; a choice in a picker becomes an address first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx, no_update

from callbacks.faults import told_in
from callbacks.navigation import NEVER, choose, standing
from callbacks.view import KaartView
from domain.areas import COUNTRY_CODE
from domain.resolve import Facts, ResolvedView, resolve
from domain.view_state import Mode, ViewState
from layouts import ids
from layouts.controls import level_options, scale_options, since_options, year2_label, year_options
from layouts.kaart import breadcrumb, map_layer, screen_class, table_head
from layouts.messages import failure_note, messages
from store.areas import area
from store.facts import facts
from store.new_dwellings import since_years
from store.stacking import stack_choices
from store.warehouse import Store, StoreUnavailable

_PICKERS = {
    ids.INDICATOR: "indicator",
    ids.LEVEL: "level",
    ids.MODE: "mode",
    ids.YEAR: "year",
    ids.YEAR2: "year2",
    ids.SCALE: "scale",
    ids.INDICATOR2: "indicator2",
    ids.STACK: "stack",
    ids.THRESHOLD: "threshold",
    ids.SINCE: "since",
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
            "year2_label": Output(ids.YEAR2, "label"),
            "indicator2": Output(ids.INDICATOR2, "value"),
            "stack": Output(ids.STACK, "value"),
            "stacks": Output(ids.STACK, "data"),
            "threshold": Output(ids.THRESHOLD, "value"),
            "since": Output(ids.SINCE, "value"),
            "sinces": Output(ids.SINCE, "data"),
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
            "picked": {picker: Input(picker, "value") for picker in _PICKERS},
            "stands": State(ids.STANDS, "data"),
        },
        on_error=told_in(ids.MESSAGES, "the view"),
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
                    **_screen(store, build_view(resolved), stands or {}, known),
                    "messages": messages(lines + more),
                }
            # A choice that was not answered yet when this one came counts too.
            stood, told = resolved, tuple[str, ...]()
            for picker, value in picked.items():
                said = standing(
                    stood, _PICKERS[picker]
                )  # None: not of this mode, and what it holds is of an earlier one
                if value is not None and said is not None and value != said:
                    chosen = choose(resolved, _PICKERS[picker], value, area(store, resolved.area_code))
                    resolved, lines = resolve(chosen, known)
                    told = lines if chosen.mode is not Mode.THEMA else ()
            return {
                **nothing,
                **_screen(store, build_view(resolved), stands or {}, known),
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


def _screen(store: Store, view: KaartView, stands: Mapping[str, str], known: Facts) -> dict[str, Any]:
    """Values of all outputs for one view. What stands in the browser already (polygons, figures) is not sent again."""
    resolved, told = view.resolved, view.tell()
    now = {"geometry": view.geometry_url, "figures": view.key}
    screen = {
        "stands": now,
        "indicator": resolved.indicator_id,
        "indicator2": resolved.indicator2_id,
        "level": resolved.level.value,
        "year": str(resolved.year),
        "years": year_options(view.years, resolved.year),
        "scale": resolved.scale.value,
        "mode": resolved.mode.value,
        "year2": standing(resolved, "year2"),
        "year2_label": year2_label(resolved.mode),
        "years2": year_options(view.years2, resolved.year if resolved.year2 is None else resolved.year2),
        "threshold": standing(resolved, "threshold"),
        "since": standing(resolved, "since"),
        "screen": screen_class(resolved.mode),
        "heading": told.heading,
        "selection": {
            "code": resolved.area_code,
            "name": view.area.name,
            "link": view.link,
            "title": f"{view.indicator.title} – {view.area.name} – Buurtlens",
            "cell": resolved.cell,
        },
        "legend": told.legend,
        "panel": told.panel,
        "table_head": table_head(resolved.level, view.frame, view.area_count, _downloads(view), view.note),
        "spoken": told.spoken,
        "breadcrumb": breadcrumb(view.trail, view.area.name),
    }
    if resolved.mode is Mode.STAPELING:
        screen["stack"] = standing(resolved, "stack")
        screen["stacks"] = [{"value": name, "label": title} for name, title in stack_choices(store, resolved)]
        screen["sinces"] = since_options(since_years(store), NEVER)
    if stands.get("geometry") != now["geometry"]:
        screen["layer"] = map_layer(view.geometry_url)
        screen["levels"] = level_options(known.levels(resolved.frame_code), view.own_kind)
        screen["scales"] = scale_options(view.frame.name if resolved.frame_code != COUNTRY_CODE else None)
    if stands.get("figures") != now["figures"]:
        screen["figures"] = view.figures
    return screen


def _downloads(view: KaartView) -> dict[str, str]:
    query = view.resolved.to_view().to_query()
    return {
        "Download als tabel (CSV met uitleg)": f"/download/kaart.zip{query}",
        "Download als kaart (GeoPackage)": f"/download/kaart.gpkg{query}",
    }
