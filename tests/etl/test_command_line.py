"""Bad input at the command line: one clear message, exit code 1, no traceback, and the warehouse in use untouched."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[2]


def etl(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture
def served(demo_warehouse: Path, tmp_path: Path) -> Path:
    target = tmp_path / "served" / "warehouse.duckdb"
    target.parent.mkdir()
    shutil.copy(demo_warehouse, target)
    return target


def refused(raw: Path, served: Path) -> str:
    """Build from a bad folder: must fail with a message, and leave the served warehouse as it is, byte for byte."""
    before = served.read_bytes()
    done = etl("build", "--raw", raw, "--warehouse", served, "--force")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert served.read_bytes() == before
    assert [path.name for path in served.parent.iterdir()] == ["warehouse.duckdb"]
    return " ".join(done.stderr.split())


def test_missing_folder(served: Path, tmp_path: Path) -> None:
    message = refused(tmp_path / "nowhere", served)
    assert str(tmp_path / "nowhere") in message


def test_empty_folder(served: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    message = refused(tmp_path / "empty", served)
    assert "empty" in message


def test_a_folder_with_nothing_that_is_known(served: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "notes.csv").write_text("a;b\n1;2\n")
    message = refused(tmp_path / "raw", served)
    assert "No table with figures was recognised" in message


def test_an_unreadable_file(served: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "kwb-2024.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    message = refused(tmp_path / "raw", served)
    assert "kwb-2024.xlsx" in message


def test_faults_of_several_files_come_together(served: Path, demo_raw: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(demo_raw, raw)
    statline = next(iter(sorted(raw.rglob("2019-*.statline.csv"))))
    lines = statline.read_text(encoding="utf-8-sig").splitlines()
    lines[-1] = lines[-1].rsplit(";", 1)[0] + ";#"
    statline.write_text("\n".join(lines), encoding="utf-8-sig")
    names = next(iter(sorted(raw.rglob("2021-*.statline.csv"))))
    text = names.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    row = next(index for index, line in enumerate(text) if '"BU9901' in line)
    text[row] = '"Een heel andere naam";' + text[row].split(";", 1)[1]
    names.write_text("".join(text), encoding="utf-8-sig")
    message = refused(raw, served)
    assert statline.name in message
    assert "Een heel andere naam" in message
    assert "2 problems" in message


def test_real_figures_beside_the_demo(served: Path, demo_raw: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(demo_raw, raw)
    (raw / "cbs_nabijheid" / "2024-elders.statline.csv").write_text(
        '"Wijken en buurten";"Regioaanduiding/Gemeentenaam (naam)";"Regioaanduiding/Soort regio (omschrijving)";'
        '"Regioaanduiding/Codering (code)";"Detailhandel/Winkels dagelijkse boodschappen/Afstand tot grote supermarkt (km)"\n'
        '"Elders";"Elders";"Gemeente  ";"GM0001    ";"     1.2"\n',
        encoding="utf-8-sig",
    )
    message = refused(raw, served)
    assert "Fictional demo figures" in message
    assert "2024-elders.statline.csv" in message


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--raw", "{demo}", "--warehouse", "{file}/warehouse.duckdb"),
        ("demo", "--files-only", "--to", "{file}/demo"),
        ("fetch", "--source", "nowhere", "--raw", "{file}/raw"),
        ("check", "--raw", "{file}"),
    ],
)
def test_a_place_that_cannot_be_used_is_one_sentence(
    demo_raw: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = etl(*(word.format(demo=demo_raw, file=tmp_path / "file") for word in arguments))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert any(remedy in done.stderr for remedy in ("another", "Choose from", "Give the folder"))


def test_a_file_that_cannot_be_opened_and_a_wrong_cell_come_together(demo_raw: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(demo_raw, raw)
    (raw / "cbs_kwb" / "85039NED.csv.zip").write_bytes(b"PK cut")
    (raw / "cbs_nabijheid" / "gone").mkdir()
    (raw / "cbs_nabijheid" / "gone" / "elders.gpkg").symlink_to(tmp_path / "nothing")
    statline = next(iter(sorted(raw.rglob("2019-*.statline.csv"))))
    text = statline.read_text(encoding="utf-8-sig").splitlines()
    text[-1] = text[-1].rsplit(";", 1)[0] + ";#"
    statline.write_text("\n".join(text), encoding="utf-8-sig")
    done = etl("check", "--raw", raw)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for name in ("85039NED.csv.zip", "elders.gpkg", statline.name):
        assert name in done.stderr


def test_check_tells_what_it_read(demo_raw: Path) -> None:
    done = etl("check", "--raw", demo_raw)
    assert done.returncode == 0, done.stderr
    assert "rivm_gezondheid 2020:" in done.stdout
    assert "No faults found" in done.stderr


def test_success_is_exit_code_0_and_a_report(demo_raw: Path, tmp_path: Path) -> None:
    target = tmp_path / "warehouse.duckdb"
    done = etl("build", "--raw", demo_raw, "--warehouse", target)
    assert done.returncode == 0, done.stderr
    assert "Figures per source and year" in done.stdout
    assert (tmp_path / "warehouse.duckdb.report.txt").read_text(encoding="utf-8").strip() == done.stdout.strip()
    again = etl("build", "--raw", demo_raw, "--warehouse", target)
    assert again.returncode == 0
    assert "up to date" in again.stdout
