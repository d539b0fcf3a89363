"""Every view resolves to something that exists, and says what it replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import COUNTRY_CODE, Level, gemeente_of, level_of
from domain.resolve import Facts, latest_usable_year, resolve
from domain.view_models import YearCoverage
from domain.view_state import Mode, Scale, ViewState
from tests.domain.test_view_state import VIEWS

_AREAS = {"NL00", "GM0344", "WK034401", "BU03440101", "GM0345"}


def years(indicator_id: str, level: Level, _frame_code: str) -> Sequence[YearCoverage]:
    if indicator_id == "wijk_only_pct":
        return [YearCoverage(2022, 4 if level is Level.WIJK else 0, 10)]
    if indicator_id == "empty_km":
        return []
    return [YearCoverage(2024, 2, 10), YearCoverage(2023, 5, 10), YearCoverage(2020, 10, 10)]


FACTS = Facts(
    default_area="GM0344",
    default_indicator="supermarket_km",
    display_vintage=2024,
    kinds={
        "supermarket_km": "register",
        "good_health_pct": "modelled",
        "wijk_only_pct": "register",
        "empty_km": "register",
    },
    area_level=lambda code: level_of(code) if code in _AREAS else None,
    levels=lambda frame: frozenset({Level.GEMEENTE, Level.WIJK} | ({Level.BUURT} if frame != "GM0345" else set())),
    years=years,
    successor=lambda code: {"BU03440199": "BU03440101", "BU03440198": "BU03449999"}.get(code),
)


@given(VIEWS)
def test_every_view_resolves_to_what_exists_and_resolving_again_changes_nothing(view: ViewState) -> None:
    resolved, _ = resolve(view, FACTS)
    assert resolved.area_code in _AREAS
    together = resolved.level is Level.GEMEENTE
    assert resolved.frame_code == (COUNTRY_CODE if together else gemeente_of(resolved.area_code))
    assert resolved.level in FACTS.levels(resolved.frame_code)
    assert resolved.indicator_id in FACTS.kinds
    again, lines = resolve(resolved.to_view(), FACTS)
    assert again == resolved
    assert lines == () or resolved.indicator_id == "empty_km"


@pytest.mark.parametrize(
    ("view", "level"),
    [
        (ViewState("NL00"), "gemeente"),
        (ViewState("GM0344"), "buurt"),
        (ViewState("WK034401"), "wijk"),
        (ViewState("BU03440101"), "buurt"),
        (ViewState("GM0344", indicator_id="good_health_pct"), "wijk"),
        (ViewState("BU03440101", indicator_id="good_health_pct"), "buurt"),
        (ViewState("GM0344", indicator_id="wijk_only_pct"), "wijk"),
        (ViewState("GM0345"), "wijk"),
        (ViewState("WK034401", level=Level.BUURT), "buurt"),
        (ViewState("NL00", indicator_id="empty_km"), "gemeente"),
    ],
)
def test_default_level(view: ViewState, level: str) -> None:
    resolved, lines = resolve(view, FACTS)
    assert resolved.level == level
    assert lines == ()


@pytest.mark.parametrize(
    ("view", "line"),
    [
        (
            ViewState("GM9999"),
            "Het gebied GM9999 staat niet in deze gegevens. Misschien is de code veranderd: zoek op naam.",
        ),
        (
            ViewState("BU03440199"),
            "De code BU03440199 is veranderd in BU03440101. U ziet het gebied met de nieuwe code.",
        ),
        (
            ViewState(indicator_id="nothing_km"),
            "Dit onderwerp staat niet in deze gegevens. U ziet een ander onderwerp.",
        ),
        (ViewState("GM0345", level=Level.BUURT), "Dit gebied heeft hier geen buurten. U ziet wijken."),
        (ViewState(year=2012), "Voor 2012 zijn er geen cijfers over dit onderwerp. U ziet 2023."),
        (
            ViewState(mode=Mode.TWEE),
            "Voor deze kaart is er geen tweede onderwerp dat bij dit onderwerp past. U ziet één thema.",
        ),
        (
            ViewState(vintage=2020),
            "U ziet de indeling in wijken en buurten van 2024. Een andere indeling kiezen kan nog niet.",
        ),
        (
            ViewState(indicator_id="empty_km", year=2012),
            "Voor 2012 zijn er geen cijfers over dit onderwerp, en voor andere jaren ook niet.",
        ),
    ],
)
def test_what_is_replaced_is_said(view: ViewState, line: str) -> None:
    assert resolve(view, FACTS)[1] == (line,)


def test_an_old_link_finds_its_area_if_that_still_exists() -> None:
    assert resolve(ViewState("BU03440199"), FACTS)[0].area_code == "BU03440101"
    assert resolve(ViewState("BU03440198"), FACTS)[0].area_code == "GM0344"


def test_an_unknown_area_still_shows_the_rest_of_what_was_asked() -> None:
    resolved, _ = resolve(ViewState("GM9999", indicator_id="good_health_pct", year=2020), FACTS)
    assert (resolved.area_code, resolved.indicator_id, resolved.year) == ("GM0344", "good_health_pct", 2020)


def test_a_listed_year_with_few_figures_may_be_asked() -> None:
    assert resolve(ViewState(year=2024), FACTS)[0].year == 2024


def test_the_scale_of_a_gemeente_does_not_exist_for_the_country() -> None:
    assert resolve(ViewState("NL00", scale=Scale.GEMEENTE), FACTS)[0].scale is Scale.NEDERLAND
    assert resolve(ViewState("GM0344", scale=Scale.GEMEENTE), FACTS)[0].scale is Scale.GEMEENTE


@pytest.mark.parametrize(
    ("coverage", "year"),
    [
        ([], None),
        ([(2020, 0, 10)], 2020),
        ([(2020, 1, 10), (2024, 0, 10)], 2020),
        ([(2020, 10, 10), (2022, 5, 10), (2024, 4, 10)], 2022),
        ([(2024, 1, 10), (2023, 2, 10)], 2024),
        ([(2024, 0, 0)], 2024),
    ],
)
def test_latest_usable_year(coverage: list[tuple[int, int, int]], year: int | None) -> None:
    assert latest_usable_year([YearCoverage(*each) for each in coverage]) == year


@given(st.lists(st.tuples(st.integers(2000, 2030), st.integers(0, 10)), unique_by=lambda each: each[0]))
def test_latest_usable_year_does_not_depend_on_order(coverage: list[tuple[int, int]]) -> None:
    found = [YearCoverage(year, filled, 10) for year, filled in coverage]
    assert latest_usable_year(found) == latest_usable_year(found[::-1])


def test_an_indicator_without_any_figure_is_shown_with_what_to_do() -> None:
    facts = replace(FACTS, has_figures=lambda indicator_id: indicator_id != "empty_km")
    resolved, lines = resolve(ViewState(indicator_id="empty_km"), facts)
    assert resolved.indicator_id == "empty_km"
    assert lines == ("Over dit onderwerp staan nog geen cijfers in deze gegevens. Kies bij “Onderwerp” iets anders.",)
    assert resolve(ViewState(indicator_id="supermarket_km"), facts)[1] == ()
