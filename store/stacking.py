"""The stacking of burdens from the warehouse: both axes with their parts, robustness, other years, and lines computed about them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from domain.areas import Level
from domain.indices import Robustness
from domain.resolve import ResolvedView
from domain.stack_map import Side, StackMap, counted, share_outside, stack_map
from domain.two_themes import class_count, filled_twice
from domain.view_models import Indicator
from domain.view_state import Scale
from domain.wording.stacking import count_describes, count_legend
from store.catalogue import shown_indicators
from store.figures import map_figures, year_coverage
from store.gazetteer import gazetteer
from store.index_catalogue import IndexMade, index_catalogue
from store.warehouse import Store, Warehouse

#: Share of households that the line about low incomes is computed from.
_LOW_INCOME: Final = "low_income_households_pct"
_LABELS: Final = """
SELECT area_code, label FROM index_robustness WHERE boundary_year = ? AND indicator_id = ? AND reference_year = ?
"""


def stack_of(store: Store, view: ResolvedView) -> StackMap:
    """The stacking of every area of a map. Raises KeyError for indicators that are no axis of it."""
    assert view.indicator2_id is not None
    assert view.year2 is not None
    warehouse = store.open()
    x = _side(store, view, view.indicator_id, view.year)
    y = _side(store, view, view.indicator2_id, view.year2)
    labels = {
        code: Robustness(label)
        for code, label in warehouse.rows(_LABELS, [warehouse.build.display_vintage, view.indicator_id, view.year])
    }
    return stack_map(
        x,
        y,
        (view.year, view.year2),
        view.threshold_pct,
        labels,
        is_local=view.scale is Scale.GEMEENTE,
        classes=class_count(filled_twice(x.figures, y.figures)),
    )


def axis_indicator(store: Store, view: ResolvedView) -> Indicator:
    """What stands along x as an indicator: the index, or the count of its parts. Raises KeyError for one that is no axis."""
    return _indicator(store.open(), _index(store.open(), view.indicator_id))


def other_years(store: Store, view: ResolvedView) -> list[int]:
    """Other years in which both axes have figures on this map, oldest first."""
    assert view.indicator2_id is not None
    warehouse = store.open()
    found = [
        {each.year for each in year_coverage(warehouse, name, view.level, view.frame_code) if each.filled}
        for name in (view.indicator_id, view.indicator2_id)
    ]
    return sorted(set.intersection(*found) - {view.year, view.year2})


def in_year(view: ResolvedView, year: int) -> ResolvedView:
    """The same stacking in another year of both axes."""
    return replace(view, year=year, year2=year)


def stack_choices(store: Store, view: ResolvedView) -> tuple[tuple[str, str], ...]:
    """What can stand along x on this map: the indicator that an address names it by, and its title."""
    warehouse = store.open()
    made = index_catalogue(warehouse)
    return tuple(
        (each.stands_for, each.title)
        for each in made.indices
        if each.stands_for != view.indicator2_id
        and any(year.filled for year in year_coverage(warehouse, each.stands_for, view.level, view.frame_code))
    )


def low_income_outside(store: Store, view: ResolvedView, marked: tuple[str, ...]) -> tuple[float, int] | None:
    """Share (0…1) of the households with a low income that live outside the marked areas, and its year; None where not known."""
    warehouse = store.open()
    years = year_coverage(warehouse, _LOW_INCOME, Level.BUURT, view.frame_code)
    places = gazetteer(warehouse).by_code
    for each in years:
        if not each.filled:
            continue
        found = map_figures(store, _LOW_INCOME, each.year, Level.BUURT, view.frame_code)
        households = [places[code].households_count if code in places else None for code in found.area_codes]
        share = share_outside(marked, found.area_codes, found.values, households)
        if share is not None:
            return share, each.year
    return None


def _side(store: Store, view: ResolvedView, stands_for: str, year: int) -> Side:
    warehouse = store.open()
    index = _index(warehouse, stands_for)
    indicator = _indicator(warehouse, index)
    maps = {part.title: map_figures(store, part.part_id, year, view.level, view.frame_code) for part in index.parts}
    parts = {title: found.values for title, found in maps.items()}
    if index.total:
        figures = map_figures(store, stands_for, year, view.level, view.frame_code)
        return Side(index.title, figures, indicator, parts)
    like = next(iter(maps.values()))
    figures = counted(stands_for, parts, like, 100.0 - view.threshold_pct)
    return Side(index.title, figures, indicator, parts, is_count=True)


def _index(warehouse: Warehouse, stands_for: str) -> IndexMade:
    index = index_catalogue(warehouse).find(stands_for)
    if index is None:
        raise KeyError(stands_for)
    return index


def _indicator(warehouse: Warehouse, index: IndexMade) -> Indicator:
    """The index; or the count of its parts as an indicator: what it is, and that it is our own reading."""
    like = shown_indicators(warehouse)[index.stands_for]
    if index.total:
        return like
    names = [part.title for part in index.parts]
    return replace(
        like,
        indicator_id=index.index_id,
        title=index.title,
        unit="aantal",
        decimals=0,
        breaks=(1.0, 2.0),
        describes=count_describes(names),
        legend=count_legend(len(names)),
        minimum_difference=None,
    )
