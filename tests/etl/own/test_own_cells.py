"""What a spreadsheet does to codes and numbers: put back where that is certain, named where it is not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import Level
from etl.own.codes import read_code
from etl.own.numbers import read_day, read_number, read_year


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
        ("363AE02", "BU0363AE02", True),
        ("BU3630000", "BU03630000", True),
        ("bu 0363 0000", "BU03630000", True),
        ("GM14", "GM0014", True),
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
        ("mrt-24", "made it a date"),
        ("4E+06", "digits are lost"),
        ("00363", "is no code of a gemeente"),
        ("BU12", "the form of `etl template` has them all"),
        ("Centrum", "is no code of a gemeente"),
        ("#N/B", "is no code of a gemeente"),
    ],
)
def test_codes_that_cannot(cell: str, told: str) -> None:
    found = read_code(cell)
    assert found.code is None
    assert told in found.fault


def test_six_positions_are_a_wijk_or_a_buurt() -> None:
    """Of Groningen (0014) two zeros are lost: 140000 is BU00140000, and WK140000 of a gemeente with four digits as well."""
    assert read_code("140000").fault == "'140000' can be WK140000 or BU00140000; write the letters before it"
    assert read_code("140000", Level.BUURT) == ("BU00140000", True, "")
    assert read_code("140000", Level.WIJK) == ("WK140000", True, "")
    assert read_code("1401", Level.WIJK) == ("WK001401", True, "")
    # A whole wijk among buurten still has its zero, or is too long for what the column is called.
    assert read_code("036300", Level.BUURT).code == "WK036300"
    assert read_code("3630000", Level.WIJK).code == "BU03630000"


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_a_buurt_code_survives_the_loss_of_letters_and_zeros(gemeente: int, rest: int) -> None:
    code = f"BU{gemeente:04d}{rest:04d}"
    bare = str(int(code[2:]))
    assert read_code(bare, Level.BUURT).code == code
    # Without a column that says so, what could be something else as well is not taken for a buurt of another place.
    assert read_code(bare).code in (code, None) or len(bare) == 5


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("12,5 %", 12.5),
        ("-0,3", -0.3),
        ("1.234,5", 1234.5),
        ("1 234,5", 1234.5),
        ("1 234", 1234),
        ("1.234.567", 1234567),
        ("1,234.5", 1234.5),
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
        ("-1.234", "two ways"),
        ("ca. 12", "no number"),
        ("<5", "leave the cell empty where there is no figure"),
        ("\u00b2", "no number"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(cell: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_number(cell)


@given(st.floats(-1e6, 1e6).map(lambda value: round(value, 2)))
def test_comma_and_point_say_the_same(value: float) -> None:
    text = f"{value:.2f}"
    assert read_number(text) == read_number(text.replace(".", ",")) == value


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("", "the year is empty"),
        ("20244", "is no year"),
        ("\u00b2\u2070\u00b2\u2074", "is no year"),
        ("1894", "is no year"),
        (str(date.today().year + 1), "lies in the future"),
    ],
)
def test_what_is_no_year(cell: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_year(cell)


def test_this_year_is_one() -> None:
    assert read_year(f" {date.today().year}") == date.today().year


@pytest.mark.parametrize("cell", ["2025-03-01", "1-3-2025", "01-03-2025"])
def test_a_day_of_publication(cell: str) -> None:
    assert read_day(cell) == date(2025, 3, 1)


@pytest.mark.parametrize("cell", ["1 maart 2025", "2025", "31-02-2025", "03/01/2025"])
def test_what_is_no_day(cell: str) -> None:
    with pytest.raises(ValueError, match="is no day; write it as 2025-03-01"):
        read_day(cell)
