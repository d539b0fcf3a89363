"""Staging: every parsed table goes into DuckDB as it is read, so that only one table at a time is held in memory.

The tables of the build that are not part of the warehouse lie in a database of their own, `STAGING`: a file beside the new
warehouse, packed by column, which goes when the build ends. They are named as if they lay in the warehouse itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd

from domain.observations import Method, Status
from etl.catalogue.schema import Catalogue
from etl.contracts import AREA_COLUMNS, LINE, RESPONDENTS, VALUE_COLUMNS, ParsedTable

#: Columns of figures that people filled in, beside those of every figure.
OWN_COLUMNS: Final = ("area_code", "indicator_id", "reference_year", RESPONDENTS, LINE)
#: Name of the database of staging tables on the connection of a build.
STAGING: Final = "buurtlens_staging"

#: `merged` gets the figures that win (etl/derive/precedence.py) and those derived from them: one row per indicator, area, boundary
#: year and reference year. What comes from a closed list is an ENUM: one byte instead of a text, sorted as the texts are.
_STAGING = f"""
CREATE TABLE {STAGING}.staged_value (
    release_id INTEGER, area_code TEXT, indicator_id {STAGING}.indicator_name, reference_year INTEGER,
    value DOUBLE, lower DOUBLE, upper DOUBLE, status {STAGING}.status_name
);
CREATE TABLE {STAGING}.merged (
    indicator_id {STAGING}.indicator_name, area_code TEXT, boundary_year INTEGER, reference_year INTEGER,
    value DOUBLE, lower DOUBLE, upper DOUBLE, status {STAGING}.status_name,
    source_id {STAGING}.source_name, release_id INTEGER, method {STAGING}.method_name
);
CREATE TEMP TABLE staged_area (
    release_id INTEGER, area_code TEXT, level TEXT, name TEXT, gemeente_name TEXT,
    change_flag INTEGER, postcode4 TEXT, land_area_ha DOUBLE
);
CREATE TEMP TABLE own_row (
    release_id INTEGER, area_code TEXT, indicator_id TEXT, reference_year INTEGER, respondents_count INTEGER, line INTEGER
);
CREATE TABLE {STAGING}.series_rank (
    indicator_id {STAGING}.indicator_name, source_id {STAGING}.source_name, series_rank INTEGER
);
CREATE TABLE {STAGING}.indicator_check (
    indicator_id {STAGING}.indicator_name, valid_low DOUBLE, valid_high DOUBLE, minimum_of TEXT, minimum_at_least INTEGER,
    additive BOOLEAN, decimals INTEGER
);
"""


def open_staging(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create the staging tables and fill what the later steps need of the catalogue.

    They lie in memory unless `attach_staging` gave them a file before.
    """
    attach_staging(con)
    closed: dict[str, Iterable[str]] = {
        "indicator_name": catalogue.indicators,
        "source_name": catalogue.sources,
        "status_name": Status,
        "method_name": Method,
    }
    for name, members in closed.items():
        listed = ", ".join(f"'{member}'" for member in sorted(map(str, members)))
        con.execute(f"CREATE TYPE {STAGING}.{name} AS ENUM ({listed})")
    con.execute(_STAGING)
    ranks = [
        (name, series, rank)
        for name, indicator in catalogue.indicators.items()
        for rank, series in enumerate(dict.fromkeys(locator.series for locator in indicator.source))
    ]
    if ranks:
        con.executemany("INSERT INTO series_rank VALUES (?, ?, ?)", ranks)
    checks = [
        (
            name,
            *indicator.valid_range,
            indicator.minimum.of if indicator.minimum else None,
            indicator.minimum.at_least if indicator.minimum else None,
            indicator.additive,
            indicator.decimals,
        )
        for name, indicator in catalogue.indicators.items()
    ]
    con.executemany("INSERT INTO indicator_check VALUES (?, ?, ?, ?, ?, ?, ?)", checks)


def attach_staging(con: duckdb.DuckDBPyConnection, file: Path | None = None) -> None:
    """Give the connection its database of staging tables, in `file` or packed in memory; nothing is done when it has one."""
    ((main, attached),) = con.execute(
        "SELECT current_database(), count(*) FROM duckdb_databases() WHERE database_name = ?", [STAGING]
    ).fetchall()
    if attached:
        return
    where = "':memory:'" if file is None else "'" + str(file).replace("'", "''") + "'"
    con.execute(f"ATTACH {where} AS {STAGING}" + (" (COMPRESS)" if file is None else ""))
    quoted = '"' + str(main).replace('"', '""') + '"'
    con.execute("SET search_path = '" + f"{quoted}.main,{STAGING}.main".replace("'", "''") + "'")


def stage_table(con: duckdb.DuckDBPyConnection, release_id: int, table: ParsedTable, digest: str, file: str) -> None:
    """Append one parsed table and its release to the staging tables."""
    release = table.release
    con.execute(
        "INSERT INTO release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            release_id, release.source_id, release.table_id, file, release.layout, release.reference_year,
            release.boundary_year, release.modified, release.recorded, release.national, digest,
        ],
    )  # fmt: skip
    _append(con, "staged_area", release_id, table.areas, AREA_COLUMNS)
    _append(con, "staged_value", release_id, table.values, VALUE_COLUMNS)
    if LINE in table.values.columns:
        _append(con, "own_row", release_id, table.values, OWN_COLUMNS)


def _append(
    con: duckdb.DuckDBPyConnection, name: str, release_id: int, frame: pd.DataFrame, columns: tuple[str, ...]
) -> None:
    if frame.empty:
        return
    con.register("incoming", frame)
    names = ", ".join(columns)
    con.execute(f"INSERT INTO {name} (release_id, {names}) SELECT {release_id:d}, {names} FROM incoming")  # noqa: S608
    con.unregister("incoming")


def digest_of(path: Path, parts: tuple[Path, ...] = ()) -> str:
    """sha256 over a file, or over the files of a folder in the order of their names."""
    inside = path.rglob("*") if path.is_dir() else [path]
    files = sorted(parts or (file for file in inside if file.is_file()))
    total = sha256()
    for file in files:
        total.update(file.name.encode())
        with file.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                total.update(chunk)
    return total.hexdigest()
