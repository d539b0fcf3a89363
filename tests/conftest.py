"""The fictional demo region, written and compiled once per test run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.browsing import chromium, regular, visit
from tests.once import made_once

__all__ = ["chromium", "regular", "visit"]  # one browser per worker, wherever the test stands

# A law is about what comes out, not about how long one example takes on a busy machine: speed is measured in bench/.
settings.register_profile("buurtlens", deadline=None)
settings.load_profile("buurtlens")


@pytest.fixture(scope="session")
def demo_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw files of the demo region in the sources' own formats. Read only: a test that changes one copies the folder."""
    from etl.demo import write_demo

    return made_once(tmp_path_factory, "demo_raw", write_demo)


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory, demo_raw: Path) -> Path:
    """The demo compiled by the same pipeline as real figures; BUURTLENS_TEST_WAREHOUSE names a ready one."""
    from etl.build import build

    if ready := os.environ.get("BUURTLENS_TEST_WAREHOUSE"):
        return Path(ready)

    def compile_demo(folder: Path) -> None:
        build([demo_raw], folder / "warehouse.duckdb")

    return made_once(tmp_path_factory, "demo_warehouse", compile_demo) / "warehouse.duckdb"
