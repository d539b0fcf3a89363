"""Routes of a run of briefings, asked as a page asks them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from briefing import bulk, job_folder
from callbacks import briefing_jobs
from domain.recipe import TextOf
from domain.recipe_file import from_file
from store.warehouse import Store

ORDER = {"vraag": "?gebieden=BU99010101,BU99010102", "vorm": "docx", "teksten": [], "gezien": [], "gemaakt": None}


@dataclass(frozen=True)
class _Settings:
    reactions: Path | None = None
    contacts: Path | None = Path("contact.csv")
    template: Path | None = None


@pytest.fixture
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Path]:
    """Folders of runs that were started; none is really run."""
    found: list[Path] = []
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(bulk, "_spawn", found.append)
    return found


@pytest.fixture
def client(demo_warehouse: Path) -> Iterator[FlaskClient]:
    server = Flask("test")
    store = Store(demo_warehouse)
    briefing_jobs.register(server, store, _Settings())
    with server.test_client() as made:
        yield made
    store.close()


def test_an_order_becomes_a_run_with_its_texts_and_can_be_followed_stopped_and_fetched(
    client: FlaskClient, folders: list[Path]
) -> None:
    texts = [{"gebied": "BU99010102", "blok": "duiding", "tekst": "Wij zien\u0007 dit ook."}]
    answer = client.post("/briefing/start", json={**ORDER, "teksten": texts})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert (answer.json or {})["totaal"] == 2
    job_id = (answer.json or {})["id"]
    spec = json.loads((folders[0] / "spec.json").read_text())
    assert spec["contacts"] == str(Path("contact.csv").resolve())
    assert spec["reactions"] is None
    assert from_file(spec["recipe"]).texts == {("BU99010102", TextOf.DUIDING): "Wij zien dit ook."}

    job_folder.write(folders[0], {"state": "running", "done": 1, "total": 2, "current": "Zuid", "problems": []})
    answer = client.get(f"/briefing/voortgang/{job_id}")
    assert answer.json == {"klaar": 1, "totaal": 2, "bezig": "Zuid", "staat": "running", "problemen": []}
    answer = client.get(f"/briefing/resultaat/{job_id}")
    assert (answer.status_code, answer.json) == (409, {"fout": "De documenten zijn nog niet klaar."})

    (folders[0] / "result").mkdir()
    (folders[0] / "result" / "briefings.zip").write_bytes(b"zip")
    told = {"state": "ready", "done": 2, "total": 2, "current": "", "problems": [], "name": "briefings.zip"}
    job_folder.write(folders[0], told)
    answer = client.get(f"/briefing/resultaat/{job_id}")
    assert (answer.data, answer.headers["Cache-Control"]) == (b"zip", "no-store")
    assert "briefings.zip" in answer.headers["Content-Disposition"]

    job_folder.write(folders[0], {**told, "state": "running"})
    assert client.post(f"/briefing/stop/{job_id}").json == {"staat": "cancelled"}


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ({"vraag": ""}, "Kies eerst een of meer gebieden."),
        ({"vorm": "exe"}, "Dit soort bestand kennen we niet."),
        ({"vraag": None}, "niet heel aangekomen"),
        ({"teksten": [{"gebied": "BU99010103", "blok": "duiding", "tekst": "x"}]}, "dat gebied is niet gekozen"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    client: FlaskClient, folders: list[Path], order: dict[str, Any], sentence: str
) -> None:
    answer = client.post("/briefing/start", json={**ORDER, **order})
    assert answer.status_code == 400
    assert sentence in (answer.json or {})["fout"]
    assert not folders


def test_only_json_of_a_bounded_size_is_read(client: FlaskClient, folders: list[Path]) -> None:
    assert client.post("/briefing/start", data={"vraag": ORDER["vraag"]}).status_code == 400
    assert client.post("/briefing/start", data="{", content_type="application/json").status_code == 400
    assert client.post("/briefing/start", json=["x"]).status_code == 400
    answer = client.post("/briefing/start", json={**ORDER, "teksten": "x" * briefing_jobs.LARGEST_BODY})
    assert answer.status_code == 413
    assert "te groot" in (answer.json or {})["fout"]
    assert not folders


def test_a_full_server_and_an_unknown_run_say_so(client: FlaskClient, folders: list[Path]) -> None:
    for _ in range(bulk.MOST_JOBS):
        assert client.post("/briefing/start", json=ORDER).status_code == 200
    answer = client.post("/briefing/start", json=ORDER)
    assert answer.status_code == 503
    assert "Wacht tot er een klaar is" in (answer.json or {})["fout"]
    assert len(folders) == bulk.MOST_JOBS
    for path in ("voortgang", "resultaat"):
        answer = client.get(f"/briefing/{path}/{'0' * 48}")
        assert answer.status_code == 404
        assert "kennen we niet" in (answer.json or {})["fout"]
        assert answer.headers["Cache-Control"] == "no-store"
