"""Boundaries as the map reads them: WGS84, geobuf, gzip; one file per gemeente and one for the country, per level."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import geobuf
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import Transformer

from domain.areas import COUNTRY_CODE, Level
from domain.wording import boundaries_note
from etl.geometry.choose import ChosenGeometry
from etl.geometry.coverage import CITY_TOLERANCE_M, NATIONAL_TOLERANCE_M, simplify_frame
from etl.geometry.groups import Inside, Simplified, frames, outlines
from etl.geometry.polygons import Polygons

#: Decimals of a degree: 0.1 m for a gemeente, 1 m for the country.
CITY_DECIMALS: Final = 6
NATIONAL_DECIMALS: Final = 5
_TO_WGS84: Final = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
_LEVELS: Final = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


@dataclass(frozen=True)
class GeometryRow:
    """One row of the table `geometry`: a file for the map."""

    level: Level
    frame_code: str
    boundary_year: int
    #: In the order of the features.
    area_codes: tuple[str, ...]
    payload: bytes
    approximate: bool
    note: str | None


def encode(frame: gpd.GeoDataFrame, decimals: int = CITY_DECIMALS) -> bytes:
    """Gzip of geobuf with the areas of `frame` (area_code, geometry in WGS84), sorted by code, the only property.

    The same areas give the same bytes. Raises ValueError when the frame is not in WGS84.
    """
    if frame.crs is None or not frame.crs.is_geographic:
        raise ValueError("encode expects polygons in WGS84 (EPSG:4326)")
    ordered = frame.sort_values("area_code", kind="stable")
    return _payload(ordered["area_code"].to_numpy(), np.asarray(ordered.geometry.array), decimals)


def geometry_rows(chosen: ChosenGeometry, vintage: int, inside: Inside = MappingProxyType({})) -> Iterator[GeometryRow]:
    """Every file of the map: per level one for each gemeente, one for the country (frame NL00) and one for each group.

    Exact boundaries are simplified as coverages, those of the country more. What is approximate or no coverage passes
    through, with a note that says so. Level gemeente has a file with its single outline per gemeente too.
    """
    for level in _LEVELS:
        frame = chosen.frame[chosen.frame["level"] == level.value].sort_values("area_code", ignore_index=True)
        if frame.empty:
            continue
        table = pd.DataFrame(frame.drop(columns="geometry"))
        city = Simplified(table, *simplify_frame(frame, CITY_TOLERANCE_M[level]))
        for gemeente, rows in sorted(table.groupby("gemeente_code").indices.items()):
            yield _row(city.take(np.asarray(rows)), level, str(gemeente), vintage, CITY_DECIMALS)
        national = Simplified(table, *simplify_frame(frame, NATIONAL_TOLERANCE_M[level]))
        yield _row(national, level, COUNTRY_CODE, vintage, NATIONAL_DECIMALS)
        for group, areas in frames(level, inside, city, national):
            yield _row(areas, level, group, vintage, CITY_DECIMALS)
        for kind, frame_code, drawn, parts in outlines(level, inside, city, national):
            yield _row(drawn, kind, frame_code, vintage, CITY_DECIMALS, parts)


def area_geometry(chosen: ChosenGeometry) -> pd.DataFrame:
    """Where each area lies, in degrees of WGS84: area_code, centroid_lon, centroid_lat, west, south, east, north.

    The centroid, or a point inside the polygon where the centroid falls outside it.
    """
    frame = chosen.frame
    shapes = np.asarray(frame.geometry.array)
    points = shapely.centroid(shapes)
    outside = ~shapely.contains_properly(shapes, points)
    points[outside] = shapely.point_on_surface(shapes[outside])
    lon, lat = _TO_WGS84.transform(shapely.get_x(points), shapely.get_y(points))
    bounds = shapely.bounds(to_wgs84(shapes)).reshape(-1, 4)
    table = {"area_code": frame["area_code"].to_numpy(), "centroid_lon": lon, "centroid_lat": lat}
    return pd.DataFrame(table | {side: bounds[:, i] for i, side in enumerate(("west", "south", "east", "north"))})


def to_wgs84(polygons: Polygons) -> Polygons:
    """Polygons from RD New to degrees, longitude first."""
    moved: Polygons = shapely.transform(polygons, lambda x, y: np.asarray(_TO_WGS84.transform(x, y)), interleaved=False)
    return moved


def _row(
    areas: Simplified,
    level: Level,
    frame_code: str,
    vintage: int,
    decimals: int,
    parts: Simplified | None = None,
) -> GeometryRow:
    """`parts` are the areas of which these were dissolved: the note tells of them."""
    codes = areas.table["area_code"].to_numpy()
    told = parts or areas
    return GeometryRow(
        level,
        frame_code,
        vintage,
        tuple(map(str, codes)),
        _payload(codes, to_wgs84(areas.polygons), decimals),
        bool(areas.table["approximate"].any()),
        _note(told.table, vintage, told.untouched),
    )


def _note(frame: pd.DataFrame, vintage: int, untouched: np.ndarray) -> str | None:
    """What a reader of the map should know about these boundaries; None when they are exact and of the vintage."""
    gemeenten = frame["gemeente_code"]

    def count(rows: np.ndarray) -> tuple[int, int]:
        return gemeenten[rows].nunique(), gemeenten.nunique()

    approximate = frame["approximate"].to_numpy()
    years = frame["boundary_year"].to_numpy()
    older = {int(year): count(years == year) for year in set(years[years != vintage])}
    return boundaries_note(vintage, count(approximate), count(untouched & ~approximate), older) or None


def _payload(codes: np.ndarray, degrees: Polygons, decimals: int) -> bytes:
    alone = (shapely.get_type_id(degrees) == shapely.GeometryType.MULTIPOLYGON) & (
        shapely.get_num_geometries(degrees) == 1
    )
    shapes = np.where(alone, shapely.get_geometry(degrees, 0), degrees)
    features = [
        {"type": "Feature", "properties": {"code": str(code)}, "geometry": shapely.geometry.mapping(shape)}
        for code, shape in zip(codes, shapes, strict=True)
    ]
    message: bytes = geobuf.encode({"type": "FeatureCollection", "features": features}, decimals)
    return gzip.compress(message, compresslevel=9, mtime=0)
