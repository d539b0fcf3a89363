"""The catalogue as an editor reads it: whole sentences, no words that stamp a neighbourhood, one title each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

import pytest
from pydantic import ValidationError

from etl.catalogue.claims import load_claims
from etl.catalogue.facilities import load_facilities
from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Indicator

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators
FORBIDDEN = re.compile(
    r"\b(achterstand\w*|slechtste|zwaarste|nood|donker\w*|probleemwijk\w*|krachtwijk\w*|kansarm\w*)\b", re.IGNORECASE
)
#: Named in the project's indicator list: facilities near which nobody is better or worse off.
NO_JUDGEMENT = (
    *("cafe_km", "cafe_1km_count", "cafetaria_km", "restaurant_km", "restaurant_1km_count", "hotel_km"),
    *("department_store_km", "main_road_km", "attraction_km", "solarium_km"),
)


def sentences(indicator: Indicator) -> Iterator[str]:
    yield indicator.describes
    yield indicator.legend
    yield from (know.text for know in indicator.know)
    yield from (found.why for found in indicator.series_breaks)
    if indicator.action:
        yield indicator.action


@pytest.mark.parametrize("name", INDICATORS)
def test_every_text_is_a_whole_sentence_without_stamping_words(name: str) -> None:
    indicator = INDICATORS[name]
    assert not FORBIDDEN.search(indicator.title), indicator.title
    for text in sentences(indicator):
        assert text.endswith("."), f"{name}: '{text}' does not end as a sentence"
        assert text[0].isupper() or text[0].isdigit(), f"{name}: '{text}' does not begin as a sentence"
        assert text == " ".join(text.split()), f"{name}: stray spaces in '{text}'"
        assert not FORBIDDEN.search(text), f"{name}: '{text}'"


def test_no_two_titles_are_the_same() -> None:
    twice = [title for title, times in Counter(i.title.casefold() for i in INDICATORS.values()).items() if times > 1]
    assert twice == []


@pytest.mark.parametrize("name", [name for name, indicator in INDICATORS.items() if indicator.shown])
def test_a_shown_indicator_can_be_drawn_and_read(name: str) -> None:
    indicator = INDICATORS[name]
    assert len(indicator.breaks) == 4, f"{name}: five classes need four bounds"
    assert indicator.know, f"{name}: nothing to know?"
    steps = [bound * 10**indicator.decimals for bound in indicator.breaks]
    assert all(step == pytest.approx(round(step)) for step in steps) or indicator.decimals == 0, (
        f"{name}: finer than published"
    )


@pytest.mark.parametrize("name", [name for name, indicator in INDICATORS.items() if indicator.kind == "modelled"])
def test_a_modelled_figure_says_so_first_and_as_a_warning(name: str) -> None:
    first = INDICATORS[name].know[0]
    assert first.weight == "warning"
    assert "rekenmodel" in first.text
    if INDICATORS[name].unit == "%":
        assert INDICATORS[name].minimum_difference == 5


def of_series(series: str) -> set[str]:
    return {name for name, i in INDICATORS.items() if any(locator.series == series for locator in i.source)}


def test_every_modelled_figure_is_of_the_health_monitor_or_the_leefbaarometer() -> None:
    modelled = {name for name, indicator in INDICATORS.items() if indicator.kind == "modelled" and not indicator.index}
    assert modelled == of_series("rivm_gezondheid") | of_series("leefbaarometer")


def test_every_figure_of_the_health_monitor_tells_its_age_group() -> None:
    health = of_series("rivm_gezondheid")
    ages = {
        "65plus": ("80200", "residents_65_plus"),
        "18_64": ("53115", "residents_18_64"),
        "": ("20300", "residents_18_plus"),
    }
    for name in health:
        suffix = next(age for age in ages if age in name)
        assert {(locator.age, INDICATORS[name].weight) for locator in INDICATORS[name].source} == {ages[suffix]}, name


@pytest.mark.parametrize("name", NO_JUDGEMENT)
def test_facilities_of_taste_carry_no_judgement(name: str) -> None:
    assert INDICATORS[name].direction == "none"


@pytest.mark.parametrize("name", [name for name in INDICATORS if name.endswith("_km")])
def test_distances_know_their_road_network_break_and_smallest_difference(name: str) -> None:
    indicator = INDICATORS[name]
    assert 2022 in {found.year for found in indicator.series_breaks}
    assert indicator.minimum_difference is not None
    assert indicator.minimum_difference >= 0.2
    assert any("Fiets- en voetpaden" in know.text for know in indicator.know)
    assert indicator.facility_group or indicator.derive


def test_hidden_indicators_are_used_by_another_one_or_describe_areas_or_count_facilities() -> None:
    used = {part for i in INDICATORS.values() for step in i.derive for part in (*step.numerator, *step.denominator)}
    hidden = {name for name, indicator in INDICATORS.items() if not indicator.shown}
    counts = {name for name in hidden if re.fullmatch(r"\w+_\d+km_count", name)}
    assert hidden - used - counts == {"land_area_ha"}, (
        "land_area_ha helps to match areas of two years; anything else hidden should be used"
    )


def test_the_counts_in_the_list_are_those_of_daily_and_weekly_life() -> None:
    """A picker with all 63 counts drowns; the others are in the warehouse, with texts, for the screen on facilities."""
    counts = {name: i for name, i in INDICATORS.items() if re.fullmatch(r"\w+_\d+km_count", name)}
    shown = {name for name, indicator in counts.items() if indicator.shown}
    assert len(counts) == 63
    assert {counts[name].facility_group for name in shown} == {"daily", "weekly"}
    assert shown - {name for name in shown if name.endswith("_1km_count")} == {
        *("gp_3km_count", "supermarket_3km_count", "primary_school_3km_count", "secondary_school_5km_count")
    }


def test_low_income_and_poverty_never_meet_in_one_year() -> None:
    low, poverty = INDICATORS["low_income_households_pct"], INDICATORS["persons_in_poverty_pct"]
    assert {locator.years for locator in low.source} == {(None, 2023)}
    assert {locator.years for locator in poverty.source} == {(2024, 2024), (2025, None)}


def test_nabijheid_goes_before_the_same_figure_in_kwb() -> None:
    both = [i for i in INDICATORS.values() if {"cbs_nabijheid", "cbs_kwb"} <= {locator.series for locator in i.source}]
    assert len(both) == 5
    assert all(indicator.source[0].series == "cbs_nabijheid" for indicator in both)
    assert CATALOGUE.sources["cbs_nabijheid"].precedence < CATALOGUE.sources["cbs_kwb"].precedence


def test_sources_are_cited_with_known_placeholders_and_an_open_licence() -> None:
    for name, source in CATALOGUE.sources.items():
        fields = {field for _, field, _, _ in Formatter().parse(source.attribution) if field}
        assert "year" in fields, name
        assert fields <= {"year", "table"}, name
        assert any(licence in source.licence for licence in ("CC BY 4.0", "CC0")), name
        assert source.licence_url.startswith("https://")
        assert source.attribution.format(year=2024, table="85984NED").count("2024") == 1


def test_themes_are_all_used_and_say_what_they_are_about() -> None:
    used = {indicator.theme for indicator in INDICATORS.values() if indicator.shown}
    assert [theme.id for theme in CATALOGUE.themes if theme.id not in used] == []
    assert all(theme.sentence.endswith(".") and not FORBIDDEN.search(theme.sentence) for theme in CATALOGUE.themes)


def needs_an_action() -> set[str]:
    """Indicators of the claims, and distances of the screen Nabijheid that carry a judgement."""
    of_claims = {each.id for group in load_claims().groups for claim in group.claims for each in claim.indicators}
    return of_claims | {each.id for each in load_facilities() if INDICATORS[each.id].direction != "none"}


@pytest.mark.parametrize("name", sorted(needs_an_action()))
def test_what_is_said_to_be_better_or_worse_comes_with_what_a_gemeente_can_do(name: str) -> None:
    assert INDICATORS[name].action


@pytest.mark.parametrize("name", [name for name, indicator in INDICATORS.items() if indicator.action])
def test_an_action_can_be_done_blames_nobody_and_names_domain_and_instrument(name: str) -> None:
    indicator = INDICATORS[name]
    assert indicator.action is not None
    assert re.fullmatch(r"[^()]+ \([^();]+; [^();]+\)\.", indicator.action)
    assert len(indicator.action) <= 200, "one line"
    blaming = (
        r"\b(moeten|zou\w*|te weinig|ongezonde \w+|probleem\w*|aanpakken|oorzaak|veroorzaa\w+|door te|bestrijd\w*)\b"
    )
    assert not re.search(blaming, indicator.action, re.IGNORECASE), indicator.action


def test_an_action_source_names_a_maker_or_law_with_its_year() -> None:
    for name, indicator in INDICATORS.items():
        if indicator.action_source:
            assert (
                re.search(r", (gewijzigd in )?(19|20)\d\d$", indicator.action_source)
                or "RIVM" in indicator.action_source
            ), name
    assert sum(bool(indicator.action_source) for indicator in INDICATORS.values()) > 60


@pytest.mark.parametrize(
    ("action", "source", "fault"),
    [
        ("Bomen planten.", None, "pattern"),
        ("Bomen planten (ruimte).", None, "pattern"),
        (None, "IPCC, 2021", "without an action"),
    ],
)
def test_a_faulty_action_is_refused(action: str | None, source: str | None, fault: str) -> None:
    given = INDICATORS["gp_km"].model_dump() | {"action": action, "action_source": source}
    with pytest.raises(ValidationError, match=fault):
        Indicator.model_validate(given)
