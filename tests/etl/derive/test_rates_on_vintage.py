"""Crimes of older years stand on the areas of today, residents on those of their own year: together they are a rate, or an honest gap."""

from __future__ import annotations

import duckdb

from etl.derive.absence import explain_absence
from etl.derive.areas import add_sizes, assemble_areas
from etl.derive.derived import derive_figures
from etl.derive.matching import match_areas
from etl.derive.precedence import merge_releases
from etl.derive.rates import rates_on_vintage
from tests.etl.derive.conftest import STAGE, small_catalogue

SAME, SPLIT, TINY = "BU99010001", "BU99010002", "BU99010003"
NAMES = {SAME: "Oude Haven", SPLIT: "Zuid", TINY: "Veld"}


def bring(con: duckdb.DuckDBPyConnection) -> None:
    catalogue = small_catalogue()
    merge_releases(con)
    explain_absence(con)
    derive_figures(con, catalogue)
    assemble_areas(con)
    add_sizes(con)
    match_areas(con, 2024, [])
    rates_on_vintage(con, catalogue, 2024)


def rates(con: duckdb.DuckDBPyConnection, code: str) -> list[tuple[object, ...]]:
    return con.execute(
        "SELECT reference_year, value, status FROM merged WHERE indicator_id = 'age_65_plus_pct' AND area_code = ? "
        "AND boundary_year = 2024 ORDER BY ALL",
        [code],
    ).fetchall()


def stage_years(stage: STAGE) -> None:
    """Residents per year on own boundaries; the numerators of 2020 and 2024 both on the areas of 2024."""
    now = {SAME: 200.0, SPLIT: 80.0, TINY: 40.0}
    then = {SAME: 100.0, SPLIT: 300.0, TINY: 30.0}
    land = {SAME: 10.0, TINY: 5.0}
    stage("2024.xlsx", 2024, {c: {"residents_count": v} for c, v in now.items()}, names=NAMES, land=land | {SPLIT: 8.0})
    stage(
        "2020.xlsx", 2020, {c: {"residents_count": v} for c, v in then.items()}, names=NAMES, land=land | {SPLIT: 30.0}
    )
    for year, count in ((2020, 25.0), (2024, 20.0)):
        figures = {code: {"age_65_plus_count": count} for code in now}
        stage(f"given-{year}.json", year, figures, boundary_year=2024, source_id="cbs_nabijheid")


def test_an_older_year_is_divided_by_the_residents_of_that_year(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_years(stage)
    bring(con)
    assert rates(con, SAME) == [(2020, 25, "ok"), (2024, 10, "ok")]  # 25 of 100, 20 of 200


def test_an_area_with_other_borders_has_no_rate_of_older_years(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_years(stage)
    bring(con)
    assert rates(con, SPLIT) == [(2020, None, "not_comparable"), (2024, 25, "ok")]


def test_too_few_residents_of_that_year_hide_the_rate(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage_years(stage)
    bring(con)
    assert rates(con, TINY)[0] == (2020, None, "too_small")


def test_figures_on_their_own_areas_stay_as_they_were(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    own = {SAME: {"residents_count": 100.0, "age_65_plus_count": 50.0}}
    stage("2020.xlsx", 2020, own, names=NAMES, land={SAME: 10.0})
    stage("2024.xlsx", 2024, own, names=NAMES, land={SAME: 10.0})
    bring(con)
    assert rates(con, SAME) == [(2024, 50, "ok")], "the rate of 2020 is carried from its own year, not computed again"
