"""The demo through the whole build: buurten that were split, merged or redrawn keep a history, with its quality."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.whole

SPLIT, REST, GREW, GAVE, TOOK = "BU99010903", "BU99010904", "BU99010406", "BU99010503", "BU99010505"


@pytest.fixture
def con(demo_warehouse: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(demo_warehouse), read_only=True)


def test_all_buurten_have_residents_of_all_years(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT reference_year, count(value) FROM observation WHERE boundary_year = 2024 AND indicator_id = 'residents_count' "
        "AND area_code LIKE 'BU%' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert rows == [(year, 120) for year in range(2016, 2025)]


def test_grades_tell_how_much_of_a_buurt_is_whole(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT DISTINCT area_code, grade FROM observation WHERE method = 'crosswalk' AND reference_year = 2018 ORDER BY 1"
    ).fetchall()
    assert rows == [(GREW, "A"), (GAVE, "C"), (TOOK, "B"), (SPLIT, "C"), (REST, "C")]


def test_residents_of_redrawn_buurten_are_those_of_the_old_ones(con: duckdb.DuckDBPyConnection) -> None:
    def total(codes: list[str], boundary_year: int) -> float:
        ((found,),) = con.execute(
            "SELECT sum(value) FROM observation WHERE indicator_id = 'residents_count' AND reference_year = 2018 "
            "AND boundary_year = ? AND area_code IN (SELECT unnest(?))",
            [boundary_year, codes],
        ).fetchall()
        return float(found)

    assert total([SPLIT, REST], 2024) == pytest.approx(total([SPLIT], 2018), abs=0.1)
    assert total([GREW], 2024) == total([GREW, "BU99010409"], 2018)
    assert total([GAVE, TOOK], 2024) == pytest.approx(total([GAVE, TOOK], 2018), abs=0.1)


def test_medians_and_classes_do_not_cross_borders(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute(
        "SELECT count(*) FROM observation o JOIN indicator i USING (indicator_id) WHERE o.method = 'crosswalk' AND i.combine = 'never'"
    ).fetchall() == [(0,)]


def test_health_figures_of_one_year_come_from_one_table(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute(
        "SELECT count(*) FROM (SELECT o.area_code[3:6], o.indicator_id, o.reference_year "
        "FROM observation o JOIN release r USING (release_id) "
        "JOIN source s ON s.source_id = o.source_id WHERE s.series_per_table AND o.boundary_year = 2024 AND o.value IS NOT NULL "
        "GROUP BY ALL HAVING count(DISTINCT r.table_id) > 1)"
    ).fetchall() == [(0,)]


def test_a_whole_postcode_lies_in_a_buurt_of_today(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute(
        "SELECT count(*) > 3000, bool_and(area_code IN (SELECT area_code FROM area WHERE boundary_year = 2024)) FROM postcode"
    ).fetchall() == [(True, True)]
    assert con.execute(
        "SELECT postcode6, address_count FROM postcode WHERE postcode6 LIKE '9901A%' LIMIT 1"
    ).fetchall() == [("9901AA", 24)]
