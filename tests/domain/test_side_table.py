"""Which figures stand beside each other, which years are chosen, and how that is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.areas import Level
from domain.observations import Status
from domain.profile import Block, Part
from domain.series import Line, Role
from domain.side_table import Column, SideBySide, largest, of_areas, of_years, sources_of, year_pair, years_of
from domain.trend import Point
from domain.view_models import Area
from domain.wording import side_by_side as words
from tests.domain.examples import BUURT, DISTANCE, FIGURE, HEALTH, RESIDENTS

WHOLE = replace(HEALTH, decimals=0)
INDICATORS = {each.indicator_id: each for each in (DISTANCE, WHOLE, RESIDENTS)}
BLOCKS = (
    Block("nabijheid", Part.NABIJHEID, "Dichtbij", "Waar?", ("supermarket_km",)),
    Block("gezondheid", Part.BESTAANSZEKERHEID, "Gezondheid", "Hoe?", ("good_health_pct", "residents_count")),
)
UTRECHT = replace(BUURT, code="GM0344", name="Utrecht", level=Level.GEMEENTE, wijk_code=None, wijk_name=None)


def column(area: Area, **values: dict[int, float | None]) -> Column:
    lines = {}
    for name, years in values.items():
        points = tuple(
            Point(year, value, Status.OK if value is not None else Status.SUPPRESSED, residents_count=1000)
            for year, value in sorted(years.items())
        )
        figures = {
            year: replace(FIGURE, reference_year=year, indicator_id=name, value=value) for year, value in years.items()
        }
        lines[name] = Line(Role.AREA, area.name, points, figures=figures)
    return Column(area, lines)


HERE = column(BUURT, supermarket_km={2022: 0.5, 2024: 0.6}, good_health_pct={2024: 70.0}, residents_count={2024: 1240})
THERE = column(
    UTRECHT, supermarket_km={2022: 0.8, 2024: None}, good_health_pct={2024: 72.0}, residents_count={2024: 374_238}
)


def told(found: SideBySide, place: int, names: tuple[str, ...] = ("Hier", "Daar")) -> list[str]:
    return [
        " ".join(part).replace("\u00a0", " ").strip() for part in words.verdict(found.rows[place], names, found.years)
    ]


def test_the_newest_year_that_all_have_is_compared() -> None:
    found = of_areas([HERE, THERE], BLOCKS, INDICATORS)
    assert found.rows[0].years == (2022,)
    assert [cell.value for cell in found.rows[0].cells] == [0.5, 0.8]
    assert told(found, 0) == ["▼ Duidelijk dichterbij in Hier verschil 0,3 km"]
    assert told(found, 1) == ["= Geen duidelijk verschil minder dan 5 punten"]
    assert told(found, 2) == ["– Niet vergeleken een aantal hangt af van hoe groot het gebied is"]
    assert found.counted == (1, 2, 3)
    assert words.count_sentence(found) == "Van de 3 cijfers zijn er 2 te vergelijken. Daarvan verschilt er 1 duidelijk."


def test_without_a_year_in_common_each_shows_its_newest_and_that_is_told() -> None:
    other = column(UTRECHT, supermarket_km={2023: 0.9})
    row = of_areas([HERE, other], BLOCKS, INDICATORS).rows[0]
    assert row.years == (2023, 2024)
    assert words.row_notes(row, None) == ["Let op: de cijfers zijn van verschillende jaren (2023 en 2024)."]


def test_of_more_areas_each_is_told_against_the_first() -> None:
    third = column(replace(UTRECHT, code="GM0363", name="Amsterdam"), supermarket_km={2022: 0.6})
    fourth = column(replace(UTRECHT, code="NL00", name="Nederland", level=Level.LAND), supermarket_km={2022: 0.9})
    found = of_areas([HERE, THERE, third, fourth], BLOCKS, INDICATORS)
    names = ("Hier", "Daar", "Ginds", "Nederland")
    assert told(found, 0, names) == [
        "▲ Duidelijk verder weg in Daar en Nederland",
        "= Geen duidelijk verschil met Ginds",
    ]
    assert told(found, 1, names)[-1] == "– Niet vergeleken met Ginds en Nederland een cijfer ontbreekt"


def test_an_area_in_two_years() -> None:
    found = of_years(HERE, (2022, 2024), BLOCKS, INDICATORS)
    assert told(found, 0) == ["= Geen duidelijk verschil"]
    assert found.rows[1].cells[0].status is Status.UNKNOWN
    assert words.opening(("Hier", "Hier"), found.years) == "U vergelijkt Hier in 2022 en in 2024."


def test_the_two_years_with_the_most_to_compare() -> None:
    broken = {**INDICATORS, "supermarket_km": replace(DISTANCE, series_breaks=((2021, "Anders."),))}
    area = column(
        BUURT, supermarket_km={2016: 1.0, 2020: 1.0, 2021: 1.0, 2024: 1.0}, good_health_pct={2012: 1.0, 2024: 2.0}
    )
    assert year_pair(area, INDICATORS) == (2016, 2024)
    assert year_pair(area, broken) == (2016, 2020)
    assert year_pair(area, broken, 2024) == (2021, 2024)
    assert year_pair(column(BUURT, good_health_pct={2012: 1.0, 2024: 2.0}), INDICATORS) is None
    assert years_of(area) == (2012, 2016, 2020, 2021, 2024)


def test_large_differences_come_one_per_block() -> None:
    far = column(UTRECHT, supermarket_km={2022: 2.5}, good_health_pct={2024: 90.0})
    found = of_areas([HERE, far], BLOCKS, INDICATORS)
    assert [(row.indicator.indicator_id, place) for row, place in largest(found)] == [
        ("supermarket_km", 1),
        ("good_health_pct", 1),
    ]
    assert words.large_sentence(found.rows[0], 1, ("Hier", "Daar"), None).replace("\u00a0", " ") == (
        "Afstand tot de supermarkt: verder weg in Daar (2,5 km) dan in Hier (0,5 km, 2022)."
    )
    assert sources_of(found.rows) == (FIGURE.source,)


@pytest.mark.parametrize(
    ("areas", "names"),
    [
        ([BUURT, UTRECHT], ("Lombok-Oost", "Utrecht")),
        ([BUURT, replace(BUURT, code="BU03630000", gemeente_name="Amsterdam")], ("Lombok-Oost (Utrecht)", "Lombok-Oost (Amsterdam)")),
        ([BUURT, replace(BUURT, code="BU03449999")], ("Lombok-Oost (Utrecht), BU03440101", "Lombok-Oost (Utrecht), BU03449999")),
    ],
)  # fmt: skip
def test_names_tell_the_columns_apart(areas: list[Area], names: tuple[str, ...]) -> None:
    assert words.column_names(areas) == names


def test_what_must_be_known_is_told_once() -> None:
    neighbour = column(replace(BUURT, code="BU03440102", name="Zuid"), good_health_pct={2024: 60.0})
    notes = words.page_notes(
        of_areas([HERE, neighbour], BLOCKS, INDICATORS), ("Hier", "Zuid"), [("Hier", "Wijk"), ("Hier", "Stad")]
    )
    assert notes == [
        words.RULE, "Hier ligt in Wijk en Stad en telt daar mee. Verschillen zijn daardoor iets kleiner.", words.SAME_MODEL, words.NO_MARGIN
    ]  # fmt: skip
