"""Screens Uitleg, Begrippen and Toegankelijkheid over HTTP: examples from the area, terms that are all defined, settings that are told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dash import Dash

from app import create_app
from callbacks.examples import worked_examples
from callbacks.settings import Settings
from callbacks.uitleg import uitleg_view
from callbacks.view import view_builder
from domain.areas import Level
from domain.numbers_nl import format_value
from domain.resolve import resolve
from domain.view_state import Mode, ViewState
from etl.catalogue.terms import load_terms
from layouts.tours import tour_of
from layouts.uitleg_method import METHODS
from store.areas import area
from store.catalogue import indicators
from store.facts import facts
from store.figures import figure
from store.terms import terms
from store.warehouse import Store
from tests.layouts.components import walk

HOST = "http://localhost"


@pytest.fixture(scope="module")
def demo(demo_warehouse: Path) -> Iterator[Store]:
    store = Store(demo_warehouse)
    yield store
    store.close()


@pytest.fixture(scope="module")
def demo_app(demo: Store, demo_warehouse: Path) -> Dash:
    return create_app(Settings(warehouse=demo_warehouse, owner="GGD Lindestreek", contact="x@ggd.example"), demo)


def layout(app: Dash, address: str) -> Any:
    return app.server.test_client().get("/_dash-layout", headers={"Referer": HOST + address}).json


@pytest.mark.parametrize("code", ["GM9901", "WK990101", "BU99010101", "GG9901", "NL00"])
def test_every_method_has_an_example_from_the_area(demo: Store, code: str) -> None:
    place = area(demo, code)
    assert place is not None
    found = worked_examples(demo, place)
    assert set(found) == {method.method_id for method in METHODS}
    for name, example in found.items():
        assert all(example.told.sentences), name
        assert example.told.source or "kunnen we dit niet voorrekenen" in example.told.sentences[0], name
    assert found["inkomensgroepen"].told.rows
    assert found["afstand"].told.source.endswith(".")


def test_the_examples_have_the_figures_of_the_warehouse(demo: Store) -> None:
    place = area(demo, "GM9901")
    assert place is not None
    found = worked_examples(demo, place)
    for name in ("afstand", "geschat"):
        asked = ViewState.from_query(found[name].links[0].href.partition("?")[2])[0]
        assert asked.indicator_id is not None
        assert asked.year is not None
        known = figure(demo, asked.indicator_id, "GM9901", asked.year)
        assert known is not None
        value = format_value(known.value, indicators(demo)[asked.indicator_id])
        assert found[name].told.sentences[0].startswith(f"Lindermeer: {value} (")


def test_a_warehouse_of_before_has_no_terms_and_no_counts_but_a_page(demo_warehouse: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.duckdb"
    older.write_bytes(demo_warehouse.read_bytes())
    with duckdb.connect(str(older)) as con:
        for table in ("term", "index_input", "index_missing", "coverage", "change_count"):
            con.execute(f"DROP TABLE {table}")
    store = Store(older)
    view = uitleg_view(store, "?gebied=GM9901")
    assert view.terms == ()
    assert (
        view.examples["score"]
        .told.sentences[0]
        .endswith("kunnen we dit niet voorrekenen: er zijn geen scores in deze gegevens.")
    )
    assert "Dit overzicht zit nog niet in deze gegevens" in view.no_report
    got = json.dumps(layout(create_app(Settings(warehouse=older), store), "/begrippen"), ensure_ascii=False)
    assert "De begrippen staan niet in deze gegevens" in got


def buttons(tree: Any) -> set[str]:
    """Terms that a layout has a button for, in components and in what a script writes."""
    text = json.dumps(tree, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")
    return {part.split('"')[0] for part in text.split('data-begrip": "')[1:] + text.split('data-begrip":"')[1:]}


def test_every_term_that_a_screen_explains_is_defined(demo_app: Dash, demo: Store) -> None:
    used: set[str] = set()
    for address in ("/ongelijkheid?gebied=GM9901", "/nabijheid?gebied=GM9901&indicator=gp_km", "/uitleg?gebied=GM9901"):
        found = buttons(layout(demo_app, address))
        assert found, address
        used |= found
    build = view_builder(demo)
    for asked in (ViewState("GM9901", indicator_id="good_health_pct"), ViewState("GM9901", mode=Mode.STAPELING)):
        view = build(resolve(asked, facts(demo))[0]).tell()
        told = {getattr(each, "data-begrip", None) for each in walk([view.panel, view.legend])} - {None}
        assert told, asked
        used |= told
    assert used <= {term.id for term in load_terms()}
    assert used <= {term.term_id for term in terms(demo)}


def test_the_menu_has_uitleg_and_the_footer_leads_to_its_parts(demo_app: Dash) -> None:
    got = json.dumps(layout(demo_app, "/uitleg?gebied=BU99010101"), ensure_ascii=False)
    assert "/uitleg?gebied=BU99010101" in got
    for address in ("/begrippen", "/toegankelijkheid", "/gegevens"):
        assert f'"href": "{address}"' in got


def test_the_statement_names_the_organisation_of_the_installation(demo_app: Dash) -> None:
    got = json.dumps(layout(demo_app, "/toegankelijkheid"), ensure_ascii=False)
    assert "GGD Lindestreek wil dat iedereen" in got
    assert "mailto:x@ggd.example" in got


@pytest.mark.parametrize("path", ["/", "/ongelijkheid", "/nabijheid", "/gegevens", "/uitleg", "/begrippen"])
def test_every_screen_offers_its_tour(demo_app: Dash, path: str) -> None:
    assert tour_of(path)
    assert "rondleiding-knop" in json.dumps(layout(demo_app, path))


def test_the_stacked_buurt_of_the_example_is_that_of_the_area(demo: Store) -> None:
    place = area(demo, "BU99010101")
    assert place is not None
    assert place.level is Level.BUURT
    link = worked_examples(demo, place)["samenkomen"].links[0].href
    assert "gebied=BU99010101" in link
    assert "modus=stapeling" in link
