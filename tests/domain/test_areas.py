"""Laws of codes and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import (
    COUNTRY_CODE,
    Level,
    everyday_name,
    fold,
    gemeente_of,
    is_demo,
    level_of,
    normalise_code,
    normalise_name,
)

_DIGITS = st.text("0123456789", min_size=4, max_size=4)
_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODES = st.one_of(
    st.just(COUNTRY_CODE),
    _DIGITS.map(lambda d: f"GM{d}"),
    st.builds(lambda d, w: f"WK{d}{w}", _DIGITS, st.text(_SIGNS, min_size=2, max_size=2)),
    st.builds(lambda d, b: f"BU{d}{b}", _DIGITS, st.text(_SIGNS, min_size=4, max_size=4)),
)


@given(CODES, st.text(" \t", max_size=4), st.booleans())
def test_padding_and_case_do_not_matter(code: str, padding: str, lower: bool) -> None:
    written = code.lower() if lower else code
    assert normalise_code(f"{padding}{written}{padding}") == code


@given(st.text(max_size=12))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    code = normalise_code(text)
    assert code is None or (normalise_code(code) == code and code.isascii())


@given(CODES)
def test_the_gemeente_of_a_code_is_a_gemeente_and_its_own_gemeente(code: str) -> None:
    gemeente = gemeente_of(code)
    assert level_of(gemeente) is (Level.LAND if code == COUNTRY_CODE else Level.GEMEENTE)
    assert gemeente_of(gemeente) == gemeente
    assert is_demo(code) == is_demo(gemeente)


@pytest.mark.parametrize(
    ("code", "level"),
    [("NL00", "land"), ("GM0363", "gemeente"), ("WK036300", "wijk"), ("BU0363AB01", "buurt")],
)
def test_levels(code: str, level: str) -> None:
    assert level_of(code) == level


@pytest.mark.parametrize(
    "text", ["", "GM363", "GM03631", "WK0363", "BU036300", "BU036300000", "0363", "GM٠٣٦٣", "XX0363", "GM 0363"]
)
def test_what_is_no_code(text: str) -> None:
    assert normalise_code(text) is None


@pytest.mark.parametrize("text", ["NL01", " nl ", "NL00"])
def test_the_country_has_one_code(text: str) -> None:
    assert normalise_code(text) == COUNTRY_CODE


def test_level_of_something_else_is_an_error() -> None:
    with pytest.raises(ValueError, match="no area code"):
        level_of("GM12")


def test_demo_codes() -> None:
    assert [is_demo(code) for code in ("GM9901", "WK990101", "BU99010101", "GM0363", "GM9900", "NL00")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_normalising_a_name_leaves_plain_words(text: str) -> None:
    assert set(normalise_name(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Wijk 01 West", "west"), ("Súdwest", "Sudwest"), ("De Pijp-Noord", "De Pijp Noord"), ("'t Zand", "t zand")],
)
def test_names_that_are_equal_over_the_years(one: str, other: str) -> None:
    assert normalise_name(one) == normalise_name(other)


def test_everyday_names() -> None:
    assert everyday_name(fold("Den Haag")) == fold("'s-Gravenhage")
    assert everyday_name(fold("Den Haag centrum")) == "s gravenhage centrum"
    assert everyday_name("utrecht") == "utrecht"
    assert everyday_name("linden haagse") == "linden haagse"
