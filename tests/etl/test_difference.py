"""What differs from the warehouse before: two small warehouses, the differences by hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb

from etl.difference import TOP_CHANGES, compare_with_previous
from etl.load.publish import SCHEMA

Row = tuple[str, str, int, float | None, str]


def fill(con: duckdb.DuckDBPyConnection, build_id: str, rows: Iterable[Row], vintage: int = 2024) -> None:
    con.execute(SCHEMA.read_text(encoding="utf-8"))
    con.execute("INSERT INTO build_info VALUES (?, '2026-01-02', ?, true, '0.1.0')", [build_id, vintage])
    for indicator, area, year, value, source in rows:
        con.execute(
            "INSERT INTO observation VALUES (?, ?, ?, ?, ?, NULL, NULL, 'ok', 'A', 'published', ?, 1, NULL)",
            [indicator, area, vintage, year, value, source],
        )


def compared(folder: Path, before: list[Row], now: list[Row], vintage: int = 2024) -> duckdb.DuckDBPyConnection:
    old = folder / "old.duckdb"
    with duckdb.connect(str(old)) as con:
        fill(con, "before", before)
    con = duckdb.connect()
    fill(con, "now", now, vintage)
    compare_with_previous(con, old)
    return con


def test_new_gone_changed_and_same_per_indicator_and_source(tmp_path: Path) -> None:
    before: list[Row] = [
        ("gp_km", "BU99010101", 2024, 1.0, "nabijheid"),
        ("gp_km", "BU99010102", 2024, 2.0, "nabijheid"),
        ("gp_km", "BU99010103", 2024, None, "nabijheid"),
        ("rent_pct", "BU99010101", 2024, 40.0, "kwb"),
    ]
    now: list[Row] = [
        ("gp_km", "BU99010101", 2024, 1.0, "nabijheid"),
        ("gp_km", "BU99010102", 2024, 2.5, "nabijheid"),
        ("gp_km", "BU99010103", 2024, 3.0, "nabijheid"),
    ]
    con = compared(tmp_path, before, now)
    assert con.execute("FROM change_count").fetchall() == [
        ("gp_km", "nabijheid", 1, 0, 1, 1),
        ("rent_pct", "kwb", 0, 1, 0, 0),
    ]
    assert con.execute("FROM changed_figure").fetchall() == [("gp_km", "BU99010102", 2024, 2.0, 2.5)]
    assert con.execute("SELECT build_id, display_vintage FROM previous_build").fetchall() == [("before", 2024)]
    told = con.execute("SELECT subject, amount FROM build_report WHERE section = 'difference'").fetchall()
    assert told == [
        ("new", 1), ("gone", 1), ("changed", 1), ("same", 1), ("gp_km from nabijheid", 2), ("rent_pct from kwb", 1),
    ]  # fmt: skip


def test_of_many_changes_the_largest_are_kept(tmp_path: Path) -> None:
    areas = [f"BU9901{number:04}" for number in range(10)]
    before: list[Row] = [("gp_km", area, 2024, 1.0, "n") for area in areas]
    now: list[Row] = [("gp_km", area, 2024, 1.0 + size, "n") for size, area in enumerate(areas)]
    con = compared(tmp_path, before, now)
    kept = con.execute("SELECT new_value FROM changed_figure").fetchall()
    assert [value for (value,) in kept] == [10.0, 9.0, 8.0, 7.0, 6.0][:TOP_CHANGES]


def test_each_build_is_compared_on_its_own_division(tmp_path: Path) -> None:
    row: Row = ("gp_km", "GM9901", 2024, 1.0, "n")
    con = compared(tmp_path, [row], [row], vintage=2025)
    assert con.execute("FROM change_count").fetchall() == [("gp_km", "n", 0, 0, 0, 1)]


def test_the_first_build_says_so(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        fill(con, "now", [])
        compare_with_previous(con, tmp_path / "none.duckdb")
        assert con.execute("SELECT subject FROM build_report").fetchall() == [("first build",)]
        assert con.execute("SELECT count(*) FROM previous_build").fetchall() == [(0,)]


def test_a_warehouse_that_cannot_be_compared_never_stops_the_build(tmp_path: Path) -> None:
    damaged, other = tmp_path / "damaged.duckdb", tmp_path / "other.duckdb"
    damaged.write_bytes(b"no database" * 1000)
    with duckdb.connect(str(other)) as con:
        con.execute("CREATE TABLE build_info (build_id TEXT)")
    for path in (damaged, other):
        with duckdb.connect() as con:
            fill(con, "now", [("gp_km", "GM9901", 2024, 1.0, "n")])
            compare_with_previous(con, path)
            assert con.execute("SELECT subject FROM build_report").fetchall() == [("previous warehouse unreadable",)]
            assert con.execute("SELECT count(*) FROM previous_build").fetchall() == [(0,)]
