"""Many documents off the request thread: start a run, ask how far it is, stop it, and fetch what it made.

A run is a process of its own (`python -m briefing.bulk FOLDER`) with its state in a folder on disk, so that every process of the
server can answer for it, and a restart of the server does not cost it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from briefing.job_folder import clean_up, folder_of, is_silent, locked, new_folder, read, running, write
from domain.recipe_file import from_file
from domain.wording import briefing_jobs as words

#: Runs at once per warehouse: on two cores more would only make each of them slower.
MOST_JOBS: Final = 2
#: What a run may write; those of briefing.make.Format, which is not imported here: it would cost the server 100 MB.
FORMS: Final = ("docx", "pdf", "xlsx", "csv", "gpkg")
_ROOT: Final = Path(__file__).parents[1]
#: One thread per process: the work is divided over processes already.
_QUIET: Final = {"MPLBACKEND": "agg", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class State(StrEnum):
    """Where a run is."""

    RUNNING = "running"
    READY = "ready"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True)
class Status:
    """How far a run is: documents done of `total`, the area at work, and Dutch sentences for what did not succeed."""

    done: int
    total: int
    current: str
    state: State
    problems: tuple[str, ...] = ()


class Busy(Exception):  # noqa: N818  (it is a state of the server)
    """As many runs are going on as the server takes. `str()` is a Dutch sentence."""

    def __str__(self) -> str:
        return words.all_busy(MOST_JOBS)


class UnknownJob(LookupError):  # noqa: N818  (it is about what was asked)
    """A run that does not exist, or no longer. `str()` is a Dutch sentence."""

    def __str__(self) -> str:
        return words.UNKNOWN_JOB


def start(spec: Mapping[str, Any]) -> str:
    """Id of a run that makes the documents of a spec: warehouse, recipe (text of to_file), format, base, made_on, template, reactions,
    contacts.

    Raises ValueError with a Dutch sentence for a spec without areas or of another format, Busy, and NoRoom.
    """
    recipe = from_file(spec["recipe"])
    if not recipe.areas:
        raise ValueError(words.NO_AREAS)
    if spec["format"] not in FORMS:
        raise ValueError(words.UNKNOWN_FORM)
    warehouse = str(spec["warehouse"])
    with locked(warehouse):
        clean_up(warehouse)
        if running(warehouse) >= MOST_JOBS:
            raise Busy
        job_id, folder = new_folder(warehouse)
        (folder / "spec.json").write_text(json.dumps(dict(spec)), encoding="utf-8")
        write(folder, {"state": "running", "done": 0, "total": len(recipe.areas), "current": "", "problems": []})
    _spawn(folder)
    return job_id


def status(job_id: str) -> Status:
    """How far a run is; one that was killed is seen as failed. Raises UnknownJob."""
    folder = _folder(job_id)
    told = read(folder)
    if told is None:
        raise UnknownJob(job_id)
    state, problems = State(told["state"]), list(told["problems"])
    if state is State.RUNNING and (folder / "stop").exists():
        state = State.CANCELLED
    elif state is State.RUNNING and is_silent(told):
        state = State.FAILED
        problems.append(words.STOPPED)
    return Status(told["done"], told["total"], told["current"], state, tuple(problems))


def cancel(job_id: str) -> None:
    """Stop a run; of one that is over nothing changes. Raises UnknownJob."""
    (_folder(job_id) / "stop").touch()


def result(job_id: str) -> Path | None:
    """The file that a run made, under the name that a reader keeps; None while it is not ready. Raises UnknownJob."""
    told = read(_folder(job_id))
    if told is None or told["state"] != "ready":
        return None
    path = _folder(job_id) / "result" / str(told["name"])
    return path if path.is_file() else None


def _folder(job_id: str) -> Path:
    found = folder_of(job_id)
    if found is None:
        raise UnknownJob(job_id)
    return found


def _spawn(folder: Path) -> None:
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing.bulk", str(folder)],
            cwd=_ROOT,
            env={**os.environ, **_QUIET},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    # Waited for, so that it does not stay behind as a process that has ended.
    threading.Thread(target=process.wait, daemon=True).start()


if __name__ == "__main__":
    from briefing.bulk_run import run

    if hasattr(os, "nice"):
        os.nice(10)  # the map goes before
    run(Path(sys.argv[1]))
