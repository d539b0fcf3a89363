"""What every source adapter gives to the build, whatever the layout it read. See etl/sources/README.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from domain.areas import Level
from etl.catalogue.schema import Catalogue

if TYPE_CHECKING:
    import geopandas as gpd

#: Columns of ParsedTable.areas: one row per area the table lists, codes normalised, texts stripped.
AREA_COLUMNS: Final = ("area_code", "level", "name", "gemeente_name", "change_flag", "postcode4", "land_area_ha")
#: Columns of ParsedTable.values: one row per area × indicator × year, tidy. `status` is `ok` with a value; without one it is what
#: the source itself tells (`not_yet` for -99995 ...), else `unknown`: the build then finds the reason (etl/derive/absence.py).
VALUE_COLUMNS: Final = ("area_code", "indicator_id", "reference_year", "value", "lower", "upper", "status")


@dataclass(frozen=True)
class Release:
    """One release of one table, or an extract of it: identity, vintage and what decides which figure wins."""

    source_id: str
    table_id: str
    path: Path
    layout: str
    reference_year: int
    boundary_year: int
    modified: date | None = None
    #: True as published, False relaid by others, None when nothing tells.
    recorded: bool | None = None
    #: Whether it holds the whole country (at least 300 gemeenten, or the NL row and more than one gemeente); else an extract.
    national: bool = False


@dataclass(frozen=True)
class ParsedTable:
    """A release read into two tidy frames (AREA_COLUMNS, VALUE_COLUMNS). `notes` go into the build report, one sentence each."""

    release: Release
    areas: pd.DataFrame
    values: pd.DataFrame
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class BoundaryLayer:
    """Polygons of one level from one file: RD New (EPSG:28992), land only, one row per area.

    `frame` has area_code, name, gemeente_code, wijk_code (None above wijk), geometry.
    """

    path: Path
    level: Level
    boundary_year: int
    frame: gpd.GeoDataFrame
    #: From a file that is no valid coverage or calls itself approximate: used last, never simplified.
    approximate: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class LinkTable:
    """Old code -> new code of areas that changed code only, from one boundary year to another."""

    path: Path
    from_year: int
    to_year: int
    #: columns from_code, to_code
    frame: pd.DataFrame


@dataclass(frozen=True)
class Recognised:
    """A file or folder that an adapter knows. `read` does the work later, so that a scan of a folder stays quick."""

    path: Path
    source_id: str
    layout: str
    what: str
    read: Callable[[Catalogue], list[ParsedTable | BoundaryLayer | LinkTable]]
    #: Files that belong to it and need no line of their own in the list of what was found.
    parts: tuple[Path, ...] = field(default=())


@dataclass(frozen=True)
class NotUsed:
    """A file that was understood but carries nothing to load yet, or was not understood at all. Listed, never fatal."""

    path: Path
    why: str
