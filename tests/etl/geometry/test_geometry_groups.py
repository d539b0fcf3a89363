"""Groups on the map: outlines without inner borders, and files with the areas inside."""

from __future__ import annotations

import numpy as np
import shapely
from geometry_shapes import area_list, layer, square

from domain.areas import Level
from etl.geometry.choose import choose_layers
from etl.geometry.encode import GeometryRow, geometry_rows
from tests.etl.geometry.test_geometry_encode import decoded

CODES = {"BU00010000": square(0, 0), "BU00010001": square(1, 0), "BU00020000": square(2, 0), "BU00030000": square(3, 0)}
INSIDE = {
    "EG0001-DORP-OOST": {Level.BUURT: ["BU00010001"]},
    "EG0001-DORP-WEST": {Level.BUURT: ["BU00010000"]},
    "GG0001": {Level.GEMEENTE: ["GM0001", "GM0002"], Level.BUURT: ["BU00010000", "BU00010001", "BU00020000"]},
    "GG0002": {Level.GEMEENTE: ["GM0003"], Level.BUURT: ["BU00030000"]},
}


def rows() -> dict[tuple[str, str], GeometryRow]:
    chosen = choose_layers(
        [layer("exact.gpkg", Level.BUURT, 2024, CODES)], area_list(*CODES, "GM0001", "GM0002", "GM0003"), 2024
    )
    return {(row.level.value, row.frame_code): row for row in geometry_rows(chosen, 2024, INSIDE)}


def test_every_group_has_a_file_with_its_areas() -> None:
    found = {
        key: row.area_codes for key, row in rows().items() if key[1][:2] in ("GG", "EG") or key[0] in ("ggd", "eigen")
    }
    assert found == {
        ("gemeente", "GG0001"): ("GM0001", "GM0002"),
        ("gemeente", "GG0002"): ("GM0003",),
        ("ggd", "NL00"): ("GG0001", "GG0002"),
        ("buurt", "GG0001"): ("BU00010000", "BU00010001", "BU00020000"),
        ("buurt", "GG0002"): ("BU00030000",),
        ("buurt", "EG0001-DORP-OOST"): ("BU00010001",),
        ("buurt", "EG0001-DORP-WEST"): ("BU00010000",),
        ("eigen", "GM0001"): ("EG0001-DORP-OOST", "EG0001-DORP-WEST"),
    }


def test_an_outline_is_one_polygon_as_large_as_its_parts() -> None:
    drawn = {
        each["properties"]["code"]: shapely.geometry.shape(each["geometry"])
        for each in decoded(rows()["ggd", "NL00"].payload)
    }
    parts = [shapely.geometry.shape(each["geometry"]) for each in decoded(rows()["gemeente", "GG0001"].payload)]
    assert drawn["GG0001"].geom_type == "Polygon"
    assert len(drawn["GG0001"].interiors) == 0
    assert np.isclose(drawn["GG0001"].area, sum(part.area for part in parts), rtol=1e-3)


def test_areas_without_a_polygon_are_no_fault() -> None:
    chosen = choose_layers([layer("exact.gpkg", Level.BUURT, 2024, CODES)], area_list(*CODES), 2024)
    inside = {"GG0009": {Level.GEMEENTE: ["GM0009"], Level.BUURT: ["BU00090000"]}}
    assert not [
        row for row in geometry_rows(chosen, 2024, inside) if row.frame_code == "GG0009" or row.level is Level.GGD
    ]
