"""Figures on the map, checked against the small warehouse by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.areas import Level
from domain.observations import Grade, Method, Status
from domain.view_models import YearCoverage
from store.figures import coverage, figure, figures_for, map_figures, sources_for, years
from store.warehouse import Store
from tests.store.conftest import make_warehouse


def test_map_follows_the_order_of_the_geometry_and_lists_areas_without_polygon_last(store: Store) -> None:
    found = map_figures(store, "supermarket_km", 2024, Level.BUURT, "GM9901")
    assert found.area_codes == ("BU99010102", "BU99010101", "BU99010201", "BU99010202")
    assert found.feature_count == 3
    assert found.names == ("Hofkwartier", "Binnenstad", "Noordrand", "Nieuwland")
    assert found.residents_count == (500, 1000, 0, 300)
    assert found.approximate_geometry


def test_map_keeps_a_true_zero_and_gives_every_gap_its_reason(store: Store) -> None:
    found = map_figures(store, "supermarket_km", 2024, Level.BUURT, "GM9901")
    assert found.values == (1.2, 0.0, None, None)
    assert found.statuses == (Status.CAUTION, Status.OK, Status.NO_RESIDENTS, Status.SUPPRESSED)


def test_older_year_hides_grade_c_and_what_did_not_reach_today(store: Store) -> None:
    found = map_figures(store, "supermarket_km", 2022, Level.BUURT, "NL00")
    by_code = dict(zip(found.area_codes, zip(found.values, found.statuses, found.grades, strict=True), strict=True))
    assert by_code == {
        "BU99010101": (0.4, Status.OK, Grade.B),
        "BU99010102": (None, Status.NOT_COMPARABLE, Grade.C),
        "BU99010201": (None, Status.NO_RESIDENTS, Grade.A),
        "BU99010202": (None, Status.NOT_COMPARABLE, Grade.A),
        "BU99020101": (None, Status.NOT_COMPARABLE, Grade.A),
    }


def test_grade_c_may_be_shown_for_a_wijk(store: Store) -> None:
    found = map_figures(store, "supermarket_km", 2022, Level.WIJK, "GM9901")
    assert found.area_codes == ("WK990101", "WK990102")
    assert (found.values, found.feature_count) == ((0.7, None), 0)


def test_an_area_that_no_source_mentions_is_unknown(store: Store) -> None:
    found = map_figures(store, "good_health_pct", 2024, Level.BUURT, "GM9902")
    assert found.statuses == (Status.UNKNOWN,)


def test_one_cell_by_two_ways_takes_the_filled_then_the_most_direct(store: Store) -> None:
    derived = figure(store, "good_health_pct", "BU99010101", 2022)
    assert derived is not None
    assert (derived.value, derived.lower, derived.upper, derived.method) == (78.0, 74.0, 82.0, Method.DERIVED)
    assert map_figures(store, "good_health_pct", 2022, Level.BUURT, "GM9901").values[1] == 78.0
    published = figure(store, "good_health_pct", "WK990101", 2022)
    assert published is not None
    assert published.value == 75.0
    assert map_figures(store, "good_health_pct", 2022, Level.WIJK, "GM9901").values[0] == 75.0


def test_figure_carries_its_source_ready_to_print(store: Store) -> None:
    found = figure(store, "supermarket_km", "BU99010102", 2024)
    assert found is not None
    assert found.source.citation == "Fictieve cijfers, in de vorm van: CBS, T24, 2024"
    assert found.source.licence == "CC BY 4.0"


def test_a_hidden_figure_leaves_the_store_without_value_and_bounds(store: Store) -> None:
    found = figure(store, "supermarket_km", "BU99010102", 2022)
    assert found is not None
    assert (found.value, found.lower, found.upper, found.status) == (None, None, None, Status.NOT_COMPARABLE)


def test_years_count_only_what_may_be_shown(store: Store) -> None:
    assert years(store, "supermarket_km", Level.BUURT, "GM9901") == [YearCoverage(2024, 2, 4), YearCoverage(2022, 1, 4)]
    assert years(store, "supermarket_km", Level.BUURT, "NL00") == [YearCoverage(2024, 3, 5), YearCoverage(2022, 1, 5)]
    assert years(store, "good_health_pct", Level.BUURT, "GM9901") == [YearCoverage(2022, 1, 4)]


def test_figures_for_an_area_take_the_newest_year_with_a_figure_in_catalogue_order(store: Store) -> None:
    found = figures_for(store, "BU99010101")
    assert [(each.indicator_id, each.reference_year, each.value) for each in found] == [
        ("residents_count", 2024, 1000.0),
        ("good_health_pct", 2022, 78.0),
        ("supermarket_km", 2024, 0.0),
    ]
    assert [each.indicator_id for each in figures_for(store, "BU99010101", 2022)] == [
        "good_health_pct",
        "supermarket_km",
    ]


def test_coverage_counts_areas_residents_and_reasons(store: Store) -> None:
    found = coverage(store, "supermarket_km", 2024, Level.BUURT, "GM9901")
    assert (found.total, found.filled, found.residents_total, found.residents_filled) == (4, 2, 1800, 1500)
    assert dict(found.by_status) == {Status.OK: 1, Status.CAUTION: 1, Status.NO_RESIDENTS: 1, Status.SUPPRESSED: 1}


def test_sources_of_a_map(store: Store) -> None:
    lines = sources_for(store, "good_health_pct", 2022, Level.BUURT, "NL00")
    assert [(line.source_id, line.table_id) for line in lines] == [("gm", "50120NED")]
    assert lines[0].citation.endswith("RIVM, 2022")
    assert sources_for(store, "good_health_pct", 1999, Level.BUURT, "NL00") == []


@pytest.mark.parametrize(
    "nasty", ["x' OR '1'='1", "supermarket_km'; DROP TABLE area; --", "%", "_", "", "\x00", "é" * 500]
)
def test_nasty_ids_find_nothing_and_break_nothing(store: Store, nasty: str) -> None:
    assert figure(store, nasty, "BU99010101", 2024) is None
    assert figure(store, "supermarket_km", nasty, 2024) is None
    assert figures_for(store, nasty) == []
    assert years(store, nasty, Level.BUURT, "NL00") == []
    assert years(store, "supermarket_km", Level.BUURT, nasty) == []
    assert map_figures(store, "supermarket_km", 2024, Level.BUURT, nasty).area_codes == ()
    assert set(map_figures(store, nasty, 2024, Level.BUURT, "GM9901").values) == {None}
    assert sources_for(store, nasty, 2024, Level.BUURT, "NL00") == []
    assert figure(store, "supermarket_km", "GM9901", 2024) is not None


def test_only_the_figures_of_a_demo_are_called_fictional(tmp_path: Path) -> None:
    real = Store(make_warehouse(tmp_path / "real.duckdb", is_demo=False))
    found = figure(real, "supermarket_km", "BU99010102", 2024)
    real.close()
    assert found is not None
    assert found.source.citation == "CBS, T24, 2024, bijgewerkt op 12 maart 2024"
