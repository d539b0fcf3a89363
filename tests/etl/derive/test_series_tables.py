"""Series of which every table is made anew by a model: one table per year and topic, for all areas and ages of a gemeente."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from domain.areas import level_of
from etl.catalogue.schema import Catalogue, Indicator
from etl.contracts import ParsedTable, Release
from etl.derive.crosswalk import Evidence
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging, stage_table
from tests.etl.derive.bringing import address_file, bring, homes
from tests.etl.derive.conftest import small_catalogue

ONE, TWO, BOTH = "BU99010001", "BU99010002", "BU99010003"
Figures = dict[str, dict[int, dict[str, float | None]]]


def health_catalogue() -> Catalogue:
    """Health of adults and of people of 65 and over, of a series with one table per model."""
    base = small_catalogue()
    known = base.sources["cbs_kwb"]
    made = {
        name: Indicator.model_validate(
            {
                "title": "Gezond", "theme": "wie", "unit": "%", "decimals": 1, "direction": "none", "kind": "modelled",
                "describes": "Iets.", "legend": "Iets.", "valid_range": (0, 100), "breaks": (10, 20),
                "source": [{"series": "health", "v3": [{"stem": "Gezond"}], "age": age}],
            }
        )
        for name, age in (("good_health_pct", "20300"), ("good_health_65plus_pct", "80200"))
    }  # fmt: skip
    return base.model_copy(
        update={
            "sources": {**base.sources, "health": known.model_copy(update={"series_per_table": True})},
            "indicators": {**base.indicators, **made},
        }
    )


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(connection, health_catalogue())
        yield connection


def stage_health(
    con: duckdb.DuckDBPyConnection, number: int, table_id: str, boundary_year: int, figures: Figures
) -> None:
    """One table with its waves: indicator -> year -> area -> estimate, with a margin of two points."""
    rows = [
        {
            "area_code": code, "indicator_id": indicator, "reference_year": year, "value": value,
            "lower": None if value is None else value - 2, "upper": None if value is None else value + 2,
            "status": "unknown" if value is None else "ok",
        }
        for indicator, years in figures.items() for year, areas in years.items() for code, value in areas.items()
    ]  # fmt: skip
    codes = sorted({str(row["area_code"]) for row in rows})
    areas = pd.DataFrame(
        [
            {"area_code": code, "level": level_of(code).value, "name": code, "gemeente_name": "", "change_flag": None,
             "postcode4": None, "land_area_ha": 10.0}
            for code in codes
        ]
    )  # fmt: skip
    release = Release("health", table_id, Path(table_id), "v3", boundary_year, boundary_year, modified=date(2025, 1, 1))
    stage_table(con, number, ParsedTable(release, areas, pd.DataFrame(rows)), "sha", table_id)


def shown(con: duckdb.DuckDBPyConnection, indicator: str = "good_health_pct") -> dict[int, float | None]:
    rows = con.execute(
        "SELECT reference_year, value FROM observation WHERE boundary_year = 2024 AND indicator_id = ? AND area_code = ? ORDER BY 1",
        [indicator, ONE],
    ).fetchall()
    assert len(dict(rows)) == len(rows)
    return dict(rows)


def test_a_year_comes_from_the_newest_table_that_tells_of_it(con: duckdb.DuckDBPyConnection) -> None:
    stage_health(con, 1, "OLD", 2020, {"good_health_pct": {2012: {ONE: 70}, 2020: {ONE: 72}}})
    stage_health(con, 2, "NEW", 2024, {"good_health_pct": {2020: {ONE: 62}, 2024: {ONE: 61}}})
    bring(con, 2024, catalogue=health_catalogue())
    assert shown(con) == {2012: 70, 2020: 62, 2024: 61}
    assert con.execute("SELECT amount FROM build_report WHERE subject = 'one table per year and topic'").fetchall() == [
        (1,)
    ]


def test_a_hole_is_not_filled_from_another_model(con: duckdb.DuckDBPyConnection) -> None:
    """The newest table tells of 2020 for the buurt beside it, and holds no figure of this one."""
    stage_health(con, 1, "OLD", 2020, {"good_health_pct": {2020: {ONE: 72, TWO: 71}}})
    stage_health(con, 2, "NEW", 2024, {"good_health_pct": {2020: {ONE: None, TWO: 61}}})
    bring(con, 2024, catalogue=health_catalogue())
    assert shown(con) == {2020: None}


def test_an_extract_of_one_gemeente_leaves_the_others_alone(con: duckdb.DuckDBPyConnection) -> None:
    stage_health(con, 1, "OLD", 2020, {"good_health_pct": {2020: {ONE: 72}}})
    stage_health(con, 2, "NEW", 2024, {"good_health_pct": {2020: {"BU99020001": 61}}})
    stage_health(con, 3, "NOW", 2024, {"good_health_pct": {2024: {ONE: 60}}})
    bring(con, 2024, catalogue=health_catalogue())
    assert shown(con) == {2020: 72, 2024: 60}


def test_all_ages_come_from_one_table(con: duckdb.DuckDBPyConnection) -> None:
    """Only the older table tells of people of 65 and over in 2020: not beside adults of that year from another model."""
    stage_health(
        con, 1, "OLD", 2020, {"good_health_pct": {2020: {ONE: 72}}, "good_health_65plus_pct": {2020: {ONE: 60}}}
    )
    stage_health(con, 2, "NEW", 2024, {"good_health_pct": {2020: {ONE: 62}, 2024: {ONE: 61}}})
    bring(con, 2024, catalogue=health_catalogue())
    assert shown(con) == {2020: 62, 2024: 61}
    assert shown(con, "good_health_65plus_pct") == {}


def test_a_series_of_counts_may_come_from_several_tables(con: duckdb.DuckDBPyConnection) -> None:
    catalogue = health_catalogue()
    sources = {name: one.model_copy(update={"series_per_table": False}) for name, one in catalogue.sources.items()}
    stage_health(con, 1, "OLD", 2020, {"good_health_pct": {2012: {ONE: 70}, 2020: {ONE: 72}}})
    stage_health(con, 2, "NEW", 2024, {"good_health_pct": {2020: {ONE: 62}, 2024: {ONE: 61}}})
    bring(con, 2024, catalogue=catalogue.model_copy(update={"sources": sources}))
    assert shown(con) == {2012: 70, 2020: 62, 2024: 61}


def test_buurten_that_were_merged_are_put_together_by_adults_with_the_widest_margin(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """One and Two became Both. 300 and 100 residents of which none is a child."""
    stage_health(con, 1, "OLD", 2020, {"good_health_pct": {2020: {ONE: 70, TWO: 50}}})
    con.execute("UPDATE staged_value SET lower = 40 WHERE area_code = ?", [TWO])
    for number, year, residents in ((2, 2020, {ONE: 300, TWO: 100}), (3, 2024, {BOTH: 400})):
        counts = {"residents_count": {year: {code: float(count) for code, count in residents.items()}}}
        stage_health(con, number, f"KWB{year}", year, counts)
        con.execute("UPDATE release SET source_id = 'cbs_kwb' WHERE release_id = ?", [number])
    pair = (
        address_file(2020, [*homes(ONE, 1, 30), *homes(TWO, 101, 110)]),
        address_file(2024, [*homes(BOTH, 1, 30), *homes(BOTH, 101, 110)]),
    )
    bring(con, 2024, evidence=Evidence(pair), catalogue=health_catalogue())
    rows = con.execute(
        "SELECT value, lower, upper, grade, method FROM observation WHERE boundary_year = 2024 AND indicator_id = 'good_health_pct'"
    ).fetchall()
    assert rows == [(65, 55, 67, "A", "crosswalk")]


def test_a_buurt_that_was_cut_keeps_no_estimate(con: duckdb.DuckDBPyConnection) -> None:
    stage_health(con, 1, "OLD", 2020, {"good_health_pct": {2020: {ONE: 70}}})
    stage_health(con, 2, "KWB", 2024, {"residents_count": {2024: {TWO: 100, BOTH: 100}}})
    pair = (
        address_file(2020, homes(ONE, 1, 40)),
        address_file(2024, [*homes(TWO, 1, 20), *homes(BOTH, 21, 40)]),
    )
    bring(con, 2024, evidence=Evidence(pair), catalogue=health_catalogue())
    assert shown(con) == {}
    assert con.execute("SELECT count(*) FROM observation WHERE method = 'crosswalk'").fetchall() == [(0,)]
