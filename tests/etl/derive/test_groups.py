"""Groups: who belongs to them, and figures put together of their members. Expected values by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from domain.areas import Level
from etl.contracts import AreaGroups
from etl.derive.group_figures import combine_groups
from etl.derive.groups import areas_inside, place_groups
from etl.errors import BuildError
from tests.etl.derive.bringing import bring
from tests.etl.derive.conftest import STAGE, small_catalogue

GGD = AreaGroups(
    Path("gebieden"),
    "ggd",
    2024,
    pd.DataFrame({"group_code": ["GG9901"] * 2, "name": ["GGD Linde"] * 2, "member_code": ["GM9901", "GM9902"]}),
)


def division(kind: str = "stadsdeel", **members: str) -> AreaGroups:
    rows = [
        {"group_code": f"EG9901-{kind.upper()}-{name.upper()}", "name": name, "member_code": code}
        for code, name in members.items()
    ]
    return AreaGroups(Path(f"{kind}.csv"), kind, 2024, pd.DataFrame(rows))


def gathered(con: duckdb.DuckDBPyConnection, *groups: AreaGroups) -> None:
    place_groups(con, groups, 2024)
    combine_groups(con, small_catalogue(), 2024)


def figures(con: duckdb.DuckDBPyConnection, code: str) -> dict[str, tuple[float | None, str, str]]:
    rows = con.execute(
        "SELECT indicator_id, value, status, method FROM observation WHERE area_code = ?", [code]
    ).fetchall()
    return {name: (value, status, method) for name, value, status, method in rows}


@pytest.fixture
def built(con: duckdb.DuckDBPyConnection, stage: STAGE) -> duckdb.DuckDBPyConnection:
    stage(
        "kwb.xlsx",
        2024,
        {
            "GM9901": {
                "residents_count": 300,
                "households_count": 100,
                "age_65_plus_count": 60,
                "gp_km": 1.0,
                "low_income_pct": 10,
            },
            "GM9902": {
                "residents_count": 100,
                "households_count": 50,
                "age_65_plus_count": 40,
                "gp_km": 3.0,
                "low_income_pct": None,
            },
            "WK990100": {"residents_count": 200},
            "BU99010000": {"residents_count": 120, "age_65_plus_count": 20, "gp_km": 0.5},
            "BU99010001": {"residents_count": 80, "age_65_plus_count": 10, "gp_km": 1.5},
            "BU99010100": {"residents_count": 100, "age_65_plus_count": 30, "gp_km": 2.0},
        },
    )
    bring(con, 2024)
    con.execute("UPDATE area SET wijk_code = 'WK990100' WHERE area_code IN ('BU99010000', 'BU99010001')")
    return con


def test_counts_add_up_means_are_weighted_and_shares_come_from_counts(built: duckdb.DuckDBPyConnection) -> None:
    gathered(built, GGD)
    found = figures(built, "GG9901")
    assert found["residents_count"] == (400, "ok", "combined")
    assert found["age_65_plus_count"] == (100, "ok", "combined")
    # (300 × 1.0 + 100 × 3.0) / 400; the plain mean would be 2.0.
    assert found["gp_km"] == (1.5, "ok", "combined")
    # 100 of 400; the mean of 20 % and 40 % weighted by residents is the same, the plain mean 30 %.
    assert found["age_65_plus_pct"] == (25, "ok", "combined")


def test_a_figure_of_too_few_members_is_none_with_their_reason(built: duckdb.DuckDBPyConnection) -> None:
    gathered(built, GGD)
    value, status, _ = figures(built, "GG9901")["low_income_pct"]
    assert value is None
    assert status not in ("ok", "caution")


@pytest.fixture
def with_a_small_gap(built: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """GM9902 has 3 % of the residents, and no count of older people."""
    for code, residents in (("GM9901", 97), ("GM9902", 3)):
        built.execute(
            "UPDATE observation SET value = ? WHERE area_code = ? AND indicator_id = 'residents_count'",
            [residents, code],
        )
    built.execute(
        "UPDATE observation SET value = NULL, status = 'suppressed' WHERE area_code = 'GM9902' AND indicator_id = 'age_65_plus_count'"
    )
    built.execute("UPDATE observation SET value = 50 WHERE area_code = 'GM9901' AND indicator_id = 'age_65_plus_pct'")
    built.execute(
        "UPDATE observation SET value = NULL, status = 'suppressed' WHERE area_code = 'GM9902' AND indicator_id = 'age_65_plus_pct'"
    )
    return built


def test_a_sum_needs_every_member_and_a_share_both_its_counts(with_a_small_gap: duckdb.DuckDBPyConnection) -> None:
    """60 older people over 97 + 3 residents made 60 %, as if nobody of the 3 were old; over those that are known it is 62 %."""
    gathered(with_a_small_gap, GGD)
    found = figures(with_a_small_gap, "GG9901")
    assert found["residents_count"] == (100, "ok", "combined")
    assert found["age_65_plus_count"] == (None, "suppressed", "combined")
    assert found["age_65_plus_pct"] == (62, "ok", "combined")


def test_where_nobody_lives_nobody_is_missing(with_a_small_gap: duckdb.DuckDBPyConnection) -> None:
    with_a_small_gap.execute("UPDATE observation SET status = 'no_residents' WHERE status = 'suppressed'")
    with_a_small_gap.execute(
        "UPDATE observation SET value = 0 WHERE area_code = 'GM9902' AND indicator_id = 'residents_count'"
    )
    gathered(with_a_small_gap, GGD)
    found = figures(with_a_small_gap, "GG9901")
    assert found["age_65_plus_count"] == (60, "ok", "combined")
    assert found["age_65_plus_pct"] == (62, "ok", "combined")


def test_a_mean_needs_the_denominator_of_its_members(built: duckdb.DuckDBPyConnection) -> None:
    """The value of homes of the whole country was that of the two gemeenten whose number of homes was known."""
    built.execute(
        "UPDATE observation SET value = NULL WHERE area_code = 'GM9902' AND indicator_id = 'households_count'"
    )
    catalogue = small_catalogue()
    of_households = catalogue.indicators["gp_km"].model_copy(update={"weight": "households"})
    place_groups(built, [GGD], 2024)
    combine_groups(
        built, catalogue.model_copy(update={"indicators": catalogue.indicators | {"gp_km": of_households}}), 2024
    )
    assert figures(built, "GG9901")["gp_km"] == (None, "unknown", "combined")


def test_a_group_is_a_place_with_the_size_of_its_members(built: duckdb.DuckDBPyConnection) -> None:
    gathered(built, GGD, division(BU99010000="West", BU99010001="West", BU99010100="Oost"))
    rows = built.execute(
        "SELECT area_code, level, name, gemeente_code, residents_count FROM group_area ORDER BY 1"
    ).fetchall()
    assert rows == [
        ("EG9901-STADSDEEL-OOST", "eigen", "Oost", "GM9901", 100),
        ("EG9901-STADSDEEL-WEST", "eigen", "West", "GM9901", 200),
        ("GG9901", "ggd", "GGD Linde", None, 400),
    ]
    # (120 × 0.5 + 80 × 1.5) / 200
    assert figures(built, "EG9901-STADSDEEL-WEST")["gp_km"] == (0.9, "ok", "combined")


def test_a_group_of_converted_figures_is_converted(built: duckdb.DuckDBPyConnection) -> None:
    """No member of grade A: the group is B, not A."""
    built.execute("UPDATE observation SET grade = 'B'")
    gathered(built, GGD)
    rows = built.execute(
        "SELECT DISTINCT grade FROM observation WHERE area_code = 'GG9901' AND value IS NOT NULL"
    ).fetchall()
    assert rows == [("B",)]


def test_a_wijk_stands_for_its_buurten(built: duckdb.DuckDBPyConnection) -> None:
    gathered(built, division(WK990100="West", BU99010100="Oost"))
    members = built.execute("SELECT member_code FROM area_group WHERE name = 'West' ORDER BY 1").fetchall()
    assert members == [("BU99010000",), ("BU99010001",)]
    assert areas_inside(built, 2024)["EG9901-STADSDEEL-WEST"] == {
        Level.BUURT: ["BU99010000", "BU99010001"],
        Level.WIJK: ["WK990100"],
    }


def test_inside_a_region_lie_its_gemeenten_wijken_and_buurten(built: duckdb.DuckDBPyConnection) -> None:
    gathered(built, GGD)
    inside = areas_inside(built, 2024)["GG9901"]
    assert inside[Level.GEMEENTE] == ["GM9901", "GM9902"]
    assert inside[Level.WIJK] == ["WK990100"]
    assert inside[Level.BUURT] == ["BU99010000", "BU99010001", "BU99010100"]


def test_what_has_no_place_is_told(built: duckdb.DuckDBPyConnection) -> None:
    gathered(built, division(BU99010000="West", BU99019999="West"))
    told = built.execute(
        "SELECT subject, detail, amount FROM build_report WHERE section = 'groups' ORDER BY amount NULLS FIRST"
    ).fetchall()
    assert told == [
        ("stadsdeel", "BU99019999 is no area of 2024, and what became of it is not known: it is left out.", None),
        ("stadsdeel", "Not in any stadsdeel: BU99010001 BU99010001, BU99010100 BU99010100.", 2),
    ]


def test_of_several_years_the_nearest_counts(built: duckdb.DuckDBPyConnection) -> None:
    older = AreaGroups(Path("older"), "ggd", 2020, GGD.frame.assign(name="Vroeger"))
    gathered(built, older, GGD)
    assert built.execute("SELECT DISTINCT name FROM area_group").fetchall() == [("GGD Linde",)]


def test_an_area_in_two_groups_of_one_kind_stops_the_build(built: duckdb.DuckDBPyConnection) -> None:
    both = division(BU99010000="West", WK990100="Oost")
    with pytest.raises(BuildError, match="BU99010000 lies in more than one stadsdeel: Oost and West"):
        place_groups(built, [both], 2024)


def test_a_gemeente_in_two_regions_stops_the_build(built: duckdb.DuckDBPyConnection) -> None:
    """Gemeenten of two regions that became one counted in both."""
    older = GGD.frame.assign(group_code=["GG9901", "GG9902"], name=["Oost", "West"], member_code="GM9901")
    with pytest.raises(
        BuildError,
        match=r"GM9901 lies in more than one ggd: Oost and West\. Add the table Gebieden in Nederland of 2024",
    ):
        place_groups(built, [AreaGroups(Path("older"), "ggd", 2020, older)], 2024)


def test_a_buurt_in_areas_of_an_older_division(built: duckdb.DuckDBPyConnection) -> None:
    older = replace(division(BU99010000="West", BU99010009="Oost"), year=2020)
    built.execute("INSERT INTO area_match VALUES ('BU99010009', 2020, 'BU99010000', 2024, 'recoded', 'A', 'link')")
    with pytest.raises(
        BuildError, match="The borders of 2020 do not fit those of 2024: give a division in areas of 2024"
    ):
        place_groups(built, [older], 2024)


def test_without_groups_nothing_is_added(built: duckdb.DuckDBPyConnection) -> None:
    before = built.execute("SELECT count(*) FROM observation").fetchall()
    gathered(built)
    assert built.execute("SELECT count(*) FROM observation").fetchall() == before
    assert areas_inside(built, 2024) == {}
