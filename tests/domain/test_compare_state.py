"""The address of a comparison: what is said comes back, and what cannot be shown has a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.compare_state import CompareState

CODES = st.lists(
    st.sampled_from(
        ["NL00", "GM9901", "WK990101", "BU99010101", "BU99010102", "GG9901", "PV99", "EG9901-STADSDEEL-NOORD"]
    ),
    unique=True,
)
YEARS = st.none() | st.tuples(st.integers(2000, 2010), st.integers(2011, 2030))


@given(CODES, YEARS, st.text("abc é&=+,", max_size=20))
def test_what_an_address_says_comes_back(codes: list[str], years: tuple[int, int] | None, text: str) -> None:
    several = CompareState(tuple(codes[:4]), None, text.strip())
    assert CompareState.from_query(several.to_query()) == (several, ())
    if codes and years is not None:
        over_years = CompareState((codes[0],)).in_years(*years)
        assert CompareState.from_query(over_years.to_query()) == (over_years, ())


@given(st.text(max_size=200))
def test_no_query_breaks_it(query: str) -> None:
    state, _ = CompareState.from_query(f"?gebieden={query}&gebied={query}&jaar2=2020&{query}")
    assert CompareState.from_query(state.to_query())[0] == state


def test_the_area_of_the_menu_is_the_first() -> None:
    state, lines = CompareState.from_query("?gebied=BU99010101&gebieden=GM9901,%20nl00,BU99010101")
    assert (state.codes, lines) == (("BU99010101", "GM9901", "NL00"), ())


@pytest.mark.parametrize(
    ("query", "codes", "line"),
    [
        ("?gebieden=GM9901,utrecht", ("GM9901",), "“utrecht” is geen code van een gebied."),
        ("?gebieden=GM9901,GM9902,gm9901", ("GM9901", "GM9902"), "GM9901 staat twee keer in het webadres."),
        ("?gebieden=GM9901,GM9902,GM9903,NL00,GG9901,PV99", ("GM9901", "GM9902", "GM9903", "NL00"), "GG9901 en PV99 staan er niet bij."),
        ("?gebieden=GM9901,NL00&jaar=2020&jaar2=2024", ("GM9901", "NL00"), "Twee jaren vergelijken kan met één gebied tegelijk."),
        ("?gebied=GM9901&jaar=2020&jaar2=2020", ("GM9901",), "U koos twee keer 2020."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(query: str, codes: tuple[str, ...], line: str) -> None:
    state, lines = CompareState.from_query(query)
    assert state.codes == codes
    assert len(lines) == 1
    assert line in lines[0]


def test_years_stand_in_order_and_those_of_two_themes_are_not_about_change() -> None:
    assert CompareState.from_query("?gebied=GM9901&jaar=2024&jaar2=2020")[0].years == (2020, 2024)
    assert CompareState.from_query("?gebied=GM9901&jaar2=2020")[0].years == (None, 2020)
    assert CompareState.from_query("?gebied=GM9901&jaar=2024")[0].years is None
    assert CompareState.from_query("?gebied=GM9901&jaar=2024&modus=twee&jaar2=2020")[0].years is None


def test_areas_come_go_and_change_places() -> None:
    state = CompareState(("GM9901", "NL00"), looked_for="dorp")
    assert state.adding("GM9902").to_query() == "?gebieden=GM9901,NL00,GM9902"
    assert state.without("GM9901").codes == ("NL00",)
    assert state.led_by("NL00").codes == ("NL00", "GM9901")
    assert not state.is_full
    for codes in (("GM9901", "GM9901"), ("gm9901",), ("GM9901", "GM9902", "GM9903", "NL00", "PV99")):
        with pytest.raises(ValueError, match="area"):
            CompareState(codes)
