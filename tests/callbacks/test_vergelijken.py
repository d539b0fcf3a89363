"""The screen of a comparison on the demo: from an address to what is shown, and its download."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings
from callbacks.vergelijken import compare_view, screen
from store.warehouse import Store
from tests.layouts.components import text

FOUR = "?gebieden=BU99010101,WK990101,GM9901,NL00"


@pytest.fixture(scope="module")
def store(demo_warehouse: Path) -> Iterator[Store]:
    opened = Store(demo_warehouse)
    yield opened
    opened.close()


@pytest.fixture
def demo_client(demo_warehouse: Path, store: Store) -> FlaskClient:
    return create_app(Settings(warehouse=demo_warehouse), store).server.test_client()


def test_areas_of_any_level_stand_side_by_side(store: Store) -> None:
    view = compare_view(store, "?gebieden=BU99010101,GG9901,NL00")
    assert view.names == ("Westersingel-Noord", "GGD Lindestreek", "Nederland")
    assert view.found.counted[1] > 40
    assert view.lines == ()
    assert [each.remove for each in view.chosen][:2] == [
        "/vergelijken?gebieden=GG9901,NL00", "/vergelijken?gebieden=BU99010101,NL00"
    ]  # fmt: skip
    assert [each.lead for each in view.chosen][:2] == [None, "/vergelijken?gebieden=GG9901,BU99010101,NL00"]
    assert "/vergelijken?gebieden=BU99010101,GG9901,NL00,GM9901" in [way.href for way in view.suggestions]


@pytest.mark.parametrize("query", ["?gebied=BU99010101", "?gebieden=BU99010101"])
def test_one_area_gets_its_gemeente_beside_it(store: Store, query: str) -> None:
    view = compare_view(store, query)
    assert view.names == ("Westersingel-Noord", "Lindermeer")
    assert view.ours == "We zetten er Lindermeer naast. U kunt zelf andere gebieden kiezen."
    assert "U vergelijkt Westersingel-Noord met Lindermeer." in text(screen(store, query))


def test_a_first_visit_and_the_country_alone_show_something(store: Store) -> None:
    assert len(compare_view(store, "").names) == 2
    assert "Kies een gebied om mee te vergelijken" in text(screen(store, "?gebieden=NL00"))


def test_unknown_codes_are_told_and_left_out(store: Store) -> None:
    view = compare_view(store, "?gebieden=BU99010101,BU99999999,NL00")
    assert len(view.names) == 2
    assert any("BU99999999 staat niet in deze gegevens" in line for line in view.lines)


def test_a_search_offers_what_can_be_added(store: Store) -> None:
    view = compare_view(store, "?gebieden=BU99010101,NL00&zoek=kranenhoek")
    assert view.hits is not None
    assert view.hits[0][1] == "/vergelijken?gebieden=BU99010101,NL00,GM9903"
    assert compare_view(store, f"{FOUR}&zoek=kranenhoek").hits is None


def test_two_years_of_one_area(store: Store) -> None:
    view = compare_view(store, "?gebied=GM9901&jaar=2024&jaar2=2022")
    assert view.found.years == (2022, 2024)
    assert view.found.counted[1] > 10
    assert not any(told.is_compared for row in view.found.rows if row.is_modelled for told in row.told)


def test_a_year_without_figures_is_replaced_and_told(store: Store) -> None:
    view = compare_view(store, "?gebied=GM9901&jaar=1999&jaar2=2024")
    assert view.found.years is not None
    assert view.found.years[1] == 2024
    assert view.lines[0] == "Voor 1999 zijn er geen cijfers over Lindermeer."


def test_the_download_carries_unit_year_source_licence_and_verdict(demo_client: FlaskClient) -> None:
    answer = demo_client.get("/download/vergelijken.csv?gebieden=BU99010101,GM9901")
    assert 'filename="buurtlens_vergelijken_BU99010101_GM9901_fictief.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    filled = [row for row in rows if row["waarde"]]
    assert all(row["eenheid"] and row["jaar"] and row["bron"] and row["licentie"] for row in filled)
    beside = [row for row in filled if row["gebied_code"] == "GM9901"]
    assert {row["vergeleken_met"] for row in beside} == {"Westersingel-Noord"}
    assert any(row["oordeel"].startswith("duidelijk ") for row in beside)
    assert all(row["oordeel"].startswith("niet vergeleken") for row in beside if row["indicator"] == "residents_count")


def test_a_warehouse_of_before_profiles_says_so(client: FlaskClient) -> None:
    assert client.get("/download/vergelijken.csv?gebieden=GM9901,NL00").status_code == 503
