"""From rows to areas: land, one row per area, valid polygons; everything left out is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely
from boundary_files import box, buurt, geojson, read_all, read_one

from etl.errors import LayoutError


def read(tmp_path: Path, *rows: dict[str, Any], name: str = "b_2024.geojson") -> Any:
    geojson(tmp_path / name, rows, crs="EPSG:28992", claim="urn:ogc:def:crs:EPSG::28992")
    return read_one(tmp_path)


def test_water_and_belgium_are_left_out(tmp_path: Path) -> None:
    layer = read(tmp_path, buurt(0), buurt(1, water="JA"), buurt(2, water="ja "), buurt(3, water="B"))
    assert layer.frame["area_code"].tolist() == ["BU00010000"]
    assert layer.notes == (
        "2 rows of water areas (water = JA) left out.",
        "1 row of foreign areas (water = B) left out.",
    )


def test_a_code_like_that_of_water_is_land_without_the_flag(tmp_path: Path) -> None:
    layer = read(tmp_path, buurt(0), buurt(1, buurtcode="BU00019997"), buurt(2, buurtcode="BU00019998", water="JA"))
    assert layer.frame["area_code"].tolist() == ["BU00010000", "BU00019997"]


def test_a_file_of_water_only_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"holds no polygons of land .* 1 row of water"):
        read(tmp_path, buurt(1, water="JA"))


def test_parts_of_one_area_are_joined(tmp_path: Path) -> None:
    layer = read(tmp_path, buurt(0), buurt(1, box(5, 5)), buurt(0, box(0, 1), wijkcode=None))
    assert layer.frame["area_code"].tolist() == ["BU00010000", "BU00010001"]
    assert layer.frame.geometry.iloc[0].equals(shapely.union(box(0, 0), box(0, 1)))
    assert layer.frame["wijk_code"].tolist() == ["WK000100", "WK000100"]
    assert layer.notes == ("2 rows are parts of 1 area and were joined: BU00010000.",)


def test_separate_parts_become_a_multipolygon(tmp_path: Path) -> None:
    layer = read(tmp_path, buurt(0), buurt(0, box(0, 5)))
    assert layer.frame.geometry.item().geom_type == "MultiPolygon"
    assert layer.frame.geometry.item().area == 2_000_000


def test_one_code_with_two_names_is_an_error_that_names_both(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="BU00010000 is called 'Noord' and 'Zuid'"):
        read(tmp_path, buurt(0, buurtnaam="Zuid"), buurt(0, box(0, 1), buurtnaam="Noord"))


def test_codes_are_normalised_and_unknown_ones_listed(tmp_path: Path) -> None:
    rows = [buurt(0, buurtcode=" bu00010000 "), buurt(1), buurt(2, buurtcode="WK000100"), buurt(3, buurtcode=None)]
    layer = read(tmp_path, *rows)
    assert layer.frame["area_code"].tolist() == ["BU00010000", "BU00010001"]
    assert layer.notes == ("2 rows left out, having no buurt code: WK000100, (empty).",)


@pytest.mark.parametrize(
    ("given", "expected"),
    [("GM0363", "GM0363"), ("0363", "GM0363"), (363, "GM0363"), (None, "GM0001"), ("?", "GM0001")],
)
def test_the_gemeente_is_that_of_the_column_or_else_of_the_code(tmp_path: Path, given: Any, expected: str) -> None:
    assert read(tmp_path, buurt(0, gemeentecode=given)).frame["gemeente_code"].tolist() == [expected]


def test_a_wijk_is_never_deduced(tmp_path: Path) -> None:
    row = {key: value for key, value in buurt(0).items() if key != "wijkcode"}
    assert read(tmp_path, row).frame["wijk_code"].isna().all()


def test_invalid_polygons_are_repaired_and_told(tmp_path: Path) -> None:
    x, y = 150_000, 450_000
    bow_tie = shapely.Polygon([(x, y), (x + 100, y + 100), (x + 100, y), (x, y + 100)])
    layer = read(tmp_path, buurt(0, bow_tie), buurt(1))
    shape = layer.frame.geometry.iloc[0]
    assert shape.is_valid
    assert shape.area == pytest.approx(5000)
    assert layer.notes == ("1 polygon repaired, not valid on a grid of 1 cm: BU00010000.",)


def test_rows_without_a_polygon_are_told(tmp_path: Path) -> None:
    layer = read(tmp_path, buurt(0), {**buurt(1), "geometry": None}, buurt(2, box(2, 0).centroid))
    assert layer.frame["area_code"].tolist() == ["BU00010000"]
    assert layer.notes == ("2 rows have no polygon: BU00010001, BU00010002.",)


def test_a_collection_keeps_its_polygons(tmp_path: Path) -> None:
    mixed = shapely.GeometryCollection([box(0, 0), box(0, 0).exterior])
    assert read(tmp_path, buurt(0, mixed), buurt(1)).frame.geometry.iloc[0].equals(box(0, 0))


def test_areas_that_have_ended_are_left_out(tmp_path: Path) -> None:
    rows = [
        {"cbsCode": "BU0001AA01", "naam": "Plein", "eindGeldigheid": end, "geometry": box(i, 0)}
        for i, end in enumerate(["2023-10-25", None])
    ]
    layer = read(tmp_path, *rows)
    assert layer.frame.geometry.item().equals(box(1, 0))
    assert "1 row of areas that have ended left out." in layer.notes


def test_polygons_lie_on_the_grid_of_a_centimetre(tmp_path: Path) -> None:
    layer = read(tmp_path, buurt(0, shapely.affinity.translate(box(0, 0), 0.0031, 0.0068)))
    assert layer.frame.geometry.item().equals(shapely.affinity.translate(box(0, 0), 0, 0.01))


def test_a_valid_coverage_is_exact_and_a_file_of_that_name_is_not(tmp_path: Path) -> None:
    assert not read(tmp_path, buurt(0), buurt(1)).approximate
    (tmp_path / "b_2024.geojson").unlink()
    layer = read(tmp_path, buurt(0), buurt(1), name="b_2024_approximate.geojson")
    assert layer.approximate
    assert layer.notes == ("The file calls itself approximate.",)


def test_overlaps_make_a_file_approximate(tmp_path: Path) -> None:
    layer = read(tmp_path, buurt(0), buurt(1, box(0.9, 0)))
    assert layer.approximate
    assert layer.notes == ("Its polygons overlap or leave gaps: used last, and not simplified.",)


def test_one_gemeente_with_overlaps_leaves_the_others_exact(tmp_path: Path) -> None:
    def other(gemeente: int, column: float) -> dict[str, Any]:
        code = f"BU000{gemeente}0000"
        return buurt(0, box(column, 9), buurtcode=code, buurtnaam=code, gemeentecode=f"GM000{gemeente}")

    rows = [buurt(0), buurt(1, box(0.9, 0)), other(2, 0), other(3, 1)]
    geojson(tmp_path / "b_2024.geojson", rows, crs="EPSG:28992", claim="urn:ogc:def:crs:EPSG::28992")
    exact, rough = read_all(tmp_path)
    assert (exact.approximate, exact.frame["gemeente_code"].tolist()) == (False, ["GM0002", "GM0003"])
    assert (rough.approximate, rough.frame["gemeente_code"].tolist()) == (True, ["GM0001", "GM0001"])
    assert exact.notes == ()
    assert rough.notes == ("In 1 of 3 gemeenten polygons overlap or leave gaps: these are taken as approximate.",)
