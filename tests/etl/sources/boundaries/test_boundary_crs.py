"""Coordinates decide, not what a file claims; what is neither RD nor WGS84 is refused with a remedy."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shapely
from boundary_files import box, buurt, geojson, read_one

from etl.errors import LayoutError

RD = "urn:ogc:def:crs:EPSG::28992"
CRS84 = "urn:ogc:def:crs:OGC:1.3:CRS84"
ETRS89 = "urn:ogc:def:crs:EPSG::4258"


@pytest.mark.parametrize(
    ("crs", "claim", "note"),
    [
        ("EPSG:4326", None, None),
        ("EPSG:4326", CRS84, None),
        ("EPSG:4326", ETRS89, None),
        ("EPSG:28992", RD, None),
        ("EPSG:28992", None, "The file claims EPSG:4326 (WGS 84), but its coordinates are RD New and were read so."),
        ("EPSG:28992", CRS84, "but its coordinates are RD New and were read so."),
        ("EPSG:4326", RD, "The file claims EPSG:28992 (Amersfoort / RD New), but its coordinates are WGS84"),
        ("EPSG:28992", "urn:ogc:def:crs:EPSG::3857", "but its coordinates are RD New and were read so."),
    ],
)
def test_read_by_coordinates(tmp_path: Path, crs: str, claim: str | None, note: str | None) -> None:
    geojson(tmp_path / "b_2024.geojson", [buurt(0), buurt(1)], crs=crs, claim=claim)
    layer = read_one(tmp_path)
    assert layer.frame.crs.to_epsg() == 28992
    for shape, expected in zip(layer.frame.geometry, [box(0, 0), box(1, 0)], strict=True):
        assert shapely.hausdorff_distance(shape, expected) < 0.02
    assert [n for n in layer.notes if "claims" in n] == ([n for n in layer.notes if note in n] if note else [])
    assert bool(layer.notes) == (note is not None)


@pytest.mark.parametrize(
    ("crs", "swap", "message"),
    [
        ("EPSG:4326", True, r"latitude before longitude .* Swap the axes"),
        ("EPSG:28992", True, r"RD New with swapped axes .* Swap the axes"),
        ("EPSG:3857", False, r"Web Mercator \(EPSG:3857\) .* ogr2ogr -t_srs EPSG:28992"),
        ("EPSG:25831", False, r"UTM \(EPSG:25831 or EPSG:32631\) .*Reproject it"),
        ("EPSG:25832", False, r"UTM \(EPSG:25832 or EPSG:32632\) .*Reproject it"),
        ("EPSG:3035", False, r"ETRS89-LAEA \(EPSG:3035\) .*Reproject it"),
        ("EPSG:2154", False, r"a system that is not known here .*Reproject it"),
    ],
)
def test_other_coordinates_are_refused(tmp_path: Path, crs: str, *, swap: bool, message: str) -> None:
    geojson(tmp_path / "b_2024.geojson", [buurt(0), buurt(1)], crs=crs, swap=swap)
    with pytest.raises(LayoutError, match=r"b_2024\.geojson: layer 'b_2024' .*" + message) as refusal:
        read_one(tmp_path)
    assert "Expected RD New (EPSG:28992) or WGS84 (EPSG:4326)" in str(refusal.value)


def test_one_area_outside_the_country_is_named(tmp_path: Path) -> None:
    geojson(tmp_path / "b_2024.geojson", [buurt(0), buurt(1), buurt(2, box(400, 0))], crs="EPSG:28992")
    with pytest.raises(LayoutError, match=r"1 of 3 areas lie outside the Netherlands .*: BU00010002\."):
        read_one(tmp_path)


def test_the_corners_of_the_country_are_inside(tmp_path: Path) -> None:
    # Cadzand, Vaals, Rottumeroog and Bad Nieuweschans, in RD.
    corners = [(13_600, 377_000), (199_500, 306_900), (240_000, 619_000), (277_000, 575_000)]
    rows = [buurt(i, shapely.box(x, y, x + 500, y + 500)) for i, (x, y) in enumerate(corners)]
    for crs in ("EPSG:28992", "EPSG:4326"):
        geojson(tmp_path / "b_2024.geojson", rows, crs=crs)
        bounds = shapely.bounds(np.asarray(read_one(tmp_path).frame.geometry.array))
        assert bounds[:, :2] == pytest.approx(np.asarray(corners), abs=0.05)
