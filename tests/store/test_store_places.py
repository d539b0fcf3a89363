"""Areas, search, catalogue, geometry and facts of the small warehouse."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import geobuf
import pytest

from domain.areas import Level
from domain.resolve import resolve
from domain.view_state import ViewState
from store.areas import area, areas_of, children, gemeenten, search
from store.catalogue import codebook_rows, filled_indicators, indicator, indicators, themes
from store.facts import facts
from store.geometry import frame_note, geometry, geometry_url, outlines
from store.warehouse import Store
from tests.store.conftest import DRAWN, make_warehouse


def codes(store: Store, text: str) -> list[str]:
    return [hit.area.code for hit in search(store, text)]


def test_area_knows_its_parents(store: Store) -> None:
    found = area(store, "BU99010101")
    assert found is not None
    assert (found.name, found.level, found.gemeente_name, found.wijk_name) == (
        "Binnenstad",
        Level.BUURT,
        "Échtburg",
        "Centrum",
    )
    assert found.bounds == (5.2, 52.8, 5.3, 52.9)
    assert area(store, "BU99010999") is None


def test_lists_are_alphabetical_whatever_accents_and_punctuation(store: Store) -> None:
    assert [each.name for each in gemeenten(store)] == ["Échtburg", "'s-Gravenhage"]
    names = [each.name for each in areas_of(store, Level.BUURT, "GM9901")]
    assert names == ["Binnenstad", "Hofkwartier", "Nieuwland", "Noordrand"]


def test_children_go_one_level_down(store: Store) -> None:
    assert [each.code for each in children(store, "NL00")] == ["GM9901", "GM9902"]
    assert [each.code for each in children(store, "GM9901")] == ["WK990101", "WK990102"]
    assert [each.code for each in children(store, "WK990101")] == ["BU99010101", "BU99010102"]
    assert children(store, "BU99010101") == children(store, "GM0001") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("echtburg", ["GM9901"]),
        ("  ÉCHT ", ["GM9901"]),
        ("gravenhage", ["GM9902"]),
        ("Den Haag", ["GM9902"]),
        ("centrum", ["WK990101", "WK990201"]),
        ("centrum echtburg", ["WK990101"]),
        ("noord", ["WK990102", "BU99010201"]),
        ("land", ["NL00", "BU99010202"]),
        ("Binenstad", ["BU99010101"]),
        ("bu99010101", ["BU99010101"]),
        ("BU99010999", ["BU99010201"]),
        ("BU99019999", []),
        ("3511", ["BU99010101", "BU99010102"]),
        ("3512 ab", ["BU99010202"]),
        ("9999", []),
        ("", []),
        ("n", []),
        ("%", []),
        ("' OR 1=1 --", []),
        ("x" * 10_000, []),
    ],
)
def test_search(store: Store, text: str, expected: list[str]) -> None:
    assert codes(store, text) == expected


def test_search_says_why_where_the_name_does_not(store: Store) -> None:
    assert search(store, "3511")[0].why == "meest voorkomende postcode 3511"
    assert (
        search(store, "3511ZZ")[0].why
        == "meest voorkomende postcode 3511; we vonden geen adressen met postcode 3511 ZZ"
    )
    assert search(store, "BU99010999")[0].why == "BU99010999 was de code tot en met 2020"
    assert search(store, "Hofkwartier")[0].why is None


def test_a_whole_postcode_finds_its_buurten_with_most_addresses_first(store: Store) -> None:
    for typed in ("3511 AB", "3511ab", " 3511Ab "):
        assert [(hit.area.code, hit.why) for hit in search(store, typed)] == [
            ("BU99010102", "14 adressen met postcode 3511 AB"),
            ("BU99010101", "1 adres met postcode 3511 AB"),
        ]


def test_search_limits_names_only(store: Store) -> None:
    assert len(search(store, "centrum", limit=1)) == 1
    assert len(search(store, "3511", limit=1)) == 2


def test_catalogue_in_order_without_building_blocks(store: Store) -> None:
    assert [theme.theme_id for theme in themes(store)] == ["wie", "gezondheid", "nabijheid"]
    assert list(indicators(store)) == ["residents_count", "good_health_pct", "supermarket_km"]
    found = indicator(store, "supermarket_km")
    assert found is not None
    assert found.breaks == (0.5, 1.0, 3.0)
    assert found.know[0].text == "Over de weg."
    assert found.series_breaks == ((2022, "Andere meting."),)
    assert indicator(store, "dwellings_count") is None


def test_changing_the_answer_does_not_change_the_catalogue(store: Store) -> None:
    indicators(store).clear()
    assert len(indicators(store)) == 3


def test_codebook(store: Store) -> None:
    (row,) = codebook_rows(store, ["good_health_pct"])
    assert (row.name, row.source, row.licence, row.know) == ("good_health_pct", "Gezondheid", "CC0", "Over de weg.")
    assert len(codebook_rows(store)) == 3


def test_geometry_only_of_the_build_that_is_served(store: Store) -> None:
    data = geometry(store, "build-1", Level.BUURT, "GM9901")
    assert data is not None
    features = geobuf.decode(gzip.decompress(data))["features"]
    assert [feature["properties"]["code"] for feature in features] == DRAWN
    assert geometry(store, "build-0", Level.BUURT, "GM9901") is None
    assert geometry(store, "build-1", "buurt' OR 1=1", "GM9901") is None
    assert geometry(store, "build-1", Level.WIJK, "GM9901") is None
    assert geometry_url(store.build(), Level.BUURT, "GM9901") == "/geo/build-1/buurt/GM9901.pbf"
    assert frame_note(store, Level.BUURT, "GM9901") == "grenzen bij benadering"
    assert frame_note(store, Level.WIJK, "GM9901") is None


@pytest.mark.parametrize(
    ("query", "area_code", "level", "indicator_id", "year"),
    [
        ("", "GM9901", "buurt", "supermarket_km", 2024),
        ("?gebied=NL00", "NL00", "gemeente", "supermarket_km", 2024),
        ("?gebied=GM9901&indicator=good_health_pct", "GM9901", "wijk", "good_health_pct", 2022),
        ("?gebied=BU99010101&indicator=good_health_pct", "BU99010101", "buurt", "good_health_pct", 2022),
        ("?gebied=WK990102&jaar=2022", "WK990102", "wijk", "supermarket_km", 2022),
        ("?gebied=BU99010999&jaar=2024", "BU99010201", "buurt", "supermarket_km", 2024),
        ("?gebied=GM0363&indicator=nonsense_km&jaar=1999&niveau=wijk", "GM9901", "wijk", "supermarket_km", 2022),
    ],
)
def test_views_resolve_on_the_warehouse(
    store: Store, query: str, area_code: str, level: str, indicator_id: str, year: int
) -> None:
    found, _ = resolve(ViewState.from_query(query)[0], facts(store))
    assert (found.area_code, found.level, found.indicator_id, found.year) == (area_code, level, indicator_id, year)


def test_indicators_with_a_figure_for_some_area(tmp_path: Path) -> None:
    file = make_warehouse(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(file)) as con:
        con.execute("DELETE FROM observation WHERE indicator_id = 'good_health_pct'")
        con.execute("UPDATE observation SET status = 'not_comparable' WHERE indicator_id = 'residents_count'")
        con.execute(
            "INSERT INTO observation VALUES ('good_health_pct', 'NL00', 2024, 2024, 78, NULL, NULL, 'ok', 'A', "
            "'published', 'gm', 3, NULL)"
        )
    store = Store(file)
    assert filled_indicators(store) & set(indicators(store)) == {"supermarket_km"}
    resolved, lines = resolve(ViewState(indicator_id="good_health_pct"), facts(store))
    assert resolved.indicator_id == "good_health_pct"
    assert any("nog geen cijfers" in line for line in lines)
    store.close()


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ("", "supermarket_km"),
        # As well filled, and earlier in the catalogue: what a gemeente can act on goes first.
        ("UPDATE indicator SET action = 'Ruimte houden.' WHERE indicator_id = 'supermarket_km'", "supermarket_km"),
        ("UPDATE indicator SET action = 'Praktijkruimte.' WHERE indicator_id = 'gp_km'", "gp_km"),
        ("UPDATE indicator SET facility_group = 'weekly' WHERE indicator_id = 'supermarket_km'", "gp_km"),
        ("UPDATE indicator SET breaks = [] WHERE indicator_id = 'gp_km'", "supermarket_km"),
    ],
)
def test_a_first_visit_shows_a_daily_distance(tmp_path: Path, change: str, first: str) -> None:
    file = make_warehouse(tmp_path / "warehouse.duckdb")
    with duckdb.connect(str(file)) as con:
        con.execute(
            "INSERT INTO indicator SELECT * REPLACE ('gp_km' AS indicator_id, sort_order + 1 AS sort_order) "
            "FROM indicator WHERE indicator_id = 'supermarket_km'"
        )
        con.execute(
            "INSERT INTO observation SELECT * REPLACE ('gp_km' AS indicator_id) FROM observation "
            "WHERE indicator_id = 'supermarket_km'"
        )
        con.execute(change)
    store = Store(file)
    assert facts(store).default_indicator == first
    store.close()


def test_outlines_are_of_the_gemeenten_asked_for(store: Store) -> None:
    found = outlines(store, ["BU99010102", "BU99020101"])
    assert sorted(found) == sorted(DRAWN)
    assert found["BU99010102"] == [[(5.2, 52.8), (5.21, 52.8), (5.21, 52.81), (5.2, 52.81), (5.2, 52.8)]]
