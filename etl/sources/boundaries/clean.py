"""From the rows of a file to areas: land only, codes normalised, one row per area, polygons valid on a 1 cm grid."""

from __future__ import annotations

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from domain.areas import Level, gemeente_of, level_of, normalise_code
from etl.errors import LayoutError
from etl.geometry.polygons import dissolve, only_polygons, snap
from etl.sources.boundaries.columns import Columns
from etl.sources.boundaries.crs import RD, to_rd
from etl.sources.boundaries.wording import counted, some

#: `B` is Belgium around Baarle, `JA` water. Codes ...9997 and ...9998 are water by this flag only.
_NOT_LAND: Final = {"JA": "water", "B": "foreign"}
_POLYGONAL: Final = (
    shapely.GeometryType.POLYGON,
    shapely.GeometryType.MULTIPOLYGON,
    shapely.GeometryType.GEOMETRYCOLLECTION,
)


def clean(table: gpd.GeoDataFrame, columns: Columns, source: str) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Areas as BoundaryLayer.frame holds them, in RD New, and notes on everything left out or repaired.

    Raises LayoutError when no polygon is left, when one code has two names, or when the coordinates are not known.
    """
    notes: list[str] = []
    table = _current(table, columns, notes)
    table = _land(table, columns, notes)
    table = _with_code(table, columns, notes)
    table = _with_polygon(table, notes)
    if table.empty:
        raise LayoutError(
            f"{source} holds no polygons of land with codes of {columns.level} areas. {' '.join(notes)}".rstrip()
        )
    table, contradiction = to_rd(table, source, table["area_code"].to_numpy())
    if contradiction:
        notes.append(contradiction)
    return _one_row_per_area(_valid(table, notes), source, notes), tuple(notes)


def _current(table: gpd.GeoDataFrame, columns: Columns, notes: list[str]) -> gpd.GeoDataFrame:
    """Without areas that have ended: a register keeps their polygons beside those of today."""
    if columns.end is None:
        return table
    ended = table[columns.end].notna() & (table[columns.end].astype(str).str.strip() != "")
    if ended.any():
        notes.append(f"{counted(int(ended.sum()), 'row')} of areas that have ended left out.")
    return table[~ended]


def _land(table: gpd.GeoDataFrame, columns: Columns, notes: list[str]) -> gpd.GeoDataFrame:
    if columns.water is None:
        return table
    flags = table[columns.water].astype(str).str.strip().str.upper()
    for flag, what in _NOT_LAND.items():
        count = int((flags == flag).sum())
        if count:
            notes.append(f"{counted(count, 'row')} of {what} areas ({columns.water} = {flag}) left out.")
    return table[~flags.isin(list(_NOT_LAND))]


def _with_code(table: gpd.GeoDataFrame, columns: Columns, notes: list[str]) -> gpd.GeoDataFrame:
    """Rows whose code is one of this level, with area_code, name and parents; the others are listed."""
    texts = table[columns.code].astype("object").where(table[columns.code].notna(), "").astype(str)
    codes = [
        code if code is not None and level_of(code) is columns.level else None for code in map(normalise_code, texts)
    ]
    known = np.asarray([code is not None for code in codes], dtype=bool)
    if not known.all():
        unknown = [text.strip() or "(empty)" for text in texts[~known]]
        notes.append(f"{counted(len(unknown), 'row')} left out, having no {columns.level} code: {some(unknown)}.")
    kept = [code for code in codes if code is not None]
    rows = table[known]
    return gpd.GeoDataFrame(
        {
            "area_code": kept,
            "name": [str(name).strip() if pd.notna(name) else "" for name in rows[columns.name]],
            "gemeente_code": _gemeenten(rows, columns, kept),
            "wijk_code": _wijken(rows, columns),
        },
        geometry=np.asarray(rows.geometry.array),
        crs=table.crs,
    )


def _gemeenten(rows: gpd.GeoDataFrame, columns: Columns, codes: list[str]) -> list[str]:
    """Gemeente as the file gives it (`GM0363`, `0363` or 363), else the digits in the area's own code."""
    own = [gemeente_of(code) for code in codes]
    if columns.gemeente_code is None:
        return own
    given = []
    for cell in rows[columns.gemeente_code]:
        text = "" if pd.isna(cell) else str(cell).strip().removesuffix(".0")
        code = normalise_code(f"GM{text.zfill(4)}" if text.isdigit() else text)
        given.append(code if code is not None and level_of(code) is Level.GEMEENTE else None)
    return [code or fallback for code, fallback in zip(given, own, strict=True)]


