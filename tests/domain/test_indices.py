"""Composite indices: the toy of methods §2.4 (O6) figure by figure, the missing rules, and what holds for any figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indices import (
    Recipe,
    Robustness,
    make_scales,
    modelled_share,
    needed,
    part_means,
    robustness,
    scores,
    size_status,
)
from domain.observations import Status
from domain.percentiles import make_scale
from domain.stacking import count_high

NO = np.nan
RESIDENTS = np.array([1000.0, 2000, 1500, 500, 3000, 2000])
#: Income, housing and health of six buurten, two figures each.
TOY = np.array(
    [
        [12, 20, 30, 5, 35, 14],
        [6, 10, 10, 3, 25, 10],
        [18, NO, 25, 9, 38, 16],
        [9, 12, NO, NO, 30, 12],
        [4, 6, 8, 2, 20, 8],
        [7, 9, 12, 4, 24, 9],
    ]
)
THREE = Recipe(((0, 1), (2, 3), (4, 5)), parts_needed=3)


def test_o6_component_scores_raw_index_index_and_counts() -> None:
    found = scores(TOY, THREE, make_scales(TOY, RESIDENTS, THREE))
    assert found.parts[0] == pytest.approx([80, 86.8421, 80], abs=5e-5)
    assert found.raw == pytest.approx([82.2807, 54.0351, 90.6140, NO, 15.2632, 47.7193], abs=5e-5, nan_ok=True)
    assert found.total == pytest.approx([78.9474, 63.1579, 92.1053, NO, 15.7895, 42.1053], abs=5e-5, nan_ok=True)
    counts = [count_high(dict(zip("abc", row.tolist(), strict=True))) for row in found.parts]
    assert counts == [(3, 3), (0, 3), (3, 3), (0, 2), (0, 3), (0, 3)]


def test_a_part_needs_half_of_its_figures_rounded_up() -> None:
    assert [needed(count) for count in (1, 2, 3, 4, 5)] == [1, 1, 2, 2, 3]
    means = part_means(np.array([[10, NO, NO], [10, 20, NO], [10, 20, 60]]), Recipe(((0, 1, 2),), 1))
    assert means[:, 0] == pytest.approx([NO, 15, 30], nan_ok=True)


def test_four_of_five_themes_are_enough_and_three_are_not() -> None:
    five = Recipe(((0,), (1,), (2,), (3,), (4,)), parts_needed=4)
    burden = np.tile(np.arange(6.0)[:, None], 5)
    burden[0, 0] = NO
    burden[1, :2] = NO
    found = scores(burden, five, make_scales(burden, RESIDENTS, five))
    assert np.isfinite(found.total).tolist() == [True, False, True, True, True, True]
    assert np.isfinite(found.parts[1]).sum() == 3, "the themes that are there can still be counted"


def test_a_later_year_is_looked_up_so_that_everybody_can_get_better() -> None:
    kept = make_scales(TOY, RESIDENTS, THREE)
    then, now = scores(TOY, THREE, kept), scores(TOY - 1, THREE, kept)
    known = np.isfinite(then.total)
    assert (now.total[known] <= then.total[known]).all()
    assert now.total[known].sum() < then.total[known].sum()


def test_areas_that_are_too_small_do_not_shape_the_scale_of_parts_and_index() -> None:
    eligible = np.array([True, True, True, True, True, False])
    all_of_them, some = make_scales(TOY, RESIDENTS, THREE), make_scales(TOY, RESIDENTS, THREE, eligible)
    assert some.total is not None
    assert all_of_them.total is not None
    assert len(some.total.values) == len(all_of_them.total.values) - 1
    assert [one.scores.tolist() for one in some.inputs if one] == [
        one.scores.tolist() for one in all_of_them.inputs if one
    ]


def test_an_input_without_any_figure_has_no_scale_and_stops_nothing() -> None:
    burden = TOY.copy()
    burden[:, 1] = NO
    kept = make_scales(burden, RESIDENTS, THREE)
    assert kept.inputs[1] is None
    assert np.isfinite(scores(burden, THREE, kept).total).sum() == 5


def test_a_size_says_what_may_be_given() -> None:
    found = size_status([0, 99, 100, 100, 249, 250, np.nan, 400], [0, 60, 49, 50, 90, 90, 90, np.nan])
    assert found.tolist() == [
        *(Status.NO_RESIDENTS, Status.TOO_SMALL, Status.TOO_SMALL, Status.CAUTION, Status.CAUTION, Status.OK),
        *(Status.UNKNOWN, Status.OK),
    ]


def test_the_share_of_modelled_figures_is_that_of_the_figures_that_are_there() -> None:
    modelled = [False, False, False, True, True, True]
    there = np.array([[1, 1, 1, 1, 1, 1], [1, 1, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]], dtype=bool)
    assert modelled_share(there, modelled, THREE) == pytest.approx([1 / 2, 2 / 3, 0])


@pytest.mark.parametrize(
    ("share", "label"),
    [
        (100, Robustness.STEADY),
        (80, Robustness.STEADY),
        (79.9, Robustness.BORDERLINE),
        (20, Robustness.BORDERLINE),
        (19.9, Robustness.NOT),
    ],
)
def test_a_share_of_runs_gets_its_word(share: float, label: Robustness) -> None:
    assert robustness(share) is label


@st.composite
def worlds(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    rows = draw(st.integers(3, 20))
    figures = st.lists(st.integers(0, 40) | st.none(), min_size=6, max_size=6)
    burden = np.array([[NO if v is None else v for v in draw(figures)] for _ in range(rows)], dtype=float)
    return burden, np.array(draw(st.lists(st.integers(100, 9000), min_size=rows, max_size=rows)), dtype=float)


@given(worlds(), st.floats(0.2, 9))
def test_the_unit_of_figures_and_weights_changes_no_index(world: tuple[np.ndarray, np.ndarray], times: float) -> None:
    burden, residents = world
    plain = scores(burden, THREE, make_scales(burden, residents, THREE)).total
    scaled = burden * 3 + 5
    assert scores(scaled, THREE, make_scales(scaled, residents * times, THREE)).total == pytest.approx(
        plain, nan_ok=True
    )


@given(worlds(), st.integers(0, 5))
def test_more_of_one_burden_never_lowers_the_index(world: tuple[np.ndarray, np.ndarray], column: int) -> None:
    burden, residents = world
    kept = make_scales(burden, residents, THREE)
    heavier = burden.copy()
    heavier[:, column] += 7
    then, now = scores(burden, THREE, kept).total, scores(heavier, THREE, kept).total
    known = np.isfinite(then)
    assert (now[known] >= then[known] - 1e-9).all()


@given(worlds())
def test_the_order_of_the_areas_changes_no_index(world: tuple[np.ndarray, np.ndarray]) -> None:
    burden, residents = world
    plain = scores(burden, THREE, make_scales(burden, residents, THREE)).total
    turned = scores(burden[::-1], THREE, make_scales(burden[::-1], residents[::-1], THREE)).total
    assert turned[::-1] == pytest.approx(plain, nan_ok=True)


def test_after_the_second_percentile_twenty_of_a_hundred_residents_are_high() -> None:
    """Without it a mean of parts that hardly go together has far fewer (methods §8.3)."""
    rng = np.random.default_rng(7)
    burden, residents = rng.normal(size=(4000, 6)), rng.integers(200, 3000, 4000).astype(float)
    found = scores(burden, THREE, make_scales(burden, residents, THREE))
    assert residents[found.raw >= 80].sum() / residents.sum() < 0.10
    assert residents[found.total >= 80].sum() / residents.sum() == pytest.approx(0.20, abs=0.002)


def test_a_yes_no_theme_stays_one_when_it_becomes_a_part() -> None:
    burden = np.array([[0.0], [0], [0], [5], [9]])
    residents = np.array([300.0, 300, 100, 200, 100])
    one = Recipe(((0,),), 1)
    found = scores(burden, one, make_scales(burden, residents, one))
    assert make_scale(burden[:, 0], residents).is_yes_no
    assert found.parts[:, 0].tolist() == [35, 35, 35, 85, 85]
