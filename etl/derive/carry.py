"""Observations of the warehouse: published ones on their own boundaries, and older ones carried to the display vintage."""

from __future__ import annotations

import duckdb

_PUBLISHED = """
INSERT INTO observation
SELECT indicator_id, area_code, boundary_year, reference_year, value, lower, upper, status, 'A', method, source_id, release_id
FROM merged
"""

#: Two older divisions may both carry one year (health waves): the filled one wins, then the newer division.
_CARRIED = """
INSERT INTO observation
SELECT m.indicator_id, x.area_code, x.boundary_year, m.reference_year, m.value, m.lower, m.upper, m.status,
       x.grade, x.method, m.source_id, m.release_id
FROM merged m
JOIN area_match x ON x.from_code = m.area_code AND x.from_year = m.boundary_year
WHERE NOT EXISTS (
    FROM merged own WHERE own.indicator_id = m.indicator_id AND own.area_code = x.area_code
      AND own.boundary_year = x.boundary_year AND own.reference_year = m.reference_year
      AND (own.value IS NOT NULL OR m.value IS NULL))
QUALIFY row_number() OVER (
    PARTITION BY m.indicator_id, x.area_code, x.boundary_year, m.reference_year
    ORDER BY m.value IS NULL, m.boundary_year DESC, x.from_code) = 1
"""

_DROP_EMPTY_TWIN = """
DELETE FROM observation WHERE value IS NULL AND method <> 'recoded' AND EXISTS (
    FROM observation c WHERE c.method = 'recoded' AND c.indicator_id = observation.indicator_id AND c.area_code = observation.area_code
      AND c.boundary_year = observation.boundary_year AND c.reference_year = observation.reference_year)
"""

_SORT = """
CREATE OR REPLACE TEMP TABLE sorted AS
SELECT * FROM observation ORDER BY indicator_id, boundary_year, reference_year, area_code;
DELETE FROM observation;
INSERT INTO observation SELECT * FROM sorted;
DROP TABLE sorted;
"""


def publish_observations(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `observation` from `merged` and `area_match`, sorted so that one indicator's year lies together on disk."""
    con.execute(_PUBLISHED)
    con.execute(_CARRIED)
    con.execute(_DROP_EMPTY_TWIN)
    con.execute(_SORT)
