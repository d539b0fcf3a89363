"""Screen Nabijheid over HTTP: an address gives its page, a download its file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import create_app
from callbacks.nabijheid import proximity_view
from callbacks.settings import Settings
from domain.proximity import IncomeSplit
from layouts import ids
from store.warehouse import Store
from tests.store.proximity_warehouse import proximity_warehouse

MARKET = "?gebied=WK990202&indicator=supermarket_km"


@pytest.fixture(scope="module")
def near_file(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return proximity_warehouse(small_warehouse, tmp_path_factory.mktemp("near") / "warehouse.duckdb")


@pytest.fixture
def near(near_file: Path) -> Iterator[Store]:
    store = Store(near_file)
    yield store
    store.close()


@pytest.fixture
def client(near_file: Path, near: Store) -> FlaskClient:
    app: Dash = create_app(Settings(warehouse=near_file), near)
    return app.server.test_client()


def page(client: FlaskClient, query: str) -> str:
    answer = client.get("/_dash-layout", headers={"Referer": f"http://localhost/nabijheid{query}"})
    assert answer.status_code == 200
    return json.dumps(answer.json, ensure_ascii=False).replace("\u00a0", " ")


def test_an_address_opens_its_area_and_facility(client: FlaskClient) -> None:
    told = page(client, MARKET)
    assert "Hoe ver wonen inwoners van Dorp van voorzieningen?" in told
    assert "Ongeveer 550 van de 1.000 inwoners (55%), in 2024." in told
    assert "Supermarkten binnen 3 km" not in told, "the wijk has no such count"
    assert "Supermarkten binnen 3 km: 8,0 (2023) → 7,0 (2024)" in page(
        client, "?gebied=GM9902&indicator=supermarket_km"
    )


def test_without_facility_only_the_overview(client: FlaskClient) -> None:
    told = page(client, "?gebied=GM9902")
    assert "Alle voorzieningen" in told
    assert "Wie woont verder" not in told


def test_a_guide_value_of_the_address_counts(near: Store) -> None:
    opened = proximity_view(near, f"{MARKET}&grens=1,55").opened or pytest.fail("a facility")
    view = opened.beyond.view or pytest.fail("figures")
    assert (view.guide.km, view.everyone.count) == (1.55, 200)
    assert isinstance(view.split, IncomeSplit)
    assert {guide.km for guide, _ in opened.beyond.guides} == {0.5, 1.0, 1.55, 2.5}
    assert opened.beyond.guides[0][1] == "/nabijheid?gebied=WK990202&indicator=supermarket_km&grens=0.5"


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("?gebied=GM9902&indicator=maan_km", "Dit onderwerp staat niet in deze gegevens."),
        ("?gebied=XX", "Het gebied “XX” in het webadres kennen we niet."),
        ("?gebied=GM0344", "Het gebied GM0344 staat niet in deze gegevens."),
        (f"{MARKET}&grens=ver", "De richtwaarde “ver” in het webadres kennen we niet."),
    ],
)
def test_what_cannot_be_shown_has_a_friendly_line(near: Store, query: str, line: str) -> None:
    assert any(each.startswith(line) for each in proximity_view(near, query).lines)


def test_a_topic_of_the_map_is_passed_over_and_kept_for_the_way_back(near: Store) -> None:
    view = proximity_view(near, "?gebied=GM9902&indicator=good_health_pct")
    assert (view.opened, view.lines) == (None, ())


def test_ways_on(near: Store) -> None:
    view = proximity_view(near, MARKET)
    assert [each.text for each in view.trail] == ["Nederland", "'s-Gravenhage"]
    assert view.trail[1].href == "/nabijheid?gebied=GM9902&indicator=supermarket_km"
    assert [each.text for each in view.onward] == [f"Hoek {number}" for number in range(10)]
    assert [each.text for each in proximity_view(near, "?gebied=BU99020200").onward] == ["'s-Gravenhage", "Dorp"]
    opened = view.opened or pytest.fail("a facility")
    assert opened.close_href == "/nabijheid?gebied=WK990202"
    assert opened.map_href == "/?gebied=WK990202&indicator=supermarket_km"


def test_what_stands_already_is_not_made_again(client: FlaskClient) -> None:
    def show(query: str, stands: str) -> set[str]:
        outputs = [{"id": ids.PROXIMITY, "property": "children"}, {"id": ids.PROXIMITY_STANDS, "property": "data"}]
        body = {
            "output": f"..{ids.PROXIMITY}.children...{ids.PROXIMITY_STANDS}.data..",
            "outputs": outputs,
            "inputs": [{"id": ids.PROXIMITY_URL, "property": "search", "value": query}],
            "state": [{"id": ids.PROXIMITY_STANDS, "property": "data", "value": stands}],
            "changedPropIds": [f"{ids.PROXIMITY_URL}.search"],
        }
        return set(client.post("/_dash-update-component", json=body).json["response"])

    assert show(MARKET, MARKET.removeprefix("?")) == set()
    assert show(f"{MARKET}&grens=2.5", MARKET) == {ids.PROXIMITY, ids.PROXIMITY_STANDS}


def test_downloads_carry_their_name(client: FlaskClient) -> None:
    overview = client.get("/download/nabijheid.csv?gebied=GM9902")
    assert overview.headers["Content-Disposition"] == 'attachment; filename="buurtlens_nabijheid_GM9902_fictief.csv"'
    assert "Supermarkten binnen 3 km" in overview.get_data(as_text=True)
    people = client.get(f"/download/nabijheid-inwoners.csv{MARKET}&grens=1.0").get_data(as_text=True)
    assert "inkomensgroep 3 van 3 (hoogste inkomens)" in people
    drawn = client.get(f"/download/nabijheid.svg{MARKET}&beeld=groepen")
    assert drawn.content_type.startswith("image/svg+xml")
    assert "T24" in " ".join(ElementTree.fromstring(drawn.data).itertext())


@pytest.mark.parametrize(
    "query", ["?gebied=GM9902", f"{MARKET}&beeld=iets", "?gebied=GM9902&indicator=good_health_pct&beeld=groepen"]
)
def test_a_picture_that_is_none_is_not_found(client: FlaskClient, query: str) -> None:
    assert client.get(f"/download/nabijheid.svg{query}").status_code == 404


def test_without_warehouse_the_downloads_say_so(client: FlaskClient, near: Store, tmp_path: Path) -> None:
    near.path = tmp_path / "nowhere.duckdb"
    answer = client.get("/download/nabijheid.csv")
    assert answer.status_code == 503
    assert "nog geen gegevens" in answer.get_data(as_text=True)
