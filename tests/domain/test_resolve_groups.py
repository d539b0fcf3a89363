"""Regions and own divisions: an area stands among its siblings at its own level, and is the frame at every finer one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.areas import GROUP_LEVELS, Level, frame_of, level_of
from domain.resolve import Facts, resolve
from domain.view_models import YearCoverage
from domain.view_state import ViewState

GGD = "GG0344"
STADSDEEL = "EG0344-STADSDEEL-WEST"
_LEVELS = {
    "NL00": {Level.GGD, Level.PROVINCIE, Level.GEMEENTE, Level.WIJK, Level.BUURT},
    GGD: {Level.GGD, Level.GEMEENTE, Level.WIJK, Level.BUURT},
    "PV26": {Level.PROVINCIE, Level.GEMEENTE, Level.WIJK, Level.BUURT},
    STADSDEEL: {Level.EIGEN, Level.BUURT},
    "GM0344": {Level.EIGEN, Level.GEMEENTE, Level.WIJK, Level.BUURT},
    "GM0363": {Level.GEMEENTE, Level.WIJK, Level.BUURT},
}
_AREAS = {*_LEVELS, "WK034401", "BU03440101", "BU03440202", "BU03630101"}
_INSIDE = {
    GGD: {GGD, "GM0344", "WK034401", "BU03440101", "BU03440202"},
    "PV26": {"PV26", "GM0344", "WK034401", "BU03440101", "BU03440202"},
    STADSDEEL: {STADSDEEL, "BU03440101"},
}
FACTS = Facts(
    default_area="NL00",
    default_indicator="supermarket_km",
    display_vintage=2024,
    kinds={"supermarket_km": "register", "good_health_pct": "modelled"},
    area_level=lambda code: level_of(code) if code in _AREAS else None,
    levels=lambda frame: frozenset(_LEVELS.get(frame, ())),
    years=lambda _indicator, _level, _frame: [YearCoverage(2024, 10, 10)],
    inside=lambda group, code: code in _INSIDE.get(group, ()),
)
VIEWS = st.builds(
    ViewState,
    area_code=st.none() | st.sampled_from(sorted(_AREAS)),
    level=st.none() | st.sampled_from([level for level in Level if level is not Level.LAND]),
    indicator_id=st.none() | st.sampled_from(sorted(FACTS.kinds)),
    frame_code=st.none() | st.sampled_from([*_INSIDE, "GG9999"]),
)


@given(VIEWS)
def test_what_is_shown_can_be_drawn_and_its_address_shows_the_same(view: ViewState) -> None:
    resolved, _ = resolve(view, FACTS)
    assert resolved.level in FACTS.levels(resolved.frame_code)
    again, lines = resolve(resolved.to_view(), FACTS)
    assert (again, lines) == (resolved, ())


@given(VIEWS)
def test_the_selection_lies_in_the_frame_or_is_it(view: ViewState) -> None:
    resolved, _ = resolve(view, FACTS)
    frame = resolved.frame_code
    if level_of(frame) in GROUP_LEVELS:
        assert resolved.area_code in _INSIDE[frame]
    elif frame != "NL00":
        assert resolved.area_code[2:6] == frame[2:6]


@pytest.mark.parametrize(
    ("query", "frame", "level", "selected"),
    [
        (f"gebied={GGD}", GGD, "gemeente", GGD),
        (f"gebied={GGD}&niveau=buurt", GGD, "buurt", GGD),
        (f"gebied={GGD}&niveau=ggd", "NL00", "ggd", GGD),
        ("gebied=NL00&niveau=provincie", "NL00", "provincie", "NL00"),
        (f"gebied={STADSDEEL}", STADSDEEL, "buurt", STADSDEEL),
        (f"gebied={STADSDEEL}&niveau=eigen", "GM0344", "eigen", STADSDEEL),
        ("gebied=GM0344&niveau=eigen", "GM0344", "eigen", "GM0344"),
        (f"gebied=GM0344&kader={GGD}&niveau=gemeente", GGD, "gemeente", "GM0344"),
        (f"gebied=BU03440101&kader={STADSDEEL}", STADSDEEL, "buurt", "BU03440101"),
        # A buurt elsewhere: the region is left.
        (f"gebied=BU03630101&kader={GGD}", "GM0363", "buurt", "BU03630101"),
        # Among regions only a region can be selected.
        (f"gebied=BU03440101&kader={GGD}&niveau=ggd", "NL00", "ggd", GGD),
    ],
)
def test_frames_of_groups(query: str, frame: str, level: str, selected: str) -> None:
    view, mistakes = ViewState.from_query(query)
    resolved, lines = resolve(view, FACTS)
    assert (resolved.frame_code, resolved.level, resolved.area_code) == (frame, level, selected)
    assert mistakes == lines == ()


def test_a_region_that_is_not_there_is_named_and_left_out() -> None:
    resolved, lines = resolve(ViewState("GM0344", frame_code="GG9999"), FACTS)
    assert resolved.frame_code == "GM0344"
    assert lines == ("Het gebied GG9999 staat niet in deze gegevens. Misschien is de code veranderd: zoek op naam.",)


def test_a_level_that_a_gemeente_cannot_be_divided_into() -> None:
    resolved, lines = resolve(ViewState("GM0363", level=Level.EIGEN), FACTS)
    assert (resolved.frame_code, resolved.level) == ("GM0363", Level.BUURT)
    assert lines == ("Dit gebied heeft hier geen gebieden. U ziet buurten.",)


@pytest.mark.parametrize("text", ["GM0344", "NL00", "nergens", "EG0344-"])
def test_only_a_group_can_be_a_frame(text: str) -> None:
    view, lines = ViewState.from_query(f"kader={text}")
    assert view == ViewState()
    assert lines == (f"De regio “{text}” in het webadres kennen we niet. U ziet de standaardkeuze.",)


@pytest.mark.parametrize(
    ("code", "level", "frame"),
    [
        ("BU03440101", Level.BUURT, "GM0344"),
        ("GM0344", Level.BUURT, "GM0344"),
        ("GM0344", Level.GEMEENTE, "NL00"),
        ("NL00", Level.BUURT, "NL00"),
        (STADSDEEL, Level.BUURT, STADSDEEL),
        (STADSDEEL, Level.EIGEN, "GM0344"),
        ("PV26", Level.WIJK, "PV26"),
        ("PV26", Level.PROVINCIE, "NL00"),
    ],
)
def test_frame_of_an_area_at_a_level(code: str, level: Level, frame: str) -> None:
    assert frame_of(code, level) == frame
