"""Areas per boundary year: the union of what the tables list, with parents, sizes and, on the display vintage, geometry."""

from __future__ import annotations

import duckdb
import pandas as pd

_NAMES_AND_PARENTS = """
INSERT INTO area
WITH listed AS (
    SELECT s.*, r.boundary_year, CASE WHEN r.national THEN 0 ELSE 1 END AS rank
    FROM staged_area s JOIN release r USING (release_id)
), one AS (
    SELECT area_code, boundary_year, any_value(level) AS level,
           arg_min(name, rank * 100000 + release_id) FILTER (name <> '') AS name,
           arg_min(land_area_ha, rank * 100000 + release_id) FILTER (land_area_ha IS NOT NULL) AS land_area_ha,
           arg_min(postcode4, rank * 100000 + release_id) FILTER (postcode4 IS NOT NULL) AS postcode4,
           arg_min(change_flag, rank * 100000 + release_id) FILTER (change_flag IS NOT NULL) AS change_flag
    FROM listed GROUP BY area_code, boundary_year
)
SELECT area_code, boundary_year, level, coalesce(name, area_code),
       CASE WHEN level IN ('wijk', 'buurt') THEN 'GM' || substr(area_code, 3, 4) END,
       NULL, NULL, NULL, NULL, land_area_ha, postcode4, change_flag, FALSE, NULL, NULL, NULL, NULL, NULL, NULL
FROM one
"""

#: CBS builds a buurt code as its wijk's code plus two characters; only believed where that wijk is listed too.
_WIJK = """
UPDATE area SET wijk_code = w.area_code
FROM area w
WHERE area.level = 'buurt' AND w.level = 'wijk' AND w.boundary_year = area.boundary_year
  AND w.area_code = 'WK' || substr(area.area_code, 3, 6)
"""

_SIZES = """
UPDATE area SET residents_count = s.residents, households_count = s.households, urbanity_class = s.urbanity
FROM (
    SELECT area_code, boundary_year,
           max(value) FILTER (indicator_id = 'residents_count') AS residents,
           max(value) FILTER (indicator_id = 'households_count') AS households,
           max(value) FILTER (indicator_id = 'urbanity_class') AS urbanity
    FROM merged WHERE reference_year = boundary_year AND indicator_id IN ('residents_count', 'households_count', 'urbanity_class')
    GROUP BY area_code, boundary_year
) s
WHERE s.area_code = area.area_code AND s.boundary_year = area.boundary_year
"""

_GEOMETRY = """
UPDATE area SET has_geometry = TRUE, centroid_lon = g.centroid_lon, centroid_lat = g.centroid_lat,
                west = g.west, south = g.south, east = g.east, north = g.north
FROM incoming g WHERE area.area_code = g.area_code AND area.boundary_year = ?
"""

_NOT_IN_NATIONAL = """
INSERT INTO build_report
SELECT 'areas', 'not in the national table of ' || a.boundary_year,
       string_agg(a.area_code || ' ' || a.name, ', ' ORDER BY a.area_code) || ': only in an extract; kept',
       count(*)
FROM area a
WHERE EXISTS (FROM release r WHERE r.boundary_year = a.boundary_year AND r.national)
  AND NOT EXISTS (FROM staged_area s JOIN release r USING (release_id)
                  WHERE r.national AND r.boundary_year = a.boundary_year AND s.area_code = a.area_code)
GROUP BY a.boundary_year
"""


def assemble_areas(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `area` for every boundary year that a table has, with names, parents and land area; national tables name an area first."""
    con.execute(_NAMES_AND_PARENTS)
    con.execute(_WIJK)
    con.execute(_NOT_IN_NATIONAL)


def add_sizes(con: duckdb.DuckDBPyConnection) -> None:
    """Put residents, households and urbanity of the boundary year itself on the areas."""
    con.execute(_SIZES)


def add_geometry(con: duckdb.DuckDBPyConnection, geometry: pd.DataFrame, vintage: int) -> None:
    """Put centroid and bounding box (degrees WGS84) on the areas of the display vintage."""
    con.register("incoming", geometry)
    con.execute(_GEOMETRY, [vintage])
    con.unregister("incoming")
