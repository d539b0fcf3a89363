"""Simplification keeps a coverage a coverage; what is none passes through."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from geometry_shapes import enclave, mesh, square
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.geometry.coverage import is_coverage, outside_coverage, simplify, simplify_frame
from etl.geometry.polygons import dissolve, snap


def frame(polygons: list[object], gemeenten: list[str], *, approximate: list[bool] | None = None) -> gpd.GeoDataFrame:
    table = {
        "area_code": [f"BU{gemeente[2:]}{i:04d}" for i, gemeente in enumerate(gemeenten)],
        "gemeente_code": gemeenten,
        "approximate": approximate or [False] * len(gemeenten),
        "source": ["one.gpkg"] * len(gemeenten),
    }
    return gpd.GeoDataFrame(table, geometry=polygons, crs="EPSG:28992")


def test_straight_edges_lose_the_points_between_corners() -> None:
    dense = [shapely.segmentize(shape, 10) for shape in enclave()]
    simplified = simplify(np.asarray(dense), 5)
    assert simplified.valid
    assert simplified.tolerance_m == 5
    # Nothing bends, so only corners and nodes stay and the areas are the same to the square centimetre.
    np.testing.assert_allclose(shapely.area(simplified.polygons), [7500, 10_000, 10_000, 10_900, 2500])
    # A ring of 400 m has 41 points, the hole 21, the island of 120 m 13.
    assert simplified.vertices_before == (41 + 21) + 41 + 41 + (41 + 13) + 21
    assert simplified.vertices_after < 60


def test_hole_and_island_survive() -> None:
    first, *_, last, hole = simplify(np.asarray([shapely.segmentize(s, 5) for s in enclave()]), 10).polygons
    assert len(first.interiors) == 1
    assert shapely.Polygon(first.interiors[0]).equals(hole)
    assert len(last.geoms) == 2


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10_000), st.floats(0.5, 60))
def test_a_simplified_coverage_is_a_coverage(columns: int, rows: int, seed: int, tolerance: float) -> None:
    cells = np.asarray(mesh(columns, rows, seed))
    assert is_coverage(cells)
    simplified = simplify(cells, tolerance)
    assert simplified.valid
    assert len(simplified.polygons) == len(cells)
    assert is_coverage(simplified.polygons)
    assert not shapely.is_empty(simplified.polygons).any()
    assert abs(shapely.area(simplified.polygons).sum() / shapely.area(cells).sum() - 1) <= 0.005
    assert simplified.vertices_after <= simplified.vertices_before
    # Every area still lies where it was.
    assert shapely.intersects(simplified.polygons, shapely.point_on_surface(cells)).all()


def test_too_strong_a_tolerance_is_halved() -> None:
    cells = np.asarray(mesh(4, 4, 1))
    too_strong = shapely.coverage_simplify(cells, 200.0)
    assert abs(shapely.area(too_strong).sum() / shapely.area(cells).sum() - 1) > 0.005
    simplified = simplify(cells, 200.0)
    assert 0 < simplified.tolerance_m < 200
    assert simplified.vertices_after < simplified.vertices_before


def test_overlapping_polygons_pass_through() -> None:
    overlapping = np.asarray([shapely.segmentize(square(0, 0), 10), shapely.segmentize(square(0.9, 0), 10)])
    simplified = simplify(overlapping, 5)
    assert not simplified.valid
    assert simplified.vertices_after == simplified.vertices_before == 82
    assert shapely.equals_exact(simplified.polygons, overlapping).all()


def test_outside_coverage_names_both_sides() -> None:
    shapes = np.asarray([square(0, 0), square(0.9, 0), square(5, 5), square(6, 5)])
    assert outside_coverage(shapes).tolist() == [True, True, False, False]
    assert outside_coverage(np.asarray([])).tolist() == []


def test_one_faulty_gemeente_does_not_stop_the_others() -> None:
    dense = [shapely.segmentize(s, 10) for s in (square(0, 0), square(1, 0), square(5, 5), square(5.9, 5))]
    shapes, untouched = simplify_frame(frame(dense, ["GM0001", "GM0001", "GM0002", "GM0002"]), 5)
    assert untouched.tolist() == [False, False, True, True]
    assert shapely.get_num_coordinates(shapes).tolist()[2:] == [41, 41]
    assert (shapely.get_num_coordinates(shapes)[:2] < 10).all()


def test_approximate_areas_are_left_alone() -> None:
    dense = [shapely.segmentize(s, 10) for s in (square(0, 0), square(1, 0))]
    shapes, untouched = simplify_frame(frame(dense, ["GM0001", "GM0002"], approximate=[True, False]), 5)
    assert untouched.tolist() == [True, False]
    assert shapely.get_num_coordinates(shapes)[0] == 41


def test_an_empty_frame_simplifies_to_nothing() -> None:
    assert simplify(np.asarray([]), 5).vertices_after == 0


def test_snapping_rounds_both_sides_of_an_edge_alike() -> None:
    # A thousandth of a millimetre of overlap, as after reprojection, makes two squares no coverage.
    noisy = np.asarray([square(0, 0), shapely.affinity.translate(square(1, 0), -1e-6, 1e-6)])
    assert not is_coverage(noisy)
    snapped = snap(noisy)
    assert is_coverage(snapped.polygons)
    assert not snapped.repaired.any()


def test_snapping_repairs_a_bow_tie_and_drops_a_point() -> None:
    bow_tie = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    speck = shapely.Polygon([(0, 0), (0.001, 0), (0.001, 0.001)])
    snapped = snap(np.asarray([bow_tie, square(0, 0), speck]))
    assert snapped.repaired.tolist() == [True, False, False]
    assert snapped.lost.tolist() == [False, False, True]
    assert shapely.area(snapped.polygons[0]) == pytest.approx(50)
    assert snapped.polygons[0].geom_type == "MultiPolygon"


def test_snapping_forgets_heights() -> None:
    high = shapely.force_3d(square(0, 0), 12.0)
    assert not snap(np.asarray([high])).polygons[0].has_z


@pytest.mark.parametrize("coverage", [True, False])
def test_dissolving_neighbours_gives_one_polygon_without_inner_edges(*, coverage: bool) -> None:
    whole = dissolve(np.asarray([square(0, 0), square(1, 0)]), coverage=coverage)
    assert whole.geom_type == "Polygon"
    assert whole.area == 20_000
    assert whole.length == 600
