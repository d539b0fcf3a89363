"""Which figures a claim is tested with: the newest that covers enough, ordered by the preferred income."""

from __future__ import annotations

import pytest

from domain.claim_models import ClaimIndicator, Covered, Pick, RankingVariable, pick
from domain.inequality_view import figure_year, scale_of
from domain.view_state import Scale

FIGURE = ClaimIndicator("gp_km", 1, None, None, False)
INCOME = RankingVariable("inkomen", "income_eur", "gemiddeld inkomen", True, (), (), 1, None)
COUNTED = RankingVariable(
    "bijstand", "assistance_pct", "bijstand", False, ("assistance_count",), ("age_count",), 100, None
)
PEOPLE = {2024: 1000.0, 2020: 900.0}


def chosen(covered: Covered, year: int | None = None) -> Pick | None:
    return pick(FIGURE, [INCOME, COUNTED], covered, PEOPLE, 2024, year)


def told(found: Pick | None) -> tuple[int, str, int, int] | None:
    return found and (found.year, found.ranking.ranking_id, found.ranking_year, found.boundary_year)


def test_the_preferred_income_wins_when_it_covers_enough() -> None:
    covered = {
        ("gp_km", 2024, 2024): 1000.0,
        ("income_eur", 2024, 2023): 800.0,
        ("assistance_count", 2024, 2024): 1000.0,
        ("age_count", 2024, 2024): 1000.0,
    }
    assert told(chosen(covered)) == (2024, "inkomen", 2023, 2024)
    assert told(chosen({**covered, ("income_eur", 2024, 2023): 790.0})) == (2024, "bijstand", 2024, 2024)


def test_a_counted_ranking_needs_all_its_parts() -> None:
    covered = {("gp_km", 2024, 2024): 1000.0, ("assistance_count", 2024, 2024): 1000.0}
    assert chosen(covered) is None
    assert told(chosen({**covered, ("age_count", 2024, 2024): 300.0})) == (2024, "bijstand", 2024, 2024)


def test_the_nearest_year_and_before_rather_than_after() -> None:
    covered = {("gp_km", 2024, 2020): 1000.0, **{("income_eur", 2024, year): 900.0 for year in (2018, 2019, 2021)}}
    assert told(chosen(covered)) == (2020, "inkomen", 2019, 2024)
    assert chosen({("gp_km", 2024, 2024): 1000.0, ("income_eur", 2024, 2018): 900.0}) is None, "six years apart"


def test_an_older_year_is_taken_on_its_own_division() -> None:
    covered = {(name, at, 2020): 890.0 for name in ("gp_km", "income_eur") for at in (2020, 2024)}
    assert told(chosen(covered)) == (2020, "inkomen", 2020, 2020)
    assert told(pick(FIGURE, [INCOME], covered, {2024: 1000.0}, 2024)) == (2020, "inkomen", 2020, 2024)


def test_an_asked_year_comes_first_where_there_is_one() -> None:
    covered = {(name, 2024, year): 900.0 for name in ("gp_km", "income_eur") for year in (2021, 2024)}
    assert told(chosen(covered, 2021)) == (2021, "inkomen", 2021, 2024)
    assert told(chosen(covered, 2015)) == (2024, "inkomen", 2024, 2024)


def test_a_figure_is_never_ranked_by_itself() -> None:
    itself = ClaimIndicator("income_eur", 1, None, None, False)
    assert pick(itself, [INCOME], {("income_eur", 2024, 2024): 1000.0}, PEOPLE, 2024) is None


@pytest.mark.parametrize(
    ("query", "scale"),
    [
        (None, Scale.GEMEENTE),
        ("?gebied=GM9901", Scale.GEMEENTE),
        ("?schaal=nederland", Scale.NEDERLAND),
        ("schaal=gemeente&schaal=nederland", Scale.GEMEENTE),
        ("?schaal=%00", Scale.GEMEENTE),
    ],
)
def test_the_scale_is_that_of_the_frame_unless_the_country_is_asked_for(query: str | None, scale: Scale) -> None:
    assert scale_of(query) is scale


@pytest.mark.parametrize(
    ("query", "year"), [("?peiljaar=2020", 2020), ("?peiljaar=20", None), ("?peiljaar=9999", None), (None, None)]
)
def test_the_year_of_the_figures(query: str | None, year: int | None) -> None:
    assert figure_year(query) == year
