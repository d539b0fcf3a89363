"""What differs from the warehouse that is about to be replaced: figures per indicator and source, and the largest changes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb

from etl.report import note

#: Largest changes that are kept per indicator and source.
TOP_CHANGES: Final = 5

#: One join over both warehouses; the few largest changes come along, so that it is made once.
_COMPARE = f"""
CREATE TEMP TABLE compared AS
WITH n AS (SELECT indicator_id, area_code, reference_year, source_id, value FROM observation WHERE boundary_year = $now),
     p AS (SELECT indicator_id, area_code, reference_year, source_id, value FROM previous.observation WHERE boundary_year = $before)
SELECT coalesce(n.indicator_id, p.indicator_id) AS indicator_id, coalesce(n.source_id, p.source_id) AS source_id,
       count(*) FILTER (n.value IS NOT NULL AND p.value IS NULL) AS added,
       count(*) FILTER (n.value IS NULL AND p.value IS NOT NULL) AS gone,
       count(*) FILTER (n.value <> p.value) AS changed,
       count(*) FILTER (n.value = p.value) AS same,
       max_by({{'area_code': n.area_code, 'reference_year': n.reference_year, 'old_value': p.value, 'new_value': n.value}},
              abs(n.value - p.value), {TOP_CHANGES}) FILTER (n.value <> p.value) AS top
FROM n FULL JOIN p USING (indicator_id, area_code, reference_year)
GROUP BY ALL
"""  # noqa: S608

_COUNTS = """
INSERT INTO change_count
SELECT indicator_id, source_id, added, gone, changed, same FROM compared ORDER BY indicator_id, source_id
"""
_TOP = """
INSERT INTO changed_figure
SELECT indicator_id, top.area_code, top.reference_year, top.old_value, top.new_value
FROM (SELECT indicator_id, unnest(top) AS top FROM compared) ORDER BY indicator_id, abs(top.new_value - top.old_value) DESC
"""
_REPORT = """
INSERT INTO build_report
SELECT 'difference', indicator_id || ' from ' || source_id,
       added || ' new, ' || gone || ' gone, ' || changed || ' changed, ' || same || ' the same', added + gone + changed
FROM change_count WHERE added + gone + changed > 0 ORDER BY added + gone + changed DESC, indicator_id
"""
_TOTALS = """
INSERT INTO build_report
SELECT 'difference', change, 'figures on the division shown', amount
FROM (SELECT sum(added) AS "new", sum(gone) AS gone, sum(changed) AS changed, sum(same) AS same FROM change_count)
UNPIVOT (amount FOR change IN ("new", gone, changed, same)) WHERE amount > 0
"""


def compare_with_previous(con: duckdb.DuckDBPyConnection, previous: Path) -> None:
    """Count, per indicator and source, figures that are new, gone, changed or the same against the warehouse at `previous`.

    Each is taken on its own display vintage. A warehouse that cannot be compared (damaged, or of an old version) is told in the
    report; it never stops the build.
    """
    if not previous.exists():
        note(con, "difference", "first build", "there was no warehouse before")
        return
    quoted = str(previous).replace("'", "''")
    try:
        con.execute(f"ATTACH '{quoted}' AS previous (READ_ONLY)")
    except duckdb.Error as error:
        _cannot(con, error)
        return
    try:
        con.execute(
            "INSERT INTO previous_build SELECT build_id, built_at, display_vintage FROM previous.build_info LIMIT 1"
        )
        ((now, before),) = con.execute(
            "SELECT n.display_vintage, p.display_vintage FROM build_info n, previous_build p"
        ).fetchall()
        con.execute(_COMPARE, {"now": now, "before": before})
    except (duckdb.CatalogException, duckdb.BinderException, ValueError) as error:
        con.execute("DELETE FROM previous_build")
        _cannot(con, error)
        return
    finally:
        con.execute("DETACH previous")
    for statement in (_COUNTS, _TOP, _TOTALS, _REPORT):
        con.execute(statement)
    con.execute("DROP TABLE compared")


def _cannot(con: duckdb.DuckDBPyConnection, error: Exception) -> None:
    note(con, "difference", "previous warehouse unreadable", str(error).splitlines()[0])
