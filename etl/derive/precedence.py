"""Which figure wins when several files hold one cell (design: data). Losers are not lost: disagreements are counted in the report."""

from __future__ import annotations

import duckdb

from etl.load.query import scalar

#: A block is the figures of one indicator and year on the areas of one year. Most blocks come from one table alone, with each area
#: once: nothing competes there.
_CONTESTED = """
CREATE TEMP TABLE contested_block AS
WITH part AS (
    SELECT release_id, indicator_id, reference_year, count(*) > count(DISTINCT area_code) AS repeats FROM staged_value GROUP BY ALL
)
SELECT p.indicator_id, r.boundary_year, p.reference_year FROM part p JOIN release r USING (release_id)
GROUP BY ALL HAVING count(*) > 1 OR bool_or(repeats)
"""
_BLOCK = "c.indicator_id = v.indicator_id AND c.boundary_year = r.boundary_year AND c.reference_year = v.reference_year"

_ALONE = f"""
INSERT INTO merged
SELECT v.indicator_id, v.area_code, r.boundary_year, v.reference_year, v.value, v.lower, v.upper, v.status,
       r.source_id, v.release_id, 'published'
FROM staged_value v JOIN release r USING (release_id) ANTI JOIN contested_block c ON {_BLOCK}
WHERE r.boundary_year = $boundary_year
"""

#: Filled beats missing; then the series order of the catalogue; then the newer release, recorded before relaid (each only
#: where all candidates tell), then the national file; last the order of reading, so that a rebuild gives the same answer.
_WINNERS = f"""
INSERT INTO merged
WITH candidate AS (
    SELECT v.*, r.boundary_year, r.source_id, coalesce(s.series_rank, 99) AS series_rank, r.national,
           CASE WHEN count(r.modified) OVER cell = count(*) OVER cell THEN r.modified END AS modified,
           CASE WHEN count(r.recorded) OVER cell = count(*) OVER cell THEN r.recorded END AS recorded
    FROM staged_value v
    JOIN release r USING (release_id)
    SEMI JOIN contested_block c ON {_BLOCK}
    LEFT JOIN series_rank s ON s.indicator_id = v.indicator_id AND s.source_id = r.source_id
    WHERE r.boundary_year = $boundary_year
    WINDOW cell AS (PARTITION BY v.indicator_id, v.area_code, v.reference_year, v.value IS NULL)
)
SELECT indicator_id, area_code, boundary_year, reference_year, value, lower, upper, status, source_id, release_id, 'published'
FROM candidate
QUALIFY row_number() OVER (
    PARTITION BY indicator_id, area_code, reference_year
    ORDER BY value IS NULL, series_rank, modified DESC NULLS LAST, recorded DESC NULLS LAST, national DESC, status = 'unknown', release_id
) = 1
"""

_CONFLICTS = """
INSERT INTO conflict
SELECT m.indicator_id, m.reference_year, count(DISTINCT v.area_code), any_value(w.file), list(DISTINCT r.file ORDER BY r.file)
FROM merged m
SEMI JOIN contested_block c ON (c.indicator_id, c.boundary_year, c.reference_year) = (m.indicator_id, m.boundary_year, m.reference_year)
JOIN staged_value v ON v.indicator_id = m.indicator_id AND v.area_code = m.area_code AND v.reference_year = m.reference_year
JOIN release r ON r.release_id = v.release_id AND r.boundary_year = m.boundary_year
JOIN release w ON w.release_id = m.release_id
JOIN indicator_check c ON c.indicator_id = m.indicator_id
WHERE v.release_id <> m.release_id AND v.value IS NOT NULL AND m.value IS NOT NULL
  AND abs(v.value - m.value) > 0.5 * pow(10, -c.decimals)
GROUP BY m.indicator_id, m.reference_year
"""

_REPORT = """
INSERT INTO build_report
SELECT 'conflicts', indicator_id || ' ' || reference_year,
       'other files give another value in ' || area_count || ' areas; kept: ' || kept_file
           || ', not used: ' || array_to_string(other_files, ', '),
       area_count
FROM conflict
"""


def merge_releases(con: duckdb.DuckDBPyConnection) -> int:
    """Fill `merged`, one row per indicator, area, boundary and reference year; returns the number of conflicting cells.

    One boundary year at a time, so that memory holds the competing figures of that year only.
    """
    con.execute(_CONTESTED)
    years = con.execute("SELECT DISTINCT boundary_year FROM release ORDER BY boundary_year").fetchall()
    for (year,) in years:
        con.execute(_ALONE, {"boundary_year": year})
        con.execute(_WINNERS, {"boundary_year": year})
    con.execute(_CONFLICTS)
    con.execute(_REPORT)
    return int(scalar(con, "SELECT coalesce(sum(area_count), 0) FROM conflict"))
