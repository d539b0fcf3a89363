"""Screen Ongelijkheid over HTTP: addresses, cards, links and downloads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings
from layouts.nodes import text_of
from store.warehouse import Store
from tests.callbacks.test_screens import HOST, layout, properties
from tests.store.inequality_warehouse import make_inequality_warehouse

FORBIDDEN = re.compile(
    r"\b(achterstand\w*|slechtste|zwaarste|nood|donker\w*|veroorza\w*|leidt tot|doordat|mensen met (een )?la(ag|ge) inkomens?)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def browser(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    path = make_inequality_warehouse(small_warehouse, tmp_path_factory.mktemp("ongelijkheid") / "warehouse.duckdb")
    store = Store(path)
    yield create_app(Settings(warehouse=path), store).server.test_client()
    store.close()


def cards(browser: FlaskClient, query: str) -> list[Any]:
    """Cards of an address, as nodes."""
    tree = json.loads(layout(browser, f"/ongelijkheid{query}"))
    return [node for told in properties(tree, "data-kaarten") for node in json.loads(told)]


def told(browser: FlaskClient, query: str) -> str:
    """All words of an address: those of the page and those of its cards."""
    text = layout(browser, f"/ongelijkheid{query}")
    return re.sub(r"\s+", " ", text + " ".join(text_of(node) for node in cards(browser, query)))


def hrefs(node: Any) -> list[str]:
    if isinstance(node, str):
        return []
    own = [node[1]["href"]] if "href" in node[1] else []
    return own + [found for child in node[2:] for found in hrefs(child)]


def test_an_address_gives_its_sentence_and_its_cards(browser: FlaskClient) -> None:
    page = told(browser, "?gebied=GM9903")
    assert "Wat verschilt tussen buurten met lage en hoge inkomens in Dertigdam?" in page
    assert "In Dertigdam geldt één van de twee uitspraken" in page
    assert "In Dertigdam is het andersom: 1,0 km tegen 2,0 km, twee keer zo ver bij de hoogste inkomens." in page
    assert "Een trend noemen we pas bij 4 jaren" in page
    assert "python -m etl template school_ventilation_poor_pct --gemeente GM9903" in page


@pytest.mark.parametrize(
    "query", ["?gebied=GM9903", "?gebied=NL00", "?gebied=GG9901", "?gebied=GM9903&schaal=nederland"]
)
def test_no_stamps_and_no_causes_in_any_sentence(browser: FlaskClient, query: str) -> None:
    assert not FORBIDDEN.search(told(browser, query))


def test_a_buurt_shows_its_gemeente_and_says_so(browser: FlaskClient) -> None:
    page = told(browser, "?gebied=BU99030101")
    assert "Buurt 1 ligt in Dertigdam." in page
    assert "in Dertigdam is het andersom" in page or "In Dertigdam is het andersom" in page


def test_a_region_as_frame_of_a_gemeente(browser: FlaskClient) -> None:
    assert "inkomens in GGD Noord?" in told(browser, "?gebied=GM9903&kader=GG9901")


def test_few_buurten_lead_to_a_wider_area(browser: FlaskClient) -> None:
    page = told(browser, "?gebied=GM9901")
    assert "te weinig buurten" in page
    assert "Kijk naar een groter gebied: " in page
    assert "GGD Noord" in page


def test_the_scale_goes_into_every_link_and_out_again(browser: FlaskClient) -> None:
    page = told(browser, "?gebied=GM9903&schaal=nederland")
    assert "ingedeeld naar de inkomens in heel Nederland" in page
    assert "bij de laagste inkomens van Nederland horen" in page
    tree = json.loads(layout(browser, "/ongelijkheid?gebied=GM9903&schaal=nederland"))
    links = [
        parse_qs(urlsplit(href).query).get("schaal")
        for href in properties(tree, "href")
        if "/ongelijkheid?gebied=GG" in str(href)
    ]
    assert ["nederland"] in links


def test_the_country_has_no_scale_to_choose(browser: FlaskClient) -> None:
    assert "Inkomensgroepen van" not in told(browser, "?gebied=NL00&schaal=nederland")


def test_an_older_year_is_shown_where_it_is(browser: FlaskClient) -> None:
    page = told(browser, "?gebied=GM9903&peiljaar=2020")
    assert "Indeling in buurten van 2020" in page
    assert "Bron: Bron" not in page
    assert "Cijfers van: 2020" in page
    assert "Cijfers van: nieuwste jaar per onderwerp" in told(browser, "?gebied=GM9903&peiljaar=1999")


@pytest.mark.parametrize(
    "query", ["?gebied=onzin", "?gebied=GM0001", "?schaal=%ff&peiljaar=x", "?indicator=nothing_km"]
)
def test_a_wrong_address_gives_a_page(browser: FlaskClient, query: str) -> None:
    assert "Wat verschilt tussen buurten" in told(browser, query)


def test_every_link_of_a_card_answers(browser: FlaskClient) -> None:
    found = [href for node in cards(browser, "?gebied=GM9903&schaal=nederland") for href in hrefs(node)]
    downloads = {href for href in found if href.startswith("/download")}
    assert any("uitspraak=supermarkt" in href for href in downloads)
    for href in downloads:
        answer = browser.get(href)
        assert answer.status_code == 200, href
        assert answer.headers["Content-Disposition"].startswith("attachment")
    anchors = {href[1:] for href in found if href.startswith("#")}
    ids = set(re.findall(r'"id": "([a-z_]+)"', json.dumps(cards(browser, "?gebied=GM9903"))))
    assert anchors <= ids


def test_the_map_of_a_card_is_of_its_figure_and_year(browser: FlaskClient) -> None:
    maps = [href for node in cards(browser, "?gebied=GM9903") for href in hrefs(node) if href.startswith("/?")]
    assert "/?gebied=GM9903&niveau=buurt&indicator=supermarket_km&jaar=2024" in maps


@pytest.mark.parametrize(
    "address", ["csv?gebied=GM9903&uitspraak=niets", "svg?gebied=GM9903", "svg?gebied=GM9903&uitspraak=huisarts"]
)
def test_a_download_of_nothing_is_not_found(browser: FlaskClient, address: str) -> None:
    assert browser.get(f"/download/ongelijkheid.{address}").status_code == 404


def test_without_a_warehouse_a_download_says_what_to_do(tmp_path: Path) -> None:
    client = create_app(
        Settings(warehouse=tmp_path / "none.duckdb"), Store(tmp_path / "none.duckdb")
    ).server.test_client()
    answer = client.get("/download/ongelijkheid.csv?gebied=GM9903")
    assert answer.status_code == 503
    assert "etl build" in answer.text


def test_two_visitors_get_each_their_own(browser: FlaskClient) -> None:
    first, second = told(browser, "?gebied=GM9903"), told(browser, "?gebied=NL00")
    assert "in Dertigdam?" in first
    assert "in Nederland?" in second
    assert browser.get("/", headers={"Referer": f"{HOST}/ongelijkheid"}).status_code == 200
