"""The scan over HTTP: its page and form, and a warehouse of before there was one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from docx import Document
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings
from store.warehouse import Store
from tests.store.conftest import make_warehouse
from tests.store.test_store_cooperation import filled

PAGE = {"Referer": "http://localhost/scan?gebied=GM9901"}
FORM = "/download/samenwerkingsscan.docx"


@pytest.fixture(params=["with", "without"])
def visited(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[FlaskClient, bool]]:
    path = tmp_path / "warehouse.duckdb"
    if request.param == "with":
        filled(path)
    else:
        with duckdb.connect(str(make_warehouse(path))) as con:
            con.execute("DROP TABLE cooperation_part; DROP TABLE cooperation_group; DROP TABLE cooperation_option")
    store = Store(path)
    yield create_app(Settings(warehouse=path), store).server.test_client(), request.param == "with"
    store.close()


def test_page_and_form_come_or_say_why_not(visited: tuple[FlaskClient, bool]) -> None:
    client, is_there = visited
    page = client.get("/_dash-layout", headers=PAGE).get_data(as_text=True)
    assert ("data-onderdelen" in page) is is_there
    assert ("oudere versie" in page) is not is_there
    answer = client.get(FORM)
    assert answer.status_code == (200 if is_there else 404)
    if is_there:
        assert answer.headers["Content-Disposition"] == 'attachment; filename="samenwerkingsscan.docx"'
        assert Document(io.BytesIO(answer.data)).core_properties.title == "Samenwerkingsscan"


def test_the_scan_is_reached_from_another_screen_and_not_from_the_menu(visited: tuple[FlaskClient, bool]) -> None:
    assert "/scan" not in visited[0].get("/_dash-layout", headers={"Referer": "http://localhost/"}).get_data(
        as_text=True
    )
