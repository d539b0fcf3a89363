"""Observations of the warehouse: published ones on their own boundaries, and older ones carried to the display vintage."""

from __future__ import annotations

import duckdb

#: A filled figure wins, then one published on the area itself, then the newer of two older divisions (health waves lie on several).
#: The order keeps one indicator's year together on disk, which is what a map asks for.
_OBSERVATIONS = """
INSERT INTO observation
WITH own AS (
    SELECT indicator_id, area_code, boundary_year, reference_year, value, lower, upper, status, 'A' AS grade, method,
           source_id, release_id, 0 AS rank
    FROM merged
), carried AS (
    SELECT m.indicator_id, x.area_code, x.boundary_year, m.reference_year, m.value, m.lower, m.upper, m.status, x.grade, x.method,
           m.source_id, m.release_id, 10000 - m.boundary_year AS rank
    FROM merged m JOIN area_match x ON x.from_code = m.area_code AND x.from_year = m.boundary_year
), candidate AS (
    FROM carried UNION ALL FROM own SEMI JOIN carried USING (indicator_id, area_code, boundary_year, reference_year)
), chosen AS (
    FROM candidate
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, area_code, boundary_year, reference_year ORDER BY value IS NULL, rank, release_id) = 1
    UNION ALL
    FROM own ANTI JOIN carried USING (indicator_id, area_code, boundary_year, reference_year)
)
SELECT * EXCLUDE (rank), NULL::INTEGER AS respondents_count FROM chosen ORDER BY indicator_id, boundary_year, reference_year, area_code
"""


def publish_observations(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `observation` from `merged` and `area_match`: one figure per indicator, area, boundary year and reference year."""
    con.execute(_OBSERVATIONS)
