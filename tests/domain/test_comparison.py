"""When is a figure different from its benchmark, and how is that said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.comparison import Verdict, comparison
from domain.view_models import Indicator
from domain.wording import compare
from tests.domain.examples import DISTANCE, HEALTH, INCOME, RESIDENTS

WHOLE = replace(HEALTH, decimals=0)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("indicator", "value", "benchmark", "bounds", "verdict", "sentence"),
    [
        (DISTANCE, 1.2, 0.9, (None, None), Verdict.HIGHER, "0,3 km verder dan gemiddeld in Nederland (0,9 km)."),
        (DISTANCE, 0.4, 0.9, (None, None), Verdict.LOWER, "0,5 km dichterbij dan gemiddeld in Nederland (0,9 km)."),
        (DISTANCE, 1.0, 0.9, (None, None), Verdict.EQUAL, "Ongeveer gelijk aan Nederland (0,9 km)."),
        (DISTANCE, 0.9, 0.7, (None, None), Verdict.HIGHER, "0,2 km verder dan gemiddeld in Nederland (0,7 km)."),
        (DISTANCE, 0.8, 0.6, (None, None), Verdict.HIGHER, "0,2 km verder dan gemiddeld in Nederland (0,6 km)."),
        (DISTANCE, 0.0, 0.9, (None, None), Verdict.LOWER, "0,9 km dichterbij dan gemiddeld in Nederland (0,9 km)."),
        (WHOLE, 74, 78, (72, 76), Verdict.LOWER, "4 punten lager dan in Nederland (78%)."),
        (WHOLE, 74, 78, (70, 79), Verdict.SLIGHTLY_LOWER,
         "Iets lager dan in Nederland (78%), maar het verschil valt binnen de marge."),
        (WHOLE, 76, 78, (75, 77), Verdict.EQUAL, "Ongeveer gelijk aan Nederland (78%)."),
        (WHOLE, 60, 78, (50, 70), Verdict.TOO_UNCERTAIN, "Te onzeker om te vergelijken met Nederland (78%)."),
        (WHOLE, 10, 20, (7, 13), Verdict.TOO_UNCERTAIN, "Te onzeker om te vergelijken met Nederland (20%)."),
        (WHOLE, 74, 78, (None, None), Verdict.EQUAL, "Ongeveer gelijk aan Nederland (78%)."),
        (WHOLE, 73, 78, (None, None), Verdict.LOWER, "5 punten lager dan in Nederland (78%)."),
        (INCOME, 41_000, 40_000, (None, None), Verdict.EQUAL, "Ongeveer gelijk aan Nederland (€ 40.000)."),
        (INCOME, 45_000, 40_000, (None, None), Verdict.HIGHER,
         "€ 5.000 hoger dan gemiddeld in Nederland (€ 40.000)."),
        (RESIDENTS, 1240, 17_942_942, (None, None), Verdict.NONE, ""),
        (DISTANCE, None, 0.9, (None, None), Verdict.NONE, ""),
        (DISTANCE, 0.9, None, (None, None), Verdict.NONE, ""),
    ],
)  # fmt: skip
def test_verdict_and_sentence(
    indicator: Indicator,
    value: float | None,
    benchmark: float | None,
    bounds: tuple[float | None, float | None],
    verdict: Verdict,
    sentence: str,
) -> None:
    assert comparison(value, benchmark, indicator, *bounds).verdict is verdict
    assert plain(compare(value, benchmark, indicator, "Nederland", *bounds)) == sentence


def test_the_catalogue_may_ask_for_a_larger_difference() -> None:
    assert comparison(1.2, 0.9, replace(DISTANCE, minimum_difference=0.5)).verdict is Verdict.EQUAL


def test_a_modelled_figure_never_needs_less_than_three_points() -> None:
    assert comparison(75.0, 77.0, replace(HEALTH, minimum_difference=1.0), 74.5, 75.5).verdict is Verdict.EQUAL


@pytest.mark.parametrize(
    ("direction", "value", "burden"),
    [
        ("higher_is_worse", 2.0, "more"),
        ("higher_is_worse", 0.1, "less"),
        ("higher_is_better", 2.0, "less"),
        ("higher_is_better", 0.1, "more"),
        ("none", 2.0, "neutral"),
        ("higher_is_worse", 1.0, "neutral"),
    ],
)
def test_burden_follows_the_direction_and_only_clear_differences(direction: str, value: float, burden: str) -> None:
    assert comparison(value, 1.0, replace(DISTANCE, direction=direction)).burden == burden


@given(st.floats(0, 100), st.floats(0, 100))
def test_turning_value_and_benchmark_round_turns_the_verdict(one: float, other: float) -> None:
    mirror = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER, Verdict.EQUAL: Verdict.EQUAL}
    there, back = comparison(one, other, DISTANCE), comparison(other, one, DISTANCE)
    assert back.verdict is mirror[there.verdict]


@given(st.floats(0, 100), st.floats(0, 100), st.floats(0, 20), st.floats(0, 20))
def test_a_benchmark_inside_the_margin_is_never_clearly_different(
    value: float, benchmark: float, below: float, above: float
) -> None:
    lower, upper = value - below, value + above
    found = comparison(value, benchmark, HEALTH, lower, upper)
    if lower <= benchmark <= upper:
        assert found.verdict not in (Verdict.HIGHER, Verdict.LOWER)
        assert found.burden == "neutral"
