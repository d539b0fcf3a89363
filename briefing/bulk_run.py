"""A run of many documents in its own process: hands areas to workers, keeps the progress, and packs what they made."""

from __future__ import annotations

import json
import multiprocessing
import shutil
import time
import traceback
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final

from briefing.bulk_worker import Told, work
from briefing.files import unused
from briefing.job_folder import write
from domain.numbers_nl import format_date
from domain.recipe import Recipe
from domain.recipe_file import from_file
from domain.wording import briefing_jobs as words

#: One per core of the smallest server that is thought of; each holds some 300 MB.
WORKERS: Final = 2
#: Longer than a run of the most areas takes on a busy machine.
LONGEST_SECONDS: Final = 1800
MOST_BYTES: Final = 500_000_000
#: So many workers may fall away (killed for their memory, for instance) before the run gives up.
MOST_LOST: Final = 3
#: What a worker keeps of the areas it saw grows by some 2 MB per document; after so many another takes its place.
MOST_PER_WORKER: Final = 50
_STEP_SECONDS: Final = 0.5


class _Stopped(Exception):  # noqa: N818  (it is a way out)
    """The reader stopped the run."""


class _GivesUp(Exception):  # noqa: N818
    """The run cannot go on; the argument is a Dutch sentence."""


@dataclass
class _Worker:
    process: Any
    line: Connection
    place: int | None = None
    label: str = ""
    given: int = 0


@dataclass
class _Run:
    """What is to be done and what was."""

    folder: Path
    spec: Mapping[str, Any]
    recipe: Recipe
    #: Areas by their place in the recipe; one place -1 for a document of all of them.
    waiting: list[int]
    total: int
    made: dict[int, tuple[str, Path]] = field(default_factory=dict)
    problems: dict[int, str] = field(default_factory=dict)
    is_demo: bool = False
    lost: int = 0
    started: float = field(default_factory=time.monotonic)


def run(folder: Path) -> None:
    """Do the work of a folder to its end, whatever that is."""
    spec = json.loads((folder / "spec.json").read_text(encoding="utf-8"))
    recipe = from_file(spec["recipe"])
    one = len(recipe.areas) == 1 or recipe.combined or spec["format"] not in ("docx", "pdf")
    waiting = [-1] if one else list(range(len(recipe.areas)))
    job = _Run(folder, spec, recipe, waiting, len(waiting))
    parts = folder / "parts"
    parts.mkdir()
    workers: list[_Worker] = []
    try:
        _work(job, workers)
        _end(workers)
        name = _packed(job)
        _tell(job, "ready", name=name)
    except _Stopped:
        _tell(job, "cancelled")
    except _GivesUp as reason:
        _tell(job, "failed", more=(str(reason),))
    except Exception:
        traceback.print_exc()
        _tell(job, "failed", more=(words.STOPPED,))
    finally:
        _end(workers)
        shutil.rmtree(parts, ignore_errors=True)


def _work(job: _Run, workers: list[_Worker]) -> None:
    wanted = min(WORKERS, len(job.waiting))
    while job.waiting or any(each.place is not None for each in workers):
        while len(workers) < wanted and job.waiting:
            workers.append(_hired(job))
        for each in [each for each in workers if each.place is None]:
            if job.waiting and each.given < MOST_PER_WORKER:
                each.place = job.waiting.pop(0)
                each.given += 1
                each.line.send(each.place)
            else:
                workers.remove(each)
                each.line.close()  # by which it ends
                each.process.join(5)
        if not workers:
            continue
        for line in wait([each.line for each in workers], _STEP_SECONDS):
            worker = next(each for each in workers if each.line is line)
            try:
                _heard(job, worker, worker.line.recv())
            except (EOFError, OSError):
                _fell_away(job, worker)
                workers.remove(worker)
        if (job.folder / "stop").exists():
            raise _Stopped
        if time.monotonic() - job.started > LONGEST_SECONDS:
            raise _GivesUp(words.TOO_LONG)
        _tell(job, "running", current=" · ".join(each.label for each in workers if each.label))


def _hired(job: _Run) -> _Worker:
    # Spawned, not forked: the same everywhere, and a database that is open is never shared.
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, dict(job.spec), str(job.folder / "parts")), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _heard(job: _Run, worker: _Worker, told: Told) -> None:
    worker.label = told.label
    job.is_demo = job.is_demo or told.is_demo
    if not told.is_over:
        return
    place, worker.place, worker.label = worker.place, None, ""
    assert place is not None
    if told.problem:
        job.problems[place] = words.area_failed(told.label, told.problem) if told.label else told.problem
    elif told.path is None:
        job.problems[place] = words.area_failed(told.label or _called(job, place))
    else:
        job.made[place] = (told.name, Path(told.path))
        if sum(path.stat().st_size for _, path in job.made.values()) > MOST_BYTES:
            raise _GivesUp(words.TOO_LARGE)


def _fell_away(job: _Run, worker: _Worker) -> None:
    """A worker that is gone costs its document, and another takes its place."""
    job.lost += 1
    if worker.place is not None:
        job.problems[worker.place] = words.area_failed(worker.label or _called(job, worker.place))
    worker.process.join(1)
    if job.lost > MOST_LOST:
        raise _GivesUp(words.STOPPED)


def _called(job: _Run, place: int) -> str:
    asked = job.recipe.areas[max(place, 0)]
    return asked.name or asked.key


def _packed(job: _Run) -> str:
    """Put what was made under `result`: one file as it is, several in a zip with LEESMIJ.txt. Gives its name."""
    made = [job.made[place] for place in sorted(job.made)]
    if not made:
        raise _GivesUp(words.NOTHING_MADE)
    target = job.folder / "result"
    target.mkdir()
    if job.total == 1:
        name, path = made[0]
        path.replace(target / name)
        return name
    first = made[0][0].rpartition(".")[0]
    name = f"{first}_en_{job.total - 1}_andere.zip"
    taken: set[str] = set()
    with zipfile.ZipFile(target / name, "w", zipfile.ZIP_STORED) as archive:  # documents are compressed already
        for each, path in made:
            archive.write(path, unused(each, taken))
        day = format_date(date.fromisoformat(job.spec["made_on"]))
        notes = words.run_notes(sorted(taken), _problems(job), day, is_demo=job.is_demo)
        archive.writestr("LEESMIJ.txt", notes, zipfile.ZIP_DEFLATED)
    return name


def _problems(job: _Run) -> list[str]:
    return [job.problems[place] for place in sorted(job.problems)]


def _tell(job: _Run, state: str, current: str = "", name: str = "", more: tuple[str, ...] = ()) -> None:
    write(
        job.folder,
        {
            "state": state,
            "done": len(job.made) + len(job.problems),
            "total": job.total,
            "current": current,
            "problems": [*_problems(job), *more],
            "name": name,
        },
    )


def _end(workers: list[_Worker]) -> None:
    for each in workers:
        each.process.terminate()
    for each in workers:
        each.process.join(5)
        if each.process.is_alive():
            each.process.kill()
            each.process.join(5)
    workers.clear()
