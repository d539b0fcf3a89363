"""Screen Nabijheid: the address in, the whole page out. A guide value that is typed becomes an address first (assets/nabijheid.js)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from dash import ClientsideFunction, Dash, Input, Output, State, no_update
from dash.development.base_component import Component
from flask import Flask, Response, abort, request

from callbacks.faults import told_in
from callbacks.navigation import trail
from callbacks.routes import attachment, unavailable_is_503
from callbacks.trend import trend_view
from domain import wording
from domain.areas import COUNTRY_CODE, Level
from domain.proximity import offered_guides
from domain.proximity_view import OverviewRow, beyond_view
from domain.resolve import resolve
from domain.view_models import Area
from domain.view_state import Mode, ViewState
from domain.wording import group_name
from layouts import ids
from layouts.messages import failure_note
from layouts.nabijheid import NabijheidView, OpenFacility, nabijheid, nabijheid_body
from layouts.nabijheid_beyond import BeyondPart
from layouts.nabijheid_pictures import PICTURES, picture_of, pictures_at_hand
from layouts.panel import Onward
from store.areas import area as find_area
from store.areas import children, groups_of
from store.catalogue import indicators
from store.export_proximity import beyond_csv, beyond_name, overview_csv, overview_name
from store.facts import facts
from store.proximity import overview, residents_near
from store.terms import terms
from store.warehouse import Store, StoreUnavailable

PATH: Final = "/nabijheid"
#: Frames in which town and country lie together: income groups are told per class of urbanity only.
_MIXED: Final = (Level.LAND, Level.GGD, Level.PROVINCIE)


def register(app: Dash, store: Store) -> None:
    """Address in, page out; the script that draws and holds the field of the guide value; downloads."""

    @app.callback(
        Output(ids.PROXIMITY, "children"),
        Output(ids.PROXIMITY_STANDS, "data"),
        Input(ids.PROXIMITY_URL, "search"),
        State(ids.PROXIMITY_STANDS, "data"),
        prevent_initial_call=True,
        on_error=told_in(ids.PROXIMITY, "the screen"),
    )
    def show(query: str | None, stands: str | None) -> Any:
        """The browser tells its address when a page opens too: what stands there already is not made again."""
        asked = query or ""
        if asked.removeprefix("?") == (stands or "").removeprefix("?"):
            return no_update, no_update
        try:
            return nabijheid_body(proximity_view(store, asked)), asked
        except StoreUnavailable as problem:
            return failure_note(str(problem)), asked

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawProximity"),
        Output(ids.PROXIMITY_DRAWN, "data"),
        Input(ids.PROXIMITY, "children"),
    )
    _downloads(app.server, store)


def screen(store: Store, query: str) -> Component:
    """The page for a query. Raises StoreUnavailable."""
    return nabijheid(proximity_view(store, query), query)


def proximity_view(store: Store, query: str) -> NabijheidView:
    """Everything that a query asks to see. Raises StoreUnavailable."""
    view, lines = ViewState.from_query(query)
    area, more = _area(store, view)
    rows = overview(store, area)
    view = replace(view, area_code=area.code)
    row, told = _row(store, view, rows)
    if row is None:
        view = replace(view, guide_km=None)

    def link_to(indicator_id: str) -> str:
        return PATH + replace(view, indicator_id=indicator_id, guide_km=None).to_query()

    return NabijheidView(
        area=area,
        rows=rows,
        opened=_open(store, view, area, row) if row is not None else None,
        trail=tuple(Onward(name, _to_area(view, code)) for name, code, _ in trail(area)),
        onward=_onward(store, view, area),
        lines=(*lines, *more, *told),
        link_to=link_to,
        download=f"/download/nabijheid.csv?{urlencode({'gebied': area.code})}",
        terms=terms(store),
    )


def _area(store: Store, view: ViewState) -> tuple[Area, tuple[str, ...]]:
    """Area that is asked for, else the usual one; the map's own choices mean nothing here."""
    resolved, lines = resolve(ViewState(area_code=view.area_code, vintage=view.vintage), facts(store))
    found = find_area(store, resolved.area_code)
    if found is None:
        raise LookupError(f"{resolved.area_code} was resolved but is not in the warehouse")
    return found, lines


def _row(store: Store, view: ViewState, rows: tuple[OverviewRow, ...]) -> tuple[OverviewRow | None, tuple[str, ...]]:
    """Facility that is asked for. A topic of the map that is no facility is passed over; one that nobody knows is told."""
    found = next((row for row in rows if row.facility.indicator_id == view.indicator_id), None)
    unknown = view.indicator_id is not None and found is None and view.indicator_id not in indicators(store)
    return found, (wording.unknown_indicator(),) if unknown else ()


