"""The sentences of the screen Nabijheid, and that none of them judges, blames or ranks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from domain.areas import Level
from domain.proximity import Beyond, Facility, GapTrend, GapYear, Guide, IncomeSplit, NoSplit
from domain.proximity_view import OverviewRow, overview_row
from domain.trend import Course, Point, Segment, Trend, Why
from domain.wording import proximity as words
from tests.domain.examples import DISTANCE

GP = Facility("gp_km", "Huisarts", "een huisarts", "Het CBS noemt 3 km.", (Guide(1, "walk"), Guide(3, "bike")), ())


def split(*pct: float, residents: float = 1000) -> IncomeSplit:
    return IncomeSplit(pct, tuple(each / 50 for each in pct), (residents,) * len(pct), 40, 1.0)


def gap(*years: tuple[int, float, float]) -> GapTrend:
    found = tuple(GapYear(year, split(low, high)) for year, low, high in years)
    points = tuple(Point(each.year, each.split.gap_points) for each in found)
    return GapTrend(found, (Segment(points),))


def row(*values: float) -> OverviewRow:
    points = tuple(Point(2015 + number, value) for number, value in enumerate(values))
    return overview_row(GP, replace(DISTANCE, minimum_difference=0.2), points, ())


def test_the_opening_counts_what_can_be_said() -> None:
    rows = [row(1, 1.2, 1.4, 1.6, 1.8), row(2, 1.8, 1.6, 1.4, 1.2), row(1, 1, 1, 1), row(1, 1, 1, 1), row(1)]
    assert words.overview_sentence("Utrecht", rows) == (
        "Van 4 voorzieningen kunnen we zeggen of de afstand verandert: bij 1 neemt die toe, bij 1 neemt die af en "
        "bij 2 blijft die ongeveer gelijk. Van 1 is het niet te zeggen."
    )
    assert "bij alle blijft die ongeveer gelijk" in words.overview_sentence("Utrecht", [row(1, 1, 1, 1)] * 3)
    assert "minstens 4 jaren" in words.overview_sentence("Utrecht", [row(1, 2)])
    assert words.overview_sentence("Utrecht", [row()]) == (
        "Voor Utrecht staan er nog geen afstanden tot voorzieningen in deze gegevens."
    )


@pytest.mark.parametrize(
    ("found", "points", "reason"),
    [
        (Trend(Course.RISES, None, ()), (), ""),
        (Trend(Course.UNCLEAR, None, ()), (), "de jaren gaan op en neer"),
        (Trend(Course.NONE, Why.FEW_YEARS, ()), (), "minder dan 4 jaren om te vergelijken"),
        (Trend(Course.NONE, Why.ONE_YEAR, ()), (), "één jaar om te vergelijken"),
        (Trend(Course.NONE, Why.FEW_RESIDENTS, ()), (), "minder dan 100 inwoners"),
        (Trend(Course.NONE, Why.NO_FIGURES, ()), (), "geen cijfer bekend"),
    ],
)
def test_what_cannot_be_said_has_its_reason(found: Trend, points: tuple[Point, ...], reason: str) -> None:
    assert words.verdict_reason(found, points) == reason


def test_guide_values_are_spoken_in_metres_or_kilometres_with_their_minutes() -> None:
    assert words.guide_km(0.8) == "800\u00a0meter"
    assert words.guide_km(3.75) == "3,75\u00a0km"
    assert words.guide_km(1) == "1\u00a0km"
    assert words.guide_label(Guide(2.5, "bike")) == "2,5\u00a0km (ongeveer 10 minuten fietsen)"
    assert words.guide_label(Guide(10, "road")) == "10\u00a0km"
    assert words.question(GP, Guide(1, "walk")) == "Wie woont verder dan 1\u00a0km van een huisarts?"


def test_how_many_live_beyond() -> None:
    assert words.beyond_sentence(Beyond(12_340, 139_300, 139_300), 2024, estimated=True) == (
        "Ongeveer 12.300 van de 139.300 inwoners (9%), in 2024."
    )
    assert words.covered_note(Beyond(1, 90, 100)).startswith("Dit gaat over 90% van de inwoners.")
    assert words.covered_note(Beyond(1, 100, 100)) == ""


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0"), (1, "minder dan 5"), (7, "5"), (456, "460"), (1_249, "1.200"), (4_349_180, "4.349.200")],
)
def test_an_estimate_is_printed_no_finer_than_it_is(count: float, told: str) -> None:
    assert words.rough(count) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, "onbekend"), (0, "0%"), (0.3, "minder dan 1%"), (99.7, "meer dan 99%"), (100, "100%"), (12.6, "13%")],
)
def test_something_is_never_nothing_and_part_never_the_whole(value: float | None, told: str) -> None:
    assert words.percentage(value) == told


def test_how_it_was_counted() -> None:
    assert words.method_sentence(0.0, None).startswith("Dit is een schatting per buurt")
    assert "500 bij 500 meter" in words.method_sentence(1.0, 500)
    assert "Dat kan voor 90% van de inwoners" in words.method_sentence(0.9, 100)


def test_a_large_guide_value_over_buurt_means_has_its_warning() -> None:
    assert "verbergt een gemiddelde" in words.far_guide_note(Guide(3, "bike"), 0.0)
    assert words.far_guide_note(Guide(1, "walk"), 0.0) == ""
    assert words.far_guide_note(Guide(3, "bike"), 0.9) == ""


def test_a_guide_value_is_never_a_norm() -> None:
    assert words.anchor_sentence(GP, GP.guides[0]).startswith("Het CBS noemt 3 km.")
    assert "een keuze van Buurtlens" in words.anchor_sentence(GP, GP.guides[1])
    assert "uw eigen keuze" in words.anchor_sentence(GP, Guide(1.7, "own"))


def test_lowest_and_highest_incomes_side_by_side() -> None:
    more = words.split_sentence(split(22, 10, 8, 9, 12), GP, GP.guides[0])
    assert "inwoners van buurten met de laagste inkomens woont 22% verder dan" in more
    assert more.endswith(
        "Dat scheelt 10 punten: inwoners van buurten met de laagste inkomens wonen hier vaker ver weg."
    )
    assert "hoogste inkomens wonen hier vaker ver weg" in words.gap_words(-5)
    assert words.gap_words(1.9) == "Dat scheelt minder dan 2 punten: ongeveer gelijk."
    assert [words.group_label(each, 5) for each in range(5)][1:4] == ["2e groep", "3e groep", "4e groep"]
    assert words.group_label(1, 3) == "Middelste inkomens"


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (gap((2022, 10, 5), (2024, 20, 5)), "Het verschil werd groter: van 5 punten naar 15 punten."),
        (gap((2022, 5, 20), (2024, 5, 10)), "Het verschil werd kleiner: van 15 punten naar 5 punten."),
        (gap((2022, 10, 5), (2024, 11, 5)), "Het verschil bleef ongeveer gelijk."),
        (gap((2022, 10, 5), (2024, 5, 10)), "Het verschil draaide om."),
        (gap((2024, 5, 10)), "is daarom niet te zeggen."),
    ],
)
def test_how_the_gap_moved(found: GapTrend, told: str) -> None:
    assert words.gap_sentence(found).endswith(told)


@pytest.mark.parametrize("reason", NoSplit)
def test_every_missing_split_has_its_reason(reason: NoSplit) -> None:
    assert words.no_split(reason, "Urk").endswith(".")


def test_a_count_then_and_now() -> None:
    count = replace(DISTANCE, unit="aantal")
    assert words.count_change("Huisartsen binnen 3 km", Point(2016, 8.04), Point(2021, 7.0), count) == (
        "Huisartsen binnen 3 km: 8,0\u00a0(2016) → 7,0\u00a0(2021)"
    )
    assert words.count_ends(Point(2021, 7.0), Point(2021, 7.0), count) == "7,0\u00a0(2021)"


def test_no_word_that_judges_blames_or_ranks() -> None:
    assert words.not_pooled(Level.GGD).startswith("In een GGD-regio liggen")
    text = Path(words.__file__).read_text(encoding="utf-8").casefold()
    found = re.findall(
        r"\b(norm\w*|slechtste|zwaarste|achterstand\w*|donker\w*|nood|ranglijst|veroorza\w*|doordat|lage inkomens wonen|mensen met)\b",
        text,
    )
    assert found == []
