"""Codes of own files against the areas of the build: the division they belong to, and every one that does not exist with its row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from domain.areas import level_of
from etl.contracts import LINE, RESPONDENTS, UNKNOWN_DIVISION, AreaGroups, ParsedTable, Release
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging, stage_table
from etl.own.check import check_own
from tests.etl.derive.conftest import small_catalogue

Found = tuple[list[AreaGroups], list[str]]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Areas of 2021, 2022 and 2024; BU99010000 became two in 2022."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(connection, small_catalogue())
        table(connection, 1, 2021, "BU99010000", "BU99010009")
        table(connection, 2, 2022, "BU99010001", "BU99010002", "BU99010009")
        table(connection, 3, 2024, "BU99010001", "BU99010002")
        yield connection


def table(
    con: duckdb.DuckDBPyConnection, number: int, year: int, *codes: str, file: str = "kwb.xlsx", own: bool = False
) -> None:
    areas = pd.DataFrame(
        {
            "area_code": codes, "level": [level_of(code).value for code in codes], "name": "", "gemeente_name": "", "change_flag": None,
            "postcode4": None, "land_area_ha": None,
        }
    )  # fmt: skip
    values = pd.DataFrame(
        {
            "area_code": codes, "indicator_id": "gp_km", "reference_year": 2024, "value": 1.0, "lower": None, "upper": None,
            "status": "ok",
        }
    )  # fmt: skip
    if own:
        values = values.assign(**{RESPONDENTS: None, LINE: range(2, 2 + len(codes))})
    release = Release("cbs_kwb", file, Path(file), "xlsx", 2024, year)
    stage_table(con, number, ParsedTable(release, areas, values), "sha", file)


def own(con: duckdb.DuckDBPyConnection, year: int, *codes: str) -> Found:
    table(con, 9, year, *codes, file="own.csv", own=True)
    return check_own(con, [], lambda path: path.name)


def division(year: int, *codes: str, kind: str = "dorp") -> AreaGroups:
    frame = pd.DataFrame(
        {
            "group_code": [f"EG{code[2:6]}-{kind.upper()}-A" for code in codes], "name": "A", "member_code": codes,
            LINE: range(2, 2 + len(codes)),
        }
    )  # fmt: skip
    return AreaGroups(Path(f"raw/{kind}.csv"), kind, year, frame)


def checked(con: duckdb.DuckDBPyConnection, *groups: AreaGroups) -> Found:
    return check_own(con, groups, lambda path: path.name)


def notes(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [detail for (detail,) in con.execute("SELECT detail FROM build_report").fetchall()]


def test_without_own_files_nothing_is_done(con: duckdb.DuckDBPyConnection) -> None:
    region = AreaGroups(Path("gebieden"), "ggd", 2020, pd.DataFrame())
    assert checked(con, region) == ([region], [])
    assert notes(con) == []


def test_figures_get_the_division_of_most_of_their_codes(con: duckdb.DuckDBPyConnection) -> None:
    assert own(con, UNKNOWN_DIVISION, "BU99010001", "BU99010002", "BU99010009") == ([], [])
    assert con.execute("SELECT boundary_year FROM release WHERE release_id = 9").fetchall() == [(2022,)]
    assert notes(con) == ["Areas taken as those of 2022: most of its codes exist in that year."]


def test_of_two_years_with_the_same_codes_the_newest_counts(con: duckdb.DuckDBPyConnection) -> None:
    assert own(con, UNKNOWN_DIVISION, "BU99010001", "BU99010002") == ([], [])
    assert con.execute("SELECT boundary_year FROM release WHERE release_id = 9").fetchall() == [(2024,)]


def test_codes_that_do_not_exist_are_named_with_every_row(con: duckdb.DuckDBPyConnection) -> None:
    _, problems = own(con, 2024, "BU99010001", "BU99010009", "BU99019999", "BU99010009")
    assert problems == [
        "own.csv: rows 3, 5: BU99010009 is no area of 2024; it is one of 2021 and 2022. Use the codes of 2024, or remove the row.",
        "own.csv: row 4: BU99019999 is no area of 2024. Correct the code, or remove the row.",
    ]


def test_a_division_is_checked_in_the_same_way(con: duckdb.DuckDBPyConnection) -> None:
    """A wrong code was left out, with a line in a part of the report that was not printed."""
    (settled,), problems = checked(
        con, division(UNKNOWN_DIVISION, "BU99010001", "BU99010002", "BU99010000", "BU99019999")
    )
    assert settled.year == 2024
    assert problems == [
        "dorp.csv: row 4: BU99010000 is no area of 2024; it is one of 2021. Use the codes of 2024, or remove the row.",
        "dorp.csv: row 5: BU99019999 is no area of 2024. Correct the code, or remove the row.",
    ]


def test_an_older_division_is_recognised_by_its_codes(con: duckdb.DuckDBPyConnection) -> None:
    (settled,), problems = checked(con, division(UNKNOWN_DIVISION, "BU99010000", "BU99010009"))
    assert (settled.year, problems) == (2021, [])


def test_a_year_that_no_table_has(con: duckdb.DuckDBPyConnection) -> None:
    _, problems = checked(con, division(2023, "BU99010001"))
    assert problems == [
        "dorp.csv: '# indeling: 2023' above the header, but no table in the raw folder has the areas of 2023, only of 2021, 2022 and 2024. "
        "Correct the year, or add the Kerncijfers of 2023."
    ]


def test_a_place_that_no_table_has(con: duckdb.DuckDBPyConnection) -> None:
    _, problems = checked(con, division(2024, "BU99020001"))
    assert problems == [
        "dorp.csv: none of its codes is an area of any table in the raw folder. Add the Kerncijfers of its gemeente."
    ]
    _, problems = own(con, UNKNOWN_DIVISION, "BU99020001")
    assert problems == [problems[0]]
    assert problems[0].startswith("own.csv: none of its codes is an area")


def test_two_divisions_of_one_gemeente(con: duckdb.DuckDBPyConnection) -> None:
    _, problems = checked(con, division(2024, "BU99010001"), division(2024, "BU99010002", kind="wijkteam"))
    assert problems == [
        "GM9901 has more than one division: dorp (dorp.csv), wijkteam (wijkteam.csv). On one map a buurt would lie in two areas: "
        "give one division per gemeente."
    ]
