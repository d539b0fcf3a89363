"""Writes boundary files: a GeoPackage as PDOK gives it, GeoJSON as its WFS does, and the list of renumbered buurten."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pyogrio
import pyproj
import shapely
from shapely.geometry.base import BaseGeometry

from etl.demo import places
from etl.demo.figures import Figures
from etl.demo.tables import gemeente_name
from etl.demo.world import Area, World

_LAYERS = {"gemeenten": "Gemeente", "wijken": "Wijk", "buurten": "Buurt"}
#: What PDOK writes for secret or missing, and for "in a later version".
_MISSING, _LATER = -99997, -99995
_RD, _CRS84 = "EPSG:28992", "OGC:CRS84"


def write_geopackage(path: Path, world: World, figures: Figures) -> None:
    """`wijkenbuurten_<year>.gpkg`: three layers in RD New, snake_case names, water as rows of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    # GDAL stamps the file with the time of writing, unless it is told another.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{figures.year}-10-01T00:00:00.000Z"})
    try:
        for layer, level in _LAYERS.items():
            rows = [
                _row(area, world.geometry(area), "NEE", figures, row)
                for row, area in enumerate(figures.areas)
                if area.level == level
            ]
            rows += [_row(_water_area(code, level), shape, "JA", figures, None) for code, shape in world.water.items()]
            frame = gpd.GeoDataFrame(rows, geometry="geometry", crs=_RD)
            frame["geometry"] = [_multi(shape) for shape in frame.geometry]
            pyogrio.write_dataframe(
                frame, path, layer=layer, driver="GPKG", geometry_type="MultiPolygon", SPATIAL_INDEX="NO"
            )
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def write_geojson(folder: Path, world: World, figures: Figures) -> None:
    """`<layer>_<year>.pdok.geojson`: camelCase names, longitude and latitude, numbers as text."""
    folder.mkdir(parents=True, exist_ok=True)
    to_degrees = pyproj.Transformer.from_crs(_RD, "EPSG:4326", always_xy=True)

    def degrees(points: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        longitude, latitude = to_degrees.transform(points[:, 0], points[:, 1])
        return np.round(np.stack([longitude, latitude], axis=1), 8)

    for layer, level in _LAYERS.items():
        features = []
        told = [
            (area, world.geometry(area), "NEE", row) for row, area in enumerate(figures.areas) if area.level == level
        ]
        told += [(_water_area(code, level), shape, "JA", -1) for code, shape in world.water.items()]
        for area, shape, water, row in told:
            named = _row(area, shape, water, figures, row if row >= 0 else None)
            properties = {_camel(name): str(value) for name, value in named.items() if name != "geometry"}
            geometry = json.loads(shapely.to_geojson(shapely.transform(_multi(shape), degrees)))
            features.append({"type": "Feature", "properties": properties, "geometry": geometry})
        crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{_CRS84.replace(':', ':1.3:')}"}}
        content = {"type": "FeatureCollection", "name": layer, "crs": crs, "features": features}
        (folder / f"{layer}_{figures.year}.pdok.geojson").write_text(
            json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8"
        )


def write_links(path: Path, before: Figures, after: Figures, divisions: tuple[int, int]) -> None:
    """Codes of the buurten that were only renumbered between two years of CBS.

    A gemeente names its columns after its own divisions: one made in a year is CBS's from the first of January after.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    old, new = divisions
    previous = {(area.gemeente_code, area.name): area for area in before.areas if area.level == "Buurt"}
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(
            [f"buurtcode_cbs_{old}", f"buurtnaam_{old}", f"buurtcode_cbs_{new}", f"buurtnaam_{new}", f"wijkcode_{new}"]
        )
        for area in after.areas:
            if area.level == "Buurt" and area.change == "2":
                was = previous[area.gemeente_code, area.name]
                rows.writerow([was.code, was.name, area.code, area.name, area.wijk_code])


def _water_area(gemeente: str, level: str) -> Area:
    """The water of a gemeente: in the layer of gemeenten under its own code, below that as a place of its own."""
    digits = gemeente[2:]
    code = {"Gemeente": gemeente, "Wijk": f"WK{digits}99", "Buurt": f"BU{digits}9997"}[level]
    name = places.GEMEENTEN[gemeente] if level == "Gemeente" else "Groot binnenwater"
    return Area(code, level, name, gemeente, f"WK{digits}99", (), "1")


def _row(area: Area, shape: BaseGeometry, water: str, figures: Figures, row: int | None) -> dict[str, Any]:
    """Properties of one feature in PDOK's order."""
    told: dict[str, Any] = {}
    if area.level == "Buurt":
        told |= {"buurtcode": area.code, "buurtnaam": area.name}
    if area.level in ("Buurt", "Wijk"):
        told |= {"wijkcode": area.wijk_code} | ({"wijknaam": area.name} if area.level == "Wijk" else {})
    told |= {"gemeentecode": area.gemeente_code, "gemeentenaam": gemeente_name(area)}
    if area.level != "Gemeente":
        told["indelingswijziging_wijken_en_buurten"] = int(area.change) if row is not None else _MISSING
    told["water"] = water
    for name, measure in (
        ("omgevingsadressendichtheid", "urbanity_density"),
        ("stedelijkheid_adressen_per_km2", "urbanity"),
        ("bevolkingsdichtheid_inwoners_per_km2", "density"),
        ("aantal_inwoners", "residents"),
        ("aantal_huishoudens", "households"),
    ):
        value = figures.columns[measure][row] if row is not None else np.nan
        told[name] = _MISSING if np.isnan(value) else round(float(value))
    told["gemiddelde_woningwaarde"] = _LATER
    told |= {"oppervlakte_land_in_ha": round(shape.area / 10_000) if water == "NEE" else 0}
    return told | {"jrstatcode": f"{figures.year}{area.code}", "jaar": figures.year, "geometry": shape}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _multi(shape: BaseGeometry) -> BaseGeometry:
    return shape if shape.geom_type == "MultiPolygon" else shapely.multipolygons([shape])
