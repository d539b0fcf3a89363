"""Plain GET answers beside the page: health, geometry, names and figures of areas, downloads."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import wraps

from dash import Dash
from flask import Flask, Response, abort, jsonify, request

from callbacks.view import KaartView
from domain.areas import Level, level_of, normalise_code
from domain.resolve import ResolvedView, resolve
from domain.view_state import ViewState
from layouts.choropleth import areas_json
from store.areas import areas_of
from store.export import export_csv, export_gpkg, export_name
from store.export_series import export_series_csv, export_series_name
from store.facts import facts
from store.figures import map_figures
from store.geometry import geometry
from store.warehouse import Store, StoreUnavailable

#: The address holds the build, so that what it names never changes.
_FOREVER = "public, max-age=31536000, immutable"
#: Frames that hold several gemeenten: the name of a wijk or buurt goes with that of its gemeente.
_ACROSS = (Level.LAND, Level.GGD, Level.PROVINCIE)
_LEVELS = {level.value: level for level in Level if level is not Level.LAND}


def register(app: Dash, store: Store, build_view: Callable[[ResolvedView], KaartView]) -> None:
    """Add the routes to the server under the app."""
    server: Flask = app.server

    @server.get("/healthz")
    def health() -> tuple[Response, int]:
        try:
            build = store.build()
        except StoreUnavailable as problem:
            return jsonify(ok=False, reason=str(problem)), 503
        return jsonify(ok=True, build=build.build_id, vintage=build.display_vintage, demo=build.is_demo), 200

    @server.get("/geo/<build_id>/<level>/<frame>.pbf")
    @unavailable_is_503
    def geo(build_id: str, level: str, frame: str) -> Response:
        payload = geometry(store, build_id, _level(level), _frame(frame))
        if payload is None:
            abort(404)
        return _immutable(payload, "application/x-protobuf")

    @server.get("/areas/<build_id>/<level>/<frame>.json")
    @unavailable_is_503
    def areas(build_id: str, level: str, frame: str) -> Response:
        known_level, code = _level(level), _frame(frame)
        if store.build().build_id != build_id:
            abort(404)
        known = facts(store)
        figures = map_figures(store, known.default_indicator, known.display_vintage, known_level, code)
        if not figures.area_codes:
            abort(404)
        across = known_level in (Level.WIJK, Level.BUURT) and level_of(code) in _ACROSS
        places = {area.code: area.gemeente_name or "" for area in areas_of(store, known_level, code)} if across else {}
        text = areas_json(figures, places)
        return _immutable(gzip.compress(text.encode(), 5), "application/json")

    @server.get("/figures")
    @unavailable_is_503
    def figures() -> Response:
        response = Response(build_view(_asked(store)).figures, content_type="application/json")
        response.headers["Cache-Control"] = "no-store"
        return response

    @server.get("/download/kaart.zip")
    @unavailable_is_503
    def download_csv() -> Response:
        resolved = _asked(store)
        link = request.host_url.rstrip("/") + "/" + resolved.to_view().to_query()
        return attachment(export_csv(store, resolved, link), "application/zip", export_name(store, resolved, "zip"))

    @server.get("/download/kaart.gpkg")
    @unavailable_is_503
    def download_gpkg() -> Response:
        resolved = _asked(store)
        return attachment(
            export_gpkg(store, resolved), "application/geopackage+sqlite3", export_name(store, resolved, "gpkg")
        )

    @server.get("/download/verloop.csv")
    @unavailable_is_503
    def download_series() -> Response:
        asked = _asked(store)
        name = export_series_name(store, asked.indicator_id, asked.area_code)
        return attachment(
            export_series_csv(store, asked.indicator_id, asked.area_code), "text/csv; charset=utf-8", name
        )


def _asked(store: Store) -> ResolvedView:
    """What the query of this request asks for: the same parser as the page."""
    view, _ = ViewState.from_query(request.query_string.decode("latin-1"))
    return resolve(view, facts(store))[0]


def _level(text: str) -> Level:
    if text not in _LEVELS:
        abort(404)
    return _LEVELS[text]


def _frame(text: str) -> str:
    code = normalise_code(text)
    if code is None or code != text:
        abort(404)
    return code


def _immutable(gzipped: bytes, content_type: str) -> Response:
    """Gzipped answer that a browser may keep for ever. Every browser takes gzip; other clients get it unpacked."""
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "").lower()
    response = Response(gzipped if takes_gzip else gzip.decompress(gzipped), content_type=content_type)
    if takes_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = _FOREVER
    return response


def attachment(body: bytes, content_type: str, name: str) -> Response:
    """A file to keep, made for this request."""
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def unavailable_is_503(view: Callable[..., Response]) -> Callable[..., Response]:
    """Without a warehouse a route answers 503 with the sentence that says what to do."""

    @wraps(view)
    def answer(**arguments: str) -> Response:
        try:
            return view(**arguments)
        except StoreUnavailable as problem:
            return Response(str(problem), 503, content_type="text/plain; charset=utf-8")

    return answer
