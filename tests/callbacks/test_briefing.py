"""Screen Briefing and its routes: what an address asks for is what is offered and made; what is wrong is told in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import create_app
from callbacks.briefing import briefing_view
from callbacks.settings import Settings
from domain.recipe_file import from_file
from store.warehouse import Store
from tests.store.profile_warehouse import profile_warehouse

BUURT = "?gebieden=BU99010101"


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return profile_warehouse(tmp_path_factory.mktemp("briefing") / "warehouse.duckdb")


@pytest.fixture(scope="module")
def store(warehouse: Path) -> Iterator[Store]:
    store = Store(warehouse)
    yield store
    store.close()


@pytest.fixture(scope="module")
def app(warehouse: Path, store: Store) -> Dash:
    return create_app(Settings(warehouse=warehouse), store)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


def test_an_address_chooses_areas_and_offers_more_of_them(store: Store) -> None:
    view = briefing_view(store, f"{BUURT},GM9901,BU12345678&zoek=hofkw")
    assert [each.name for each in view.chosen] == ["Binnenstad", "Échtburg"]
    assert view.chosen[0].without == "/briefing?gebieden=GM9901"
    assert [area.name for area, _ in view.hits] == ["Hofkwartier"]
    assert view.hits[0][1] == "/briefing?gebieden=BU99010101,GM9901,BU99010102"
    assert [each.text for each in view.more] == ["Kies alle 2 wijken van Échtburg", "Kies alle 3 buurten van Échtburg"]
    assert "BU12345678" in view.lines[0]


def test_nothing_chosen_is_a_page_too(store: Store) -> None:
    view = briefing_view(store, "?zoek=<script>")
    assert (view.chosen, view.hits, view.searched) == ((), (), "script")


def test_a_document_holds_the_own_text_that_came_with_the_request(client: FlaskClient) -> None:
    told = {
        "vraag": BUURT,
        "vorm": "docx",
        "teksten": [{"gebied": "BU99010101", "blok": "duiding", "tekst": "Onze <b>woorden</b>."}],
    }
    answer = client.post("/briefing/maak", json=told)
    assert answer.status_code == 200
    assert 'filename="gebiedsbriefing_BU99010101_fictief.docx"' in answer.headers["Content-Disposition"]
    text = "\n".join(
        node.text or "" for node in docx.Document(BytesIO(answer.data)).element.body.iter() if hasattr(node, "text")
    )
    assert "Onze <b>woorden</b>." in text


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"PK"), ("gpkg", b"SQLite")])
def test_every_format_is_made(client: FlaskClient, form: str, start: bytes) -> None:
    answer = client.post("/briefing/maak", json={"vraag": BUURT, "vorm": form})
    assert answer.status_code == 200
    assert answer.data.startswith(start)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"vraag": BUURT, "vorm": "exe"}, "Een document als “exe”"),
        ({"vraag": "", "vorm": "pdf"}, "Kies eerst"),
        ({"vraag": "?gebieden=BU12345678", "vorm": "pdf"}, "BU12345678"),
        ([], "niet heel aangekomen"),
    ],
)
def test_what_cannot_be_made_is_a_sentence(client: FlaskClient, told: object, said: str) -> None:
    answer = client.post("/briefing/maak", json=told)
    assert answer.status_code == 400
    assert said in answer.json["fout"]


def test_a_kept_briefing_opens_again_with_text_and_figures(client: FlaskClient) -> None:
    text = [{"gebied": "BU99010101", "blok": "bewoners", "tekst": "De bus is weg."}]
    kept = client.post("/briefing/bewaar", json={"vraag": f"{BUURT}&delen=begin,bewoners", "teksten": text})
    assert kept.headers["Content-Disposition"].endswith('.briefing.json"')
    assert from_file(kept.data.decode()).made_on is not None
    opened = client.post("/briefing/open", data=kept.data, content_type="application/json").json
    assert opened["vraag"] == f"{BUURT}&delen=begin,bewoners"
    assert opened["teksten"] == text
    assert {"gebied": "BU99010101", "cijfer": "supermarket_km", "jaar": 2024, "waarde": 0.0} in opened["gezien"]


def test_a_file_that_is_no_briefing_is_refused(client: FlaskClient) -> None:
    answer = client.post("/briefing/open", data=json.dumps({"a": 1}), content_type="application/json")
    assert answer.status_code == 400
    assert "geen bewaarde briefing" in answer.json["fout"]


def test_the_preview_has_as_many_pictures_as_pages(client: FlaskClient) -> None:
    pages = client.get(f"/briefing/voorbeeld.json{BUURT}&soort=ons-gebied").json["bladzijden"]
    assert pages == 1
    assert client.get(f"/briefing/voorbeeld/1.png{BUURT}&soort=ons-gebied").data.startswith(b"\x89PNG")
    assert client.get(f"/briefing/voorbeeld/2.png{BUURT}&soort=ons-gebied").status_code == 404
    assert client.get("/briefing/voorbeeld.json?gebieden=BU12345678").json["bladzijden"] == 0
