"""Change of figures between two years on the display vintage: of all areas of a map, and of one area."""

from __future__ import annotations

from typing import Final

from domain.change import AreaChange, Cell, ChangeFigures, change, change_figures
from domain.observations import Grade, Status
from domain.resolve import ResolvedView
from domain.view_models import Figure, Indicator, SourceLine
from store.catalogue import shown_indicators
from store.figures import figure, map_figures, sources_for
from store.gazetteer import gazetteer
from store.warehouse import Store

_RESIDENTS: Final = "residents_count"


def change_map(store: Store, view: ResolvedView) -> ChangeFigures:
    """Change of every area of a map between the two years of the view. Raises KeyError for an unknown indicator."""
    early, late = view.span
    earlier, later = (
        map_figures(store, view.indicator_id, year, view.level, view.frame_code) for year in (early, late)
    )
    people = [map_figures(store, _RESIDENTS, year, view.level, view.frame_code).values for year in (early, late)]
    return change_figures(earlier, later, _indicator(store, view), *people)


def area_change(store: Store, view: ResolvedView, area_code: str) -> AreaChange:
    """Change of one area between the two years of the view, by the same rule as the map."""
    early, late = view.span
    place = gazetteer(store.open()).by_code[area_code]
    found = [figure(store, view.indicator_id, area_code, year) for year in (early, late)]
    people = [figure(store, _RESIDENTS, area_code, year) for year in (early, late)]
    ends = [
        _cell(each, count.value if count and count.value is not None else place.residents_count)
        for each, count in zip(found, people, strict=True)
    ]
    return AreaChange(place.name, found[0], found[1], change(ends[0], ends[1], _indicator(store, view)))


def map_sources(store: Store, view: ResolvedView) -> list[SourceLine]:
    """Sources of what a map shows, of a change those of both years, the newest year first."""
    lines = []
    for year in dict.fromkeys(reversed(view.span)):
        lines += sources_for(store, view.indicator_id, year, view.level, view.frame_code)
    return list(dict.fromkeys(lines))


def _indicator(store: Store, view: ResolvedView) -> Indicator:
    return shown_indicators(store.open())[view.indicator_id]


def _cell(found: Figure | None, residents: float | None) -> Cell:
    if found is None:
        return Cell(None, Status.UNKNOWN, Grade.A, residents)
    return Cell(found.value, found.status, found.grade, residents)
