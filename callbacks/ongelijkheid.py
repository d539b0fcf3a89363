"""Screen Ongelijkheid: the address in, the whole page out; downloads of every card and of the whole screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final
from urllib.parse import urlencode

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component
from flask import Flask, Response, abort, request

from callbacks.faults import told_in
from callbacks.navigation import trail
from callbacks.routes import attachment, unavailable_is_503
from domain.areas import COUNTRY_CODE, Level, frame_of
from domain.claim_results import ClaimResult
from domain.inequality_view import FIGURE_YEAR_KEY, figure_year, scale_of
from domain.resolve import resolve
from domain.view_models import Area
from domain.view_state import Scale, ViewState
from domain.wording.claim_cards import frame_name
from layouts import ids
from layouts.messages import failure_note
from layouts.ongelijkheid import OngelijkheidView, ongelijkheid, ongelijkheid_body
from layouts.ongelijkheid_cards import CardLinks, picture_of
from layouts.panel import Onward
from store.areas import area as find_area
from store.areas import children, groups_of
from store.export_inequality import claims_csv, claims_name
from store.facts import facts
from store.inequality_results import FrameClaims, claim_years, frame_claims
from store.terms import terms
from store.warehouse import Store, StoreUnavailable

PATH: Final = "/ongelijkheid"


def register(app: Dash, store: Store) -> None:
    """Address in, page out; the script that writes the cards; downloads."""

    @app.callback(
        Output(ids.INEQUALITY, "children"),
        Input(ids.INEQUALITY_URL, "search"),
        prevent_initial_call=True,
        on_error=told_in(ids.INEQUALITY, "the screen"),
    )
    def show(query: str | None) -> Any:
        try:
            return ongelijkheid_body(inequality_view(store, query or ""))
        except StoreUnavailable as problem:
            return failure_note(str(problem))

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawInequality"),
        Output(ids.INEQUALITY_DRAWN, "data"),
        Input(ids.INEQUALITY, "children"),
    )
    _downloads(app.server, store)


def screen(store: Store, query: str) -> Component:
    """The page for a query. Raises StoreUnavailable."""
    return ongelijkheid(inequality_view(store, query))


def inequality_view(store: Store, query: str) -> OngelijkheidView:
    """Everything that a query asks to see. Raises StoreUnavailable."""
    view, lines = ViewState.from_query(query)
    area, frame, more = _places(store, view)
    by_country = scale_of(query) is Scale.NEDERLAND and frame.code != COUNTRY_CODE
    years = claim_years(store, frame.code)
    asked_year = figure_year(query)
    year = asked_year if asked_year in years else None
    found = _claims(store, frame, view, by_country=by_country, year=year)
    state = replace(view, area_code=area.code, scale=Scale.NEDERLAND, level=None, year=None)
    link = partial(_link, state, by_country=by_country, year=year)
    wider = [
        Onward(frame_name(each), _link(state, by_country=False, year=None, area_code=each.code))
        for each in _around(store, frame)
    ]
    return OngelijkheidView(
        area=area,
        frame=frame,
        chapters=found.chapters,
        by_country=by_country,
        trail=tuple(Onward(name, link(area_code=code)) for name, code, _ in trail(area)),
        onward=_onward(store, frame, link),
        wider=tuple(wider),
        scales=_scales(frame, state, by_country=by_country, year=year),
        years=_years(years, state, by_country=by_country, year=year),
        lines=(*lines, *more),
        links=CardLinks(
            map_href=partial(_map, area, view),
            other_href=lambda card, name: f"{link(indicator_id=name)}#{card.claim.claim_id}",
            downloads=partial(_card_downloads, frame, view, by_country=by_country, year=year),
        ),
        download=f"/download/ongelijkheid.csv?{_asked(frame, view, by_country=by_country, year=year)}",
        terms=terms(store),
    )


def _places(store: Store, view: ViewState) -> tuple[Area, Area, tuple[str, ...]]:
    """Area that is asked for, the frame whose buurten are compared, and what was replaced."""
    asked = ViewState(area_code=view.area_code, frame_code=view.frame_code, vintage=view.vintage)
    resolved, lines = resolve(asked, facts(store))
    area = find_area(store, resolved.area_code)
    inside = view.frame_code is not None and facts(store).inside(view.frame_code, resolved.area_code)
    frame = find_area(
        store, view.frame_code if inside and view.frame_code else frame_of(resolved.area_code, Level.BUURT)
    )
    if area is None or frame is None:
        raise LookupError(f"{resolved.area_code} was resolved but is not in the warehouse")
    return area, frame, lines


def _claims(store: Store, frame: Area, view: ViewState, *, by_country: bool, year: int | None) -> FrameClaims:
    scale = Scale.NEDERLAND if by_country else Scale.GEMEENTE
    return frame_claims(store, frame.code, scale, view.indicator_id, year)


def _link(state: ViewState, *, by_country: bool, year: int | None, **changes: Any) -> str:
    """Address of this screen; the scale stands in it when it is not the frame's own."""
    if "area_code" in changes:
        changes.setdefault("frame_code", None)
    query = replace(state, **changes).to_query()
    extra = {}
    if by_country:
        extra["schaal"] = str(Scale.NEDERLAND)
    if year is not None:
        extra[FIGURE_YEAR_KEY] = str(year)
    return PATH + query + (f"{'&' if query else '?'}{urlencode(extra)}" if extra else "")


