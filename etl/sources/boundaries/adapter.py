"""Boundary files of CBS, PDOK, cartomap and gemeenten. See README.md beside this file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np

from etl.catalogue.schema import Catalogue
from etl.contracts import BoundaryLayer, Content, NotUsed, Recognised
from etl.errors import LayoutError
from etl.geometry.coverage import outside_coverage
from etl.sources.boundaries.clean import clean
from etl.sources.boundaries.columns import Columns, find_columns
from etl.sources.boundaries.files import Spatial, polygon_layers, read_rows, sample, spatial_files
from etl.sources.boundaries.years import boundary_year

SOURCE_ID: Final = "cbs_wijkbuurtkaart"
_SAMPLE_ROWS: Final = 200
#: With more than this share of gemeenten at odds with a neighbour, a file is no coverage at all.
_MOST_AT_ODDS: Final = 0.5


@dataclass(frozen=True)
class _Layer:
    name: str
    columns: Columns


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Boundary files among `files`, which lie directly in `folder`; nothing for files that hold something else."""
    return [
        found
        for spatial in spatial_files(files)
        if spatial.path.parent == folder and (found := _recognise_file(spatial)) is not None
    ]


def _recognise_file(spatial: Spatial) -> Recognised | NotUsed | None:
    layers: list[_Layer] = []
    described: list[str] = []
    problems: list[str] = []
    try:
        for name in polygon_layers(spatial.path):
            rows, count = sample(spatial.path, name, _SAMPLE_ROWS)
            columns = find_columns(rows)
            if columns is None:
                continue
            try:
                year, _ = boundary_year(rows, columns, spatial.path, name)
            except LayoutError as error:
                problems.append(str(error))
                continue
            layers.append(_Layer(name, columns))
            more = f", {len(spatial.pages)} pages" if len(spatial.pages) > 1 else f", {count} rows"
            described.append(f"{columns.level} boundaries of {year}{more}")
    except LayoutError as error:
        return _damaged(spatial, error)
    if not layers:
        return NotUsed(spatial.path, " ".join(problems)) if problems else None
    described += [f"not used: {problem}" for problem in problems]

    def read(_: Catalogue) -> list[Content]:
        return [part for layer in layers for part in _read_layer(spatial, layer)]

    return Recognised(spatial.path, SOURCE_ID, spatial.layout, "; ".join(described), read, spatial.parts)


def _damaged(spatial: Spatial, error: LayoutError) -> Recognised:
    """A file that cannot be opened: reading it raises, so that it is reported with all other faults and not missed."""

    def read(_: Catalogue) -> list[Content]:
        raise error

    return Recognised(spatial.path, SOURCE_ID, spatial.layout, "cannot be read", read, spatial.parts)


def _read_layer(spatial: Spatial, layer: _Layer) -> list[BoundaryLayer]:
    """One layer of areas in RD New; two when some gemeenten are at odds with a neighbour and the others exact."""
    table = read_rows(spatial.pages, layer.name, layer.columns.used())
    year, deduced = boundary_year(table, layer.columns, spatial.path, layer.name)
    frame, notes = clean(table, layer.columns, f"{spatial.path}: layer '{layer.name}'")
    if deduced:
        notes = (deduced, *notes)

    def part(rows: gpd.GeoDataFrame, *, approximate: bool, notes: tuple[str, ...]) -> BoundaryLayer:
        return BoundaryLayer(spatial.path, layer.columns.level, year, rows.reset_index(drop=True), approximate, notes)

    if "approximate" in f"{spatial.path.name} {layer.name}".casefold():
        return [part(frame, approximate=True, notes=(*notes, "The file calls itself approximate."))]
    at_odds = _gemeenten_at_odds(frame)
    total = frame["gemeente_code"].nunique()
    if not at_odds:
        return [part(frame, approximate=False, notes=notes)]
    if len(at_odds) > _MOST_AT_ODDS * total:
        return [
            part(
                frame,
                approximate=True,
                notes=(*notes, "Its polygons overlap or leave gaps: used last, and not simplified."),
            )
        ]
    rows = frame["gemeente_code"].isin(at_odds)
    why = f"In {len(at_odds)} of {total} gemeenten polygons overlap or leave gaps: these are taken as approximate."
    return [part(frame[~rows], approximate=False, notes=notes), part(frame[rows], approximate=True, notes=(why,))]


def _gemeenten_at_odds(frame: gpd.GeoDataFrame) -> set[str]:
    """Gemeenten without which the rest is a valid coverage."""
    at_odds: set[str] = set()
    shapes, gemeenten = np.asarray(frame.geometry.array), frame["gemeente_code"].to_numpy()
    while True:
        rest = ~np.isin(gemeenten, list(at_odds))
        faults = set(gemeenten[rest][outside_coverage(shapes[rest])])
        if not faults:
            return at_odds
        at_odds |= faults
