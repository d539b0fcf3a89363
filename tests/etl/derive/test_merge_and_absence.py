"""Which figure wins, and why one is absent: expected rows by hand."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from etl.derive.absence import explain_absence, hide_too_small
from etl.derive.derived import derive_figures
from etl.derive.precedence import merge_releases
from tests.etl.derive.conftest import STAGE, small_catalogue

B = "BU99010001"


def cell(con: duckdb.DuckDBPyConnection, indicator: str, code: str = B) -> tuple[float | None, str]:
    found = con.execute(
        "SELECT value, status FROM merged WHERE indicator_id = ? AND area_code = ?", [indicator, code]
    ).fetchall()
    assert len(found) == 1, found
    return found[0]


def test_filled_beats_missing_and_a_true_zero_is_filled(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage("national.xlsx", 2024, {B: {"residents_count": None}}, national=True, modified=date(2026, 7, 1))
    stage("extract.xlsx", 2024, {B: {"residents_count": 0}})
    merge_releases(con)
    assert cell(con, "residents_count") == (0, "ok")


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        ({"modified": date(2024, 8, 1)}, {"modified": date(2026, 7, 1)}, "second"),
        ({"modified": date(2026, 7, 1)}, {"recorded": True}, "first"),  # a date on one side only decides nothing
        ({"recorded": True}, {"recorded": False, "national": True}, "first"),
        ({}, {"national": True}, "second"),
        ({}, {}, "first"),
    ],
)
def test_newer_then_recorded_then_national(
    con: duckdb.DuckDBPyConnection, stage: STAGE, first: dict[str, object], second: dict[str, object], winner: str
) -> None:
    stage("first.xlsx", 2024, {B: {"residents_count": 100}}, **first)
    stage("second.xlsx", 2024, {B: {"residents_count": 200}}, **second)
    conflicts = merge_releases(con)
    assert cell(con, "residents_count")[0] == {"first": 100, "second": 200}[winner]
    assert conflicts == 1
    detail = con.execute("SELECT detail FROM build_report WHERE section = 'conflicts'").fetchone()
    assert detail is not None
    assert f"kept: {winner}.xlsx" in detail[0]


def test_nabijheid_before_kwb_whatever_the_date(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage("kwb.xlsx", 2024, {B: {"gp_km": 0.9}}, modified=date(2026, 7, 1), national=True)
    stage("near.csv", 2024, {B: {"gp_km": 0.8}}, source_id="cbs_nabijheid", modified=date(2024, 1, 1))
    merge_releases(con)
    assert cell(con, "gp_km")[0] == 0.8


def test_equal_values_are_no_conflict(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage("a.xlsx", 2024, {B: {"gp_km": 0.8}})
    stage("b.xlsx", 2024, {B: {"gp_km": 0.8000001}})
    assert merge_releases(con) == 0


def test_reasons_for_absence(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage(
        "kwb.xlsx",
        2024,
        {
            "BU99010001": {"residents_count": 0, "households_count": 0, "low_income_pct": None, "gp_km": None},
            "BU99010002": {"residents_count": 90, "households_count": 40, "low_income_pct": None, "gp_km": None},
            "BU99010003": {"residents_count": 900, "households_count": 400, "low_income_pct": None, "gp_km": None},
            "BU99010004": {"residents_count": 900, "households_count": 400, "low_income_pct": 7.5, "gp_km": None},
        },
    )
    merge_releases(con)
    explain_absence(con)
    assert cell(con, "low_income_pct", "BU99010001") == (None, "no_residents")
    assert cell(con, "low_income_pct", "BU99010002") == (None, "suppressed")
    assert cell(con, "low_income_pct", "BU99010003") == (None, "unknown")
    assert cell(con, "low_income_pct", "BU99010004") == (7.5, "ok")
    assert cell(con, "gp_km", "BU99010003") == (None, "not_yet")  # the whole column is empty in that table
    assert cell(con, "gp_km", "BU99010001") == (None, "no_residents")


def test_a_question_that_was_not_asked_in_a_wave_is_not_still_to_come(
    con: duckdb.DuckDBPyConnection, stage: STAGE
) -> None:
    """gp_km stands for a question of a health table: in 2020 asked, in 2016 not, although one table holds both waves."""
    stage("2016.xlsx", 2016, {B: {"gp_km": None}}, boundary_year=2020)
    stage("2020.xlsx", 2020, {B: {"gp_km": 1.5, "low_income_pct": None}}, boundary_year=2020)
    merge_releases(con)
    explain_absence(con)
    found = con.execute("SELECT reference_year, status FROM merged WHERE indicator_id = 'gp_km'").fetchall()
    assert dict(found) == {2016: "not_published", 2020: "ok"}
    assert cell(con, "low_income_pct") == (None, "not_yet")


def test_nobody_lives_there_is_only_said_where_nobody_lives(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    """A care home has residents and no households: its share of single households does not exist."""
    stage(
        "kwb.xlsx",
        2024,
        {
            "BU99010001": {"residents_count": 395, "households_count": 0, "single_households_count": 0},
            "BU99010002": {"residents_count": 0, "households_count": 0, "single_households_count": 0},
            "BU99010003": {"residents_count": 300, "households_count": 100, "single_households_count": 25},
        },
    )
    merge_releases(con)
    explain_absence(con)
    derive_figures(con, small_catalogue())
    assert cell(con, "single_household_pct", "BU99010001") == (None, "not_published")
    assert cell(con, "single_household_pct", "BU99010002") == (None, "no_residents")
    assert cell(con, "single_household_pct", "BU99010003") == (25.0, "ok")


def test_shares_of_counts(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage(
        "kwb.xlsx",
        2024,
        {
            "BU99010001": {"residents_count": 200, "age_65_plus_count": 50},
            "BU99010002": {"residents_count": 0, "age_65_plus_count": 0},
            "BU99010003": {"residents_count": 200, "age_65_plus_count": 0},
            "BU99010004": {"residents_count": 200, "age_65_plus_count": None},
            "BU99010005": {"residents_count": 40, "age_65_plus_count": 10},
            "BU99010006": {"residents_count": 100, "age_65_plus_count": 105},
        },
    )
    merge_releases(con)
    explain_absence(con)
    derive_figures(con, small_catalogue())
    hide_too_small(con)
    shares = dict(
        con.execute(
            "SELECT area_code[10:], (value, status) FROM merged WHERE indicator_id = 'age_65_plus_pct'"
        ).fetchall()
    )
    assert shares == {
        "1": (25.0, "ok"),
        "2": (None, "no_residents"),
        "3": (0.0, "ok"),  # a true 0 survives
        "4": (None, "unknown"),
        "5": (None, "too_small"),  # counts are rounded to 5
        "6": (100.0, "caution"),  # 105 of 100 can only come from rounding
    }
