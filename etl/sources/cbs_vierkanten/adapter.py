"""Squares of 100 and 500 m by CBS: GeoPackage, as it is or in its zip. See README.md beside this file."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from etl.catalogue.schema import Catalogue, Locator
from etl.contracts import Content, NotUsed, Recognised, SquareGrid
from etl.errors import LayoutError
from etl.sources._layouts.columns import Chosen, choose, resolve_header
from etl.sources._layouts.numbers import parse_column, scale

SOURCE_ID: Final = "cbs_vierkanten"
RESIDENTS: Final = "residents_count"
_ID_COLUMN: Final = re.compile(r"crs28992res(\d+)m", re.IGNORECASE)
_FILE: Final = re.compile(
    r"vk(\d{3})_(?P<year>(?:19|20)\d\d)(?!\d)|vierkant_?\d+m_(?P<layer_year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
#: E0975N4520 in units of 100 m, or in metres: the south-west corner.
_SQUARE: Final = re.compile(r"E(\d{4}|\d{5,6})N(\d{4}|\d{6})")
_SIZES: Final = (100, 500)
_UNREADABLE: Final = (DataSourceError, DataLayerError, ValueError, OSError)


class _Grid(NamedTuple):
    """A layer with squares: its columns by their plain names, the one with the id, and the size of a square."""

    layer: str
    columns: dict[str, str]
    id_column: str
    size_m: int


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """GeoPackages with a column of square ids, and zips with one GeoPackage that is called after the squares."""
    del folder
    found: list[Recognised | NotUsed] = []
    for path in files:
        if path.suffix.lower() == ".zip" and _member(path):
            found.append(Recognised(path, SOURCE_ID, "GeoPackage in a zip", "squares", partial(_read, path)))
        elif path.suffix.lower() == ".gpkg" and (grid := _grid_of(path)) is not None:
            what = f"squares of {grid.size_m} m"
            found.append(Recognised(path, SOURCE_ID, "GeoPackage", what, partial(_read, path)))
    return found


def _member(path: Path) -> str | None:
    """Name of the GeoPackage of squares in a zip; None when there is none, or the zip cannot be opened."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".gpkg") and _FILE.search(name)]
    except (zipfile.BadZipFile, OSError):
        return None
    return names[0] if len(names) == 1 else None


def _grid_of(path: Path) -> _Grid | None:
    """The layer of squares in a GeoPackage; None when it has none or cannot be opened (boundaries then say so)."""
    try:
        for layer, _ in pyogrio.list_layers(path):
            fields = [str(name) for name in pyogrio.read_info(path, layer=layer)["fields"]]
            for name in fields:
                match = _ID_COLUMN.fullmatch(name)
                if match:
                    return _Grid(str(layer), {_plain(field): field for field in fields}, name, int(match[1]))
    except _UNREADABLE:
        return None
    return None


def _read(path: Path, catalogue: Catalogue) -> list[Content]:
    with _unpacked(path) as gpkg:
        grid = _grid_of(gpkg)
        if grid is None:
            raise LayoutError(
                f"{path}: no layer has a column with ids of squares (crs28992res100m or crs28992res500m). Download it again."
            )
        if grid.size_m not in _SIZES:
            raise LayoutError(f"{path}: squares of {grid.size_m} m are not known; expected 100 or 500 m.")
        year = _year((path.name, gpkg.name, grid.layer), path)
        chosen = _chosen(grid, catalogue, year, path)
        try:
            table = pyogrio.read_dataframe(
                gpkg, layer=grid.layer, columns=[grid.id_column, *(one.key for one in chosen)], read_geometry=False
            )
        except _UNREADABLE as error:
            raise LayoutError(f"{path}: this GeoPackage cannot be read ({error}). Download it again.") from error
    frame = _frame(table, grid, chosen, path)
    name = re.sub(r"\.(?:zip|gpkg)$", "", path.name, flags=re.IGNORECASE)
    told = f"{len(frame)} squares of {grid.size_m} m; residents secret in {int(frame[RESIDENTS].isna().sum())} of them."
    return [SquareGrid(path, SOURCE_ID, name, grid.size_m, year, frame, (told,))]


