"""Year by year to today's areas: change flags, link tables, and what happens where a year is not in hand."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from domain.areas import level_of
from etl.contracts import LinkTable
from etl.derive.matching import BY_FLAG, BY_NAME, match_areas

Row = tuple[str, int, str, float | None, int | None]

A, B, C, D = "BU99010001", "BU99010002", "BU99010003", "BU99010004"


def matched(
    con: duckdb.DuckDBPyConnection, areas: list[Row], links: tuple[LinkTable, ...] = ()
) -> dict[tuple[str, int], tuple[str, str, str]]:
    """Matches to 2024 of areas (code, year, name, land in ha, flag): code and year -> code, grade, why."""
    for code, year, name, land, flag in areas:
        con.execute(
            "INSERT INTO area (area_code, boundary_year, level, name, land_area_ha, change_flag, has_geometry) "
            "VALUES (?, ?, ?, ?, ?, ?, FALSE)",
            [code, year, level_of(code).value, name, land, flag],
        )
    match_areas(con, 2024, links)
    rows = con.execute("SELECT from_code, from_year, area_code, grade, why FROM area_match ORDER BY ALL").fetchall()
    assert len({(year, code) for _, year, code, *_ in rows}) == len(rows)
    return {(code, year): (now, grade, why) for code, year, now, grade, why in rows}


def link(old: str, new: str, from_year: int, to_year: int) -> LinkTable:
    return LinkTable(Path("link.csv"), from_year, to_year, pd.DataFrame({"from_code": [old], "to_code": [new]}))


def test_flag_1_links_every_year_whatever_the_name(con: duckdb.DuckDBPyConnection) -> None:
    found = matched(con, [(A, 2022, "Oost", 50, None), (A, 2023, "Oosterhaven", 50, 1), (A, 2024, "De Haven", 50, 1)])
    assert found == {(A, 2022): (A, "A", BY_FLAG), (A, 2023): (A, "A", BY_FLAG)}


def test_flag_3_ends_a_code_even_where_name_and_land_agree(con: duckdb.DuckDBPyConnection) -> None:
    found = matched(con, [(A, 2022, "Oost", 50, 1), (A, 2023, "Oost", 50, 3), (A, 2024, "Oost", 50, 1)])
    assert found == {(A, 2023): (A, "A", BY_FLAG)}


def test_flag_3_of_a_later_year_is_seen_across_a_year_without_flags(con: duckdb.DuckDBPyConnection) -> None:
    areas: list[Row] = [(A, 2020, "Oost", 50, 1), (A, 2022, "Oost", 50, 3), (A, 2024, "Oost", 50, None)]
    assert matched(con, areas) == {(A, 2022): (A, "B", "same code, name and land area")}


def test_a_chain_across_a_missing_year_falls_back_to_code_name_and_land(con: duckdb.DuckDBPyConnection) -> None:
    found = matched(
        con,
        [
            (A, 2021, "Oost", 50, 1), (A, 2023, "Oost", 50, 1), (A, 2024, "Oost", 50, 1),
            (B, 2021, "West", 50, 1), (B, 2023, "Westhoek", 50, 1), (B, 2024, "Westhoek", 50, 1),
        ],
    )  # fmt: skip
    assert found == {
        (A, 2021): (A, "B", f"same code, name and land area; {BY_FLAG}"),
        (A, 2023): (A, "A", BY_FLAG),
        (B, 2023): (B, "A", BY_FLAG),
    }


def test_a_reused_code_is_another_area_whatever_the_flag(con: duckdb.DuckDBPyConnection) -> None:
    assert matched(con, [(A, 2023, "Oost", 50, None), (A, 2024, "Haven", 90, 1)]) == {}


def test_land_that_is_measured_anew_does_not_overrule_the_flag(con: duckdb.DuckDBPyConnection) -> None:
    assert matched(con, [(A, 2023, "Oost", 50, None), (A, 2024, "Oost", 60, 1)]) == {(A, 2023): (A, "A", BY_FLAG)}


def test_flag_2_is_recoded_by_the_link_table(con: duckdb.DuckDBPyConnection) -> None:
    areas: list[Row] = [
        (A, 2021, "Oost", 50, None), (A, 2022, "Oost", 50, 1), (B, 2023, "Haven", 50, 2), (B, 2024, "Haven", 50, 1),
    ]  # fmt: skip
    found = matched(con, areas, (link(A, B, 2022, 2023),))
    assert found[A, 2022] == (B, "A", f"link table link.csv; {BY_FLAG}")
    assert found[A, 2021] == (B, "A", f"link table link.csv; {BY_FLAG}")


def test_a_code_that_passes_on_is_followed_by_the_link_table_alone(con: duckdb.DuckDBPyConnection) -> None:
    """A became B while B became C: the same code B is not the same area."""
    areas: list[Row] = [
        (A, 2022, "X", 50, None),
        (B, 2022, "Y", 50, None),
        (B, 2024, "Y", 50, None),
        (C, 2024, "X", 50, None),
    ]
    found = matched(con, areas, (link(A, B, 2022, 2023), link(B, C, 2022, 2023)))
    assert {(old, new[0]) for (old, _), new in found.items()} == {(A, B), (B, C)}


def test_flag_2_without_a_link_is_found_by_a_unique_name_and_land(con: duckdb.DuckDBPyConnection) -> None:
    found = matched(
        con,
        [
            (A, 2023, "Wijk 01 Oost", 50, None), (C, 2024, "Oost", 50, 2),
            (B, 2023, "Verspreide huizen", 80, None), (D, 2024, "Verspreide huizen", 80, 2),
            ("BU99020001", 2023, "Verspreide huizen", 80, None),
        ],
    )  # fmt: skip
    assert found == {(A, 2023): (C, "B", BY_NAME)}


@pytest.mark.parametrize(("land", "expected"), [(1000.0, "A"), (1010.0, "A"), (1200.0, "B"), (None, "B")])
def test_a_gemeente_is_matched_by_code(con: duckdb.DuckDBPyConnection, land: float | None, expected: str) -> None:
    found = matched(con, [("GM9901", 2020, "Stad", 1000, None), ("GM9901", 2024, "Stad", land, None)])
    assert found["GM9901", 2020][:2] == ("GM9901", expected)


def test_the_report_counts_by_rule(con: duckdb.DuckDBPyConnection) -> None:
    matched(
        con,
        [
            (A, 2023, "Oost", 50, None), (A, 2024, "Oost", 50, 1), (B, 2023, "West", 50, None), (B, 2024, "West", 50, None),
            (C, 2023, "Noord", 50, None), (C, 2024, "Noord", 50, 3),
        ],
    )  # fmt: skip
    rows = con.execute("SELECT subject, detail, amount FROM build_report WHERE section = 'matched'").fetchall()
    assert rows == [
        (
            "buurt 2023 -> 2024",
            "2 of 3 areas of 2023 reach an area of 2024 (which has 3): 1 A, unchanged by CBS's change flag | "
            "1 B, same code, name and land area; the rest have other borders or another name, or nothing tells",
            2,
        )
    ]


def test_a_list_without_land_areas_in_between_does_not_hide_that_the_land_differs(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = matched(
        con,
        [
            (A, 2020, "Oost", 50, None), (A, 2021, "Oost", None, None), (A, 2024, "Oost", 90, None),
            (B, 2020, "West", 50, None), (B, 2021, "West", None, None), (B, 2024, "West", 51, None),
        ],
    )  # fmt: skip
    assert found[B, 2020] == (B, "B", "same code, name and land area")
    assert found[A, 2021][2] == "same code and name; land area unknown in one of the years"
    assert (A, 2020) not in found
