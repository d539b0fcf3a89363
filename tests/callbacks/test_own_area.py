"""Screen of an own area over HTTP: the choice, the area, its links, and figures that are those of the rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.own_area import choice_view
from callbacks.settings import Settings
from domain.own_area import OwnArea
from layouts.nodes import text_of
from store.combined import combined_figures
from store.warehouse import Store
from tests.callbacks.test_screens import layout, properties
from tests.store.profile_warehouse import profile_warehouse

INNER, COURT, EDGE, NEW, VILLAGE = "BU99010101", "BU99010102", "BU99010201", "BU99010202", "BU99020101"
BOTH = f"?buurten={INNER},{COURT}&naam=Rond+het+plein"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = profile_warehouse(tmp_path_factory.mktemp("eigen") / "warehouse.duckdb")
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE indicator SET combine = 'sum' WHERE additive")
        con.execute("UPDATE indicator SET combine = 'never' WHERE indicator_id = 'good_health_pct'")
        con.execute(
            "INSERT INTO observation VALUES ('residents_count', ?, 2024, 2024, 500, NULL, NULL, 'ok', 'A', 'published', 'kwb', 1, NULL)",
            [COURT],
        )
    store = Store(path)
    yield store
    store.close()


@pytest.fixture(scope="module")
def browser(store: Store) -> FlaskClient:
    return create_app(Settings(warehouse=store.path), store).server.test_client()


def shown(browser: FlaskClient, query: str) -> str:
    """All words of an address, of the page and of what its script writes."""
    text = layout(browser, f"/ons-gebied{query}")
    written = [node for each in properties(json.loads(text), "data-kaarten") for node in json.loads(each)]
    return re.sub(r"\s+", " ", text + " ".join(map(text_of, written))).replace("\u00a0", " ")


def boxes(browser: FlaskClient, query: str) -> dict[str, bool]:
    """Check boxes of the choice: code, and whether it is chosen."""

    def within(node: Any) -> Iterator[tuple[str, bool]]:
        if isinstance(node, list):
            if node[0] == "input" and node[1].get("type") == "checkbox":
                yield node[1]["value"], "checked" in node[1]
            for child in node[2:]:
                yield from within(child)

    tree = json.loads(layout(browser, f"/ons-gebied{query}"))
    return dict(
        found for each in properties(tree, "data-kaarten") for node in json.loads(each) for found in within(node)
    )


def test_the_page_tells_the_figures_of_the_rules(browser: FlaskClient, store: Store) -> None:
    figures = {(each.indicator_id, each.reference_year): each.value for each in combined_figures(store, [INNER, COURT])}
    # A thousand people at 0 km and five hundred at 1.2 km.
    assert (figures["supermarket_km", 2024], figures["residents_count", 2024]) == (0.4, 1_500)
    page = shown(browser, f"{BOTH}&lezing=professionals")
    assert "0,4 km" in page
    assert "1.500" in page
    assert "Rond het plein is een zelf gekozen gebied in gemeente Échtburg, samengesteld uit 2 buurten." in page
    assert "De buurten zijn Binnenstad en Hofkwartier." in page
    assert "Naar het aantal inwoners: " in page
    assert "1 cijfer is een mediaan, een klasse of een score: " in page


def test_every_link_keeps_the_area_or_leaves_it_out(browser: FlaskClient) -> None:
    links = set(properties(json.loads(layout(browser, f"/ons-gebied{BOTH}")), "href"))
    own = f"/ons-gebied?buurten={INNER},{COURT}&naam=Rond+het+plein"
    assert {own, f"{own}&lezing=professionals", f"{own}&kies=ja"} <= links
    assert f"/briefing?gebieden={INNER}+{COURT}&namen=Rond%20het%20plein&soort=ons-gebied" in links
    assert f"/briefing?gebieden={INNER}+{COURT}&namen=Rond%20het%20plein" in links
    assert {"/gemeente/GM9901", f"/buurt/{INNER}", "/nabijheid?gebied=GM9901"} <= links
    assert not [each for each in links if "EG9901" in each or "GM0000" in each]


def test_buurten_of_two_gemeenten_lie_in_no_gemeente(browser: FlaskClient) -> None:
    query = f"?buurten={INNER},{VILLAGE}"
    page = shown(browser, query)
    assert "Zelf gekozen gebied is een zelf gekozen gebied, samengesteld uit 2 buurten." in page
    assert "Kaartje van de gemeenten Échtburg en 's-Gravenhage waarop Zelf gekozen gebied is ingekleurd." in page
    links = properties(json.loads(layout(browser, f"/ons-gebied{query}")), "href")
    assert "/nabijheid" in links
    assert not [each for each in links if "0000" in each.split("?")[0]]


def test_what_was_not_understood_is_told_above_the_area(browser: FlaskClient) -> None:
    page = shown(browser, f"?buurten={INNER},BU99010999,huis&naam=A%7CB")
    for line in (
        "BU99010999 is een oude code. We gebruiken nu BU99010201.",
        "We kennen geen buurt met de code “huis”.",
        "De naam is aangepast tot “AB”.",
    ):
        assert line in page


def test_without_buurten_the_reader_chooses_in_the_gemeente_of_the_address(browser: FlaskClient) -> None:
    assert boxes(browser, "?gebied=GM9902") == {VILLAGE: False}
    assert boxes(browser, "?gebied=WK990101") == {INNER: True, COURT: True, EDGE: False, NEW: False}
    assert boxes(browser, f"?gebied={NEW}") == {INNER: False, COURT: False, EDGE: False, NEW: True}
    assert set(boxes(browser, "?gebied=NL00")) in ({VILLAGE}, {INNER, COURT, EDGE, NEW})
    assert "U hebt nog geen buurt gekozen" in shown(browser, "?naam=Leeg")


def test_the_choice_keeps_what_was_chosen_elsewhere(browser: FlaskClient) -> None:
    query = f"?buurten={INNER},{VILLAGE}&naam=Dwars&kies=ja&gebied=GM9902"
    assert boxes(browser, query) == {INNER: True, VILLAGE: True}
    page = shown(browser, query)
    assert "Ook gekozen, in een andere gemeente (1)" in page
    assert "Binnenstad, Échtburg" in page
    assert "Gekozen buurten: 2 . Inwoners samen: 1.800" in page


def test_the_choice_names_buurten_by_wijk_with_a_map_of_those_that_have_one(store: Store) -> None:
    view = choice_view(store, "?kies=ja", OwnArea((EDGE,), "Rand"))
    assert [(wijk.name, [each.name for each in wijk.buurten]) for wijk in view.wijken] == [
        ("Centrum", ["Binnenstad", "Hofkwartier"]),
        ("Noord", ["Nieuwland", "Noordrand"]),
    ]
    assert view.picture.count("data-buurt=") == 3
    assert (view.gemeente_code, view.elsewhere, view.lines) == ("GM9901", (), ())


def test_a_profile_leads_to_the_choice_that_begins_with_it(browser: FlaskClient) -> None:
    for path in (f"/buurt/{INNER}", "/wijk/WK990101", "/gemeente/GM9901"):
        links = properties(json.loads(layout(browser, path)), "href")
        assert f"/ons-gebied?gebied={path.rsplit('/', 1)[1]}" in links
    assert not [each for each in properties(json.loads(layout(browser, "/land/NL00")), "href") if "ons-gebied" in each]
