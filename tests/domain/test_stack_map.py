"""The stacking of burdens: counts, marks and lines of a few buurten worked out by hand, and laws."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.indices import Robustness
from domain.observations import Status
from domain.stack_map import SHARES_PCT, Side, StackMap, counted, people_with, share_outside, stack_map
from domain.stacking import AreaScores, count_high, is_stacked, names_high, threshold_line
from domain.two_themes import Scope
from domain.view_state import THRESHOLDS
from domain.wording.stacking import (
    built_sentence,
    marked_sentence,
    outside_sentence,
    robust_legend,
    short_cells,
    then_now,
    threshold_sentence,
)
from domain.wording.two_themes import axis_classes
from tests.domain.examples import DISTANCE
from tests.domain.test_two_themes import figures

SCORE = replace(DISTANCE, indicator_id="certainty_score", title="Druk", unit="punten", decimals=0, kind="modelled")
RESIDENTS = [1_000, 2_000, 200, 500, 300]
#: Buurt 0 is marked; 1 has a high index but one theme; 2 has themes, but no high index; 3 lacks its index, 4 a theme that decides.
INDEX: list[float | None] = [83.0, 90.0, 60.0, None, 85.0]
PARTS = {
    "Inkomen": (85.0, 92.0, 40.0, 81.0, 90.0),
    "Wonen": (80.0, 70.0, 70.0, None, 79.0),
}
THEMES: dict[str, tuple[float | None, ...]] = {
    "Lucht": (90.0, 88.0, 95.0, 90.0, 85.0),
    "Geluid": (82.0, 10.0, 96.0, 90.0, None),
    "Groen": (10.0, 20.0, 30.0, 10.0, 10.0),
}


def sides(is_count: bool = False) -> tuple[Side, Side]:
    x = Side("Druk op bestaanszekerheid", figures(INDEX, RESIDENTS), SCORE, PARTS)
    y = Side("Omgevingsdruk", figures([88.0, 45.0, 70.0, 60.0, 55.0], RESIDENTS), SCORE, THEMES)
    if is_count:
        like = x.figures
        x = Side("Kapitalen", counted("kapitalen", PARTS, like, 80.0), replace(SCORE, unit="aantal"), PARTS, True)
    return x, y


def made(threshold: int = 20, *, is_local: bool = False, is_count: bool = False) -> StackMap:
    labels = {
        "BU03440000": Robustness.BORDERLINE,
        "BU03440001": Robustness.STEADY,
    }
    return stack_map(*sides(is_count), (2024, 2024), threshold, labels, is_local=is_local)


def test_counts_names_and_marks_by_hand() -> None:
    found = made()
    assert [area.stacked for area in found.areas] == [True, False, False, None, None]
    assert (found.areas[0].x, found.areas[0].x_names) == ((2, 2), ("Inkomen", "Wonen"))
    assert (found.areas[0].y, found.areas[0].y_names) == ((2, 3), ("Lucht", "Geluid"))
    assert found.areas[3].x == (1, 1), "a missing part makes the denominator smaller"
    assert found.areas[4].y == (1, 2)
    assert found.marked == ("BU03440000",)
    assert found.pair.cells == (8, 2, 4, -1, 5)
    assert found.pair.x.cuts == (50.0, 80.0)


def test_few_residents_are_shown_with_care() -> None:
    assert made().careful == (False, False, True, False, False)


def test_robustness_is_that_of_the_index_along_x_and_only_for_what_the_runs_asked() -> None:
    assert made().robust == (Robustness.BORDERLINE, Robustness.STEADY, None, None, None)
    assert "is dat grensgeval" in robust_legend(made())
    for other in (made(25), made(is_local=True), made(is_count=True)):
        assert set(other.robust) == {None}


def test_capitals_on_the_scale_of_one_gemeente_have_one_cut_for_colour_and_points() -> None:
    found = made(is_local=True, is_count=True)
    for value, area in zip(found.pair.x_figures.values, found.areas, strict=True):
        assert value is None or value == area.x[0]
    assert any(value is not None for value in found.pair.x_figures.values)


def test_a_gap_is_no_good_news() -> None:
    told = marked_sentence(made(), "Utrecht")
    assert "1 buurt waar veel samenkomt" in told
    assert "Van 2 buurten is het niet te zeggen" in told


def test_a_missing_capital_that_changes_nothing_leaves_the_mark() -> None:
    like = figures([None] * 3, [500, 500, 500])
    parts: dict[str, tuple[float | None, ...]] = {
        "Eigen": (90.0, 10.0, 90.0),
        "Geld": (85.0, 10.0, 10.0),
        "Sociaal": (None, None, None),
    }
    x = Side("Kapitalen", counted("kapitalen", parts, like, 80.0), replace(SCORE, unit="aantal"), parts, True)
    themes = {"Lucht": (90.0, 90.0, 90.0), "Geluid": (90.0, 90.0, 90.0)}
    y = Side("Omgevingsdruk", figures([90.0] * 3, [500, 500, 500]), SCORE, themes)
    found = stack_map(x, y, (2024, 2024), 20, {}, is_local=False)
    assert [area.stacked for area in found.areas] == [True, False, None]


def test_a_lower_threshold_marks_more_and_the_line_says_how_many() -> None:
    line = made().line
    assert line is not None
    # At 15% buurt 0 has an index of 83 < 85. At 25% buurt 4 can still be decided by its missing theme.
    assert [(count.share_pct, count.area_count) for count in line.counts] == [(15, 0), (20, 1), (25, 1), (33, 1)]
    assert threshold_sentence(line, 20).startswith(
        "Bij 20% gaat het om 1 buurt, bij 25% om 1 buurt, bij 33% om 1 buurt."
    )
    assert "Bij 15% blijft er geen over" in threshold_sentence(line, 20)


SCORES = st.none() | st.integers(0, 100).map(float)


@given(st.lists(st.tuples(SCORES, st.tuples(*[SCORES] * 4)), min_size=1, max_size=12), st.sampled_from(THRESHOLDS))
def test_all_areas_at_once_give_what_one_by_one_gives(
    rows: list[tuple[float | None, tuple[float | None, ...]]], threshold: int
) -> None:
    themes = {name: tuple(row[1][place] for row in rows) for place, name in enumerate("abcd")}
    index = [row[0] for row in rows]
    x = Side("Druk", figures(index, [500] * len(rows)), SCORE, {"Inkomen": tuple(index)})
    y = Side("Omgeving", figures(index, [500] * len(rows)), SCORE, themes)
    found = stack_map(x, y, (2024, 2024), threshold, {}, is_local=False)
    cut = 100.0 - threshold
    scored = []
    for code, area, (score, values) in zip(x.figures.area_codes, found.areas, rows, strict=True):
        named = dict(zip("abcd", values, strict=True))
        assert area.y == count_high(named, cut)
        assert area.y_names == names_high(named, cut)
        assert area.stacked == is_stacked(score, *count_high(named, cut), themes=4, cut=cut)
        scored.append(AreaScores(code, score, named))
    assert found.line == threshold_line(scored, SHARES_PCT)


@given(st.sampled_from(THRESHOLDS), st.sampled_from(THRESHOLDS))
def test_what_is_marked_stays_marked_when_more_counts_as_the_most(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert set(made(low).marked) <= set(made(high).marked)


def test_on_the_scale_of_one_frame_the_cuts_are_those_of_its_residents() -> None:
    found = made(is_local=True)
    assert found.pair.x.scope is Scope.FRAME
    assert found.line is None
    assert found.times_chance is None
    assert found.pair.x.cuts == (90.0,), "half of the residents, and the highest fifth, live in the buurt of 2,000"


def test_chance_is_four_of_a_hundred_at_the_usual_threshold() -> None:
    # 1,000 of the 3,500 residents in buurten with both scores live where both are high.
    assert made().times_chance == pytest.approx(1_000 / 3_500 / 0.04)


def test_a_count_of_parts_as_axis() -> None:
    found = made(is_count=True)
    # 2 of 2, 1 of 2, 0 of 2; buurt 3 has 1 of 1, which the missing part could make 2: no class.
    assert found.pair.x_figures.values == (2.0, 1.0, 0.0, None, 1.0)
    assert found.pair.x_figures.statuses[3] is Status.UNKNOWN
    assert found.pair.cells[:3] == (8, 1, 3)
    assert found.areas[0].stacked is True
    assert found.areas[1].stacked is False, "one of both parts is not two"
    assert (found.pair.x.scope, found.times_chance) == (Scope.COUNT, None)


def test_with_few_areas_a_count_has_two_classes_named_as_such() -> None:
    labels: dict[str, list[Robustness]] = {}
    small = stack_map(*sides(is_count=True), (2024, 2024), 20, labels, is_local=False, classes=2)
    assert axis_classes(small.pair.x) == (("geen of één", ""), ("twee of meer", ""))
    assert short_cells(small)[0] == "geen of één × weinig"
    assert short_cells(made(is_count=True))[1] == "één × weinig"


def test_residents_with_at_least_so_many_themes_where_all_are_known() -> None:
    # Without buurt 4, of which a theme is missing: 3,700 residents; two themes in buurten 0, 2 and 3.
    assert people_with(2, made()) == pytest.approx(100 * 1_700 / 3_700)
    assert people_with(1, made()) == 100.0


def test_the_line_about_low_incomes_by_hand() -> None:
    codes = ("a", "b", "c")
    # 20% of 100 and 10% of 300 households: 20 inside, 30 outside; c has no figure, and 10 of 410 households.
    share = share_outside(("a",), codes, (20.0, 10.0, None), (100, 300, 10))
    assert share == pytest.approx(0.6)
    assert share_outside(("a",), codes, (20.0, None, None), (100, 300, 10)) is None, "too few are known"
    assert share_outside((), (), (), ()) is None
    assert "60% van die huishoudens in Utrecht (2023)" in outside_sentence(0.6, 2023, "Utrecht")
    assert outside_sentence(0.5, 2023, "Utrecht") == "", "it is only told when it is true"


@given(
    st.lists(st.tuples(st.booleans(), st.floats(0, 100), st.integers(1, 1000)), min_size=1, max_size=20),
)
def test_inside_and_outside_are_everything(areas: list[tuple[bool, float, int]]) -> None:
    codes = [str(number) for number in range(len(areas))]
    shares, households = [share for _, share, _ in areas], [count for _, _, count in areas]
    marked = [code for code, (is_marked, _, _) in zip(codes, areas, strict=True) if is_marked]
    others = [code for code in codes if code not in marked]
    one = share_outside(marked, codes, shares, households)
    other = share_outside(others, codes, shares, households)
    if one is not None and other is not None:
        assert one + other == pytest.approx(1)


def test_then_and_now_names_what_came_and_went_alphabetically() -> None:
    text = then_now(
        2020, {"a": "Dorp", "b": "Centrum"}, 2024, {"b": "Centrum", "c": "Zuid", "d": "Oost", "e": "Centrum"}
    )
    assert text == (
        "In 2020 ging het om 2 buurten, in 2024 om 4 buurten. Wel in 2024, niet in 2020: Centrum, Oost en Zuid. "
        "Wel in 2020, niet in 2024: Dorp."
    )


def test_where_new_dwellings_came() -> None:
    told = built_sentence(2018, 2024, is_growth=True, total=400, marked=100, people_share=0.13, frame_name="Utrecht")
    assert told == (
        "In Utrecht kwamen er per saldo van 2018 tot en met 2024 400 woningen bij. Daarvan staan er 100 (25%) in de gemarkeerde "
        "buurten. Daar woont 13% van de inwoners."
    )
    fewer = built_sentence(2018, 2024, is_growth=True, total=-4, marked=0, people_share=0, frame_name="X")
    assert fewer == "In X verdwenen er per saldo van 2018 tot en met 2024 4 woningen."
