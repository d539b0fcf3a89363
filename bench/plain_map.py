"""The plain baseline: a bare dash-leaflet page with GeoJSON by URL, a style function and `hideout`, made from the same warehouse."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import dash_leaflet as dl
import duckdb
import geobuf
from dash import Dash, Input, Output, ctx, html
from flask import Response

STYLE = """
window.plainMap = { style: function (feature, context) {
  const group = feature.properties[context.hideout.indicator];
  return { fillColor: group === null ? "#ffffff" : context.hideout.colours[group], fillOpacity: 1, weight: 0.5, color: "#ffffff" };
} };
"""
COLOURS = ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"]


def features(warehouse: str, frame: str, indicators: tuple[str, str], year: int) -> dict[str, Any]:
    """GeoJSON of all buurten of a frame with the class of two indicators as properties."""
    with duckdb.connect(warehouse, read_only=True) as con:
        ((payload,),) = con.execute(
            "SELECT payload FROM geometry WHERE level = 'buurt' AND frame_code = ?", [frame]
        ).fetchall()
        collection: dict[str, Any] = geobuf.decode(gzip.decompress(payload))
        for name in indicators:
            ((breaks,),) = con.execute("SELECT breaks FROM indicator WHERE indicator_id = ?", [name]).fetchall()
            values = dict(
                con.execute(
                    "SELECT area_code, value FROM observation WHERE indicator_id = ? AND reference_year = ? AND boundary_year = 2024",
                    [name, year],
                ).fetchall()
            )
            for feature in collection["features"]:
                value = values.get(feature["properties"]["code"])
                feature["properties"][name] = None if value is None else sum(value >= bound for bound in breaks)
    return collection


def create(warehouse: str, frame: str, indicators: tuple[str, str], year: int) -> Dash:
    """The page: one map, two buttons."""
    body = gzip.compress(json.dumps(features(warehouse, frame, indicators, year)).encode())
    assets = Path(sys.argv[-1])
    (assets / "style.js").write_text(STYLE)
    app = Dash(__name__, assets_folder=str(assets))
    app.layout = html.Div(
        [
            html.Button("A", id="a", n_clicks=0),
            html.Button("B", id="b", n_clicks=0),
            dl.Map(
                dl.GeoJSON(
                    url="/plain.json",
                    style={"variable": "plainMap.style"},
                    id="layer",
                    zoomToBounds=True,
                    hideout={"indicator": indicators[0], "colours": COLOURS},
                ),
                preferCanvas=True,
                style={"height": "80vh"},
                center=[52.2, 5.3],
                zoom=7,
            ),
        ]
    )

    @app.callback(Output("layer", "hideout"), Input("a", "n_clicks"), Input("b", "n_clicks"), prevent_initial_call=True)
    def switch(_a: int, _b: int) -> dict[str, Any]:
        return {"indicator": indicators[ctx.triggered_id == "b"], "colours": COLOURS}

    @app.server.route("/plain.json")
    def plain() -> Response:
        return Response(body, mimetype="application/json", headers={"Content-Encoding": "gzip"})

    return app


if __name__ == "__main__":
    warehouse_path, frame_code, first, second, reference_year, port, _assets = sys.argv[1:]
    create(warehouse_path, frame_code, (first, second), int(reference_year)).run(port=int(port), debug=False)
