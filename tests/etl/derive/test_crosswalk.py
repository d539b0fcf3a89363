"""Buurten whose borders changed, from staged tables to observations: expected figures by hand."""

from __future__ import annotations

import duckdb
import pytest

from domain.areas import Level
from etl.contracts import AddressFile
from etl.derive.crosswalk import Evidence
from tests.etl.derive.bringing import Address, address_file, boxes, bring, homes
from tests.etl.derive.conftest import STAGE

ONE, TWO, THREE = "BU99010001", "BU99010002", "BU99010003"
#: In 2020 One and Two; by 2024 a quarter of Two's homes belong to One, and the rest was named anew.
OLD = {ONE: "Een", TWO: "Twee"}
NEW = {ONE: "Een en een beetje", TWO: "Rest van Twee"}
LAND_OLD = {ONE: 100.0, TWO: 100.0}
LAND_NEW = {ONE: 150.0, TWO: 50.0}


def files(new_one: list[Address], new_two: list[Address]) -> tuple[AddressFile, AddressFile]:
    old = [*homes(ONE, 1, 40), *homes(TWO, 101, 140)]
    return address_file(2020, old), address_file(2024, [*new_one, *new_two])


MOVED = files([*homes(ONE, 1, 40), *homes(ONE, 101, 110)], homes(TWO, 111, 140))


def stage_both(stage: STAGE, old: dict[str, dict[str, float | None]]) -> None:
    stage("old.xlsx", 2020, old, names=OLD, land=LAND_OLD)
    stage("new.xlsx", 2024, {code: {"residents_count": 100} for code in NEW}, names=NEW, land=LAND_NEW)


def figures(con: duckdb.DuckDBPyConnection, indicator: str, year: int = 2020) -> dict[str, tuple[float, str, str]]:
    rows = con.execute(
        "SELECT area_code, value, grade, method FROM observation WHERE boundary_year = 2024 AND reference_year = ? AND indicator_id = ?",
        [year, indicator],
    ).fetchall()
    return {code: (value, grade, method) for code, value, grade, method in rows}


