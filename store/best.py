"""What is good in a buurt, from its newest figures beside those of the country."""

from __future__ import annotations

from domain.areas import COUNTRY_CODE, Level
from domain.best import Good, best
from domain.view_models import Area
from store.catalogue import shown_indicators
from store.figures import figures_for
from store.warehouse import Store, Warehouse

_COUNTRY = """
SELECT indicator_id, reference_year, any_value(value) FROM observation
WHERE area_code = ? AND boundary_year = ? AND value IS NOT NULL AND status IN ('ok', 'caution') GROUP BY ALL
"""


def best_of(store: Store, area: Area) -> tuple[Good, ...]:
    """At most three favourable figures of a buurt; none for other areas."""
    if area.level is not Level.BUURT:
        return ()
    warehouse = store.open()
    country = warehouse.cached(("country",), lambda: _country(warehouse))
    return warehouse.cached(
        ("best", area.code), lambda: best(figures_for(store, area.code), country, shown_indicators(warehouse))
    )


def _country(warehouse: Warehouse) -> dict[tuple[str, int], float]:
    rows = warehouse.rows(_COUNTRY, [COUNTRY_CODE, warehouse.build.display_vintage])
    return {(indicator_id, year): value for indicator_id, year, value in rows}
