"""From a gemeente to its region and back, and between an own division and its gemeente."""

from __future__ import annotations

from dataclasses import replace

import pytest

from callbacks.navigation import choose, link_to_area, trail
from callbacks.onward import onward
from domain.areas import Level
from domain.resolve import ResolvedView
from tests.domain.examples import BUURT

GEMEENTE = replace(BUURT, code="GM0344", name="Utrecht", level=Level.GEMEENTE, wijk_code=None, wijk_name=None)
GGD = replace(GEMEENTE, code="GG2611", name="GGD regio Utrecht", level=Level.GGD, kind="ggd", member_count=26)
PROVINCIE = replace(GGD, code="PV26", name="Utrecht", level=Level.PROVINCIE, kind="provincie")
STADSDEEL = replace(
    BUURT, code="EG0344-STADSDEEL-WEST", name="West", level=Level.EIGEN, kind="stadsdeel", member_count=9
)


def view(area: str, frame: str, level: Level) -> ResolvedView:
    return ResolvedView(area, frame, level, "supermarket_km", 2024)


def test_a_gemeente_leads_to_the_groups_around_it() -> None:
    links = onward(view("GM0344", "GM0344", Level.BUURT), GEMEENTE, [PROVINCIE, GGD])
    assert [link.text for link in links] == [
        "Vergelijk met alle gemeenten",
        "Bekijk provincie Utrecht",
        "Bekijk GGD regio Utrecht",
        "Bekijk alle buurten in Nederland",
    ]
    assert "gebied=GG2611" in links[2].href


def test_without_groups_the_links_are_as_before() -> None:
    links = onward(view("GM0344", "NL00", Level.GEMEENTE), GEMEENTE, [])
    assert [link.text for link in links] == ["Bekijk de buurten in Utrecht"]


def test_a_region_opens_on_its_gemeenten_and_among_the_others() -> None:
    inside = onward(view("GG2611", "GG2611", Level.GEMEENTE), GGD, [])
    among = onward(view("GG2611", "NL00", Level.GGD), GGD, [])
    assert [link.text for link in inside] == ["Vergelijk met alle GGD-regio's", "Bekijk alle gemeenten in Nederland"]
    assert [link.text for link in among] == ["Bekijk de gemeenten in GGD regio Utrecht"]


def test_an_own_division_stays_within_its_gemeente() -> None:
    inside = onward(view(STADSDEEL.code, STADSDEEL.code, Level.BUURT), STADSDEEL, [])
    among = onward(view(STADSDEEL.code, "GM0344", Level.EIGEN), STADSDEEL, [])
    assert [link.text for link in inside] == [
        "Vergelijk met alle stadsdelen in Utrecht",
        "Bekijk alle buurten in Nederland",
    ]
    assert [link.text for link in among] == ["Bekijk de buurten in West"]
    assert [(name, code) for name, code, _ in trail(STADSDEEL)] == [("Nederland", "NL00"), ("Utrecht", "GM0344")]


def test_a_link_elsewhere_leaves_the_region() -> None:
    assert "kader" not in link_to_area(view("GM0344", "GG2611", Level.GEMEENTE), "NL00")


@pytest.mark.parametrize(
    ("selected", "frame", "level", "chosen", "area_after"),
    [
        ("GM0344", "GG2611", Level.GEMEENTE, "ggd", "GG2611"),
        ("GM0344", "NL00", Level.GEMEENTE, "ggd", "NL00"),
        ("GG2611", "NL00", Level.GGD, "gemeente", "GG2611"),
        ("BU03440101", "GM0344", Level.BUURT, "eigen", "GM0344"),
        ("BU03440101", STADSDEEL.code, Level.BUURT, "eigen", STADSDEEL.code),
        (STADSDEEL.code, "GM0344", Level.EIGEN, "gemeente", "GM0344"),
    ],
)
def test_a_coarser_level_takes_the_selection_to_a_group(
    selected: str, frame: str, level: Level, chosen: str, area_after: str
) -> None:
    assert choose(view(selected, frame, level), "level", chosen, None).area_code == area_after
