"""An app on the small warehouse of the store tests, spoken to as a browser does: over HTTP, without a browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from app import create_app
from callbacks.settings import Settings
from layouts import ids
from store.warehouse import Store
from tests.store.conftest import make_warehouse

Answer = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_warehouse(tmp_path_factory.mktemp("callbacks") / "warehouse.duckdb")


@pytest.fixture
def app(small_warehouse: Path) -> Iterator[Dash]:
    store = Store(small_warehouse)
    yield create_app(Settings(warehouse=small_warehouse), store)
    store.close()


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture
def show(client: FlaskClient) -> Callable[..., Answer]:
    """Ask for a view: `show("?gebied=…")`, or after a choice: `show(query, changed=ids.LEVEL, value="wijk")`."""
    dependencies = json.loads(client.get("/_dash-dependencies").data)
    callback = next(each for each in dependencies if f"{ids.URL}.search" in each["output"])

    def ask(
        query: str, changed: str = ids.URL, value: str | None = None, stands: Any = None, also: Any = None
    ) -> Answer:
        inputs = []
        for each in callback["inputs"]:
            picked = {**(also or {}), changed: value}
            given = query if each["id"] == ids.URL else picked.get(each["id"])
            inputs.append({**each, "value": given})
        outputs = []
        for each in callback["output"].strip(".").split("..."):
            name, _, prop = each.rpartition(".")
            outputs.append({"id": name, "property": prop})
        body = {
            "output": callback["output"],
            "outputs": outputs,
            "inputs": inputs,
            "state": [{**each, "value": stands} for each in callback["state"]],
            "changedPropIds": [f"{changed}.{'search' if changed == ids.URL else 'value'}"],
        }
        answer = client.post("/_dash-update-component", json=body)
        assert answer.status_code == 200, answer.data[:500]
        return dict(answer.json["response"])

    return ask
