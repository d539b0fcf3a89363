"""The scan of raw folders: everything is found once, nothing vanishes silently, what is unusable is named."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from etl.contracts import NotUsed, Recognised
from etl.errors import EtlError
from etl.recognise import LAYOUT_NOT_KNOWN, scan


def reasons(raw: Path) -> dict[str, str]:
    not_used = scan([raw]).not_used
    return {item.path.relative_to(raw).as_posix(): item.why for item in not_used}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_missing_or_empty_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EtlError, match=r"nergens: the raw folder does not exist.*--raw"):
        scan([tmp_path / "nergens"])
    (tmp_path / "leeg" / ".git").mkdir(parents=True)
    write(tmp_path / "leeg" / "kwb.xlsx.meta.yml", "recorded: true")
    with pytest.raises(EtlError, match=r"leeg: the raw folder is empty.*etl fetch"):
        scan([tmp_path / "leeg"])
    with pytest.raises(EtlError, match="is a file, where a folder is expected"):
        scan([write(tmp_path / "bestand.csv", "a;b")])


def test_what_nobody_knows_is_listed(tmp_path: Path) -> None:
    write(tmp_path / "a" / "mystery.csv", "x,y\n1,2\n")
    write(tmp_path / "a" / "b" / "noise.bin", "?")
    write(tmp_path / ".hidden" / "kwb.csv", "x")
    write(tmp_path / "a" / "~$open.xlsx", "x")
    write(tmp_path / "README.md", "# Raw data")
    assert reasons(tmp_path) == {
        "a/mystery.csv": LAYOUT_NOT_KNOWN,
        "a/b/noise.bin": LAYOUT_NOT_KNOWN,
        "README.md": "a text for people, not data",
    }


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04;\r\x00;x\r\n",
        b"a;b\rc;d\r",
        "gebied_code;jaar\nBU1;2\n".encode("utf-16-le"),
        b"\x89PNG;\r,\0\n",
        b'a;"b\n',
    ],
)
def test_a_csv_that_is_none_is_listed(tmp_path: Path, content: bytes) -> None:
    """A workbook called .csv, or text of another computer, made the first adapter that looked at it fall."""
    (tmp_path / "cijfers.csv").write_bytes(content)
    assert reasons(tmp_path) == {"cijfers.csv": LAYOUT_NOT_KNOWN}


def test_sources_of_a_later_step_are_called_by_name(tmp_path: Path) -> None:
    write(tmp_path / "trees_per_buurt.csv", "buurtcode,naam,totaal\n")
    write(
        tmp_path / "halls.geojson",
        json.dumps({"type": "FeatureCollection", "features": [{"geometry": {"type": "Point"}}]}),
    )
    write(tmp_path / "answer.json", json.dumps({"odata.metadata": "https://opendata.cbs.nl/x", "value": []}))
    write(tmp_path / "parks.json", json.dumps({"elements": []}))
    write(tmp_path / "meta" / "MeasureCodes.csv", "Identifier;MeasureGroupId\n")
    write(tmp_path / "meta" / "Properties.json", "{}")
    found = reasons(tmp_path)
    assert {name: why.split(":")[0] for name, why in found.items()} == {
        "trees_per_buurt.csv": "figures about trees or green that name no maker or year",
        "halls.geojson": "places from OpenStreetMap (facilities, parks)",
        "parks.json": "places from OpenStreetMap (facilities, parks)",
        "answer.json": "an answer of CBS's data service, of a table that Buurtlens does not use",
        "meta": "metadata only",
    }


def test_every_file_that_cannot_be_opened_is_a_fault_of_its_own(tmp_path: Path) -> None:
    write(tmp_path / "kwb-2024.xlsx", "PK cut")
    write(tmp_path / "sub" / "85984NED.csv.zip", "PK cut")
    write(tmp_path / "v3" / "DataProperties.json", '{"value": [')
    lines = scan([tmp_path]).faults
    for name in ("kwb-2024.xlsx", "85984NED.csv.zip", "DataProperties.json"):
        assert sum(name in line for line in lines) == 1


def test_recognised_beats_not_used_and_folders_are_seen_once(tmp_path: Path) -> None:
    data, part = write(tmp_path / "t" / "data.csv", "a"), write(tmp_path / "t" / "part.csv", "b")
    calls: list[Path] = []

    def knows(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
        calls.append(folder)
        assert list(files) == [data, part]
        return [Recognised(data, "s", "csv", "what", lambda _catalogue: [], (data, part))]

    def later(_folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
        return [NotUsed(path, "later") for path in files]

    recognised, not_used, _ = scan([tmp_path, tmp_path / "t"], [later, knows])
    assert [item.path for item in recognised] == [data]
    assert not_used == []
    assert calls == [tmp_path / "t"]


def test_the_first_reason_wins(tmp_path: Path) -> None:
    path = write(tmp_path / "data.csv", "a")
    adapters = [lambda _f, _p, why=why: [NotUsed(path, why)] for why in ("first", "second")]
    assert scan([tmp_path], adapters).not_used == [NotUsed(path, "first")]


def test_a_folder_that_cannot_be_listed_is_an_error_not_an_omission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "open" / "a.bin", "x")
    (tmp_path / "closed").mkdir()
    listed = os.scandir

    def scandir(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(EtlError, match=r"closed: cannot be read \(Permission denied\).*take it out of the raw folder"):
        scan([tmp_path])


def test_a_link_to_a_folder_above_does_not_go_round(tmp_path: Path) -> None:
    write(tmp_path / "a" / "mystery.bin", "x")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    assert reasons(tmp_path) == {"a/mystery.bin": LAYOUT_NOT_KNOWN}
