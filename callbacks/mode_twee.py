"""The map of two themes at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from callbacks.best import good_here
from callbacks.scene import Drawing, Scene, Told, benchmarks
from domain.resolve import ResolvedView
from domain.two_themes import Axis, Pair
from domain.view_models import Figure
from domain.view_state import Mode
from domain.wording.two_themes import corner_words, pair_heading, pair_notes, scope_sentence
from layouts.diamond import DiamondTexts, diamond_legend, pair_cells
from layouts.panel import Onward
from layouts.two_themes import PairSide, alone_links, pair_announcement, pair_json, pair_panel
from store.catalogue import indicators
from store.two_themes import pair_figures, pair_map, pair_sources
from store.warehouse import Store


def draw(store: Store, resolved: ResolvedView, frame: Mapping[str, Any]) -> Drawing:
    """Cells of every area."""
    made = pair_map(store, resolved)
    return Drawing(made, pair_json(made, frame), tuple(pair_sources(store, resolved)), made.residents)


def tell(scene: Scene) -> Told:
    """Both figures of one area, and its cell."""
    resolved, made = scene.resolved, scene.drawing.made
    sides, cell = pair_sides(scene, made), cell_of(made, resolved.area_code)
    x, y = made.x, made.y
    texts = DiamondTexts(
        corners=corner_words(),
        cells=pair_cells(made),
        lines=tuple(pair_notes(x.indicator, y.indicator)),
        more=(alone_links(sides),),
    )
    return Told(
        heading=pair_heading(x.indicator, y.indicator, resolved.level, scene.frame.name),
        legend=diamond_legend(made, texts, scope_sentence(x, y, scene.frame.name), scene.source, resolved.cell),
        panel=pair_panel(scene.area, sides, cell, scene.onward, good_here(scene.store, scene.area)),
        spoken=pair_announcement(scene.area, sides, cell),
    )


def pair_sides(scene: Scene, pair: Pair) -> tuple[PairSide, PairSide]:
    """Both figures of the selected area with what stands around them."""
    x, y = pair_figures(scene.store, scene.resolved, scene.resolved.area_code)
    first, second = scene.resolved.indicator_id, scene.resolved.indicator2_id or ""
    return _side(scene, pair.x, x, first), _side(scene, pair.y, y, second)


def _side(scene: Scene, axis: Axis, figure: Figure | None, indicator_id: str) -> PairSide:
    alone = replace(
        scene.resolved.to_view(),
        mode=Mode.THEMA,
        indicator_id=indicator_id,
        year=axis.year,
        indicator2_id=None,
        year2=None,
        cell=None,
        threshold_pct=None,
        built_since=None,
    )
    return PairSide(
        axis,
        figure,
        benchmarks(scene.store, scene.resolved, indicator_id, axis.year),
        Onward(f"Alleen {indicators(scene.store)[indicator_id].title}", alone.to_query()),
    )


def cell_of(pair: Pair, area_code: str) -> int:
    """Cell of an area of the map; -1 for one that is not on it or lacks a figure."""
    codes = pair.x_figures.area_codes
    return pair.cells[codes.index(area_code)] if area_code in codes else -1
