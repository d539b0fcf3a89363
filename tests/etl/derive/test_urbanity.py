"""Mean of areas of one urbanity class: the same areas in every year of a run, weighted as the catalogue says."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pytest

from etl.derive.urbanity import write_urbanity_means

#: code -> residents in 2022 (those of 2023 are missing: the nearest year stands in)
PEOPLE = {"BU99010101": 100, "BU99010102": 200, "BU99010103": 700, "BU99010104": 5000}


def put(con: duckdb.DuckDBPyConnection, indicator: str, area: str, year: int, value: float | None, **more: str) -> None:
    cell = {"status": "ok", "grade": "A", "method": "published", "source": "near", **more}
    con.execute(
        "INSERT INTO observation VALUES (?, ?, 2024, ?, ?, NULL, NULL, ?, ?, ?, ?, 1, NULL)",
        [indicator, area, year, value, cell["status"], cell["grade"], cell["method"], cell["source"]],
    )


@pytest.fixture
def built(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Four buurten of class 1, each with residents; indicators: a distance with a break in 2022, a median, a modelled share."""
    for name, combine in (
        ("gp_km", "mean"),
        ("median_eur", "never"),
        ("health_pct", "mean"),
        ("residents_count", "sum"),
    ):
        con.execute(
            "INSERT INTO indicator VALUES (?, 'x', 'wie', 'km', 1, 'none', 'register', 'x', [], 'x', 'residents', [], 'sequential', 0, "
            "NULL, false, NULL, ?, 0, NULL, NULL, true, 1, ?, NULL)",
            [name, [{"year": 2022, "why": "Anders."}] if name == "gp_km" else [], combine],
        )
    for source, per_table in (("near", False), ("model", True)):
        con.execute("INSERT INTO source VALUES (?, 'x', 'x', 'x', 'x', 'x', 'x', ?)", [source, per_table])
    for code, people in PEOPLE.items():
        con.execute(
            "INSERT INTO area VALUES (?, 2024, 'buurt', ?, 'GM9901', 'WK990101', ?, NULL, 1, 10, NULL, NULL, false, "
            "NULL, NULL, NULL, NULL, NULL, NULL)",
            [code, code, people],
        )
        put(con, "residents_count", code, 2022, people)
    return con


def means(con: duckdb.DuckDBPyConnection, indicator: str) -> Sequence[tuple[int, float, int]]:
    write_urbanity_means(con, 2024)
    sql = "SELECT reference_year, value, area_count FROM urbanity_mean WHERE indicator_id = ? ORDER BY reference_year"
    return con.execute(sql, [indicator]).fetchall()


def test_only_areas_with_a_figure_in_every_year_count_weighted_by_residents(built: duckdb.DuckDBPyConnection) -> None:
    for year, values in {2022: (1.0, 2.0, 3.0, 9.0), 2023: (1.0, 2.0, 4.0, None)}.items():
        for code, value in zip(PEOPLE, values, strict=True):
            put(built, "gp_km", code, year, value, status="ok" if value is not None else "suppressed")
    # (100·1 + 200·2 + 700·3) / 1000 and with 4 in 2023; the fourth buurt has no figure in 2023.
    assert means(built, "gp_km") == [(2022, pytest.approx(2.6), 3), (2023, pytest.approx(3.3), 3)]


def test_on_each_side_of_a_break_its_own_areas(built: duckdb.DuckDBPyConnection) -> None:
    for code in PEOPLE:
        put(built, "gp_km", code, 2021, 1.0)
    for code in list(PEOPLE)[:3]:
        put(built, "gp_km", code, 2022, 2.0)
    assert means(built, "gp_km") == [(2021, pytest.approx(1.0), 4), (2022, pytest.approx(2.0), 3)]


def test_a_thin_year_does_not_shrink_the_set(built: duckdb.DuckDBPyConnection) -> None:
    for code in PEOPLE:
        put(built, "gp_km", code, 2022, 1.0)
        put(built, "gp_km", code, 2024, 2.0)
    put(built, "gp_km", "BU99010101", 2023, 1.5)
    assert [(year, count) for year, _, count in means(built, "gp_km")] == [(2022, 4), (2024, 4)]


@pytest.mark.parametrize("hidden", [{"grade": "C"}, {"status": "not_comparable"}])
def test_a_figure_that_may_not_be_compared_is_left_out(
    built: duckdb.DuckDBPyConnection, hidden: dict[str, str]
) -> None:
    for code in list(PEOPLE)[:3]:
        put(built, "gp_km", code, 2022, 1.0)
    put(built, "gp_km", "BU99010104", 2022, 50.0, **hidden)
    assert means(built, "gp_km") == [(2022, pytest.approx(1.0), 3)]


def test_two_areas_are_no_class_and_a_median_has_no_mean(built: duckdb.DuckDBPyConnection) -> None:
    for code in list(PEOPLE)[:2]:
        put(built, "gp_km", code, 2022, 1.0)
    for code in PEOPLE:
        put(built, "median_eur", code, 2022, 1.0)
    assert means(built, "gp_km") == []
    assert means(built, "median_eur") == []


def test_tables_that_make_no_series_stand_by_themselves(built: duckdb.DuckDBPyConnection) -> None:
    for code in PEOPLE:
        put(built, "health_pct", code, 2020, 70.0, source="model")
    for code in list(PEOPLE)[:3]:
        put(built, "health_pct", code, 2022, 60.0, source="model")
    assert [(year, count) for year, _, count in means(built, "health_pct")] == [(2020, 4), (2022, 3)]
