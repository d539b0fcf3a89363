"""A file that does not say of which year its areas are: the division that nearly all its codes belong to, or a named fault."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from etl.catalogue.loader import load_catalogue
from etl.contracts import UNKNOWN_DIVISION
from etl.derive.division import settle_divisions
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(connection, load_catalogue())
        yield connection


def release(con: duckdb.DuckDBPyConnection, number: int, year: int, codes: list[str]) -> None:
    con.execute(
        "INSERT INTO release VALUES (?, 's', 't', ?, 'csv', 2024, ?, NULL, NULL, false, '')",
        [number, f"f{number}", year],
    )
    con.executemany(
        "INSERT INTO staged_area (release_id, area_code, level, name) VALUES (?, ?, 'buurt', '')",
        [(number, code) for code in codes],
    )


def years(con: duckdb.DuckDBPyConnection) -> dict[int, int]:
    return dict(con.execute("SELECT release_id, boundary_year FROM release").fetchall())


OLD = [f"BU990100{number:02d}" for number in range(40)]
NEW = [f"BU990200{number:02d}" for number in range(40)]


def test_the_division_with_most_of_the_codes_is_taken(con: duckdb.DuckDBPyConnection) -> None:
    release(con, 1, 2020, OLD)
    release(con, 2, 2024, NEW)
    release(con, 3, UNKNOWN_DIVISION, OLD[:30])
    assert settle_divisions(con) == []
    assert years(con)[3] == 2020
    (said,) = con.execute("SELECT detail FROM build_report WHERE subject = 'f3'").fetchone() or ("",)
    assert said == "Areas taken as those of 2020: 30 of 30 codes exist in that year."


def test_among_equal_divisions_the_newest_is_taken(con: duckdb.DuckDBPyConnection) -> None:
    release(con, 1, 2020, OLD)
    release(con, 2, 2024, OLD)
    release(con, 3, UNKNOWN_DIVISION, OLD)
    assert settle_divisions(con) == []
    assert years(con)[3] == 2024


def test_one_in_twenty_may_be_unknown_and_no_more(con: duckdb.DuckDBPyConnection) -> None:
    release(con, 1, 2020, OLD)
    release(con, 2, UNKNOWN_DIVISION, [*OLD[:38], "BU99030000", "BU99030001"])
    release(con, 3, UNKNOWN_DIVISION, [*OLD[:37], "BU99030000", "BU99030001", "BU99030002"])
    (problem,) = settle_divisions(con)
    assert problem.startswith("f3: it does not say of which year its areas are")
    assert "37 of 40, are known in 2020" in problem
    assert years(con) == {1: 2020, 2: 2020, 3: UNKNOWN_DIVISION}


def test_without_any_table_beside_it_a_file_cannot_be_placed(con: duckdb.DuckDBPyConnection) -> None:
    release(con, 1, UNKNOWN_DIVISION, OLD)
    (problem,) = settle_divisions(con)
    assert "no table with areas was read beside it" in problem
