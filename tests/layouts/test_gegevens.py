"""Screen Gegevens: few components, tables as data, the coverage as indexes into few texts."""

from __future__ import annotations

import json

import pytest

from domain.areas import Level
from domain.build_report import LevelCoverage
from domain.report_page import Column, Linked, Table
from domain.view_models import Theme
from domain.wording.report_sections import sections
from layouts import ids
from layouts.gegevens import ALL_THEMES, gegevens, table_data
from layouts.gegevens_coverage import coverage_data, shade
from layouts.messages import not_found
from layouts.shell import MenuItem, shell
from tests.domain.reports import AIR, GP, HIDDEN, REPORT
from tests.layouts.components import of_class, of_type, text, walk

THEMES = [Theme("nabijheid", "Nabijheid", "Hoe ver."), Theme("omgeving", "Omgeving", "Lucht.")]
COVERAGE = [
    LevelCoverage("gp_km", Level.BUURT, 2024, 120, 120),
    LevelCoverage("gp_km", Level.BUURT, 2022, 0, 120),
    LevelCoverage("gp_km", Level.GEMEENTE, 2024, 1, 3),
    LevelCoverage("gp_1km_count", Level.BUURT, 2024, 119, 120),
    LevelCoverage("no2_ugm3", Level.GEMEENTE, 2019, 3, 3),
]
LEVELS = (Level.GEMEENTE, Level.BUURT)


def data() -> dict[str, object]:
    return coverage_data(THEMES, [GP, HIDDEN, AIR], COVERAGE, LEVELS)


def test_the_coverage_holds_years_and_topics_per_level() -> None:
    found = json.loads(json.dumps(data()))
    assert found["years"] == {"gemeente": [2024, 2019], "buurt": [2024, 2022]}
    assert [[title, [row[0] for row in rows]] for _, title, rows in found["levels"]["buurt"]] == [
        ["Nabijheid", ["Afstand tot de huisarts", "Huisartsen binnen 1 km"]]
    ]
    texts = [text for text, _ in found["texts"]]

    def row(level: str, theme: int, topic: int) -> list[str]:
        return [texts[cell] if cell >= 0 else found["empty"] for cell in found["levels"][level][theme][2][topic][2]]

    assert row("buurt", 0, 0) == ["100%", "0%"]
    assert row("buurt", 0, 1) == [">99%", "–"]
    assert row("gemeente", 0, 0) == ["33%", "–"]
    assert row("gemeente", 1, 0) == ["–", "100%"]


def test_a_topic_of_the_picker_leads_to_its_map() -> None:
    (_, _, rows), *_ = data()["levels"]["buurt"]  # type: ignore[index]
    assert rows[0][1] == "/?niveau=buurt&indicator=gp_km"
    assert rows[1][1] == "", "what is not in the picker has no map"


@pytest.mark.parametrize(
    ("filled", "tone"), [(0, 0), (1, 1), (24, 1), (25, 2), (49, 2), (50, 3), (90, 4), (99, 4), (100, 5)]
)
def test_nearly_all_has_another_shade_than_all(filled: int, tone: int) -> None:
    assert shade(filled, 100) == tone
    assert shade(0, 0) == 0


def page() -> object:
    return gegevens(["Eén zin."], sections(REPORT), THEMES, LEVELS, (Level.BUURT, ALL_THEMES), data())


def test_the_page_is_made_of_few_components() -> None:
    assert len(list(walk(page()))) < 250, "tables are data: thousands of components take seconds in a browser"


def test_chapters_have_a_heading_and_stand_in_the_contents() -> None:
    made = page()
    headings = [each.id.removesuffix("-kop") for each in of_type(made, "H2")]
    links = [each.href for each in of_type(of_class(made, "inhoudsopgave"), "A")]
    assert links == [f"#{name}" for name in headings]
    assert headings[:2] == ["bronnen", "dekking"]


def test_every_table_has_a_place_that_a_keyboard_reaches() -> None:
    made = page()
    (store,) = [each for each in of_type(made, "Store") if each.id == ids.REPORT_DATA]
    places = {each.id: each for each in of_class(made, "tabel-vak")}
    assert set(places) == {*store.data["tables"], ids.REPORT_COVERAGE}
    assert all(place.tabIndex == 0 and place.role == "region" for place in places.values())


def test_a_table_travels_as_texts_and_addresses() -> None:
    found = table_data(
        Table("t", "Titel", (Column("Bron"), Column("Cijfers", True)), ((Linked("CBS", "https://h"), "1"),))
    )
    assert found["columns"] == [["Bron", False], ["Cijfers", True]]
    assert found["rows"] == [[["CBS", "https://h"], "1"]]


def test_the_menu_marks_where_the_reader_is() -> None:
    items = [MenuItem("Kaart", "/?gebied=GM9901", False), MenuItem("Gegevens", "/gegevens?gebied=GM9901", True)]
    kaart, here = of_type(of_class(shell("x", False, items), "menu"), "A")
    assert kaart.href == "/?gebied=GM9901"
    assert getattr(here, "aria-current") == "page"
    assert not hasattr(kaart, "aria-current")


def test_an_unknown_page_shows_where_to_go() -> None:
    made = not_found([("Kaart", "/"), ("Gegevens", "/gegevens")])
    assert "bestaat niet" in text(made)
    assert [each.href for each in of_type(made, "A")] == ["/", "/gegevens"]
