"""What every source adapter gives to the build, whatever the layout it read. See etl/sources/README.md."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from domain.areas import Level
from domain.build_report import UnusedReason
from etl.catalogue.schema import Catalogue

if TYPE_CHECKING:
    import duckdb
    import geopandas as gpd

#: Columns of ParsedTable.areas: one row per area the table lists, codes normalised, texts stripped.
AREA_COLUMNS: Final = ("area_code", "level", "name", "gemeente_name", "change_flag", "postcode4", "land_area_ha")
#: Columns of ParsedTable.values: one row per area × indicator × year, tidy. `status` is `ok` with a value; without one it is what
#: the source itself tells (`not_yet` for -99995 ...), else `unknown`: the build then finds the reason (etl/derive/absence.py).
VALUE_COLUMNS: Final = ("area_code", "indicator_id", "reference_year", "value", "lower", "upper", "status")
#: Extra column that only a gemeente's own survey has.
RESPONDENTS: Final = "respondents_count"
#: Extra column of files that people fill in: the row of the spreadsheet, so that a fault can be pointed at.
LINE: Final = "line"


#: Boundary year of a release or division whose file does not tell it: the build takes the division that its codes belong to.
UNKNOWN_DIVISION: Final = 0


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
class AreaGroups:
    """Areas put together of others: GGD regions and provinces of gemeenten, a gemeente's own division of buurten."""

    path: Path
    #: ggd, provincie, or what a gemeente calls its division (stadsdeel, dorp, wijkteam).
    kind: str
    #: Boundary year of the members; UNKNOWN_DIVISION until the build finds it.
    year: int
    #: columns group_code, name, member_code (a gemeente, wijk or buurt code), and LINE where people filled it in
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AddressFile:
    """All addresses of a year with the buurt they lie in (CBS: PC6 and house number, 1 August). Millions of rows: kept on disk."""

    path: Path
    #: Boundary year of the buurt codes.
    year: int
    #: Appends (postcode6, house_number, buurt_code) to a DuckDB table that has these columns, codes normalised.
    load: Callable[[duckdb.DuckDBPyConnection, str], None]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class SquareGrid:
    """CBS's squares of 100 or 500 m of one year: where the residents live."""

    path: Path
    source_id: str
    table_id: str
    size_m: int
    year: int
    #: columns x, y (south-west corner, metres RD New), residents_count, households_count (may be missing), and one column per
    #: indicator that the squares hold, named by its id (gp_km ...). NaN where kept secret.
    frame: pd.DataFrame
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class RasterMap:
    """A grid of map values of one year (GeoTIFF in RD New). Means over areas are taken in the build, when the boundaries are known."""

    path: Path
    source_id: str
    table_id: str
    indicator_id: str
    reference_year: int
    #: Above or equal: no data, besides the file's own mark; None when there is no such limit.
    nodata_from: float | None = None
    notes: tuple[str, ...] = ()


#: Everything that a file can turn out to hold.
Content = ParsedTable | BoundaryLayer | LinkTable | AreaGroups | AddressFile | SquareGrid | RasterMap


@dataclass(frozen=True)
class Recognised:
    """A file or folder that an adapter knows. `read` does the work later, so that a scan of a folder stays quick."""

    path: Path
    source_id: str
    layout: str
    what: str
    read: Callable[[Catalogue], Sequence[Content]]
    #: Files that belong to it and need no line of their own in the list of what was found.
    parts: tuple[Path, ...] = field(default=())


@dataclass(frozen=True)
class NotUsed:
    """A file that was understood but carries nothing to load yet, or was not understood at all. Listed, never fatal."""

    path: Path
    why: str
    #: The same in one word, for the page that tells it to people.
    reason: UnusedReason = UnusedReason.OTHER
