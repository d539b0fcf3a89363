"""Trend panel and mode of change over HTTP: address in, words out; choices keep to years that may be compared."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings
from layouts import ids
from store.warehouse import Store
from tests.callbacks.conftest import Answer
from tests.callbacks.test_show import words

Show = Callable[..., Answer]
CHANGE = "?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2024&modus=verandering&jaar2=2022"


@pytest.fixture
def ask_trend(client: FlaskClient) -> Callable[[Any], Any]:
    """What the panel shows for what the page asks."""

    def ask(asked: Any) -> Any:
        body = {
            "output": f"{ids.TREND}.children",
            "outputs": {"id": ids.TREND, "property": "children"},
            "inputs": [{"id": ids.TREND_ASKED, "property": "data", "value": asked}],
            "changedPropIds": [f"{ids.TREND_ASKED}.data"],
        }
        answer = client.post("/_dash-update-component", json=body)
        assert answer.status_code == 200
        return answer.json["response"][ids.TREND]["children"]

    return ask


def test_the_trend_of_an_area(ask_trend: Callable[[Any], Any]) -> None:
    told = words(ask_trend({"query": "?gebied=BU99010101&indicator=supermarket_km", "build": "build-1"}))
    assert "Hoe veranderde dit in Binnenstad?" in told
    assert "Het ging van 0,4 km in 2022 naar 0,0 km in 2024: een verschil van 0,4 km" in told
    assert "<svg" in told
    assert "/download/verloop.csv?gebied=BU99010101&indicator=supermarket_km" in told


@pytest.mark.parametrize("asked", [None, {}, {"query": "?gebied=%00&indicator=<b>"}])
def test_whatever_is_asked_there_is_an_answer(ask_trend: Callable[[Any], Any], asked: Any) -> None:
    assert "Hoe veranderde dit" in words(ask_trend(asked))


def test_without_a_warehouse_the_panel_says_so(tmp_path: Path) -> None:
    app: Dash = create_app(Settings(warehouse=tmp_path / "none.duckdb"), Store(tmp_path / "none.duckdb"))
    body = {
        "output": f"{ids.TREND}.children",
        "outputs": {"id": ids.TREND, "property": "children"},
        "inputs": [{"id": ids.TREND_ASKED, "property": "data", "value": {"query": ""}}],
        "changedPropIds": [f"{ids.TREND_ASKED}.data"],
    }
    assert "nog geen gegevens" in words(app.server.test_client().post("/_dash-update-component", json=body).json)


def test_the_download_of_the_series(client: FlaskClient) -> None:
    answer = client.get("/download/verloop.csv?gebied=BU99010101&indicator=supermarket_km")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "buurtlens_supermarket_km_verloop_BU99010101" in answer.headers["Content-Disposition"]
    assert "Binnenstad;Afstand tot de supermarkt;2022;0,4" in answer.data.decode("utf-8-sig")


def test_an_address_of_a_change_gives_the_whole_view(show: Show) -> None:
    answer = show(CHANGE)
    assert answer[ids.HEADING]["children"] == (
        "U ziet: verandering van 2022 naar 2024 per buurt in Échtburg: Afstand tot de supermarkt."
    )
    assert (answer[ids.MODE]["value"], answer[ids.YEAR]["value"], answer[ids.YEAR2]["value"]) == (
        "verandering",
        "2024",
        "2022",
    )
    assert answer[ids.SCREEN]["className"] == "scherm-kaart modus-verandering"
    figures = json.loads(answer[ids.FIGURES]["data"])
    assert figures["change"]["years"] == [2022, 2024]
    assert figures["values"][1] == -0.4
    told = words(answer[ids.PANEL])
    assert "−0,4 km" in told
    assert "van 0,4 km in 2022 naar 0,0 km in 2024" in told
    assert "modus=verandering" in answer[ids.SELECTION]["data"]["link"]


def test_choosing_the_mode_fills_in_the_other_year(show: Show) -> None:
    start = "?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2024"
    answer = show(start, changed=ids.MODE, value="verandering")
    assert answer[ids.URL]["search"] == f"{start}&modus=verandering&jaar2=2022"
    back = show(answer[ids.URL]["search"], changed=ids.MODE, value="thema", also={ids.YEAR2: "2022"})
    assert back[ids.URL]["search"] == start
    assert back[ids.SCREEN]["className"] == "scherm-kaart modus-thema"


def test_choosing_the_year_of_the_other_picker_swaps_both(show: Show) -> None:
    answer = show(CHANGE, changed=ids.YEAR, value="2022", also={ids.YEAR2: "2022", ids.MODE: "verandering"})
    assert (answer[ids.YEAR]["value"], answer[ids.YEAR2]["value"]) == ("2022", "2024")
    assert "−0,4 km" in words(answer[ids.PANEL]), "the change is always from the earlier to the later year"
    assert words(answer[ids.MESSAGES]["children"]) == "null"


def test_a_modelled_topic_in_this_mode_shows_one_year_and_says_why(show: Show) -> None:
    answer = show(
        CHANGE, changed=ids.INDICATOR, value="good_health_pct", also={ids.MODE: "verandering", ids.YEAR2: "2022"}
    )
    assert answer[ids.MODE]["value"] == "thema"
    assert "rekenmodel" in words(answer[ids.MESSAGES]["children"])
    assert "Let op" in words(answer[ids.MESSAGES]["children"])


def test_another_area_keeps_mode_and_years(show: Show) -> None:
    trail = words(show(CHANGE)[ids.BREADCRUMB]["children"])
    assert "gebied=GM9901" in trail
    assert "modus=verandering&jaar2=2022" in trail


def test_the_downloads_hold_both_years_and_the_change(client: FlaskClient) -> None:
    answer = client.get(f"/download/kaart.zip{CHANGE}")
    assert "supermarket_km_2024_" not in answer.headers["Content-Disposition"]
    assert "supermarket_km_2022-2024_buurt_GM9901" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        data = csv.DictReader(io.StringIO(archive.read("data.csv").decode("utf-8-sig")), delimiter=";")
        readme = archive.read("LEESMIJ.txt").decode("utf-8-sig")
    found = next(row for row in data if row["gebied_code"] == "BU99010101")
    assert (found["jaar_eerst"], found["waarde_eerst"], found["jaar_laatst"], found["waarde_laatst"]) == (
        "2022",
        "0,4",
        "2024",
        "0",
    )
    assert (found["verandering"], found["eenheid_verandering"], found["kwaliteit"]) == ("-0,4", "km", "B")
    assert "2022 en 2024" in readme
    assert all(column in readme for column in found)
    assert client.get(f"/download/kaart.gpkg{CHANGE}").data[:15] == b"SQLite format 3"
