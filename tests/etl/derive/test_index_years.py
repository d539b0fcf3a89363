"""Which years make an index: wide ones, comparable with the reference year, not too old, and an earlier one only when all is new."""

from __future__ import annotations

import pytest

from etl.catalogue.indices import load_indices
from etl.catalogue.loader import HERE, load_catalogue
from etl.derive.index_years import InputYear, Missing, input_years, plan_index

CATALOGUE = load_catalogue()
INDICES = {index.id: index for index in load_indices(HERE, CATALOGUE)}
MAIN, OUTSIDE = INDICES["existence_insecurity_score"], INDICES["environment_pressure_score"]


def wide(*years: int, table: str = "T", source: str = "cbs_kwb", share: float = 0.95) -> tuple[InputYear, ...]:
    return tuple(InputYear(year, share, source, table) for year in years)


def test_the_reference_year_is_the_newest_wide_one_up_to_the_base() -> None:
    found = input_years((*wide(2018, 2022, 2025), *wide(2024, share=0.79)), 2024, (), by_table=False)
    assert (found.base, found.years) == (2022, (2018, 2022, 2025))
    assert found.at(2024, 5) == 2022
    assert found.at(2024, 1) is None
    assert input_years(wide(2025, 2026), 2024, (), by_table=False).base == 2025, (
        "the first after it, where none is before"
    )


def test_years_over_a_break_or_of_another_model_are_not_comparable() -> None:
    assert input_years(wide(2019, 2021, 2023), 2024, (2022,), by_table=False).years == (2023,)
    given = (*wide(2020, table="old"), *wide(2022, 2024, table="new"))
    assert input_years(given, 2024, (), by_table=True).years == (2022, 2024)


def test_what_is_missing_says_why() -> None:
    assert input_years((), 2024, (), by_table=False).missing == Missing("no_figures")
    narrow = (*wide(2022, share=0.3), *wide(2024, share=0.04))
    assert input_years(narrow, 2024, (), by_table=False).missing == Missing("narrow", 0.3, 2022)


def covered(index_inputs: dict[str, tuple[InputYear, ...]]) -> dict[str, tuple[InputYear, ...]]:
    every = {each.id: () for index in (MAIN, OUTSIDE) for each in index.inputs}
    return every | index_inputs


def test_four_of_five_themes_make_an_index_and_the_missing_one_is_named() -> None:
    given = {each.id: wide(2024) for each in OUTSIDE.inputs if each.id != "rain_depth_10cm_pct"}
    plan = plan_index(OUTSIDE, CATALOGUE, covered(given), 1.0)
    assert plan.newest == 2024
    assert plan.has_total(2024)
    assert plan.missing == {"rain_depth_10cm_pct": Missing("no_figures")}


def test_without_housing_there_is_no_index_but_there_are_parts() -> None:
    given = {each.id: wide(2023) for part in MAIN.parts if part.title != "Wonen" for each in part.inputs}
    plan = plan_index(MAIN, CATALOGUE, covered(given), 1.0)
    assert not plan.has_total(2023)
    assert [part.title for part in plan.parts_at(2023)] == ["Inkomen", "Gezondheid"]
    assert set(plan.missing) == {"energy_poverty_pct", "energy_label_efg_pct", "housing_satisfaction_pct"}


def test_figures_of_one_gemeente_are_no_country() -> None:
    plan = plan_index(OUTSIDE, CATALOGUE, covered({each.id: wide(2024) for each in OUTSIDE.inputs}), 0.02)
    assert plan.newest is None
    assert set(plan.missing.values()) == {Missing("not_national", 0.02)}


@pytest.mark.parametrize(
    ("noise", "earlier"), [((2018, 2022), True), ((2022,), False)], ids=["all measured anew", "noise used twice"]
)
def test_an_earlier_year_uses_nothing_of_a_later_one(noise: tuple[int, ...], earlier: bool) -> None:
    given = {each.id: wide(2019, 2024) for each in OUTSIDE.inputs}
    given["all_noise_lden_db"] = given["noise_above_55_pct"] = wide(*noise)
    given["rain_depth_10cm_pct"] = wide(2024)
    plan = plan_index(OUTSIDE, CATALOGUE, covered(given), 1.0)
    assert sorted(plan.years) == ([2019, 2024] if earlier else [2024])


def test_what_is_too_old_is_said() -> None:
    given = {each.id: wide(2024) for each in OUTSIDE.inputs} | {"rain_depth_10cm_pct": wide(2015)}
    plan = plan_index(OUTSIDE, CATALOGUE, covered(given), 1.0)
    assert plan.missing == {"rain_depth_10cm_pct": Missing("too_old", None, 2015)}


def test_a_figure_that_is_there_is_not_called_missing_because_others_are() -> None:
    plan = plan_index(MAIN, CATALOGUE, covered({"social_assistance_pct": wide(2020)}), 1.0)
    assert plan.newest is None
    assert "social_assistance_pct" not in plan.missing
    assert plan.missing["low_income_households_pct"] == Missing("no_figures")
