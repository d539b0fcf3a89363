"""Figures of areas put together: expected values by hand, and laws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from domain.combine import GRADES, STATUSES, Parts, Rule, Rules, Together, combine, share_of_counts, weighted_means
from domain.observations import Grade, Status

NAN = float("nan")
ok, caution = STATUSES.index(Status.OK), STATUSES.index(Status.CAUTION)


def parts(
    value: Sequence[float],
    amount: Sequence[float],
    residents: Sequence[float] | None = None,
    margin: tuple[Sequence[float], Sequence[float]] | None = None,
    status: Sequence[Status] | None = None,
    grade: Sequence[Grade] | None = None,
) -> Parts:
    """One row; a part without a value is unknown unless its status is given."""
    lower, upper = margin or ([NAN] * len(value), [NAN] * len(value))
    told = status or [Status.UNKNOWN if np.isnan(each) else Status.OK for each in value]
    return Parts(
        *(np.array([each], dtype=float) for each in (value, lower, upper)),
        status=np.array([[STATUSES.index(each) for each in told]]),
        grade=np.array([[GRADES.index(each) for each in grade or [Grade.A] * len(value)]]),
        amount=np.array([amount], dtype=float),
        residents=np.array([amount if residents is None else residents], dtype=float),
    )


def rules(rule: Rule, digits: int = 1, low: float = -np.inf, high: float = np.inf) -> Rules:
    return Rules([rule], np.array([digits]), np.array([low]), np.array([high]))


def put(rule: Rule, given_parts: Parts, digits: int = 1, low: float = -np.inf, high: float = np.inf) -> Together:
    return combine(given_parts, rules(rule, digits, low, high))


def test_counts_add_up_and_a_zero_counts() -> None:
    found = put(Rule.SUM, parts([120, 0, 35], [100, 50, 20]))
    assert (found.value[0], STATUSES[found.status[0]]) == (155, Status.OK)


def test_a_count_that_an_inhabited_part_lacks_is_not_told() -> None:
    """Not 155 with one part as 0: which part lacks it, and its reason."""
    found = put(Rule.SUM, parts([120, NAN, 35], [100, 50, 20], status=[Status.OK, Status.SUPPRESSED, Status.OK]))
    assert np.isnan(found.value[0])
    assert STATUSES[found.status[0]] is Status.SUPPRESSED
    assert found.lacking[0].tolist() == [False, True, False]


def test_where_nobody_lives_there_is_nothing_to_count() -> None:
    found = put(
        Rule.SUM, parts([120, NAN, NAN], [100, 0, NAN], status=[Status.OK, Status.UNKNOWN, Status.NO_RESIDENTS])
    )
    assert found.value[0] == 120
    assert not found.lacking.any()


def test_a_part_of_which_the_residents_are_not_known_may_be_inhabited() -> None:
    assert np.isnan(put(Rule.SUM, parts([120, NAN], [100, NAN])).value[0])


def test_means_weigh_by_their_own_denominator() -> None:
    """10 % of 300 households and 40 % of 100: 17.5 %, not 25 %."""
    found = put(Rule.MEAN, parts([10, 40], [300, 100], residents=[500, 400]))
    assert found.value[0] == 17.5


def test_a_mean_needs_95_of_100_residents_and_of_the_denominator() -> None:
    def with_share(known_residents: float, known_amount: float) -> float:
        given_parts = parts(
            [10, NAN], [known_amount, 100 - known_amount], residents=[known_residents, 100 - known_residents]
        )
        return float(put(Rule.MEAN, given_parts).value[0])

    assert with_share(95, 95) == 10
    assert np.isnan(with_share(94.9, 99))
    assert np.isnan(with_share(99, 94.9))


def test_a_modelled_figure_has_the_widest_margin_of_its_parts() -> None:
    found = put(Rule.MEAN, parts([20, 30], [100, 300], margin=([18, 25], [23, 34])))
    assert (found.value[0], found.lower[0], found.upper[0]) == (27.5, 22.5, 31.5)


def test_a_margin_stays_within_the_bounds_of_the_figure() -> None:
    found = put(Rule.MEAN, parts([1, 10], [300, 10], margin=([0.5, 4], [2, 18])), low=0, high=100)
    assert found.value[0] == 1.3
    assert found.lower[0] == 0


def test_caution_of_a_part_is_caution_of_all() -> None:
    found = put(Rule.MEAN, parts([20, 30], [100, 300], status=[Status.OK, Status.CAUTION]))
    assert STATUSES[found.status[0]] is Status.CAUTION


def test_grades_follow_the_residents() -> None:
    def graded(people: Sequence[float], grades: Sequence[Grade]) -> Grade:
        return GRADES[put(Rule.MEAN, parts([1.0] * len(people), people, grade=grades)).grade[0]]

    assert graded([95, 5], [Grade.A, Grade.B]) is Grade.A
    assert graded([94, 6], [Grade.A, Grade.B]) is Grade.B
    assert graded([90, 10], [Grade.A, Grade.C]) is Grade.C


def test_medians_are_not_put_together() -> None:
    found = put(Rule.NEVER, parts([3, 3], [100, 100]))
    assert np.isnan(found.value[0])
    assert STATUSES[found.status[0]] is Status.NOT_COMPARABLE


def test_an_area_where_nobody_lives_says_so() -> None:
    found = put(Rule.MEAN, parts([NAN, NAN], [NAN, NAN], residents=[0, 0], status=[Status.NO_RESIDENTS] * 2))
    assert STATUSES[found.status[0]] is Status.NO_RESIDENTS


def test_the_reason_is_that_of_the_largest_part() -> None:
    given_parts = parts([NAN, NAN], [10, 90], status=[Status.SUPPRESSED, Status.NOT_YET])
    assert STATUSES[put(Rule.MEAN, given_parts).status[0]] is Status.NOT_YET


def test_a_share_is_made_again_of_its_counts() -> None:
    """15 of 100 and 5 of 300 is 5 %; the mean of 15.0 and 1.7 by another weight would be 8.3."""
    given_parts = parts([15, 1.7], [100, 100])
    before = put(Rule.MEAN, given_parts)
    counts = np.array([[15.0, 5.0]]), np.array([[100.0, 300.0]])
    found, made = share_of_counts(before, rules(Rule.MEAN), given_parts, *counts, np.array([100.0]))
    assert (before.value[0], found.value[0], made.tolist()) == (8.4, 5.0, [True])


def test_a_part_without_one_of_the_counts_counts_in_neither() -> None:
    given_parts = parts([15, NAN], [97, 3])
    counts = np.array([[15.0, NAN]]), np.array([[100.0, 300.0]])
    found, _ = share_of_counts(put(Rule.MEAN, given_parts), rules(Rule.MEAN), given_parts, *counts, np.array([100.0]))
    assert found.value[0] == 15
    assert found.lacking[0].tolist() == [False, True]


def test_rounded_counts_give_no_share_beyond_its_bounds() -> None:
    given_parts = parts([100, 100], [50, 50])
    counts = np.array([[55.0, 55.0]]), np.array([[50.0, 50.0]])
    bounds = rules(Rule.MEAN, 1, 0, 100)
    found, _ = share_of_counts(combine(given_parts, bounds), bounds, given_parts, *counts, np.array([100.0]))
    assert (found.value[0], STATUSES[found.status[0]]) == (100, Status.CAUTION)


def test_means_over_what_is_known_tell_of_how_many() -> None:
    mean, count = weighted_means(parts([10, NAN, 40], [300, 500, 100]))
    assert (mean[0], count[0]) == (17.5, 2)


FIGURES = st.integers(2, 8).flatmap(
    lambda count: st.tuples(
        arrays(np.float64, count, elements=st.integers(0, 100).map(float)),
        arrays(np.float64, count, elements=st.integers(1, 5000).map(float)),
        st.permutations(range(count)),
    )
)


@pytest.mark.parametrize("rule", [Rule.SUM, Rule.MEAN])
@given(FIGURES)
def test_order_does_not_matter(rule: Rule, case: tuple[np.ndarray, np.ndarray, list[int]]) -> None:
    value, amount, order = case
    one, other = put(rule, parts(value, amount)), put(rule, parts(value[order], amount[order]))
    assert one.value[0] == pytest.approx(other.value[0], abs=0.11)  # a half may round either way
    assert one.status[0] == other.status[0]


@given(FIGURES)
def test_a_part_cut_in_two_changes_no_mean(case: tuple[np.ndarray, np.ndarray, list[int]]) -> None:
    value, amount, _ = case
    cut = put(Rule.MEAN, parts([*value, value[0]], [amount[0] / 4, *amount[1:], 3 * amount[0] / 4]), digits=6)
    assert cut.value[0] == pytest.approx(put(Rule.MEAN, parts(value, amount), digits=6).value[0], abs=1e-5)


@pytest.mark.parametrize("rule", [Rule.SUM, Rule.MEAN])
@given(st.integers(-50, 1000), st.sampled_from([NAN, 0.0, 250.0]))
def test_one_part_gives_itself(rule: Rule, tenths: int, amount: float) -> None:
    value = tenths / 10
    found = put(rule, parts([value], [amount], margin=([value - 1], [value + 2])))
    assert (found.value[0], found.lower[0], found.upper[0]) == pytest.approx((value, value - 1, value + 2))


@given(FIGURES)
def test_sums_of_sums_are_the_sum(case: tuple[np.ndarray, np.ndarray, list[int]]) -> None:
    value, amount, _ = case
    first, rest = put(Rule.SUM, parts(value[:1], amount[:1])), put(Rule.SUM, parts(value[1:], amount[1:]))
    assert first.value[0] + rest.value[0] == put(Rule.SUM, parts(value, amount)).value[0]


@given(FIGURES)
def test_a_mean_lies_between_its_parts(case: tuple[np.ndarray, np.ndarray, list[int]]) -> None:
    value, amount, _ = case
    found = put(Rule.MEAN, parts(value, amount), digits=3).value[0]
    assert value.min() - 0.001 <= found <= value.max() + 0.001
