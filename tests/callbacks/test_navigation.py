from __future__ import annotations

from dataclasses import replace

import pytest

from callbacks.navigation import choose, link_to_area, trail
from domain.areas import Level
from domain.resolve import ResolvedView
from domain.view_state import Scale, ViewState
from tests.domain.examples import BUURT

HERE = ResolvedView("BU03440101", "GM0344", Level.BUURT, "supermarket_km", 2022, Scale.GEMEENTE)


def test_a_link_keeps_what_is_looked_at() -> None:
    view, _ = ViewState.from_query(link_to_area(HERE, "GM0363"))
    assert view == ViewState("GM0363", None, "supermarket_km", 2022, scale=Scale.GEMEENTE)


@pytest.mark.parametrize(
    ("picker", "value", "changed"),
    [
        ("indicator", "gp_km", {"indicator_id": "gp_km"}),
        ("year", "2020", {"year": 2020}),
        ("scale", "nederland", {"scale": Scale.NEDERLAND}),
        ("level", "buurt", {"level": Level.BUURT}),
        ("level", "wijk", {"level": Level.WIJK, "area_code": "WK034401"}),
        ("level", "gemeente", {"level": Level.GEMEENTE, "area_code": "GM0344"}),
    ],
)
def test_a_choice_changes_one_thing_and_a_coarser_level_takes_the_selection_along(
    picker: str, value: str, changed: dict[str, object]
) -> None:
    assert choose(HERE, picker, value, BUURT) == replace(HERE.to_view(), **changed)  # type: ignore[arg-type]


def test_the_trail_goes_down_from_the_country() -> None:
    assert [(name, code) for name, code, _ in trail(BUURT)] == [
        ("Nederland", "NL00"),
        ("Utrecht", "GM0344"),
        ("West", "WK034401"),
    ]
    assert trail(replace(BUURT, level=Level.LAND)) == []
