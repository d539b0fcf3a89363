"""Names, codes, change flags and boundaries of the fictional region."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from tests.etl.demo import raw_demo as raw

pytestmark = pytest.mark.whole


@pytest.fixture(scope="session")
def layers(demo: Path) -> dict[str, gpd.GeoDataFrame]:
    path = demo / "cbs_wijkbuurtkaart" / "wijkenbuurten_2024.gpkg"
    return {str(name): pyogrio.read_dataframe(path, layer=name) for name, _ in pyogrio.list_layers(path)}


def _rows(demo: Path, year: int) -> dict[str, raw.Row]:
    return raw.v3(demo / "cbs_kwb" / raw.KWB_TABLES[year])


def _names(demo: Path, year: int) -> dict[str, str]:
    rows = raw.pages(demo / "cbs_kwb" / raw.KWB_TABLES[year], "WijkenEnBuurten")
    return {row["Key"].strip(): row["Title"] for row in rows}


def _flags(demo: Path, year: int) -> dict[str, str]:
    return {code: row[next(name for name in row if name.endswith("_4"))] for code, row in _rows(demo, year).items()}


def _land(demo: Path, year: int) -> dict[str, int]:
    return {code: row[raw.key(row, "OppervlakteLand")] for code, row in _rows(demo, year).items()}


def _code(names: dict[str, str], name: str) -> str:
    (code,) = [code for code, found in names.items() if found == name and code.startswith("BU")]
    return code


def test_one_city_and_two_villages(demo: Path) -> None:
    _, rows = raw.sheet(demo / "cbs_kwb" / "kwb-2024.xlsx")
    levels = Counter(row["recs"] for row in rows.values())
    assert levels == {"Land": 1, "Gemeente": 3, "Wijk": 18, "Buurt": 120}
    per_gemeente = Counter(code[2:6] for code in rows if code.startswith("BU"))
    assert per_gemeente == {"9901": 85, "9902": 17, "9903": 18}


def test_names_are_as_awkward_as_real_ones(demo: Path) -> None:
    _, rows = raw.sheet(demo / "cbs_kwb" / "kwb-2024.xlsx")
    names = [row["regio"] for code, row in rows.items() if code.startswith("BU")]
    assert any(name.startswith("'t ") for name in names)
    assert max(map(len, names)) > 60
    twice = {name for name, times in Counter(names).items() if times > 1}
    assert twice == {"Dorpskern", "Stationsbuurt"}
    for name in twice:
        assert len({code[2:6] for code, row in rows.items() if row["regio"] == name and row["recs"] == "Buurt"}) == 2


def test_codes_have_letters_from_the_renumbering_on(demo: Path) -> None:
    for year in (2023, 2024):
        _, rows = raw.sheet(demo / "cbs_kwb" / f"kwb-{year}.xlsx")
        assert "BU9901AB01" in rows
        assert "WK9901AB" in rows
    assert not any(re.search(r"\d[A-Z]", code) for code in _rows(demo, 2022))


@pytest.mark.parametrize(
    ("year", "flag", "names"),
    [
        (
            2019,
            "2",
            {
                "Plasoever",
                "Surfbocht",
                "Zuiderhof",
                "Kastanjehof",
                "Wantij",
                "Zeilmakersbuurt",
                "Plaspark",
                "Zuiderplas",
            },
        ),
        (2020, "3", {"Rietlanden", "Zegge en Bies"}),
        (2021, "3", {"Grote Polder"}),
        (2022, "3", {"Beemdgras", "Kruidentuin"}),
    ],
)
def test_each_kind_of_change_has_its_year(demo: Path, year: int, flag: str, names: set[str]) -> None:
    flags, titles = _flags(demo, year), _names(demo, year)
    assert {titles[code] for code, found in flags.items() if found == flag} == names
    assert {found for code, found in flags.items() if code.startswith(("BU", "WK"))} == {"1", flag}
    assert flags["NL00"] == "."


def test_the_renumbering_of_2023_is_flagged_and_linked(demo: Path) -> None:
    _, rows = raw.sheet(demo / "cbs_kwb" / "kwb-2023.xlsx")
    renumbered = {code for code, row in rows.items() if row["ind_wbi"] == 2.0 and code.startswith("BU")}
    assert renumbered == {f"BU9901AB0{number}" for number in range(1, 8)}
    with (demo / "cbs_wijkbuurtkaart" / "lindermeer_buurt_link_2019_2022.csv").open(encoding="utf-8") as stream:
        links = {row["buurtcode_cbs_2019"]: row["buurtcode_cbs_2022"] for row in csv.DictReader(stream)}
    assert set(links.values()) == renumbered
    old = _names(demo, 2022)
    assert {code: old[code] for code in links} == {code: rows[links[code]]["regio"] for code in links}


def test_renumbering_changes_codes_and_nothing_else(demo: Path) -> None:
    before = raw.v4(demo / "cbs_kwb" / f"{raw.KWB_TABLES[2018]}.csv.zip")
    after = _land(demo, 2019)
    assert {code.replace("BU990114", "BU990111") for code in before if code.startswith("BU")} == {
        code for code in after if code.startswith("BU")
    }
    for number in range(1, 8):
        assert before[f"BU9901140{number}"]["A047044"] == after[f"BU9901110{number}"]


def test_a_split_keeps_the_land(demo: Path) -> None:
    names, land_before, land_after = _names(demo, 2020), _land(demo, 2019), _land(demo, 2020)
    first, second = _code(names, "Rietlanden"), _code(names, "Zegge en Bies")
    assert second not in land_before
    assert land_before[first] == pytest.approx(land_after[first] + land_after[second], abs=2)
    assert len([code for code in land_after if code.startswith("BU")]) == 121


def test_a_merger_keeps_the_land(demo: Path) -> None:
    names, land_before, land_after = _names(demo, 2020), _land(demo, 2020), _land(demo, 2021)
    first, gone = _code(names, "Grote Polder"), _code(names, "Oostermaat")
    assert gone not in land_after
    assert land_after[first] == pytest.approx(land_before[first] + land_before[gone], abs=2)


def test_a_moved_border_moves_land(demo: Path) -> None:
    names, before, after = _names(demo, 2022), _land(demo, 2021), _land(demo, 2022)
    giver, taker = _code(names, "Beemdgras"), _code(names, "Kruidentuin")
    assert after[giver] < before[giver] * 0.95
    assert before[giver] + before[taker] == pytest.approx(after[giver] + after[taker], abs=2)


def test_the_geopackage_is_a_valid_coverage_on_every_level(layers: dict[str, gpd.GeoDataFrame]) -> None:
    assert list(layers) == ["gemeenten", "wijken", "buurten"]
    for name, frame in layers.items():
        assert frame.crs.to_epsg() == 28992, name
        assert frame.geometry.is_valid.all(), name
        assert shapely.coverage_is_valid(frame.geometry.to_numpy()), name
    land = {name: frame[frame["water"] == "NEE"] for name, frame in layers.items()}
    assert {name: len(frame) for name, frame in land.items()} == {"gemeenten": 3, "wijken": 18, "buurten": 120}
    for wijk in land["wijken"].itertuples():
        inside = land["buurten"][land["buurten"]["wijkcode"] == wijk.wijkcode]
        assert shapely.coverage_union_all(inside.geometry.to_numpy()).equals(wijk.geometry)


def test_the_map_has_water_and_sentinels_and_lies_in_the_ijsselmeer(layers: dict[str, gpd.GeoDataFrame]) -> None:
    buurten = layers["buurten"]
    water = buurten[buurten["water"] == "JA"]
    assert sorted(water["buurtcode"]) == ["BU99019997", "BU99029997", "BU99039997"]
    assert (water["aantal_inwoners"] == -99997).all()
    assert (buurten["gemiddelde_woningwaarde"] == -99995).all()
    assert water.geometry.area.sum() > 1_000_000
    west, south, east, north = buurten.total_bounds
    assert 140_000 < west < east < 170_000
    assert 515_000 < south < north < 540_000


def test_borders_wind_and_follow_no_grid(layers: dict[str, gpd.GeoDataFrame]) -> None:
    buurten = layers["buurten"]
    corners = shapely.get_num_coordinates(buurten.geometry.to_numpy())
    assert corners.mean() > 40
    areas = buurten.geometry.area[buurten["water"] == "NEE"]
    assert areas.max() / areas.min() > 20


def test_polygons_carry_the_codes_and_land_of_the_table(demo: Path, layers: dict[str, gpd.GeoDataFrame]) -> None:
    _, rows = raw.sheet(demo / "cbs_kwb" / "kwb-2024.xlsx")
    land = layers["buurten"][layers["buurten"]["water"] == "NEE"].set_index("buurtcode")
    assert set(land.index) == {code for code in rows if code.startswith("BU")}
    for code, shape in land.geometry.items():
        assert raw.number(rows[code]["a_lan_ha"]) == pytest.approx(shape.area / 10_000, abs=0.6)


def test_geojson_of_2020_is_in_degrees_with_camel_case_and_its_own_division(demo: Path) -> None:
    folder = demo / "cbs_wijkbuurtkaart" / "2020"
    content = json.loads((folder / "buurten_2020.pdok.geojson").read_text(encoding="utf-8"))
    assert content["crs"]["properties"]["name"] == "urn:ogc:def:crs:OGC:1.3:CRS84"
    told = [feature["properties"] for feature in content["features"]]
    codes = {row["buurtcode"] for row in told if row["water"] == "NEE"}
    assert codes == {code for code in _rows(demo, 2020) if code.startswith("BU")}
    assert all(
        {"buurtnaam", "wijkcode", "indelingswijzigingWijkenEnBuurten", "aantalInwoners"} <= row.keys() for row in told
    )
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in content["features"]]
    assert shapely.coverage_is_valid(shapes)
    west, south, east, north = shapely.total_bounds(shapes)
    assert 5.2 < west < east < 5.7
    assert 52.6 < south < north < 52.9