@contextmanager
def _unpacked(path: Path) -> Iterator[Path]:
    """The GeoPackage itself, taken out of a zip for as long as it is read: SQLite cannot leap about in a compressed file."""
    member = _member(path) if path.suffix.lower() == ".zip" else None
    if member is None:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="buurtlens-squares-") as folder:
        try:
            with zipfile.ZipFile(path) as archive:
                yield Path(archive.extract(member, folder))
        except (zipfile.BadZipFile, EOFError) as error:
            raise LayoutError(f"{path}: this zip is damaged ({error}). Download it again.") from error


def _year(names: Sequence[str], path: Path) -> int:
    for name in names:
        match = _FILE.search(name)
        if match and (year := match["year"] or match["layer_year"]):
            return int(year)
    raise LayoutError(
        f"{path}: nothing tells of which year the squares are. Give the file the name that CBS gives it, such as cbs_vk100_2024.gpkg."
    )


def _chosen(grid: _Grid, catalogue: Catalogue, year: int, path: Path) -> tuple[Chosen, ...]:
    """Columns of the catalogue that this edition has: which distances are in it differs per year. Residents must be there."""

    def find(locator: Locator) -> str | None:
        key = resolve_header([_plain(name) for name in locator.column], list(grid.columns))
        return None if key is None else grid.columns[key]

    chosen = choose(catalogue, SOURCE_ID, year, find, complete=False, subject=path.name).chosen
    if not any(one.indicator_id == RESIDENTS for one in chosen):
        raise LayoutError(
            f"{path}: no column with the residents of a square; there is {', '.join(list(grid.columns.values())[:8])} … "
            f"Give its name in etl/catalogue/indicators/{RESIDENTS}.yml under series {SOURCE_ID}."
        )
    return chosen


def _plain(name: str) -> str:
    """A column's name as CBS (snake_case) and PDOK (camelCase) both write it."""
    return name.replace("_", "").casefold()


def _frame(table: pd.DataFrame, grid: _Grid, chosen: Sequence[Chosen], path: Path) -> pd.DataFrame:
    ids = table[grid.id_column].astype(str).str.strip()
    parts = ids.str.extract(_SQUARE)
    faulty = ids[parts[0].isna()]
    if len(faulty):
        raise LayoutError(
            f"{path}: {len(faulty)} rows have no id of a square in {grid.id_column}, such as '{faulty.iloc[0]}' in row "
            f"{int(np.flatnonzero(parts[0].isna())[0]) + 1}. Expected E1234N5678. Is the file cut or edited?"
        )
    frame = pd.DataFrame({axis: _metres(parts[column]) for column, axis in enumerate(("x", "y"))})
    _check_squares(frame, ids, grid, path)
    for one in chosen:
        numbers = parse_column(table[one.key])
        if numbers.unreadable.any():
            row = int(np.flatnonzero(numbers.unreadable)[0])
            raise LayoutError(
                f"{path}: square {ids.iloc[row]}, column {one.key}: {table[one.key].iloc[row]!r} is no number."
            )
        frame[one.indicator_id] = scale(numbers.values, one.locator.times, one.indicator.decimals)
    return frame


def _metres(digits: pd.Series) -> pd.Series:
    return digits.astype(float) * np.where(digits.str.len() == 4, 100.0, 1.0)


def _check_squares(frame: pd.DataFrame, ids: pd.Series, grid: _Grid, path: Path) -> None:
    """Raises LayoutError for a square that lies beside the grid, or that occurs twice."""
    beside = (frame % grid.size_m != 0).any(axis=1)
    if beside.any():
        raise LayoutError(
            f"{path}: square {ids[beside].iloc[0]} does not lie on the grid of {grid.size_m} m ({int(beside.sum())} such rows)."
        )
    twice = ids[frame.duplicated()]
    if len(twice):
        raise LayoutError(
            f"{path}: square {twice.iloc[0]} occurs more than once ({len(twice)} such rows). Remove what is double."
        )
