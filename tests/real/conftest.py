"""The real open data beside the project: never committed, used as input; one warehouse is built from it per test run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.once import made_once

OPEN_DATA = Path(os.environ.get("BUURTLENS_OPEN_DATA", Path(__file__).parents[3] / "shared" / "open-data"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is `real` and is skipped with a reason without the folder."""
    missing = pytest.mark.skip(reason=f"needs the open-data folder at {OPEN_DATA}")
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.real)
            if not OPEN_DATA.exists():
                item.add_marker(missing)


@pytest.fixture(scope="session")
def open_data() -> Path:
    return OPEN_DATA


@pytest.fixture(scope="session")
def real_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of the whole folder, compiled once by the command that a user types."""
    from etl.build import build

    def compile_open_data(folder: Path) -> None:
        build([OPEN_DATA], folder / "warehouse.duckdb")

    return made_once(tmp_path_factory, "real_warehouse", compile_open_data) / "warehouse.duckdb"


@pytest.fixture
def con(real_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(real_warehouse), read_only=True) as connection:
        yield connection
