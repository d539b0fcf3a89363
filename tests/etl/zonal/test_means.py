"""Means over residents, by hand: squares on a border are split, no data is left out, and every absence has its reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from zonal_files import SIXTEEN, X0, Y0, grid, write_map, zones

from etl.contracts import SquareGrid
from etl.zonal.means import Means, statuses, weighted_means
from etl.zonal.residents import SECRET_RESIDENTS, nearest_grid, residents_of, weights_of
from etl.zonal.sampling import Plausible, Sampled, sample_squares
from etl.zonal.shares import Shares, shares_of_squares, with_whole

#: West 150 m, and the rest of a map of 400 by 400 m.
WEST, EAST = (0, 0, 150, 400), (150, 0, 400, 400)


def means_of(path: Path, squares: SquareGrid, *boxes: tuple[float, float, float, float]) -> Means:
    weights = weights_of(squares)
    shares = shares_of_squares(zones(*boxes), weights.x, weights.y, squares.size_m)
    sampled = sample_squares(path, weights.x, weights.y, squares.size_m, Plausible())
    return weighted_means(shares, weights.residents, sampled, len(boxes))


def test_the_shares_of_a_square_on_a_border() -> None:
    found = shares_of_squares(zones(WEST, EAST), np.array([X0, X0 + 100]), np.array([Y0, Y0 + 300]), 100)
    rows = sorted(zip(found.area.tolist(), found.square.tolist(), found.share.tolist(), strict=True))
    assert rows == [(0, 0, 1.0), (0, 1, 0.5), (1, 1, 0.5)]


def test_squares_outside_every_area_and_areas_without_squares_have_no_row() -> None:
    assert not len(shares_of_squares(zones(WEST), np.array([X0 + 900]), np.array([Y0]), 100).area)
    assert not len(shares_of_squares(zones(), np.array([X0]), np.array([Y0]), 100).area)
    assert not len(shares_of_squares(zones(WEST), np.zeros(0), np.zeros(0), 100).area)


def test_residents_on_a_border_are_split_by_surface(tmp_path: Path) -> None:
    squares = grid([{"x": 0, "y": 0, "residents_count": 30}, {"x": 1, "y": 0, "residents_count": 10}])
    found = means_of(write_map(tmp_path / "a.tif", SIXTEEN), squares, WEST, EAST)
    assert found.value.tolist() == pytest.approx([(30 * 13 + 5 * 14) / 35, 14])
    assert found.placed.tolist() == [35, 5]


def test_it_is_not_the_mean_over_the_surface(tmp_path: Path) -> None:
    """Everybody lives in the cell of 16; the mean over the surface is 8.5."""
    squares = grid([{"x": 3, "y": 0, "residents_count": 500}])
    found = means_of(write_map(tmp_path / "a.tif", SIXTEEN), squares, (0, 0, 400, 400))
    assert found.value.tolist() == [16]


def test_residents_off_the_map_are_counted_and_do_not_weigh(tmp_path: Path) -> None:
    squares = grid([{"x": 0, "y": 0, "residents_count": 20}, {"x": 9, "y": 0, "residents_count": 60}])
    found = means_of(write_map(tmp_path / "a.tif", SIXTEEN), squares, (0, 0, 1_000, 400), (2_000, 0, 2_100, 100))
    assert found.value[0] == 13
    assert (found.placed.tolist(), found.covered.tolist()) == ([80, 0], [20, 0])
    assert np.isnan(found.value[1])


def test_the_country_is_all_gemeenten_together() -> None:
    shares = Shares(np.array([0, 1, 2]), np.array([0, 1, 1]), np.array([1.0, 0.5, 0.5]))
    whole = with_whole(shares, np.array([True, True, False]))
    found = weighted_means(whole, np.array([10.0, 40.0]), Sampled(np.array([1.0, 4.0]), np.ones(2)), 4)
    assert found.placed.tolist() == [10, 20, 20, 30]
    assert found.value[3] == pytest.approx((10 * 1 + 20 * 4) / 30)


@given(
    residents=st.lists(st.integers(1, 900), min_size=4, max_size=4),
    values=st.lists(st.floats(-5, 90, width=32), min_size=4, max_size=4),
)
def test_a_mean_lies_between_the_values_and_one_inhabited_square_decides(
    residents: list[int], values: list[float]
) -> None:
    shares = Shares(np.zeros(4, np.intp), np.arange(4), np.array([1.0, 0.25, 0.5, 1.0]))
    sampled = Sampled(np.array(values), np.ones(4))
    (mean,) = weighted_means(shares, np.array(residents, float), sampled, 1).value
    assert min(values) - 1e-9 <= mean <= max(values) + 1e-9
    (alone,) = weighted_means(shares, np.array([0.0, residents[1], 0.0, 0.0]), sampled, 1).value
    assert alone == pytest.approx(values[1])


def test_a_secret_square_counts_where_homes_stand() -> None:
    rows = [
        {"x": 0, "y": 0, "residents_count": np.nan, "dwellings_count": 5},
        {"x": 1, "y": 0, "residents_count": np.nan, "dwellings_count": np.nan},
        {"x": 2, "y": 0, "residents_count": 40, "dwellings_count": 20},
        {"x": 3, "y": 0, "residents_count": 0, "dwellings_count": 20},
    ]
    assert residents_of(grid(rows)).tolist() == [SECRET_RESIDENTS, 0, 40, 0]
    weights = weights_of(grid(rows))
    assert (len(weights.x), weights.secret_count, weights.kept.tolist()) == (2, 1, [True, False, True, False])
    assert "1 of them secret and counted as 2.5 residents" in weights.described


def test_without_a_column_about_homes_every_secret_square_counts() -> None:
    assert residents_of(grid([{"x": 0, "y": 0, "residents_count": np.nan}])).tolist() == [SECRET_RESIDENTS]


def test_the_finest_and_then_the_nearest_squares_are_taken() -> None:
    one = [{"x": 0, "y": 0, "residents_count": 5.0}]
    grids = [grid(one, year=2021), grid(one, year=2023), grid(one, year=2022, size_m=500)]
    assert nearest_grid(grids, 2022) is grids[1]
    assert nearest_grid(grids, 2015) is grids[0]
    assert nearest_grid(grids[2:], 2015) is grids[2]
    assert nearest_grid([], 2024) is None


@pytest.mark.parametrize(
    ("published", "placed", "covered", "told"),
    [
        (100, 100, 100, "ok"),
        (100, 79, 79, "caution"),
        (100, 100, 79, "caution"),
        (100, 49, 49, "suppressed"),
        (100, 0, 0, "not_published"),
        (100, 100, 49, "not_published"),
        (100, 130, 130, "ok"),
        (9, 9, 9, "too_small"),
        (0, 0, 0, "no_residents"),
        (0, 2.5, 2.5, "no_residents"),
        (np.nan, 8, 8, "too_small"),
        (np.nan, 80, 80, "ok"),
        (np.nan, 0, 0, "not_published"),
    ],
)
def test_every_absence_has_its_reason(published: float, placed: float, covered: float, told: str) -> None:
    squares = np.array([9.0 if placed else 0.0])
    means = Means(np.array([1.0]), np.array([placed]), np.array([covered]), squares)
    assert statuses(means, np.array([published]), np.array([True]), 100).tolist() == [told]


def test_a_gemeente_of_which_the_squares_hold_a_part_is_not_published() -> None:
    means = Means(np.array([1.0]), np.array([40.0]), np.array([40.0]), np.array([9.0]))
    assert statuses(means, np.array([100.0]), np.array([False]), 100).tolist() == ["not_published"]


@pytest.mark.parametrize(("squares", "told"), [(4.9, "caution"), (5.0, "ok")])
def test_squares_of_500_m_say_little_about_a_small_area(squares: float, told: str) -> None:
    means = Means(np.array([1.0]), np.array([100.0]), np.array([100.0]), np.array([squares]))
    assert statuses(means, np.array([100.0]), np.array([True]), 500).tolist() == [told]
    assert statuses(means, np.array([100.0]), np.array([True]), 100).tolist() == ["ok"]