def _open(store: Store, view: ViewState, area: Area, row: OverviewRow) -> OpenFacility:
    facility, indicator = row.facility, row.indicator
    part = beyond_of(store, area, row, view.guide_km, view)
    trend = trend_view(store, ViewState(area_code=area.code, indicator_id=facility.indicator_id).to_query())
    if trend.parts is None and part.view is not None and area.level not in (Level.GEMEENTE, Level.WIJK):
        trend = replace(trend, parts=part.view.parts)
    on_map = ViewState(
        area_code=area.code, indicator_id=indicator.indicator_id, frame_code=view.frame_code, mode=Mode.THEMA
    )
    return OpenFacility(
        row=row,
        trend=trend,
        beyond=part,
        map_href=f"/{on_map.to_query()}",
        close_href=PATH + replace(view, indicator_id=None, guide_km=None).to_query(),
    )


def beyond_of(store: Store, area: Area, row: OverviewRow, guide_km: float | None, view: ViewState) -> BeyondPart:
    """Residents beyond the guide value that is asked for, else beyond the facility's own."""
    facility = row.facility
    guide = facility.guide(guide_km)
    nearby = residents_near(store, facility.indicator_id, area)
    asked = {"gebied": area.code, "indicator": facility.indicator_id, "grens": str(guide.km)}
    found = beyond_view(nearby.data, guide, row.indicator, pooled=area.level not in _MIXED)
    means = [float(value) for value in nearby.data.km[nearby.year]] if nearby.year is not None else []
    guides = offered_guides(facility, guide, means)
    part = BeyondPart(
        area=area,
        facility=facility,
        indicator=row.indicator,
        guide=guide,
        nearby=nearby,
        view=found,
        guides=tuple((each, PATH + replace(view, guide_km=each.km).to_query()) for each in guides),
        downloads={},
        terms=terms(store),
    )
    downloads = {"Download deze cijfers (CSV)": f"/download/nabijheid-inwoners.csv?{urlencode(asked)}"}
    for name in pictures_at_hand(part):
        downloads[PICTURES[name]] = f"/download/nabijheid.svg?{urlencode({**asked, 'beeld': name})}"
    return replace(part, downloads=downloads)


def _onward(store: Store, view: ViewState, area: Area) -> tuple[Onward, ...]:
    links = [Onward(group_name(group), _to_area(view, group.code)) for group in groups_of(store, area.code)]
    links += [Onward(inside.name, _to_area(view, inside.code)) for inside in children(store, area.code)]
    if area.level is not Level.LAND and not links:
        links = [Onward(name, _to_area(view, code)) for name, code, _ in trail(area) if code != COUNTRY_CODE]
    return tuple(links)


def _to_area(view: ViewState, code: str) -> str:
    return PATH + replace(view, area_code=code, frame_code=None).to_query()


def _downloads(server: Flask, store: Store) -> None:
    @server.get("/download/nabijheid.csv")
    @unavailable_is_503
    def download_overview() -> Response:
        area, _ = _area(store, _asked())
        rows = overview(store, area)
        return attachment(overview_csv(area, rows), "text/csv; charset=utf-8", overview_name(store, area))

    @server.get("/download/nabijheid-inwoners.csv")
    @unavailable_is_503
    def download_beyond() -> Response:
        part = _part(store)
        name = beyond_name(store, part.area, part.facility.indicator_id, "csv")
        return attachment(
            beyond_csv(part.area, part.nearby, part.view, part.indicator),
            "text/csv; charset=utf-8",
            name,
        )

    @server.get("/download/nabijheid.svg")
    @unavailable_is_503
    def download_picture() -> Response:
        part = _part(store)
        drawn = picture_of(part, request.args.get("beeld", ""))
        if drawn is None:
            abort(404)
        return attachment(
            drawn.encode(), "image/svg+xml", beyond_name(store, part.area, part.facility.indicator_id, "svg")
        )


def _asked() -> ViewState:
    return ViewState.from_query(request.query_string.decode("latin-1"))[0]


def _part(store: Store) -> BeyondPart:
    """The facility that a download asks for; 404 for what is none."""
    view = _asked()
    area, _ = _area(store, view)
    row, _ = _row(store, view, overview(store, area))
    if row is None:
        abort(404)
    return beyond_of(store, area, row, view.guide_km, view)
