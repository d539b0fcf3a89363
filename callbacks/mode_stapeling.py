"""The map of the stacking of burdens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callbacks.best import good_here
from callbacks.mode_twee import pair_sides
from callbacks.scene import Drawing, Scene, Told, area_of
from domain.resolve import ResolvedView
from domain.stack_map import StackMap, people_with
from domain.view_state import Scale
from domain.wording.stacking import (
    chance_sentences,
    explained,
    not_on_map,
    outside_sentence,
    spoken,
    stack_heading,
    then_now,
)
from domain.wording.two_themes import scope_sentence
from layouts.diamond import diamond_legend
from layouts.stacking import Built, StackMade, stack_json, stack_panel, stack_texts
from store.new_dwellings import new_dwellings
from store.stacking import in_year, low_income_outside, other_years, stack_of
from store.terms import terms
from store.two_themes import pair_sources
from store.warehouse import Store

#: Numbers of themes for which the share of residents is set beside chance.
_HOW_MANY = (1, 2, 3)


def draw(store: Store, resolved: ResolvedView, frame: Mapping[str, Any]) -> Drawing:
    """Cells, counts and marks of every buurt, and the lines that hold for the whole map."""
    stack = stack_of(store, resolved)
    observed = [(high, share) for high in _HOW_MANY if (share := people_with(high, stack)) is not None]
    made = StackMade(
        stack=stack,
        built=_built(store, resolved),
        outside=_outside(store, resolved, stack),
        then_now=_then_now(store, resolved, stack),
        chance=tuple(chance_sentences(stack, observed)),
    )
    return Drawing(made, stack_json(made, frame), tuple(pair_sources(store, resolved)), stack.pair.residents)


def tell(scene: Scene) -> Told:
    """What comes together in one buurt."""
    resolved, made = scene.resolved, scene.drawing.made
    stack = made.stack
    x, y = stack.sides
    sides = pair_sides(scene, stack.pair)
    place = stack.at(resolved.area_code)
    frame = scene.frame.name
    whose = frame if resolved.scale is Scale.GEMEENTE else "Nederland"
    scope = f"{explained(resolved.threshold_pct, whose)} {scope_sentence(stack.pair.x, stack.pair.y, frame)}"
    known = terms(scene.store)
    return Told(
        heading=stack_heading(x.title, y.title, frame),
        legend=diamond_legend(stack.pair, stack_texts(made, frame), scope, scene.source, resolved.cell, known),
        panel=stack_panel(scene.area, made, sides, scene.onward, good_here(scene.store, scene.area), known),
        spoken=not_on_map(scene.area.name)
        if place is None
        else spoken(scene.area.name, stack.areas[place], stack.sides),
    )


def _built(store: Store, resolved: ResolvedView) -> Built | None:
    since = resolved.built_since
    if since is None:
        return None
    found = new_dwellings(store, resolved.frame_code, since)
    if found is None:
        return Built(since, since, is_growth=False, counts=None)
    return Built(found.since, found.until, found.is_growth, found.counts)


def _outside(store: Store, resolved: ResolvedView, stack: StackMap) -> str:
    """The line about low incomes outside the marked buurten, where it is true and there are marked ones."""
    found = low_income_outside(store, resolved, stack.marked) if stack.marked else None
    return outside_sentence(*found, area_of(store, resolved.frame_code).name) if found else ""


def _then_now(store: Store, resolved: ResolvedView, stack: StackMap) -> str:
    """The stacking of the oldest other year beside that of this one; empty where there is no other."""
    years = other_years(store, resolved)
    if not years:
        return ""
    other = in_year(resolved, years[0])
    then = stack_of(store, other)
    told = sorted([(years[0], _names(then)), (resolved.year, _names(stack))], key=lambda each: each[0])
    (first, before), (last, after) = told
    return then_now(first, before, last, after)


def _names(stack: StackMap) -> dict[str, str]:
    marked = set(stack.marked)
    figures = stack.pair.x_figures
    return {code: name for code, name in zip(figures.area_codes, figures.names, strict=True) if code in marked}
