"""The demo's maps and squares through the whole build: means over residents, their gaps, and the spread within buurten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def con(demo_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(demo_warehouse), read_only=True) as connection:
        yield connection


def one(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[object, ...]:
    row = con.execute(sql).fetchone()
    assert row is not None
    return row


def test_air_is_known_for_nearly_every_buurt_in_two_years(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT reference_year, count(value) FROM observation WHERE indicator_id = 'no2_ugm3' AND area_code LIKE 'BU%' "
        "GROUP BY ALL ORDER BY 1"
    ).fetchall()
    assert [year for year, _ in rows] == [2022, 2024]
    assert all(count >= 110 for _, count in rows)


def test_the_city_breathes_more_traffic_than_the_villages(con: duckdb.DuckDBPyConnection) -> None:
    values = dict(
        con.execute(
            "SELECT area_code, value FROM observation WHERE indicator_id = 'no2_ugm3' AND reference_year = 2024 "
            "AND area_code LIKE 'GM%'"
        ).fetchall()
    )
    assert len(values) == 3
    assert values["GM9901"] > max(values["GM9902"], values["GM9903"])


def test_a_gemeente_lies_between_its_buurten(con: duckdb.DuckDBPyConnection) -> None:
    (outside,) = one(
        con,
        "SELECT count(*) FROM (SELECT 'GM' || area_code[3:6] AS code, reference_year, min(value) AS low, max(value) AS high "
        "FROM observation WHERE indicator_id = 'pm25_ugm3' AND area_code LIKE 'BU%' GROUP BY ALL) b "
        "JOIN observation g ON g.indicator_id = 'pm25_ugm3' AND g.area_code = b.code AND g.reference_year = b.reference_year "
        "WHERE g.value NOT BETWEEN b.low AND b.high",
    )
    assert outside == 0


def test_what_is_absent_has_its_reason(con: duckdb.DuckDBPyConnection) -> None:
    reasons = {
        status
        for (status,) in con.execute(
            "SELECT DISTINCT status FROM observation WHERE indicator_id = 'road_noise_lden_db' AND value IS NULL"
        ).fetchall()
    }
    assert {"no_residents", "too_small", "not_published"} <= reasons
    assert reasons <= {"no_residents", "too_small", "not_published", "suppressed"}
    land = one(
        con, "SELECT value, status FROM observation WHERE indicator_id = 'no2_ugm3' AND area_code = 'NL00' LIMIT 1"
    )
    assert land == (None, "not_published")


def test_distances_differ_within_a_buurt(con: duckdb.DuckDBPyConnection) -> None:
    buurten, wrong, wide = one(
        con,
        "SELECT count(*), count(*) FILTER (NOT (p10 <= p50 AND p50 <= p90 AND mean BETWEEN 0 AND 100)), "
        "count(*) FILTER (p90 - p10 >= 0.2) FROM within_spread WHERE indicator_id = 'gp_km' AND square_m = 100",
    )
    assert isinstance(buurten, int)
    assert isinstance(wide, int)
    assert buurten >= 100
    assert wrong == 0
    assert wide >= 10
    assert one(con, "SELECT min(residents_count) >= 100, min(square_count) >= 5 FROM within_spread") == (True, True)


def test_the_source_of_a_spread_is_known(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT DISTINCT r.source_id, r.reference_year, length(r.sha256) FROM within_spread JOIN release r USING (release_id)"
    ).fetchall()
    assert rows == [("cbs_vierkanten", 2024, 64)]
