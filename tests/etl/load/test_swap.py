"""The warehouse is replaced in one step or not at all: a fault, a kill and a full disk leave the previous one in place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import duckdb
import pytest

from etl.errors import BuildError, EtlError
from etl.load.publish import new_warehouse, write_report

ROOT = Path(__file__).parents[3]


def _mark(path: Path, word: str) -> None:
    with new_warehouse(path) as (_, con):
        con.execute("INSERT INTO build_report VALUES ('x', ?, '', 1)", [word])


def _read(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as con:
        found = con.execute("SELECT subject FROM build_report").fetchone()
    assert found is not None
    return str(found[0])


def test_swapped_in_when_all_is_well(tmp_path: Path) -> None:
    target = tmp_path / "new folder" / "warehouse.duckdb"
    _mark(target, "first")
    _mark(target, "second")
    assert _read(target) == "second"
    assert [path.name for path in target.parent.iterdir()] == ["warehouse.duckdb"]


def test_a_reader_keeps_its_own_version_while_the_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    _mark(target, "first")
    with duckdb.connect(str(target), read_only=True) as reader:
        subprocess.run([sys.executable, "-c", _script(target, "second")], check=True, cwd=ROOT)
        assert reader.execute("SELECT subject FROM build_report").fetchone() == ("first",)
    assert _read(target) == "second"


def test_a_fault_leaves_the_previous_warehouse(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    _mark(target, "first")
    with pytest.raises(ZeroDivisionError), new_warehouse(target):
        _ = 1 / 0
    assert _read(target) == "first"
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse.duckdb"]


def test_a_killed_build_leaves_the_previous_warehouse_and_is_cleaned_up_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    _mark(target, "first")
    started = tmp_path / "started"
    script = _script(target, "never", before=f"open({str(started)!r}, 'w').close(); import time; time.sleep(60)")
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    deadline = time.monotonic() + 30
    while not started.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert _read(target) == "first"
    assert any(path.name.endswith(".building") for path in tmp_path.iterdir())
    _mark(target, "third")
    assert _read(target) == "third"
    assert not any("building" in path.name for path in tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files that a process writes")
def test_a_full_disk_is_one_clear_sentence(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    _mark(target, "first")
    script = _script(
        target,
        "never",
        before='con.execute("CREATE TABLE big AS SELECT i, hash(i) h, hash(i + 1) g FROM range(2000000) t(i)")',
        limit="import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))",
    )
    done = _run(script)
    assert done.returncode != 0
    assert "BuildError" in done.stderr
    assert "MB is free" in done.stderr
    assert "the previous one is untouched" in done.stderr
    assert _read(target) == "first"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of files that a process writes")
def test_a_disk_that_is_full_at_a_commit_is_one_clear_sentence(tmp_path: Path) -> None:
    """What is written in small steps lies in the log until it is committed, and DuckDB calls that fault another name."""
    target = tmp_path / "warehouse.duckdb"
    script = _script(
        target,
        "never",
        before='[con.execute("INSERT INTO build_report SELECT range, range, range, range FROM range(2000)") for _ in range(99)]',
        limit="import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))",
    )
    done = _run(script)
    assert "BuildError" in done.stderr.splitlines()[-2], done.stderr
    assert "the previous one is untouched" in done.stderr


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    with pytest.raises(BuildError, match=r"warehouse\.duckdb: the file could not be written.*MB is free.*--warehouse"):
        _mark(blocked / "warehouse.duckdb", "never")
    (tmp_path / "folder.duckdb").mkdir()
    with pytest.raises(BuildError, match="is a folder, where a file is expected"):
        _mark(tmp_path / "folder.duckdb", "never")


def test_what_a_killed_build_spilled_to_disk_does_not_stop_the_next(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    spilled = tmp_path / ".warehouse.duckdb.1.building.tmp"
    spilled.mkdir()
    (spilled / "duckdb_temp_storage.tmp").write_bytes(b"x")
    _mark(target, "first")
    assert [path.name for path in tmp_path.iterdir()] == ["warehouse.duckdb"]


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    (tmp_path / "warehouse.duckdb.report.txt").mkdir()
    with pytest.raises(EtlError, match=r"report could not be written.*new warehouse itself is in place"):
        write_report(target, "report")


def _run(script: str) -> subprocess.CompletedProcess[str]:
    """A child process with limits of its own; may fail."""
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def _script(target: Path, word: str, before: str = "", limit: str = "") -> str:
    return textwrap.dedent(
        f"""
        {limit}
        from pathlib import Path
        from etl.load.publish import new_warehouse
        with new_warehouse(Path({str(target)!r})) as (_, con):
            {before or "pass"}
            con.execute("INSERT INTO build_report VALUES ('x', {word!r}, '', 1)")
        """
    )
