"""Two themes and the stacking of burdens: which two figures of which years are shown when a URL asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from domain.areas import Level
from domain.two_themes import Refusal
from domain.view_models import YearCoverage
from domain.view_state import THRESHOLDS, Mode, ViewState
from domain.wording import two_themes as words


@dataclass(frozen=True)
class Stack:
    """Two indices that are shown as stacking: about people (along x) and about the place (along y).

    `x_id` and `y_id` are the indicators that stand for them in an address. An axis may be a count of parts that are high: then it
    has no figure of its own, and one of its parts stands for it.
    """

    index_id: str
    title: str
    x_id: str
    y_id: str


@dataclass(frozen=True)
class PairFacts:
    """What the warehouse knows of pairs. The defaults are those of a warehouse without any.

    `refused` tells why two indicators are not shown together, `partners` lists second indicators for a first, best first;
    `offer` is a pair that stands in for a stacking that cannot be made, and `lacking` are lines that tell what it lacks.
    """

    refused: Callable[[str, str], Refusal | None] = lambda _x, _y: None
    has_classes: Callable[[str], bool] = lambda _indicator_id: True
    partners: Callable[[str], Sequence[str]] = lambda _indicator_id: ()
    stacks: Sequence[Stack] = ()
    lacking: Callable[[], Sequence[str]] = lambda: ()
    offer: Callable[[], tuple[str, str | None] | None] = lambda: None


class PairSource(Protocol):
    """The part of domain.resolve.Facts that pairs need."""

    @property
    def default_indicator(self) -> str: ...
    @property
    def pairs(self) -> PairFacts: ...
    @property
    def levels(self) -> Callable[[str], frozenset[Level]]: ...
    @property
    def years(self) -> Callable[[str, Level, str], Sequence[YearCoverage]]: ...


def asked_pair(view: ViewState, facts: PairSource, frame_code: str, lines: list[str]) -> ViewState:
    """View with the indicators of the mode filled in; a stacking that cannot be made becomes two themes, and a line says why."""
    if view.mode is Mode.TWEE and view.indicator_id is not None and not facts.pairs.has_classes(view.indicator_id):
        lines.append(words.no_classes())
        return replace(view, indicator_id=facts.default_indicator, year=None)
    if view.mode is not Mode.STAPELING:
        return view
    stack = chosen_stack(view, facts.pairs)
    if stack is not None and _can_be_stacked(stack, facts, frame_code):
        if view.level not in (None, Level.BUURT):
            lines.append(words.only_per_buurt())
        return replace(view, level=Level.BUURT, indicator_id=stack.x_id, indicator2_id=stack.y_id)
    lacking = facts.pairs.lacking()
    lines += [words.no_stack(has_indices=stack is not None and not lacking), *lacking]
    x_id, y_id = facts.pairs.offer() or (view.indicator_id, view.indicator2_id)
    return replace(view, mode=Mode.TWEE, indicator_id=x_id, indicator2_id=y_id, year=None, year2=None, level=None)


def chosen_stack(view: ViewState, facts: PairFacts) -> Stack | None:
    """Stack that an address asks for by the indicator along x; the first where it asks for none; None where there is none."""
    return next((each for each in facts.stacks if each.x_id == view.indicator_id), next(iter(facts.stacks), None))


def second(
    view: ViewState, facts: PairSource, first_id: str, year: int, level: Level, frame_code: str, lines: list[str]
) -> tuple[str, int] | None:
    """Second indicator and its year; None where nothing can stand beside the first one here."""

    def years(indicator_id: str) -> Sequence[YearCoverage]:
        return facts.years(indicator_id, level, frame_code)

    wanted = view.indicator2_id
    if wanted is not None:
        refused = facts.pairs.refused(first_id, wanted)
        if refused is None and _nearest_year(years(wanted), year) is None:
            lines.append(words.second_absent())
        elif refused is not None:
            lines.append(words.refused(refused))
        else:
            return wanted, _second_year(view, years(wanted), year, lines)
    for partner in facts.pairs.partners(first_id):
        nearest = _nearest_year(years(partner), year)
        if nearest is not None and facts.pairs.refused(first_id, partner) is None:
            return partner, nearest
    lines.append(words.no_second())
    return None


def threshold(view: ViewState) -> int:
    """Share of residents, in %, that counts as the highest."""
    return THRESHOLDS[0] if view.threshold_pct is None else view.threshold_pct


def _can_be_stacked(stack: Stack, facts: PairSource, frame_code: str) -> bool:
    if Level.BUURT not in facts.levels(frame_code):
        return False
    filled = (facts.years(each, Level.BUURT, frame_code) for each in (stack.x_id, stack.y_id))
    return all(any(year.filled for year in years) for years in filled)


def _second_year(view: ViewState, years: Sequence[YearCoverage], year: int, lines: list[str]) -> int:
    if any(each.year == view.year2 and each.filled for each in years):
        assert view.year2 is not None
        return view.year2
    nearest = _nearest_year(years, year)
    assert nearest is not None
    if view.year2 is not None:
        lines.append(words.second_year_absent(view.year2, nearest))
    return nearest


def _nearest_year(years: Sequence[YearCoverage], year: int) -> int | None:
    """Year nearest to `year` (of two the later) among those with figures for half of the areas, else among those with any."""
    filled = [each for each in years if each.filled]
    usable = [each for each in filled if each.is_half_filled] or filled
    return min((each.year for each in usable), key=lambda other: (abs(other - year), -other), default=None)
