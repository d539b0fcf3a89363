"""Write the catalogue and geometry into the new warehouse, and put it in the place of the old one in one step."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import duckdb

from etl.catalogue.claims import load_claims, write_claims
from etl.catalogue.cooperation import load_cooperation, write_cooperation
from etl.catalogue.facilities import load_facilities, write_facilities
from etl.catalogue.networks import load_networks, write_networks
from etl.catalogue.profile import load_profile, write_profile
from etl.catalogue.samen import load_samen, write_samen
from etl.catalogue.schema import Catalogue
from etl.catalogue.shares import write_shares
from etl.catalogue.terms import load_terms, write_terms
from etl.errors import BuildError, EtlError
from etl.load.staging import STAGING, attach_staging

if TYPE_CHECKING:
    from etl.geometry.encode import GeometryRow

SCHEMA = Path(__file__).parent / "schema.sql"
#: What DuckDB may use of memory; beside it stand the table that is being read and the geometry. The rest is spilled to disk.
MEMORY_LIMIT: Final = "1500MB"
_STAGING_SUFFIX: Final = ".staging"

#: How DuckDB and Python tell that the disk is full or refuses: at a write, at a commit, or when spilling what memory cannot hold.
_STORAGE_ERRORS = (
    OSError,
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
)


@contextmanager
def new_warehouse(target: Path) -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """A fresh database beside `target` with the schema in place; swapped in when the block ends well, removed when it does not.

    Raises BuildError with the free space when the disk is full or the folder cannot be written; `target` is then untouched.
    """
    if target.is_dir():
        raise BuildError(
            [f"{target}: is a folder, where a file is expected. Give the name of a file with --warehouse."]
        )
    scratch = target.with_name(f".{target.name}.{os.getpid()}.building")
    con: duckdb.DuckDBPyConnection | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for left_over in target.parent.glob(f".{target.name}.*.building*"):
            _remove(left_over)
        con = duckdb.connect(str(scratch))
        con.execute(
            f"SET preserve_insertion_order = true; SET memory_limit = '{MEMORY_LIMIT}'; SET threads = 2; "
            "SET enable_progress_bar = false"
        )
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        attach_staging(con, scratch.with_name(scratch.name + _STAGING_SUFFIX))
        yield scratch, con
        con.execute(f"DETACH DATABASE IF EXISTS {STAGING}")
        con.execute("CHECKPOINT")
        con.close()
        _swap(scratch, target)
    except _STORAGE_ERRORS as error:
        raise _cannot_write(target, error) from error
    finally:
        if con is not None:
            con.close()
        for part in ("", _STAGING_SUFFIX):
            for suffix in ("", ".wal", ".tmp"):
                _remove(scratch.with_name(scratch.name + part + suffix))


def write_report(target: Path, report: str) -> None:
    """Save the report beside the warehouse. Raises EtlError when it cannot be written; the warehouse is in place all the same."""
    path = target.with_name(target.name + ".report.txt")
    try:
        path.write_text(report, encoding="utf-8")
    except OSError as error:
        raise EtlError(
            f"{path}: the report could not be written ({error.strerror or error}). The new warehouse itself is in place, "
            "and holds the report as its table build_report. Make room or correct the rights of the folder."
        ) from error


def _remove(path: Path) -> None:
    """Remove a file or folder of an interrupted build, as far as it is there and may be removed."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink()


def _swap(scratch: Path, target: Path) -> None:
    with scratch.open("rb") as stream:
        os.fsync(stream.fileno())
    try:
        scratch.replace(target)
    except PermissionError as error:
        raise BuildError(
            [
                f"{target} is in use and this system does not let an open file be replaced. Stop the app and build once more."
            ]
        ) from error


def _cannot_write(target: Path, error: Exception) -> BuildError:
    folder = next(parent for parent in target.absolute().parents if parent.is_dir())
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    full = (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)) or "space" in str(
        error
    ).lower()
    what = "the disk is full" if full else "the file could not be written"
    return BuildError(
        [
            f"{target}: {what} ({str(error).splitlines()[0]}). {free_mb:,} MB is free in {folder}; "
            "a national warehouse of twelve years takes about 400 MB, and twice that while it is built. "
            "Make room, correct the rights of the folder or choose another --warehouse; the previous one is untouched."
        ]
    )


def write_catalogue(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Compile the catalogue into the warehouse: themes, indicators in the order of the themes, sources."""
    con.begin()
    con.executemany(
        "INSERT INTO theme VALUES (?, ?, ?, ?)",
        [(theme.id, theme.title, theme.sentence, order) for order, theme in enumerate(catalogue.themes)],
    )
    con.executemany(
        "INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                name,
                source.title,
                source.publisher,
                source.licence,
                source.licence_url,
                source.attribution,
                source.homepage,
                source.series_per_table,
            )
            for name, source in catalogue.sources.items()
        ],
    )
    theme_order = {theme.id: order for order, theme in enumerate(catalogue.themes)}
    ordered = sorted(catalogue.indicators.items(), key=lambda item: (theme_order[item[1].theme], item[1].title))
    con.executemany(
        "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                name, i.title, i.theme, i.unit, i.decimals, i.direction, i.kind, i.describes,
                [{"text": k.text, "weight": k.weight} for k in i.know], i.legend, i.weight, list(i.breaks), i.scheme,
                *i.valid_range, i.additive, i.facility_group, [{"year": b.year, "why": b.why} for b in i.series_breaks],
                i.period_offset, i.minimum_difference, i.action, i.shown, order, i.combination,
                i.action_source,
            )
            for order, (name, i) in enumerate(ordered)
        ],
    )  # fmt: skip
    write_claims(con, load_claims())
    write_facilities(con, load_facilities())
    write_profile(con, load_profile())
    write_networks(con, load_networks())
    write_shares(con, catalogue)
    write_samen(con, load_samen())
    write_cooperation(con, load_cooperation())
    write_terms(con, load_terms())
    con.commit()


def write_geometry(con: duckdb.DuckDBPyConnection, rows: Iterable[GeometryRow]) -> int:
    """Store the precompressed geometry files; returns their number."""
    count = 0
    con.begin()  # One commit for all: each would wait for the disk.
    for row in rows:
        con.execute(
            "INSERT INTO geometry VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                str(row.level), row.frame_code, row.boundary_year, list(row.area_codes), row.payload, row.approximate,
                row.note,
            ],
        )  # fmt: skip
        count += 1
    con.commit()
    return count
