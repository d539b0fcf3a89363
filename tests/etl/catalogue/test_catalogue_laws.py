"""Laws of the catalogue: what may be judged, what may be averaged and by which weight, and breaks that lie where figures are."""

from __future__ import annotations

import re

import pytest

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Indicator

CATALOGUE = load_catalogue()
INDICATORS = CATALOGUE.indicators
YEARLY = {"cbs_kwb", "cbs_nabijheid"}


def own_series(name: str) -> set[str]:
    """Sources of an indicator, also those of the figures that it is computed from."""
    indicator = INDICATORS[name]
    parts = {part for step in indicator.derive for part in (*step.numerator, *step.denominator)}
    return {locator.series for locator in indicator.source}.union(*(own_series(part) for part in parts))


def years_of(name: str) -> set[int]:
    """Table years in which an indicator has a column or can be computed."""
    indicator = INDICATORS[name]
    found: set[int] = set()
    for locator in indicator.source:
        first, last = locator.years
        found |= {y for y in CATALOGUE.sources[locator.series].tables if (first or y) <= y <= (last or y)}
    for step in indicator.derive:
        parts = [years_of(part) for part in (*step.numerator, *step.denominator)]
        first, last = step.years
        found |= {y for y in set.intersection(*parts) if (first or y) <= y <= (last or y)}
    return found


def names(text: str) -> list[str]:
    return text.split()


OF_YEARLY_TABLES = [name for name in INDICATORS if own_series(name) & YEARLY]
WITH_BREAKS = [name for name, indicator in INDICATORS.items() if indicator.series_breaks]


@pytest.mark.parametrize("name", [name for name in INDICATORS if "cbs_nabijheid" in own_series(name)])
def test_every_facility_has_a_group(name: str) -> None:
    assert INDICATORS[name].facility_group or INDICATORS[name].derive


#: Directions by hand: a circle is never good or bad, so it may stand in no list of what goes well or badly.
NO_JUDGEMENT = names("""
residents_count households_count age_0_15_pct age_15_25_pct age_65_plus_pct single_household_pct urbanity_class new_dwellings_pct
lowest_40_income_pct highest_20_income_pct persons_lowest_40_pct standardised_income_eur income_per_resident_eur median_wealth_eur
housing_corporation_pct rent_pct owner_occupied_pct gas_use_m3 electricity_kwh old_dwellings_pct dwellings_over_10_years_pct
woz_value_eur vacant_dwellings_pct wmo_clients_per_1000 youth_care_pct informal_carer_pct density_per_km2
theft_from_home_per_1000 vandalism_per_1000 violence_per_1000 cafe_km cafetaria_km restaurant_km hotel_km department_store_km
main_road_km attraction_km solarium_km
""")
HEAVIER = names("""
low_income_households_pct below_110_minimum_pct below_120_minimum_pct persons_in_poverty_pct social_assistance_pct
making_ends_meet_difficult_pct neighbour_noise_severe_pct long_term_illness_limited_pct anxiety_depression_high_pct stress_high_pct
overweight_pct smoker_pct excessive_drinker_pct low_resilience_pct education_low_pct lonely_pct severely_lonely_pct
socially_lonely_pct emotionally_lonely_pct cafetaria_1km_count unhealthy_food_ratio meeting_places_km gp_km gp_out_of_hours_km
pharmacy_km hospital_km physiotherapist_km youth_clinic_km supermarket_km daily_food_km day_care_km after_school_care_km
primary_school_km secondary_school_km library_km swimming_pool_km sports_ground_km train_station_km park_km forest_km
fire_station_km public_green_km
""")
BETTER = names("""
good_health_pct exercise_guideline_pct control_over_life_pct labour_participation_pct support_from_others_pct volunteer_pct
housing_satisfaction_pct garden_dwellings_pct gp_3km_count supermarket_1km_count primary_school_3km_count
""")


@pytest.mark.parametrize(
    ("direction", "names"), [("none", NO_JUDGEMENT), ("higher_is_worse", HEAVIER), ("higher_is_better", BETTER)]
)
def test_what_is_a_burden_what_is_good_and_what_is_neither(direction: str, names: list[str]) -> None:
    assert [name for name in names if INDICATORS[name].direction != direction] == []


@pytest.mark.parametrize("name", [name for name in WITH_BREAKS if name in OF_YEARLY_TABLES])
def test_a_break_has_years_on_both_sides(name: str) -> None:
    """A break is the first year of the new series: there are figures from that year on, and figures before it."""
    years = years_of(name)
    for found in INDICATORS[name].series_breaks:
        assert min(years) < found.year <= max(years), (name, found.year)
        assert str(found.year) in found.why


