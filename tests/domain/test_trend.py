"""Trends: the oracle of methods §4.4, years that may be compared, reasons to stay silent, and laws of the slope."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.observations import Grade, Status
from domain.trend import Course, Point, Trend, Why, segments, trend
from tests.domain.examples import DISTANCE, HEALTH

BROKEN = replace(DISTANCE, series_breaks=((2022, "Andere meting."),))


def series(first_year: int, *values: float | None, **more: object) -> list[Point]:
    return [Point(first_year + i, value, **more) for i, value in enumerate(values)]  # type: ignore[arg-type]


def test_o9_rounding_makes_ties_so_a_rise_is_not_certain() -> None:
    found = trend(series(2015, 1.0, 1.0, 1.1, 1.1, 1.3, 1.2, 1.3), DISTANCE)
    assert found.slope is not None
    assert found.slope.per_decade == pytest.approx(0.5)
    assert (found.slope.lower, found.slope.upper) == (pytest.approx(0.0, abs=1e-9), pytest.approx(1.0))
    assert found.change == pytest.approx(0.3)
    assert (found.course, found.why) == (Course.UNCLEAR, None)


@pytest.mark.parametrize(
    ("values", "course"),
    [
        ((1.0, 1.1, 1.2, 1.3, 1.4, 1.5), Course.RISES),
        ((1.5, 1.4, 1.3, 1.2, 1.1, 1.0), Course.FALLS),
        ((1.0, 1.1, 1.1, 1.1, 1.1, 1.1), Course.STEADY),
        ((0.6, 0.7, 0.7, 0.7, 0.8, 0.8), Course.UNCLEAR),
        ((1.0, 1.6, 0.9, 1.7, 0.8, 1.3), Course.UNCLEAR),
    ],
)
def test_a_direction_needs_both_a_sure_slope_and_a_change_that_matters(
    values: tuple[float, ...], course: Course
) -> None:
    assert trend(series(2016, *values), DISTANCE).course is course


def test_a_break_ends_the_series_and_only_the_newest_part_is_judged() -> None:
    found = trend(series(2016, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 0.5, 0.5), BROKEN)
    assert [(part.points[0].year, part.points[-1].year, part.broken_by) for part in found.segments] == [
        (2016, 2021, None),
        (2022, 2023, "Andere meting."),
    ]
    assert (found.course, found.why, found.change) == (Course.NONE, Why.FEW_YEARS, 0.0)


def test_a_break_in_the_last_year_leaves_one_year() -> None:
    found = trend(series(2019, 1.0, 1.0, 1.0, 1.4), BROKEN)
    assert (found.course, found.why, found.change) == (Course.NONE, Why.ONE_YEAR, None)


def test_two_tables_of_a_model_never_make_one_series() -> None:
    points = [*series(2012, 76.0, series="50090NED"), *series(2016, 75.0, 78.0, series="50150NED")]
    parts = segments(points, ())
    assert [[point.year for point in part.points] for part in parts] == [[2012], [2016, 2017]]
    assert parts[1].broken_by == ""


@pytest.mark.parametrize(
    "lost",
    [
        Point(2019, 9.9, grade=Grade.C),
        Point(2019, None, status=Status.SUPPRESSED),
        Point(2019, 9.9, status=Status.NOT_COMPARABLE),
    ],
)
def test_a_year_that_may_not_be_compared_is_left_out_and_cuts_nothing(lost: Point) -> None:
    points = [*series(2016, 1.0, 1.1, 1.2), lost, *series(2020, 1.4, 1.5)]
    found = trend(points, DISTANCE)
    assert len(found.segments) == 1
    assert [point.year for point in found.segments[0].points] == [2016, 2017, 2018, 2020, 2021]
    assert found.course is Course.RISES


def test_reasons_to_stay_silent() -> None:
    def why(found: Trend) -> tuple[Course, Why | None]:
        return found.course, found.why

    rising = (1.0, 1.2, 1.4, 1.6, 1.8)
    assert why(trend([], DISTANCE)) == (Course.NONE, Why.NO_FIGURES)
    assert why(trend(series(2016, None, None), DISTANCE)) == (Course.NONE, Why.NO_FIGURES)
    assert why(trend(series(2016, 70.0, 72.0, 75.0, 78.0, 80.0), HEALTH)) == (Course.NONE, Why.MODELLED)
    assert why(trend(series(2016, *rising, residents_count=99), DISTANCE)) == (Course.NONE, Why.FEW_RESIDENTS)
    assert why(trend(series(2016, *rising, residents_count=100), DISTANCE)) == (Course.RISES, None)


def test_many_new_residents_are_told_with_the_trend() -> None:
    people = [1000, 1050, 1100, 1200, 1251]
    points = [
        replace(point, residents_count=n)
        for point, n in zip(series(2016, 1.0, 1.2, 1.4, 1.6, 1.8), people, strict=True)
    ]
    assert (trend(points, DISTANCE).course, trend(points, DISTANCE).why) == (Course.RISES, Why.NEW_RESIDENTS)
    points[-1] = replace(points[-1], residents_count=1250)
    assert trend(points, DISTANCE).why is None


def test_the_window_is_the_same_for_every_indicator() -> None:
    found = trend(series(2005, *(1 + 0.1 * i for i in range(20))), DISTANCE)
    assert found.first is not None
    assert found.last is not None
    assert (found.first.year, found.last.year) == (2015, 2024)


def test_one_year_twice_is_a_fault() -> None:
    with pytest.raises(ValueError, match="twice"):
        segments([Point(2020, 1.0), Point(2020, 1.1)], ())


VALUES = st.lists(st.floats(-50, 50), min_size=4, max_size=10)


@given(VALUES, st.floats(-20, 20))
def test_a_shift_leaves_the_slope(values: list[float], shift: float) -> None:
    one, other = (trend(series(2010, *each), DISTANCE).slope for each in (values, [v + shift for v in values]))
    assert one is not None
    assert other is not None
    assert other.per_decade == pytest.approx(one.per_decade, abs=1e-6)


@given(VALUES)
def test_mirrored_values_mirror_the_slope_and_its_interval(values: list[float]) -> None:
    one, other = (trend(series(2010, *each), DISTANCE).slope for each in (values, [-v for v in values]))
    assert one is not None
    assert other is not None
    assert (other.per_decade, other.lower, other.upper) == pytest.approx((-one.per_decade, -one.upper, -one.lower))


@given(st.permutations(series(2015, 1.0, 1.0, 1.1, 1.1, 1.3, 1.2, 1.3)))
def test_the_order_of_the_points_says_nothing(points: list[Point]) -> None:
    assert trend(points, DISTANCE) == trend(sorted(points, key=lambda point: point.year), DISTANCE)


@given(st.floats(0, 100), st.integers(4, 10))
def test_a_constant_is_steady(value: float, years: int) -> None:
    assert trend(series(2010, *[value] * years), DISTANCE).course is Course.STEADY
