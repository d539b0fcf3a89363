"""Leefbaarometer: zip with a CSV per level, map layers and the workbook of 2.0; deviations per year on the last year's areas."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from source_files import value, write_sheet

from etl.catalogue.loader import load_catalogue
from etl.contracts import ParsedTable
from etl.errors import ColumnError, LayoutError
from etl.sources.leefbaarometer.adapter import recognise
from etl.sources.leefbaarometer.files import version_of

CATALOGUE = load_catalogue()
BUURTEN = """versie,jaar,bu_code,bu_naam,lbm,afw,fys,onv,soc,vrz,won
Leefbaarometer 3.0,2022,BU99010000,"Haven, oud",4.12,-0.03,0.02,0.01,0.05,-0.07,0.0
Leefbaarometer 3.0,2024,BU99010000,"Haven, oud",4.14,-0.01,0.02,0.03,0.05,-0.07,0.0
Leefbaarometer 3.0,2024,BU99010001,Polder,,,,,,,
"""
WIJKEN = """won,vrz,soc,onv,fys,afw,wk_naam,wk_code,jaar
0.01,0.1,-0.02,0.03,0.04,0.16,Kern,WK990100,2024
"""
CHANGES = "versie,jaar,bu_code,lbm,afw,fys,onv\n3.0,2020-2022,BU99010000,1,1,1,1\n"
SQUARES = "versie,jaar,rin_code,lbm,afw,fys,onv\n3.0,2022,E1N1,1,1,1,1\n"
NAME = "open-data-leefbaarometer-meting-2024.zip"


def write_zip(path: Path, members: Mapping[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"Leefbaarometer 3.0 - open data/{name}", text)
    return path


def read(*paths: Path) -> ParsedTable:
    (found,) = recognise(paths[0].parent, paths)
    assert not hasattr(found, "why")
    (table,) = found.read(CATALOGUE)  # type: ignore[union-attr]
    assert isinstance(table, ParsedTable)
    return table


@pytest.fixture
def whole(tmp_path: Path) -> ParsedTable:
    members = {
        "Leefbaarometer-scores buurten 2002-2024.csv": BUURTEN,
        "Leefbaarometer-scores wijken 2002-2024.csv": WIJKEN,
    }
    more = {
        "Leefbaarometer-ontwikkeling buurten.csv": CHANGES,
        "Leefbaarometer-scores grids.csv": SQUARES,
        "lees mij.txt": "x",
    }
    return read(write_zip(tmp_path / NAME, members | more))


def test_all_levels_and_years_of_a_zip_are_one_table(whole: ParsedTable) -> None:
    release = whole.release
    assert (release.table_id, release.reference_year, release.boundary_year) == ("3.0", 2024, 2024)
    assert whole.areas.set_index("area_code")["name"].to_dict() == {
        "BU99010000": "Haven, oud", "BU99010001": "Polder", "WK990100": "Kern",
    }  # fmt: skip
    assert set(whole.values["reference_year"]) == {2022, 2024}


def test_columns_are_found_by_their_header_not_their_place(whole: ParsedTable) -> None:
    assert value(whole, "BU99010000", "liveability_score", 2022) == (-0.03, "ok")
    assert value(whole, "BU99010000", "nuisance_safety_score", 2024) == (0.03, "ok")
    assert value(whole, "WK990100", "liveability_score", 2024) == (0.16, "ok")
    assert value(whole, "WK990100", "facilities_score", 2024) == (0.1, "ok")
    assert value(whole, "WK990100", "social_cohesion_score", 2024) == (-0.02, "ok")


def test_a_place_without_a_score_is_missing_not_zero(whole: ParsedTable) -> None:
    assert value(whole, "BU99010001", "liveability_score", 2024) == (None, "unknown")


def test_the_scale_of_its_own_is_not_read_as_a_deviation(whole: ParsedTable) -> None:
    assert whole.values["value"].max() < 1


def test_without_a_year_in_the_name_the_areas_are_those_of_the_last_year(tmp_path: Path) -> None:
    path = tmp_path / "scores.csv"
    path.write_text(
        BUURTEN.replace("2024", "2020").replace(",", ";").replace('"Haven; oud"', "Haven"), encoding="cp1252"
    )
    table = read(path)
    assert (table.release.boundary_year, table.release.layout) == (2022, "csv")


def old(*rows: Sequence[object]) -> list[Sequence[object]]:
    return [("GBD", "JAAR", "RLBRMTR", "RLBWON", "RLBBEV", "RLBVRZ", "RLBVEI", "RLBFYS"), *rows]


def test_version_2_is_a_table_of_its_own_without_cohesion(tmp_path: Path) -> None:
    rows = old(("WK990100", 2014.0, -0.0627, -0.03, 0.02, -0.11, 0.06, 0), ("WK990100", 2016.0, "", "", "", "", "", ""))
    table = read(write_sheet(tmp_path / "2.0_wijk.xlsx", rows, "data(1)"))
    assert (table.release.table_id, table.release.boundary_year) == ("2.0", 2016)
    assert value(table, "WK990100", "liveability_score", 2014) == (-0.0627, "ok")
    assert value(table, "WK990100", "nuisance_safety_score", 2014) == (0.06, "ok")
    assert value(table, "WK990100", "liveability_score", 2016) == (None, "unknown")
    assert "social_cohesion_score" not in set(table.values["indicator_id"])
    assert any("social_cohesion_score" in note for note in table.notes)


def test_figures_of_two_versions_never_make_one_trend() -> None:
    assert CATALOGUE.sources["leefbaarometer"].series_per_table


def layer(path: Path, *rows: Mapping[str, object]) -> Path:
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def scored(code: str, afw: float) -> dict[str, object]:
    scores = {"kscore": 7, "afw": afw, "fys": 0.1, "onv": 0.1, "soc": 0.0, "vrz": 0.0, "won": 0.0}
    return {"id": code, "name": code, "gemeente": "Lindermeer", "scale": "buurt", "year": 2024, **scores}


def test_pages_of_a_map_layer_are_one_table(tmp_path: Path) -> None:
    first = layer(tmp_path / "lbm3_buurtscore24.000.json", scored("BU99010000", 0.2))
    second = layer(tmp_path / "lbm3_buurtscore24.001.json", scored("BU99010001", -0.2))
    table = read(first, second)
    assert (table.release.reference_year, table.release.table_id) == (2024, "3.0")
    assert value(table, "BU99010001", "liveability_score") == (-0.2, "ok")


@pytest.mark.parametrize(
    ("header", "version"),
    [
        (["jaar", "bu_code", "afw", "fys", "onv"], "3.0"),
        (["JAAR", "GBD", "RLBRMTR", "RLBWON", "RLBVEI"], "2.0"),
        (["GBD", "RLBRMTR12", "RLBWON12", "RLBVEI12"], None),
        (["jaar", "bu_code", "afw"], None),
        (["jaar", "pc4", "afw", "fys", "onv"], None),
        ([], None),
    ],
)
def test_what_is_recognised(header: list[str], version: str | None) -> None:
    assert version_of(header) == version


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (BUURTEN.replace(",2022,", ",2020-2022,"), "row 2, column jaar: '2020-2022' is no year"),
        (BUURTEN.replace("Leefbaarometer 3.0,2022", "Leefbaarometer 3.1,2022"), "rows of several versions"),
        (BUURTEN.replace("-0.03", "veel"), "area BU99010000, column afw: 'veel'"),
        (BUURTEN.replace("BU99010001", "BU9901"), "malformed area codes: 'BU9901'"),
        (BUURTEN.splitlines()[0] + "\n", "has no rows"),
    ],
)
def test_a_damaged_table_is_named(tmp_path: Path, text: str, fault: str) -> None:
    path = write_zip(tmp_path / NAME, {"scores buurten.csv": text})
    with pytest.raises(LayoutError, match=NAME) as error:
        read(path)
    assert fault in str(error.value)


def test_a_renamed_column_is_named_with_what_was_sought(tmp_path: Path) -> None:
    path = write_zip(tmp_path / NAME, {"scores buurten.csv": BUURTEN.replace("onv", "overlast")})
    with pytest.raises(ColumnError, match="nuisance_safety_score"):
        read(path)


def test_a_cut_zip_is_named(tmp_path: Path) -> None:
    path = write_zip(tmp_path / NAME, {"scores buurten.csv": BUURTEN})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(LayoutError, match="may be cut"):
        recognise(tmp_path, [path])
