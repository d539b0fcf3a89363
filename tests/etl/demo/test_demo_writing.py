"""The demo as a whole: the same bytes every time, quick, and never in place of files of others."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from etl.demo import DemoError, DemoReport, write_demo

pytestmark = pytest.mark.whole


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_quickly_in_place_of_an_earlier_demo(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "raw"
    (folder / "cbs_kwb").mkdir(parents=True)
    (folder / "README.md").write_text("# Fictieve gegevens\n", encoding="utf-8")
    (folder / "cbs_kwb" / "left-over.json").write_text("{}", encoding="utf-8")
    start = time.perf_counter()
    write_demo(folder)
    assert time.perf_counter() - start < 20
    assert _digests(folder) == _digests(demo)
    assert [path.name for path in tmp_path.iterdir()] == ["raw"]


def test_another_seed_gives_other_figures_under_the_same_names(demo: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "other", seed=7)
    here, there = _digests(demo), _digests(tmp_path / "other")
    assert here.keys() == there.keys()
    same = {
        Path(name).name.split(".")[0] for name in here if here[name] == there[name] and "cbs_gebieden" not in str(name)
    }
    names_only = {"README", "TableInfos", "DataProperties", "WijkenEnBuurten", "Leeftijd", "Marges", "Perioden"}
    names_only |= {"Geluidblootstelling", "SoortMisdrijf"}
    assert same == names_only | {"lindermeer_buurt_link_2019_2022", "lindermeer_stadsdelen", "indicatoren"}


def test_the_report_lists_the_files_and_the_buurten(report: DemoReport) -> None:
    on_disk = {path.relative_to(report.folder) for path in report.folder.rglob("*") if path.is_file()}
    assert set(report.files) == on_disk
    assert report.buurten == {year: 121 if year == 2020 else 120 for year in range(2016, 2025)}


def test_the_folder_says_that_its_figures_are_fictional(demo: Path) -> None:
    text = (demo / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# Fictieve gegevens")
    assert "GM99" in text


def test_files_of_others_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "kwb-2024.xlsx").write_bytes(b"real")
    with pytest.raises(DemoError, match="holds other files"):
        write_demo(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kwb-2024.xlsx"]
    with pytest.raises(DemoError, match="is a file"):
        write_demo(tmp_path / "kwb-2024.xlsx")
