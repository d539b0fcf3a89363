"""Map and panel of a change: five fixed classes, diverging colours, both years beside the difference."""

from __future__ import annotations

import json
from dataclasses import replace

from domain.change import AreaChange, Change, change_figures
from domain.observations import Grade, Status
from domain.palettes import palette
from layouts.change import change_announcement, change_choropleth, change_panel
from layouts.choropleth import figures_json
from layouts.legend import Mark, legend
from tests.domain.examples import BUURT, DISTANCE, FIGURE, SOURCE
from tests.domain.test_change import MAP
from tests.layouts.components import of_class, text

EARLIER = replace(MAP, reference_year=2022, values=(1.0, 1.0, 2.0), statuses=(Status.OK,) * 3, grades=(Grade.B,) * 3)
CHANGED = change_figures(EARLIER, MAP, DISTANCE, (300.0, None, 500.0), (500.0, None, 500.0))
FOUND = change_choropleth(CHANGED, DISTANCE)
AREA = AreaChange(
    BUURT.name,
    replace(FIGURE, value=0.6, reference_year=2022, grade=Grade.B),
    replace(FIGURE, value=0.9, reference_year=2024, source=replace(SOURCE, citation="CBS, 2024")),
    Change(0.3, Status.OK, Grade.B, new_residents=True),
)
YEARS = (2022, 2024)


def test_classes_lie_around_about_equal_in_diverging_colours() -> None:
    assert FOUND.classes == (3, -1, -1)
    assert FOUND.colours == palette(5, "diverging")
    assert FOUND.labels[2] == "ongeveer gelijk"
    assert FOUND.period == "2022–2024"


def test_what_travels_to_the_browser_holds_both_years_and_the_marks() -> None:
    sent = json.loads(figures_json(FOUND, "key", "/geo/x", "/areas/x", None))
    assert sent["values"] == [0.4, None, None]
    assert sent["change"]["years"] == [2022, 2024]
    assert (sent["change"]["earlier"], sent["change"]["later"]) == ([1, 1, 2], [1.4, 1, None])
    assert sent["change"]["marks"] == ["°*", "", ""]
    assert sent["year"] == "2022–2024"


def test_the_legend_says_what_the_colours_and_the_marks_mean() -> None:
    told = text(legend(FOUND, [Mark("Nederland", 0.2)], Mark("Lombok-Oost", -0.4), "Utrecht", "Bron"))
    assert "Verandering: Afstand tot de supermarkt (km), 2022–2024" in told
    assert "Nederland +0,2 km" in told
    assert "Lombok-Oost −0,4 km" in told
    assert "° Bij 1 buurt is een cijfer overgenomen" in told
    assert "* In 1 buurt veranderde het aantal inwoners" in told
    assert "te weinig inwoners 1" in told


def test_the_panel_gives_both_figures_the_change_and_what_to_know() -> None:
    country = replace(AREA, name="Nederland", change=Change(0.1, Status.OK, Grade.A))
    panel = change_panel(BUURT, DISTANCE, YEARS, AREA, [country], ())
    told = text(panel)
    assert of_class(panel, "groot-getal")[0].children.replace("\u00a0", " ") == "+0,3 km"
    assert "0,3 km verder weg:  van 0,6 km in 2022 naar 0,9 km in 2024." in told
    assert "oudere indeling" in told
    assert "nieuwe bewoners" in told
    assert "Nederland: van 0,6 km in 2022 naar 0,9 km in 2024, ongeveer gelijk." in told
    assert told.index("CBS, 2024") < told.index(SOURCE.citation), "the newest source first"


def test_without_a_change_the_panel_says_why() -> None:
    none = AreaChange(BUURT.name, None, AREA.later, Change(None, Status.UNKNOWN, Grade.A))
    panel = change_panel(BUURT, DISTANCE, YEARS, none, (), ())
    assert "Geen verandering te geven" in text(panel)
    assert "Voor 2022 is er geen cijfer" in text(panel)


def test_what_is_spoken_after_a_choice() -> None:
    assert change_announcement(BUURT, DISTANCE, YEARS, AREA).replace("\u00a0", " ") == (
        "Afstand tot de supermarkt, Lombok-Oost: van 0,6 km in 2022 naar 0,9 km in 2024, 0,3 km verder weg."
    )
