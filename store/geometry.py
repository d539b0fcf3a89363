"""Polygons as they were compiled (gzip of geobuf), under URLs that carry the build and so may be kept for ever."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass

import geobuf

from domain.areas import GROUP_LEVELS, Level, gemeente_of, level_of
from domain.view_models import BuildInfo
from store.gazetteer import gazetteer
from store.warehouse import Store, Warehouse

Ring = list[tuple[float, float]]
#: Outer ring first, then the holes in it.
Polygon = tuple[Ring, ...]

#: Levels whose areas can be divided on a map.
_FRAMES = {Level.LAND, Level.GEMEENTE, *GROUP_LEVELS}
_OF_LAYER = "FROM geometry WHERE level = ? AND frame_code = ? AND boundary_year = ?"
_LAYER = f"SELECT area_codes, approximate, note {_OF_LAYER}"
_PAYLOAD = f"SELECT payload {_OF_LAYER}"


@dataclass(frozen=True)
class Layer:
    """Areas of a level in a frame in the order of the geometry file, then (alphabetically) those without a polygon."""

    area_codes: tuple[str, ...]
    names: tuple[str, ...]
    residents_count: tuple[int | None, ...]
    feature_count: int
    approximate: bool
    note: str | None


def geometry(store: Store, build_id: str, level: Level | str, frame_code: str) -> bytes | None:
    """Geometry file as stored, gzip of geobuf in WGS84; None when there is none, or for another build."""
    warehouse = store.open()
    if build_id != warehouse.build.build_id:
        return None
    rows = warehouse.rows(_PAYLOAD, [str(level), frame_code, warehouse.build.display_vintage])
    return bytes(rows[0][0]) if rows else None


def geometry_url(build: BuildInfo, level: Level, frame_code: str) -> str:
    """URL of a geometry file. It changes with the build."""
    return f"/geo/{build.build_id}/{level}/{frame_code}.pbf"


def outlines(store: Store, codes: Sequence[str]) -> dict[str, list[Ring]]:
    """Outer rings in degrees of all buurten in the gemeenten of `codes`; areas without a polygon are left out."""
    found: dict[str, list[Ring]] = {}
    for gemeente in dict.fromkeys(map(gemeente_of, codes)):
        found |= frame_outlines(store, Level.BUURT, gemeente)
    return found


def frame_outlines(store: Store, level: Level, frame_code: str) -> dict[str, list[Ring]]:
    """Outer rings in degrees of the areas of a level in a frame; empty where there is no such map."""
    return {code: [part[0] for part in parts] for code, parts in polygons(store, level, frame_code).items()}


def polygons(store: Store, level: Level, frame_code: str) -> dict[str, tuple[Polygon, ...]]:
    """Polygons in degrees of the areas of a level in a frame, in drawing order; areas without one are left out."""
    warehouse = store.open()
    return warehouse.cached(("polygons", level, frame_code), lambda: _polygons(warehouse, level, frame_code))


def _polygons(warehouse: Warehouse, level: Level, frame_code: str) -> dict[str, tuple[Polygon, ...]]:
    rows = warehouse.rows(_PAYLOAD, [str(level), frame_code, warehouse.build.display_vintage])
    found = {}
    for feature in (each for (payload,) in rows for each in geobuf.decode(gzip.decompress(payload))["features"]):
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        found[feature["properties"]["code"]] = tuple(
            tuple([(x, y) for x, y, *_ in ring] for ring in part) for part in parts
        )
    return found


def frame_note(store: Store, level: Level, frame_code: str) -> str | None:
    """What a reader must know of the boundaries drawn, such as that they are approximate; None for nothing."""
    return layer(store.open(), level, frame_code).note


def layer(warehouse: Warehouse, level: Level, frame_code: str) -> Layer:
    """Areas of a frame in drawing order, of one build (for the store's own use). Empty for an unknown frame."""
    places = gazetteer(warehouse)
    if frame_code not in places.by_code or level_of(frame_code) not in _FRAMES:
        return Layer((), (), (), 0, approximate=False, note=None)
    return warehouse.cached(("layer", level, frame_code), lambda: _read(warehouse, level, frame_code))


def _read(warehouse: Warehouse, level: Level, frame_code: str) -> Layer:
    places = gazetteer(warehouse)
    rows = warehouse.rows(_LAYER, [str(level), frame_code, warehouse.build.display_vintage])
    drawn, approximate, note = rows[0] if rows else ([], False, None)
    listed = set(drawn)
    others = [each.code for each in places.by_frame.get((level, frame_code), ()) if each.code not in listed]
    codes = (*drawn, *others)
    known = [places.by_code.get(code) for code in codes]
    return Layer(
        area_codes=codes,
        names=tuple(each.name if each else code for each, code in zip(known, codes, strict=True)),
        residents_count=tuple(each.residents_count if each else None for each in known),
        feature_count=len(drawn),
        approximate=approximate,
        note=note,
    )
