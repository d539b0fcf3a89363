"""Screen Samen aan tafel over HTTP: paths, the lens, links that keep it, and the download."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings
from layouts.nodes import text_of
from store.warehouse import Store
from tests.callbacks.test_screens import layout, properties
from tests.callbacks.test_search_callback import find
from tests.store.samen_warehouse import make_samen_warehouse


@pytest.fixture(scope="module")
def browser(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    path = make_samen_warehouse(small_warehouse, tmp_path_factory.mktemp("samen") / "warehouse.duckdb")
    store = Store(path)
    yield create_app(Settings(warehouse=path), store).server.test_client()
    store.close()


def told(browser: FlaskClient, address: str) -> str:
    """All words of an address: those of the page and those that the script writes."""
    text = layout(browser, address)
    written = [node for given in properties(json.loads(text), "data-kaarten") for node in json.loads(given)]
    return re.sub(r"\s+", " ", text + " ".join(text_of(node) for node in written))


def hrefs(browser: FlaskClient, address: str) -> set[str]:
    return {href for href in properties(json.loads(layout(browser, address)), "href") if isinstance(href, str)}


def test_an_address_gives_its_sentence_its_matrix_and_its_crossings(browser: FlaskClient) -> None:
    page = told(browser, "/samen/BU99010102")
    assert "Samen aan tafel in Hofkwartier" in page
    assert "samen in 1 van de 1 vakken van de matrix" in page
    assert "Gezond om de hoek" in page
    assert "Alleen beleid" in page
    assert "duidelijk lager dan Nederland (80,0%)" in page


def test_the_same_area_by_query_and_by_a_code_in_small_letters(browser: FlaskClient) -> None:
    for address in ("/samen?gebied=BU99010102", "/samen/bu99010102", "/samen/BU99010102/"):
        assert "Samen aan tafel in Hofkwartier" in told(browser, address), address


def test_without_an_area_the_usual_one(browser: FlaskClient) -> None:
    assert "Samen aan tafel in Échtburg" in told(browser, "/samen")


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("BU99999999", "Het gebied BU99999999 staat niet in deze gegevens"),
        ("<b>x", "Het gebied “<b>x” in het webadres kennen we niet"),
    ],
)
def test_an_unknown_area_is_told_and_the_usual_one_shown(browser: FlaskClient, code: str, line: str) -> None:
    page = told(browser, f"/samen/{quote(code)}")
    assert line in page
    assert "Samen aan tafel in" in page


def test_an_old_code_leads_to_the_area_of_today(browser: FlaskClient) -> None:
    assert "is veranderd in BU99010201" in told(browser, "/samen/BU99010999")


def test_the_lens_asks_its_questions_and_stays_on_every_link_to_another_area(browser: FlaskClient) -> None:
    plain, lens = told(browser, "/samen/BU99010102"), told(browser, "/samen/BU99010102?lens=vergrijzing")
    assert "Wie loopt er?" not in plain
    assert "Wie loopt er?" in lens
    links = {href for href in hrefs(browser, "/samen/BU99010102?lens=vergrijzing") if href.startswith("/samen/")}
    assert "/samen/WK990101?lens=vergrijzing" in links
    assert [href for href in links if "lens" not in href] == ["/samen/BU99010102"]


def test_links_to_profile_map_scan_and_download(browser: FlaskClient) -> None:
    found = hrefs(browser, "/samen/BU99010102?lens=vergrijzing")
    assert {"/buurt/BU99010102", "/?gebied=BU99010102", "/scan"} <= found
    assert "/download/samen.csv?gebied=BU99010102&lens=vergrijzing" in found
    assert "/gemeente/GM9901" in hrefs(browser, "/samen/GM9901")
    assert "/wijk/WK990101" in hrefs(browser, "/samen/WK990101")


def test_the_menu_has_the_screen_and_carries_the_area(browser: FlaskClient) -> None:
    assert "/samen?gebied=BU99010102" in hrefs(browser, "/samen/BU99010102?lens=vergrijzing")
    assert "/nabijheid?gebied=BU99010102" in hrefs(browser, "/samen/BU99010102")


def test_the_download_is_what_is_shown(browser: FlaskClient) -> None:
    answer = browser.get("/download/samen.csv?gebied=BU99010102")
    assert answer.status_code == 200
    assert "buurtlens_samen_BU99010102_fictief.csv" in answer.headers["Content-Disposition"]
    assert "Afstand tot de supermarkt;km;1,2" in answer.data.decode("utf-8-sig")


def test_a_search_from_this_screen_opens_its_hits_here(browser: FlaskClient) -> None:
    for path in ("/samen", "/samen/BU99010102"):
        assert '"/samen/GM9901"' in json.dumps(find(browser, "echtb", "", path)), path
    assert '"/samen/' not in json.dumps(find(browser, "echtb", "", "/samenvatting"))


def test_a_warehouse_without_tasks_is_told(client: FlaskClient) -> None:
    assert "met een oudere versie gemaakt" in told(client, "/samen/BU99010102")
