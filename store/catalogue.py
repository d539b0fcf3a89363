"""Questions about the catalogue that was compiled into the warehouse."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from domain.areas import COUNTRY_CODE
from domain.view_models import CodebookRow, Indicator, Note, Theme
from store.warehouse import Store, Warehouse

_EVERY = """
SELECT indicator_id, title, theme_id, unit, decimals, direction, kind, describes, know, legend, weight, breaks, scheme,
       additive, facility_group, series_breaks, period_offset, minimum_difference, action, combine AS combination{action_source}
FROM indicator WHERE shown OR $every
ORDER BY (SELECT sort_order FROM theme WHERE theme.theme_id = indicator.theme_id), sort_order, indicator_id
"""

#: A build of an earlier version lacks this column.
_COLUMN = "SELECT 1 FROM duckdb_columns() WHERE table_name = 'indicator' AND column_name = 'action_source'"

_FILLED = """
SELECT DISTINCT indicator_id FROM observation
WHERE boundary_year = ? AND value IS NOT NULL AND status IN ('ok', 'caution') AND area_code <> ?
"""

_SOURCES = """
SELECT DISTINCT o.indicator_id, s.title, s.licence
FROM (SELECT DISTINCT indicator_id, source_id FROM observation) o JOIN source s USING (source_id)
ORDER BY ALL
"""


def themes(store: Store) -> tuple[Theme, ...]:
    """Themes in catalogue order."""
    warehouse = store.open()
    sql = "SELECT theme_id, title, sentence FROM theme ORDER BY sort_order"
    return warehouse.cached(("themes",), lambda: tuple(Theme(*row) for row in warehouse.rows(sql)))


def indicators(store: Store) -> dict[str, Indicator]:
    """Indicators of the picker by id, in catalogue order. A new dict: changing it changes nothing."""
    return dict(shown_indicators(store.open()))


def indicator(store: Store, indicator_id: str) -> Indicator | None:
    """One indicator of the picker; None for an unknown id."""
    return shown_indicators(store.open()).get(indicator_id)


def filled_indicators(store: Store) -> frozenset[str]:
    """Ids of indicators of which at least one gemeente, wijk or buurt has a figure; a map of the others stays empty."""
    warehouse = store.open()

    def ask() -> frozenset[str]:
        return frozenset(row[0] for row in warehouse.rows(_FILLED, [warehouse.build.display_vintage, COUNTRY_CODE]))

    return warehouse.cached(("filled indicators",), ask)


def codebook_rows(store: Store, ids: Collection[str] | None = None) -> list[CodebookRow]:
    """Explanation of indicators for a download: those named, or all of the picker."""
    warehouse = store.open()
    sources: dict[str, list[tuple[str, str]]] = {}
    for indicator_id, title, licence in warehouse.cached(("codebook",), lambda: warehouse.rows(_SOURCES)):
        sources.setdefault(indicator_id, []).append((title, licence))
    return [
        CodebookRow(
            name=indicator_id,
            title=found.title,
            unit=found.unit,
            decimals=found.decimals,
            direction=found.direction,
            kind=found.kind,
            describes=found.describes,
            know=" ".join(note.text for note in found.know),
            source=" / ".join(dict.fromkeys(title for title, _ in sources.get(indicator_id, []))),
            licence=" / ".join(dict.fromkeys(licence for _, licence in sources.get(indicator_id, []))),
        )
        for indicator_id, found in shown_indicators(warehouse).items()
        if ids is None or indicator_id in ids
    ]


def shown_indicators(warehouse: Warehouse) -> dict[str, Indicator]:
    """Indicators of the picker of one build (for the store's own use)."""
    return warehouse.cached(("indicators",), lambda: _read(warehouse, every=False))


def every_indicator(warehouse: Warehouse) -> dict[str, Indicator]:
    """All indicators of one build, also those that are not in the picker (for the store's own use)."""
    return warehouse.cached(("every indicator",), lambda: _read(warehouse, every=True))


def _read(warehouse: Warehouse, *, every: bool) -> dict[str, Indicator]:
    # An older warehouse has no such column.
    source = ", action_source" if warehouse.rows(_COLUMN) else ""
    asked = warehouse.execute(_EVERY.format(action_source=source), {"every": every})
    # By name: what this warehouse lacks keeps its default.
    names = [column[0] for column in asked.description]
    return {row[0]: _indicator(dict(zip(names, row, strict=True))) for row in asked.fetchall()}


def _indicator(values: dict[str, Any]) -> Indicator:
    know, series_breaks, breaks = values["know"], values["series_breaks"], values["breaks"]
    assert isinstance(know, list)
    assert isinstance(series_breaks, list)
    assert isinstance(breaks, list)
    values["know"] = tuple(Note(note["text"], note["weight"]) for note in know)
    values["series_breaks"] = tuple((each["year"], each["why"]) for each in series_breaks)
    values["breaks"] = tuple(breaks)
    return Indicator(**values)
