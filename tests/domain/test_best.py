"""What is good in a buurt: clear differences only, of different themes, and never of a figure without a favourable direction."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from domain.best import MOST, best
from domain.view_models import Figure, Indicator
from tests.domain.examples import DISTANCE, FIGURE, HEALTH, INCOME

RENT = replace(DISTANCE, indicator_id="rent_pct", theme_id="wonen", unit="%", facility_group=None, decimals=0)
GREEN = replace(RENT, indicator_id="green_pct", theme_id="omgeving", direction="higher_is_better")
GP = replace(DISTANCE, indicator_id="gp_km", theme_id="zorg")
KNOWN = {each.indicator_id: each for each in (DISTANCE, HEALTH, INCOME, RENT, GREEN, GP)}


def figure(indicator: Indicator, value: float | None, year: int = 2024, **bounds: float) -> Figure:
    return replace(FIGURE, indicator_id=indicator.indicator_id, value=value, reference_year=year, **bounds)


def test_the_clearest_first_and_one_of_what_is_nearby() -> None:
    figures = [figure(DISTANCE, 0.5), figure(GP, 0.3), figure(RENT, 20), figure(GREEN, 60), figure(INCOME, 50_000)]
    country = {("supermarket_km", 2024): 0.9, ("gp_km", 2024): 1.3, ("rent_pct", 2024): 32.0, ("green_pct", 2024): 40.0}
    found = best(figures, country | {("income_eur", 2024): 30_000}, KNOWN)
    # In smallest differences worth a word: green 20 / 3, GP 1,0 / 0,2 and rent 12 / 3; the supermarket is nearby too.
    assert [good.indicator.indicator_id for good in found] == ["green_pct", "gp_km", "rent_pct"]
    assert found[0].country == 40.0


def test_the_country_counts_of_the_same_year_only() -> None:
    assert best([figure(GREEN, 60, 2023)], {("green_pct", 2024): 40.0}, KNOWN) == ()


def test_less_favourable_equal_and_within_the_margin_are_left_out() -> None:
    country = {("green_pct", 2024): 40.0, ("rent_pct", 2024): 32.0, ("good_health_pct", 2024): 75.0}
    figures = [figure(GREEN, 20), figure(RENT, 31), figure(HEALTH, 79.0, lower=74.0, upper=84.0), figure(GP, None)]
    assert best(figures, country, KNOWN) == ()


@given(st.lists(st.tuples(st.sampled_from(sorted(KNOWN)), st.floats(0, 100)), max_size=12))
def test_at_most_three_each_of_another_theme(rows: list[tuple[str, float]]) -> None:
    figures = [figure(KNOWN[name], value) for name, value in rows]
    found = best(figures, {(name, 2024): 50.0 for name in KNOWN}, KNOWN)
    assert len(found) <= MOST
    nearby = [good for good in found if good.indicator.unit == "km"]
    assert len(nearby) <= 1
    assert all(good.indicator.direction != "none" for good in found)
