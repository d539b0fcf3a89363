"""Overlap of polygons of two years: land, residents in squares, slivers and holes."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from domain.areas import Level
from etl.contracts import SquareGrid
from etl.derive.crosswalk_polygons import (
    exact_polygons,
    exact_years,
    grid_near,
    overlay,
    pairs_by_land,
    pairs_by_squares,
)
from tests.etl.derive.bringing import boxes

Sides = tuple[float, float, float, float]


def areas(shapes: dict[str, Sides]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"area_code": list(shapes)}, geometry=[shapely.box(*sides) for sides in shapes.values()], crs="EPSG:28992"
    )


def told(pairs: pd.DataFrame) -> dict[tuple[str, str], tuple[float, bool]]:
    return {(row.from_code, row.to_code): (row.amount, row.reliable) for row in pairs.itertuples()}


OLD = areas({"a": (0, 0, 400, 100), "b": (400, 0, 800, 100)})
NEW = areas({"p": (0, 0, 500, 100), "q": (500, 0, 800, 100)})


def squares(year: int, counts: dict[tuple[int, int], float], size_m: int = 100) -> SquareGrid:
    frame = pd.DataFrame(
        {"x": [x for x, _ in counts], "y": [y for _, y in counts], "residents_count": list(counts.values())}
    )
    return SquareGrid(Path(f"vk{size_m}_{year}.gpkg"), "cbs_vierkanten", "vk", size_m, year, frame.astype(float))


def test_land_that_two_areas_share() -> None:
    pieces = overlay(OLD, NEW, ["a", "b"], ["p", "q"])
    assert told(pairs_by_land(pieces, OLD, NEW)) == {
        ("a", "p"): (40_000, True), ("b", "p"): (10_000, True), ("b", "q"): (30_000, True)
    }  # fmt: skip


def test_residents_in_squares_rather_than_land() -> None:
    """All of b's people live in the square that moved."""
    grid = squares(2020, {(0, 0): 60, (300, 0): 40, (400, 0): 30, (700, 0): 0})
    pieces = overlay(OLD, NEW, ["a", "b"], ["p", "q"])
    found = told(pairs_by_squares(pieces, grid, pairs_by_land(pieces, OLD, NEW)))
    assert found == {("a", "p"): (100, True), ("b", "p"): (30, True), ("b", "q"): (0, True)}


def test_an_area_where_nobody_lives_is_not_known_by_squares() -> None:
    pieces = overlay(OLD, NEW, ["a", "b"], ["p", "q"])
    found = told(pairs_by_squares(pieces, squares(2020, {(0, 0): 60}), pairs_by_land(pieces, OLD, NEW)))
    assert found == {("a", "p"): (60, True)}


def test_a_line_drawn_a_little_differently_is_no_change() -> None:
    redrawn = areas({"p": (0, 0, 402, 100), "q": (402, 0, 800, 100)})
    pieces = overlay(OLD, redrawn, ["a", "b"], ["p", "q"])
    assert list(zip(pieces["from_code"], pieces["to_code"], strict=True)) == [("a", "p"), ("b", "q")]


def test_an_area_that_changed_comes_with_all_it_touches() -> None:
    pieces = overlay(OLD, NEW, [], ["q"])
    assert sorted(zip(pieces["from_code"], pieces["to_code"], strict=True)) == [("b", "p"), ("b", "q")]


def test_what_no_old_area_covers_is_a_hole() -> None:
    old = areas({"a": (0, 0, 400, 100)})
    pieces = overlay(old, NEW, ["a"], ["p", "q"])
    assert told(pairs_by_land(pieces, old, NEW)) == {("a", "p"): (40_000, True), ("", "p"): (10_000, False)}
    grid = squares(2020, {(0, 0): 80, (400, 0): 20})
    assert told(pairs_by_squares(pieces, grid, pairs_by_land(pieces, old, NEW))) == {
        ("a", "p"): (80, True),
        ("", "p"): (20, False),
    }


def test_an_old_area_that_lies_partly_outside_is_not_reliable() -> None:
    new = areas({"p": (0, 0, 300, 100)})
    pieces = overlay(OLD, new, ["a"], ["p"])
    assert told(pairs_by_land(pieces, OLD, new)) == {("a", "p"): (30_000, False)}


def test_only_exact_layers_of_the_level_and_year_count() -> None:
    layers = [
        boxes(2020, Level.BUURT, {"a": (0, 0, 1, 1)}),
        boxes(2020, Level.BUURT, {"a": (0, 0, 9, 9), "b": (9, 0, 10, 1)}),
        boxes(2022, Level.BUURT, {"a": (0, 0, 1, 1)}, approximate=True),
        boxes(2024, Level.WIJK, {"w": (0, 0, 1, 1)}),
    ]
    assert exact_years(layers, Level.BUURT) == {2020}
    found = exact_polygons(layers, Level.BUURT, 2020)
    assert dict(zip(found["area_code"], found.geometry.area, strict=True)) == {"a": 81, "b": 1}
    assert exact_polygons(layers, Level.BUURT, 2024).empty


def test_squares_of_100_m_of_the_nearest_year() -> None:
    grids = [squares(2017, {(0, 0): 1}), squares(2021, {(0, 0): 1}), squares(2020, {(0, 0): 1}, size_m=500)]
    assert (grid_near(grids, 2020) or grids[0]).year == 2021
    assert grid_near(grids[2:], 2020) is None


@pytest.mark.parametrize("shift", [0.0, 137.0])
def test_land_is_shared_out_without_rest(shift: float) -> None:
    new = areas({"p": (0, 0, 263 + shift, 100), "q": (263 + shift, 0, 800, 100)})
    pairs = pairs_by_land(overlay(OLD, new, ["a", "b"], ["p", "q"]), OLD, new)
    assert pairs.groupby("from_code")["amount"].sum().to_dict() == {"a": 40_000, "b": 40_000}
