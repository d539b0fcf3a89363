"""Where figures come from: one line per release, ready to print."""

from __future__ import annotations

from domain.view_models import SourceLine
from domain.wording import citation
from store.warehouse import Warehouse

_RELEASES = """
SELECT r.release_id, s.source_id, s.attribution, s.licence, r.table_id, r.reference_year, r.modified
FROM release r JOIN source s USING (source_id)
"""


def source_line(warehouse: Warehouse, source_id: str, release_id: int) -> SourceLine:
    """Source of a figure (for the store's own use)."""
    lines = warehouse.cached(("sources",), lambda: _read(warehouse))
    # A release that the warehouse does not list cannot be cited further than its source.
    return lines.get(release_id) or SourceLine(source_id, source_id, "", "", None)


def _read(warehouse: Warehouse) -> dict[int, SourceLine]:
    is_demo = warehouse.build.is_demo
    return {
        release_id: SourceLine(
            source_id, citation(attribution, table, year, modified, is_demo=is_demo), licence, table, modified
        )
        for release_id, source_id, attribution, licence, table, year, modified in warehouse.rows(_RELEASES)
    }
