"""Postcodes of six characters and the buurten of the display vintage in which their addresses lie."""

from __future__ import annotations

import duckdb

from etl.derive.matching import match_areas
from etl.derive.postcodes import fill_postcodes
from tests.etl.derive.bringing import address_file, homes

ONE, TWO = "BU99010001", "BU99010002"


def postcodes(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, int]]:
    return con.execute("FROM postcode").fetchall()


def listed(con: duckdb.DuckDBPyConnection, year: int, names: dict[str, str]) -> None:
    for code, name in names.items():
        con.execute(
            "INSERT INTO area (area_code, boundary_year, level, name, has_geometry) VALUES (?, ?, 'buurt', ?, FALSE)",
            [code, year, name],
        )


def test_the_newest_file_tells_with_most_addresses_first(con: duckdb.DuckDBPyConnection) -> None:
    listed(con, 2024, {ONE: "Een", TWO: "Twee"})
    match_areas(con, 2024, [])
    old = address_file(2020, homes(TWO, 1, 50))
    new = address_file(2024, [*homes(TWO, 1, 3), *homes(ONE, 11, 20), *homes(ONE, 1, 2, "9901ZZ")])
    fill_postcodes(con, [new, old], 2024)
    assert postcodes(con) == [("9901AA", ONE, 10), ("9901AA", TWO, 3), ("9901ZZ", ONE, 2)]
    assert con.execute("SELECT subject, detail, amount FROM build_report").fetchall() == [
        (
            "postcodes 2024",
            "2 of 2 postcodes of 2024 can be searched; 0 of 15 addresses lie in a buurt that is no whole buurt of 2024",
            2,
        )
    ]


def test_buurten_of_another_year_are_brought_to_the_vintage(con: duckdb.DuckDBPyConnection) -> None:
    listed(con, 2023, {ONE: "Een", TWO: "Twee"})
    listed(con, 2024, {ONE: "Een", TWO: "Heel iets anders"})
    match_areas(con, 2024, [])
    fill_postcodes(con, [address_file(2023, [*homes(ONE, 1, 4), *homes(TWO, 5, 6)])], 2024)
    assert postcodes(con) == [("9901AA", ONE, 4)]
    ((detail,),) = con.execute("SELECT detail FROM build_report WHERE section = 'areas'").fetchall()
    assert "2 of 6 addresses lie in a buurt that is no whole buurt of 2024" in detail


def test_a_file_of_a_year_without_tables_is_taken_by_its_codes(con: duckdb.DuckDBPyConnection) -> None:
    listed(con, 2024, {ONE: "Een"})
    match_areas(con, 2024, [])
    fill_postcodes(con, [address_file(2025, [*homes(ONE, 1, 4), *homes(TWO, 5, 6)])], 2024)
    assert postcodes(con) == [("9901AA", ONE, 4)]


def test_without_addresses_nothing_is_filled(con: duckdb.DuckDBPyConnection) -> None:
    fill_postcodes(con, [], 2024)
    assert postcodes(con) == []
