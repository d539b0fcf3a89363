"""Which division is shown: a newest table with little more than people must not empty the map, a newest with boundaries may."""

from __future__ import annotations

from pathlib import Path

import duckdb
import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import Level
from etl.contracts import BoundaryLayer
from etl.derive.precedence import merge_releases
from etl.derive.vintage import DivisionYear, display_vintage, newest_useful
from tests.etl.derive.conftest import STAGE

WHOLE_2024 = DivisionYear(2024, peopled=14_000, themes=12, drawn=14_000)


@pytest.mark.parametrize(
    ("newest", "shown"),
    [
        (DivisionYear(2025, peopled=14_000, themes=8, drawn=0), 2025),  # as in mid-2026: 40 columns empty, the rest there
        (DivisionYear(2026, peopled=14_000, themes=2, drawn=0), 2024),  # people and households only, boundaries not in hand
        (DivisionYear(2026, peopled=14_000, themes=2, drawn=14_000), 2026),  # the same, drawn: older figures are brought to it
        (DivisionYear(2026, peopled=14_000, themes=2, drawn=500), 2024),  # drawn for one province only
        (DivisionYear(2026, peopled=0, themes=12, drawn=14_000), 2024),  # figures of another maker, nobody counted
        (DivisionYear(2026, peopled=600, themes=12, drawn=600), 2024),  # one gemeente ahead of the country
        (DivisionYear(2026, peopled=7_000, themes=4, drawn=0), 2026),  # exactly half of the areas, four themes
        (DivisionYear(2026, peopled=14_000, themes=3, drawn=0), 2024),  # one theme short
    ],
)  # fmt: skip
def test_the_newest_that_is_of_use(newest: DivisionYear, shown: int) -> None:
    assert newest_useful([newest, WHOLE_2024]) == shown


def test_where_no_year_has_many_themes_more_than_half_will_do() -> None:
    few = DivisionYear(2024, peopled=10, themes=2, drawn=10)
    assert newest_useful([few, DivisionYear(2026, peopled=10, themes=1, drawn=0)]) == 2024
    assert newest_useful([few, DivisionYear(2026, peopled=10, themes=2, drawn=0)]) == 2026


def test_without_any_useful_year_it_is_the_newest() -> None:
    assert newest_useful([]) is None
    assert newest_useful([DivisionYear(2020, 0, 3, 0), DivisionYear(2022, 0, 1, 0)]) == 2022


SIZES = st.integers(0, 20_000)
YEARS = st.lists(
    st.builds(DivisionYear, st.integers(2013, 2026), SIZES, st.integers(0, 16), SIZES), max_size=6, unique_by=lambda one: one.year
)  # fmt: skip


@given(YEARS)
def test_it_is_one_of_the_years_in_whatever_order(years: list[DivisionYear]) -> None:
    shown = newest_useful(years)
    assert shown == newest_useful(years[::-1])
    assert shown is None if not years else shown in {one.year for one in years}


@given(YEARS, st.integers(0, 16), SIZES)
def test_a_newer_year_without_residents_never_takes_over(years: list[DivisionYear], themes: int, drawn: int) -> None:
    peopled = [one for one in years if one.peopled]
    empty = DivisionYear(2027, 0, themes, drawn)
    if newest_useful(peopled) is not None and any(
        one.year == newest_useful([*years, empty]) and one.peopled for one in years
    ):
        assert newest_useful([*years, empty]) != 2027


def layer(year: int, codes: list[str]) -> BoundaryLayer:
    frame = gpd.GeoDataFrame({"area_code": codes}, geometry=[shapely.box(0, 0, 1, 1)] * len(codes), crs="EPSG:28992")
    return BoundaryLayer(Path(f"{year}.gpkg"), Level.BUURT, year, frame, approximate=False)


def test_what_is_in_hand_is_counted_from_the_figures_and_the_boundary_files(
    con: duckdb.DuckDBPyConnection, stage: STAGE
) -> None:
    """Themes play no part here (the small catalogue has one): 2025 has no residents, 2026 those of one area in three."""
    names = {"GM9901": "Stad", "BU99010001": "Noord", "BU99010002": "Zuid"}
    stage("kwb-2024.xlsx", 2024, {code: {"residents_count": 100, "gp_km": 1.0} for code in names}, names=names)
    stage("health.xlsx", 2024, {"GM9901": {"gp_km": 1.0}}, boundary_year=2025, names=names)
    stage("kwb-2026.xlsx", 2026, {"BU99010001": {"residents_count": 110}}, names=names)
    merge_releases(con)
    assert display_vintage(con, [layer(2024, list(names)), layer(2026, ["BU99010001"])]) == 2024
    told = con.execute("SELECT subject, detail, amount FROM build_report WHERE section = 'areas' ORDER BY 1").fetchall()
    assert [(subject, amount) for subject, _, amount in told] == [("division of 2025", 1), ("division of 2026", 1)]
    assert "residents of 0 areas" in told[0][1]
    assert "residents of 1 areas" in told[1][1]
    assert "boundaries of 1 areas" in told[1][1]
