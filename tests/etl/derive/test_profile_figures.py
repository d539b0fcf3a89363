"""Figures in order of area, and how the buurten of a frame differ: by hand."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from etl.derive.profile import write_profile_figures
from etl.load.publish import SCHEMA


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        con.execute("INSERT INTO profile_block VALUES ('a', 'wie', 'A', 'A?', ['gp_km'], [], 0)")
        yield con


def put(con: duckdb.DuckDBPyConnection, code: str, value: float | None, **other: object) -> None:
    row = {"indicator": "gp_km", "vintage": 2024, "status": "ok", "grade": "A", **other}
    con.execute(
        "INSERT INTO observation VALUES (?, ?, ?, 2024, ?, NULL, NULL, ?, ?, 'published', 's', 1, NULL)",
        [row["indicator"], code, row["vintage"], value, row["status"], row["grade"]],
    )


def test_only_rows_of_a_profile_on_the_vintage_in_order_of_area(con: duckdb.DuckDBPyConnection) -> None:
    put(con, "NL00", 1.0)
    put(con, "BU99010101", 0.5)
    put(con, "BU99010101", 0.7, vintage=2022)
    put(con, "BU99010101", 3.0, indicator="rent_pct")
    write_profile_figures(con, 2024)
    assert con.execute("SELECT area_code, value FROM profile_figure").fetchall() == [("BU99010101", 0.5), ("NL00", 1.0)]


def test_the_spread_counts_what_may_be_shown_of_at_least_five_buurten(con: duckdb.DuckDBPyConnection) -> None:
    for number in range(11):
        put(con, f"BU990101{number:02}", float(number))
    put(con, "BU99020101", 50.0)
    put(con, "BU99020102", 99.0, grade="C")
    put(con, "BU99020103", None, status="suppressed")
    put(con, "GM9901", 77.0)
    write_profile_figures(con, 2024)
    found = con.execute("SELECT frame_code, buurt_count, p10, p50, p90 FROM buurt_spread ORDER BY 1").fetchall()
    assert found == [("GM9901", 11, 1.0, 5.0, 9.0), ("NL00", 12, pytest.approx(1.1), 5.5, pytest.approx(9.9))]
