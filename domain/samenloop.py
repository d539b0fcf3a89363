"""When figures of a physical and a social task both speak in one area (samenloop), and which crossings in policy they point to. Pure.

A samenloop is no correlation and no cause: two counted facts about one place. A pair that rests on a model on both sides would be found
wherever the model puts it (methods §1.6, §2.2), so it never lights a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from domain.change import HAIR
from domain.comparison import Verdict, comparison
from domain.numbers_nl import rounded
from domain.observations import Status
from domain.samenloop_models import (
    Candidate,
    Cell,
    CellState,
    Crossing,
    Knooppunt,
    Lack,
    Pair,
    Reading,
    Speech,
    Task,
    TaskReading,
)
from domain.view_models import Figure, Indicator

#: Figures by indicator, in every year.
Figures = Mapping[str, Sequence[Figure]]


def read_task(
    task: Task, here: Figures, country: Figures, indicators: Mapping[str, Indicator], *, older: bool = False
) -> TaskReading:
    """What the figures of a task say in an area, each by the first of its alternatives that can be held against something."""
    readings = []
    for figure in task.figures:
        found = [
            read_figure(figure.figure_id, each, here, country, indicators[each.indicator_id])
            for each in figure.with_lens(older=older)
            if each.indicator_id in indicators
        ]
        usable = [each for each in found if each.speech is not Speech.ABSENT]
        # Without a usable one: the one that comes nearest, for its reason.
        known = [each for each in found if each.lack is Lack.NO_COUNTRY]
        readings += (usable or known or found)[:1]
    return TaskReading(task, tuple(readings))


def read_figure(figure_id: str, candidate: Candidate, here: Figures, country: Figures, indicator: Indicator) -> Reading:
    """What one indicator says: its newest year that can be held against the bar, else against the country's of that table and year."""
    name = candidate.indicator_id
    own = sorted(here.get(name, ()), key=lambda each: -each.reference_year)
    known = [each for each in own if each.value is not None]
    for each in known:
        benchmark = candidate.bar if candidate.bar is not None else _country(each, country.get(name, ()), indicator)
        if benchmark is not None:
            return Reading(
                figure_id, candidate, indicator, speech_of(each, benchmark, candidate, indicator), each, benchmark
            )
    if known:
        return Reading(figure_id, candidate, indicator, Speech.ABSENT, known[0], lack=Lack.NO_COUNTRY)
    status = own[0].status if own else Status.UNKNOWN
    return Reading(figure_id, candidate, indicator, Speech.ABSENT, lack=Lack.NO_FIGURE, status=status)


def _country(figure: Figure, country: Sequence[Figure], indicator: Indicator) -> float | None:
    """The country's figure of the same year; of a model also of the same table, which another run would have made differently."""
    for each in country:
        same_table = indicator.kind != "modelled" or each.source.table_id == figure.source.table_id
        if each.value is not None and each.reference_year == figure.reference_year and same_table:
            return each.value
    return None


def speech_of(figure: Figure, benchmark: float, candidate: Candidate, indicator: Indicator) -> Speech:
    """Whether a figure lies clearly on the side that asks for attention.

    Against a bar: on it or beyond it, as printed. Against the country: clearly higher (or lower) by `domain.comparison`, which keeps to
    the smallest difference worth a word and to the margin of a model.
    """
    assert figure.value is not None
    if candidate.bar is not None:
        beyond = candidate.way * (rounded(figure.value, indicator.decimals) - candidate.bar)
        return Speech.SPEAKS if beyond >= -HAIR else Speech.SILENT
    verdict = comparison(figure.value, benchmark, indicator, figure.lower, figure.upper).verdict
    if verdict is Verdict.TOO_UNCERTAIN:
        return Speech.UNCERTAIN
    return Speech.SPEAKS if verdict is (Verdict.HIGHER if candidate.way > 0 else Verdict.LOWER) else Speech.SILENT


def may_meet(one: Reading, other: Reading) -> bool:
    """Whether two figures seen together say more than a model put in: never both modelled, nor a modelled one with what goes into it."""
    if one.is_modelled and other.is_modelled:
        return False
    return not ((one.is_modelled and other.candidate.in_models) or (other.is_modelled and one.candidate.in_models))


def meet(physical: TaskReading, social: TaskReading) -> Cell:
    """Where two tasks meet: which pairs of figures both speak, and else why not."""
    both = [Pair(one, other) for one in physical.speaking for other in social.speaking]
    pairs = tuple(pair for pair in both if may_meet(pair.physical, pair.social))
    return Cell(physical, social, _state(physical, social, pairs, len(both)), pairs, len(both) - len(pairs))


def _state(physical: TaskReading, social: TaskReading, pairs: Sequence[Pair], both: int) -> CellState:
    if pairs:
        return CellState.SAMENLOOP
    if both:
        return CellState.MODELS_ONLY
    if not (physical.is_judged and social.is_judged):
        return CellState.NO_FIGURES
    if physical.speaking:
        return CellState.PHYSICAL
    return CellState.SOCIAL if social.speaking else CellState.NEITHER


def matrix(
    physical: Sequence[TaskReading], social: Sequence[TaskReading], *, is_country: bool = False
) -> dict[tuple[str, str], Cell]:
    """All cells, by physical and social task. Those of the country itself are not compared."""
    cells = [
        Cell(one, other, CellState.NOT_COMPARED) if is_country else meet(one, other)
        for other in social
        for one in physical
    ]
    return {cell.key: cell for cell in cells}


def cross(knooppunt: Knooppunt, tasks: Mapping[str, TaskReading]) -> Crossing:
    """A crossing in policy with the pairs of its own figures that both speak here. Raises KeyError for an unknown task."""
    physical, social = tasks[knooppunt.physical_id], tasks[knooppunt.social_id]
    cell = meet(physical, social)
    pairs = [
        pair
        for pair in cell.pairs
        if pair.physical.figure_id in knooppunt.physical_figures and pair.social.figure_id in knooppunt.social_figures
    ]
    if not knooppunt.also:
        return Crossing(knooppunt, physical, social, tuple(pairs))
    third = [each for each in _readings(tasks) if each.figure_id in knooppunt.also and each.speaks]
    joined = [pair for pair in pairs if any(_joins(each, pair) for each in third)]
    beside = [each for each in third if any(_joins(each, pair) for pair in joined)]
    return Crossing(knooppunt, physical, social, tuple(joined), tuple(beside))


def _readings(tasks: Mapping[str, TaskReading]) -> Iterator[Reading]:
    for task in tasks.values():
        yield from task.readings


def _joins(third: Reading, pair: Pair) -> bool:
    return may_meet(third, pair.physical) and may_meet(third, pair.social)


def in_order(crossings: Sequence[Crossing], *, older: bool) -> tuple[Crossing, ...]:
    """Lit ones first, with the lens of ageing those that it asks a question of before the others; else as the catalogue has them."""
    return tuple(sorted(crossings, key=lambda each: (not each.is_lit, older and each.knooppunt.ageing is None)))
