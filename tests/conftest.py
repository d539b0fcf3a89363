"""The fictional demo region, written and compiled once per test run whatever the number of workers."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock


def _once(tmp_path_factory: pytest.TempPathFactory, name: str) -> tuple[Path, FileLock]:
    """A folder that all workers of this run share, and the lock under which the first of them fills it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return shared / name, FileLock(str(shared / f"{name}.lock"))


@pytest.fixture(scope="session")
def demo_raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw files of the demo region in the sources' own formats. Read only: a test that changes one copies the folder."""
    from etl.demo import write_demo

    folder, lock = _once(tmp_path_factory, "demo_raw")
    with lock:
        if not (folder / ".whole").exists():
            write_demo(folder)
            (folder / ".whole").touch()
    return folder


@pytest.fixture(scope="session")
def demo_warehouse(tmp_path_factory: pytest.TempPathFactory, demo_raw: Path) -> Path:
    """The demo compiled by the same pipeline as real figures."""
    from etl.build import build

    if ready := os.environ.get("BUURTLENS_TEST_WAREHOUSE"):
        return Path(ready)
    folder, lock = _once(tmp_path_factory, "demo_warehouse")
    target = folder / "warehouse.duckdb"
    with lock:
        if not target.exists():
            build([demo_raw], target)
    return target
