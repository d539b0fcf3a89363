"""The screen's one callback: every address gives a whole view; a choice gives the address of what it shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import create_app
from callbacks.settings import Settings
from domain.view_state import ViewState
from layouts import ids
from store.warehouse import Store
from tests.callbacks.conftest import Answer

Show = Callable[..., Answer]


def words(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False).replace("\u00a0", " ")


def test_an_address_gives_the_whole_view(show: Show) -> None:
    answer = show("?gebied=BU99010102&indicator=supermarket_km&jaar=2024")
    assert answer[ids.HEADING]["children"] == "U ziet: Afstand tot de supermarkt per buurt in Échtburg, 2024."
    assert answer[ids.INDICATOR]["value"] == "supermarket_km"
    assert (answer[ids.LEVEL]["value"], answer[ids.YEAR]["value"]) == ("buurt", "2024")
    assert answer[ids.SELECTION]["data"]["code"] == "BU99010102"
    assert "1,2 km" in words(answer[ids.PANEL])
    assert answer[ids.MAP_LAYER]["children"]["props"]["url"] == "/geo/build-1/buurt/GM9901.pbf"
    assert json.loads(answer[ids.FIGURES]["data"])["geometry"] == "/geo/build-1/buurt/GM9901.pbf"
    assert ids.URL not in answer, "an address that is asked for is not written again"


def test_a_true_zero_reaches_map_and_panel_as_zero(show: Show) -> None:
    answer = show("?gebied=BU99010101&indicator=supermarket_km&jaar=2024")
    figures = json.loads(answer[ids.FIGURES]["data"])
    assert figures["values"][1] == 0
    assert figures["classes"][1] == "0"
    assert "0,0 km" in words(answer[ids.PANEL])


def test_what_stands_already_is_not_sent_again(show: Show) -> None:
    first = show("?gebied=BU99010101&indicator=supermarket_km&jaar=2024")
    again = show("?gebied=BU99010102&indicator=supermarket_km&jaar=2024", stands=first[ids.STANDS]["data"])
    assert ids.MAP_LAYER not in again
    assert ids.FIGURES not in again
    assert again[ids.SELECTION]["data"]["code"] == "BU99010102"
    other = show("?gebied=BU99010102&indicator=good_health_pct", stands=first[ids.STANDS]["data"])
    assert ids.FIGURES in other


@pytest.mark.parametrize(
    ("picker", "value", "expected"),
    [
        (ids.INDICATOR, "good_health_pct", {"indicator": "good_health_pct", "jaar": "2022"}),
        (ids.YEAR, "2022", {"indicator": "supermarket_km", "jaar": "2022"}),
        (ids.SCALE, "gemeente", {"schaal": "gemeente"}),
    ],
)
def test_a_choice_becomes_an_address(show: Show, picker: str, value: str, expected: dict[str, str]) -> None:
    start = "?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2024"
    answer = show(start, changed=picker, value=value)
    query = answer[ids.URL]["search"]
    for key, text in {"gebied": "BU99010101", **expected}.items():
        assert f"{key}={text}" in query
    view, lines = ViewState.from_query(query)
    assert lines == ()
    assert view.to_query() == query
    assert answer[ids.MESSAGES]["children"] is None


def test_a_year_that_another_indicator_lacks_is_replaced_without_complaint(show: Show) -> None:
    answer = show(
        "?gebied=BU99010101&indicator=supermarket_km&jaar=2024", changed=ids.INDICATOR, value="good_health_pct"
    )
    assert answer[ids.YEAR]["value"] == "2022"
    assert answer[ids.MESSAGES]["children"] is None


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("?gebied=zzz", "zzz"),
        ("?gebied=BU12345678", "BU12345678"),
        ("?indicator=nope_km", "onderwerp"),
        ("?indicator=%3Cscript%3E", "onderwerp"),
        ("?jaar=1850", "1850"),
        ("?niveau=straat", "straat"),
        ("?schaal=wereld", "wereld"),
        ("?modus=stapeling", "Stapeling is met deze gegevens niet te laten zien"),
        ("?modus=twee&indicator2=nope_km", "tweede onderwerp"),
        ("?modus=twee&vak=9-9", "Het vak"),
        ("?modus=stapeling&drempel=21", "De grens"),
        ("?indeling=1999", "indeling"),
    ],
)
def test_nonsense_shows_the_default_with_a_friendly_line(show: Show, query: str, line: str) -> None:
    answer = show(query)
    assert answer[ids.HEADING]["children"].startswith("U ziet")
    assert line in words(answer[ids.MESSAGES])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_whatever_stands_in_the_address_the_screen_comes(show: Show, query: str) -> None:
    assert show(f"?gebied={query}&{query}")[ids.HEADING]["children"].startswith("U ziet")


def test_absent_benchmarks_are_explained(show: Show) -> None:
    answer = show("?gebied=BU99010101&indicator=good_health_pct&jaar=2022")
    assert "geen eigen cijfer" in words(answer[ids.LEGEND])


def test_downloads_are_of_what_is_shown(show: Show) -> None:
    head = words(show("?gebied=BU99010101&indicator=supermarket_km&jaar=2022")[ids.TABLE_HEAD])
    assert "/download/kaart.zip?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2022" in head


def test_without_a_warehouse_the_page_and_the_view_say_so(tmp_path: Path) -> None:
    missing = tmp_path / "none.duckdb"
    client = create_app(Settings(warehouse=missing), Store(missing)).server.test_client()
    assert "nog geen gegevens" in client.get("/_dash-layout").get_data(as_text=True).encode().decode("unicode_escape")
    health = client.get("/healthz")
    assert health.status_code == 503
    assert health.json["ok"] is False
    assert client.get("/geo/x/buurt/GM9901.pbf").status_code == 503


def test_two_choices_before_an_answer_both_count(show: Show) -> None:
    start = "?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2022"
    answer = show(start, changed=ids.SCALE, value="gemeente", also={ids.INDICATOR: "good_health_pct"})
    query = answer[ids.URL]["search"]
    assert "schaal=gemeente" in query
    assert "indicator=good_health_pct" in query


def test_from_a_gemeente_a_link_leads_back_to_the_country_at_the_same_level(show: Show) -> None:
    panel = words(show("?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2024")[ids.PANEL])
    assert "Bekijk alle buurten in Nederland" in panel
    assert "?gebied=NL00&niveau=buurt&indicator=supermarket_km&jaar=2024" in panel
    country = words(show("?gebied=NL00&niveau=buurt&indicator=supermarket_km&jaar=2024")[ids.PANEL])
    assert "Bekijk alle" not in country


def test_an_empty_map_says_so_in_its_legend(show: Show) -> None:
    legend = words(show("?gebied=NL00&niveau=wijk&indicator=residents_count&jaar=2024")[ids.LEGEND])
    assert "Voor Nederland is over 2024 geen cijfer bekend." in legend
