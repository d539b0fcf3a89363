"""Trend of the selected area: asked for by the page itself once the map is on the screen, so that it never delays the map."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from dash import ClientsideFunction, Dash, Input, Output

from callbacks.faults import told_in
from domain.areas import Level
from domain.change import difference, is_about_equal
from domain.resolve import resolve
from domain.series import PlaceParts
from domain.trend import Trend, earlier_trend, trend
from domain.view_models import Area, Indicator
from domain.view_state import ViewState
from layouts import ids
from layouts.trend import TrendView, trend_panel
from store.catalogue import indicators
from store.facts import facts
from store.series import area_series, place_parts
from store.warehouse import Store, StoreUnavailable

_FAILED = "Het verloop over de jaren kon niet worden geladen. Kies het gebied opnieuw."


def register(app: Dash, store: Store) -> None:
    """What the page asks for in (an address and the build it shows), the panel out. assets/trend.js asks and draws."""

    @app.callback(
        Output(ids.TREND, "children"),
        Input(ids.TREND_ASKED, "data"),
        prevent_initial_call=True,
        on_error=told_in(ids.TREND, "the trend", _FAILED),
    )
    def show(asked: dict[str, str] | None) -> list[Any]:
        try:
            return trend_panel(trend_view(store, (asked or {}).get("query", "")))
        except StoreUnavailable as problem:
            return [str(problem)]

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawTrend"),
        Output(ids.TREND_DRAWN, "data"),
        Input(ids.TREND, "children"),
        prevent_initial_call=True,
    )


def trend_view(store: Store, query: str) -> TrendView:
    """Trend of the area and indicator that an address asks for. Raises StoreUnavailable."""
    resolved, _ = resolve(ViewState.from_query(query)[0], facts(store))
    indicator = indicators(store)[resolved.indicator_id]
    series = area_series(store, resolved.indicator_id, resolved.area_code)
    trends = tuple(trend(line.points, indicator) for line in series.lines)
    asked = urlencode({"gebied": resolved.area_code, "indicator": resolved.indicator_id})
    return TrendView(
        series=series,
        indicator=indicator,
        trends=trends,
        earlier=earlier_trend(trends[0], indicator),
        parts=_parts(store, series.area, indicator, trends[0]),
        download=f"/download/verloop.csv?{asked}",
    )


def _parts(store: Store, area: Area, indicator: Indicator, found: Trend) -> PlaceParts | None:
    """Split of a change that is worth a word; of a modelled figure none, nor of a count."""
    first, last = found.first, found.last
    if indicator.additive or indicator.kind == "modelled" or area.level not in (Level.GEMEENTE, Level.WIJK):
        return None
    if first is None or last is None or first.value is None or last.value is None or first is last:
        return None
    change = difference(first.value, last.value, indicator)
    if change is None or is_about_equal(change, indicator):
        return None
    return place_parts(store, indicator.indicator_id, area.code, first.year, last.year)
