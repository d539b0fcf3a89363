"""Whatever the seed, the region is a whole: land without gaps or overlaps, and areas that are made of all of it."""

from __future__ import annotations

from collections import Counter

import pytest
import shapely

from etl.demo.world import YEARS, World, build_world

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module", params=[0, 3, 7, 11, 20240101])
def world(request: pytest.FixtureRequest) -> World:
    return build_world(request.param)


def test_pieces_and_water_share_the_region_without_gaps_or_overlaps(world: World) -> None:
    shapes = [*(piece.geometry for piece in world.pieces), *world.water.values()]
    assert shapely.coverage_is_valid(shapes)
    assert all(piece.geometry.is_valid for piece in world.pieces)
    assert min(piece.land_area_ha for piece in world.pieces) > 1
    whole = shapely.coverage_union_all(shapes)
    assert shapely.get_num_geometries(whole) == 1
    assert whole.area == pytest.approx(sum(shape.area for shape in shapes))


@pytest.mark.parametrize("year", YEARS)
def test_each_piece_is_in_one_area_of_every_level(world: World, year: int) -> None:
    for level in ("Gemeente", "Wijk", "Buurt"):
        members = Counter(piece for area in world.areas(year) if area.level == level for piece in area.pieces)
        assert members == Counter(range(len(world.pieces))), level


def test_codes_are_unique_and_of_the_demo(world: World) -> None:
    for year in YEARS:
        codes = [area.code for area in world.areas(year)]
        assert len(set(codes)) == len(codes)
        assert all(code == "NL00" or code[2:4] == "99" for code in codes)
