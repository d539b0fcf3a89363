"""Screen Samen aan tafel: an address in, a page out that stands still; its script and its download."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote, urlencode

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component
from flask import Flask, Response, request

from callbacks.navigation import trail
from callbacks.routes import attachment, unavailable_is_503
from domain import wording
from domain.areas import COUNTRY_CODE, Level, normalise_code
from domain.profile_state import profile_path
from domain.resolve import resolve
from domain.samen_view import AGEING, LENS_KEY, has_ageing_lens
from domain.view_models import Area
from domain.view_state import ViewState
from domain.wording import group_name, level_name
from layouts import ids
from layouts.panel import Onward
from layouts.samen import SamenPage, samen
from store.areas import area as find_area
from store.areas import children, groups_of
from store.export_samen import samen_csv, samen_name
from store.facts import facts
from store.samen import samen_of
from store.terms import terms
from store.warehouse import Store

PATH: Final = "/samen"
AREA_PATH: Final = "/samen/<code>"
_SCAN: Final = "/scan"


def register(app: Dash, store: Store) -> None:
    """The script that writes the parts of the page, and the download."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawSamen"), Output(ids.SAMEN_DRAWN, "data"), Input(ids.SAMEN, "id")
    )
    _downloads(app.server, store)


def screen(store: Store, query: str, parts: Mapping[str, str]) -> Component:
    """The page for a path with a code (`/samen/<code>`) or a query (`?gebied=`). Raises StoreUnavailable."""
    return samen(samen_page(store, query, parts.get("code")))


def samen_page(store: Store, query: str, code: str | None = None) -> SamenPage:
    """Everything that an address asks to see. Raises StoreUnavailable."""
    area, lines = _area(store, query, code)
    older = has_ageing_lens(query)
    return SamenPage(
        view=samen_of(store, area, older=older),
        trail=tuple(Onward(name, samen_href(above, older=older)) for name, above, _ in trail(area)),
        onward=_onward(store, area, older=older),
        related=_related(area),
        lenses=(
            ("iedereen", samen_href(area.code), not older),
            ("vergrijzing", samen_href(area.code, older=True), older),
        ),
        lines=lines,
        download="/download/samen.csv?" + urlencode({"gebied": area.code, **({LENS_KEY: AGEING} if older else {})}),
        terms=terms(store),
    )


def samen_href(code: str, *, older: bool = False) -> str:
    """Address of the screen for an area."""
    return f"{PATH}/{code}{f'?{LENS_KEY}={AGEING}' if older else ''}"


def _area(store: Store, query: str, code: str | None) -> tuple[Area, tuple[str, ...]]:
    """Area that the path or else the query asks for, else the usual one; the map's other choices mean nothing here."""
    asked, lines = ViewState.from_query(query)
    wanted = asked.area_code
    if code is not None:
        told = unquote(code)
        wanted = normalise_code(told)
        lines = (*lines, *(() if wanted else (wording.unreadable("gebied", told),)))
    resolved, more = resolve(ViewState(area_code=wanted), facts(store))
    found = find_area(store, resolved.area_code)
    if found is None:
        raise LookupError(f"{resolved.area_code} was resolved but is not in the warehouse")
    return found, (*lines, *more)


def _onward(store: Store, area: Area, *, older: bool) -> tuple[Onward, ...]:
    groups = [Onward(group_name(group), samen_href(group.code, older=older)) for group in groups_of(store, area.code)]
    inside = [Onward(each.name, samen_href(each.code, older=older)) for each in children(store, area.code)]
    if area.level is not Level.LAND and not groups and not inside:
        return tuple(
            Onward(name, samen_href(code, older=older)) for name, code, _ in trail(area) if code != COUNTRY_CODE
        )
    return (*groups, *inside)


def _related(area: Area) -> tuple[Onward, ...]:
    """The same area elsewhere, and the scan of how the two domains work together."""
    kind = level_name(area.level)
    links = [Onward(f"Profiel van {'dit' if kind in ('gebied', 'land') else 'deze'} {kind}", profile_path(area))]
    links.append(Onward("Bekijk dit gebied op de kaart", f"/{ViewState(area_code=area.code).to_query()}"))
    links.append(Onward("Scan: hoe werken de twee domeinen samen aan één opgave of project?", _SCAN))
    return tuple(links)


def _downloads(server: Flask, store: Store) -> None:
    @server.get("/download/samen.csv")
    @unavailable_is_503
    def download_samen() -> Response:
        query = request.query_string.decode("latin-1")
        area, _ = _area(store, query, None)
        view = samen_of(store, area, older=has_ageing_lens(query))
        return attachment(samen_csv(view), "text/csv; charset=utf-8", samen_name(store, view))
