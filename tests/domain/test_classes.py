"""Laws of classes, and their labels."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.classes import MISSING, class_labels, class_of, classes_of, local_breaks, residents_per_class
from domain.numbers_nl import format_number

_NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 4))
_VALUES = st.none() | _NUMBERS | st.just(math.nan)
_BREAKS = st.lists(_NUMBERS, max_size=6, unique=True).map(sorted)
_DECIMALS = st.none() | st.integers(0, 3)


@given(_NUMBERS, _NUMBERS, _BREAKS)
def test_a_larger_value_never_gets_a_lower_class(one: float, other: float, breaks: list[float]) -> None:
    low, high = sorted((one, other))
    assert 0 <= class_of(low, breaks) <= class_of(high, breaks) <= len(breaks)


@given(_BREAKS)
def test_a_value_on_a_bound_belongs_to_the_class_above(breaks: list[float]) -> None:
    assert [class_of(bound, breaks) for bound in breaks] == list(range(1, len(breaks) + 1))


@given(st.lists(_VALUES, max_size=30), _BREAKS, _DECIMALS)
def test_many_at_once_is_one_by_one(values: list[float | None], breaks: list[float], decimals: int | None) -> None:
    expected = [class_of(value, breaks, decimals) for value in values]
    assert classes_of(values, breaks, decimals).tolist() == expected
    assert all(
        (found == MISSING) == (value is None or math.isnan(value))
        for found, value in zip(expected, values, strict=True)
    )


@given(_NUMBERS, st.integers(0, 3), _BREAKS)
def test_class_and_printed_number_agree(value: float, decimals: int, breaks: list[float]) -> None:
    printed = float(format_number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-"))
    assert class_of(value, breaks, decimals) == class_of(printed, breaks)


def test_a_true_zero_has_a_class_and_a_gap_has_none() -> None:
    assert classes_of([0.0, None, math.nan, -0.0], [0.5]).tolist() == [0, MISSING, MISSING, 0]
    assert class_of(0.0, [0.0, 1.0]) == 1


def test_what_prints_as_five_is_coloured_as_five() -> None:
    assert class_of(4.96, [5.0]) == 0
    assert class_of(4.96, [5.0], decimals=1) == 1


@pytest.mark.parametrize(
    ("breaks", "decimals", "unit", "labels"),
    [
        ([0.5, 1, 2, 3], 1, "km", ("minder dan 0,5 km", "0,5 tot 1 km", "1 tot 2 km", "2 tot 3 km", "3 km of meer")),
        ([0.5, 3], 1, "", ("minder dan 0,5", "0,5 tot 3", "3 of meer")),
        ([5, 10], 0, "%", ("minder dan 5%", "5 tot 10%", "10% of meer")),
        (
            [250_000, 400_000],
            0,
            "euro",
            ("minder dan € 250.000", "€ 250.000 tot € 400.000", "€ 400.000 of meer"),
        ),
        ([-0.1, 0.1 + 0.2], 1, "", ("minder dan −0,1", "−0,1 tot 0,3", "0,3 of meer")),
        ([], 1, "km", ()),
    ],
)
def test_labels(breaks: list[float], decimals: int, unit: str, labels: tuple[str, ...]) -> None:
    assert tuple(label.replace("\u00a0", " ") for label in class_labels(breaks, decimals, unit)) == labels


@given(st.lists(st.tuples(_VALUES, st.none() | st.integers(0, 30_000)), max_size=40), _BREAKS)
def test_no_resident_and_no_area_is_lost(areas: list[tuple[float | None, int | None]], breaks: list[float]) -> None:
    values, residents = [value for value, _ in areas], [count for _, count in areas]
    found = residents_per_class(classes_of(values, breaks), residents, len(breaks) + 1)
    assert sum(found.residents) + found.residents_without_value == sum(count or 0 for count in residents)
    assert sum(found.areas) + found.areas_without_value == len(areas)
    assert len(found.residents) == len(found.areas) == len(breaks) + 1


def test_residents_per_class_by_hand() -> None:
    found = residents_per_class([0, 1, 1, MISSING], [100, 200, None, 50], 3)
    assert (found.residents, found.areas) == ((100, 200, 0), (1, 2, 0))
    assert (found.residents_without_value, found.areas_without_value) == (50, 1)
    assert found.share(1) == pytest.approx(200 / 350)
    assert residents_per_class([], [], 2).share(0) == 0.0


def test_local_breaks_by_hand() -> None:
    # Five buurten of 100 residents: the cuts fall between them.
    assert local_breaks([1, 2, 3, 4, 5], [100] * 5) == (2.0, 3.0, 4.0, 5.0)
    # One large buurt holds four of the five fifths, so only its lower edge remains.
    assert local_breaks([1, 2, 3], [10, 1000, 10]) == (2.0,)


def test_local_breaks_are_readable() -> None:
    values = [float(value) for value in np.linspace(112_340, 598_760, 200)]
    assert local_breaks(values, [1] * 200, decimals=0) == (220_000.0, 300_000.0, 400_000.0, 500_000.0)


@given(
    st.lists(st.tuples(_VALUES, st.none() | st.integers(0, 5000)), max_size=60),
    st.integers(2, 7),
    st.integers(0, 3),
)
def test_local_breaks_rise_and_leave_no_end_empty(
    areas: list[tuple[float | None, int | None]], n: int, decimals: int
) -> None:
    values, weights = [value for value, _ in areas], [weight for _, weight in areas]
    breaks = local_breaks(values, weights, n, decimals)
    assert list(breaks) == sorted(set(breaks))
    assert len(breaks) < n
    inhabited = [value for value, weight in areas if value is not None and not math.isnan(value) and weight]
    classes = classes_of(inhabited, breaks, decimals)
    if breaks:
        assert 0 in classes
        assert len(breaks) in classes


@given(_NUMBERS, st.integers(1, 20))
def test_equal_values_have_one_class(value: float, count: int) -> None:
    assert local_breaks([value] * count, [10] * count) == ()


def test_local_breaks_need_residents() -> None:
    assert local_breaks([1.0, 2.0], [0, None]) == ()
    assert local_breaks([], []) == ()
