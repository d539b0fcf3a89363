"""Checks before load: each planted fault gives its own sentence with file, area and remedy."""

from __future__ import annotations

import duckdb

from etl.checks import check_staged, is_demo_build
from tests.etl.derive.conftest import STAGE

B = "BU99010001"


def test_a_clean_table_passes(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage("kwb.xlsx", 2024, {"NL00": {"gp_km": 1.0}, B: {"gp_km": 0.0}})
    assert check_staged(con) == []
    assert is_demo_build(con)


def test_value_out_of_range(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage("kwb.xlsx", 2024, {B: {"gp_km": -3.0}, "BU99010002": {"gp_km": 500.0}})
    (problem,) = check_staged(con)
    assert problem.startswith(
        "kwb.xlsx: gp_km has 2 value(s) outside 0.0 to 200.0, such as BU99010001 (-3.0), BU99010002 (500.0)."
    )
    assert "valid_range" in problem


def test_one_code_with_two_names_in_one_vintage(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage("a.xlsx", 2024, {B: {"gp_km": 1.0}}, names={B: "Noord"})
    stage("b.xlsx", 2024, {B: {"gp_km": 1.0}}, names={B: "Wijk 01 Noord"})  # the same name
    assert check_staged(con) == []
    stage("c.xlsx", 2024, {B: {"gp_km": 1.0}}, names={B: "Zuid"})
    (problem,) = check_staged(con)
    assert problem.startswith(f"{B} has two names on the boundaries of 2024: 'Noord' and 'Wijk 01 Noord' and 'Zuid'")
    assert "c.xlsx" in problem


def test_two_values_for_one_cell(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    release = stage("kwb.xlsx", 2024, {B: {"gp_km": 1.0}})
    con.execute("INSERT INTO staged_value VALUES (?, ?, 'gp_km', 2024, 2.0, NULL, NULL, 'ok')", [release, B])
    (problem,) = check_staged(con)
    assert "two different values" in problem
    assert B in problem


def test_value_outside_its_own_bounds(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    release = stage("health.xlsx", 2024, {"BU99010002": {"gp_km": 1.0}})
    con.execute("INSERT INTO staged_value VALUES (?, ?, 'gp_km', 2024, 9.0, 1.0, 3.0, 'ok')", [release, B])
    (problem,) = check_staged(con)
    assert problem.startswith(
        "health.xlsx: gp_km lies outside its own lower or upper bound in 1 area(s), such as BU99010001"
    )


def test_demo_and_real_figures_never_share_a_warehouse(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    stage("demo.xlsx", 2024, {"GM9901": {"gp_km": 1.0}})
    stage("real.xlsx", 2024, {"GM0363": {"gp_km": 1.0}})
    (problem,) = check_staged(con)
    assert "demo.xlsx" in problem
    assert "real.xlsx" in problem
    assert "--warehouse" in problem
    assert not is_demo_build(con)
