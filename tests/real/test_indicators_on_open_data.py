"""Which indicators the open-data folder fills: the lists are the contract, a change of catalogue or adapters shows here."""

from __future__ import annotations

import duckdb

#: Filled in at least 300 of the 342 gemeenten of 2024.
NATIONAL = frozenset(
    [
        "age_0_15_pct",
        "age_15_25_pct",
        "age_65_plus_pct",
        "anxiety_depression_high_65plus_pct",
        "anxiety_depression_high_pct",
        "control_over_life_65plus_pct",
        "control_over_life_pct",
        "day_care_km",
        "density_per_km2",
        "emotionally_lonely_pct",
        "excessive_drinker_pct",
        "exercise_guideline_pct",
        "garden_dwellings_pct",
        "good_health_65plus_pct",
        "good_health_pct",
        "gp_km",
        "households_count",
        "income_per_resident_eur",
        "informal_carer_pct",
        "lonely_65plus_pct",
        "lonely_pct",
        "long_term_condition_pct",
        "long_term_illness_limited_65plus_pct",
        "long_term_illness_limited_pct",
        "making_ends_meet_difficult_65plus_pct",
        "making_ends_meet_difficult_pct",
        "neighbour_noise_severe_pct",
        "obesity_pct",
        "overweight_65plus_pct",
        "overweight_pct",
        "owner_occupied_pct",
        "primary_school_3km_count",
        "primary_school_km",
        "residents_count",
        "severely_lonely_65plus_pct",
        "severely_lonely_pct",
        "single_household_pct",
        "smoker_pct",
        "social_assistance_pct",
        "socially_lonely_pct",
        "stress_high_65plus_pct",
        "stress_high_pct",
        "supermarket_km",
        "urbanity_class",
        "volunteer_pct",
        "woz_value_eur",
    ]
)

#: Filled for Amsterdam or Utrecht only.
AMSTERDAM_OR_UTRECHT = frozenset(
    [
        "after_school_care_1km_count",
        "after_school_care_km",
        "attraction_km",
        "below_120_minimum_pct",
        "cafe_1km_count",
        "cafe_km",
        "cafetaria_1km_count",
        "cafetaria_km",
        "cinema_km",
        "daily_food_1km_count",
        "daily_food_km",
        "day_care_1km_count",
        "department_store_km",
        "fire_station_km",
        "gp_1km_count",
        "gp_3km_count",
        "gp_out_of_hours_km",
        "havo_vwo_school_km",
        "highest_20_income_pct",
        "hospital_km",
        "hospital_main_km",
        "hotel_km",
        "housing_corporation_pct",
        "ice_rink_km",
        "interchange_station_km",
        "library_km",
        "low_income_households_pct",
        "lowest_40_income_pct",
        "main_road_km",
        "museum_km",
        "old_dwellings_pct",
        "pharmacy_km",
        "pop_venue_km",
        "primary_school_1km_count",
        "rent_pct",
        "restaurant_1km_count",
        "restaurant_km",
        "sauna_km",
        "secondary_school_5km_count",
        "secondary_school_km",
        "ses_woa_score",
        "ses_woa_spread_score",
        "solarium_km",
        "standardised_income_eur",
        "supermarket_1km_count",
        "supermarket_3km_count",
        "swimming_pool_km",
        "theatre_km",
        "train_station_km",
        "unhealthy_food_ratio",
        "vacant_dwellings_pct",
        "vmbo_school_km",
    ]
)


#: An index is a score of buurten; of all that Buurtlens can build, open data has the inputs of this one.
BUURTEN_ONLY = frozenset(["capital_social_score"])


def test_what_is_filled_nationally_and_what_for_two_cities(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """
        SELECT o.indicator_id, count(DISTINCT o.area_code) FILTER (o.area_code LIKE 'GM%')
        FROM observation o JOIN indicator i USING (indicator_id)
        WHERE i.shown AND o.boundary_year = 2024 AND o.value IS NOT NULL GROUP BY o.indicator_id
        """
    ).fetchall()
    national = {name for name, gemeenten in rows if gemeenten >= 300}
    assert national == NATIONAL
    assert {name for name, _ in rows} - national == AMSTERDAM_OR_UTRECHT | BUURTEN_ONLY


def test_the_two_cities_are_the_only_ones_with_the_local_figures(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        "SELECT DISTINCT area_code[3:6] FROM observation WHERE boundary_year = 2024 AND value IS NOT NULL "
        "AND list_contains(?, indicator_id) AND area_code NOT LIKE 'NL%' ORDER BY 1",
        [sorted(AMSTERDAM_OR_UTRECHT)],
    ).fetchall()
    assert [code for (code,) in found] == [
        "0344",
        "0363",
    ]
