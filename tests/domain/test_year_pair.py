"""Two years for a map of change: never across a break, as near as possible to what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.view_models import YearCoverage
from domain.year_pair import nearest_pair, parts_of, why_not

BREAK = ((2022, "Andere meting."),)


def years(*given: int, filled: int = 10) -> list[YearCoverage]:
    return [YearCoverage(year, filled, 10) for year in given]


ALL = parts_of(years(*range(2016, 2025)), BREAK)


@pytest.mark.parametrize(
    ("wanted", "other", "expected"),
    [
        (2024, None, (2022, 2024)),  # the longest span, back to the break
        (2024, 2023, (2023, 2024)),
        (2023, 2024, (2023, 2024)),
        (2024, 2018, (2022, 2024)),  # the break lies between: the year asked first stays
        (2018, 2024, (2018, 2021)),
        (2020, 2020, (2019, 2020)),
        (2016, None, (2016, 2021)),
        (2030, 2029, (2023, 2024)),
    ],
)
def test_the_nearest_pair(wanted: int, other: int | None, expected: tuple[int, int]) -> None:
    assert nearest_pair(wanted, other, ALL) == expected


def test_a_last_year_that_stands_alone_gives_the_pair_before_it() -> None:
    parts = parts_of(years(2020, 2021, 2022), BREAK)
    assert nearest_pair(2022, None, parts) == (2020, 2021)


def test_no_two_years_no_pair() -> None:
    assert nearest_pair(2024, 2020, parts_of(years(2020, 2024), BREAK)) is None
    assert nearest_pair(2024, None, ()) is None


def test_the_span_is_that_of_the_window_of_trends() -> None:
    assert nearest_pair(2024, None, parts_of(years(*range(2005, 2025)), ())) == (2015, 2024)
    assert nearest_pair(2024, 2005, parts_of(years(*range(2005, 2025)), ())) == (2005, 2024)


def test_a_year_with_few_figures_is_left_out() -> None:
    thin = [*years(2020, 2024), YearCoverage(2022, 4, 10), YearCoverage(2023, 0, 10)]
    assert [point.year for part in parts_of(thin, ()) for point in part.points] == [2020, 2024]


def test_why_two_years_may_not_be_compared() -> None:
    assert why_not(2018, 2024, ALL) == (2022, "Andere meting.")
    assert why_not(2024, 2018, ALL) == (2022, "Andere meting.")
    assert why_not(2018, 2020, ALL) is None


@given(
    st.sets(st.integers(2010, 2024)),
    st.integers(2008, 2026),
    st.none() | st.integers(2008, 2026),
    st.integers(2011, 2024),
)
def test_a_pair_never_crosses_a_break_and_stays_when_asked_again(
    known: set[int], wanted: int, other: int | None, first: int
) -> None:
    parts = parts_of(years(*known), ((first, "Anders."),))
    pair = nearest_pair(wanted, other, parts)
    if pair is None:
        return
    early, late = pair
    assert early < late
    assert {early, late} <= known
    assert not early < first <= late
    assert nearest_pair(early, late, parts) == nearest_pair(late, early, parts) == pair
