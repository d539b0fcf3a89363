"""Things that a whole test run shares, made once whatever the number of workers."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Folder `name` of this run, filled by `make(folder)` in the first worker that asks; the others wait for it."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    folder = shared / name
    whole = shared / f"{name}.whole"
    with FileLock(str(shared / f"{name}.lock")):
        if not whole.exists():
            make(folder)
            whole.touch()
    return folder
