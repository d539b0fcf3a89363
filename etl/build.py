"""Compile a folder of raw files into a warehouse: recognise, read, check, merge, derive, bring to one vintage, write, swap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import VERSION
from etl.catalogue.loader import HERE as CATALOGUE_FOLDER
from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.checks import is_demo_build
from etl.contracts import BoundaryLayer
from etl.derive.absence import explain_absence, hide_too_small
from etl.derive.areas import add_geometry, add_sizes, assemble_areas, display_vintage
from etl.derive.carry import publish_observations
from etl.derive.derived import derive_figures
from etl.derive.matching import match_areas
from etl.derive.precedence import merge_releases
from etl.derive.reconcile import reconcile
from etl.errors import BuildError
from etl.geometry.choose import choose_layers
from etl.geometry.encode import area_geometry, geometry_rows
from etl.intake import Intake, Progress, digests_of, take_in
from etl.load.publish import SCHEMA, new_warehouse, write_catalogue, write_geometry, write_report
from etl.load.query import scalar
from etl.recognise import scan
from etl.report import compare_with_previous, note, render, summarise, summarise_staged
from etl.zonal.maps import add_map_means
from etl.zonal.within import write_spread


@dataclass
class BuildSummary:
    """What a build did: the printed report, and whether anything was written."""

    build_id: str
    written: bool
    report: str


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
    digests = digests_of(found)
    build_id = _build_id([*digests.values(), f"accept missing: {accept_missing}"])
    if not force and _current_build_id(warehouse) == build_id:
        return BuildSummary(
            build_id,
            False,
            f"{warehouse} is up to date (build {build_id}): the raw files and catalogue did not change.",
        )
    with new_warehouse(warehouse) as (_, con):
        write_catalogue(con, catalogue)
        read = take_in(con, catalogue, found, digests, raw, progress, accept_missing)
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
        take_in(con, catalogue, found, {}, raw, lambda _line, _done, _total: None, accept_missing)
        summarise_staged(con)
        return render(con)


def _compute(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, read: Intake, progress: Progress, done: int) -> int:
    total = done + 4
    progress("merging releases and deriving figures", done, total)
    ground = add_map_means(con, catalogue, read)
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
    write_spread(con, catalogue, read, ground)
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
    for line in (*chosen.notes, *(f"{item.path.name}: {item.why}" for item in chosen.unused)):
        note(con, "boundaries", "choice", line)
    add_geometry(con, area_geometry(chosen), vintage)
    write_geometry(con, geometry_rows(chosen, vintage))


def _build_id(inputs: Iterable[str]) -> str:
    total = hashlib.sha256(VERSION.encode())
    for text in sorted(inputs):
        total.update(text.encode())
    here = Path(__file__).parent
    code = [*CATALOGUE_FOLDER.rglob("*.yml"), *here.glob("*.py"), *here.rglob("*.sql")]
    rooms = ("sources", "derive", "geometry", "load", "zonal")
    code += [path for room in rooms for path in (here / room).rglob("*.py")]
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
