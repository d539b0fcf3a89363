"""Polygons and names on their way while the browser still reads the scripts: a quicker first visit."""

from __future__ import annotations

from contextlib import suppress

from dash import Dash
from flask import Flask, Response, request

from callbacks.navigation import areas_url
from domain.resolve import resolve
from domain.view_state import ViewState
from store.facts import facts
from store.geometry import geometry_url
from store.warehouse import Store, StoreUnavailable

#: Parts of the map library that it would ask for only when the map is there, one after the other.
_LATE_SCRIPTS = tuple(f"/_dash-component-suites/dash_leaflet/async-{part}.js" for part in ("GeoJSON", "geobuf"))


def register(app: Dash, store: Store) -> None:
    """Name, in the headers of the page, the files that its first view will ask for."""
    server: Flask = app.server

    @server.after_request
    def announce(response: Response) -> Response:
        if request.path == "/" and response.status_code == 200:
            with suppress(StoreUnavailable):  # the page itself says so
                response.headers["Link"] = _first_files(store, request.query_string.decode("latin-1"))
        return response


def _first_files(store: Store, query: str) -> str:
    build = store.build()
    resolved, _ = resolve(ViewState.from_query(query)[0], facts(store))
    urls = (
        geometry_url(build, resolved.level, resolved.frame_code),
        areas_url(build.build_id, resolved.level, resolved.frame_code),
    )
    figures = [f"<{url}>; rel=preload; as=fetch; crossorigin" for url in urls]
    return ", ".join([*figures, *(f"<{url}>; rel=preload; as=script" for url in _LATE_SCRIPTS)])
