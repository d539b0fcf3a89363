"""From an address to a screen: the registry, the page that a browser gets, its title and menu, and the downloads of Gegevens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from dash import html
from flask.testing import FlaskClient

from app import create_app
from callbacks.screens import Screen, Screens
from callbacks.settings import Settings
from layouts import ids
from store.warehouse import Store

HOST = "http://localhost"


def layout(client: FlaskClient, address: str | None) -> str:
    """Layout that a browser at an address gets; None: it does not tell where it is."""
    headers = {"Referer": f"{HOST}{address}"} if address else {}
    answer = client.get("/_dash-layout", headers=headers)
    assert answer.status_code == 200
    return json.dumps(answer.json, ensure_ascii=False)


def properties(tree: Any, name: str) -> list[Any]:
    """All values of a property in a layout, in reading order."""
    if isinstance(tree, dict):
        own = [tree[name]] if name in tree else []
        return own + [found for child in tree.values() for found in properties(child, name)]
    return [found for child in tree for found in properties(child, name)] if isinstance(tree, list) else []


@pytest.fixture
def screens() -> Screens:
    def build(name: str) -> Screen:
        return Screen(name, name.strip("/") or "Begin", lambda query, parts: html.Div(f"{name} {query} {dict(parts)}"))

    return Screens([build("/"), build("/gegevens"), build("/buurt/<code>")])


@pytest.mark.parametrize(
    ("path", "pattern", "parts"),
    [
        ("/", "/", {}),
        ("/gegevens", "/gegevens", {}),
        ("/gegevens/", "/gegevens", {}),
        ("/buurt/BU99010101", "/buurt/<code>", {"code": "BU99010101"}),
    ],
)
def test_a_path_finds_its_screen_with_its_parts(
    screens: Screens, path: str, pattern: str, parts: dict[str, str]
) -> None:
    found = screens.find(path)
    assert found is not None
    assert (found[0].pattern, found[1]) == (pattern, parts)


@pytest.mark.parametrize("path", ["/nergens", "/buurt", "/buurt/a/b", "//", "/gegevens/x", "/%00", "/../etc", ""])
def test_any_other_path_shows_where_to_go(screens: Screens, path: str) -> None:
    if screens.find(path) is None:
        assert "bestaat niet" in str(screens.content(path, ""))
        assert screens.title(path) == "Niet gevonden – Buurtlens"


def test_the_menu_carries_the_view_and_leaves_out_what_needs_a_code(screens: Screens) -> None:
    menu = screens.menu("/gegevens", "?gebied=BU99010101&indicator=gp_km&thema=x&onzin=%3Cb%3E")
    assert [(item.href, item.is_here) for item in menu] == [
        ("/?gebied=BU99010101&indicator=gp_km", False),
        ("/gegevens?gebied=BU99010101&indicator=gp_km", True),
    ]


def test_the_map_comes_with_the_page_of_the_root(client: FlaskClient) -> None:
    got = layout(client, "/?gebied=GM9901")
    assert f'"{ids.MAP}"' in got
    assert f'"{ids.URL}"' in got
    assert ids.REPORT_COVERAGE not in got


def test_the_report_comes_with_its_own_page(client: FlaskClient) -> None:
    got = layout(client, "/gegevens?gebied=GM9901")
    assert "Welke cijfers zitten hierin?" in got
    assert f'"{ids.MAP}"' not in got
    assert "/?gebied=GM9901" in properties(json.loads(got), "href")


def test_level_and_theme_of_the_address_are_chosen(client: FlaskClient) -> None:
    got = layout(client, "/gegevens?niveau=wijk&thema=zomaar_iets")
    assert "Dit thema kennen we niet" in got
    (picker,) = [each for each in properties(json.loads(got), "props") if each.get("id") == ids.REPORT_THEME]
    assert picker["value"] == "alle"


@pytest.mark.parametrize("address", [None, "http://elders.nl/gegevens"])
def test_a_browser_that_does_not_tell_its_address_asks_again(client: FlaskClient, address: str | None) -> None:
    headers = {"Referer": address} if address else {}
    got = json.dumps(client.get("/_dash-layout", headers=headers).json)
    assert ids.LATE_ADDRESS in got
    assert f'"{ids.MAP}"' not in got
    body = {
        "output": f"{ids.LATE_PAGE}.children",
        "outputs": {"id": ids.LATE_PAGE, "property": "children"},
        "inputs": [{"id": ids.LATE_ADDRESS, "property": "pathname", "value": "/gegevens"}],
        "state": [{"id": ids.LATE_ADDRESS, "property": "search", "value": "?niveau=wijk"}],
        "changedPropIds": [f"{ids.LATE_ADDRESS}.pathname"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert "Welke cijfers zitten hierin?" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("path", "title"),
    [("/", "Kaart – Buurtlens"), ("/gegevens", "Gegevens – Buurtlens"), ("/nergens", "Niet gevonden – Buurtlens")],
)
def test_every_address_is_a_page_with_its_title(client: FlaskClient, path: str, title: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert f"<title>{title}</title>" in answer.get_data(as_text=True)


def test_an_unknown_page_is_friendly(client: FlaskClient) -> None:
    got = layout(client, "/bestaat-niet?gebied=%27;--")
    assert "Deze pagina bestaat niet" in got
    assert "/gegevens" in properties(json.loads(got), "href")


def test_downloads_of_the_report(client: FlaskClient) -> None:
    table = client.get("/download/dekking.csv")
    assert table.get_data(as_text=True).startswith("\ufeffindicator;titel;thema;niveau;jaar")
    text = client.get("/download/verslag.txt")
    assert "attachment" in text.headers["Content-Disposition"]
    assert "Welke cijfers zitten hierin?" in text.get_data(as_text=True)


def test_without_a_warehouse_every_screen_says_so(tmp_path: Path) -> None:
    missing = tmp_path / "none.duckdb"
    client = create_app(Settings(warehouse=missing), Store(missing)).server.test_client()
    for address in ("/", "/gegevens", None):
        assert "nog geen gegevens" in layout(client, address)
    assert client.get("/download/dekking.csv").status_code == 503
