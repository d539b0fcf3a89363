"""Screen Samenwerkingsscan: the questions out, nothing in. What a reader fills in never leaves the browser (assets/scan.js)."""

from __future__ import annotations

from typing import Final

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component
from flask import Flask, Response, abort

from briefing.scan_form import scan_form
from callbacks.routes import attachment, unavailable_is_503
from layouts import ids
from layouts.scan import scan
from store.cooperation import cooperation_parts
from store.warehouse import Store

PATH: Final = "/scan"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def register(app: Dash, store: Store) -> None:
    """The script that writes the questions, and the form on paper."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "openScan"),
        Output(ids.SCAN_DRAWN, "data"),
        Input(ids.SCAN, "id"),
    )
    server: Flask = app.server

    @server.get("/download/samenwerkingsscan.docx")
    @unavailable_is_503
    def download_form() -> Response:
        parts = cooperation_parts(store)
        if not parts:
            abort(404)
        return attachment(scan_form(parts), _WORD, "samenwerkingsscan.docx")


def screen(store: Store) -> Component:
    """The page, the same for every address. Raises StoreUnavailable."""
    return scan(cooperation_parts(store))
