"""Runs of many documents: what they make, what they tell, how they stop, and what they leave behind."""

from __future__ import annotations

import json
import os
import stat
import threading
import time
import zipfile
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from briefing import bulk, bulk_run, job_folder
from briefing.bulk import State
from briefing.bulk_worker import Told
from domain.recipe import Asked, Piece, Recipe
from domain.recipe_file import to_file
from domain.wording import briefing_jobs as words

CODES = ("BU99010101", "BU99010102", "BU99999999")


@pytest.fixture(autouse=True)
def own_temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def spec(warehouse: Path | str, *codes: str, form: str = "pdf", combined: bool = False) -> dict[str, Any]:
    recipe = Recipe(areas=tuple(Asked((code,)) for code in codes), pieces=(Piece.DEKKING,), combined=combined)
    return {
        "warehouse": str(warehouse), "recipe": to_file(recipe), "format": form, "base": "", "made_on": "2026-11-28",
        "template": None, "reactions": None, "contacts": None,
    }  # fmt: skip


def ended(job_id: str, seconds: float = 240) -> bulk.Status:
    until = time.monotonic() + seconds
    while (found := bulk.status(job_id)).state is State.RUNNING and time.monotonic() < until:
        time.sleep(0.2)
    return found


def test_a_run_makes_every_area_and_tells_which_it_could_not(demo_warehouse: Path) -> None:
    job_id = bulk.start(spec(demo_warehouse, *CODES))
    found = ended(job_id)
    assert (found.state, found.done, found.total) == (State.READY, 3, 3)
    assert [CODES[2] in each for each in found.problems] == [True]
    path = bulk.result(job_id)
    assert path is not None
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert len(names) == 3
        assert all(archive.read(name).startswith(b"%PDF") for name in names if name.endswith(".pdf"))
        told = archive.read("LEESMIJ.txt").decode("utf-8-sig")
    assert all(code in " ".join(names) for code in CODES[:2])
    assert found.problems[0] in told
    assert "fictieve gegevens" in told
    assert not (path.parents[1] / "parts").exists()


def _waits(line: Connection, _: Mapping[str, Any], __: str) -> None:
    line.recv()
    line.send(Told("Traag gebied"))
    time.sleep(600)


def _dies(line: Connection, _: Mapping[str, Any], folder: str) -> None:
    """Makes every place but 1, at which it is gone at once, as a process that was killed for its memory."""
    while True:
        place = line.recv()
        if place == 1:
            os._exit(9)
        path = Path(folder) / str(place)
        path.write_bytes(b"document")
        line.send(Told("Gebied", True, "een.pdf", str(path)))


def _fails(line: Connection, _: Mapping[str, Any], __: str) -> None:
    while True:
        line.recv()
        line.send(Told("Gebied", True, problem="Dit sjabloon is geen Word-bestand."))


def begun(monkeypatch: pytest.MonkeyPatch, work: Any, *codes: str) -> tuple[str, threading.Thread]:
    """A run in a thread of this process, with workers that do as the test says."""
    monkeypatch.setattr(bulk_run, "work", work)
    folders: list[Path] = []
    monkeypatch.setattr(bulk, "_spawn", folders.append)
    job_id = bulk.start(spec("none.duckdb", *codes))
    thread = threading.Thread(target=bulk_run.run, args=(folders[0],))
    thread.start()
    return job_id, thread


def test_a_run_that_is_stopped_ends_its_workers_and_removes_what_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    job_id, thread = begun(monkeypatch, _waits, *CODES)
    until = time.monotonic() + 60
    while "Traag gebied" not in bulk.status(job_id).current and time.monotonic() < until:
        time.sleep(0.1)
    assert "Traag gebied" in bulk.status(job_id).current
    bulk.cancel(job_id)
    assert bulk.status(job_id).state is State.CANCELLED
    thread.join(30)
    assert not thread.is_alive()
    assert bulk.result(job_id) is None
    folder = job_folder.folder_of(job_id)
    assert folder is not None
    assert not (folder / "parts").exists()


