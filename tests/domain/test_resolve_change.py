"""The mode of change: which two years are shown, and why not those that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import Level
from domain.resolve import resolve
from domain.view_models import YearCoverage
from domain.view_state import Mode, Scale, ViewState
from tests.domain.test_resolve import FACTS as PLAIN


def years(indicator_id: str, _level: Level, _frame_code: str) -> Sequence[YearCoverage]:
    known = (2021, 2022) if indicator_id == "wijk_only_pct" else range(2016, 2025)
    return [YearCoverage(year, 10, 10) for year in known]


FACTS = replace(PLAIN, years=years, breaks=lambda _indicator_id: ((2022, "Andere meting."),))
VIEW = ViewState("GM0344", indicator_id="supermarket_km", mode=Mode.VERANDERING)


@pytest.mark.parametrize(
    ("year", "year2", "shown"),
    [
        (2024, 2022, (2024, 2022)),
        (2022, 2024, (2022, 2024)),
        (None, None, (2024, 2022)),
        (2018, None, (2018, 2016)),
        (2016, None, (2016, 2021)),
        (2018, 2024, (2018, 2021)),
        (2024, 2018, (2024, 2022)),
        (2023, 2023, (2023, 2022)),
    ],
)
def test_years_in_either_order(year: int | None, year2: int | None, shown: tuple[int, int]) -> None:
    resolved, _ = resolve(replace(VIEW, year=year, year2=year2), FACTS)
    assert (resolved.mode, resolved.year, resolved.year2) == (Mode.VERANDERING, *shown)
    assert resolved.span == tuple(sorted(shown))


def test_a_break_between_is_told_with_its_reason_and_with_what_is_shown() -> None:
    _, lines = resolve(replace(VIEW, year=2024, year2=2018), FACTS)
    assert lines == ("2018 en 2024 zijn niet te vergelijken. Andere meting. U ziet 2022 en 2024.",)


def test_the_same_year_twice_is_told() -> None:
    _, lines = resolve(replace(VIEW, year=2023, year2=2023), FACTS)
    assert "twee keer 2023" in lines[0]


def test_modelled_figures_have_no_map_of_change() -> None:
    resolved, lines = resolve(replace(VIEW, indicator_id="good_health_pct", year2=2018), FACTS)
    assert (resolved.mode, resolved.year2) == (Mode.THEMA, None)
    assert "rekenmodel" in lines[0]


def test_without_two_comparable_years_one_year_is_shown() -> None:
    resolved, lines = resolve(replace(VIEW, indicator_id="wijk_only_pct"), FACTS)
    assert (resolved.mode, resolved.year, resolved.year2) == (Mode.THEMA, 2022, None)
    assert "geen twee jaren" in lines[0]
    assert "Andere meting." in lines[0]


def test_a_break_before_the_only_year_is_no_reason() -> None:
    lone = replace(FACTS, years=lambda _indicator_id, _level, _frame: [YearCoverage(2023, 10, 10)])
    _, lines = resolve(VIEW, lone)
    assert lines == ("Van dit onderwerp zijn er hier geen twee jaren die u kunt vergelijken. U ziet één jaar.",)


def test_a_change_has_the_same_classes_everywhere() -> None:
    assert resolve(replace(VIEW, scale=Scale.GEMEENTE), FACTS)[0].scale is Scale.NEDERLAND


def test_one_year_has_no_other_year() -> None:
    resolved, lines = resolve(replace(VIEW, mode=Mode.THEMA, year2=2018), FACTS)
    assert (resolved.year2, resolved.span, lines) == (None, (2024, 2024), ())


@given(st.none() | st.integers(2010, 2026), st.none() | st.integers(2010, 2026), st.sampled_from(sorted(FACTS.kinds)))
def test_what_is_shown_asks_for_exactly_itself(year: int | None, year2: int | None, indicator_id: str) -> None:
    resolved, _ = resolve(replace(VIEW, indicator_id=indicator_id, year=year, year2=year2), FACTS)
    again, lines = resolve(resolved.to_view(), FACTS)
    assert (again, lines) == (resolved, ())
    assert ViewState.from_query(resolved.to_view().to_query()) == (resolved.to_view(), ())
