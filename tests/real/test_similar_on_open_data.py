"""Comparable areas of the real country: the rule checked against the figures themselves, and the members of networks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from domain.similar import FEW, Absent
from etl.catalogue.networks import load_networks
from store.areas import area, areas_of
from store.similar import BANDS, similar, similar_values
from store.warehouse import Store


@pytest.fixture(scope="module")
def store(real_warehouse: Path) -> Iterator[Store]:
    store = Store(real_warehouse)
    yield store
    store.close()


def test_members_of_networks_are_the_gemeenten_that_they_are_called(con: duckdb.DuckDBPyConnection) -> None:
    names = dict(
        con.execute("SELECT area_code, name FROM area WHERE level = 'gemeente' AND boundary_year = 2024").fetchall()
    )
    members = {code: name for each in load_networks() for code, name in each.members.items()}
    assert {code: names.get(code) for code in members} == members


def test_the_four_largest_are_each_others_comparison(store: Store) -> None:
    amsterdam = area(store, "GM0363")
    assert amsterdam is not None
    found = similar(store, amsterdam)
    assert set(found.codes) == {"GM0344", "GM0518", "GM0599"}
    assert set(found.networks.values()) == {("G4",)}
    assert found.is_few


def profile(con: duckdb.DuckDBPyConnection, code: str, year: int) -> list[float]:
    counts = dict(
        con.execute(
            "SELECT indicator_id, value FROM observation WHERE area_code = ? AND boundary_year = 2024 AND reference_year = ?",
            [code, year],
        ).fetchall()
    )
    total = sum(counts[name] for name in BANDS)
    return [100 * counts[name] / total for name in BANDS]


@pytest.mark.parametrize("gemeente", ["GM0363", "GM0344"])
def test_buurten_have_a_comparison_that_keeps_to_the_rule(
    gemeente: str, store: Store, con: duckdb.DuckDBPyConnection
) -> None:
    buurten = areas_of(store, Level.BUURT, gemeente)
    found = [similar(store, each) for each in buurten]
    assert sum(bool(each.codes) for each in found) > len(found) / 2
    assert {each.absent for each in found} <= {None, Absent.UNKNOWN, Absent.TOO_FEW}
    one = next(each for each in found if FEW <= len(each.codes) < 60)
    own = area(store, one.code)
    assert own is not None
    assert one.inputs.age_year is not None
    ages = profile(con, one.code, one.inputs.age_year)
    for code in one.codes:
        other = area(store, code)
        assert other is not None
        assert other.urbanity_class == own.urbanity_class == one.urbanity_class
        assert similar(store, other).income_group == one.income_group
        theirs = profile(con, code, one.inputs.age_year)
        assert max(abs(a - b) for a, b in zip(ages, theirs, strict=True)) <= 10.001
    figures = similar_values(store, one.codes, [("supermarket_km", 2024)])
    rows = con.execute(
        "SELECT sum(o.value * a.residents_count) / sum(a.residents_count), count(*) FROM observation o "
        "JOIN area a USING (area_code, boundary_year) WHERE o.indicator_id = 'supermarket_km' AND o.boundary_year = 2024 "
        "AND o.reference_year = 2024 AND o.status IN ('ok', 'caution') AND list_contains($codes, area_code) AND o.value IS NOT NULL",
        {"codes": list(one.codes)},
    ).fetchall()
    assert figures["supermarket_km", 2024].value == pytest.approx(rows[0][0], abs=0.051)
    assert figures["supermarket_km", 2024].area_count == rows[0][1]