def _wijken(rows: gpd.GeoDataFrame, columns: Columns) -> list[str | None]:
    """Wijk as the file gives it, never deduced from the code: only the list of areas can confirm such a guess."""
    if columns.wijk_code is None:
        return [None] * len(rows)
    codes = [normalise_code(str(cell)) if pd.notna(cell) else None for cell in rows[columns.wijk_code]]
    return [code if code is not None and level_of(code) is Level.WIJK else None for code in codes]


def _with_polygon(table: gpd.GeoDataFrame, notes: list[str]) -> gpd.GeoDataFrame:
    shapes = np.asarray(table.geometry.array, dtype=object)
    kinds = shapely.get_type_id(shapes)
    for position in np.flatnonzero(kinds == shapely.GeometryType.GEOMETRYCOLLECTION):
        shapes[position] = only_polygons(shapes[position])
    polygonal = np.isin(kinds, _POLYGONAL) & ~shapely.is_empty(shapes)
    if not polygonal.all():
        bare = table["area_code"].to_numpy()[~polygonal]
        notes.append(f"{counted(len(bare), 'row', ('has', 'have'))} no polygon: {some(bare)}.")
    table = table.set_geometry(gpd.GeoSeries(shapes, index=table.index, crs=table.crs))
    return table[polygonal].reset_index(drop=True)


def _valid(table: gpd.GeoDataFrame, notes: list[str]) -> gpd.GeoDataFrame:
    snapped = snap(np.asarray(table.geometry.array))
    codes = table["area_code"].to_numpy()
    if snapped.repaired.any():
        repaired = codes[snapped.repaired]
        notes.append(f"{counted(len(repaired), 'polygon')} repaired, not valid on a grid of 1 cm: {some(repaired)}.")
    if snapped.lost.any():
        lost = codes[snapped.lost]
        notes.append(f"{counted(len(lost), 'polygon')} left out, smaller than the grid of 1 cm: {some(lost)}.")
    kept = ~snapped.lost
    table = table[kept].reset_index(drop=True)
    return table.set_geometry(gpd.GeoSeries(snapped.polygons[kept], crs=RD))


def _one_row_per_area(table: gpd.GeoDataFrame, source: str, notes: list[str]) -> gpd.GeoDataFrame:
    """Rows with one code and one name are parts of one area; two names for one code are an error in the file."""
    repeated = table["area_code"].duplicated(keep=False)
    if not repeated.any():
        return table.sort_values("area_code", ignore_index=True)
    merged, faults = [], []
    for code, parts in table[repeated].groupby("area_code"):
        names = sorted(set(parts["name"]) - {""})
        if len(names) > 1:
            faults.append(f"{code} is called " + " and ".join(f"'{name}'" for name in names))
            continue
        # Parents come from the first part that has them: the whole area has one.
        row = parts.bfill().iloc[0].drop("geometry").to_dict()
        merged.append(
            {**row, "name": names[0] if names else "", "geometry": dissolve(np.asarray(parts.geometry.array))}
        )
    if faults:
        raise LayoutError(
            f"{source} gives one code to areas with different names: {some(faults)}. Correct the codes in the file."
        )
    count = int(repeated.sum())
    joined = some([row["area_code"] for row in merged])
    notes.append(f"{count} rows are parts of {counted(len(merged), 'area')} and were joined: {joined}.")
    whole = gpd.GeoDataFrame(merged, geometry="geometry", crs=RD)
    return gpd.GeoDataFrame(pd.concat([table[~repeated], whole], ignore_index=True), crs=RD).sort_values(
        "area_code", ignore_index=True
    )
