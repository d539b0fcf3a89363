"""Writes tiny boundary files in the layouts in which they are published."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from etl.catalogue.schema import Catalogue
from etl.contracts import BoundaryLayer, NotUsed, Recognised
from etl.sources.boundaries.adapter import recognise

CATALOGUE = Catalogue(themes=(), sources={}, indicators={})
X, Y = 150_000.0, 450_000.0


def box(column: float, row: float, size: float = 1000.0) -> Any:
    """A square of `size` metres in RD New, on a grid of 1 km."""
    return shapely.box(X + 1000 * column, Y + 1000 * row, X + 1000 * column + size, Y + 1000 * row + size)


def buurt(number: int, shape: Any | None = None, **properties: Any) -> dict[str, Any]:
    """A buurt of GM0001 in PDOK's snake_case."""
    row = {
        "buurtcode": f"BU000100{number:02d}",
        "buurtnaam": f"Buurt {number}",
        "wijkcode": "WK000100",
        "gemeentecode": "GM0001",
        "gemeentenaam": "Voorbeeld",
        "water": "NEE",
        "geometry": box(number, 0) if shape is None else shape,
    }
    return {**row, **properties}


def as_frame(rows: Sequence[Mapping[str, Any]], crs: str | None = "EPSG:28992") -> gpd.GeoDataFrame:
    """Rows with a geometry in RD, moved to another system if asked."""
    frame = gpd.GeoDataFrame(list(rows), geometry="geometry", crs="EPSG:28992")
    return frame if crs in (None, "EPSG:28992") else frame.to_crs(crs)


def geojson(
    path: Path,
    rows: Sequence[Mapping[str, Any]],
    *,
    claim: str | None = None,
    crs: str = "EPSG:4326",
    swap: bool = False,
    **more: Any,
) -> Path:
    """A FeatureCollection with coordinates in `crs`, on request y before x, that claims `claim` (None: nothing)."""
    shapes = as_frame(rows, crs).geometry.array
    if swap:
        shapes = shapely.transform(shapes, lambda points: points[:, ::-1])
    features = [
        {
            "type": "Feature",
            "properties": {key: value for key, value in row.items() if key != "geometry"},
            "geometry": None if shape is None else shapely.geometry.mapping(shape),
        }
        for row, shape in zip(rows, shapes, strict=True)
    ]
    named = {} if claim is None else {"crs": {"type": "name", "properties": {"name": claim}}}
    collection = {"type": "FeatureCollection", **named, **more, "features": features}
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


def found(folder: Path) -> list[Recognised | NotUsed]:
    """What the adapter knows in a folder."""
    return recognise(folder, sorted(folder.iterdir()))


def read_all(folder: Path) -> list[BoundaryLayer]:
    """All layers in a folder."""
    layers: list[BoundaryLayer] = []
    for item in found(folder):
        assert isinstance(item, Recognised), item
        for part in item.read(CATALOGUE):
            assert isinstance(part, BoundaryLayer)
            layers.append(part)
    return layers


def read_one(folder: Path) -> BoundaryLayer:
    """The only layer in a folder."""
    (layer,) = read_all(folder)
    return layer
