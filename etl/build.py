"""Compile a folder of raw files into a warehouse: recognise, read, check, merge, derive, bring to one vintage, write, swap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from etl import VERSION
from etl.catalogue.indices import load_indices
from etl.catalogue.indices_schema import Index
from etl.catalogue.loader import HERE as CATALOGUE_FOLDER
from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.checks import is_demo_build
from etl.contracts import BoundaryLayer
from etl.derive.absence import explain_absence, hide_too_small
from etl.derive.areas import add_geometry, add_sizes, assemble_areas
from etl.derive.carry import publish_observations
from etl.derive.crosswalk import Evidence, find_overlaps
from etl.derive.crosswalk_values import carry_over
from etl.derive.derived import derive_figures
from etl.derive.group_figures import combine_groups
from etl.derive.groups import areas_inside, place_groups
from etl.derive.indices import build_indices
from etl.derive.matching import match_areas
from etl.derive.postcodes import fill_postcodes
from etl.derive.precedence import merge_releases
from etl.derive.profile import write_profile_figures
from etl.derive.rates import rates_on_vintage
from etl.derive.reconcile import reconcile
from etl.derive.urbanity import write_urbanity_means
from etl.derive.vintage import display_vintage
from etl.derive.weights import gather_weights
from etl.difference import compare_with_previous
from etl.errors import BuildError
from etl.geometry.choose import ChosenGeometry, choose_layers
from etl.geometry.encode import area_geometry, geometry_rows
from etl.intake import Intake, Progress, digests_of, take_in
from etl.inventory import take_stock
from etl.load.publish import SCHEMA, new_warehouse, write_catalogue, write_geometry, write_report
from etl.load.query import scalar
from etl.own.catalogue import one_source_twice, with_own
from etl.own.figures import SOURCE_ID as OWN
from etl.own.given import given
from etl.recognise import Scan, scan
from etl.report import keep_unused, note, render, summarise, summarise_staged
from etl.zonal.maps import add_map_means
from etl.zonal.within import write_spread

_RESPONDENTS = """
UPDATE observation SET respondents_count = o.respondents_count FROM own_row o
WHERE observation.release_id = o.release_id AND observation.area_code = o.area_code AND observation.indicator_id = o.indicator_id
  AND observation.reference_year = o.reference_year
"""


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
    own: Sequence[Path] = (),
    areas: Sequence[Path] = (),
    progress: Progress = lambda _line, _done, _total: None,
) -> BuildSummary:
    """Build `warehouse` from the `raw` folders. Nothing is written unless every check passes.

    `own` are files with figures of a gemeente's own, `areas` with its own division; both may lie in a raw folder too.
    Raises BuildError with all faults together; EtlError for a folder or catalogue that cannot be used at all.
    """
    found = _with_given(scan(raw), own, areas)
    catalogue = with_own(load_catalogue(), [item.path for item in found.recognised if item.source_id == OWN])
    digests = digests_of(found)
    build_id = _build_id([*digests.values(), f"accept missing: {accept_missing}"])
    if not force and _current_build_id(warehouse) == build_id:
        return BuildSummary(
            build_id,
            False,
            f"{warehouse} is up to date (build {build_id}): the raw files and catalogue did not change.",
        )
    indices = load_indices(CATALOGUE_FOLDER, catalogue)
    with new_warehouse(warehouse) as (_, con):
        write_catalogue(con, catalogue)
        read = take_in(con, catalogue, found, digests, raw, progress, accept_missing)
        vintage = _compute(con, catalogue, indices, read, progress, len(found.recognised))
        con.execute(
            "INSERT INTO build_info VALUES (?, ?, ?, ?, ?)",
            [build_id, datetime.now(UTC).replace(tzinfo=None), vintage, is_demo_build(con), VERSION],
        )
        take_stock(con, catalogue, vintage, indices)
        summarise(con, vintage)
        compare_with_previous(con, warehouse)
        report = render(con)
    write_report(warehouse, report)
    return BuildSummary(build_id, True, report)


def check(
    raw: Sequence[Path], *, accept_missing: bool = False, own: Sequence[Path] = (), areas: Sequence[Path] = ()
) -> str:
    """Read and check everything, write nothing. Raises BuildError with all faults together; returns what was read, as a report."""
    found = _with_given(scan(raw), own, areas)
    catalogue = with_own(load_catalogue(), [item.path for item in found.recognised if item.source_id == OWN])
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        take_in(con, catalogue, found, {}, raw, lambda _line, _done, _total: None, accept_missing)
        summarise_staged(con)
        return render(con)


def _with_given(found: Scan, own: Sequence[Path], areas: Sequence[Path]) -> Scan:
    """The raw folders and the files named beside them; one that lies in a raw folder counts once."""
    known = {item.path.resolve() for item in found.recognised}
    recognised = [*found.recognised, *(item for item in given(own, areas) if item.path.resolve() not in known)]
    twice = one_source_twice(item.path for item in recognised if item.source_id == OWN)
    return found._replace(recognised=recognised, faults=[*found.faults, *twice])


def _compute(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    indices: tuple[Index, ...],
    read: Intake,
    progress: Progress,
    done: int,
) -> int:
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
    vintage = display_vintage(con, read.layers)
    if vintage is None:
        raise BuildError(
            [
                "The files hold no figure of any indicator in the catalogue. See `python -m etl check --raw …` for what was read."
            ]
        )
    progress(f"bringing older years to the areas of {vintage}", done + 1, total)
    match_areas(con, vintage, read.links)
    rates_on_vintage(con, catalogue, vintage)
    gather_weights(con, "merged")
    find_overlaps(con, vintage, Evidence(read.addresses, read.layers, read.squares))
    carry_over(con, catalogue, vintage)
    fill_postcodes(con, read.addresses, vintage)
    publish_observations(con, catalogue, vintage)
    con.execute(_RESPONDENTS)
    build_indices(con, catalogue, indices, vintage)
    write_urbanity_means(con, vintage)
    write_spread(con, catalogue, read, ground)
    progress("simplifying and packing boundaries", done + 2, total)
    chosen = _choose_geometry(con, read.layers, vintage)
    place_groups(con, read.groups, vintage)
    write_geometry(con, geometry_rows(chosen, vintage, areas_inside(con, vintage)))
    combine_groups(con, catalogue, vintage)
    write_profile_figures(con, vintage)
    progress("writing the warehouse", done + 3, total)
    return vintage


def _choose_geometry(con: duckdb.DuckDBPyConnection, layers: Sequence[BoundaryLayer], vintage: int) -> ChosenGeometry:
    areas = con.execute(
        "SELECT area_code, level, coalesce(gemeente_code, area_code) AS gemeente_code FROM area "
        "WHERE boundary_year = ? AND level <> 'land'",
        [vintage],
    ).df()
    chosen = choose_layers(layers, areas, vintage)
    for line in (*chosen.notes, *(f"{item.path.name}: {item.why}" for item in chosen.unused)):
        note(con, "boundaries", "choice", line)
    for item in chosen.unused:
        keep_unused(con, item, item.path.name)
    add_geometry(con, area_geometry(chosen), vintage)
    return chosen


def _build_id(inputs: Iterable[str]) -> str:
    total = hashlib.sha256(VERSION.encode())
    for text in sorted(inputs):
        total.update(text.encode())
    here = Path(__file__).parent
    code = [*CATALOGUE_FOLDER.rglob("*.yml"), *here.glob("*.py"), *here.rglob("*.sql")]
    rooms = ("sources", "derive", "geometry", "load", "own", "zonal")
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
