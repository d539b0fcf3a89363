"""When two tasks go together in the figures: by hand, and as laws that hold whatever the figures are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.samenloop import cross, matrix, meet, read_task
from domain.samenloop_models import Candidate, CellState, Lack, Reading, Speech, TaskFigure, TaskReading
from domain.view_models import Figure, Indicator
from tests.domain.samen_examples import (
    AGE,
    ALONE,
    COUNTRY,
    CROSSING,
    GP,
    GREYING,
    HOT,
    INDICATORS,
    LONELY,
    LOUD,
    NEAR,
    NOISE,
    OLDER,
    SCORE,
    by_indicator,
    figure_of,
    task,
    told,
    view,
)


def only(reading: TaskReading) -> Reading:
    assert len(reading.readings) == 1
    return reading.readings[0]


@pytest.mark.parametrize(
    ("figure", "speech"),
    [
        (told(GP, 1.9), Speech.SPEAKS),
        (told(GP, 1.3), Speech.SPEAKS),  # exactly the smallest difference for a distance, 0.2 km
        (told(GP, 1.2), Speech.SILENT),
        (told(GP, 0.5), Speech.SILENT),
        (told(GP, None), Speech.ABSENT),
    ],
)
def test_a_counted_figure_speaks_from_its_smallest_difference_on(figure: Figure, speech: Speech) -> None:
    assert only(read_task(NEAR, by_indicator(figure), COUNTRY, INDICATORS)).speech is speech


@pytest.mark.parametrize(
    ("figure", "speech"),
    [
        (told(LONELY, 53.0), Speech.SPEAKS),  # no margin known: 5 points
        (told(LONELY, 51.0), Speech.SILENT),
        (told(LONELY, 51.0, bounds=(48.0, 54.0)), Speech.SPEAKS),  # a margin beyond the country: 3 points do
        (told(LONELY, 51.0, bounds=(46.0, 56.0)), Speech.SILENT),  # the country lies within it
        (told(LONELY, 60.0, bounds=(50.0, 70.0)), Speech.UNCERTAIN),  # wider than 15 points
    ],
)
def test_a_modelled_figure_speaks_beyond_its_margin(figure: Figure, speech: Speech) -> None:
    assert only(read_task(ALONE, by_indicator(figure), COUNTRY, INDICATORS)).speech is speech


def test_a_figure_without_a_direction_speaks_the_way_its_task_says() -> None:
    more, less = by_indicator(told(AGE, 30.0)), by_indicator(told(AGE, 10.0))
    assert only(read_task(GREYING, more, COUNTRY, INDICATORS)).speaks
    assert not only(read_task(GREYING, less, COUNTRY, INDICATORS)).speaks
    fewer = task("jong", "social", figure_of(AGE, -1))
    assert only(read_task(fewer, less, COUNTRY, INDICATORS)).speaks


@pytest.mark.parametrize(("value", "speech"), [(80.0, Speech.SPEAKS), (79.4, Speech.SILENT), (79.6, Speech.SPEAKS)])
def test_a_score_speaks_from_its_bar_on_as_it_is_printed(value: float, speech: Speech) -> None:
    assert only(read_task(HOT, by_indicator(told(SCORE, value)), {}, INDICATORS)).speech is speech


def test_the_newest_year_that_the_country_has_too_is_used() -> None:
    here = by_indicator(told(GP, 0.5, 2025), told(GP, 1.9, 2024))
    reading = only(read_task(NEAR, here, COUNTRY, INDICATORS))
    assert reading.figure is not None
    assert (reading.figure.reference_year, reading.benchmark, reading.speech) == (2024, 1.1, Speech.SPEAKS)


def test_a_model_is_held_against_its_own_table_only() -> None:
    """A counted figure may come in two tables of one year; another run of a model is another figure (methods §5)."""
    other = by_indicator(told(LONELY, 60.0, table="T2"), told(GP, 1.9, table="T2"))
    lonely = only(read_task(ALONE, other, COUNTRY, INDICATORS))
    assert (lonely.speech, lonely.lack) == (Speech.ABSENT, Lack.NO_COUNTRY)
    assert only(read_task(NEAR, other, COUNTRY, INDICATORS)).speaks


def test_an_alternative_is_used_where_the_first_has_no_figure() -> None:
    figure = TaskFigure("gp_km", (Candidate("gp_km", 1), Candidate("heat_score", 1, bar=80.0, bar_text="80.")))
    either = task("beide", "physical", figure)
    found = only(read_task(either, by_indicator(told(GP, None), told(SCORE, 90)), COUNTRY, INDICATORS))
    assert (found.figure_id, found.candidate.indicator_id, found.speaks) == ("gp_km", "heat_score", True)
    # With none at all the reason is that of the one that has a figure, or of the first.
    nothing = only(read_task(either, {}, COUNTRY, INDICATORS))
    assert (nothing.candidate.indicator_id, nothing.lack) == ("gp_km", Lack.NO_FIGURE)


def test_the_lens_of_ageing_reads_those_of_65_and_over_first() -> None:
    here = by_indicator(told(LONELY, 40.0), told(OLDER, 60.0))
    assert not only(read_task(ALONE, here, COUNTRY, INDICATORS)).speaks
    assert only(read_task(ALONE, here, COUNTRY, INDICATORS, older=True)).speaks
    without = by_indicator(told(LONELY, 60.0))
    assert only(read_task(ALONE, without, COUNTRY, INDICATORS, older=True)).candidate.indicator_id == "lonely_pct"


def state(physical: str, social: str, *figures: Figure) -> CellState:
    return view(*figures).cells[physical, social].state


def test_every_state_of_a_cell() -> None:
    far, near, lonely, fine, loud = (
        told(GP, 1.9),
        told(GP, 0.5),
        told(LONELY, 55.0),
        told(LONELY, 45.0),
        told(NOISE, 15.0),
    )
    old = told(AGE, 30.0)
    assert state("nabij", "eenzaam", far, lonely) is CellState.SAMENLOOP
    assert state("nabij", "eenzaam", far, fine) is CellState.PHYSICAL
    assert state("nabij", "eenzaam", near, lonely) is CellState.SOCIAL
    assert state("nabij", "eenzaam", near, fine) is CellState.NEITHER
    assert state("nabij", "eenzaam", far) is CellState.NO_FIGURES
    # Modelled by modelled, and modelled by what goes into the model, are no finding.
    assert state("geluid", "eenzaam", loud, lonely) is CellState.MODELS_ONLY
    assert state("geluid", "vergrijzing", loud, old) is CellState.MODELS_ONLY
    assert state("nabij", "vergrijzing", far, old) is CellState.SAMENLOOP


def test_the_country_is_not_held_against_itself() -> None:
    seen = view(told(GP, 1.9), told(LONELY, 55.0))
    cells = matrix(seen.physical, seen.social, is_country=True)
    assert {cell.state for cell in cells.values()} == {CellState.NOT_COMPARED}
    assert not any(cell.pairs for cell in cells.values())


def test_a_crossing_lights_by_its_own_figures_only() -> None:
    far, lonely = told(GP, 1.9), told(LONELY, 55.0)
    assert view(far, lonely).lit
    assert not view(far).lit
    policy = replace(CROSSING, physical_figures=(), social_figures=())
    unlit = view(far, lonely, crossing=policy).crossings
    assert [each.is_lit for each in unlit] == [False], "it stays, unlit"


def test_a_crossing_of_three_needs_the_third() -> None:
    three = replace(CROSSING, also=("heat_score",))
    far, lonely = told(GP, 1.9), told(LONELY, 55.0)
    assert not view(far, lonely, crossing=three).lit
    (lit,) = view(far, lonely, told(SCORE, 90), crossing=three).lit
    assert [each.figure_id for each in lit.also] == ["heat_score"]
    # A third that comes out of a model may not lean on another one.
    assert not view(far, lonely, told(NOISE, 15.0), crossing=replace(CROSSING, also=("noise_pct",))).lit


# Laws

values = st.one_of(st.none(), st.floats(0, 100).map(lambda value: round(value, 1)))
kinds = st.sampled_from(["register", "map", "modelled"])


@st.composite
def figures(draw: st.DrawFn) -> list[Figure]:
    return [told(each, draw(values)) for each in (GP, NOISE, LONELY, OLDER, AGE, SCORE)]


@st.composite
def cell_inputs(draw: st.DrawFn) -> tuple[TaskReading, TaskReading, dict[str, Indicator], list[Figure]]:
    """A physical and a social task of up to three figures of any kind, each marked or not as what goes into a model."""
    known: dict[str, Indicator] = {}
    here: list[Figure] = []
    country: list[Figure] = []
    tasks = []
    for name in ("a", "b"):
        of_task = []
        for number in range(draw(st.integers(1, 3))):
            indicator = replace(NOISE, indicator_id=f"{name}{number}_pct", kind=draw(kinds))
            known[indicator.indicator_id] = indicator
            here.append(told(indicator, draw(values)))
            country.append(told(indicator, 50.0))
            marked = indicator.kind != "modelled" and draw(st.booleans())
            of_task.append(figure_of(indicator, draw(st.sampled_from([1, -1])), in_models=marked))
        tasks.append(task(name, "physical" if name == "a" else "social", *of_task))
    readings = [read_task(each, by_indicator(*here), by_indicator(*country), known) for each in tasks]
    return readings[0], readings[1], known, here


@given(cell_inputs())
def test_no_cell_is_ever_lit_by_a_pair_that_rests_on_a_model(
    drawn: tuple[TaskReading, TaskReading, dict[str, Indicator], list[Figure]],
) -> None:
    physical, social, _, _ = drawn
    cell = meet(physical, social)
    assert (cell.state is CellState.SAMENLOOP) == bool(cell.pairs)
    for pair in cell.pairs:
        assert pair.physical.speaks
        assert pair.social.speaks
        assert not (pair.physical.is_modelled and pair.social.is_modelled)
        for one, other in ((pair.physical, pair.social), (pair.social, pair.physical)):
            assert not (one.is_modelled and other.candidate.in_models)
    if all(each.is_modelled for task in (physical, social) for each in task.readings):
        assert cell.state is not CellState.SAMENLOOP


@given(figures(), st.data())
def test_missing_never_lights(found: list[Figure], data: st.DataObject) -> None:
    """What a figure that goes missing changes is only ever that less lights up."""
    index = data.draw(st.integers(0, len(found) - 1))
    poorer = [replace(each, value=None) if number == index else each for number, each in enumerate(found)]
    lit = {cell.key for cell in view(*found).samenlopen}
    assert {cell.key for cell in view(*poorer).samenlopen} <= lit
    assert len(view(*poorer).lit) <= len(view(*found).lit)


@given(figures(), st.floats(0, 50))
def test_more_of_what_asks_for_attention_never_puts_a_cell_out(found: list[Figure], more: float) -> None:
    """All figures here speak when higher; those without a margin go up together."""
    raised = [replace(each, value=None if each.value is None else each.value + more) for each in found]
    lit = {cell.key for cell in view(*found).samenlopen}
    assert lit <= {cell.key for cell in view(*raised).samenlopen}


@given(figures())
def test_a_lit_crossing_lies_in_a_lit_cell(found: list[Figure]) -> None:
    seen = view(*found)
    for each in seen.lit:
        assert seen.cells[each.knooppunt.physical_id, each.knooppunt.social_id].state is CellState.SAMENLOOP


def test_an_unknown_task_is_an_error() -> None:
    with pytest.raises(KeyError):
        cross(CROSSING, {})


def test_a_silent_task_is_judged_and_a_missing_one_is_not() -> None:
    quiet = read_task(LOUD, by_indicator(told(NOISE, 6.0)), COUNTRY, INDICATORS)
    assert (quiet.is_judged, quiet.speaking) == (True, ())
    assert not read_task(LOUD, {}, COUNTRY, INDICATORS).is_judged
