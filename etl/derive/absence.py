"""Why is there no figure? The source's own word first, then rules in a fixed order (design: values)."""

from __future__ import annotations

import duckdb

#: A column without any figure is still to come; but where the same table has it for another year (the waves of a health table),
#: it was simply not asked in this one.
_EMPTY_COLUMNS = """
CREATE TEMP TABLE empty_column AS
WITH part AS (
    SELECT release_id, source_id, table_id, indicator_id, v.reference_year, count(value) AS filled
    FROM staged_value v JOIN release USING (release_id)
    GROUP BY ALL
)
SELECT release_id, indicator_id, reference_year,
       CASE WHEN EXISTS (
           FROM part other WHERE (other.source_id, other.table_id, other.indicator_id) = (p.source_id, p.table_id, p.indicator_id)
             AND other.reference_year <> p.reference_year AND other.filled > 0)
       THEN 'not_published' ELSE 'not_yet' END AS status
FROM part p WHERE filled = 0
"""

#: Counts that a published minimum refers to, of the same area on the same boundaries; the boundaries' own year where the
#: year itself has none.
_SIZES = """
CREATE TEMP TABLE area_size AS
SELECT area_code, boundary_year, reference_year, indicator_id, value FROM merged
WHERE value IS NOT NULL AND indicator_id IN ('residents_count', 'households_count', 'dwellings_count')
"""

#: The few cells without a word of the source are looked up first, then changed by their place: a search by four columns among all
#: figures would be made anew for each boundary year.
_REASONS = """
UPDATE merged SET status = reason.status FROM (
    SELECT m.rowid AS place,
           CASE WHEN coalesce(same.value, vintage.value) = 0 THEN 'no_residents'
                WHEN e.release_id IS NOT NULL THEN e.status
                WHEN c.minimum_at_least > coalesce(limit_same.value, limit_vintage.value) THEN 'suppressed'
                ELSE 'unknown' END AS status
    FROM merged m
    JOIN indicator_check c USING (indicator_id)
    LEFT JOIN empty_column e ON (e.release_id, e.indicator_id, e.reference_year) = (m.release_id, m.indicator_id, m.reference_year)
    LEFT JOIN area_size same ON same.indicator_id = 'residents_count' AND same.area_code = m.area_code
         AND same.boundary_year = m.boundary_year AND same.reference_year = m.reference_year
    LEFT JOIN area_size vintage ON vintage.indicator_id = 'residents_count' AND vintage.area_code = m.area_code
         AND vintage.boundary_year = m.boundary_year AND vintage.reference_year = m.boundary_year
    LEFT JOIN area_size limit_same ON limit_same.indicator_id = c.minimum_of AND limit_same.area_code = m.area_code
         AND limit_same.boundary_year = m.boundary_year AND limit_same.reference_year = m.reference_year
    LEFT JOIN area_size limit_vintage ON limit_vintage.indicator_id = c.minimum_of AND limit_vintage.area_code = m.area_code
         AND limit_vintage.boundary_year = m.boundary_year AND limit_vintage.reference_year = m.boundary_year
    WHERE m.value IS NULL AND m.status = 'unknown'
) reason
WHERE merged.rowid = reason.place
"""

_TOO_SMALL = """
UPDATE merged SET value = NULL, status = 'too_small'
FROM indicator_check c, area_size s
WHERE c.indicator_id = merged.indicator_id AND merged.method = 'derived' AND merged.value IS NOT NULL
  AND s.indicator_id = c.minimum_of AND s.area_code = merged.area_code AND s.boundary_year = merged.boundary_year
  AND s.reference_year = merged.reference_year AND s.value < c.minimum_at_least
"""


def explain_absence(con: duckdb.DuckDBPyConnection) -> None:
    """Give every missing published figure in `merged` its reason; run before figures are derived from them."""
    con.execute(_EMPTY_COLUMNS)
    con.execute(_SIZES)
    con.execute(_REASONS)


def hide_too_small(con: duckdb.DuckDBPyConnection) -> None:
    """Hide derived figures of areas below the catalogue's minimum (`too_small`): a share of counts rounded to 5 says nothing there."""
    con.execute(_TOO_SMALL)
