"""Rows of a download of a map of change: both years and the difference, with the columns that say what they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.areas import gemeente_of
from domain.change import ChangeFigures, change_indicator
from domain.numbers_nl import rounded
from domain.resolve import ResolvedView
from domain.view_models import Area, Indicator
from domain.wording.export import CHANGE_COLUMNS
from store.areas import areas_of
from store.change import change_map
from store.export_pair import cited_once
from store.figures import whole_figures
from store.gazetteer import gazetteer
from store.warehouse import Store


def change_rows(store: Store, view: ResolvedView, shown: Indicator) -> Iterator[dict[str, Any]]:
    """One row per area of the map, alphabetically, areas without a change included."""
    found = change_map(store, view)
    place = {code: index for index, code in enumerate(found.change.area_codes)}
    cited = [whole_figures(store, view.indicator_id, year, view.level, view.frame_code) for year in view.span]
    places = gazetteer(store.open()).by_code
    names = [name for name, _ in CHANGE_COLUMNS]
    for area in areas_of(store, view.level, view.frame_code):
        gemeente = places.get(gemeente_of(area.code))
        figures = [each[area.code] for each in cited if area.code in each]
        cells = _cells(area, gemeente.name if gemeente else "", found, place[area.code], view, shown)
        yield dict(zip(names, (*cells, *cited_once(figures)), strict=True))


def _cells(
    area: Area, gemeente: str, found: ChangeFigures, index: int, view: ResolvedView, shown: Indicator
) -> tuple[Any, ...]:
    told = change_indicator(shown)
    early, late = view.span
    return (
        area.code,
        area.name,
        str(area.level),
        gemeente,
        area.boundary_year,
        shown.indicator_id,
        early,
        _number(found.earlier[index], shown.decimals),
        late,
        _number(found.later[index], shown.decimals),
        shown.unit,
        _number(found.change.values[index], told.decimals),
        told.unit,
        str(found.change.statuses[index]),
        str(found.change.grades[index]),
        "ja" if found.new_residents[index] else "nee",
        area.residents_count,
    )


def _number(value: float | None, decimals: int) -> float | None:
    return None if value is None else rounded(value, decimals)
