"""Compile a folder of raw files into a warehouse: recognise, read, check, merge, derive, bring to one vintage, write, swap."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import VERSION
from etl.catalogue.loader import HERE as CATALOGUE_FOLDER
from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.checks import check_staged, is_demo_build
from etl.contracts import BoundaryLayer, LinkTable, ParsedTable, Recognised
from etl.derive.absence import explain_absence, hide_too_small
from etl.derive.areas import add_geometry, add_sizes, assemble_areas, display_vintage
from etl.derive.carry import publish_observations
from etl.derive.derived import derive_figures
from etl.derive.matching import match_areas
from etl.derive.precedence import merge_releases
from etl.derive.reconcile import reconcile
from etl.errors import BuildError, ColumnError, EtlError
from etl.geometry.choose import choose_layers
from etl.geometry.encode import area_geometry, geometry_rows
from etl.load.publish import SCHEMA, new_warehouse, write_catalogue, write_geometry, write_report
from etl.load.query import scalar
from etl.load.staging import digest_of, open_staging, stage_table
from etl.recognise import Scan, cannot_read, scan
from etl.report import compare_with_previous, render, summarise, summarise_staged

#: Called with a line of what happens now, and the done and total number of steps.
Progress = Callable[[str, int, int], None]


@dataclass
class BuildSummary:
    """What a build did: the printed report, and whether anything was written."""

    build_id: str
    written: bool
    report: str


@dataclass
class _Read:
    """Everything that was read, and every fault met on the way."""

    layers: list[BoundaryLayer] = field(default_factory=list)
    links: list[LinkTable] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    tables: int = 0


def build(
    raw: Sequence[Path],
    warehouse: Path,
    *,
    force: bool = False,
    accept_missing: bool = False,
    progress: Progress = lambda _line, _done, _total: None,
) -> BuildSummary:
    """Build `warehouse` from the `raw` folders. Nothing is written unless every check passes.

    Raises BuildError with all faults together; EtlError for a folder or catalogue that cannot be used at all.
    """
    catalogue = load_catalogue()
    found = scan(raw)
    digests = _digests(found)
    build_id = _build_id(digests.values())
    if not force and _current_build_id(warehouse) == build_id:
        return BuildSummary(
            build_id,
            False,
            f"{warehouse} is up to date (build {build_id}): the raw files and catalogue did not change.",
        )
    with new_warehouse(warehouse) as (_, con):
        write_catalogue(con, catalogue)
        read = _read_and_check(con, catalogue, found, digests, raw, progress, accept_missing)
        vintage = _compute(con, catalogue, read, progress, len(found.recognised))
        con.execute(
            "INSERT INTO build_info VALUES (?, ?, ?, ?, ?)",
            [build_id, datetime.now(UTC).replace(tzinfo=None), vintage, is_demo_build(con), VERSION],
        )
        summarise(con, vintage)
        compare_with_previous(con, warehouse)
        report = render(con)
    write_report(warehouse, report)
    return BuildSummary(build_id, True, report)


def check(raw: Sequence[Path], *, accept_missing: bool = False) -> str:
    """Read and check everything, write nothing. Raises BuildError with all faults together; returns what was read, as a report."""
    catalogue = load_catalogue()
    found = scan(raw)
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        _read_and_check(con, catalogue, found, {}, raw, lambda _line, _done, _total: None, accept_missing)
        summarise_staged(con)
        return render(con)


def _digests(found: Scan) -> dict[Path, str]:
    """Digest of everything recognised. Raises BuildError that names all files that cannot be read to their end."""
    digests: dict[Path, str] = {}
    problems = list(found.faults)
    for item in found.recognised:
        try:
            digests[item.path] = digest_of(item.path, item.parts)
        except OSError as error:
            problems.append(cannot_read(Path(error.filename or item.path), error))
    if len(problems) > len(found.faults):
        raise BuildError(problems)
    return digests


def _read_and_check(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    found: Scan,
    digests: dict[Path, str],
    raw: Sequence[Path],
    progress: Progress,
    accept_missing: bool,
) -> _Read:
    """Stage every table. Raises BuildError with the faults of the scan, of the reading and of the checks together."""
    open_staging(con, catalogue)
    for unused in found.not_used:
        _note(con, "not used", _relative(unused.path, raw), unused.why)
    read = _Read(problems=list(found.faults))
    for done, item in enumerate(found.recognised):
        progress(f"reading {item.path.name} ({item.what})", done, len(found.recognised) + 4)
        try:
            contents = _read_one(con, item, catalogue, accept_missing)
        except EtlError as error:
            read.problems.append(str(error))
            continue
        except OSError as error:
            read.problems.append(cannot_read(Path(error.filename or item.path), error))
            continue
        for content in contents:
            if isinstance(content, ParsedTable):
                read.tables += 1
                stage_table(con, read.tables, content, digests.get(item.path, ""), _relative(item.path, raw))
            elif isinstance(content, BoundaryLayer):
                read.layers.append(content)
            else:
                read.links.append(content)
            for note in getattr(content, "notes", ()):
                _note(con, "notes", _relative(item.path, raw), note)
    _stop_on(read.problems + check_staged(con), read, raw)
    return read


def _read_one(
    con: duckdb.DuckDBPyConnection, item: Recognised, catalogue: Catalogue, accept_missing: bool
) -> Sequence[ParsedTable | BoundaryLayer | LinkTable]:
    try:
        return item.read(catalogue)
    except ColumnError as error:
        if not accept_missing or not error.indicators:
            raise
        _note(con, "accepted", item.path.name, str(error), len(error.indicators))
        present = {name: one for name, one in catalogue.indicators.items() if name not in error.indicators}
        return item.read(catalogue.model_copy(update={"indicators": present}))


def _compute(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, read: _Read, progress: Progress, done: int) -> int:
    total = done + 4
    progress("merging releases and deriving figures", done, total)
    merge_releases(con)
    explain_absence(con)
    derive_figures(con, catalogue)
    hide_too_small(con)
    assemble_areas(con)
    add_sizes(con)
    reconcile(con)
    vintage = display_vintage(con)
    if vintage is None:
        raise BuildError(
            [
                "The files hold no figure of any indicator in the catalogue. See `python -m etl check --raw …` for what was read."
            ]
        )
    progress(f"bringing older years to the areas of {vintage}", done + 1, total)
    match_areas(con, vintage, read.links)
    publish_observations(con)
    progress("simplifying and packing boundaries", done + 2, total)
    _geometry(con, read.layers, vintage)
    progress("writing the warehouse", done + 3, total)
    return vintage


def _geometry(con: duckdb.DuckDBPyConnection, layers: Sequence[BoundaryLayer], vintage: int) -> None:
    areas = con.execute(
        "SELECT area_code, level, coalesce(gemeente_code, area_code) AS gemeente_code FROM area "
        "WHERE boundary_year = ? AND level <> 'land'",
        [vintage],
    ).df()
    chosen = choose_layers(layers, areas, vintage)
    for note in (*chosen.notes, *(f"{item.path.name}: {item.why}" for item in chosen.unused)):
        _note(con, "boundaries", "choice", note)
    add_geometry(con, area_geometry(chosen), vintage)
    write_geometry(con, geometry_rows(chosen, vintage))


def _note(con: duckdb.DuckDBPyConnection, section: str, subject: str, detail: str, amount: int | None = None) -> None:
    con.execute("INSERT INTO build_report VALUES (?, ?, ?, ?)", [section, subject, detail, amount])


def _stop_on(problems: Sequence[str], read: _Read, raw: Sequence[Path]) -> None:
    found = list(problems)
    if not read.tables and not found:
        found.append(
            f"No table with figures was recognised in {', '.join(str(folder) for folder in raw)}. "
            "Fetch some with `python -m etl fetch`, or see etl/sources/README.md for the layouts that are read."
        )
    if found:
        raise BuildError(found)


def _relative(path: Path, raw: Sequence[Path]) -> str:
    for folder in raw:
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix() or path.name
    return path.name


def _build_id(digests: Iterable[str]) -> str:
    total = hashlib.sha256(VERSION.encode())
    for digest in sorted(digests):
        total.update(digest.encode())
    here = Path(__file__).parent
    code = [*CATALOGUE_FOLDER.rglob("*.yml"), *here.glob("*.py"), *here.rglob("*.sql")]
    code += [path for room in ("sources", "derive", "geometry", "load") for path in (here / room).rglob("*.py")]
    for path in sorted(code):
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def _current_build_id(warehouse: Path) -> str | None:
    if not warehouse.exists():
        return None
    try:
        with duckdb.connect(str(warehouse), read_only=True) as con:
            return str(scalar(con, "SELECT build_id FROM build_info"))
    except duckdb.Error:
        return None
