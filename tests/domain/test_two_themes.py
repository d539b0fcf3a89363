"""Two themes at once: laws of cuts and cells, and the pairs that are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.areas import Level
from domain.numbers_nl import rounded
from domain.observations import Grade, Status
from domain.palettes import TWO_THEMES, contrast, text_colour
from domain.two_themes import (
    CELLS,
    Axis,
    Refusal,
    Scope,
    both,
    cell_code,
    cell_number,
    class_count,
    filled_twice,
    index_cuts,
    known_share,
    pair,
    refusal,
    thirds,
    weighted_quantile,
)
from domain.view_models import MapFigures
from tests.domain.examples import DISTANCE

AREAS = st.lists(
    st.tuples(st.none() | st.floats(0, 100), st.none() | st.floats(0, 100), st.integers(0, 5_000)),
    min_size=1,
    max_size=40,
)


def figures(values: list[float | None], residents: list[int], statuses: list[Status] | None = None) -> MapFigures:
    count = len(values)
    return MapFigures(
        level=Level.BUURT,
        frame_code="GM0344",
        indicator_id="x",
        reference_year=2024,
        feature_count=count,
        area_codes=tuple(f"BU0344{number:04}" for number in range(count)),
        names=tuple(f"Buurt {number}" for number in range(count)),
        residents_count=tuple(residents),
        values=tuple(values),
        statuses=tuple(statuses or [Status.UNKNOWN if value is None else Status.OK for value in values]),
        grades=(Grade.A,) * count,
        approximate_geometry=False,
    )


def axis(*cuts: float) -> Axis:
    return Axis(DISTANCE, 2024, cuts, Scope.NATIONAL)


def test_cells_by_hand() -> None:
    x = figures([0.4, 0.5, 1.0, None, 2.0], [10, 20, 30, 40, 50])
    y = figures([90.0, 50.0, 10.0, 5.0, None], [10, 20, 30, 40, 50])
    found = pair(axis(0.5, 1.0), axis(50.0, 80.0), x, y)
    # low × high, middle × middle (a value on a cut is above it), high × low, and twice one of both missing
    assert found.cells == (6, 4, 2, -1, -1)
    assert found.residents.residents == (0, 0, 30, 0, 20, 0, 10, 0, 0)
    assert (found.residents.residents_without_value, found.filled, found.is_small) == (90, 3, False)


@given(AREAS, st.integers(0, 1))
def test_every_area_has_a_cell_exactly_when_it_has_both_figures(
    areas: list[tuple[float | None, float | None, int]], decimals: int
) -> None:
    indicator = replace(DISTANCE, decimals=decimals)
    residents = [count for _, _, count in areas]
    maps = [figures([row[side] for row in areas], residents) for side in (0, 1)]
    axes = [Axis(indicator, 2024, thirds(m.values, m.residents_count, decimals), Scope.FRAME) for m in maps]
    found = pair(axes[0], axes[1], *maps)
    for cell, (x, y, _) in zip(found.cells, areas, strict=True):
        assert (cell >= 0) == (x is not None and y is not None)
    assert sum(found.residents.residents) + found.residents.residents_without_value == sum(residents)
    assert found.filled == filled_twice(*maps)
    steps = {cell % 3 for cell in found.cells if cell >= 0}
    assert steps <= set(axes[0].steps)


@given(AREAS)
def test_turning_both_figures_around_mirrors_the_cells(areas: list[tuple[float | None, float | None, int]]) -> None:
    residents = [count for _, _, count in areas]
    x, y = (figures([row[side] for row in areas], residents) for side in (0, 1))
    one = pair(axis(30.0, 60.0), axis(50.0, 80.0), x, y).cells
    other = pair(axis(50.0, 80.0), axis(30.0, 60.0), y, x).cells
    assert [(cell // 3, cell % 3) for cell in one if cell >= 0] == [
        (cell % 3, cell // 3) for cell in other if cell >= 0
    ]


@given(
    st.lists(st.tuples(st.floats(0, 100), st.integers(1, 5_000)), min_size=1, max_size=60),
    st.integers(0, 2),
    st.sampled_from([2, 3]),
)
def test_cuts_rise_are_no_finer_than_published_and_never_leave_the_lowest_class_empty(
    areas: list[tuple[float, int]], decimals: int, classes: int
) -> None:
    values, residents = [value for value, _ in areas], [count for _, count in areas]
    cuts = thirds(values, residents, decimals, classes)
    assert list(cuts) == sorted(set(cuts))
    assert len(cuts) < classes
    assert all(rounded(cut, decimals) == cut for cut in cuts)
    assert all(cut > min(rounded(value, decimals) for value in values) for cut in cuts)
    assert thirds(values[::-1], residents[::-1], decimals, classes) == cuts, "the order of rows does not matter"
    assert thirds([*values, None], [*residents, 9_999], decimals, classes) == cuts, "a missing figure has no say"


@given(st.lists(st.tuples(st.floats(0, 100), st.integers(1, 500)), min_size=1, max_size=40), st.floats(0.05, 0.95))
def test_at_most_the_wanted_share_lies_at_or_above_a_weighted_quantile_but_for_ties(
    areas: list[tuple[float, int]], share: float
) -> None:
    values, weights = [value for value, _ in areas], [weight for _, weight in areas]
    assume(len(set(values)) == len(values))
    cut = weighted_quantile(values, weights, share)
    assert cut in values
    above = sum(weight for value, weight in areas if value >= cut)
    largest = max(weights)
    assert above <= (1 - share) * sum(weights) + largest
    assert weighted_quantile([v * 2 for v in values], weights, share) == cut * 2


def test_a_quantile_of_nobody_is_none() -> None:
    assert weighted_quantile([None, 3.0], [10, 0], 0.5) is None


@pytest.mark.parametrize(("cuts", "steps"), [((), (0,)), ((1.0,), (0, 2)), ((1.0, 2.0), (0, 1, 2))])
def test_with_fewer_classes_the_outer_colours_stay(cuts: tuple[float, ...], steps: tuple[int, ...]) -> None:
    assert axis(*cuts).steps == steps


def test_below_fifteen_areas_there_are_two_classes() -> None:
    assert [class_count(number) for number in (0, 14, 15, 400)] == [2, 2, 3, 3]
    assert (index_cuts(), index_cuts(75.0), index_cuts(classes=2)) == ((50.0, 80.0), (50.0, 75.0), (80.0,))


def test_cells_have_a_code_for_the_address() -> None:
    assert [cell_code(cell) for cell in (0, 2, 6, 8)] == ["1-1", "3-1", "1-3", "3-3"]
    assert all(cell_number(cell_code(cell)) == cell for cell in range(CELLS))
    assert cell_number(None) is None


def test_modelled_by_modelled_and_twice_the_same_are_refused() -> None:
    assert refusal("a", "b", "modelled", "modelled") is Refusal.MODELLED
    assert refusal("a", "a", "register", "register") is Refusal.SAME
    assert refusal("a", "b", "modelled", "register") is None
    assert refusal("a", "b", "register", "map") is None


def test_the_status_of_two_figures() -> None:
    assert both(Status.OK, Status.SUPPRESSED, 1.0, None) is Status.SUPPRESSED
    assert both(Status.TOO_SMALL, Status.UNKNOWN, None, None) is Status.TOO_SMALL
    assert both(Status.OK, Status.CAUTION, 1.0, 2.0) is Status.CAUTION
    assert both(Status.OK, Status.OK, 1.0, 2.0) is Status.OK


def test_other_areas_are_no_pair() -> None:
    x = figures([1.0], [10])
    with pytest.raises(ValueError, match="other areas"):
        pair(axis(1.0), axis(1.0), x, replace(x, area_codes=("BU03449999",)))


def test_known_share_counts_residents() -> None:
    assert known_share([1.0, None], [300, 100]) == 0.75
    assert known_share([], []) == 0.0


def test_the_palette_is_that_of_the_methods_and_every_cell_can_be_read() -> None:
    assert len(set(TWO_THEMES)) == CELLS
    assert (TWO_THEMES[0], TWO_THEMES[2], TWO_THEMES[6], TWO_THEMES[8]) == ("#fef0e3", "#f3742d", "#18ade5", "#5b473c")
    assert all(contrast(colour, text_colour(colour)) >= 4.5 for colour in TWO_THEMES)