def _scales(frame: Area, state: ViewState, *, by_country: bool, year: int | None) -> tuple[tuple[str, str, bool], ...]:
    if frame.code == COUNTRY_CODE:
        return ()
    return (
        (frame_name(frame), _link(state, by_country=False, year=year), not by_country),
        ("heel Nederland", _link(state, by_country=True, year=year), by_country),
    )


def _years(
    years: Sequence[int], state: ViewState, *, by_country: bool, year: int | None
) -> tuple[tuple[str, str, bool], ...]:
    newest = ("nieuwste jaar per onderwerp", _link(state, by_country=by_country, year=None), year is None)
    return (newest, *((str(each), _link(state, by_country=by_country, year=each), each == year) for each in years))


def _around(store: Store, frame: Area) -> list[Area]:
    """Wider frames: GGD region and provincie of a gemeente, the gemeente of an own division, and the country."""
    code = frame_of(frame.code, Level.EIGEN) if frame.level is Level.EIGEN else None
    own = [found for found in [find_area(store, code)] if found] if code else []
    country = find_area(store, COUNTRY_CODE)
    last = [country] if country is not None and frame.code != COUNTRY_CODE else []
    return [*own, *groups_of(store, frame.code), *last]


def _onward(store: Store, frame: Area, link: Any) -> tuple[Onward, ...]:
    """Other frames: those around it, and gemeenten inside the country or a region."""
    inside = children(store, frame.code) if frame.level in (Level.LAND, Level.GGD, Level.PROVINCIE) else []
    gemeenten = [each for each in inside if each.level is Level.GEMEENTE]
    return tuple(Onward(frame_name(each), link(area_code=each.code)) for each in [*_around(store, frame), *gemeenten])


def _map(area: Area, view: ViewState, card: ClaimResult) -> str:
    assert card.pick is not None
    on_map = ViewState(
        area_code=area.code,
        frame_code=view.frame_code,
        level=None if area.level is Level.LAND else Level.BUURT,
        indicator_id=card.pick.figure.indicator_id,
        year=card.pick.year,
    )
    return f"/{on_map.to_query()}"


def _asked(frame: Area, view: ViewState, *, by_country: bool, year: int | None, **more: str) -> str:
    asked = {"gebied": frame.code, **more}
    if view.indicator_id is not None:
        asked["indicator"] = view.indicator_id
    if by_country:
        asked["schaal"] = str(Scale.NEDERLAND)
    if year is not None:
        asked[FIGURE_YEAR_KEY] = str(year)
    return urlencode(asked)


def _card_downloads(
    frame: Area, view: ViewState, card: ClaimResult, *, by_country: bool, year: int | None
) -> tuple[tuple[str, str, bool], ...]:
    asked = _asked(frame, view, by_country=by_country, year=year, uitspraak=card.claim.claim_id)
    table = ("Download de cijfers (CSV)", f"/download/ongelijkheid.csv?{asked}", False)
    if card.judgement is None or card.judgement.groups is None:
        return (table,)
    picture = f"/download/ongelijkheid.svg?{asked}"
    return (table, ("Download het beeld (SVG)", picture, False), ("Download het beeld (PNG)", picture, True))


def _downloads(server: Flask, store: Store) -> None:
    @server.get("/download/ongelijkheid.csv")
    @unavailable_is_503
    def download_claims() -> Response:
        found, claim_id = _of_request(store)
        if claim_id is not None and found.result(claim_id) is None:
            abort(404)
        name = claims_name(store, found.frame.code, claim_id, "csv")
        return attachment(claims_csv(found, claim_id), "text/csv; charset=utf-8", name)

    @server.get("/download/ongelijkheid.svg")
    @unavailable_is_503
    def download_bars() -> Response:
        found, claim_id = _of_request(store)
        card = found.result(claim_id or "")
        drawn = picture_of(card, found.frame) if card is not None else None
        if drawn is None:
            abort(404)
        name = claims_name(store, found.frame.code, claim_id, "svg")
        return attachment(drawn.encode(), "image/svg+xml", name)


def _of_request(store: Store) -> tuple[FrameClaims, str | None]:
    query = request.query_string.decode("latin-1")
    view, _ = ViewState.from_query(query)
    _, frame, _ = _places(store, view)
    by_country = scale_of(query) is Scale.NEDERLAND and frame.code != COUNTRY_CODE
    year = figure_year(query)
    known = year if year in claim_years(store, frame.code) else None
    return _claims(store, frame, view, by_country=by_country, year=known), request.args.get("uitspraak")
