"""Staging: every parsed table goes into DuckDB as it is read, so that only one table at a time is held in memory."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import duckdb
import pandas as pd

from etl.catalogue.schema import Catalogue
from etl.contracts import AREA_COLUMNS, VALUE_COLUMNS, ParsedTable

_STAGING = """
CREATE TEMP TABLE staged_value (
    release_id INTEGER, area_code TEXT, indicator_id TEXT, reference_year INTEGER,
    value DOUBLE, lower DOUBLE, upper DOUBLE, status TEXT
);
CREATE TEMP TABLE staged_area (
    release_id INTEGER, area_code TEXT, level TEXT, name TEXT, gemeente_name TEXT,
    change_flag INTEGER, postcode4 TEXT, land_area_ha DOUBLE
);
CREATE TEMP TABLE series_rank (indicator_id TEXT, source_id TEXT, series_rank INTEGER);
CREATE TEMP TABLE indicator_check (
    indicator_id TEXT, valid_low DOUBLE, valid_high DOUBLE, minimum_of TEXT, minimum_at_least INTEGER, additive BOOLEAN, decimals INTEGER
);
"""


def open_staging(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create the staging tables and fill what the later steps need of the catalogue."""
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
