from __future__ import annotations

import json
from typing import Any

from flask.testing import FlaskClient

from layouts import ids


def find(client: FlaskClient, text: str | None, query: str = "", path: str = "/") -> dict[str, Any]:
    output = f"..{ids.SEARCH_RESULTS}.children...{ids.SEARCH_CODES}.data.."
    body = {
        "output": output,
        "outputs": [
            {"id": ids.SEARCH_RESULTS, "property": "children"},
            {"id": ids.SEARCH_CODES, "property": "data"},
        ],
        "inputs": [{"id": ids.SEARCH_ASKED, "property": "data", "value": text}],
        "state": [
            {"id": ids.ADDRESS, "property": "search", "value": query},
            {"id": ids.ADDRESS, "property": "pathname", "value": path},
        ],
        "changedPropIds": [f"{ids.SEARCH_ASKED}.data"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200
    return dict(answer.json["response"])


def test_a_postcode_lists_all_its_buurten_and_points_them_out(client: FlaskClient) -> None:
    answer = find(client, "3511", "?indicator=good_health_pct")
    assert sorted(answer[ids.SEARCH_CODES]["data"]) == ["BU99010101", "BU99010102"]
    shown = json.dumps(answer[ids.SEARCH_RESULTS])
    assert "gebied=BU99010101&indicator=good_health_pct" in shown
    assert "data:image/svg+xml," in shown
    assert "1. " in shown


def test_a_name_is_found_without_accents(client: FlaskClient) -> None:
    shown = json.dumps(find(client, "echtb")[ids.SEARCH_RESULTS])
    assert "GM9901" in shown
    assert "data:image" not in shown


def test_one_letter_or_nothing_is_no_search(client: FlaskClient) -> None:
    for text in (None, "", " a "):
        assert find(client, text)[ids.SEARCH_RESULTS]["children"] is None


def test_what_is_typed_is_text_and_never_markup_or_sql(client: FlaskClient) -> None:
    shown = find(client, "'; DROP TABLE area; --<b>")[ids.SEARCH_RESULTS]
    assert "We vonden niets" in json.dumps(shown)


def test_a_hit_opens_on_the_screen_of_the_reader_where_that_is_about_an_area(client: FlaskClient) -> None:
    shown = json.dumps(find(client, "echtb", "?indicator=supermarket_km&grens=2.5", "/nabijheid")[ids.SEARCH_RESULTS])
    assert "/nabijheid?gebied=GM9901&indicator=supermarket_km&grens=2.5" in shown
    assert '"/?gebied=GM9901' in json.dumps(find(client, "echtb", "", "/gegevens")[ids.SEARCH_RESULTS])


def test_a_screen_that_does_not_follow_its_address_is_loaded_anew(client: FlaskClient) -> None:
    shown = json.dumps(find(client, "echtb", "?gebieden=GM9902", "/vergelijken")[ids.SEARCH_RESULTS])
    assert '"href": "/vergelijken?gebied=GM9901' in shown
    assert '"refresh": true' in shown
    assert '"refresh": true' not in json.dumps(find(client, "echtb", "", "/nabijheid")[ids.SEARCH_RESULTS])
