from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.classes import class_of
from layouts.scale import mark_position, scale_edges, scale_position

BREAKS = (0.5, 1.0, 2.0, 3.0)
VALUES = st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 1))


@given(VALUES, VALUES)
def test_the_axis_keeps_the_order_of_values(one: float, other: float) -> None:
    edges = scale_edges(BREAKS, 0.0, 100.0)
    low, high = sorted((one, other))
    assert 0 <= scale_position(low, edges) <= scale_position(high, edges) <= 1


@given(VALUES)
def test_a_value_stands_above_the_swatch_of_its_class(value: float) -> None:
    edges = scale_edges(BREAKS, 0.0, 100.0)
    segment = min(int(scale_position(value, edges) * (len(BREAKS) + 1) + 1e-9), len(BREAKS))
    assert segment == class_of(value, BREAKS)


def test_classes_are_equally_wide_whatever_their_bounds() -> None:
    edges = scale_edges(BREAKS, 0.1, 12.0)
    assert [round(scale_position(bound, edges), 6) for bound in BREAKS] == [0.2, 0.4, 0.6, 0.8]


def test_values_beyond_the_ends_stay_at_the_ends() -> None:
    edges = scale_edges(BREAKS, 0.2, 5.0)
    assert scale_position(0.0, edges) == 0
    assert scale_position(99.0, edges) == 1


def test_without_breaks_the_axis_is_one_straight_line_from_zero() -> None:
    edges = scale_edges((), 5.0, 1000.0)
    assert edges == (0.0, 1000.0)
    assert scale_position(250.0, edges) == 0.25


def test_one_and_the_same_value_everywhere_still_has_an_axis() -> None:
    assert scale_edges((), 0.0, 0.0) == (0.0, 1.0)
    assert scale_position(0.5, scale_edges(BREAKS, 0.5, 0.5)) == 0.2


def test_a_mark_stands_in_the_middle_of_its_printed_step() -> None:
    edges = scale_edges(BREAKS, 0.0, 4.0)
    assert mark_position(1.0, edges, 1) == (scale_position(1.0, edges) + scale_position(1.1, edges)) / 2
