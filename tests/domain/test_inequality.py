"""Inequality by income: the oracles of methods §1.5 and the laws that every measure must obey."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.dispersion import gini, mean_log_deviation, theil
from domain.fractional_logit import NoCurve
from domain.inequality import (
    NoOrder,
    concentration_index,
    fractional_rank,
    group_count,
    income_groups,
    slope_index,
)
from domain.weighted import TooFewAreas

#: The machine may be busy: an example that takes long is no failure.
law = settings(deadline=None)

#: WHO healthequal unit test.
O1 = {"value": [20, 30, 40, 50, 60], "rank_by": [1, 2, 3, 4, 5], "weight": [78, 91, 162, 103, 105]}
#: PHEindicatormethods test sheet, area1: life expectancy by decile.
O3_WEIGHT = [7291, 7997, 6105, 7666, 5790, 6934, 5918, 5974, 7147, 7534]
O3_VALUE = [
    *(75.933459, 78.344238, 83.836063, 83.637540, 80.465503),
    *(81.115676, 81.693084, 84.190006, 80.595564, 86.289435),
]
O3_ERROR = [
    *(1.638472426, 1.578192885, 1.513435506, 1.775490618, 1.701339059),
    *(1.564121074, 1.368114837, 1.400141801, 2.432846398, 1.566518170),
]
#: Six buurten, two of them with the same income.
INCOME = [18, 20, 20, 24, 28, 40]
PEOPLE = [1000, 500, 1500, 2000, 2500, 2500]
SHARE = [40, 35, 30, 25, 20, 10]

Rows = list[tuple[int, int, int]]
#: Percentage, income (few different ones, so that ties are common) and residents of buurten that have an order.
ROWS = st.lists(
    st.tuples(st.integers(1, 99), st.integers(0, 12), st.integers(1, 3000)), min_size=2, max_size=30
).filter(lambda rows: len({income for _, income, _ in rows}) > 1)


def columns(rows: Rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    value, income, people = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    return value, income, people


def test_o1_linear_slope_and_concentration() -> None:
    slope, index = slope_index(**O1), concentration_index(**O1)
    assert slope.mean == pytest.approx(41.2244898, abs=1e-6)
    assert slope.sii == pytest.approx(46.2538109, abs=1e-6)
    assert slope.intercept == pytest.approx(18.0975843, abs=1e-6)
    assert slope.rii_high_low == pytest.approx(3.5558003, abs=1e-6)
    assert index.generalised == pytest.approx(7.3284203, abs=1e-6)
    assert index.standard == pytest.approx(0.1777686, abs=1e-6)


def test_o1_logistic_slope_with_the_weights_once() -> None:
    assert slope_index(**O1, model="logit").sii == pytest.approx(44.89, abs=0.005)


def test_o3_slope_with_margins() -> None:
    found = slope_index(O3_VALUE, range(10), O3_WEIGHT, O3_ERROR)
    assert found.sii == pytest.approx(6.934616, abs=1e-6)
    assert found.rii_high_low == pytest.approx(1.088818, abs=1e-6)
    assert found.intercept == pytest.approx(78.076631, abs=1e-6)
    assert found.standard_error == pytest.approx(1.961629, abs=1e-6)


def test_o5_ranks_share_ties() -> None:
    assert fractional_rank(INCOME, PEOPLE) == pytest.approx([0.05, 0.2, 0.2, 0.4, 0.625, 0.875])


def test_o7_percentiles_are_ranks() -> None:
    assert 100 * fractional_rank([3, 5, 5, 8], [100, 200, 100, 600]) == pytest.approx([5, 25, 25, 70])


def test_o5_slope() -> None:
    found = slope_index(SHARE, INCOME, PEOPLE)
    assert found.sii == pytest.approx(-32.939322, abs=1e-6)
    assert (found.intercept, found.fitted_high) == pytest.approx((39.219661, 6.280339), abs=1e-6)
    assert found.rii_low_high == pytest.approx(6.244832, abs=1e-6)
    assert found.sii_rel_mean == pytest.approx(-1.447882, abs=1e-6)
    assert found.standard_error is None
    assert not found.is_logit


def test_o5_logit_slope() -> None:
    found = slope_index(SHARE, INCOME, PEOPLE, model="logit")
    assert found.sii == pytest.approx(-32.62, abs=0.005)
    assert found.is_logit


def test_o5_concentration() -> None:
    found = concentration_index(SHARE, INCOME, PEOPLE, (0, 100))
    assert found.standard == pytest.approx(-0.2296703, abs=1e-6)
    assert found.generalised == pytest.approx(-5.225, abs=1e-6)
    assert found.erreygers == pytest.approx(-0.209, abs=1e-6)
    assert found.wagstaff == pytest.approx(-0.2973079, abs=1e-6)


def test_o5_plain_concentration_tells_another_story_of_its_mirror() -> None:
    mirror = [100 - share for share in SHARE]
    assert concentration_index(mirror, INCOME, PEOPLE).standard == pytest.approx(0.0676, abs=5e-5)


def test_o5_groups_split_buurten_on_a_cut() -> None:
    found = income_groups(SHARE, INCOME, PEOPLE)
    assert found.mean == pytest.approx((35.625, 28.125, 22.5, 17.5, 10))
    assert found.weight == pytest.approx((2000,) * 5)
    assert (found.gap, found.ratio) == pytest.approx((25.625, 3.5625))


def test_o5_without_an_order_of_income() -> None:
    assert theil(SHARE, PEOPLE).total == pytest.approx(0.0891609, abs=1e-6)
    assert mean_log_deviation(SHARE, PEOPLE) == pytest.approx(0.0993757, abs=1e-6)
    assert gini(SHARE, PEOPLE) == pytest.approx(0.2313187, abs=1e-6)


def test_tertiles_by_hand() -> None:
    """Three groups of 20 of 60 residents: the middle buurt is cut in 20 and 10."""
    found = income_groups([1, 4, 7], [10, 20, 30], [20, 30, 10], groups=3)
    assert found.mean == pytest.approx((1, 4, (10 * 4 + 10 * 7) / 20))


@pytest.mark.parametrize(("areas", "groups"), [(8, None), (9, 3), (24, 3), (25, 5), (14_000, 5)])
def test_fewest_areas_for_groups(areas: int, groups: int | None) -> None:
    assert group_count(areas) == groups


@law
@given(ROWS)
def test_the_mean_rank_is_a_half(rows: Rows) -> None:
    _, income, people = columns(rows)
    assert np.average(fractional_rank(income, people), weights=people) == pytest.approx(0.5)


@law
@given(ROWS, st.sampled_from([2, 3, 5]))
def test_groups_are_as_large_and_have_the_mean_of_all(rows: Rows, groups: int) -> None:
    value, income, people = columns(rows)
    found = income_groups(value, income, people, groups)
    assert found.weight == pytest.approx([people.sum() / groups] * groups)
    assert np.mean(found.mean) == pytest.approx(np.average(value, weights=people))
    assert value.min() - 1e-6 <= min(found.mean) <= max(found.mean) <= value.max() + 1e-6


@law
@given(ROWS, st.floats(-50, 50))
def test_adding_to_all_leaves_the_slope_and_gap(rows: Rows, more: float) -> None:
    value, income, people = columns(rows)
    assert slope_index(value + more, income, people).sii == pytest.approx(
        slope_index(value, income, people).sii, abs=1e-8
    )
    assert income_groups(value + more, income, people).gap == pytest.approx(
        income_groups(value, income, people).gap, abs=1e-8
    )


@law
@given(ROWS, st.floats(0.01, 100))
def test_another_unit_scales_the_slope_and_leaves_what_is_relative(rows: Rows, times: float) -> None:
    value, income, people = columns(rows)
    one, other = slope_index(value, income, people), slope_index(times * value, income, people)
    assert other.sii == pytest.approx(times * one.sii, abs=1e-8)
    # Next to a fitted end of 0 rounding decides whether the ratio is defined.
    assume(abs(min(one.intercept, one.fitted_high)) > 1e-6)
    assert (one.rii_low_high is None) == (other.rii_low_high is None)
    if one.rii_low_high is not None:
        assert other.rii_low_high == pytest.approx(one.rii_low_high)
    index, scaled = concentration_index(value, income, people), concentration_index(times * value, income, people)
    assert scaled.standard == pytest.approx(index.standard, abs=1e-10)
    assert theil(times * value, people).total == pytest.approx(theil(value, people).total, abs=1e-10)
    assert gini(times * value, people) == pytest.approx(gini(value, people), abs=1e-10)


def measures(value: np.ndarray, income: np.ndarray, people: np.ndarray) -> tuple[float, ...]:
    slope, index = slope_index(value, income, people), concentration_index(value, income, people, (0, 100))
    groups = income_groups(value, income, people)
    assert index.standard is not None
    assert index.erreygers is not None
    unordered = (theil(value, people).total, gini(value, people), mean_log_deviation(value, people) or 0.0)
    return (slope.sii, index.standard, index.erreygers, *groups.mean, *unordered)


@law
@given(ROWS, st.data())
def test_splitting_a_buurt_changes_nothing(rows: Rows, data: st.DataObject) -> None:
    which = data.draw(st.integers(0, len(rows) - 1))
    value, income, people = rows[which]
    part = data.draw(st.floats(0.01, 0.99)) * people
    split = [*rows[:which], *rows[which + 1 :], (value, income, part), (value, income, people - part)]
    assert measures(*columns(split)) == pytest.approx(measures(*columns(rows)), abs=1e-7)  # type: ignore[arg-type]


@law
@given(ROWS, st.randoms())
def test_the_order_of_rows_changes_nothing(rows: Rows, random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert measures(*columns(shuffled)) == pytest.approx(measures(*columns(rows)), abs=1e-7)


@law
@given(ROWS)
def test_buurten_without_residents_change_nothing(rows: Rows) -> None:
    assert measures(*columns([(99, 3, 0), *rows, (1, -7, 0)])) == pytest.approx(measures(*columns(rows)), abs=1e-7)


@law
@given(ROWS, st.integers(1, 99))
def test_one_figure_everywhere_is_no_inequality(rows: Rows, same: int) -> None:
    _, income, people = columns(rows)
    value = np.full(len(rows), float(same))
    slope = slope_index(value, income, people)
    assert (slope.sii, slope.rii_low_high) == pytest.approx((0, 1), abs=1e-9)
    assert concentration_index(value, income, people).standard == pytest.approx(0, abs=1e-12)
    assert (theil(value, people).total, gini(value, people)) == pytest.approx((0, 0), abs=1e-9)


@law
@given(ROWS)
def test_generalised_concentration_is_the_slope_times_twice_the_variance_of_ranks(rows: Rows) -> None:
    value, income, people = columns(rows)
    variance = np.average((fractional_rank(income, people) - 0.5) ** 2, weights=people)
    found = concentration_index(value, income, people).generalised
    assert found == pytest.approx(2 * variance * slope_index(value, income, people).sii, abs=1e-9)


@law
@given(ROWS)
def test_erreygers_of_the_mirror_is_opposite(rows: Rows) -> None:
    value, income, people = columns(rows)
    one = concentration_index(value, income, people, (0, 100)).erreygers
    other = concentration_index(100 - value, income, people, (0, 100)).erreygers
    assert one is not None
    assert other == pytest.approx(-one, abs=1e-9)


@law
@given(ROWS)
def test_bounds_are_those_of_theory_not_of_the_sample(rows: Rows) -> None:
    """On a scale twice as wide the same figures are half as unequal; shifting scale and figures together changes nothing."""
    value, income, people = columns(rows)
    narrow = concentration_index(value, income, people, (0, 100)).erreygers
    wide = concentration_index(value, income, people, (0, 200)).erreygers
    moved = concentration_index(value + 7, income, people, (7, 107))
    assert narrow is not None
    assert wide == pytest.approx(narrow / 2, abs=1e-9)
    assert moved.erreygers == pytest.approx(narrow, abs=1e-9)
    assert moved.wagstaff == pytest.approx(concentration_index(value, income, people, (0, 100)).wagstaff, abs=1e-9)


@law
@given(ROWS)
def test_theil_is_what_is_between_and_within_groups(rows: Rows) -> None:
    """Within by its own formula: Theil of every group, by its share of the total."""
    value, group, people = columns(rows)
    found = theil(value, people, group)
    within = 0.0
    for name in np.unique(group):
        mine = group == name
        weight = (value * people)[mine].sum() / (value * people).sum()
        within += weight * (theil(value[mine], people[mine]).total if mine.sum() > 1 else 0.0)
    assert found.within == pytest.approx(within, abs=1e-9)
    assert found.total == pytest.approx(found.between + found.within)
    assert min(found.between, found.within) >= -1e-9


@law
@given(ROWS)
def test_a_logit_slope_keeps_its_sign_and_its_bounds(rows: Rows) -> None:
    value, income, people = columns(rows)
    line, curve = slope_index(value, income, people), slope_index(value, income, people, model="logit")
    assert 0 <= min(curve.intercept, curve.fitted_high) <= max(curve.intercept, curve.fitted_high) <= 100
    if abs(line.sii) > 1e-6:
        assert curve.sii * line.sii > 0


def test_a_logit_slope_meets_its_equations_and_moves_as_its_errors_say() -> None:
    """Score equations of the fit by hand, and the standard error by moving one value a little."""
    value, rank, share = np.array(SHARE) / 100, fractional_rank(INCOME, PEOPLE), np.array(PEOPLE) / sum(PEOPLE)
    found = slope_index(SHARE, INCOME, PEOPLE, [0, 0, 0, 2, 0, 0], model="logit")
    low, high = (np.log(end / (100 - end)) for end in (found.intercept, found.fitted_high))
    fitted = 1 / (1 + np.exp(-(low + (high - low) * rank)))
    assert share @ (value - fitted) == pytest.approx(0, abs=1e-9)
    assert (share * rank) @ (value - fitted) == pytest.approx(0, abs=1e-9)
    moved = slope_index([*SHARE[:3], SHARE[3] + 1e-4, *SHARE[4:]], INCOME, PEOPLE, model="logit")
    assert found.standard_error == pytest.approx(2 * abs(moved.sii - found.sii) / 1e-4, rel=1e-3)


@pytest.mark.parametrize(
    ("value", "is_logit"),
    [
        (SHARE, False),
        ([9, 5, 2, 1, 0, 0], True),  # the line ends below 0
        ([97, 97, 96, 98, 99, 99], True),  # near 100
        ([120, 50, 20, 10, 5, 0], False),  # no percentage at all
        ([0, 0, 0, 0, 0, 0], False),  # nothing to bend
        ([100, 100, 100, 0, 0, 0], False),  # a step: no curve
    ],
)
def test_auto_bends_only_near_the_bounds(value: list[int], is_logit: bool) -> None:
    assert slope_index(value, INCOME, PEOPLE, model="auto").is_logit is is_logit


def test_rii_is_undefined_where_the_line_reaches_zero() -> None:
    found = slope_index([9, 5, 2, 1, 0, 0], INCOME, PEOPLE)
    assert found.fitted_high < 0
    assert (found.rii_low_high, found.rii_high_low) == (None, None)


def test_a_ratio_needs_something_to_divide_by() -> None:
    assert income_groups([9, 5, 2, 1, 0, 0], INCOME, PEOPLE).ratio is None
    assert income_groups([-9, 5, 2, 1, 0, 3], INCOME, PEOPLE).ratio is None


def test_nothing_relative_of_a_mean_of_zero() -> None:
    found = concentration_index([0, 0, 0], [1, 2, 3], [1, 1, 1], (0, 100))
    assert (found.standard, found.generalised, found.wagstaff) == (None, 0, None)
    assert slope_index([0, 0, 0], [1, 2, 3], [1, 1, 1]).sii_rel_mean is None
    assert mean_log_deviation([0, 1], [1, 1]) is None


def test_one_buurt_is_too_few() -> None:
    for measure in (slope_index, income_groups, concentration_index):
        with pytest.raises(TooFewAreas, match="te weinig buurten"):
            measure([20], [1], [100])
    with pytest.raises(TooFewAreas, match="te weinig buurten"):
        slope_index([20, 30], [1, 2], [100, 0])
    with pytest.raises(TooFewAreas, match="te weinig buurten"):
        fractional_rank([1, 2], [0, 0])


def test_buurten_of_one_income_have_no_order() -> None:
    with pytest.raises(NoOrder):
        slope_index([20, 30], [1, 1], [100, 100])


@pytest.mark.parametrize(
    ("value", "rank_by", "weight", "told"),
    [
        ([1, np.nan], [1, 2], [1, 1], "must be known"),
        ([1, 2], [1, np.inf], [1, 1], "must be known"),
        ([1, 2], [1, 2], [1, -1], "not negative"),
        ([1, 2, 3], [1, 2], [1, 1], "one entry per area"),
        ([[1, 2]], [[1, 2]], [[1, 1]], "one entry per area"),
    ],
)
def test_what_cannot_be_used_is_named(value: object, rank_by: object, weight: object, told: str) -> None:
    for measure in (slope_index, income_groups, concentration_index):
        with pytest.raises(ValueError, match=told):
            measure(value, rank_by, weight)


def test_other_misuse_is_named() -> None:
    with pytest.raises(ValueError, match="at least two"):
        income_groups(SHARE, INCOME, PEOPLE, groups=1)
    with pytest.raises(ValueError, match="outside their bounds"):
        concentration_index([20, 120], [1, 2], [1, 1], (0, 100))
    with pytest.raises(ValueError, match="outside their bounds"):
        slope_index([20, 120], [1, 2], [1, 1], model="logit")
    with pytest.raises(NoCurve):
        slope_index([0, 0, 0], [1, 2, 3], [1, 1, 1], model="logit")
    with pytest.raises(NoCurve):
        slope_index([100, 100, 0, 0], [1, 2, 3, 4], [1, 1, 1, 1], model="logit")
    with pytest.raises(ValueError, match="not negative"):
        slope_index([20, 30], [1, 2], [1, 1], [1, -1])
    with pytest.raises(ValueError, match="mean above 0"):
        gini([0, 0], [1, 1])
    with pytest.raises(ValueError, match="0 and more"):
        theil([-1, 2], [1, 1])
    with pytest.raises(ValueError, match="needs a group"):
        theil([1, 2], [1, 1], ["GM0001"])
