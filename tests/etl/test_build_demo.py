"""The whole build on the demo: idempotent, the figures a visitor meets, and the planted difficulties handled as promised."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.build import build, check
from etl.catalogue.loader import load_catalogue

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def con(demo_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(demo_warehouse), read_only=True) as connection:
        yield connection


def rows(con: duckdb.DuckDBPyConnection, sql: str, *parameters: object) -> list[tuple[object, ...]]:
    return con.execute(sql, list(parameters)).fetchall()


def test_it_says_that_it_is_fictional(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "SELECT is_demo, display_vintage FROM build_info") == [(True, 2024)]
    assert rows(con, "SELECT DISTINCT area_code[:4] FROM area WHERE level <> 'land' ORDER BY 1") == [
        ("BU99",),
        ("GM99",),
        ("WK99",),
    ]


def test_every_shown_indicator_has_figures(con: duckdb.DuckDBPyConnection) -> None:
    filled = {
        str(name)
        for (name,) in rows(
            con, "SELECT DISTINCT indicator_id FROM observation WHERE value IS NOT NULL AND boundary_year = 2024"
        )
    }
    shown = {name for name, one in load_catalogue().indicators.items() if one.shown}
    assert len(shown) >= 70
    assert shown - filled == set()


def test_eight_years_of_kwb_and_nabijheid_and_four_health_waves_with_bounds(con: duckdb.DuckDBPyConnection) -> None:
    years = dict(
        rows(
            con,
            "SELECT indicator_id, count(DISTINCT reference_year) FROM observation "
            "WHERE value IS NOT NULL AND boundary_year = 2024 GROUP BY 1",
        )
    )
    assert years["residents_count"] >= 8
    assert years["gp_km"] >= 8
    assert years["good_health_pct"] >= 4
    ((with_bounds,),) = rows(
        con,
        "SELECT count(DISTINCT reference_year) FROM observation WHERE indicator_id = 'good_health_pct' AND lower < value AND value < upper",
    )
    assert with_bounds >= 4


def test_every_reason_for_absence_occurs(con: duckdb.DuckDBPyConnection) -> None:
    found = {
        str(status) for (status,) in rows(con, "SELECT DISTINCT status FROM observation WHERE boundary_year = 2024")
    }
    assert {"ok", "no_residents", "suppressed", "too_small", "not_yet", "unknown", "not_comparable"} <= found


def test_a_gemeente_that_does_not_add_up_is_marked(con: duckdb.DuckDBPyConnection) -> None:
    ((amount, detail),) = rows(
        con,
        "SELECT amount, detail FROM build_report WHERE section = 'reconciled' AND amount > 0 AND subject LIKE 'residents_count%'",
    )
    assert amount == 1
    assert "GM9903" in str(detail)


def test_boundary_changes_leave_gaps_and_link_tables_fill_them(con: duckdb.DuckDBPyConnection) -> None:
    ((oldest, newest),) = rows(
        con,
        "SELECT count(*) FILTER (from_year = 2016), count(*) FILTER (from_year = 2023) FROM area_match "
        "WHERE from_code LIKE 'BU%' AND method = 'recoded'",
    )
    assert oldest < newest == 120
    assert rows(con, "SELECT count(*) FROM area_match WHERE why LIKE 'link table%'")[0][0] > 0


def test_building_again_changes_nothing(demo_raw: Path, demo_warehouse: Path, tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    shutil.copy(demo_warehouse, target)
    before = target.stat().st_mtime_ns
    again = build([demo_raw], target)
    assert not again.written
    assert target.stat().st_mtime_ns == before


def test_a_forced_rebuild_gives_the_same_figures(demo_raw: Path, demo_warehouse: Path, tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    shutil.copy(demo_warehouse, target)
    summary = build([demo_raw], target, force=True)
    assert summary.written
    with duckdb.connect(str(target), read_only=True) as again:
        assert dict(rows(again, "SELECT subject, amount FROM build_report WHERE section = 'difference'")).keys() == {
            "same"
        }
        assert rows(again, "SELECT build_id FROM build_info") == rows(
            duckdb.connect(str(demo_warehouse), read_only=True), "SELECT build_id FROM build_info"
        )
        assert rows(again, "SELECT level, frame_code, payload FROM geometry ORDER BY ALL LIMIT 3") == rows(
            duckdb.connect(str(demo_warehouse), read_only=True),
            "SELECT level, frame_code, payload FROM geometry ORDER BY ALL LIMIT 3",
        )


def test_check_reads_everything_and_writes_nothing(demo_raw: Path) -> None:
    before = sorted(path for path in demo_raw.rglob("*"))
    assert check([demo_raw]) is not None
    assert sorted(path for path in demo_raw.rglob("*")) == before
