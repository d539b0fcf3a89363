"""GGD regions and provincies: columns found by the titles above them, whatever their running number."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from etl.catalogue.loader import load_catalogue
from etl.contracts import AreaGroups, Recognised
from etl.errors import LayoutError
from etl.sources.cbs_gebieden.adapter import recognise

GROUPS = ("Lokaliseringen van gemeenten", "COROP-gebieden", "GGD-regio's", "Provincies")


def write(folder: Path, rows: list[dict[str, str]], groups: tuple[str, ...] = GROUPS, first: int = 2) -> Path:
    """`rows` have RegioS and the texts by group and title; keys get running numbers from `first` on."""
    properties: list[dict[str, Any]] = [
        {"ID": 0, "ParentID": None, "Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's", "MapYear": 2024}
    ]
    keys: dict[str, str] = {}
    number = first
    for group in groups:
        parent = len(properties)
        properties.append({"ID": parent, "ParentID": None, "Type": "TopicGroup", "Key": "", "Title": group})
        for title in ("Code", "Naam"):
            keys[f"{group}/{title}"] = f"{title}_{number}"
            properties.append(
                {"ID": len(properties), "ParentID": parent, "Type": "Topic", "Key": f"{title}_{number}", "Title": title}
            )
            number += 1
    folder.mkdir(parents=True, exist_ok=True)
    data = [
        {"ID": n, "RegioS": row["RegioS"], **{key: f"{row.get(name, ''):<10}" for name, key in keys.items()}}
        for n, row in enumerate(rows)
    ]
    (folder / "DataProperties.json").write_text(json.dumps({"value": properties}), encoding="utf-8")
    (folder / "TypedDataSet.000.json").write_text(json.dumps({"value": data}), encoding="utf-8")
    return folder


def row(gemeente: str, ggd: str, ggd_name: str, provincie: str, name: str) -> dict[str, str]:
    told = {
        "GGD-regio's/Code": ggd,
        "GGD-regio's/Naam": ggd_name,
        "Provincies/Code": provincie,
        "Provincies/Naam": name,
    }
    return {"RegioS": f"{gemeente}    ", **told}


def read(folder: Path) -> list[AreaGroups]:
    (found,) = recognise(folder, sorted(folder.iterdir()))
    assert isinstance(found, Recognised)
    return [content for content in found.read(load_catalogue()) if isinstance(content, AreaGroups)]


@pytest.mark.parametrize("first", [2, 26])
def test_regions_and_provincies_with_their_gemeenten(tmp_path: Path, first: int) -> None:
    rows = [
        row("GM9901", "GG9901", "GGD Linde", "PV99", "Utrecht (PV)"),
        row("GM9902", "GG9901", "GGD Linde", "PV99", "Utrecht (PV)"),
        row("NL01", "", "", "", ""),
    ]
    ggd, provincie = read(write(tmp_path / "85755NED", rows, first=first))
    assert (ggd.kind, ggd.year, provincie.kind) == ("ggd", 2024, "provincie")
    assert ggd.frame.to_dict("list") == {
        "group_code": ["GG9901", "GG9901"],
        "name": ["GGD Linde", "GGD Linde"],
        "member_code": ["GM9901", "GM9902"],
    }
    assert provincie.frame["name"].tolist() == ["Utrecht", "Utrecht"]


def test_a_gemeente_without_a_region_is_told(tmp_path: Path) -> None:
    ggd, _ = read(
        write(tmp_path / "t", [row("GM9901", "GG9901", "GGD Linde", "PV99", "U"), row("GM9902", ".", "", "PV99", "U")])
    )
    assert ggd.frame["member_code"].tolist() == ["GM9901"]
    assert ggd.notes == ("No ggd is given for GM9902.",)


def test_a_code_of_something_else_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path / "t", [row("GM9901", "CR0001", "COROP", "PV99", "U")])
    with pytest.raises(LayoutError, match="'CR0001' is no code of a ggd"):
        read(folder)


def test_a_table_without_provincies_names_what_it_has(tmp_path: Path) -> None:
    folder = write(tmp_path / "t", [row("GM9901", "GG9901", "GGD Linde", "", "")], groups=GROUPS[:3])
    with pytest.raises(
        LayoutError,
        match=r"column 'Code' in the group of the provincie, found 0. Candidates: .*COROP-gebieden > Code_4",
    ):
        read(folder)


def test_a_table_of_figures_is_none_of_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "t", [row("GM9901", "GG9901", "x", "PV99", "U")], groups=("Bevolking",))
    assert recognise(folder, sorted(folder.iterdir())) == []


def test_no_gemeente_at_all(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="lists no gemeente"):
        read(write(tmp_path / "t", [row("NL01", "", "", "", "")]))
