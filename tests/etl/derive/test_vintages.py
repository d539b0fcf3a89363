"""From older areas to the display vintage, and buurten against their gemeente: expected rows by hand."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.contracts import LinkTable
from etl.derive.areas import add_sizes, assemble_areas
from etl.derive.matching import match_areas
from etl.derive.precedence import merge_releases
from etl.derive.reconcile import reconcile
from etl.derive.vintage import display_vintage
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging
from tests.etl.derive.bringing import bring
from tests.etl.derive.conftest import STAGE, small_catalogue

NAMES_OLD = {
    "GM9901": "Stad",
    "BU99010001": "Wijk 01 Noord",
    "BU99010002": "Zuid",
    "BU99010003": "Oost",
    "BU99010004": "West",
}
NAMES_NEW = {
    "GM9901": "Stad (O.)",
    "BU99010001": "Noord",
    "BU99010002": "Zuid",
    "BU99010003": "Haven",
    "BU9901AA04": "Westhoek",
}
LAND_OLD = {"GM9901": 1000.0, "BU99010001": 100.0, "BU99010002": 100.0, "BU99010003": 50.0, "BU99010004": 80.0}
LAND_NEW = {"GM9901": 1200.0, "BU99010001": 104.0, "BU99010002": 130.0, "BU99010003": 50.0, "BU9901AA04": 80.0}


def test_matching_by_code_name_land_area_and_link_table(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage("old.xlsx", 2020, {code: {"residents_count": 100} for code in NAMES_OLD}, names=NAMES_OLD, land=LAND_OLD)
    stage("new.xlsx", 2024, {code: {"residents_count": 110} for code in NAMES_NEW}, names=NAMES_NEW, land=LAND_NEW)
    link = LinkTable(
        Path("link.csv"), 2022, 2023, pd.DataFrame({"from_code": ["BU99010004"], "to_code": ["BU9901AA04"]})
    )
    bring(con, 2024, [link])
    assert display_vintage(con) == 2024
    matched = con.execute("SELECT from_code, area_code, grade, why FROM area_match ORDER BY from_code").fetchall()
    assert matched == [
        ("BU99010001", "BU99010001", "B", "same code, name and land area"),
        ("BU99010004", "BU9901AA04", "B", "link table link.csv"),
        ("GM9901", "GM9901", "B", "same code, but its land area changed: a boundary change or merger"),
    ]  # Zuid grew by 30 %, Oost was renamed Haven: gaps rather than wrong joins
    carried = con.execute(
        "SELECT area_code, reference_year, value, method FROM observation WHERE boundary_year = 2024 AND reference_year = 2020 ORDER BY 1"
    ).fetchall()
    assert carried == [
        ("BU99010001", 2020, 100, "recoded"),
        ("BU9901AA04", 2020, 100, "recoded"),
        ("GM9901", 2020, 100, "recoded"),
    ]
    kept = con.execute("SELECT count(*) FROM observation WHERE boundary_year = 2020").fetchone()
    assert kept == (5,)  # the published figures stay on their own boundaries
    report = con.execute(
        "SELECT detail FROM build_report WHERE section = 'matched' AND subject LIKE 'buurt%'"
    ).fetchone()
    assert report is not None
    assert report[0].startswith("2 of 4 areas of 2020 reach an area of 2024")


def test_a_year_on_the_display_vintage_is_not_overwritten_by_a_carried_one(
    con: duckdb.DuckDBPyConnection, stage: STAGE
) -> None:
    code = "BU99010002"
    stage("health_2020.xlsx", 2012, {code: {"gp_km": 1.0}}, boundary_year=2020, names={code: "Zuid"})
    stage("health_2024.xlsx", 2012, {code: {"gp_km": 1.2}}, boundary_year=2024, names={code: "Zuid"})
    bring(con, 2024)
    assert con.execute("SELECT value, method FROM observation WHERE boundary_year = 2024").fetchall() == [
        (1.2, "published")
    ]


def test_parents_and_sizes(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage(
        "kwb.xlsx",
        2024,
        {
            c: {"residents_count": 5, "households_count": 2}
            for c in ("NL00", "GM9901", "WK9901AA", "BU9901AA04", "BU9901BB01")
        },
    )
    merge_releases(con)
    assemble_areas(con)
    add_sizes(con)
    rows = con.execute(
        "SELECT area_code, gemeente_code, wijk_code, residents_count FROM area ORDER BY area_code"
    ).fetchall()
    assert rows == [
        ("BU9901AA04", "GM9901", "WK9901AA", 5),
        ("BU9901BB01", "GM9901", None, 5),  # its wijk is not listed: not invented
        ("GM9901", None, None, 5),
        ("NL00", None, None, 5),
        ("WK9901AA", "GM9901", None, 5),
    ]


def test_buurten_that_do_not_add_up_are_not_shown_but_kept(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    figures = {
        "GM9901": {"residents_count": 1000}, "BU99010001": {"residents_count": 500}, "BU99010002": {"residents_count": 495},
        "GM9902": {"residents_count": 1000}, "BU99020001": {"residents_count": 400}, "BU99020002": {"residents_count": 480},
    }  # fmt: skip
    stage("kwb.xlsx", 2024, figures)
    merge_releases(con)
    assert reconcile(con) == 1
    rows = dict(con.execute("SELECT area_code, (value, status) FROM merged").fetchall())
    assert rows["BU99010001"] == (500, "ok")
    assert rows["BU99020001"] == (400, "not_comparable")
    assert rows["GM9902"] == (1000, "ok")
    detail = con.execute("SELECT detail, amount FROM build_report WHERE section = 'reconciled'").fetchone()
    assert detail is not None
    assert "GM9902 (88.0%)" in detail[0]
    assert detail[1] == 1


@settings(max_examples=15, deadline=None)
@given(st.floats(1, 5000), st.floats(0.5, 2))
def test_land_area_law(land_ha: float, factor: float) -> None:
    """Same code and name match exactly when the land areas lie within 5 % of the larger, or 2 ha."""
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(con, small_catalogue())
        for year, area in ((2020, land_ha), (2024, land_ha * factor)):
            con.execute(
                "INSERT INTO area (area_code, boundary_year, level, name, land_area_ha, has_geometry) "
                "VALUES ('BU99010001', ?, 'buurt', 'X', ?, FALSE)",
                [year, area],
            )
        match_areas(con, 2024, [])
        found = con.execute("SELECT count(*) FROM area_match").fetchone()
    difference = abs(land_ha * factor - land_ha)
    limit = max(0.05 * max(land_ha, land_ha * factor), 2)
    if abs(difference - limit) > 1e-6:
        assert found == (1 if difference <= limit else 0,)
