"""Staging tables lie in a database of their own, and are named as if they were part of the warehouse."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from etl.load.publish import new_warehouse
from etl.load.staging import STAGING, attach_staging, open_staging
from tests.etl.derive.conftest import small_catalogue


def test_the_warehouse_keeps_nothing_of_the_staging(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    with new_warehouse(target) as (scratch, con):
        open_staging(con, small_catalogue())
        con.execute("INSERT INTO staged_value VALUES (1, 'BU99010001', 'gp_km', 2024, 0.5, NULL, NULL, 'ok')")
        con.execute("CREATE TABLE kept AS SELECT * FROM staged_value")
        assert any(path.name.startswith(scratch.name + ".staging") for path in tmp_path.iterdir())
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse.duckdb"]
    with duckdb.connect(str(target), read_only=True) as con:
        tables = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert "kept" in tables
    assert not tables & {"staged_value", "merged", "indicator_check", "series_rank"}


@pytest.mark.parametrize(
    "name", ["warehouse.duckdb", "buurten van 's-Hertogenbosch.db", 'a "b".2024.db', "staging.duckdb"]
)
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    with new_warehouse(tmp_path / name) as (_, con):
        open_staging(con, small_catalogue())
        con.execute("CREATE TABLE kept AS SELECT count(*) AS figures FROM merged")
    with duckdb.connect(str(tmp_path / name), read_only=True) as con:
        assert con.execute("SELECT figures FROM kept").fetchall() == [(0,)]


def test_without_a_file_it_lies_in_memory_and_is_attached_once() -> None:
    with duckdb.connect() as con:
        attach_staging(con)
        open_staging(con, small_catalogue())
        assert con.execute("SELECT path FROM duckdb_databases() WHERE database_name = ?", [STAGING]).fetchall() == [
            (None,)
        ]


def test_a_word_outside_the_closed_lists_is_refused() -> None:
    with duckdb.connect() as con:
        open_staging(con, small_catalogue())
        with pytest.raises(duckdb.ConversionException, match="sort of ok"):
            con.execute("INSERT INTO staged_value VALUES (1, 'BU99010001', 'gp_km', 2024, 1, NULL, NULL, 'sort of ok')")


def test_a_sorted_column_of_a_closed_list_sorts_as_its_texts_do() -> None:
    with duckdb.connect() as con:
        open_staging(con, small_catalogue())
        con.execute(
            "INSERT INTO merged (indicator_id) SELECT indicator_id FROM indicator_check ORDER BY indicator_id DESC"
        )
        names = [
            str(name) for (name,) in con.execute("SELECT indicator_id FROM merged ORDER BY indicator_id").fetchall()
        ]
    assert names == sorted(small_catalogue().indicators)
