"""Numbers as Dutch readers write them."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.numbers_nl import (
    format_bound,
    format_date,
    format_difference,
    format_number,
    format_share,
    format_value,
    rounded,
    with_unit,
)
from tests.domain.examples import DISTANCE, HEALTH, INCOME


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (17_942_942, 0, "17.942.942"),
        (1.2, 1, "1,2"),
        (1.25, 1, "1,3"),
        (0.15, 1, "0,2"),
        (2.5, 0, "3"),
        (-1234.5, 1, "−1.234,5"),
        (-0.04, 1, "0,0"),
        (0.0, 0, "0"),
        (None, 1, "–"),
        (math.nan, 1, "–"),
        (math.inf, 1, "–"),
    ],
)
def test_numbers(value: float | None, decimals: int, text: str) -> None:
    assert format_number(value, decimals) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_printed_number_reads_back_as_the_rounded_one(value: float, decimals: int) -> None:
    text = format_number(value, decimals)
    read = float(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert read == pytest.approx(rounded(value, decimals), abs=10**-decimals / 1000)
    assert abs(read - value) <= 0.5001 * 10**-decimals


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_rounding_twice_is_rounding_once(value: float, decimals: int) -> None:
    assert rounded(rounded(value, decimals), decimals) == rounded(value, decimals)


def test_units() -> None:
    assert format_value(1.2, DISTANCE) == "1,2\u00a0km"
    assert format_value(0.0, DISTANCE) == "0,0\u00a0km"
    assert format_value(12, HEALTH) == "12,0%"
    assert format_value(378_000, INCOME) == "€\u00a0378.000"
    assert format_value(None, INCOME) == "–"
    assert with_unit("12", "per 1.000 inwoners") == "12\u00a0per 1.000 inwoners"
    assert with_unit("5", "") == with_unit("5", "aantal") == "5"


def test_differences_have_no_sign_and_points_for_percentages() -> None:
    assert format_difference(-0.3, DISTANCE) == "0,3\u00a0km"
    assert format_difference(-4.0, HEALTH) == "4,0\u00a0punten"
    assert format_difference(-2000, INCOME) == "€\u00a02.000"


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0%"), (0.001, "minder dan 1%"), (0.125, "13%"), (0.999, "meer dan 99%"), (1, "100%")],
)
def test_shares_never_round_something_to_nothing(share: float, text: str) -> None:
    assert format_share(share) == text


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0,5"), (1.0, "1"), (12_500, "12.500"), (0.1 + 0.2, "0,3"), (2.25, "2,25")]
)
def test_bounds_have_the_decimals_they_need(value: float, text: str) -> None:
    assert format_bound(value, 1) == text


def test_dates() -> None:
    assert format_date(date(2024, 3, 1)) == "1 maart 2024"


def test_a_class_is_named_before_its_number_and_counted_after_it() -> None:
    urbanity = replace(DISTANCE, unit="klasse", decimals=0)
    assert format_value(3.0, urbanity) == "klasse\u00a03"
    assert format_difference(-1.0, urbanity) == "1\u00a0klasse"
    assert format_difference(2.0, urbanity) == "2\u00a0klassen"
