"""Layers of green and trees: properties of GeoJSON pages, year from the layer's name, division left to the build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from source_files import value

from etl.catalogue.loader import load_catalogue
from etl.contracts import UNKNOWN_DIVISION, ParsedTable, Recognised
from etl.errors import ColumnError, LayoutError
from etl.sources.rivm_groen.adapter import recognise

GREEN = "rivm_2022_groenpercentage_kaart_per_buurt"


def write(folder: Path, name: str, *rows: dict[str, object]) -> Path:
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def read(*paths: Path) -> ParsedTable:
    (found,) = recognise(paths[0].parent, paths)
    assert isinstance(found, Recognised)
    (table,) = found.read(load_catalogue())
    assert isinstance(table, ParsedTable)
    return table


def test_pages_of_one_layer_are_one_table(tmp_path: Path) -> None:
    first = write(tmp_path, f"{GREEN}.000.json", {"fid": 1, "bu_code": "BU99010000", "_mean": 41.25})
    second = write(tmp_path, f"{GREEN}.001.json", {"fid": 2, "bu_code": "BU99010001", "_mean": None})
    table = read(first, second)
    assert (table.release.reference_year, table.release.boundary_year) == (2022, UNKNOWN_DIVISION)
    assert table.release.table_id == "rivm_2022_groenpercentage_kaart"
    assert value(table, "BU99010000", "green_map_pct") == (41.25, "ok")
    assert value(table, "BU99010001", "green_map_pct") == (None, "unknown")


def test_trees_have_the_year_of_their_layer(tmp_path: Path) -> None:
    table = read(
        write(tmp_path, "rivm_20190326_percbomenbuurt.json", {"code": "BU99010000", "opp": 8, "Perc_bomen": 12})
    )
    assert table.release.reference_year == 2019
    assert value(table, "BU99010000", "trees_map_pct") == (12.0, "ok")


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        (f"{GREEN}.json", {"bu_code": "BU99010000", "mean": 4}, "column '_mean' is not there"),
        (f"{GREEN}.json", {"bu_code": "9901", "_mean": 4}, "no column with codes of areas among bu_code, _mean"),
        (
            "groenpercentage_2031.json",
            {"bu_code": "BU99010000", "_mean": 4},
            "no indicator in the catalogue names layer",
        ),
    ],
)
def test_a_layer_that_changed_is_named(tmp_path: Path, name: str, row: dict[str, object], told: str) -> None:
    with pytest.raises((LayoutError, ColumnError), match=told):
        read(write(tmp_path, name, row))


def test_a_cut_download_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, f"{GREEN}.json", {"bu_code": "BU99010000", "_mean": 4})
    path.write_text(path.read_text(encoding="utf-8")[:-9], encoding="utf-8")
    with pytest.raises(LayoutError, match="may be cut"):
        read(path)
