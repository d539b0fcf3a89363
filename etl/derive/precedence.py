"""Which figure wins when several files hold one cell (design: data). Losers are not lost: disagreements are counted in the report."""

from __future__ import annotations

import duckdb

from etl.load.query import scalar

#: Filled beats missing; then the series order of the catalogue; then the newer release, recorded before relaid (each only
#: where all candidates tell), then the national file; last the order of reading, so that a rebuild gives the same answer.
_WINNERS = """
CREATE TEMP TABLE merged AS
WITH candidate AS (
    SELECT v.*, r.boundary_year, r.source_id, coalesce(s.series_rank, 99) AS series_rank, r.national,
           CASE WHEN count(r.modified) OVER cell = count(*) OVER cell THEN r.modified END AS modified,
           CASE WHEN count(r.recorded) OVER cell = count(*) OVER cell THEN r.recorded END AS recorded
    FROM staged_value v
    JOIN release r USING (release_id)
    LEFT JOIN series_rank s ON s.indicator_id = v.indicator_id AND s.source_id = r.source_id
    WINDOW cell AS (PARTITION BY v.indicator_id, v.area_code, r.boundary_year, v.reference_year, v.value IS NULL)
)
SELECT indicator_id, area_code, boundary_year, reference_year, value, lower, upper, status, source_id, release_id, 'published' AS method
FROM candidate
QUALIFY row_number() OVER (
    PARTITION BY indicator_id, area_code, boundary_year, reference_year
    ORDER BY value IS NULL, series_rank, modified DESC NULLS LAST, recorded DESC NULLS LAST, national DESC, status = 'unknown', release_id
) = 1
"""

_CONFLICTS = """
INSERT INTO build_report
SELECT 'conflicts',
       m.indicator_id || ' ' || m.reference_year,
       'other files give another value in ' || count(DISTINCT v.area_code) || ' areas; kept: ' || any_value(w.file)
           || ', not used: ' || string_agg(DISTINCT r.file, ', ' ORDER BY r.file),
       count(DISTINCT v.area_code)
FROM merged m
JOIN staged_value v ON v.indicator_id = m.indicator_id AND v.area_code = m.area_code AND v.reference_year = m.reference_year
JOIN release r ON r.release_id = v.release_id AND r.boundary_year = m.boundary_year
JOIN release w ON w.release_id = m.release_id
JOIN indicator_check c ON c.indicator_id = m.indicator_id
WHERE v.release_id <> m.release_id AND v.value IS NOT NULL AND m.value IS NOT NULL
  AND abs(v.value - m.value) > 0.5 * pow(10, -c.decimals)
GROUP BY m.indicator_id, m.reference_year
"""


def merge_releases(con: duckdb.DuckDBPyConnection) -> int:
    """Fill temp table `merged`, one row per indicator, area, boundary and reference year; returns the number of conflicting cells."""
    con.execute(_WINNERS)
    con.execute(_CONFLICTS)
    return int(scalar(con, "SELECT coalesce(sum(amount), 0) FROM build_report WHERE section = 'conflicts'"))
