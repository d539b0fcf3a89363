"""The map of one theme in one year, and of its change between two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from callbacks.best import good_here
from callbacks.navigation import link_to_area
from callbacks.scene import Drawing, Scene, Told, area_of, around_codes, benchmarks
from domain.areas import GROUP_LEVELS, Level, gemeente_of
from domain.observations import Status
from domain.resolve import ResolvedView
from domain.view_models import MapFigures
from domain.wording import MOST_NAMED, known_where, opening_sentence
from domain.wording.change import change_heading, nothing_to_compare
from layouts.change import change_announcement, change_choropleth, change_panel
from layouts.choropleth import Choropleth, build_choropleth, figures_json
from layouts.legend import Known, Mark, legend
from layouts.panel import Onward, announcement, panel
from store.areas import areas_of
from store.catalogue import indicators
from store.change import area_change, change_map, map_sources
from store.figures import figure, map_figures
from store.terms import terms
from store.warehouse import Store


def draw(store: Store, resolved: ResolvedView, frame: Mapping[str, Any]) -> Drawing:
    """Choropleth of one year."""
    indicator = indicators(store)[resolved.indicator_id]
    found = map_figures(store, resolved.indicator_id, resolved.year, resolved.level, resolved.frame_code)
    made = build_choropleth(found, indicator, resolved.scale)
    return _drawing(store, resolved, made, frame, _known(store, resolved, found))


def draw_change(store: Store, resolved: ResolvedView, frame: Mapping[str, Any]) -> Drawing:
    """Choropleth of the change between two years."""
    made = change_choropleth(change_map(store, resolved), indicators(store)[resolved.indicator_id])
    none_changed = None if made.filled else Known(nothing_to_compare(made.period), ())
    return _drawing(store, resolved, made, frame, none_changed)


def _drawing(
    store: Store, resolved: ResolvedView, made: Choropleth, frame: Mapping[str, Any], known: Known | None
) -> Drawing:
    text = figures_json(made, frame["key"], frame["geometry"], frame["areas"], frame["bounds"])
    return Drawing(made, text, tuple(map_sources(store, resolved)), made.residents, known)


def tell(scene: Scene) -> Told:
    """One area in one year, beside its gemeente and the country."""
    store, resolved, area, indicator = scene.store, scene.resolved, scene.area, scene.indicator
    own = figure(store, resolved.indicator_id, resolved.area_code, resolved.year)
    beside = benchmarks(store, resolved, resolved.indicator_id, resolved.year)
    marks = [Mark(b.name, b.figure.value if b.figure else None, b.absent) for b in beside]
    selected = Mark(area.name, own.value if own else None)
    good = good_here(store, area)
    return Told(
        heading=opening_sentence(indicator, resolved.level, scene.frame.name, resolved.year),
        legend=legend(scene.drawing.made, marks, selected, scene.frame.name, scene.source, scene.drawing.known),
        panel=panel(area, indicator, resolved.year, own, beside, scene.onward, good, terms(store)),
        spoken=announcement(area, indicator, resolved.year, own),
    )


def tell_change(scene: Scene) -> Told:
    """The change of one area, beside that of its gemeente and the country."""
    store, resolved, area, indicator = scene.store, scene.resolved, scene.area, scene.indicator
    own = area_change(store, resolved, resolved.area_code)
    around = [area_change(store, resolved, code) for code in around_codes(resolved)]
    selected, *marks = [Mark(each.name, each.change.value) for each in (own, *around)]
    return Told(
        heading=change_heading(indicator, resolved.level, scene.frame.name, *resolved.span),
        legend=legend(scene.drawing.made, marks, selected, scene.frame.name, scene.source, scene.drawing.known),
        panel=change_panel(area, indicator, resolved.span, own, around, scene.onward),
        spoken=change_announcement(area, indicator, resolved.span, own),
    )


def _known(store: Store, resolved: ResolvedView, figures: MapFigures) -> Known | None:
    """Where the figures of a map lie, with links to get there, when that is nowhere or in few gemeenten."""
    filled = [code for code, value in zip(figures.area_codes, figures.values, strict=True) if value is not None]
    frame = area_of(store, resolved.frame_code)
    inside = sorted(
        (area_of(store, code) for code in {gemeente_of(code) for code in filled}), key=lambda each: each.name
    )
    if resolved.level in GROUP_LEVELS and filled:
        return None  # groups have a figure only where nearly all of their parts have
    total = len(areas_of(store, Level.GEMEENTE, resolved.frame_code)) or 1
    unfit = 2 * figures.statuses.count(Status.NOT_COMPARABLE) > len(figures.statuses)
    sentence = known_where(frame.name, resolved.year, len(filled), [each.name for each in inside], total, unfit)
    if not sentence:
        return None
    named = inside if len(inside) <= MOST_NAMED else []
    return Known(sentence, tuple(Onward(f"Bekijk {each.name}", link_to_area(resolved, each.code)) for each in named))
