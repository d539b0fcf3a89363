"""Two figures of the same areas: their cuts, their map, and which two may stand side by side."""

from __future__ import annotations

from dataclasses import replace

from domain.areas import COUNTRY_CODE, Level
from domain.resolve import ResolvedView, latest_usable_year
from domain.two_themes import (
    Axis,
    Pair,
    Refusal,
    Scope,
    class_count,
    filled_twice,
    index_cuts,
    known_share,
    pair,
    refusal,
    thirds,
)
from domain.view_models import Figure, Indicator, MapFigures, SourceLine
from domain.view_state import Scale
from store.catalogue import filled_indicators, shown_indicators
from store.figures import distribution, figure, map_figures, sources_for, year_coverage
from store.gazetteer import gazetteer
from store.index_catalogue import index_catalogue
from store.warehouse import Store, Warehouse

#: Levels at which the country's distribution is taken, the finest that has figures first.
_FINE_TO_COARSE = (Level.BUURT, Level.WIJK, Level.GEMEENTE)


def pair_map(store: Store, view: ResolvedView) -> Pair:
    """Both figures of every area of a map with its cell. Raises KeyError for an unknown indicator."""
    assert view.indicator2_id is not None
    assert view.year2 is not None
    x = map_figures(store, view.indicator_id, view.year, view.level, view.frame_code)
    y = map_figures(store, view.indicator2_id, view.year2, view.level, view.frame_code)
    classes = class_count(filled_twice(x, y))
    return pair(
        _axis(store, view, view.indicator_id, x, classes), _axis(store, view, view.indicator2_id, y, classes), x, y
    )


def pair_figures(store: Store, view: ResolvedView, area_code: str) -> tuple[Figure | None, Figure | None]:
    """Both figures of one area."""
    assert view.indicator2_id is not None
    assert view.year2 is not None
    return (
        figure(store, view.indicator_id, area_code, view.year),
        figure(store, view.indicator2_id, area_code, view.year2),
    )


def pair_sources(store: Store, view: ResolvedView) -> list[SourceLine]:
    """Sources of both figures, each once."""
    assert view.indicator2_id is not None
    assert view.year2 is not None
    lines = sources_for(store, view.indicator_id, view.year, view.level, view.frame_code)
    lines += sources_for(store, view.indicator2_id, view.year2, view.level, view.frame_code)
    return list(dict.fromkeys(lines))


def refused(warehouse: Warehouse, x_id: str, y_id: str) -> Refusal | None:
    """Why two indicators are not shown together; None when they may be."""
    known = shown_indicators(warehouse)
    x, y = known.get(x_id), known.get(y_id)
    if x is None or y is None or not y.breaks:
        return Refusal.NO_CLASSES
    found = refusal(x_id, y_id, x.kind, y.kind)
    if found is None and index_catalogue(warehouse).is_circular(x_id, y_id):
        return Refusal.CIRCULAR
    return found


def partners(store: Store, warehouse: Warehouse, first_id: str) -> tuple[str, ...]:
    """Second indicators for a first: of another theme and with a judgement first, then the order of the catalogue."""
    known, filled = shown_indicators(warehouse), filled_indicators(store)
    first = known.get(first_id)
    if first is None:
        return ()

    def rank(other: Indicator) -> tuple[bool, bool, bool]:
        distances = first.unit == other.unit == "km"
        return other.theme_id == first.theme_id or distances, other.direction == "none", other.kind == "modelled"

    fit = [each for name, each in known.items() if name in filled and refused(warehouse, first_id, name) is None]
    return tuple(each.indicator_id for each in sorted(fit, key=rank))


def _axis(store: Store, view: ResolvedView, indicator_id: str, figures: MapFigures, classes: int) -> Axis:
    warehouse = store.open()
    indicator = shown_indicators(warehouse)[indicator_id]
    year = figures.reference_year
    if view.scale is Scale.GEMEENTE:
        cuts = thirds(figures.values, figures.residents_count, indicator.decimals, classes)
        share = known_share(figures.values, figures.residents_count)
        return Axis(indicator, year, cuts, Scope.FRAME, share)
    if index_catalogue(warehouse).is_score(indicator_id):
        return Axis(indicator, year, index_cuts(classes=classes), Scope.INDEX)
    national = warehouse.cached(
        ("national cuts", indicator_id, classes), lambda: _national(warehouse, indicator, classes)
    )
    return replace(national, year=year)


def _national(warehouse: Warehouse, indicator: Indicator, classes: int) -> Axis:
    """Cuts of the country in the newest usable year, so that they are the same in every year and gemeente."""
    for level in _FINE_TO_COARSE:
        years = year_coverage(warehouse, indicator.indicator_id, level, COUNTRY_CODE)
        year = latest_usable_year(years)
        if year is not None and any(each.filled for each in years if each.year == year):
            values, residents = distribution(warehouse, indicator.indicator_id, year, level)
            cuts = thirds(values, residents, indicator.decimals, classes)
            everyone = sum(area.residents_count or 0 for area in gazetteer(warehouse).by_frame[level, COUNTRY_CODE])
            return Axis(indicator, year, cuts, Scope.NATIONAL, sum(residents) / everyone if everyone else 0.0)
    return Axis(indicator, 0, (), Scope.NATIONAL, 0.0)
