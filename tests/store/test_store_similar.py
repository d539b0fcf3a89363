"""Comparable areas in a warehouse of thirty buurten in order of income, alternately very and strongly urban."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from domain.similar import Absent, Refused
from store.areas import area, areas_of
from store.similar import BANDS, network_sources, networks, similar, similar_values
from store.warehouse import Store
from tests.store.inequality_warehouse import CODES, FRAME, make_inequality_warehouse, put

_AGES = (15, 15, 30, 25, 15)


@pytest.fixture(scope="module")
def alike(warehouse_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Every other buurt is very urban; the first fifteen have the lowest incomes but share one figure, so that they are one group."""
    path = make_inequality_warehouse(warehouse_file, tmp_path_factory.mktemp("similar") / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE indicator SET combine = 'sum' WHERE additive")
        # The four other buurten have no ages and half of the people: the country is the thirty here.
        con.execute("UPDATE area SET residents_count = 0 WHERE level = 'buurt' AND gemeente_code <> ?", [FRAME])
        con.execute("DELETE FROM observation WHERE indicator_id = 'standardised_income_eur'")
        con.execute(
            "UPDATE observation SET value = 30 WHERE indicator_id = 'low_income_households_pct' AND boundary_year = 2024 AND value > 15"
        )
        for name, share in zip(BANDS, _AGES, strict=True):
            con.execute(
                "INSERT INTO indicator SELECT * REPLACE (? AS indicator_id, 'sum' AS combine, 'register' AS kind) "
                "FROM indicator WHERE indicator_id = 'residents_count'",
                [name],
            )
            for code in CODES:
                put(con, name, code, 2024, 2024, share)
        # Of its own age: nobody is like it.
        con.execute(
            "UPDATE observation SET value = 60 WHERE area_code = ? AND indicator_id = 'age_65_plus_count'", [CODES[0]]
        )
        for number, code in enumerate(CODES):
            put(con, "residents_count", code, 2024, 2024, 100 + 100 * (number == 2))
        con.execute("INSERT INTO network VALUES ('g40', ?, 'G40', 'Een bron', 'https://example.org/')", [FRAME])
    store = Store(path)
    yield store
    store.close()


def test_a_buurt_beside_those_as_urban_as_rich_and_as_old(alike: Store) -> None:
    buurt = area(alike, CODES[2])
    assert buurt is not None
    found = similar(alike, buurt)
    # The fifteen with the lowest incomes share a rank, half of them very urban; one is older.
    assert found.codes == tuple(sorted(CODES[number] for number in (4, 6, 8, 10, 12, 14)))
    assert (found.urbanity_class, found.found, found.compared) == (1, 6, 30)
    assert (found.inputs.income_title, found.inputs.income_year, found.inputs.age_year) == (
        "deel met een laag inkomen",
        2023,
        2024,
    )
    assert found.is_few


def test_one_that_nobody_is_like_says_why(alike: Store) -> None:
    buurt = area(alike, CODES[0])
    assert buurt is not None
    found = similar(alike, buurt)
    assert (found.absent, found.narrow, found.without_it) == (Absent.TOO_FEW, "age", 7)


def test_gemeenten_are_too_few_here_and_marked(alike: Store) -> None:
    gemeente = area(alike, FRAME)
    assert gemeente is not None
    assert similar(alike, gemeente).absent is Absent.TOO_FEW
    assert networks(alike) == {FRAME: ("G40",)}
    assert network_sources(alike) == (("G40", "Een bron", "https://example.org/"),)


def test_other_areas_have_none(alike: Store) -> None:
    for code in ("NL00", "GG9901"):
        other = area(alike, code)
        assert other is not None
        assert similar(alike, other).absent is Absent.LEVEL


def test_means_by_their_own_denominator_and_refusals_by_name(alike: Store) -> None:
    codes = [CODES[number] for number in (2, 6, 8, 12, 14)]
    wanted = [
        ("supermarket_km", 2024), ("good_health_pct", 2022), ("residents_count", 2024), ("gp_km", 2024), ("none", 2024)
    ]  # fmt: skip
    found = similar_values(alike, codes, wanted)
    # 1.0 km of 200 people, 1.2, 1.2, 1.4 and 1.4 km of 100 each: 7.2 / 6.
    assert (found["supermarket_km", 2024].value, found["supermarket_km", 2024].area_count) == (1.2, 5)
    assert found["good_health_pct", 2022].refused is Refused.MODELLED
    assert found["residents_count", 2024].refused is Refused.COUNT
    assert (found["gp_km", 2024].refused, found["gp_km", 2024].area_count) == (Refused.TOO_FEW, 1)
    assert found["none", 2024].refused is Refused.UNKNOWN
    assert similar_values(alike, [], wanted)["supermarket_km", 2024].refused is Refused.TOO_FEW


def test_figures_of_few_residents_of_the_country_are_no_rule(store: Store) -> None:
    """The small warehouse has no ages and no order of incomes at all."""
    buurt = area(store, "BU99010101")
    assert buurt is not None
    assert similar(store, buurt).absent is Absent.NO_FIGURES


def test_a_warehouse_of_an_older_version_has_no_networks(alike: Store, tmp_path: Path) -> None:
    shutil.copy(alike.path, tmp_path / "old.duckdb")
    with duckdb.connect(str(tmp_path / "old.duckdb")) as con:
        con.execute("DROP TABLE network")
    old = Store(tmp_path / "old.duckdb")
    assert (networks(old), network_sources(old)) == ({}, ())
    old.close()


def test_every_area_of_the_demo_has_a_comparison_or_a_reason(demo_warehouse: Path) -> None:
    store = Store(demo_warehouse)
    found = [similar(store, each) for each in areas_of(store, Level.BUURT, "NL00")]
    assert len(found) == 120
    assert all(bool(each.codes) != bool(each.absent) for each in found)
    assert sum(bool(each.codes) for each in found) > 15
    assert all(5 <= len(each.codes) <= 24 for each in found if each.codes)
    store.close()
