"""What the warehouse knows, for domain.resolve: which area, level, indicator and year can be shown."""

from __future__ import annotations

from functools import partial

from domain import wording
from domain.areas import COUNTRY_CODE, Level
from domain.resolve import Facts
from domain.resolve_pair import PairFacts
from domain.view_models import YearCoverage
from store.catalogue import filled_indicators, shown_indicators
from store.figures import year_coverage
from store.gazetteer import gazetteer
from store.index_catalogue import lacking, offer, stacks
from store.search import successors
from store.two_themes import partners, refused
from store.warehouse import Store, StoreUnavailable, Warehouse

#: A first visit shows a distance of daily life that a gemeente can do something about (the catalogue names an action),
#: and of as many areas as can be; then the order of the facilities decides, then that of the catalogue.
_DEFAULT_INDICATOR = """
SELECT i.indicator_id
FROM indicator i
JOIN (SELECT indicator_id, count(DISTINCT area_code) AS areas FROM observation
      WHERE value IS NOT NULL AND status IN ('ok', 'caution') AND boundary_year = ?
      GROUP BY indicator_id) o USING (indicator_id)
WHERE i.shown AND len(i.breaks) > 0
ORDER BY coalesce(i.facility_group, '') <> 'daily', i.unit <> 'km', i.action IS NULL, o.areas DESC, {order}i.sort_order, i.indicator_id
LIMIT 1
"""
_SCREEN_LEVELS = tuple(level for level in Level if level is not Level.LAND)
#: Place in the list of facilities, which a build of an earlier version lacks.
_PLACE = "(SELECT f.sort_order FROM facility f WHERE f.indicator_id = i.indicator_id) NULLS LAST, "
#: As many gemeenten as make a national file (etl: 300 of some 340).
_NATIONAL = 300


def facts(store: Store) -> Facts:
    """Facts of the build that is served. Raises StoreUnavailable, also for a warehouse without indicators."""
    warehouse = store.open()
    places = gazetteer(warehouse)

    def area_level(code: str) -> Level | None:
        found = places.by_code.get(code)
        return found.level if found else None

    def levels(frame_code: str) -> frozenset[Level]:
        return frozenset(level for level in _SCREEN_LEVELS if (level, frame_code) in places.by_frame)

    def inside(group: str, code: str) -> bool:
        found = places.by_code.get(code)
        return found is not None and (group == code or found in places.by_frame.get((found.level, group), ()))

    def years(indicator_id: str, level: Level, frame_code: str) -> tuple[YearCoverage, ...]:
        return year_coverage(warehouse, indicator_id, level, frame_code)

    def successor(code: str) -> str | None:
        found = successors(warehouse, code)
        return found[0][0].code if len(found) == 1 else None

    def has_figures(indicator_id: str) -> bool:
        return indicator_id in filled_indicators(store)

    return Facts(
        default_area=warehouse.cached(("default area",), lambda: _default_area(warehouse)),
        default_indicator=warehouse.cached(("default indicator",), lambda: _default_indicator(warehouse)),
        display_vintage=warehouse.build.display_vintage,
        kinds={indicator_id: found.kind for indicator_id, found in shown_indicators(warehouse).items()},
        area_level=area_level,
        levels=levels,
        inside=inside,
        years=years,
        breaks=lambda indicator_id: shown_indicators(warehouse)[indicator_id].series_breaks,
        successor=successor,
        has_figures=has_figures,
        pairs=_pairs(store, warehouse),
    )


def _pairs(store: Store, warehouse: Warehouse) -> PairFacts:
    known = shown_indicators(warehouse)
    return PairFacts(
        refused=partial(refused, warehouse),
        has_classes=lambda indicator_id: indicator_id not in known or bool(known[indicator_id].breaks),
        partners=partial(partners, store, warehouse),
        stacks=warehouse.cached(("stacks",), lambda: stacks(warehouse)),
        lacking=lambda: warehouse.cached(("lacking",), lambda: lacking(store, warehouse)),
        offer=lambda: warehouse.cached(("offer",), lambda: offer(store, warehouse)),
    )


def _default_area(warehouse: Warehouse) -> str:
    """The whole country where it is there; else, as in the demo or an install for one region, the largest gemeente."""
    gemeenten = gazetteer(warehouse).by_frame.get((Level.GEMEENTE, COUNTRY_CODE), ())
    if not gemeenten or (len(gemeenten) >= _NATIONAL and not warehouse.build.is_demo):
        return COUNTRY_CODE
    return max(gemeenten, key=lambda gemeente: (gemeente.residents_count or 0, gemeente.code)).code


def _default_indicator(warehouse: Warehouse) -> str:
    sql = _DEFAULT_INDICATOR.format(order=_PLACE if "facility" in warehouse.tables else "")
    rows = warehouse.rows(sql, [warehouse.build.display_vintage])
    known = [row[0] for row in rows] or list(shown_indicators(warehouse))
    if not known:
        raise StoreUnavailable(wording.warehouse_unreadable(), "the catalogue in the warehouse is empty")
    return str(known[0])
