"""Percentile scores over residents: the oracle of methods §2.4, and what holds for any figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.percentiles import look_up, make_reference, make_scale, percentile_scores, tied_value

ROWS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5000)), min_size=1, max_size=25)


def columns(rows: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    return [float(value) for value, _ in rows], [float(weight) for _, weight in rows]


def test_o7_a_tie_shares_its_middle_rank() -> None:
    assert percentile_scores([3, 5, 5, 8], [100, 200, 100, 600]).tolist() == [5, 25, 25, 70]


def test_a_missing_figure_stays_missing_and_counts_for_nobody() -> None:
    found = percentile_scores([3, np.nan, 8], [100, 9000, 100])
    assert found[[0, 2]].tolist() == [25, 75]
    assert np.isnan(found[1])


@given(ROWS)
def test_the_mean_over_residents_is_fifty(rows: list[tuple[int, int]]) -> None:
    value, weight = columns(rows)
    assert np.average(percentile_scores(value, weight), weights=weight) == pytest.approx(50)


@given(ROWS, st.floats(0.1, 50))
def test_neither_the_unit_of_the_weight_nor_of_the_figure_matters(rows: list[tuple[int, int]], times: float) -> None:
    value, weight = columns(rows)
    plain = percentile_scores(value, weight)
    assert percentile_scores(value, np.array(weight) * times) == pytest.approx(plain)
    assert percentile_scores(np.array(value) * 4 - 7, weight) == pytest.approx(plain)


@given(ROWS, st.randoms())
def test_the_order_of_the_rows_does_not_matter(rows: list[tuple[int, int]], random: object) -> None:
    before = dict(zip([value for value, _ in rows], percentile_scores(*columns(rows)), strict=True))
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    after = dict(zip([value for value, _ in shuffled], percentile_scores(*columns(shuffled)), strict=True))
    assert after == pytest.approx(before)


@given(ROWS, st.lists(st.floats(-5, 20), min_size=2, max_size=9))
def test_a_heavier_burden_never_scores_lower(rows: list[tuple[int, int]], asked: list[float]) -> None:
    for scale in (make_reference(*columns(rows)), make_scale(*columns(rows))):
        found = look_up(scale, sorted(asked))
        assert (np.diff(found) >= 0).all()
        assert ((found >= 0) & (found <= 100)).all()


@given(ROWS)
def test_splitting_an_area_in_two_changes_nothing(rows: list[tuple[int, int]]) -> None:
    value, weight = columns(rows)
    halves = percentile_scores([*value, value[0]], [weight[0] / 2, *weight[1:], weight[0] / 2])
    assert halves[:-1] == pytest.approx(percentile_scores(value, weight))


def test_a_later_value_lies_on_the_line_between_two_kept_ones_and_is_clipped() -> None:
    kept = make_reference([10, 20, 30], [100, 100, 200])
    assert look_up(kept, [10, 15, 30, 9.9, 31]).tolist() == [12.5, 25, 75, 0, 100]


def test_more_than_half_on_one_value_makes_a_yes_no_scale() -> None:
    """60 of 100 without noise: they score alike, and so do all others, however loud."""
    kept = make_scale([0, 0, 3, 9], [30, 30, 20, 20])
    assert kept.is_yes_no
    assert look_up(kept, [0, 0.5, 3, 9, 50]).tolist() == [30, 80, 80, 80, 80]


def test_where_most_have_the_highest_value_that_value_is_yes() -> None:
    kept = make_scale([1, 2, 5], [10, 30, 60])
    assert look_up(kept, [0, 1, 2, 5, 6]).tolist() == [20, 20, 20, 70, 70]


def test_exactly_half_is_no_majority() -> None:
    assert tied_value([0, 1, 2], [50, 25, 25]) is None
    assert tied_value([0, 1, 2], [51, 25, 24]) == 0
    assert not make_scale([0, 1, 2], [50, 25, 25]).is_yes_no
    assert not make_scale([4, 4], [1, 2]).is_yes_no, "all alike: nothing to say yes or no to"


@pytest.mark.parametrize(
    ("value", "weight", "message"),
    [
        ([1.0, 2.0], [1.0], "one entry per area"),
        ([1.0], [-1.0], "not negative"),
        ([1.0], [np.nan], "must be known"),
        ([np.nan, 1.0], [5.0, 0.0], "no area"),
    ],
)
def test_what_cannot_be_ranked_says_why(value: list[float], weight: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_reference(value, weight)
