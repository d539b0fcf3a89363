"""Which two figures are shown when an address asks for two themes or for the stacking, and what is told when it is others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import COUNTRY_CODE, Level
from domain.resolve import Facts, resolve
from domain.resolve_pair import PairFacts, Stack
from domain.two_themes import Refusal, refusal
from domain.view_models import YearCoverage
from domain.view_state import Mode, Scale, ViewState
from tests.domain.test_resolve import FACTS as PLAIN
from tests.domain.test_view_state import VIEWS

KINDS = {
    "supermarket_km": "register",
    "low_income_pct": "register",
    "good_health_pct": "modelled",
    "lonely_pct": "modelled",
    "residents_count": "register",
    "certainty_score": "modelled",
    "capital_score": "modelled",
    "pressure_score": "map",
    "empty_km": "register",
}
STACKS = (
    Stack("certainty_score", "Druk", "certainty_score", "pressure_score"),
    Stack("capitals", "Kapitalen", "capital_score", "pressure_score"),
)


def years(indicator_id: str, level: Level, _frame_code: str) -> Sequence[YearCoverage]:
    if indicator_id == "empty_km":
        return []
    if indicator_id.endswith("_score"):
        return [YearCoverage(2023, 9, 10), YearCoverage(2020, 8, 10)] if level is Level.BUURT else []
    if indicator_id == "low_income_pct":
        return [YearCoverage(2024, 1, 10), YearCoverage(2023, 9, 10), YearCoverage(2021, 9, 10)]
    return [YearCoverage(2024, 9, 10), YearCoverage(2022, 9, 10)]


def refused(x_id: str, y_id: str) -> Refusal | None:
    if y_id not in KINDS or y_id == "residents_count":
        return Refusal.NO_CLASSES
    if {x_id, y_id} == {"certainty_score", "low_income_pct"}:
        return Refusal.CIRCULAR
    return refusal(x_id, y_id, KINDS[x_id], KINDS[y_id])


PAIRS = PairFacts(
    refused=refused,
    has_classes=lambda name: name != "residents_count",
    partners=lambda _first: tuple(KINDS),
    stacks=STACKS,
    lacking=lambda: ("Druk: er ontbreken cijfers over wonen.",),
    offer=lambda: ("low_income_pct", None),
)
FACTS: Facts = replace(PLAIN, kinds=KINDS, years=years, pairs=PAIRS)
TWO = ViewState("GM0344", indicator_id="supermarket_km", mode=Mode.TWEE)
STACK = ViewState("GM0344", mode=Mode.STAPELING)


@given(VIEWS)
def test_every_pair_is_allowed_and_resolving_again_changes_nothing(view: ViewState) -> None:
    resolved, _ = resolve(view, FACTS)
    assert (resolved.indicator2_id is None) == (resolved.mode not in (Mode.TWEE, Mode.STAPELING))
    if resolved.indicator2_id is not None:
        assert refused(resolved.indicator_id, resolved.indicator2_id) is None
        assert resolved.year2 in {each.year for each in years(resolved.indicator2_id, resolved.level, "")}
    if resolved.mode is Mode.STAPELING:
        assert resolved.level is Level.BUURT
        assert (resolved.indicator_id, resolved.indicator2_id) in {(each.x_id, each.y_id) for each in STACKS}
    again, lines = resolve(resolved.to_view(), FACTS)
    assert again == resolved
    assert lines == () or resolved.indicator_id == "empty_km"


def test_what_is_asked_for_is_shown_without_a_word() -> None:
    asked = replace(TWO, year=2022, indicator2_id="low_income_pct", year2=2021, scale=Scale.GEMEENTE, cell="3-1")
    resolved, lines = resolve(asked, FACTS)
    assert lines == ()
    assert (resolved.indicator2_id, resolved.year, resolved.year2) == ("low_income_pct", 2022, 2021)
    assert (resolved.scale, resolved.cell) == (Scale.GEMEENTE, "3-1")


def test_without_a_second_indicator_the_best_partner_is_taken_in_the_year_nearest_to_the_first() -> None:
    resolved, lines = resolve(replace(TWO, year=2022), FACTS)
    assert lines == ()
    # 2024 is thinly filled; 2023 and 2021 are as near, and the later one wins.
    assert (resolved.indicator2_id, resolved.year2) == ("low_income_pct", 2023)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("good_health_pct", "lonely_pct", "allebei geschat met een rekenmodel"),
        ("supermarket_km", "supermarket_km", "twee keer hetzelfde"),
        ("supermarket_km", "residents_count", "is een aantal"),
        ("low_income_pct", "certainty_score", "telt mee in het andere"),
        ("supermarket_km", "empty_km", "geen cijfers"),
    ],
)
def test_a_pair_that_is_refused_is_replaced_with_the_reason(first: str, second: str, told: str) -> None:
    resolved, lines = resolve(replace(TWO, indicator_id=first, indicator2_id=second, level=Level.BUURT), FACTS)
    assert resolved.mode is Mode.TWEE
    assert resolved.indicator2_id not in (None, second)
    assert len(lines) == 1
    assert told in lines[0]
    assert "ander tweede onderwerp" in lines[0]


def test_a_count_as_first_indicator_gives_way() -> None:
    resolved, lines = resolve(replace(TWO, indicator_id="residents_count"), FACTS)
    assert resolved.indicator_id == FACTS.default_indicator
    assert "Het eerste onderwerp is een aantal" in lines[0]


def test_a_year_that_the_second_lacks_is_replaced_and_told() -> None:
    resolved, lines = resolve(replace(TWO, indicator2_id="low_income_pct", year2=2019), FACTS)
    assert resolved.year2 == 2023
    assert lines == ("Voor 2019 zijn er geen cijfers over het tweede onderwerp. U ziet 2023.",)


def test_without_any_partner_there_is_one_theme() -> None:
    alone = replace(FACTS, pairs=PairFacts())
    resolved, lines = resolve(TWO, alone)
    assert (resolved.mode, resolved.indicator2_id, resolved.year2) == (Mode.THEMA, None, None)
    assert "geen tweede onderwerp" in lines[0]


def test_the_stacking_is_of_both_indices_per_buurt() -> None:
    resolved, lines = resolve(STACK, FACTS)
    assert (resolved.indicator_id, resolved.indicator2_id) == ("certainty_score", "pressure_score")
    assert (resolved.level, resolved.year, resolved.year2, resolved.threshold_pct) == (Level.BUURT, 2023, 2023, 20)
    assert lines == ()
    other, lines = resolve(replace(STACK, indicator_id="capital_score", threshold_pct=25, built_since=2018), FACTS)
    assert (other.indicator_id, other.threshold_pct, other.built_since, lines) == ("capital_score", 25, 2018, ())
    assert "drempel=25&nieuwbouw=2018" in other.to_view().to_query()


def test_another_level_gives_buurten_and_a_line() -> None:
    resolved, lines = resolve(replace(STACK, level=Level.WIJK), FACTS)
    assert resolved.level is Level.BUURT
    assert lines == ("Stapeling is er alleen per buurt. U ziet buurten.",)


def test_the_country_is_stacked_per_buurt_too() -> None:
    resolved, _ = resolve(replace(STACK, area_code=COUNTRY_CODE), FACTS)
    assert (resolved.frame_code, resolved.level, resolved.mode) == (COUNTRY_CODE, Level.BUURT, Mode.STAPELING)


def test_a_stacking_that_cannot_be_made_says_what_it_lacks_and_offers_two_themes() -> None:
    def without(indicator_id: str, level: Level, frame: str) -> Sequence[YearCoverage]:
        return [] if indicator_id.endswith("_score") else years(indicator_id, level, frame)

    resolved, lines = resolve(STACK, replace(FACTS, years=without))
    assert resolved.mode is Mode.TWEE
    assert resolved.indicator_id == "low_income_pct"
    assert resolved.indicator2_id == "supermarket_km"
    assert "Stapeling is met deze gegevens niet te laten zien" in lines[0]
    assert lines[1] == PAIRS.lacking()[0]


def test_a_warehouse_without_indices_offers_two_themes_too() -> None:
    bare = replace(FACTS, pairs=replace(PAIRS, stacks=(), lacking=lambda: (), offer=lambda: None))
    resolved, lines = resolve(STACK, bare)
    assert resolved.mode is Mode.TWEE
    assert resolved.indicator_id == FACTS.default_indicator
    assert len(lines) == 1


def test_threshold_and_new_dwellings_belong_to_the_stacking_only() -> None:
    resolved, _ = resolve(replace(TWO, threshold_pct=33, built_since=2018), FACTS)
    assert (resolved.threshold_pct, resolved.built_since) == (20, None)
    one, _ = resolve(ViewState("GM0344", indicator_id="supermarket_km", cell="3-3", indicator2_id="lonely_pct"), FACTS)
    assert (one.mode, one.indicator2_id, one.cell) == (Mode.THEMA, None, None)


@given(st.sampled_from(["3-4", "0-1", "33", "3-3-3", "x"]))
def test_a_cell_that_there_is_not_is_told(text: str) -> None:
    view, lines = ViewState.from_query(f"?vak={text}")
    assert view.cell is None
    assert "Het vak" in lines[0]
