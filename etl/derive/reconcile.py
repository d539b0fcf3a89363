"""Do the buurten add up to their gemeente? Where they do not, the gemeente's division differs from the table's (users' wishes)."""

from __future__ import annotations

import duckdb

from etl.load.query import scalar

#: Below this share of the gemeente's own row its buurten are not shown for that figure.
MINIMUM_SHARE = 0.90

_SUMS = f"""
CREATE TEMP TABLE reconciled AS
WITH part AS (
    SELECT m.indicator_id, m.boundary_year, m.reference_year, 'GM' || substr(m.area_code, 3, 4) AS gemeente_code, sum(m.value) AS total
    FROM merged m JOIN indicator_check c USING (indicator_id)
    WHERE c.additive AND m.area_code LIKE 'BU%' AND m.value IS NOT NULL
    GROUP BY ALL
)
SELECT p.*, g.value AS own_value, p.total / g.value AS share, p.total / g.value < {MINIMUM_SHARE} AS differs
FROM part p JOIN merged g ON g.area_code = p.gemeente_code AND g.indicator_id = p.indicator_id
 AND g.boundary_year = p.boundary_year AND g.reference_year = p.reference_year
WHERE g.value > 0
"""

#: The value stays in the warehouse; the status keeps it off the map, out of comparisons and marked in exports.
_MARK = """
UPDATE merged SET status = 'not_comparable' FROM reconciled r
WHERE r.differs AND merged.indicator_id = r.indicator_id AND merged.boundary_year = r.boundary_year
  AND merged.reference_year = r.reference_year AND merged.area_code LIKE 'BU' || substr(r.gemeente_code, 3, 4) || '%'
  AND merged.value IS NOT NULL
"""

_REPORT = """
INSERT INTO build_report
SELECT 'reconciled', indicator_id || ' ' || reference_year,
       count(*) FILTER (NOT differs) || ' of ' || count(*) || ' gemeenten: buurten add up to their own row (lowest kept share '
           || coalesce(round(100 * min(share) FILTER (NOT differs), 1), 0) || '%)'
           || CASE WHEN bool_or(differs) THEN '; division differs, buurten not shown: '
                || string_agg(gemeente_code || ' (' || round(100 * share, 1) || '%)', ', ' ORDER BY gemeente_code) FILTER (differs)
              ELSE '' END,
       count(*) FILTER (differs)
FROM reconciled GROUP BY indicator_id, reference_year ORDER BY indicator_id, reference_year
"""


def reconcile(con: duckdb.DuckDBPyConnection) -> int:
    """Compare additive figures of buurten with their gemeente's own row; mark and count gemeenten that fall short."""
    con.execute(_SUMS)
    con.execute(_MARK)
    con.execute(_REPORT)
    return int(scalar(con, "SELECT count(*) FROM reconciled WHERE differs"))