@pytest.mark.parametrize("name", WITH_BREAKS)
def test_a_break_says_why_in_one_dutch_sentence(name: str) -> None:
    breaks = INDICATORS[name].series_breaks
    assert [found.year for found in breaks] == sorted({found.year for found in breaks})
    for found in breaks:
        words = set(re.findall(r"\w+", found.why.casefold()))
        assert found.why.endswith(".")
        assert not re.search(r"[.!?]\s+[A-Z]", found.why), "more than one sentence"
        assert len(found.why.split()) <= 30
        assert words & {"de", "het", "een", "in", "van"}
        assert not words & {"the", "and", "since", "from", "with"}


#: The breaks that are known of the yearly tables, as (first year of the new series, indicators).
KNOWN_BREAKS = {
    "woz_value_eur": [2021],
    "education_low_pct": [2023],
    "education_low_count": [2023],
    "education_middle_count": [2023],
    "education_high_count": [2023],
    "social_assistance_pct": [2015],
    "vacant_dwellings_pct": [2024],
    "gp_km": [2022],
    "primary_school_km": [2018, 2022],
    "vmbo_school_km": [2017, 2018, 2022],
    "havo_vwo_school_5km_count": [2017, 2018, 2022],
    "unhealthy_food_ratio": [2022],
    "meeting_places_km": [2022],
    # No break: another name for the same topic, or a sum of two bands.
    "electricity_kwh": [],
    "gas_use_m3": [],
    "labour_participation_pct": [],
    "age_65_plus_pct": [],
    "owner_occupied_pct": [],
}


@pytest.mark.parametrize("name", KNOWN_BREAKS)
def test_the_breaks_of_the_yearly_tables(name: str) -> None:
    assert [found.year for found in INDICATORS[name].series_breaks] == KNOWN_BREAKS[name]


@pytest.mark.parametrize(
    ("before", "after", "year"),
    [
        ("low_income_households_pct", "persons_in_poverty_pct", 2024),
        ("old_dwellings_pct", "dwellings_over_10_years_pct", 2024),
    ],
)
def test_a_new_definition_is_a_new_indicator(before: str, after: str, year: int) -> None:
    assert max(years_of(before)) == year - 1
    assert min(years_of(after)) == year


def test_people_of_65_and_older_are_counted_in_every_year() -> None:
    assert years_of("age_65_plus_count") == set(range(2013, 2027))
    assert years_of("age_65_plus_pct") == set(range(2013, 2027))


def test_crime_has_three_years_only() -> None:
    assert years_of("theft_from_home_per_1000") == {2017, 2018, 2019}


def test_medians_classes_and_scores_are_never_averaged() -> None:
    averaged = [name for name, found in INDICATORS.items() if _is_no_mean(name, found) and found.combination != "never"]
    assert averaged == []


def _is_no_mean(name: str, indicator: Indicator) -> bool:
    told = f"{name} {indicator.title} {indicator.describes}".casefold()
    return name.endswith(("_class", "_score")) or "median" in told or "mediaan" in told


#: What a sentence about a figure says it is a share or a mean of -> the weight that belongs to it; the first that fits.
DENOMINATORS = (
    (r"van de 100 huishoudens", {"households"}),
    (r"(van de|elke) 100 woningen|per woning|van woningen|in een woning|een woning", {"dwellings"}),
    (r"van de 100 inwoners van 15", {"residents_18_64"}),
    (r"van de 100 inwoners met een eigen inkomen|van de 100 mensen met", {"residents_18_plus"}),
    (r"vierkante kilometer", {"area"}),
    (r"huishouden", {"households", "residents"}),
    (r"inwoners|inwoner", {"residents", "residents_18_plus"}),
)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in OF_YEARLY_TABLES
        if INDICATORS[name].kind == "register" and INDICATORS[name].combination == "mean"
    ],
)
def test_a_mean_is_weighted_by_what_it_is_a_mean_of(name: str) -> None:
    indicator = INDICATORS[name]
    assert indicator.weight in _weights(indicator), (name, indicator.describes, indicator.weight)


def _weights(indicator: Indicator) -> set[str]:
    for pattern, weights in DENOMINATORS:
        if re.search(pattern, indicator.describes):
            return weights
    return {"residents"}


def test_counts_are_summed_and_only_counts() -> None:
    summed = {name for name in OF_YEARLY_TABLES if INDICATORS[name].combination == "sum"}
    assert all(name.endswith(("_count", "_ha")) for name in summed)
    assert {name for name in OF_YEARLY_TABLES if name.endswith("_count")} - summed == {
        name for name in OF_YEARLY_TABLES if re.fullmatch(r"\w+_\d+km_count", name)
    }, "a number within so many km is a mean over residents"
