"""Trends and changes in words: the verdict first, both figures, and why it is no more than that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.change import Change
from domain.decomposition import Decomposition
from domain.numbers_nl import MINUS
from domain.observations import Grade, Status
from domain.trend import Point, earlier_trend, trend
from domain.view_models import Indicator
from domain.wording.change import (
    change_absent,
    change_labels,
    change_legend,
    change_notes,
    change_sentence,
    signed_change,
)
from domain.wording.trend import (
    beside_sentence,
    break_sentence,
    earlier_sentence,
    parts_sentence,
    series_source,
    trend_sentence,
    verdict_label,
)
from tests.domain.examples import DISTANCE, HEALTH, INCOME, RESIDENTS
from tests.domain.test_trend import BROKEN, series

SHARE = replace(DISTANCE, unit="%", decimals=0)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def told(points: list[Point], indicator: Indicator = DISTANCE) -> str:
    found = trend(points, indicator)
    return plain(f"{verdict_label(found)}. {trend_sentence(found, indicator, points)}")


@pytest.mark.parametrize(
    ("points", "indicator", "expected"),
    [
        (
            series(2016, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5),
            DISTANCE,
            "Neemt toe. Het ging van 1,0 km in 2016 naar 1,5 km in 2021. Dat is ongeveer 1,0 km per 10 jaar (tussen 1,0 en 1,0 km).",
        ),
        (
            series(2016, 1.0, 1.1, 1.1, 1.1),
            DISTANCE,
            "Ongeveer gelijk. Het ging van 1,0 km in 2016 naar 1,1 km in 2019: een verschil van minder dan 0,2 km.",
        ),
        (
            series(2022, 0.5, 0.6, 0.8),
            DISTANCE,
            "Nog te weinig jaren. Het ging van 0,5 km in 2022 naar 0,8 km in 2024: een verschil van 0,3 km tussen twee jaren. "
            "Een trend noemen we pas bij 4 jaren.",
        ),
        (series(2024, 0.5), DISTANCE, "Nog te weinig jaren. Er is één jaar met een cijfer: 2024 (0,5 km)."),
        (
            [Point(2024, None, status=Status.SUPPRESSED)],
            DISTANCE,
            "Niet te zeggen. Voor dit gebied is er in geen enkel jaar een cijfer (afgeschermd door de bron).",
        ),
        ([], DISTANCE, "Niet te zeggen. Voor dit gebied is er in geen enkel jaar een cijfer."),
        (
            [Point(2024, 1.0, grade=Grade.C)],
            DISTANCE,
            "Niet te zeggen. De grens van dit gebied is te veel veranderd om jaren te vergelijken.",
        ),
        (
            series(2021, 1.0, 1.4),
            BROKEN,
            "Nog te weinig jaren. Alleen 2022 telt mee: 1,4 km. Met één jaar is er niets te vergelijken.",
        ),
    ],
)
def test_the_verdict_and_why(points: list[Point], indicator: Indicator, expected: str) -> None:
    assert told(points, indicator) == expected


def test_a_model_that_changed_every_year_still_says_that_it_is_a_model() -> None:
    points = [*series(2020, 70.0, series="A"), *series(2024, 75.0, series="B")]
    assert told(points, HEALTH).startswith("Niet te zeggen. Deze cijfers zijn geschat met een rekenmodel.")
    assert plain(beside_sentence("Nederland", trend(points, HEALTH), HEALTH)) == "Nederland: 75,0% in 2024."


def test_few_and_new_residents_are_named() -> None:
    assert "minder dan 100 mensen" in told(series(2016, 1.0, 1.2, 1.4, 1.6, residents_count=90))
    people = [
        replace(point, residents_count=n)
        for point, n in zip(series(2016, 1.0, 1.2, 1.4, 1.6), (100, 110, 120, 126), strict=True)
    ]
    assert "nieuwe bewoners" in told(people)


def test_what_the_years_before_a_break_say() -> None:
    found = trend(series(2016, 1.0, 1.2, 1.4, 1.6, 1.8, 2.0, 0.5, 0.5), BROKEN)
    earlier = earlier_trend(found, BROKEN)
    assert earlier is not None
    assert (
        plain(earlier_sentence(earlier, BROKEN))
        == "Daarvoor, van 2016 tot en met 2021: neemt toe, van 1,0 km naar 2,0 km."
    )
    assert earlier_trend(trend(series(2016, 1.0, 1.1, 1.2, 1.3), DISTANCE), DISTANCE) is None


def test_breaks_and_sources() -> None:
    assert break_sentence(2022, "Andere meting.") == "De lijn is onderbroken bij 2022. Andere meting."
    assert "nieuwe tabel" in break_sentence(2022, "")
    assert series_source(["CBS 2024", "CBS 2023"], ["CC BY 4.0"], computed=False) == (
        "CBS 2024, en 1 eerdere tabel (zie onder de tabel). Licentie: CC BY 4.0."
    )


def test_o9c_in_words() -> None:
    assert plain(parts_sentence(Decomposition(0.17, 0.16), 2018, 2024, DISTANCE)) == (
        "Uit de buurten berekend, van 2018 tot 2024: 0,17 km erbij doordat voorzieningen verder weg kwamen te liggen in de buurten "
        "zelf, en 0,16 km erbij doordat mensen in andere buurten zijn gaan wonen of er woningen bij kwamen."
    )
    small = plain(parts_sentence(Decomposition(-3.0, 0.001), 2018, 2024, SHARE))
    assert "3,0 punten eraf doordat het cijfer in de buurten zelf veranderde, en vrijwel niets" in small


@pytest.mark.parametrize(
    ("value", "indicator", "expected"),
    [
        (0.3, DISTANCE, "+0,3 km"),
        (-4.0, SHARE, f"{MINUS}4 punten"),
        (1.0, SHARE, "+1 punt"),
        (12.0, RESIDENTS, "+12%"),
        (0.0, DISTANCE, "0,0 km"),
        (-2000.0, replace(INCOME, minimum_difference=1000.0), f"{MINUS}€ 2.000"),
    ],
)
def test_a_change_with_its_sign(value: float, indicator: Indicator, expected: str) -> None:
    assert plain(signed_change(value, indicator)) == expected


def test_classes_of_a_change_say_which_way() -> None:
    assert change_labels(DISTANCE) == (
        "minstens 0,6 dichterbij",
        "0,2 tot 0,6 dichterbij",
        "ongeveer gelijk",
        "0,2 tot 0,6 verder weg",
        "minstens 0,6 verder weg",
    )
    assert change_labels(RESIDENTS)[4] == "minstens 15 meer"
    assert "procenten van het eerste cijfer" in change_legend(RESIDENTS)


def test_an_area_in_words() -> None:
    risen = Change(0.3, Status.OK, Grade.B, new_residents=True)
    assert plain(change_sentence("Dorp", risen, (0.9, 1.2), (2018, 2024), DISTANCE)) == (
        "Dorp: van 0,9 km in 2018 naar 1,2 km in 2024, 0,3 km verder weg."
    )
    assert len(change_notes(risen)) == 2
    gone = Change(None, Status.SUPPRESSED, Grade.A)
    assert "Voor 2018 is er geen cijfer (afgeschermd" in change_absent(gone, (None, 1.2), (2018, 2024), DISTANCE)
    assert "minder dan 100" in change_absent(
        Change(None, Status.TOO_SMALL, Grade.A), (1.0, 1.2), (2018, 2024), DISTANCE
    )
    assert "rondt af" in change_absent(Change(None, Status.TOO_SMALL, Grade.A), (10, 5), (2018, 2024), RESIDENTS)
    assert "grens" in change_absent(Change(None, Status.NOT_COMPARABLE, Grade.C), (1.0, 1.2), (2018, 2024), DISTANCE)
    assert "is 0" in change_absent(Change(None, Status.NOT_COMPARABLE, Grade.A), (0.0, 1.2), (2018, 2024), DISTANCE)
