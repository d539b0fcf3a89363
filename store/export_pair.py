"""Rows of a download of two themes or of the stacking: both figures with unit, year and source, the cell, and the counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from domain.areas import gemeente_of
from domain.numbers_nl import rounded
from domain.resolve import ResolvedView
from domain.stack_map import StackMap
from domain.two_themes import Axis, Pair, cell_code
from domain.view_models import Figure
from domain.view_state import Mode
from domain.wording.export import PAIR_COLUMNS, STACK_COLUMNS
from domain.wording.stacking import short_verdict, stack_cells
from domain.wording.two_themes import cell_words
from store.areas import areas_of
from store.figures import whole_figures
from store.gazetteer import gazetteer
from store.index_catalogue import index_catalogue
from store.new_dwellings import new_dwellings
from store.stacking import stack_of
from store.two_themes import pair_map
from store.warehouse import Store


def pair_rows(store: Store, view: ResolvedView) -> Iterator[dict[str, Any]]:
    """One row per area of the map, alphabetically, areas without a figure included."""
    stack = stack_of(store, view) if view.mode is Mode.STAPELING else None
    pair = pair_map(store, view) if stack is None else stack.pair
    names = [name for name, _ in (PAIR_COLUMNS if stack is None else STACK_COLUMNS)]
    asked = ((view.indicator_id, view.year), (view.indicator2_id or "", view.year2 or view.year))
    cited = [whole_figures(store, name, year, view.level, view.frame_code) for name, year in asked]
    built = _built(store, view)
    place = {code: index for index, code in enumerate(pair.x_figures.area_codes)}
    places = gazetteer(store.open()).by_code
    for area in areas_of(store, view.level, view.frame_code):
        index = place[area.code]
        gemeente = places.get(gemeente_of(area.code))
        figures = [each.get(area.code) for each in cited]
        cells = (
            *(area.code, area.name, str(area.level), gemeente.name if gemeente else "", area.boundary_year),
            *_figure(pair.x, pair.x_figures.values[index], str(pair.x_figures.statuses[index]), figures[0]),
            *_figure(pair.y, pair.y_figures.values[index], str(pair.y_figures.statuses[index]), figures[1]),
            *_cell(pair, stack, index),
            *(_stack(stack, index, built) if stack else ()),
            *(area.residents_count, *cited_once(figures)),
        )
        yield dict(zip(names, cells, strict=True))


def exported_indicators(store: Store, view: ResolvedView) -> list[str]:
    """Indicators that a download explains: those of the map, and of a stacking the parts of both indices too."""
    shown = [name for name in (view.indicator_id, view.indicator2_id) if name]
    if view.mode is not Mode.STAPELING:
        return shown
    known = index_catalogue(store.open())
    parts = [part.part_id for name in shown if (found := known.find(name)) is not None for part in found.parts]
    return list(dict.fromkeys([*shown, *parts]))


def _built(store: Store, view: ResolvedView) -> Sequence[int | None]:
    if view.mode is not Mode.STAPELING or view.built_since is None:
        return ()
    found = new_dwellings(store, view.frame_code, view.built_since)
    return found.counts if found else ()


def _figure(axis: Axis, value: float | None, status: str, figure: Figure | None) -> tuple[Any, ...]:
    """Cells of one figure. Bounds are those of the figure itself: of a count there are none."""
    indicator = axis.indicator

    def number(given: float | None) -> float | None:
        return None if given is None else rounded(given, indicator.decimals)

    own = figure if figure is not None and figure.indicator_id == indicator.indicator_id else None
    bounds = (number(own.lower), number(own.upper)) if own else (None, None)
    return (indicator.indicator_id, axis.year, number(value), *bounds, indicator.unit, status)


def _cell(pair: Pair, stack: StackMap | None, index: int) -> tuple[str | None, str | None]:
    cell = pair.cells[index]
    if cell < 0:
        return None, None
    words = cell_words(pair.x, pair.y, cell) if stack is None else stack_cells(stack)[cell]
    return cell_code(cell), words


def _stack(stack: StackMap, index: int, built: Sequence[int | None]) -> tuple[Any, ...]:
    area, label = stack.areas[index], stack.robust[index]
    return (
        *(*area.x, ", ".join(area.x_names)),
        *(*area.y, ", ".join(area.y_names)),
        stack.threshold_pct,
        short_verdict(area),
        str(label) if label else None,
        built[index] if built else None,
    )


def cited_once(figures: Sequence[Figure | None]) -> tuple[str | None, str | None]:
    """Sources and licences of figures, each once (for the store's own use)."""
    known = [figure.source for figure in figures if figure is not None]
    cited = "; ".join(dict.fromkeys(source.citation for source in known))
    return cited or None, "; ".join(dict.fromkeys(source.licence for source in known)) or None
