"""Residents beyond a guide value, by hand and by law; what a trend of distances may say."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.proximity import (
    Beyond,
    Cells,
    Facility,
    Guide,
    IncomeSplit,
    NoSplit,
    Verdict,
    beyond,
    income_split,
    offered_guides,
    same_buurten,
    share_beyond,
    told,
    verdict,
    weighted_mean,
)
from domain.trend import Course, Slope, Trend, Why

NAN = float("nan")
GP = Facility(
    "gp_km",
    "Huisarts",
    "een huisarts",
    "Het CBS.",
    (Guide(1, "walk"), Guide(3, "bike")),
    ((1, "a"), (3, "b"), (5, "c")),
)
km = st.floats(0, 40).map(lambda value: round(value, 1))


def cells(*rows: tuple[int, float, float]) -> Cells:
    buurt, far, people = zip(*rows, strict=True)
    return Cells(np.array(buurt, dtype=np.intp), np.array(far, float), np.array(people, float))


def test_a_buurt_counts_as_a_whole_by_its_mean_and_exactly_the_guide_value_is_within_it() -> None:
    assert share_beyond([0.9, 1.0, 1.1], 1.0).tolist() == [0, 0, 1]
    assert share_beyond([0.1 + 0.2], 0.3).tolist() == [0], "0,3 as binary keeps it lies a hair above 0.3"
    assert np.isnan(share_beyond([NAN], 1.0)).all()


def test_squares_tell_residents_of_a_buurt_apart() -> None:
    found = share_beyond(
        [0.8, 2.0, 0.5], 1.0, cells((0, 0.5, 60), (0, 1.0, 20), (0, 1.4, 20), (1, 0.9, 5), (1, 2.5, 15))
    )
    assert found.tolist() == pytest.approx([0.2, 0.75, 0.0]), "the third has no squares: its mean decides"


def test_squares_tell_also_where_the_mean_is_missing() -> None:
    assert share_beyond([NAN], 1.0, cells((0, 2.0, 10))).tolist() == [1.0]


@pytest.mark.parametrize("guide", [0, -1.0])
def test_a_guide_value_is_positive(guide: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        share_beyond([1.0], guide)


def test_residents_beyond_by_hand() -> None:
    found = beyond([0.2, 1.0, NAN], [100, 50, 50])
    assert found == Beyond(count=70, residents=150, total=200)
    assert found.pct == pytest.approx(100 * 70 / 150)
    assert found.covered == 0.75
    nobody = beyond([NAN], [0])
    assert (nobody.pct, nobody.covered) == (None, 0.0)


@given(st.lists(st.tuples(km, st.integers(0, 5000)), min_size=1, max_size=30), km, km)
def test_a_larger_guide_value_never_counts_more(rows: list[tuple[float, int]], one: float, other: float) -> None:
    near, far = sorted((one + 0.1, other + 0.1))
    means, people = zip(*rows, strict=True)
    assert beyond(share_beyond(means, near), people).count >= beyond(share_beyond(means, far), people).count


@given(st.lists(st.tuples(km, st.integers(1, 5000)), min_size=1, max_size=20), st.integers(1, 9))
def test_cells_of_one_distance_say_what_the_mean_says_and_splitting_them_changes_nothing(
    rows: list[tuple[float, int]], tenths: int
) -> None:
    means, people = zip(*rows, strict=True)
    whole = [(number, far, float(count)) for number, (far, count) in enumerate(rows)]
    halves = [(number, far, count * part) for number, far, count in whole for part in (tenths / 10, 1 - tenths / 10)]
    by_mean = share_beyond(means, 1.0)
    for told_apart in (whole, halves):
        assert share_beyond(means, 1.0, cells(*told_apart)).tolist() == pytest.approx(by_mean.tolist())
    assert 0 <= beyond(by_mean, people).count <= sum(people)


def test_income_groups_by_hand() -> None:
    """Five groups of five equal buurten each: the lowest fifth all live beyond, of the highest two in five."""
    rank = np.repeat([10, 20, 30, 40, 50], 5)
    share = np.array([1, 1, 1, 1, 1] + [0] * 15 + [1, 1, 0, 0, 0], float)
    found = income_split(share, share + 0.5, rank, np.full(25, 100.0))
    assert isinstance(found, IncomeSplit)
    assert found.pct == pytest.approx((100, 0, 0, 0, 40))
    assert found.residents == pytest.approx((500,) * 5)
    assert found.km == pytest.approx((1.5, 0.5, 0.5, 0.5, 0.9))
    assert (found.gap_points, found.gap_km) == (pytest.approx(60), pytest.approx(0.6))
    assert (found.buurten, found.covered) == (25, 1.0)


@pytest.mark.parametrize(("buurten", "groups"), [(8, None), (9, 3), (24, 3), (25, 5)])
def test_minimum_buurten_for_groups(buurten: int, groups: int | None) -> None:
    found = income_split([1.0] * buurten, [1.0] * buurten, list(range(buurten)), [10] * buurten)
    assert (len(found.pct) if isinstance(found, IncomeSplit) else None) == groups
    assert groups is not None or found is NoSplit.FEW_BUURTEN


def test_without_ranking_or_with_too_few_residents_covered_there_is_no_split() -> None:
    share, people = [1.0] * 30, [10.0] * 30
    assert income_split(share, share, [NAN] * 30, people) is NoSplit.NO_RANKING
    rank = [NAN] * 7 + list(range(23))
    assert income_split(share, share, rank, people) is NoSplit.COVERAGE
    assert isinstance(income_split(share, share, [NAN] * 6 + list(range(24)), people), IncomeSplit), "80 % is enough"


@given(st.lists(st.tuples(st.floats(0, 1), km, st.integers(0, 40), st.integers(1, 900)), min_size=9, max_size=60))
def test_the_groups_together_hold_everyone_beyond(rows: list[tuple[float, float, int, int]]) -> None:
    share, far, rank, people = (np.array(each, float) for each in zip(*rows, strict=True))
    found = income_split(share, far, rank, people)
    assert isinstance(found, IncomeSplit)
    count = sum(pct * weight / 100 for pct, weight in zip(found.pct, found.residents, strict=True))
    assert count == pytest.approx(beyond(share, people).count)
    assert sum(found.residents) == pytest.approx(people.sum())


def test_years_are_compared_over_the_same_buurten() -> None:
    series = {2020: np.array([1, 1, NAN, NAN]), 2021: np.array([1, 1, 1, NAN]), 2022: np.array([1, 1, 1, 1.0])}
    years, inside = same_buurten(series, [40, 40, 15, 5])
    assert years == (2020, 2021, 2022)
    assert inside.tolist() == [True, True, False, False]
    years, inside = same_buurten(series, [30, 30, 30, 10])
    assert years == (2021, 2022), "2020 tells of 60 % of the residents only"
    assert inside.tolist() == [True, True, True, False]
    assert same_buurten({2020: np.array([NAN, NAN])}, [1, 1])[0] == ()


def test_the_oldest_year_goes_when_the_buurten_of_all_years_are_too_few() -> None:
    series = {2020: np.array([1, 1, 1, 1, NAN]), 2021: np.array([NAN, 1, 1, 1, 1]), 2022: np.ones(5)}
    years, inside = same_buurten(series, [20] * 5)
    assert years == (2021, 2022)
    assert inside.tolist() == [False, True, True, True, True]


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (Course.RISES, Verdict.FARTHER),
        (Course.FALLS, Verdict.NEARER),
        (Course.STEADY, Verdict.SAME),
        (Course.UNCLEAR, Verdict.UNKNOWN),
        (Course.NONE, Verdict.UNKNOWN),
    ],
)
def test_only_a_course_that_is_sure_has_a_verdict(course: Course, expected: Verdict) -> None:
    assert verdict(Trend(course, None, ())) is expected


def test_years_before_a_break_are_told_only_where_the_newest_are_too_few() -> None:
    short = Trend(Course.NONE, Why.FEW_YEARS, ())
    older = Trend(Course.RISES, None, (), slope=Slope(0.5, 0.1, 0.9))
    assert told(short, older) is older
    assert told(short, None) is short
    newest = replace(older, course=Course.STEADY)
    assert told(newest, older) is newest


def test_guides_have_their_minutes_and_a_reader_may_choose_another() -> None:
    assert [each.minutes for each in GP.guides] == [12, 12]
    assert GP.guide(None) == Guide(1, "walk")
    assert GP.guide(3.0) == Guide(3, "bike")
    assert (GP.guide(1.7), GP.guide(1.7).minutes) == (Guide(1.7, "own"), None)
    assert GP.middle_count == (3, "b")
    assert replace(GP, counts=()).middle_count is None


def test_short_guide_values_are_offered_where_they_tell_residents_apart() -> None:
    town = offered_guides(GP, GP.guides[0], [0.3, 0.8, 1.4])
    assert [each.km for each in town] == [0.5, 1, 3]
    country = offered_guides(GP, Guide(2.2, "own"), [2.0, 4.0, NAN])
    assert [each.km for each in country] == [1, 2.2, 3]


def test_a_mean_over_residents_leaves_out_what_is_unknown() -> None:
    assert weighted_mean([1.0, 3.0, NAN], [300, 100, 50]) == 1.5
    assert weighted_mean([NAN], [10]) is None
