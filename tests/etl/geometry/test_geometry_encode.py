"""The files of the map: which there are, what is in them, and that they are the same every time."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import duckdb
import geobuf
import geopandas as gpd
import numpy as np
import pytest
import shapely
from geometry_shapes import area_list, enclave, layer, square

from domain.areas import Level
from etl.geometry.choose import ChosenGeometry, choose_layers
from etl.geometry.encode import area_geometry, encode, geometry_rows, to_wgs84


def decoded(payload: bytes) -> list[dict[str, Any]]:
    return list(geobuf.decode(gzip.decompress(payload))["features"])


@pytest.fixture
def chosen() -> ChosenGeometry:
    codes = ["BU00010003", "BU00010000", "BU00010001", "BU00010002", "BU00010100"]
    exact = layer("exact.gpkg", Level.BUURT, 2024, dict(zip(codes, enclave(), strict=True)))
    rough = layer("rough.gpkg", Level.BUURT, 2024, {"BU00020000": square(6, 6)}, approximate=True)
    older = layer("older.gpkg", Level.BUURT, 2023, {"BU00030000": square(9, 9)})
    areas = area_list(*codes, "WK000100", "WK000101", "GM0001", "BU00020000", "BU00030000")
    return choose_layers([exact, rough, older], areas, 2024)


def test_one_file_per_gemeente_and_one_for_the_country(chosen: ChosenGeometry) -> None:
    rows = list(geometry_rows(chosen, 2024))
    assert [(row.level.value, row.frame_code, len(row.area_codes)) for row in rows] == [
        ("gemeente", "GM0001", 1),
        ("gemeente", "NL00", 1),
        ("wijk", "GM0001", 2),
        ("wijk", "NL00", 2),
        ("buurt", "GM0001", 5),
        ("buurt", "GM0002", 1),
        ("buurt", "GM0003", 1),
        ("buurt", "NL00", 7),
    ]
    assert {row.boundary_year for row in rows} == {2024}


def test_features_stand_in_the_order_of_the_codes(chosen: ChosenGeometry) -> None:
    for row in geometry_rows(chosen, 2024):
        features = decoded(row.payload)
        assert [feature["properties"] for feature in features] == [{"code": code} for code in row.area_codes]
        assert list(row.area_codes) == sorted(row.area_codes)


def test_approximate_and_other_years_are_told(chosen: ChosenGeometry) -> None:
    rows = {(row.level.value, row.frame_code): row for row in geometry_rows(chosen, 2024)}
    assert (rows["buurt", "GM0001"].approximate, rows["buurt", "GM0001"].note) == (False, None)
    assert (rows["buurt", "GM0002"].approximate, rows["buurt", "GM0002"].note) == (
        True,
        "De grenzen zijn bij benadering.",
    )
    assert (rows["buurt", "GM0003"].approximate, rows["buurt", "GM0003"].note) == (
        False,
        "De grenzen van 2023 zijn gebruikt voor 2024.",
    )
    assert rows["buurt", "NL00"].note == (
        "De grenzen zijn bij benadering in 1 van de 3 gemeenten. "
        "De grenzen van 2023 zijn gebruikt voor 2024 in 1 van de 3 gemeenten."
    )


def test_no_coverage_passes_through_with_a_warning() -> None:
    shapes = {"BU00010000": shapely.segmentize(square(0, 0), 10), "BU00010001": shapely.segmentize(square(0.9, 0), 10)}
    overlapping = choose_layers([layer("file", Level.BUURT, 2024, shapes)], area_list(*shapes), 2024)
    row = next(iter(geometry_rows(overlapping, 2024)))
    assert row.note == "De grenzen sluiten niet overal op elkaar aan."
    assert [len(feature["geometry"]["coordinates"][0]) for feature in decoded(row.payload)] == [41, 41]


def test_coordinates_come_back_in_degrees(chosen: ChosenGeometry) -> None:
    row = next(row for row in geometry_rows(chosen, 2024) if row.frame_code == "GM0003")
    shape = shapely.geometry.shape(decoded(row.payload)[0]["geometry"])
    # The corner at x 150 900, y 450 900, by hand with the first terms of the polynomial around Amersfoort:
    # 52.155174 + (3235.654 * -0.121 - 32.583 * 0.041²) / 3600,
    # 5.387206 + (5260.529 * -0.041 + 105.947 * 0.041 * 0.121) / 3600.
    assert shape.bounds[:2] == pytest.approx((5.32744, 52.04640), abs=1e-5)
    in_rd = gpd.GeoSeries([shape], crs="EPSG:4326").to_crs("EPSG:28992").iloc[0]
    assert in_rd.symmetric_difference(square(9, 9)).area < 0.5 * in_rd.length


def test_the_same_areas_give_the_same_bytes(chosen: ChosenGeometry) -> None:
    first, second = (b"".join(row.payload for row in geometry_rows(chosen, 2024)) for _ in range(2))
    assert first == second


def test_encode_sorts_and_keeps_only_the_code() -> None:
    table = {"area_code": ["BU00010001", "BU00010000"], "name": ["b", "a"]}
    shapes = to_wgs84(np.asarray([square(1, 0), square(0, 0)]))
    frame = gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326")
    assert [feature["properties"] for feature in decoded(encode(frame))] == [
        {"code": "BU00010000"},
        {"code": "BU00010001"},
    ]
    assert encode(frame) == encode(frame.iloc[::-1])


def test_encode_refuses_metres() -> None:
    frame = gpd.GeoDataFrame({"area_code": ["BU00010000"]}, geometry=[square(0, 0)], crs="EPSG:28992")
    with pytest.raises(ValueError, match="WGS84"):
        encode(frame)


def test_the_point_of_an_area_lies_inside_it() -> None:
    # A horseshoe: its centroid falls in the opening.
    horseshoe = shapely.Polygon(
        [(150_000, 450_000), (150_300, 450_000), (150_300, 450_300), (150_250, 450_300), (150_250, 450_050),
         (150_050, 450_050), (150_050, 450_300), (150_000, 450_300)]
    )  # fmt: skip
    shapes = {"BU00010000": horseshoe, "BU00010001": square(5, 5)}
    chosen = choose_layers([layer("file", Level.BUURT, 2024, shapes)], area_list(*shapes), 2024)
    table = area_geometry(chosen).set_index("area_code")
    for code, shape in zip(shapes, to_wgs84(np.asarray(list(shapes.values()))), strict=True):
        place = table.loc[code]
        assert shape.contains(shapely.Point(place.centroid_lon, place.centroid_lat))
        assert (place.west, place.south, place.east, place.north) == pytest.approx(shape.bounds)
    square_place = table.loc["BU00010001"]
    assert square_place.centroid_lon == pytest.approx((square_place.west + square_place.east) / 2, abs=1e-5)


def test_rows_fit_the_table_of_the_warehouse(chosen: ChosenGeometry) -> None:
    with duckdb.connect() as connection:
        connection.execute((Path(__file__).parents[3] / "etl/load/schema.sql").read_text(encoding="utf-8"))
        for row in geometry_rows(chosen, 2024):
            values = [row.level, row.frame_code, row.boundary_year, list(row.area_codes), row.payload]
            connection.execute(
                "INSERT INTO geometry VALUES (?, ?, ?, ?, ?, ?, ?)", [*values, row.approximate, row.note]
            )
        stored = connection.execute("SELECT count(*), sum(len(area_codes)) FROM geometry").fetchone()
    assert stored == (8, 1 + 1 + 2 + 2 + 5 + 1 + 1 + 7)


def test_nothing_chosen_gives_no_files() -> None:
    nothing = choose_layers([], area_list("BU00010000"), 2024)
    assert list(geometry_rows(nothing, 2024)) == []
    assert area_geometry(nothing).empty
