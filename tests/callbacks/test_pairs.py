"""Two themes and the stacking over HTTP: address in, the whole screen out; a choice becomes an address."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings
from layouts import ids
from store.warehouse import Store
from tests.callbacks.conftest import Answer
from tests.callbacks.test_show import words
from tests.store.index_warehouse import index_warehouse

Show = Callable[..., Answer]
TWO = "?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2024&modus=twee&indicator2=air_score&jaar2=2024"
STACK = "?gebied=BU99010101&modus=stapeling"


@pytest.fixture(scope="session")
def indexed_warehouse(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return index_warehouse(small_warehouse, tmp_path_factory.mktemp("pairs") / "warehouse.duckdb")


@pytest.fixture
def client(indexed_warehouse: Path) -> FlaskClient:
    store = Store(indexed_warehouse)
    return create_app(Settings(warehouse=indexed_warehouse), store).server.test_client()


def test_an_address_of_two_themes_gives_the_whole_view(show: Show) -> None:
    answer = show(f"{TWO}&vak=1-3")
    assert answer[ids.HEADING]["children"] == (
        "U ziet twee thema's per buurt in Échtburg: Afstand tot de supermarkt en Air."
    )
    assert answer[ids.SCREEN]["className"] == "scherm-kaart modus-twee"
    assert (answer[ids.INDICATOR2]["value"], answer[ids.YEAR2]["value"]) == ("air_score", "2024")
    assert answer[ids.YEAR2]["label"] == "Jaar van het tweede onderwerp"
    assert answer[ids.SELECTION]["data"]["cell"] == "1-3"
    figures = json.loads(answer[ids.FIGURES]["data"])
    assert figures["classes"] == "26--"
    assert figures["values"] == [2, 6, None, None]
    assert [column["head"] for column in figures["pair"]["columns"]] == ["Afstand tot de supermarkt, 2024", "Air, 2024"]
    panel = words(answer[ids.PANEL])
    for part in ("0,0 km", "85 punten", "dichtbij", "Alleen Afstand tot de supermarkt", "Wat hier gunstig is"):
        assert part in panel
    legend = words(answer[ids.LEGEND])
    assert '"aria-pressed": "true"' in legend
    assert "beide hoog" in legend


def test_the_reason_of_a_missing_figure_travels_too(show: Show) -> None:
    figures = json.loads(show(TWO)[ids.FIGURES]["data"])
    reasons = [figures["statusTexts"][letter] for letter in figures["statuses"]]
    assert reasons[2:] == ["geen inwoners", "afgeschermd door de bron"]


def test_a_cell_that_is_pointed_out_does_not_send_the_figures_again(show: Show) -> None:
    first = show(TWO)
    again = show(f"{TWO}&vak=3-1", stands=first[ids.STANDS]["data"])
    assert ids.FIGURES not in again
    assert again[ids.SELECTION]["data"]["cell"] == "3-1"


def test_choosing_the_mode_and_the_second_theme(show: Show) -> None:
    start = "?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2024"
    answer = show(start, changed=ids.MODE, value="twee")
    assert "modus=twee" in answer[ids.URL]["search"]
    query = answer[ids.URL]["search"]
    chosen = show(query, changed=ids.INDICATOR2, value="noise_score", also={ids.MODE: "twee"})
    assert "indicator2=noise_score" in chosen[ids.URL]["search"]
    assert chosen[ids.MESSAGES]["children"] is None
    refused = show(query, changed=ids.INDICATOR2, value="supermarket_km", also={ids.MODE: "twee"})
    assert "twee keer hetzelfde" in words(refused[ids.MESSAGES])
    assert "Let op" in words(refused[ids.MESSAGES])


def test_what_a_hidden_picker_still_holds_is_no_choice(show: Show) -> None:
    start = "?gebied=BU99010101&niveau=buurt&indicator=supermarket_km&jaar=2024"
    answer = show(start, changed=ids.YEAR, value="2022", also={ids.STACK: "own_score", ids.INDICATOR2: "air_score"})
    assert answer[ids.URL]["search"] == start.replace("2024", "2022")


def test_an_address_of_the_stacking_gives_the_whole_view(show: Show) -> None:
    answer = show(f"{STACK}&nieuwbouw=2024")
    assert answer[ids.HEADING]["children"] == (
        "U ziet per buurt in Échtburg wat samenkomt: druk op bestaanszekerheid en omgevingsdruk."
    )
    assert [option["value"] for option in answer[ids.STACK]["data"]] == ["certainty_score", "own_score"]
    assert [option["value"] for option in answer[ids.SINCE]["data"]] == ["geen", "2024", "2020"]
    panel = words(answer[ids.PANEL])
    for part in (
        "Hier komt veel samen",
        "Druk op bestaanszekerheid: 2 van 2 (inkomen en wonen).",
        "Omgevingsdruk: 2 van 3 (lucht en geluid).",
        "stevig",
        "Woningen nieuw gebouwd in 2024: 30.",
        "Wat hier gunstig is",
    ):
        assert part in panel
    legend = words(answer[ids.LEGEND])
    for part in (
        "In Échtburg is er 1 buurt waar veel samenkomt. Daar wonen 1.000 mensen.",
        "Bij 20% gaat het om 1 buurt",
        "In 2022 ging het om 1 buurt, in 2024 om 1 buurt. Wel in 2024, niet in 2022: Binnenstad. Wel in 2022, niet in 2024: Nieuwland.",
        "In Échtburg zijn er in 2024 35 woningen nieuw gebouwd. Daarvan staan er 30 (86%) in de gemarkeerde buurten.",
        "60% van die huishoudens in Échtburg (2023)",
        "keer zo vaak voor als bij toeval",
    ):
        assert part in legend
    pair = json.loads(answer[ids.FIGURES]["data"])["pair"]
    assert (pair["marked"], pair["dots"], pair["careful"]) == ([1], [[1, 30]], [])
    assert pair["columns"][0]["texts"][1] == "2 van 2"


def test_choices_of_the_stacking_become_an_address(show: Show) -> None:
    query = show("?gebied=GM9901", changed=ids.MODE, value="stapeling")[ids.URL]["search"]
    assert "indicator=certainty_score" in query
    also = {ids.MODE: "stapeling", ids.STACK: "certainty_score"}
    assert "drempel=33" in show(query, changed=ids.THRESHOLD, value="33", also=also)[ids.URL]["search"]
    since = show(query, changed=ids.SINCE, value="2020", also=also)[ids.URL]["search"]
    assert "nieuwbouw=2020" in since
    assert "nieuwbouw" not in show(since, changed=ids.SINCE, value="geen", also=also)[ids.URL]["search"]
    capitals = show(query, changed=ids.STACK, value="own_score", also={ids.MODE: "stapeling"})
    assert "indicator=own_score" in capitals[ids.URL]["search"]
    assert "onze invulling" in words(capitals[ids.LEGEND])
    one = show(query, changed=ids.MODE, value="thema", also={ids.STACK: "certainty_score"})
    assert "modus" not in one[ids.URL]["search"]


def test_a_gemeente_has_no_cell_of_its_own(show: Show) -> None:
    answer = show("?gebied=GM9901&modus=stapeling")
    assert "Kies een buurt op de kaart" in words(answer[ids.PANEL])
    assert "Kies een buurt op de kaart" in answer[ids.SPOKEN]["children"]


def test_the_scale_of_one_gemeente_is_named(show: Show) -> None:
    for query in (TWO, STACK):
        assert "alleen binnen Échtburg" in words(show(f"{query}&schaal=gemeente")[ids.LEGEND])


@pytest.mark.parametrize(
    "query", [TWO, STACK, f"{STACK}&indicator=own_score&drempel=25&schaal=gemeente&nieuwbouw=2020"]
)
def test_figures_and_downloads_of_what_is_shown(client: FlaskClient, show: Show, query: str) -> None:
    assert client.get(f"/figures{query}").data.decode() == show(query)[ids.FIGURES]["data"]
    answer = client.get(f"/download/kaart.zip{query}")
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        assert set(archive.namelist()) == {"data.csv", "codebook.csv", "LEESMIJ.txt"}
    assert client.get(f"/download/kaart.gpkg{query}").status_code == 200


def test_ways_on_from_a_buurt_stay_where_there_is_a_stacking(show: Show) -> None:
    stacked, one = (words(show(query)[ids.PANEL]) for query in (STACK, "?gebied=BU99010101&indicator=supermarket_km"))
    assert "Bekijk de wijk" in one
    assert "Bekijk de wijk" not in stacked
    assert "Bekijk alle buurten in Nederland" in stacked
    assert "Alleen Certainty" in stacked
