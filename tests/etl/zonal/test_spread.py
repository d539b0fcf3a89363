"""Spread within an area: quantiles over squares weighted by residents, by hand and by law."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.zonal.shares import Shares
from etl.zonal.spread import Spread, distribution_within, spread_within


def one_area(residents: list[float], values: list[float], shares: list[float] | None = None) -> Spread:
    count = len(residents)
    rows = Shares(np.zeros(count, np.intp), np.arange(count), np.array(shares or [1.0] * count))
    return spread_within(rows, np.array(residents, float), np.array(values, float), 1)


def test_ten_squares_of_equal_weight() -> None:
    found = one_area([20] * 10, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])
    assert found.quantiles.tolist() == [[0.1, 0.5, 0.9]]
    assert found.mean.tolist() == pytest.approx([0.55])
    assert (found.residents.tolist(), found.squares.tolist()) == ([200], [10])


def test_most_residents_decide() -> None:
    """165 of 200 residents live at 0.3; the far squares hold the last eighth."""
    found = one_area([10, 165, 10, 10, 5], [0.2, 0.3, 1.0, 2.0, 3.0])
    assert found.quantiles.tolist() == [[0.3, 0.3, 1.0]]
    assert found.mean.tolist() == pytest.approx([(10 * 0.2 + 165 * 0.3 + 10 + 20 + 15) / 200])


def test_a_share_of_a_square_weighs_that_share_of_its_residents() -> None:
    found = one_area([100, 100, 100, 100, 100, 100], [1, 1, 1, 1, 1, 5], [1, 1, 1, 1, 1, 0.4])
    assert found.residents.tolist() == [540]
    assert found.squares.tolist() == [5]
    assert found.mean.tolist() == pytest.approx([(500 + 40 * 5) / 540])


@pytest.mark.parametrize(
    ("residents", "values"),
    [
        ([25] * 4, [1, 2, 3, 4]),
        ([19] * 5, [1, 2, 3, 4, 5]),
        ([25] * 5, [1, 2, 3, 4, np.nan]),
        ([500, 0, 0, 0, 0], [1, 2, 3, 4, 5]),
    ],
    ids=["four squares", "95 residents", "a square without a figure", "squares where nobody lives"],
)
def test_too_few_squares_or_residents_give_no_spread(residents: list[float], values: list[float]) -> None:
    assert not len(one_area(residents, values).area)


def test_areas_do_not_mix() -> None:
    """A square on the border belongs to both; the area in the middle has too few residents."""
    area = np.array([0] * 5 + [1] * 5 + [2] * 6)
    square = np.array([*range(5), *range(5, 10), *range(9, 15)])
    share = np.array([1.0] * 9 + [0.3, 0.7] + [1.0] * 5)
    values = np.array([1, 2, 3, 4, 5, 50, 60, 70, 80, 90, 6, 7, 8, 9, 10], float)
    residents = np.array([40.0] * 5 + [10.0] * 5 + [40.0] * 5)
    found = spread_within(Shares(area, square, share), residents, values, 3)
    assert found.area.tolist() == [0, 2]
    assert found.quantiles.tolist() == [[1, 3, 5], [6, 8, 10]]


@given(
    st.lists(st.tuples(st.integers(5, 400), st.floats(0, 40, width=32), st.floats(0.5, 1.0)), min_size=5, max_size=40)
)
def test_quantiles_rise_and_are_values_that_occur(rows: list[tuple[int, float, float]]) -> None:
    residents, values, shares = map(list, zip(*rows, strict=True))
    found = one_area([*residents, 100.0], [*values, values[0]], [*shares, 1.0])
    (p10, p50, p90), (mean,) = found.quantiles[0], found.mean
    assert p10 <= p50 <= p90
    assert {p10, p50, p90} <= set(values)
    assert min(values) - 1e-9 <= mean <= max(values) + 1e-9
    weight = np.array([*residents, 100.0]) * np.array([*shares, 1.0])
    for part, quantile in ((0.1, p10), (0.5, p50), (0.9, p90)):
        assert weight[np.array([*values, values[0]]) <= quantile].sum() >= part * weight.sum() * (1 - 1e-9)


def test_residents_per_distance_by_hand() -> None:
    """Two areas share the square at 2.0; a third has too few squares and is not asked for; a square without a figure is left out."""
    rows = Shares(
        np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 2, 2, 3, 4]), np.array([1.0, 1.0, 0.25, 0.75, 1.0, 1.0])
    )
    values = np.array([1.0, 1.0, 2.0, np.nan, 5.0])
    found = distribution_within(rows, np.array([10.0, 20, 40, 80, 99]), values, np.array([0, 1]))
    assert list(zip(found.area.tolist(), found.value.tolist(), found.residents.tolist(), strict=True)) == [
        (0, 1.0, 30.0),
        (0, 2.0, 10.0),
        (1, 2.0, 30.0),
    ]
    assert not len(distribution_within(rows, np.full(5, 10.0), values, np.zeros(0, dtype=np.intp)).area)


@given(st.lists(st.tuples(st.integers(20, 400), st.integers(0, 400), st.floats(0.5, 1.0)), min_size=6, max_size=40))
def test_the_distribution_has_the_residents_and_the_mean_of_the_spread(rows: list[tuple[int, int, float]]) -> None:
    people, tenths, parts = (np.array(each, dtype=np.float64) for each in zip(*rows, strict=True))
    shares = Shares(np.zeros(len(rows), np.intp), np.arange(len(rows)), parts)
    spread = spread_within(shares, people, tenths / 10, 1)
    found = distribution_within(shares, people, tenths / 10, spread.area)
    if len(spread.area):
        assert found.residents.sum() == pytest.approx(spread.residents[0])
        assert np.average(found.value, weights=found.residents) == pytest.approx(spread.mean[0])
        assert (np.diff(found.value) > 0).all()
