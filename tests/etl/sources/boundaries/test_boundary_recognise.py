"""Boundary files are known by what is in them, whatever they are called and whoever published them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from boundary_files import CATALOGUE, as_frame, box, buurt, found, geojson, read_all, read_one

from domain.areas import Level
from etl.contracts import NotUsed, Recognised
from etl.errors import LayoutError


def test_geopackage_with_three_layers(tmp_path: Path) -> None:
    path = tmp_path / "kaart.gpkg"
    wijk = {"wijkcode": "WK000100", "wijknaam": "Wijk 00", "gemeentecode": "GM0001", "gemeentenaam": "V", "jaar": 2024}
    gemeente = {"gemeentecode": "GM0001", "gemeentenaam": "Voorbeeld", "water": "NEE", "jaar": 2024}
    as_frame([buurt(0, jaar=2024), buurt(1, jaar=2024)]).to_file(path, layer="buurten")
    as_frame([{**wijk, "geometry": box(0, 0)}]).to_file(path, layer="wijken")
    as_frame([{**gemeente, "geometry": box(0, 0)}]).to_file(path, layer="gemeenten")
    layers = {layer.level: layer for layer in read_all(tmp_path)}
    assert {level: len(layer.frame) for level, layer in layers.items()} == {
        Level.BUURT: 2, Level.WIJK: 1, Level.GEMEENTE: 1,
    }  # fmt: skip
    assert {layer.boundary_year for layer in layers.values()} == {2024}
    rows = layers[Level.BUURT].frame.drop(columns="geometry").to_dict("records")
    assert rows[0] == {
        "area_code": "BU00010000", "name": "Buurt 0", "gemeente_code": "GM0001", "wijk_code": "WK000100",
    }  # fmt: skip
    assert layers[Level.WIJK].frame["wijk_code"].isna().all()
    assert layers[Level.GEMEENTE].frame["gemeente_code"].tolist() == ["GM0001"]
    assert layers[Level.BUURT].frame.crs.to_epsg() == 28992
    assert not layers[Level.BUURT].approximate


LAYOUTS: dict[str, tuple[str, Level, str, str, dict[str, Any]]] = {
    "camelCase attributes": ("pdok_2023.geojson", Level.BUURT, "BU00010000", "Noord", {
        "buurtcode": "BU00010000", "buurtnaam": "Noord", "wijkcode": "WK000100", "gemeentecode": "GM0001",
        "water": "NEE", "indelingswijzigingWijkenEnBuurten": "-99999999"}),
    "gebiedsindelingen": ("x.geojson", Level.GEMEENTE, "GM0001", "Voorbeeld", {
        "statcode": "GM0001", "jrstatcode": "2023GM0001", "statnaam": "Voorbeeld", "rubriek": "gemeente"}),
    "own division": ("gebieden.geojson", Level.BUURT, "BU0001AA01", "Plein", {
        "cbsCode": "BU0001AA01", "code": "AA01", "naam": "Plein", "beginGeldigheid": "2022-03-24"}),
    "short names": ("wijken_2023.geojson", Level.WIJK, "WK000100", "Wijk 00", {
        "WKC": "WK000100", "WKN": "Wijk 00", "GMC": "GM0001", "GMN": "V"}),
    "code and name": ("extract_2023.geojson", Level.WIJK, "WK000100", "Centrum", {
        "code": "WK000100", "name": "Centrum", "population": 5}),
    "year in the column": ("k.json", Level.BUURT, "BU00010000", "Noord", {
        "buurtcode2023": "BU00010000", "buurtnaam2023": "Noord"}),
}  # fmt: skip


@pytest.mark.parametrize(("name", "level", "code", "title", "row"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layouts(tmp_path: Path, name: str, level: Level, code: str, title: str, row: dict[str, Any]) -> None:
    geojson(tmp_path / name, [{**row, "geometry": box(0, 0)}])
    layer = read_one(tmp_path)
    assert (layer.level, layer.boundary_year) == (level, 2023)
    assert (layer.frame["area_code"].item(), layer.frame["name"].item()) == (code, title)
    assert layer.frame["gemeente_code"].item() == "GM0001"
    assert layer.frame.geometry.item().area == pytest.approx(1_000_000, rel=1e-6)


def test_shapefile_with_its_parts(tmp_path: Path) -> None:
    rows = [
        {"BU_CODE": "BU00010000", "BU_NAAM": "Noord", "WK_CODE": "WK000100", "GM_CODE": "GM0001", "GM_NAAM": "V",
         "H2O": flag, "AANT_INW": -99999999, "geometry": box(i, 0)}
        for i, flag in enumerate(["NEE", "JA"])
    ]  # fmt: skip
    as_frame(rows).to_file(tmp_path / "buurt_2016.shp")
    (item,) = found(tmp_path)
    assert isinstance(item, Recognised)
    assert {part.suffix for part in item.parts} >= {".dbf", ".shx", ".prj"}
    layer = read_one(tmp_path)
    assert (layer.level, layer.boundary_year, len(layer.frame)) == (Level.BUURT, 2016, 1)
    assert layer.frame["wijk_code"].tolist() == ["WK000100"]
    assert "1 row of water areas (H2O = JA) left out." in layer.notes


def test_topojson(tmp_path: Path) -> None:
    west, south, east, north = 5.3, 52.0, 5.4, 52.1
    arc = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    area = {"type": "Polygon", "arcs": [[0]], "properties": {"statcode": "BU00010000", "statnaam": "Noord"}}
    topology = {
        "type": "Topology",
        "arcs": [arc],
        "objects": {"buurt": {"type": "GeometryCollection", "geometries": [area]}},
    }
    (tmp_path / "buurt_2021.topojson").write_text(json.dumps(topology), encoding="utf-8")
    layer = read_one(tmp_path)
    assert (layer.level, layer.boundary_year, layer.frame["name"].item()) == (Level.BUURT, 2021, "Noord")


def test_pages_of_one_answer_are_one_layer(tmp_path: Path) -> None:
    more = {"links": [{"rel": "next", "href": "https://example.org/items?cursor=1"}]}
    geojson(tmp_path / "buurten_2024.000.json", [buurt(0), buurt(1)], **more)
    geojson(tmp_path / "buurten_2024.001.json", [buurt(2)])
    layer = read_one(tmp_path)
    assert layer.frame["area_code"].tolist() == ["BU00010000", "BU00010001", "BU00010002"]


def test_a_missing_last_page_is_an_error(tmp_path: Path) -> None:
    more = {"links": [{"rel": "next", "href": "https://example.org/items?cursor=1"}]}
    geojson(tmp_path / "buurten_2024.000.json", [buurt(0)], **more)
    with pytest.raises(LayoutError, match=r"buurten_2024\.000\.json: .*the next page is missing"):
        read_all(tmp_path)


def test_a_missing_page_in_between_is_an_error(tmp_path: Path) -> None:
    for number in (0, 2):
        geojson(tmp_path / f"buurten_2024.00{number}.json", [buurt(number)])
    with pytest.raises(
        LayoutError, match=r"a page of this answer is missing; there are only .*\.000\.json, .*\.002\.json"
    ):
        read_all(tmp_path)


def test_other_files_are_passed_over(tmp_path: Path) -> None:
    point = box(0, 0).centroid
    geojson(tmp_path / "scholen_2024.geojson", [{"buurtcode": "BU00010000", "naam": "School", "geometry": point}])
    geojson(tmp_path / "bereik_2024.geojson", [{"ID": "1", "naam": "15 minuten", "geometry": box(0, 0)}])
    geojson(tmp_path / "provincie_2024.geojson", [{"statcode": "PV20", "statnaam": "Groningen", "geometry": box(0, 0)}])
    geojson(tmp_path / "groen_2024.geojson", [{"bu_code": "BU00010000", "_mean": 12.5, "geometry": box(0, 0)}])
    (tmp_path / "TypedDataSet.json").write_text('{"odata.metadata": "x", "value": []}', encoding="utf-8")
    (tmp_path / "lijst.csv").write_text("buurtcode,naam\n", encoding="utf-8")
    assert found(tmp_path) == []


@pytest.mark.parametrize("name", ["kapot_2024.gpkg", "kapot_2024.geojson", "kapot_2024.shp"])
def test_a_damaged_file_is_an_error_with_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b'{"type": "FeatureCollection", "features": [{"type":')
    (item,) = found(tmp_path)
    assert isinstance(item, Recognised)
    with pytest.raises(LayoutError, match=rf"{name}: this \w+ cannot be read .* Download it again or remove it"):
        item.read(CATALOGUE)


def test_a_file_without_a_year_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "kaarten"
    folder.mkdir()
    geojson(folder / "buurten.geojson", [buurt(0)])
    (item,) = found(folder)
    assert isinstance(item, NotUsed)
    assert "nothing tells of which year the buurt boundaries" in item.why
    assert "such as 'buurten_2024.geojson'" in item.why


def test_the_folder_tells_the_year_when_nothing_else_does(tmp_path: Path) -> None:
    folder = tmp_path / "2021"
    folder.mkdir()
    geojson(folder / "buurten.geojson", [buurt(0)])
    assert read_one(folder).boundary_year == 2021


def test_the_column_wins_from_the_name(tmp_path: Path) -> None:
    geojson(tmp_path / "buurten_2024.geojson", [buurt(0, jaar="2022")])
    assert read_one(tmp_path).boundary_year == 2022


def test_two_years_in_one_file_are_refused(tmp_path: Path) -> None:
    geojson(tmp_path / "buurten.geojson", [buurt(0, jaar=2022), buurt(1, jaar=2023)])
    (item,) = found(tmp_path)
    assert isinstance(item, NotUsed)
    assert "several years (2022, 2023)" in item.why


def test_two_years_in_the_name_are_refused(tmp_path: Path) -> None:
    geojson(tmp_path / "buurten_2022_2023.geojson", [buurt(0)])
    (item,) = found(tmp_path)
    assert isinstance(item, NotUsed)
    assert "names several years" in item.why


@pytest.mark.parametrize(
    ("begins", "year"),
    [
        (["2022-03-24"], 2023),
        (["2024-01-01"], 2024),
        (["2024-01-02T00:00:00"], 2025),
        (["2022-03-24", "2022-03-24", "2023-10-25"], 2023),
    ],
)
def test_a_division_counts_from_the_first_of_january_after_it_began(
    tmp_path: Path, begins: list[str], year: int
) -> None:
    rows = [
        {"cbsCode": f"BU0001AA0{i}", "naam": f"B{i}", "beginGeldigheid": begin, "geometry": box(i, 0)}
        for i, begin in enumerate(begins)
    ]
    geojson(tmp_path / "gebieden_1999.geojson", rows)
    layer = read_one(tmp_path)
    assert layer.boundary_year == year
    assert f"The boundary year {year}" in layer.notes[0]
    assert ("1 of 3 areas changed later" in layer.notes[0]) == (len(begins) == 3)
