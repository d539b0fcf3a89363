"""Change between two years: what counts as change, when none is given, and classes that are the same on both sides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import Level
from domain.change import (
    Cell,
    Change,
    change,
    change_bounds,
    change_figures,
    change_indicator,
    difference,
    is_about_equal,
    minimum_change,
)
from domain.classes import class_of
from domain.observations import Grade, Status
from domain.view_models import Indicator, MapFigures
from tests.domain.examples import DISTANCE, HEALTH, INCOME, RESIDENTS

SHARE = replace(DISTANCE, indicator_id="rent_pct", unit="%", decimals=0)


def cell(value: float | None, people: float | None = 500, status: Status = Status.OK, grade: Grade = Grade.A) -> Cell:
    return Cell(value, status if value is not None or status is not Status.OK else Status.UNKNOWN, grade, people)


@pytest.mark.parametrize(
    ("indicator", "least"),
    [(DISTANCE, 0.2), (SHARE, 2.0), (replace(SHARE, minimum_difference=3.0), 3.0), (RESIDENTS, 5.0), (INCOME, 5.0)],
)
def test_the_smallest_change_worth_a_word(indicator: Indicator, least: float) -> None:
    assert minimum_change(indicator) == least


def test_a_change_is_that_of_the_printed_figures() -> None:
    assert difference(0.94, 1.06, DISTANCE) == pytest.approx(0.2)  # 0,9 and 1,1
    assert difference(0.96, 1.04, DISTANCE) == 0


def test_a_change_of_a_count_is_a_share_of_the_first_figure() -> None:
    assert difference(200, 250, RESIDENTS) == 25
    assert difference(0, 0, RESIDENTS) == 0
    assert difference(0, 250, RESIDENTS) is None


def test_exactly_the_minimum_is_a_change_upwards_and_downwards() -> None:
    for first, last in ((0.7, 0.9), (0.9, 1.1), (0.6, 0.8)):  # binary holds none of these
        up, down = difference(first, last, DISTANCE), difference(last, first, DISTANCE)
        assert up is not None
        assert down is not None
        assert not is_about_equal(up, DISTANCE)
        assert not is_about_equal(down, DISTANCE)
        assert [class_of(each, change_bounds(DISTANCE), 1) for each in (down, up)] == [1, 3]


@given(st.sampled_from([DISTANCE, SHARE, RESIDENTS]), st.floats(-400, 400))
def test_classes_mirror_around_about_equal(indicator: Indicator, value: float) -> None:
    shown = change_indicator(indicator)
    here, there = (class_of(each, shown.breaks, shown.decimals) for each in (value, -value))
    assert here + there == 4
    assert (here == 2) == is_about_equal(difference_as_printed(value, shown), indicator)


def difference_as_printed(value: float, shown: Indicator) -> float:
    from domain.numbers_nl import rounded

    return rounded(value, shown.decimals)


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        (cell(1.0), cell(1.4), Change(0.4, Status.OK, Grade.A)),
        (cell(1.0), cell(None, status=Status.SUPPRESSED), Change(None, Status.SUPPRESSED, Grade.A)),
        (cell(None, status=Status.NOT_YET), cell(1.0), Change(None, Status.NOT_YET, Grade.A)),
        (cell(1.0, grade=Grade.C), cell(1.0), Change(None, Status.NOT_COMPARABLE, Grade.C)),
        (cell(1.0, 99), cell(1.0), Change(None, Status.TOO_SMALL, Grade.A)),
        (cell(1.0, None), cell(1.0), Change(0.0, Status.OK, Grade.A)),
        (cell(1.0, grade=Grade.B), cell(1.0, status=Status.CAUTION), Change(0.0, Status.CAUTION, Grade.B)),
        (cell(1.0, 400), cell(1.0, 500), Change(0.0, Status.OK, Grade.A)),
        (cell(1.0, 400), cell(1.0, 501), Change(0.0, Status.OK, Grade.A, new_residents=True)),
    ],
)
def test_when_a_change_is_given(earlier: Cell, later: Cell, expected: Change) -> None:
    found = change(earlier, later, DISTANCE)
    assert found == replace(expected, value=pytest.approx(expected.value) if expected.value else expected.value)


def test_a_percentage_of_a_small_count_is_rounding_and_of_nothing_is_nothing() -> None:
    assert change(cell(10, 10), cell(5, 5), RESIDENTS) == Change(None, Status.TOO_SMALL, Grade.A)
    assert change(cell(40, 40), cell(160, 160), RESIDENTS) == Change(300.0, Status.OK, Grade.A)
    assert change(cell(0, 0), cell(160, 160), RESIDENTS) == Change(None, Status.NOT_COMPARABLE, Grade.A)


MAP = MapFigures(
    level=Level.BUURT,
    frame_code="GM9901",
    indicator_id="supermarket_km",
    reference_year=2024,
    feature_count=3,
    area_codes=("BU99010101", "BU99010102", "BU99010103"),
    names=("Een", "Twee", "Drie"),
    residents_count=(500, 90, 500),
    values=(1.4, 1.0, None),
    statuses=(Status.OK, Status.OK, Status.SUPPRESSED),
    grades=(Grade.A,) * 3,
    approximate_geometry=False,
)


def test_a_map_of_change_keeps_both_years_and_every_reason() -> None:
    earlier = replace(MAP, reference_year=2022, values=(1.0, 1.0, 2.0), statuses=(Status.OK,) * 3)
    found = change_figures(earlier, MAP, DISTANCE, (300.0, None, 500.0), (500.0, None, 500.0))
    assert found.change.values == (pytest.approx(0.4), None, None)
    assert found.change.statuses == (Status.OK, Status.TOO_SMALL, Status.SUPPRESSED)
    assert (found.earlier_year, found.earlier, found.later) == (2022, (1.0, 1.0, 2.0), (1.4, 1.0, None))
    assert found.new_residents == (True, False, False)


def test_maps_of_other_areas_are_a_fault() -> None:
    with pytest.raises(ValueError, match="other areas"):
        change_figures(replace(MAP, area_codes=("A", "B", "C")), MAP, DISTANCE, (None,) * 3, (None,) * 3)


def test_the_change_of_a_percentage_is_in_points_and_of_a_count_in_percent() -> None:
    assert [change_indicator(each).unit for each in (DISTANCE, SHARE, HEALTH, RESIDENTS)] == [
        "km",
        "punten",
        "punten",
        "%",
    ]
    assert change_indicator(RESIDENTS).scheme == "diverging"
