"""Maps, squares and boundaries together: figures are staged like any table's, and what lacks is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from zonal_files import SIXTEEN, air_map, grid, layer, write_map, zones

from domain.areas import Level, level_of
from etl.catalogue.loader import load_catalogue
from etl.contracts import ParsedTable, RasterMap, Release
from etl.derive.precedence import merge_releases
from etl.errors import BuildError
from etl.intake import Intake
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging, stage_table
from etl.zonal.maps import add_map_means
from etl.zonal.within import write_spread

CATALOGUE = load_catalogue()
#: Residents as CBS publishes them; BU99010002 lies off every map, nobody lives in BU99010003.
RESIDENTS = {"NL00": 17_000_000, "GM9901": 140, "BU99010000": 35, "BU99010001": 5, "BU99010002": 100, "BU99010003": 0}
BOXES = [(0, 0, 150, 400), (150, 0, 400, 400), (1_000, 0, 1_100, 100), (0, 500, 100, 600)]
SQUARES = [
    {"x": 0, "y": 0, "residents_count": 30.0, "gp_km": 0.5},
    {"x": 1, "y": 0, "residents_count": 10.0, "gp_km": 1.0},
    {"x": 10, "y": 0, "residents_count": 100.0, "gp_km": 2.0},
]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(connection, CATALOGUE)
        areas = pd.DataFrame(
            [
                {"area_code": code, "level": level_of(code).value, "name": code, "gemeente_name": "", "change_flag": None,
                 "postcode4": None, "land_area_ha": None}
                for code in RESIDENTS
            ]
        )  # fmt: skip
        values = pd.DataFrame(
            [
                {"area_code": code, "indicator_id": "residents_count", "reference_year": 2024, "value": count,
                 "lower": None, "upper": None, "status": "ok"}
                for code, count in RESIDENTS.items()
            ]
        )  # fmt: skip
        release = Release("cbs_kwb", "85984NED", Path("kwb-2024.xlsx"), "xlsx", 2024, 2024)
        stage_table(connection, 1, ParsedTable(release, areas, values), "sha", "kwb-2024.xlsx")
        yield connection


def taken_in(*maps: RasterMap, squares: bool = True, boundaries: bool = True) -> Intake:
    buurten, gemeente = zones(*BOXES), zones((0, 0, 1_100, 600))
    layers = [layer(Level.BUURT, list(buurten["area_code"]), buurten), layer(Level.GEMEENTE, ["GM9901"], gemeente)]
    return Intake(
        layers=layers if boundaries else [],
        squares=[grid(SQUARES)] if squares else [],
        rasters=list(maps),
        raw=(maps[0].path.parent,) if maps else (),
        digests={one.path: f"sha of {one.path.name}" for one in maps},
    )


def figures(con: duckdb.DuckDBPyConnection, year: int = 2024) -> dict[str, tuple[float | None, str]]:
    rows = con.execute(
        "SELECT area_code, value, status FROM staged_value WHERE indicator_id = 'no2_ugm3' AND reference_year = ?",
        [year],
    ).fetchall()
    return {code: (None if value is None or np.isnan(value) else value, status) for code, value, status in rows}


def notes(con: duckdb.DuckDBPyConnection) -> str:
    return "\n".join(detail for (detail,) in con.execute("SELECT detail FROM build_report").fetchall())


def test_a_map_becomes_a_table_of_the_display_vintage(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    add_map_means(con, CATALOGUE, taken_in(air_map(write_map(tmp_path / "no2.tif", SIXTEEN))))
    assert figures(con) == {
        "BU99010000": (round((30 * 13 + 5 * 14) / 35, 4), "ok"),
        "BU99010001": (None, "too_small"),
        "BU99010002": (None, "not_published"),
        "BU99010003": (None, "no_residents"),
        "GM9901": (None, "not_published"),
        "NL00": (None, "not_published"),
    }
    release = con.execute("FROM release WHERE release_id = 2").df().iloc[0]
    assert (release["source_id"], release["table_id"]) == ("rivm_kaarten", "rivm_nsl_20260401_gm_NO22024")
    assert (release["reference_year"], release["boundary_year"]) == (2024, 2024)
    assert (release["file"], release["sha256"]) == ("no2.tif", "sha of no2.tif")
    assert str(release["modified"])[:10] == "2026-04-01"
    assert "3 inhabited squares of 100 m of 2024; the map covers 28.6% of them" in notes(con)


def test_without_squares_there_is_no_figure_and_the_report_says_what_to_add(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    add_map_means(con, CATALOGUE, taken_in(air_map(write_map(tmp_path / "no2.tif", SIXTEEN)), squares=False))
    found = figures(con)
    assert {value for value, _ in found.values()} == {None}
    assert found["BU99010000"][1] == "not_published"
    assert found["BU99010003"][1] == "no_residents"
    assert "no squares of CBS are in the raw folder. Add https://download.cbs.nl/vierkant/100/" in notes(con)


def test_without_boundaries_there_is_no_figure_and_the_report_says_so(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    read = taken_in(air_map(write_map(tmp_path / "no2.tif", SIXTEEN)), boundaries=False)
    ground = add_map_means(con, CATALOGUE, read)
    write_spread(con, CATALOGUE, read, ground)
    assert figures(con) == {}
    assert "there are no boundaries of 2024" in notes(con)


def test_of_two_editions_of_one_year_the_newer_wins(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    old = air_map(write_map(tmp_path / "old.tif", SIXTEEN + 20), "rivm_nsl_20250401_gm_NO22024")
    new = air_map(write_map(tmp_path / "new.tif", SIXTEEN))
    add_map_means(con, CATALOGUE, taken_in(new, old))
    merge_releases(con)
    (value,) = con.execute(
        "SELECT value FROM merged WHERE indicator_id = 'no2_ugm3' AND area_code = 'BU99010000'"
    ).fetchone()
    assert value == round((30 * 13 + 5 * 14) / 35, 4)


def test_all_faulty_maps_are_named_together(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    cut, odd = tmp_path / "cut.tif", write_map(tmp_path / "odd.tif", SIXTEEN - 50)
    cut.write_text("no map", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        add_map_means(con, CATALOGUE, taken_in(air_map(cut), air_map(odd)))
    first, second = caught.value.problems
    assert "cut.tif: cannot be read as a GeoTIFF" in first
    assert "odd.tif: 16 cell(s) from -49 to -34, outside 0.0 to 100.0" in second


def test_a_build_without_maps_and_squares_lays_no_ground(con: duckdb.DuckDBPyConnection) -> None:
    read = taken_in(squares=False)
    assert add_map_means(con, CATALOGUE, read) is None
    write_spread(con, CATALOGUE, read, None)
    assert con.execute("SELECT count(*) FROM within_spread").fetchone() == (0,)


def test_the_spread_of_distances_within_a_buurt(con: duckdb.DuckDBPyConnection) -> None:
    rows = [
        {"x": x, "y": y, "residents_count": 10.0, "gp_km": round(0.1 * (x + y), 1)} for x in range(4) for y in range(4)
    ]
    read = Intake(
        layers=[layer(Level.BUURT, ["BU99010000"], zones((0, 0, 400, 400)))],
        squares=[grid([*rows, {"x": 9, "y": 9, "residents_count": 500.0, "gp_km": 9.0}])],
    )
    write_spread(con, CATALOGUE, read, add_map_means(con, CATALOGUE, read))
    (row,) = con.execute("SELECT * EXCLUDE (release_id) FROM within_spread").fetchall()
    assert row[:4] == ("gp_km", "BU99010000", 2024, 100)
    assert row[4:] == pytest.approx((0.1, 0.3, 0.5, 0.3, 160, 16))
    assert con.execute("SELECT r.source_id FROM within_spread JOIN release r USING (release_id)").fetchall() == [
        ("cbs_vierkanten",)
    ]
    assert "gp_km: spread within 1 of 1 buurten" in notes(con)
    per_distance = con.execute("SELECT value, residents, square_m FROM within_distance ORDER BY value").fetchall()
    assert per_distance == [(number / 10, 10.0 * min(number + 1, 7 - number), 100) for number in range(7)]
