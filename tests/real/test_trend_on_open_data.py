"""Trends and changes on the published figures: years across a break are never compared, models have no trend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from domain.areas import Level
from domain.resolve import ResolvedView, resolve
from domain.series import Role
from domain.trend import Course, Why, trend
from domain.view_state import Mode, ViewState
from store.catalogue import indicators
from store.change import change_map
from store.facts import facts
from store.series import area_series
from store.warehouse import Store


@pytest.fixture(scope="module")
def store(real_warehouse: Path) -> Iterator[Store]:
    store = Store(real_warehouse)
    yield store
    store.close()


def test_distances_of_2020_and_2024_are_not_compared(store: Store) -> None:
    view = ViewState("GM0363", Level.BUURT, "supermarket_km", 2024, Mode.VERANDERING, year2=2020)
    resolved, lines = resolve(view, facts(store))
    assert resolved.mode is Mode.THEMA
    assert any("richting waarin auto's mogen rijden" in line for line in lines)
    found = area_series(store, "supermarket_km", "GM0363")
    assert {2020, 2024} <= {point.year for point in found.own.points if point.counts}
    assert trend(found.own.points, indicators(store)["supermarket_km"]).course is Course.NONE


def test_modelled_health_has_levels_and_no_trend(store: Store) -> None:
    points = area_series(store, "good_health_pct", "GM0363").own.points
    found = trend(points, indicators(store)["good_health_pct"])
    assert (found.course, found.why) == (Course.NONE, Why.MODELLED)


def test_amsterdam_grew_between_2020_and_2024(store: Store) -> None:
    view = ResolvedView("GM0363", "NL00", Level.GEMEENTE, "residents_count", 2024, mode=Mode.VERANDERING, year2=2020)
    found = change_map(store, view)
    amsterdam = found.change.area_codes.index("GM0363")
    assert (found.earlier[amsterdam], found.later[amsterdam]) == (872_757, 931_298)
    assert found.change.values[amsterdam] == 7


def test_urban_areas_live_nearer_to_a_supermarket_and_their_mean_is_about_the_same_areas(
    store: Store, real_warehouse: Path
) -> None:
    with duckdb.connect(str(real_warehouse), read_only=True) as con:
        rows = con.execute(
            "SELECT urbanity_class, value, area_count FROM urbanity_mean "
            "WHERE indicator_id = 'supermarket_km' AND level = 'buurt' AND reference_year = 2024 ORDER BY urbanity_class"
        ).fetchall()
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert [row[1] for row in rows] == sorted(row[1] for row in rows)
    assert all(count > 1000 for _, _, count in rows)
    line = area_series(store, "supermarket_km", "GM0363").lines[-1]
    assert line.role is Role.URBANITY
    assert line.is_filled
