"""Worked examples: sums by hand, the same numbers as the figures, and a reason where there is nothing to work with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.areas import Level
from domain.build_report import LevelCoverage
from domain.examples import IndexPartScore, IndexScore, WeighedPlace, two_places
from domain.proximity import Facility, Guide
from domain.proximity_view import overview_row
from domain.report_page import Linked
from domain.trend import Point
from domain.view_models import Figure
from domain.wording.examples import (
    distance_example,
    income_example,
    modelled_example,
    score_example,
    trend_example,
)
from domain.wording.explained_report import explained_report
from tests.domain.examples import DISTANCE, FIGURE, HEALTH, SOURCE
from tests.domain.reports import REPORT

KM = replace(DISTANCE, minimum_difference=0.2)
SCORE = replace(DISTANCE, indicator_id="pressure_score", title="Druk", unit="punten", decimals=0)
GROCER = Facility("supermarket_km", "Supermarkt", "een supermarkt", None, (Guide(1, "walk"),), ())


def figure(value: float, lower: float | None = None, upper: float | None = None) -> Figure:
    return replace(FIGURE, value=value, lower=lower, upper=upper, reference_year=2024)


def test_two_places_are_the_largest_and_the_one_that_differs_most() -> None:
    found = two_places(["a", "b", "c", "d", "e"], [100, 900, 300, 50, None], [0.5, 0.4, 2.0, 9.0, 9.0])
    assert found == (WeighedPlace("b", 900, 0.4), WeighedPlace("c", 300, 2.0))
    assert two_places(["a", "b"], [100, 900], [None, 0.4]) is None
    assert two_places([], [], []) is None


def test_a_mean_is_weighed_by_residents() -> None:
    row = overview_row(GROCER, KM, (Point(2024, 0.8),), (), (SOURCE,))
    assert row.latest is not None
    # (900 x 0,4 + 300 x 2,0) / 1.200 = 0,80; (0,4 + 2,0) / 2 = 1,20
    told = distance_example(row, row.latest, (WeighedPlace("B", 900, 0.4), WeighedPlace("C", 300, 2.0)), "Stad")
    assert told.sentences[0].startswith("Stad: 0,8\u00a0km (Afstand tot de supermarkt, 2024).")
    assert [row[1:] for row in told.rows] == [("900", "0,4\u00a0km"), ("300", "2,0\u00a0km")]
    assert "1.200 mensen, gemiddeld op 0,80\u00a0km" in told.after[0]
    assert "zelf is 1,20\u00a0km" in told.after[0]
    assert distance_example(row, row.latest, None, "Stad").rows == ()


def test_a_score_is_the_place_of_the_mean_of_its_parts() -> None:
    parts = (
        IndexPartScore("Lucht", 84.6, ((KM, figure(12.2)),)),
        IndexPartScore("Geluid", 67.2, ()),
        IndexPartScore("Hitte", None, ()),
    )
    told = score_example(IndexScore("Plein", SCORE, figure(79.4, 70, 88), parts))
    # The printed scores 85 and 67 have the mean 76.
    assert told.rows == (
        ("Lucht", "Afstand tot de supermarkt: 12,2\u00a0km (2024)", "85"),
        ("Geluid", "geen cijfers", "67"),
        ("Hitte", "geen cijfers", "–"),
    )
    assert told.after[0].startswith("Het gemiddelde van 85 en 67 is ongeveer 76.")
    assert told.after[1].startswith("Score 79 betekent: van elke 100 inwoners van Nederland wonen er 79")
    assert "tussen 70 en 88" in told.after[2]


@pytest.mark.parametrize(
    ("bounds", "said"),
    [((15.0, 21.0), "tussen 15 en 21 van de 100"), ((None, None), "De bron geeft hier geen marge bij.")],
)
def test_an_estimate_says_how_sure_it_is(bounds: tuple[float | None, float | None], said: str) -> None:
    told = modelled_example(HEALTH, figure(18.2, *bounds), ["Iets hoger.", ""], "Stad")
    assert told.sentences[0] == "Stad: 18,2% (Goede ervaren gezondheid, 2024)."
    assert said in told.sentences[1]
    assert told.sentences[2:] == ("Iets hoger.",)


def test_years_stand_in_runs_with_the_reason_of_the_break() -> None:
    broken = replace(KM, series_breaks=((2022, "Anders gemeten."),))
    points = tuple(Point(year, 0.5, residents_count=1000) for year in (2020, 2021, 2022))
    told = trend_example(overview_row(GROCER, broken, points, (), (SOURCE,)), "Stad")
    assert [row[2] for row in told.rows] == ["reeks 1", "reeks 1", "reeks 2"]
    assert told.after[0] == "De lijn is onderbroken bij 2022. Anders gemeten."
    none = trend_example(overview_row(GROCER, broken, (), (), ()), "Stad")
    assert none.source == ""
    assert none.sentences == (
        "Voor Stad kunnen we dit niet voorrekenen: er is geen cijfer over afstand tot de supermarkt.",
    )


def test_without_a_card_the_example_says_so() -> None:
    told = income_example(None, "Stad")
    assert "geen cijfers van buurten met een inkomen" in told.sentences[0]
    assert told.source == ""


def test_the_build_in_short() -> None:
    coverage = [
        LevelCoverage("supermarket_km", Level.BUURT, 2022, 1, 4),
        LevelCoverage("supermarket_km", Level.BUURT, 2024, 4, 4),
        LevelCoverage("good_health_pct", Level.BUURT, 2024, 2, 4),
        LevelCoverage("hidden_count", Level.BUURT, 2024, 4, 4),
    ]
    known = {each.indicator_id: each for each in (KM, HEALTH, SCORE)}
    found = explained_report(REPORT, coverage, known)
    assert list(found) == ["bronnen", "kwaliteit", "correcties"]
    (sources,) = found["bronnen"].tables
    assert sources.rows == (
        (Linked("Kerncijfers", "https://h"), "CBS", Linked("CC BY 4.0", "https://l"), "2019", "1 maart 2025"),
    )
    told = " ".join(found["kwaliteit"].sentences)
    assert (
        "Van de 3 onderwerpen die u kunt kiezen, hebben er 2 een cijfer per buurt. Bij 1 daarvan heeft minstens 90%"
        in told
    )
    assert "Van deze onderwerpen zijn er 1 geteld of berekend en 1 geschat met een rekenmodel." in told
    assert "Bij 1 onderwerp en jaar geven bestanden niet hetzelfde cijfer." in told
    (absent,) = found["kwaliteit"].tables
    assert [row[2] for row in absent.rows] == ["1.000", "7"]
    left_out, *changed = found["correcties"].tables
    assert [column.title for column in left_out.columns] == ["Onderwerp", "Jaren", "Waarom", "Cijfers"]
    assert left_out.rows[0][0] == "Leegstand"
    assert [table.caption for table in changed] == [
        "Nieuwe, verdwenen en veranderde cijfers per bron",
        "De grootste veranderingen",
    ]
    assert "zijn er 1.201 cijfers nieuw, 2 weg en 3 veranderd" in " ".join(found["correcties"].sentences)
