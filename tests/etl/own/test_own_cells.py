"""What a spreadsheet does to codes and numbers: put back where that is certain, named where it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.own.codes import read_code
from etl.own.numbers import read_number


@pytest.mark.parametrize(
    ("cell", "code", "repaired"),
    [
        ("BU03630000", "BU03630000", False),
        (" bu0363af08 ", "BU0363AF08", True),
        ("3630000", "BU03630000", True),
        ("03630000", "BU03630000", True),
        ("16800001", "BU16800001", True),
        ("36300", "WK036300", True),
        ("036300", "WK036300", True),
        ("363", "GM0363", True),
        ("0363", "GM0363", True),
        ("16800001.0", "BU16800001", True),
    ],
)
def test_codes_that_can_be_known(cell: str, code: str, repaired: bool) -> None:
    assert read_code(cell) == (code, repaired, "")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", "is empty"),
        ("3,63E+08", "digits are lost"),
        ("1.6801E+10", "digits are lost"),
        ("01-03-2024", "made it a date"),
        ("1-jan", "made it a date"),
        ("2024-03-01 00:00:00", "made it a date"),
        ("Centrum", "is no code of a gemeente"),
        ("#N/B", "is no code of a gemeente"),
    ],
)
def test_codes_that_cannot(cell: str, told: str) -> None:
    found = read_code(cell)
    assert found.code is None
    assert told in found.fault


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_a_buurt_code_survives_the_loss_of_letters_and_zeros(gemeente: int, rest: int) -> None:
    code = f"BU{gemeente:04d}{rest:04d}"
    bare = str(int(code[2:]))
    found = read_code(bare)
    # Of a gemeente with a low number two zeros and more are lost: then it could be a wijk too, which the areas of the build decide.
    assert found.code == code or len(bare) < 7


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("12,5 %", 12.5),
        ("-0,3", -0.3),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("0.123", 0.123),
    ],
)
def test_numbers_as_people_type_them(cell: str, number: float) -> None:
    assert read_number(cell) == number


@pytest.mark.parametrize("cell", ["", "  ", "."])
def test_an_empty_cell_is_no_number_and_no_zero(cell: str) -> None:
    assert read_number(cell) is None


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("1.234", "two ways"),
        ("#N/B", "error of the spreadsheet"),
        ("#DEEL/0!", "error of the spreadsheet"),
        ("ca. 12", "no number"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(cell: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_number(cell)


@given(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)))
def test_comma_and_point_say_the_same(value: float) -> None:
    text = f"{value:.2f}"
    assert read_number(text) == read_number(text.replace(".", ",")) == value
