"""Cells as numbers: marks, sentinels, decimal signs; the fast way over a column says what the single cell says."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources._layouts.numbers import UnreadableNumberError, parse_column, parse_number, scale, without_minus_one


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (0, 0.0),
        (0.0, 0.0),
        ("0", 0.0),
        ("     0.0", 0.0),
        (12, 12.0),
        ("  12,5 ", 12.5),
        ("12.5", 12.5),
        ("-0,3", -0.3),
        (",5", 0.5),
        (np.int32(7), 7.0),
        (-99989.0, -99989.0),
        ("1e3", 1000.0),
    ],
)
def test_reads_a_number(cell: object, expected: float) -> None:
    assert parse_number(cell) == (expected, "ok")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (".", "unknown"),
        ("       .", "unknown"),
        (",", "unknown"),
        ("", "unknown"),
        ("   ", "unknown"),
        ("\u00a0.", "unknown"),
        (None, "unknown"),
        (float("nan"), "unknown"),
        (pd.NA, "unknown"),
        (-99995, "not_yet"),
        ("-99995", "not_yet"),
        (-99991.0, "not_published"),
        (-99997, "unknown"),
        ("-99999999", "unknown"),
        (-99990, "unknown"),
    ],
)
def test_reads_a_mark_for_no_figure(cell: object, told: str) -> None:
    assert parse_number(cell) == (None, told)


@pytest.mark.parametrize("cell", ["x", "#", "-", "1.234,5", "1 200", "n.v.t.", "12%", True, float("inf"), object()])
def test_refuses_what_it_does_not_know(cell: object) -> None:
    with pytest.raises(UnreadableNumberError):
        parse_number(cell)


_CELLS = st.one_of(
    st.integers(-200_000, 10**9),
    st.floats(-(10**6), 10**9) | st.just(float("nan")),
    st.sampled_from([".", "", ",", None, "  3,5", "7.25", "x", -99995, -99991, True, False, 0, 1]),
    st.decimals(-1000, 1000, places=2).map(str),
)


@given(st.lists(_CELLS, min_size=1, max_size=30))
def test_a_column_says_what_its_cells_say(cells: list[object]) -> None:
    column = parse_column(pd.Series(cells, dtype=object))
    for position, cell in enumerate(cells):
        try:
            expected, told = parse_number(cell)
        except UnreadableNumberError:
            assert column.unreadable[position]
            continue
        assert not column.unreadable[position]
        assert column.status[position] == told
        assert np.isnan(column.values[position]) if expected is None else column.values[position] == expected


@given(st.lists(st.floats(allow_nan=True, allow_infinity=True) | st.sampled_from([-99995.0, -99991.0]), min_size=1))
def test_a_numeric_column_is_read_as_its_cells_are(cells: list[float]) -> None:
    fast, slow = parse_column(pd.Series(cells, dtype="float64")), parse_column(pd.Series(cells, dtype=object))
    np.testing.assert_array_equal(fast.values, slow.values)
    np.testing.assert_array_equal(fast.unreadable, slow.unreadable)
    readable = ~fast.unreadable
    assert list(fast.status[readable]) == list(slow.status[readable])


@given(st.integers(-(10**7), 10**7), st.integers(0, 3))
def test_scaling_leaves_no_float_noise(thousandths: int, decimals: int) -> None:
    tenth = round(thousandths / 10, 1)
    assert scale(np.array([tenth]), 1000, decimals)[0] == thousandths * 100


def test_scaling_keeps_zero_plain() -> None:
    assert not np.signbit(scale(np.array([-0.0]), 1, 1))[0]


def test_minus_one_becomes_missing_and_is_counted() -> None:
    numbers, count = without_minus_one(parse_column(pd.Series([-1, 0, 2, "-1", "."], dtype=object)))
    assert count == 2
    assert np.isnan(numbers.values[[0, 3, 4]]).all()
    assert list(numbers.values[1:3]) == [0.0, 2.0]
    assert list(numbers.status) == ["unknown", "ok", "ok", "unknown", "unknown"]