def test_a_worker_that_is_killed_costs_its_own_document_only(monkeypatch: pytest.MonkeyPatch) -> None:
    job_id, thread = begun(monkeypatch, _dies, "BU99010101", "BU99010102", "BU99010103", "BU99010104")
    thread.join(120)
    found = bulk.status(job_id)
    assert (found.state, found.done) == (State.READY, 4)
    assert [each.startswith("BU99010102") for each in found.problems] == [True]
    path = bulk.result(job_id)
    assert path is not None
    assert sorted(zipfile.ZipFile(path).namelist()) == ["LEESMIJ.txt", "een.pdf", "een_2.pdf", "een_3.pdf"]


def test_a_run_of_which_nothing_succeeds_has_failed_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    job_id, thread = begun(monkeypatch, _fails, *CODES[:2])
    thread.join(120)
    found = bulk.status(job_id)
    assert found.state is State.FAILED
    assert found.problems == (*(["Gebied: Dit sjabloon is geen Word-bestand."] * 2), words.NOTHING_MADE)


def test_a_run_that_was_killed_is_seen_as_failed_and_leaves_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_spawn", lambda _: None)
    jobs = [bulk.start(spec("w.duckdb", *CODES)) for _ in range(bulk.MOST_JOBS)]
    with pytest.raises(bulk.Busy, match="Er worden al 2 reeksen documenten gemaakt"):
        bulk.start(spec("w.duckdb", *CODES))
    folder = job_folder.folder_of(jobs[0])
    assert folder is not None
    told = json.loads((folder / "status.json").read_text())
    (folder / "status.json").write_text(json.dumps({**told, "at": time.time() - job_folder.SILENT_SECONDS - 1}))
    assert bulk.status(jobs[0]).state is State.FAILED
    assert bulk.status(jobs[0]).problems == (words.STOPPED,)
    bulk.start(spec("w.duckdb", *CODES))


def test_after_an_hour_a_run_is_gone_for_readers_and_then_from_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_spawn", lambda _: None)
    job_id = bulk.start(spec("w.duckdb", *CODES))
    folder = job_folder.folder_of(job_id)
    assert folder is not None
    long_ago = time.time() - job_folder.KEPT_SECONDS - 1
    os.utime(folder / "spec.json", (long_ago, long_ago))
    with pytest.raises(bulk.UnknownJob):
        bulk.status(job_id)
    bulk.start(spec("w.duckdb", *CODES))
    assert not folder.exists()


@pytest.mark.parametrize("job_id", ["", "..", "../" * 16, "0" * 47, "g" * 48, "0" * 48, "A" * 48, "0" * 48 + "\n"])
def test_only_an_id_that_was_given_out_names_a_folder(job_id: str) -> None:
    for ask in (bulk.status, bulk.cancel, bulk.result):
        with pytest.raises(bulk.UnknownJob):
            ask(job_id)


def test_ids_differ_and_the_folders_are_of_this_user_only(own_temp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_spawn", lambda _: None)
    ids = [bulk.start(spec("w.duckdb", *CODES)) for _ in range(2)]
    assert ids[0][:16] == ids[1][:16]
    assert ids[0][16:] != ids[1][16:]
    folders = [path for path in own_temp.rglob("*") if path.is_dir()]
    assert len(folders) == 4
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o700}


def test_a_folder_that_others_can_read_is_not_used(own_temp: Path) -> None:
    (own_temp / f"buurtlens-briefings-{os.getuid()}").mkdir(mode=0o755)
    with pytest.raises(job_folder.NoRoom, match="geen eigen map"):
        bulk.start(spec("w.duckdb", *CODES))


def test_an_order_without_areas_or_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="Kies eerst"):
        bulk.start(spec("w.duckdb"))
    with pytest.raises(ValueError, match="Kies Word of PDF"):
        bulk.start(spec("w.duckdb", *CODES, form="exe"))
