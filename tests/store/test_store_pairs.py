"""Two themes and the stacking from a warehouse known by heart: cuts, cells, marks, and what is offered when there is no index."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from domain.indices import Robustness
from domain.resolve import ResolvedView, resolve
from domain.resolve_pair import Stack
from domain.two_themes import Refusal, Scope
from domain.view_state import ViewState
from domain.wording.export import PAIR_COLUMNS, STACK_COLUMNS
from store.areas import area
from store.best import best_of
from store.export import export_csv, export_gpkg, export_name
from store.facts import facts
from store.index_catalogue import index_catalogue, lacking, offer, stacks
from store.new_dwellings import new_dwellings, since_years
from store.stacking import (
    axis_indicator,
    in_year,
    low_income_outside,
    other_years,
    stack_choices,
    stack_of,
)
from store.two_themes import pair_figures, pair_map, pair_sources, partners, refused
from store.warehouse import Store
from tests.store.index_warehouse import index_warehouse

TWO = "?gebied=GM9901&niveau=buurt&indicator=supermarket_km&jaar=2024&modus=twee&indicator2=money_score&jaar2=2024"
STACK = "?gebied=GM9901&modus=stapeling"


@pytest.fixture(scope="module")
def indexed(warehouse_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(index_warehouse(warehouse_file, tmp_path_factory.mktemp("indexed") / "warehouse.duckdb"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def unmade(warehouse_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("unmade") / "warehouse.duckdb"
    store = Store(index_warehouse(warehouse_file, path, with_scores=False))
    yield store
    store.close()


def view(store: Store, query: str) -> ResolvedView:
    resolved, lines = resolve(ViewState.from_query(query)[0], facts(store))
    assert lines == ()
    return resolved


def test_what_the_indices_are_made_of(indexed: Store) -> None:
    warehouse = indexed.open()
    found = index_catalogue(warehouse)
    assert found.is_score("money_score")
    assert found.is_score("pressure_score")
    assert not found.is_score("supermarket_km")
    assert found.is_circular("supermarket_km", "certainty_score"), "it counts in one of its parts"
    assert not found.is_circular("supermarket_km", "pressure_score")
    assert stacks(warehouse) == (
        Stack("certainty_score", "Druk op bestaanszekerheid", "certainty_score", "pressure_score"),
        Stack("capitals", "Kwetsbaarheid", "own_score", "pressure_score"),
    )


def test_a_warehouse_without_indices_has_none(store: Store) -> None:
    warehouse = store.open()
    assert index_catalogue(warehouse).indices == ()
    assert (stacks(warehouse), lacking(store, warehouse), offer(store, warehouse)) == ((), (), None)


def test_pairs_that_are_refused(indexed: Store) -> None:
    warehouse = indexed.open()
    assert refused(warehouse, "good_health_pct", "certainty_score") is Refusal.MODELLED
    assert refused(warehouse, "supermarket_km", "residents_count") is Refusal.NO_CLASSES
    assert refused(warehouse, "supermarket_km", "no_such_km") is Refusal.NO_CLASSES
    assert refused(warehouse, "supermarket_km", "money_score") is Refusal.CIRCULAR
    assert refused(warehouse, "supermarket_km", "air_score") is None


def test_partners_are_of_another_theme_first_and_never_refused(indexed: Store) -> None:
    warehouse = indexed.open()
    found = partners(indexed, warehouse, "supermarket_km")
    assert found
    assert "money_score" not in found
    assert "residents_count" not in found
    assert found.index("air_score") < found.index("good_health_pct"), "counted before modelled"
    assert partners(indexed, warehouse, "no_such_km") == ()


def test_cuts_are_fixed_percentiles_for_an_index_and_national_thirds_for_the_rest(indexed: Store) -> None:
    asked = view(indexed, TWO.replace("money_score", "air_score"))
    found = pair_map(indexed, asked)
    # Fewer than fifteen areas: two classes. Supermarket 2024 over the country: 0,0 (1.000), 1,2 (500) and 3,0 km (800).
    assert (found.y.scope, found.y.cuts) == (Scope.INDEX, (80.0,))
    assert (found.x.scope, found.x.cuts) == (Scope.NATIONAL, (1.2,))
    by_code = dict(zip(found.x_figures.area_codes, found.cells, strict=True))
    assert by_code == {"BU99010101": 6, "BU99010102": 2, "BU99010201": -1, "BU99010202": -1}
    older = pair_map(indexed, replace(asked, year=2022))
    assert older.x.cuts == found.x.cuts, "the cuts of the country are the same in every year"


def test_both_figures_and_their_sources(indexed: Store) -> None:
    asked = view(indexed, TWO.replace("money_score", "air_score"))
    x, y = pair_figures(indexed, asked, "BU99010102")
    assert (x and x.value, y and y.value) == (1.2, 10.0)
    assert len(pair_sources(indexed, asked)) == 1, "one release is named once"


def test_the_stacking_by_hand(indexed: Store) -> None:
    asked = view(indexed, STACK)
    found = stack_of(indexed, asked)
    codes = found.pair.x_figures.area_codes
    assert found.marked == ("BU99010101",)
    binnenstad, nieuwland = (found.areas[codes.index(code)] for code in ("BU99010101", "BU99010202"))
    assert (binnenstad.x, binnenstad.y, binnenstad.y_names) == ((2, 2), (2, 3), ("Lucht", "Geluid"))
    assert (nieuwland.x, nieuwland.stacked) == ((1, 1), False)
    assert found.robust[codes.index("BU99010101")] is Robustness.STEADY
    assert len(pair_sources(indexed, asked)) == 1


def test_capitals_are_counted_and_named_as_our_own_reading(indexed: Store) -> None:
    asked = view(indexed, f"{STACK}&indicator=own_score")
    found = stack_of(indexed, asked)
    codes = found.pair.x_figures.area_codes
    assert [found.pair.x_figures.values[codes.index(code)] for code in ("BU99010101", "BU99010102")] == [2.0, 0.0]
    assert set(found.marked) == {"BU99010101", "BU99010202"}
    assert "onze invulling" in axis_indicator(indexed, asked).describes
    assert stack_choices(indexed, asked) == (
        ("certainty_score", "Druk op bestaanszekerheid"),
        ("own_score", "Kwetsbaarheid"),
    )


def test_then_and_now(indexed: Store) -> None:
    asked = view(indexed, STACK)
    assert other_years(indexed, asked) == [2022]
    assert stack_of(indexed, in_year(asked, 2022)).marked == ("BU99010202",)


def test_low_incomes_outside_the_marked_buurten(indexed: Store) -> None:
    # Households 600, 200 and 100 with 10, 25 and 40%: 60 inside, 50 + 40 outside.
    found = low_income_outside(indexed, view(indexed, STACK), ("BU99010101",))
    assert found == (pytest.approx(0.6), 2023)


def test_new_dwellings_are_counted_or_the_growth_of_the_stock(indexed: Store) -> None:
    assert since_years(indexed) == (2024, 2020)
    built = new_dwellings(indexed, "GM9901", 2024)
    assert built is not None
    # In the order of the map: Hofkwartier, Binnenstad, Noordrand, Nieuwland.
    assert (built.counts, built.is_growth) == ((5, 30, None, None), False)
    grown = new_dwellings(indexed, "GM9901", 2020)
    assert grown is not None
    assert (grown.counts, grown.is_growth, grown.until) == ((20, 20, None, -10), True, 2024)
    assert new_dwellings(indexed, "GM9901", 2013) is None


def test_without_figures_the_mode_says_what_it_lacks_and_offers_what_there_is(unmade: Store) -> None:
    resolved, lines = resolve(ViewState.from_query(STACK)[0], facts(unmade))
    assert (resolved.mode, resolved.indicator_id) == ("twee", "supermarket_km")
    assert resolved.indicator2_id is not None
    assert "Stapeling is met deze gegevens niet te laten zien" in lines[0]
    assert "Druk op bestaanszekerheid: er ontbreken cijfers over wonen (Income_pct)." in lines


def test_a_download_of_two_themes_and_of_the_stacking(indexed: Store) -> None:
    for query, columns in ((TWO.replace("money_score", "air_score"), PAIR_COLUMNS), (STACK, STACK_COLUMNS)):
        asked = view(indexed, query)
        with zipfile.ZipFile(io.BytesIO(export_csv(indexed, asked, "https://link"))) as archive:
            text = archive.read("data.csv").decode("utf-8-sig")
            readme = archive.read("LEESMIJ.txt").decode("utf-8-sig")
            codebook = archive.read("codebook.csv").decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
        assert list(rows[0]) == [name for name, _ in columns]
        assert [row["gebied_naam"] for row in rows] == ["Binnenstad", "Hofkwartier", "Nieuwland", "Noordrand"]
        assert rows[0]["bron"].startswith("Fictieve cijfers")
        assert rows[3]["status1"] == "no_residents"
        for name in (asked.indicator_id, asked.indicator2_id):
            assert f"\n{name};" in codebook.replace("\r", "")
        assert " en " in readme.splitlines()[2]
        assert export_gpkg(indexed, asked)[:6] == b"SQLite"
    assert (rows[0]["punten1"], rows[0]["van1"], rows[0]["welke2"]) == ("2", "2", "Lucht, Geluid")
    assert (rows[0]["vak"], rows[0]["komt_veel_samen"], rows[0]["zekerheid"]) == ("3-3", "ja", "stevig")
    assert export_name(indexed, asked, "zip").startswith("buurtlens_stapeling20_certainty_score_pressure_score_2024")


def test_a_gemeente_has_no_list_of_what_is_good(indexed: Store) -> None:
    gemeente, buurt = area(indexed, "GM9901"), area(indexed, "BU99010101")
    assert gemeente is not None
    assert buurt is not None
    assert best_of(indexed, gemeente) == ()
    # 0,0 km beside 0,9 km in the country.
    assert [(good.indicator.indicator_id, good.country) for good in best_of(indexed, buurt)] == [
        ("supermarket_km", 0.9)
    ]
