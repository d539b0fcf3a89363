"""The app as it is installed: gunicorn with two workers on a warehouse of the demo region, seen in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browsing import Server, serve


@pytest.fixture(scope="session")
def server(demo_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serve(demo_warehouse, tmp_path_factory.mktemp("server"))
