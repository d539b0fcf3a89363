"""What a warehouse holds and lacks, counted: two gemeenten of a few buurten, every number by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from etl.catalogue.indices import load_indices
from etl.catalogue.loader import HERE, load_catalogue
from etl.catalogue.schema import Catalogue
from etl.inventory import provisions, take_stock
from etl.load.publish import SCHEMA

#: code, level, residents; Noordrand has none.
AREAS = [
    ("GM9901", "gemeente", 1_300),
    ("GM9902", "gemeente", 800),
    ("BU99010101", "buurt", 1_000),
    ("BU99010102", "buurt", 300),
    ("BU99010103", "buurt", 0),
    ("BU99020101", "buurt", 800),
]
#: indicator, area, year, value, status, grade
FIGURES: list[tuple[Any, ...]] = [
    ("gp_km", "BU99010101", 2024, 0.0, "ok", "A"),
    ("gp_km", "BU99010102", 2024, None, "suppressed", "A"),
    ("gp_km", "GM9901", 2024, 0.4, "caution", "A"),
    ("gp_km", "BU99010101", 2020, 0.2, "ok", "C"),
    ("gp_km", "BU99020101", 2020, None, "ok", "A"),
    ("rent_pct", "BU99010101", 2024, None, "not_yet", "A"),
]


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        for code, level, residents in AREAS:
            connection.execute(
                "INSERT INTO area (area_code, boundary_year, level, name, residents_count, has_geometry) "
                "VALUES (?, 2024, ?, ?, ?, false)",
                [code, level, code, residents],
            )
        for indicator, code, year, value, status, grade in FIGURES:
            connection.execute(
                "INSERT INTO observation VALUES (?, ?, 2024, ?, ?, NULL, NULL, ?, ?, 'published', 'cbs_kwb', 1, NULL)",
                [indicator, code, year, value, status, grade],
            )
        connection.execute(
            "CREATE TABLE reconciled AS SELECT 'residents_count' AS indicator_id, 2024 AS boundary_year, "
            "2018 AS reference_year, 'GM9902' AS gemeente_code, true AS differs"
        )
        connection.execute(
            "CREATE TABLE merged AS SELECT 'residents_count' AS indicator_id, 2024 AS boundary_year, "
            "2018 AS reference_year, unnest(['BU99020101', 'BU99020102']) AS area_code, unnest([5.0, NULL]) AS value"
        )
        yield connection


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def test_a_figure_counts_when_a_screen_may_show_it(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    take_stock(con, catalogue, 2024)
    assert con.execute("FROM coverage ORDER BY ALL").fetchall() == [
        ("gp_km", "buurt", 2020, 0, 4),  # grade C is not shown at buurt level
        ("gp_km", "buurt", 2024, 1, 4),  # a true zero is a figure
        ("gp_km", "gemeente", 2024, 1, 2),
        ("rent_pct", "buurt", 2024, 0, 4),
    ]
    assert con.execute("FROM source_year ORDER BY ALL").fetchall() == [("cbs_kwb", 2024, 2)]


def test_every_area_without_a_figure_has_a_reason(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    take_stock(con, catalogue, 2024)
    assert con.execute("FROM absence WHERE indicator_id = 'gp_km' ORDER BY ALL NULLS LAST").fetchall() == [
        ("gp_km", "buurt", 2020, "no_residents", 1),
        # One crossed a boundary (grade C); one of the same gemeente did not reach the division of now.
        ("gp_km", "buurt", 2020, "not_comparable", 2),
        ("gp_km", "buurt", 2020, "unknown", 1),
        ("gp_km", "buurt", 2024, "no_residents", 1),
        ("gp_km", "buurt", 2024, "suppressed", 1),
        ("gp_km", "buurt", 2024, None, 1),  # the other gemeente is in no file
        ("gp_km", "gemeente", 2024, None, 1),
    ]
    unequal = con.execute(
        """
        SELECT c.indicator_id, c.level, c.reference_year FROM coverage c LEFT JOIN absence a USING (indicator_id, level, reference_year)
        GROUP BY ALL HAVING any_value(c.filled) + coalesce(sum(a.area_count), 0) <> any_value(c.total)
        """
    ).fetchall()
    assert unequal == []


def test_older_areas_are_counted_by_the_best_way_in_which_they_arrive(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue
) -> None:
    for code in ("BU99010101", "BU99010109", "BU99010110"):
        con.execute(
            "INSERT INTO area (area_code, boundary_year, level, name, has_geometry) VALUES (?, 2020, 'buurt', ?, false)",
            [code, code],
        )
    for old, new, method, grade in (
        ("BU99010101", "BU99010101", "recoded", "A"),
        ("BU99010109", "BU99010102", "crosswalk", "C"),
        ("BU99010109", "BU99010103", "crosswalk", "B"),
    ):
        con.execute("INSERT INTO area_match VALUES (?, 2020, ?, 2024, ?, ?, '')", [old, new, method, grade])
    take_stock(con, catalogue, 2024)
    assert con.execute("FROM match_count ORDER BY ALL NULLS LAST").fetchall() == [
        ("buurt", 2020, "crosswalk", "B", 1),
        ("buurt", 2020, "recoded", "A", 1),
        ("buurt", 2020, None, None, 1),
    ]


def test_buurten_that_do_not_add_up_are_a_correction(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    take_stock(con, catalogue, 2024)
    assert con.execute("FROM correction").fetchall() == [("sum_differs", "residents_count", 2018, "GM9902", 1)]


def test_how_a_figure_is_had(catalogue: Catalogue) -> None:
    rows = provisions(catalogue, load_indices(HERE, catalogue))
    assert ("gp_km", "fetch", "cbs_nabijheid") in rows
    assert {row[1:] for row in rows if row[0] == "insecurity_housing_score"} == {
        ("own", None),
        ("fetch", "rivm_gezondheid"),
    }, "an index is had as its inputs are"
    assert {name for name, _, _ in rows} == set(catalogue.indicators), "there is a way to every indicator"


def test_own_data_are_brought_and_a_computed_figure_has_the_sources_of_its_parts(catalogue: Catalogue) -> None:
    gp = catalogue.indicators["gp_km"]
    own = gp.model_copy(update={"source": (), "own_data": True})
    made = gp.model_copy(update={"source": (), "derive": _derive(catalogue, "gp_km", "residents_count")})
    small = catalogue.model_copy(
        update={"indicators": {**catalogue.indicators, "ventilation_pct": own, "gp_pct": made}}
    )
    rows = provisions(small)
    assert [row for row in rows if row[0] == "ventilation_pct"] == [("ventilation_pct", "own", None)]
    assert {row[2] for row in rows if row[0] == "gp_pct"} >= {"cbs_nabijheid", "cbs_kwb"}


def _derive(catalogue: Catalogue, numerator: str, denominator: str) -> tuple[Any, ...]:
    example = next(each.derive[0] for each in catalogue.indicators.values() if each.derive)
    return (example.model_copy(update={"numerator": (numerator,), "denominator": (denominator,)}),)
