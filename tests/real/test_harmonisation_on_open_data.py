"""Older areas brought to newer ones on real boundaries and codes: wijken of 2016 in 2022, and the buurten that Amsterdam redrew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from etl.catalogue.loader import load_catalogue
from etl.contracts import BoundaryLayer, LinkTable, Recognised
from etl.derive.absence import explain_absence
from etl.derive.carry import publish_observations
from etl.derive.crosswalk import Evidence, find_overlaps
from etl.derive.crosswalk_values import carry_over
from etl.derive.matching import match_areas
from etl.derive.weights import gather_weights
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging
from etl.sources.boundaries.adapter import recognise as recognise_boundaries
from etl.sources.cbs_areas.adapter import recognise as recognise_lists
from tests.etl.derive.bringing import address_file, homes


@pytest.fixture
def build() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty build in memory."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(connection, load_catalogue())
        explain_absence(connection)
        yield connection


def wijken(folder: Path) -> list[BoundaryLayer]:
    layers: list[BoundaryLayer] = []
    for name in ("nl_wijken_2016.geojson", "nl_wijken_2022.gpkg"):
        for item in recognise_boundaries(folder, [folder / name]):
            assert isinstance(item, Recognised)
            layers += [layer for layer in item.read(load_catalogue()) if isinstance(layer, BoundaryLayer)]
    return layers


def test_wijken_of_2016_in_those_of_2022(build: duckdb.DuckDBPyConnection, open_data: Path) -> None:
    """By land alone, for the files know no residents: some 2,300 wijken by code and name, most others shared out, with their grade."""
    layers = wijken(open_data / "boundaries")
    for layer in layers:
        build.register("incoming", layer.frame[["area_code", "name"]])
        build.execute(
            "INSERT INTO area (area_code, boundary_year, level, name, has_geometry) SELECT area_code, ?, 'wijk', name, TRUE FROM incoming",
            [layer.boundary_year],
        )
    match_areas(build, 2022, [])
    gather_weights(build, "merged")
    find_overlaps(build, 2022, Evidence(layers=layers))
    told = build.execute(
        "SELECT section, amount, detail FROM build_report WHERE section IN ('matched', 'crosswalk')"
    ).fetchall()
    amounts = {section: amount for section, amount, _ in told}
    print(*(detail for *_, detail in told), sep="\n")
    assert 2_200 <= amounts["matched"] <= 2_400
    assert 750 <= amounts["crosswalk"] <= 950
    grades = dict(build.execute("SELECT grade, count(*) FROM crosswalk_grade GROUP BY grade").fetchall())
    assert grades["A"] > 150
    assert grades["C"] > grades["B"] > 10
    # What lies in the new wijken of one old wijk is never more than that wijk; a wijk of approximate borders gives nothing.
    assert build.execute(
        "SELECT max(total) < 1 + 1e-9 FROM (SELECT sum(share) AS total FROM overlap WHERE usable GROUP BY from_code)"
    ).fetchall() == [(True,)]
    approximate = {code for layer in layers if layer.approximate for code in layer.frame["area_code"]}
    used = {code for (code,) in build.execute("SELECT DISTINCT from_code FROM overlap WHERE usable").fetchall()}
    assert approximate
    assert not approximate & used
    # Leeuwarderadeel went up in Leeuwarden in 2018: its wijken are found again by land.
    assert build.execute(
        "SELECT count(DISTINCT left(area_code, 6)) FROM area_match WHERE from_code LIKE 'WK0081%' AND area_code NOT LIKE 'WK0081%'"
    ).fetchall() != [(0,)]


def amsterdam(build: duckdb.DuckDBPyConnection, con: duckdb.DuckDBPyConnection, folder: Path) -> list[LinkTable]:
    """The buurten of Amsterdam of 2020 and 2024 with their published residents, and the link between their codes."""
    build.register(
        "areas", con.execute("FROM area WHERE area_code LIKE 'BU0363%' AND boundary_year IN (2020, 2024)").df()
    )
    build.execute("INSERT INTO area BY NAME FROM areas")
    figures = con.execute(
        "SELECT indicator_id, area_code, boundary_year, reference_year, value, status, source_id, release_id, method FROM observation "
        "WHERE area_code LIKE 'BU0363%' AND boundary_year = 2020 AND indicator_id = 'residents_count' AND value IS NOT NULL"
    ).df()
    build.register("figures", figures)
    build.execute("INSERT INTO merged BY NAME FROM figures")
    build.register("releases", con.execute("FROM release").df())
    build.execute("INSERT INTO release BY NAME FROM releases")
    (item,) = recognise_lists(folder, [folder / "amsterdam_buurt_link_2015_2022.csv"])
    assert isinstance(item, Recognised)
    return [content for content in item.read(load_catalogue()) if isinstance(content, LinkTable)]


def test_40_old_buurten_of_amsterdam_are_honest_gaps_until_addresses_tell(
    build: duckdb.DuckDBPyConnection, con: duckdb.DuckDBPyConnection, open_data: Path
) -> None:
    links = amsterdam(build, con, open_data / "boundaries")
    match_areas(build, 2024, links)
    gaps = build.execute(
        "SELECT area_code, residents_count FROM area ANTI JOIN area_match m ON m.from_code = area.area_code AND m.from_year = 2020 "
        "WHERE boundary_year = 2020 ORDER BY residents_count DESC"
    ).fetchall()
    assert len(gaps) == 40
    new = build.execute(
        "SELECT area_code FROM area ANTI JOIN area_match m USING (area_code) WHERE area.boundary_year = 2024 ORDER BY 1 LIMIT 2"
    ).fetchall()
    (old, residents), ((first,), (second,)) = gaps[0], new
    # Made up: of the homes of that buurt three in ten are told to lie in the one new buurt, the others in the other.
    evidence = Evidence(
        (
            address_file(2020, homes(old, 1, 100)),
            address_file(2024, [*homes(first, 1, 30), *homes(second, 31, 100)]),
        )
    )
    catalogue = load_catalogue()
    gather_weights(build, "merged")
    find_overlaps(build, 2024, evidence)
    carry_over(build, catalogue, 2024)
    publish_observations(build, catalogue, 2024)
    found = build.execute(
        "SELECT area_code, value, grade FROM observation WHERE boundary_year = 2024 AND method = 'crosswalk' ORDER BY area_code"
    ).fetchall()
    assert found == [(first, pytest.approx(0.3 * residents), "C"), (second, pytest.approx(0.7 * residents), "C")]
    ((linked,),) = build.execute(
        "SELECT count(*) FROM area_match WHERE from_year = 2020 AND method = 'recoded' AND why LIKE 'link table%'"
    ).fetchall()
    assert linked == 439


def test_every_figure_that_crossed_a_border_says_so(con: duckdb.DuckDBPyConnection) -> None:
    """No old addresses are in hand: nothing is crosswalked in the whole country, and the report tells how many areas wait for them."""
    assert con.execute("SELECT count(*) FROM observation WHERE method = 'crosswalk'").fetchall() == [(0,)]
    rows = dict(con.execute("SELECT subject, detail FROM build_report WHERE section = 'crosswalk'").fetchall())
    assert rows["buurt 2020 -> 2024"].startswith("0 of 1856 areas")
    assert str(Level.WIJK) + " 2020 -> 2024" in rows
