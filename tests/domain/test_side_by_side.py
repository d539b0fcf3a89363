"""What one figure is beside another: laws, and the rules for noise, rounding, margins and years by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.observations import Grade, Status
from domain.side_by_side import Outcome, Told, Why, beside, later
from domain.trend import Point
from domain.view_models import Indicator
from tests.domain.examples import DISTANCE, HEALTH, INCOME, RESIDENTS

WHOLE = replace(HEALTH, decimals=0)
SHARE = replace(WHOLE, kind="register")
REVERSED = {Outcome.HIGHER: Outcome.LOWER, Outcome.LOWER: Outcome.HIGHER}


def point(
    value: float | None, year: int = 2024, bounds: tuple[float, float] | None = None, people: float = 900.0
) -> Point:
    low, high = bounds or (None, None)
    return Point(
        year,
        value,
        Status.OK if value is not None else Status.SUPPRESSED,
        lower=low,
        upper=high,
        residents_count=people,
    )


@st.composite
def points(draw: st.DrawFn) -> Point:
    value = draw(st.none() | st.floats(0, 100, allow_nan=False))
    half = draw(st.none() | st.floats(0, 20))
    bounds = (value - half, value + half) if value is not None and half is not None else None
    made = point(value, draw(st.integers(2018, 2024)), bounds, draw(st.sampled_from([20.0, 99.0, 100.0, 5000.0])))
    return replace(made, grade=draw(st.sampled_from(Grade)), series=draw(st.sampled_from([None, "a", "b"])))


INDICATORS = st.sampled_from(
    [DISTANCE, WHOLE, SHARE, INCOME, RESIDENTS, replace(DISTANCE, series_breaks=((2021, "anders gemeten"),))]
)


@given(points(), points(), INDICATORS)
def test_the_order_of_the_areas_only_turns_the_outcome_around(one: Point, other: Point, indicator: Indicator) -> None:
    here, there = beside(one, other, indicator), beside(other, one, indicator)
    assert there.outcome is REVERSED.get(here.outcome, here.outcome)
    assert there.why is here.why
    assert (there.difference is None) is (here.difference is None)
    if here.difference is not None and there.difference is not None:
        assert there.difference == pytest.approx(-here.difference)


@given(points(), INDICATORS)
def test_the_same_figure_never_differs(one: Point, indicator: Indicator) -> None:
    assert not beside(one, one, indicator).is_clear
    assert not later(one, one, indicator).is_clear


@given(points(), INDICATORS)
def test_what_is_missing_is_never_compared(one: Point, indicator: Indicator) -> None:
    for missing in (None, point(None)):
        assert beside(one, missing, indicator) == Told(Outcome.NONE, why=Why.ABSENT)
        assert later(missing, one, indicator) == Told(Outcome.NONE, why=Why.ABSENT)


@given(points(), points(), INDICATORS)
def test_what_is_clear_is_never_smaller_than_what_counts(one: Point, other: Point, indicator: Indicator) -> None:
    told = beside(one, other, indicator)
    assert not told.is_clear or told.size >= 1 - 1e-6


@pytest.mark.parametrize(
    ("indicator", "one", "other", "outcome", "why"),
    [
        (DISTANCE, point(0.9), point(0.8), Outcome.SAME, Why.ROUNDING),
        (DISTANCE, point(0.9), point(0.7), Outcome.HIGHER, None),
        (SHARE, point(20), point(18), Outcome.SAME, Why.ROUNDING),
        (SHARE, point(20), point(17), Outcome.HIGHER, None),
        # Standard errors 1.0 and 1.0: 1.96 x 1.41 = 2.77 points, but an estimate needs 3 anyway.
        (WHOLE, point(70, bounds=(68.04, 71.96)), point(73, bounds=(71.04, 74.96)), Outcome.LOWER, None),
        # Standard errors 2 and 2: 5.5 points are needed. The margins overlap up to 7.8, which would be too strict.
        (WHOLE, point(70, bounds=(66.08, 73.92)), point(75, bounds=(71.08, 78.92)), Outcome.SAME, Why.MARGIN),
        (WHOLE, point(70, bounds=(66.08, 73.92)), point(76, bounds=(72.08, 79.92)), Outcome.LOWER, None),
        (WHOLE, point(70), point(74, bounds=(73, 75)), Outcome.SAME, Why.ROUNDING),
        (WHOLE, point(70), point(75), Outcome.LOWER, None),
        (INCOME, point(41_000), point(40_000), Outcome.SAME, Why.ROUNDING),
        (INCOME, point(45_000), point(40_000), Outcome.HIGHER, None),
        (RESIDENTS, point(900), point(90_000), Outcome.NONE, Why.COUNT),
        (SHARE, point(20, people=99), point(60), Outcome.NONE, Why.FEW_RESIDENTS),
        (SHARE, replace(point(20), grade=Grade.C), point(60), Outcome.NONE, Why.BORDER),
        (SHARE, point(20, 2022), point(60, 2024), Outcome.LOWER, None),
        (WHOLE, point(20, 2022), point(60, 2024), Outcome.NONE, Why.MODELS),
        (SHARE, replace(point(20), series="a"), replace(point(60), series="b"), Outcome.NONE, Why.BREAK),
    ],
)  # fmt: skip
def test_two_areas_by_hand(indicator: Indicator, one: Point, other: Point, outcome: Outcome, why: Why | None) -> None:
    told = beside(one, other, indicator)
    assert (told.outcome, told.why) == (outcome, why)


def test_a_break_between_the_years_stops_the_comparison_and_says_why() -> None:
    broken = replace(DISTANCE, series_breaks=((2022, "Vanaf 2022 anders gemeten."),))
    for told in (beside(point(0.4, 2024), point(2.4, 2021), broken), later(point(2.4, 2021), point(0.4, 2024), broken)):
        assert (told.outcome, told.why, told.text) == (Outcome.NONE, Why.BREAK, "Vanaf 2022 anders gemeten.")
    assert later(point(2.4, 2022), point(0.4, 2024), broken).outcome is Outcome.LOWER


@pytest.mark.parametrize(
    ("indicator", "earlier", "then", "outcome", "why"),
    [
        (SHARE, point(20, 2020), point(21, 2024), Outcome.SAME, Why.ROUNDING),
        (SHARE, point(20, 2020), point(22, 2024), Outcome.HIGHER, None),
        (WHOLE, point(20, 2020), point(60, 2024), Outcome.NONE, Why.MODELS),
        (SHARE, point(20, 2020, people=80), point(60, 2024), Outcome.NONE, Why.FEW_RESIDENTS),
        (SHARE, replace(point(20, 2020), grade=Grade.C), point(60, 2024), Outcome.NONE, Why.BORDER),
        (RESIDENTS, point(1000, 2020), point(1040, 2024), Outcome.SAME, Why.ROUNDING),
        (RESIDENTS, point(1000, 2020), point(1050, 2024), Outcome.HIGHER, None),
        (RESIDENTS, point(20, 2020), point(90, 2024), Outcome.NONE, Why.SMALL_COUNT),
        (RESIDENTS, point(0, 2020), point(300, 2024), Outcome.NONE, Why.FROM_ZERO),
    ],
)  # fmt: skip
def test_two_years_by_hand(
    indicator: Indicator, earlier: Point, then: Point, outcome: Outcome, why: Why | None
) -> None:
    told = later(earlier, then, indicator)
    assert (told.outcome, told.why) == (outcome, why)


def test_other_residents_are_told_with_a_change() -> None:
    told = later(point(20, 2020, people=1000), point(30, 2024, people=1300), SHARE)
    assert (told.outcome, told.new_residents) == (Outcome.HIGHER, True)
