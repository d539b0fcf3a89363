"""Figures as layers of a GeoPackage in RD New: one feature per area, and the tables that belong to it."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of
from domain.profile import Profile
from domain.view_models import Area
from domain.wording.data_files import LONG_TITLE, STATUS_ENDING, WIDE_TITLE, YEAR_ENDING, Column
from store.export_profiles import Cell, DataRow
from store.geometry import polygons
from store.warehouse import Store

_RD_NEW: Final = "EPSG:28992"
_WGS84: Final = "EPSG:4326"
#: Columns of areas before their figures.
_ABOUT: Final = ("gebied_code", "gebied_naam", "niveau", "gemeente", "indeling", "inwoners")
_TYPES: Final = {"integer": "Int64", "number": "Float64", "string": "str"}
Table = tuple[Sequence[Column], Sequence[Sequence[Cell]]]


def layers(
    store: Store, profiles: Sequence[Profile], rows: Sequence[DataRow], tables: Mapping[str, Table], title: str
) -> bytes:
    """GeoPackage with the layer `cijfers` and tables without geometry.

    A map shows one value per area, so the newest figures stand side by side; the long table of all years would repeat every polygon
    some hundred times. A figure keeps its year and status in the columns behind it; its unit is the ending of its name.
    """
    wide = _wide(store, profiles, rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cijfers.gpkg"
        about = {"IDENTIFIER": title, "DESCRIPTION": f"{title}. {WIDE_TITLE}."}
        pyogrio.write_dataframe(
            wide, path, layer="cijfers", driver="GPKG", geometry_type="MultiPolygon", layer_options=about
        )
        for name, (columns, cells) in tables.items():
            frame = pd.DataFrame(
                {
                    column.name: _array([row[place] for row in cells], _TYPES[column.datatype])
                    for place, column in enumerate(columns)
                }
            )
            note = {"DESCRIPTION": f"{title}. {LONG_TITLE}."} if name == "alle_jaren" else {}
            pyogrio.write_dataframe(frame, path, layer=name, driver="GPKG", layer_options=note)
        return path.read_bytes()


def _wide(store: Store, profiles: Sequence[Profile], rows: Sequence[DataRow]) -> gpd.GeoDataFrame:
    newest = {(row.area_code, row.indicator.indicator_id): row for row in rows if row.is_newest}
    about = {row.area_code: row.cells for row in rows}
    areas = [each for each in profiles if each.area.code in about]
    columns: dict[str, Any] = {
        name: _array([about[each.area.code][place] for each in areas], "Int64" if place > 3 else "str")
        for place, name in enumerate(_ABOUT)
    }
    for name in dict.fromkeys(row.indicator.indicator_id for row in rows):
        found = [newest.get((each.area.code, name)) for each in areas]
        columns[name] = _array([row.value if row else None for row in found], "Float64")
        columns[name + YEAR_ENDING] = _array([row.year if row else None for row in found], "Int64")
        columns[name + STATUS_ENDING] = _array([str(row.status) if row else None for row in found], "str")
    shapes = gpd.GeoSeries([_shape(store, each) for each in areas], crs=_WGS84).to_crs(_RD_NEW)
    return gpd.GeoDataFrame(columns, geometry=shapes)


def _array(values: list[Any], kind: str) -> Any:
    """Column of one type, in which nothing stays nothing."""
    return pd.Series(values, dtype=kind).array


def _shape(store: Store, profile: Profile) -> shapely.MultiPolygon | None:
    """Polygon of an area in degrees; of buurten together their union; None where none is drawn."""
    parts = [shape for each in profile.members or (profile.area,) if (shape := _drawn(store, each)) is not None]
    whole = shapely.union_all(parts) if parts else None
    if whole is None or whole.is_empty:
        return None
    return shapely.MultiPolygon([whole]) if isinstance(whole, shapely.Polygon) else whole


def _drawn(store: Store, area: Area) -> shapely.MultiPolygon | None:
    if area.level is Level.LAND:
        return None
    across = area.level in GROUP_LEVELS or area.level is Level.GEMEENTE
    frames = [COUNTRY_CODE, gemeente_of(area.code)] if across else [gemeente_of(area.code)]
    found = next((shape for frame in frames if (shape := polygons(store, area.level, frame).get(area.code))), None)
    return shapely.MultiPolygon([(part[0], part[1:]) for part in found]) if found else None