def test_counts_and_means_go_with_the_addresses(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_both(stage, {ONE: {"residents_count": 1000, "gp_km": 1.0}, TWO: {"residents_count": 400, "gp_km": 3.0}})
    bring(con, 2024, evidence=Evidence(MOVED))
    assert figures(con, "residents_count") == {ONE: (1100, "B", "crosswalk"), TWO: (300, "C", "crosswalk")}
    # (1000 × 1.0 + 100 × 3.0) / 1100 = 1.18; what is left of Two keeps the distance of Two.
    assert figures(con, "gp_km") == {ONE: (1.2, "B", "crosswalk"), TWO: (3.0, "C", "crosswalk")}
    assert con.execute("SELECT from_code, area_code, grade, why FROM area_match ORDER BY ALL").fetchall() == [
        (ONE, ONE, "B", "100.0% of 40 addresses of 2020, found in 2024"),
        (TWO, ONE, "B", "25.0% of 40 addresses of 2020, found in 2024"),
        (TWO, TWO, "C", "75.0% of 40 addresses of 2020, found in 2024"),
    ]
    ((subject, detail, amount),) = con.execute(
        "SELECT subject, detail, amount FROM build_report WHERE section = 'crosswalk'"
    ).fetchall()
    assert (subject, amount) == ("buurt 2020 -> 2024", 2)
    assert (
        "2 of 2 areas with other borders are shared out by addresses over 2 areas of today (grade A 0, B 1, C 1)"
        in detail
    )


def test_shares_are_derived_from_the_counts_put_together(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_both(
        stage,
        {
            ONE: {"residents_count": 1000, "age_65_plus_count": 100},  # 10 %
            TWO: {"residents_count": 400, "age_65_plus_count": 200},  # 50 %
        },
    )
    bring(con, 2024, evidence=Evidence(MOVED))
    assert figures(con, "age_65_plus_count")[ONE][0] == 150
    assert figures(con, "age_65_plus_pct") == {ONE: (14, "B", "crosswalk"), TWO: (50, "C", "crosswalk")}  # 150 / 1100


def test_a_share_that_is_published_only_is_a_mean_by_its_own_denominator(
    con: duckdb.DuckDBPyConnection, stage: STAGE
) -> None:
    """single_household_pct derives from counts that are not there: nothing to derive; low_income_pct is weighed by its people."""
    stage_both(
        stage,
        {ONE: {"residents_count": 900, "low_income_pct": 10}, TWO: {"residents_count": 400, "low_income_pct": 30}},
    )
    bring(con, 2024, evidence=Evidence(MOVED))
    assert figures(con, "low_income_pct")[ONE][0] == 12  # (900 × 10 + 100 × 30) / 1000
    assert figures(con, "single_household_pct") == {}


def test_a_part_without_a_figure_leaves_the_target_without(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_both(stage, {ONE: {"residents_count": 1000, "gp_km": 1.0}, TWO: {"residents_count": 400, "gp_km": None}})
    bring(con, 2024, evidence=Evidence(MOVED))
    assert figures(con, "gp_km") == {}


def test_without_evidence_there_is_an_honest_gap(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_both(stage, {ONE: {"residents_count": 1000}, TWO: {"residents_count": 400}})
    bring(con, 2024)
    assert figures(con, "residents_count") == {}
    assert con.execute("SELECT count(*) FROM observation WHERE boundary_year = 2020").fetchall() == [(2,)]


def test_addresses_that_are_not_found_again_are_no_guide(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_both(stage, {ONE: {"residents_count": 1000}, TWO: {"residents_count": 400}})
    renumbered = files(homes(ONE, 1, 40), homes(TWO, 501, 540))
    few_found = address_file(2024, [*homes(ONE, 1, 40), *homes(ONE, 101, 105), *homes(TWO, 501, 540)])
    bring(con, 2024, evidence=Evidence((renumbered[0], few_found)))
    assert (
        figures(con, "residents_count") == {}
    )  # five of Two's forty homes were found, in One: how many more is not known


def test_a_part_of_an_area_that_has_its_own_match_is_not_used_twice(
    con: duckdb.DuckDBPyConnection, stage: STAGE
) -> None:
    """Three is unchanged, yet a third of today's One was Three in the old file: One stays without."""
    stage("old.xlsx", 2020, {code: {"residents_count": 100} for code in (ONE, THREE)}, names={ONE: "Een", THREE: "Drie"},
          land={ONE: 10.0, THREE: 90.0})  # fmt: skip
    stage("new.xlsx", 2024, {code: {"residents_count": 100} for code in (ONE, THREE)}, names={ONE: "Nieuw", THREE: "Drie"},
          land={ONE: 20.0, THREE: 88.0})  # fmt: skip
    old = address_file(2020, [*homes(ONE, 1, 20), *homes(THREE, 101, 140)])
    new = address_file(2024, [*homes(ONE, 1, 20), *homes(ONE, 101, 110), *homes(THREE, 111, 140)])
    bring(con, 2024, evidence=Evidence((old, new)))
    assert figures(con, "residents_count") == {THREE: (100, "B", "recoded")}


def test_a_year_without_addresses_uses_those_of_a_later_year(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    for year in (2019, 2020):
        stage(
            f"kwb-{year}.xlsx",
            year,
            {ONE: {"residents_count": 1000}, TWO: {"residents_count": 400}},
            names=OLD,
            land=LAND_OLD,
        )
    stage("new.xlsx", 2024, {code: {"residents_count": 100} for code in NEW}, names=NEW, land=LAND_NEW)
    bring(con, 2024, evidence=Evidence(MOVED))
    assert figures(con, "residents_count", 2019) == figures(con, "residents_count", 2020)
    assert figures(con, "residents_count", 2019)[ONE] == (1100, "B", "crosswalk")


def test_a_gemeente_that_grew_is_put_together(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    """GM9902 went into GM9901: the same code alone would give the figure of half of it."""
    old = {"GM9901": {"residents_count": 1000}, "GM9902": {"residents_count": 500}}
    stage("old.xlsx", 2020, old, names={"GM9901": "Stad", "GM9902": "Dorp"}, land={"GM9901": 100.0, "GM9902": 50.0})
    stage("new.xlsx", 2024, {"GM9901": {"residents_count": 1600}}, names={"GM9901": "Stad"}, land={"GM9901": 150.0})
    pair = (
        address_file(2020, [*homes("BU99010001", 1, 40), *homes("BU99020001", 101, 120)]),
        address_file(2024, [*homes("BU99010001", 1, 40), *homes("BU99010009", 101, 120)]),
    )
    bring(con, 2024, evidence=Evidence(pair))
    assert figures(con, "residents_count") == {"GM9901": (1500, "A", "crosswalk")}


def test_land_is_the_last_resort_and_never_of_approximate_borders(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_both(stage, {ONE: {"residents_count": 1000}, TWO: {"residents_count": 400}})
    old = {ONE: (0, 0, 1000, 1000), TWO: (1000, 0, 2000, 1000)}
    new = {ONE: (0, 0, 1250, 1000), TWO: (1250, 0, 2000, 1000)}
    layers = (boxes(2020, Level.BUURT, old), boxes(2024, Level.BUURT, new))
    bring(con, 2024, evidence=Evidence(layers=layers))
    assert figures(con, "residents_count") == {ONE: (1100, "B", "crosswalk"), TWO: (300, "C", "crosswalk")}


def test_approximate_borders_leave_a_gap(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_both(stage, {ONE: {"residents_count": 1000}, TWO: {"residents_count": 400}})
    shapes = {ONE: (0, 0, 1000, 1000), TWO: (1000, 0, 2000, 1000)}
    layers = (boxes(2020, Level.BUURT, shapes), boxes(2024, Level.BUURT, shapes, approximate=True))
    bring(con, 2024, evidence=Evidence(layers=layers))
    assert figures(con, "residents_count") == {}


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_the_files_does_not_matter(con: duckdb.DuckDBPyConnection, stage: STAGE, reverse: bool) -> None:
    stage_both(stage, {ONE: {"residents_count": 1000}, TWO: {"residents_count": 400}})
    bring(con, 2024, evidence=Evidence(tuple(reversed(MOVED)) if reverse else MOVED))
    assert figures(con, "residents_count")[ONE][0] == 1100
