"""Screen Gegevens: the report of the build as a page, its downloads, and the script that draws its tables."""

from __future__ import annotations

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component
from flask import Flask, Response

from callbacks.routes import attachment, unavailable_is_503
from domain.report_view import theme_of
from domain.view_state import ViewState
from domain.wording.report import areas_sentence, report_sentence, unknown_theme
from domain.wording.report_sections import sections
from layouts import ids
from layouts.gegevens import ALL_THEMES, gegevens
from layouts.gegevens_coverage import coverage_data, finest
from layouts.messages import messages
from store.catalogue import themes
from store.report import build_report, coverage_by_year, topics
from store.report_export import coverage_csv, report_text
from store.warehouse import Store


def register(app: Dash, store: Store) -> None:
    """The script of the tables and the two downloads."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "report"),
        Output(ids.REPORT_DRAWN, "data"),
        Output(ids.REPORT_LEVEL, "value"),
        Output(ids.REPORT_THEME, "value"),
        Output(ids.REPORT_URL, "search"),
        Output(ids.REPORT_SPOKEN, "children"),
        Input(ids.REPORT_LEVEL, "value"),
        Input(ids.REPORT_THEME, "value"),
        Input(ids.REPORT_URL, "search"),
        State(ids.REPORT_DATA, "data"),
    )
    server: Flask = app.server

    @server.get("/download/dekking.csv")
    @unavailable_is_503
    def download_coverage() -> Response:
        return attachment(coverage_csv(store), "text/csv; charset=utf-8", "buurtlens_dekking.csv")

    @server.get("/download/verslag.txt")
    @unavailable_is_503
    def download_report() -> Response:
        return attachment(report_text(store), "text/plain; charset=utf-8", "buurtlens_verslag.txt")


def screen(store: Store, query: str) -> Component:
    """The page for a query. Raises StoreUnavailable."""
    report = build_report(store)
    found = coverage_by_year(store)
    known = themes(store)
    levels = [level for level, _ in report.areas if any(each.level is level for each in found)]
    asked = ViewState.from_query(query)[0].level
    level = asked if asked in levels else finest(levels)
    theme = theme_of(query)
    is_known = theme is None or any(each.theme_id == theme for each in known)
    return gegevens(
        [report_sentence(report), areas_sentence(report)],
        sections(report),
        known,
        levels,
        (level, theme if theme and is_known else ALL_THEMES),
        coverage_data(known, topics(store), found, levels),
        None if is_known else messages([unknown_theme()]),
    )
