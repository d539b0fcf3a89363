"""Where a run of briefings lives: a folder on disk that every process of the server can read, and nobody else."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from domain.wording import briefing_jobs as words

#: Folders of runs are removed after so long.
KEPT_SECONDS: Final = 3600
#: A run that did not write for so long is no longer there. A busy machine may need some seconds for a step.
SILENT_SECONDS: Final = 45
_ID: Final = re.compile(r"[0-9a-f]{48}")
#: Of the id so much names the warehouse, so that another process finds the folder by the id alone.
_WAREHOUSE_DIGITS: Final = 16
_LOCKED_AT_MOST: Final = 20.0


class NoRoom(Exception):  # noqa: N818  (it is a state of the server)
    """No safe folder can be made. `str()` is a Dutch sentence."""

    def __str__(self) -> str:
        return words.NO_ROOM


def home(digits: str) -> Path:
    """Folder of the runs of one warehouse, made when it is not there, for this user only. Raises NoRoom."""
    user = os.getuid() if hasattr(os, "getuid") else "gebruiker"
    path = Path(tempfile.gettempdir()) / f"buurtlens-briefings-{user}"
    for each in (path, path / digits):
        with contextlib.suppress(FileExistsError):
            each.mkdir(mode=0o700)
        found = each.lstat()
        others = hasattr(os, "getuid") and (found.st_uid != os.getuid() or stat.S_IMODE(found.st_mode) & 0o077)
        if not stat.S_ISDIR(found.st_mode) or others:
            # Somebody else made it first: what is in it is not ours.
            raise NoRoom(str(each))
    return path / digits


def digits_of(warehouse: str) -> str:
    """What names a warehouse in ids and folders."""
    return sha256(str(Path(warehouse).resolve()).encode()).hexdigest()[:_WAREHOUSE_DIGITS]


def new_folder(warehouse: str) -> tuple[str, Path]:
    """Id that cannot be guessed, and its folder. Raises NoRoom."""
    digits = digits_of(warehouse)
    job_id = digits + secrets.token_hex(16)
    path = home(digits) / job_id
    path.mkdir(mode=0o700)
    return job_id, path


def folder_of(job_id: str) -> Path | None:
    """Folder of an id; None for what is no id or no longer there."""
    if not _ID.fullmatch(job_id):
        return None
    path = home(job_id[:_WAREHOUSE_DIGITS]) / job_id
    return path if path.is_dir() and not _is_expired(path) else None


def running(warehouse: str) -> int:
    """How many runs of a warehouse are going on."""
    found = [read(path) for path in _folders(digits_of(warehouse))]
    return sum(each is not None and each["state"] == "running" and not is_silent(each) for each in found)


def is_silent(told: Mapping[str, Any]) -> bool:
    """Whether a run that says it is going on did not write for too long."""
    return time.time() - float(told["at"]) > SILENT_SECONDS


def clean_up(warehouse: str) -> None:
    """Remove folders of runs that are over an hour old."""
    for path in _folders(digits_of(warehouse)):
        if _is_expired(path):
            shutil.rmtree(path, ignore_errors=True)


def read(folder: Path) -> dict[str, Any] | None:
    """What a run last wrote; None before it wrote anything."""
    try:
        found: dict[str, Any] = json.loads((folder / "status.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def write(folder: Path, told: Mapping[str, Any]) -> None:
    """Write what a run does at once or not at all: another process may be reading."""
    beside = folder / f"status.{os.getpid()}.tmp"
    beside.write_text(json.dumps({**told, "at": time.time()}, ensure_ascii=False), encoding="utf-8")
    beside.replace(folder / "status.json")


@contextlib.contextmanager
def locked(warehouse: str) -> Iterator[None]:
    """One process at a time counts and starts. A lock that was left behind is taken over."""
    lock = home(digits_of(warehouse)) / "lock"
    until = time.monotonic() + _LOCKED_AT_MOST
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            if time.monotonic() > until:
                break
            time.sleep(0.02)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.rmdir()


def _folders(digits: str) -> list[Path]:
    return [path for path in home(digits).iterdir() if _ID.fullmatch(path.name)]


def _is_expired(path: Path) -> bool:
    """By the moment at which the order was written: a later write into the folder does not make it younger."""
    try:
        return time.time() - (path / "spec.json").stat().st_mtime > KEPT_SECONDS
    except OSError:
        with contextlib.suppress(OSError):
            return time.time() - path.stat().st_mtime > KEPT_SECONDS
        return True
