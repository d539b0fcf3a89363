"""Screen Uitleg: the address in, the whole page out; the worked examples are those of the screens themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component

from callbacks.examples import worked_examples
from callbacks.faults import told_in
from callbacks.navigation import trail
from domain.areas import COUNTRY_CODE, Level
from domain.report_page import Section
from domain.resolve import resolve
from domain.view_models import Area
from domain.view_state import ViewState
from domain.wording import group_name
from domain.wording.explained_report import explained_report
from layouts import ids
from layouts.messages import failure_note
from layouts.panel import Onward
from layouts.uitleg import UitlegView, uitleg, uitleg_body
from store.areas import area as find_area
from store.areas import children, groups_of
from store.catalogue import codebook_rows, indicators, themes
from store.facts import facts
from store.report import build_report, coverage_by_year
from store.terms import terms
from store.warehouse import Store, StoreUnavailable

PATH: Final = "/uitleg"


def register(app: Dash, store: Store) -> None:
    """Address in, page out; the script that writes the chapters."""

    @app.callback(
        Output(ids.EXPLAIN, "children"),
        Input(ids.EXPLAIN_URL, "search"),
        prevent_initial_call=True,
        on_error=told_in(ids.EXPLAIN, "the screen"),
    )
    def show(query: str | None) -> Any:
        try:
            return uitleg_body(uitleg_view(store, query or ""))
        except StoreUnavailable as problem:
            return failure_note(str(problem))

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawPage"),
        Output(ids.EXPLAIN_DRAWN, "data"),
        Input(ids.EXPLAIN, "children"),
    )


def screen(store: Store, query: str) -> Component:
    """The page for a query. Raises StoreUnavailable."""
    return uitleg(uitleg_view(store, query))


def uitleg_view(store: Store, query: str) -> UitlegView:
    """Everything that a query asks to see. Raises StoreUnavailable."""
    view, lines = ViewState.from_query(query)
    resolved, more = resolve(ViewState(area_code=view.area_code, vintage=view.vintage), facts(store))
    area = find_area(store, resolved.area_code)
    if area is None:
        raise LookupError(f"{resolved.area_code} was resolved but is not in the warehouse")
    view = replace(view, area_code=area.code)
    report, no_report = _report(store)
    return UitlegView(
        area=area,
        trail=tuple(Onward(name, _to_area(view, code)) for name, code, _ in trail(area)),
        onward=_onward(store, view, area),
        lines=(*lines, *more),
        query=ViewState(area_code=area.code).to_query(),
        examples=worked_examples(store, area),
        themes=themes(store),
        indicators=indicators(store),
        sources={row.name: row.source for row in codebook_rows(store)},
        report=report,
        no_report=no_report,
        terms=terms(store),
    )


def _report(store: Store) -> tuple[dict[str, Section], str]:
    """Chapters about the build; of a warehouse of an older version why there are none."""
    try:
        report, found = build_report(store), coverage_by_year(store)
    except StoreUnavailable as problem:
        return {}, str(problem)
    made = store.open().cached(("explained report",), lambda: explained_report(report, found, indicators(store)))
    return made, ""


def _onward(store: Store, view: ViewState, area: Area) -> tuple[Onward, ...]:
    around = [Onward(group_name(group), _to_area(view, group.code)) for group in groups_of(store, area.code)]
    inside = [Onward(each.name, _to_area(view, each.code)) for each in children(store, area.code)]
    if area.level is not Level.LAND and not (around or inside):
        return tuple(Onward(name, _to_area(view, code)) for name, code, _ in trail(area) if code != COUNTRY_CODE)
    return (*around, *inside)


def _to_area(view: ViewState, code: str) -> str:
    return PATH + replace(view, area_code=code, frame_code=None).to_query()
