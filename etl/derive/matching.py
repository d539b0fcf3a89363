"""From an older area to today's: by code, name and land area, or by a link table (design: areas). Wrong joins are worse than gaps."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from domain.areas import same_name
from etl.contracts import LinkTable

#: Same code and name, but land area differs more than this: taken for another area.
_AREA_TOLERANCE = "greatest(0.05 * greatest(o.land_area_ha, n.land_area_ha), 2)"

_MATCH = f"""
INSERT INTO area_match
SELECT o.area_code, o.boundary_year, n.area_code, n.boundary_year,
       'recoded',
       CASE WHEN o.level = 'land' THEN 'A'
            WHEN o.level = 'gemeente' AND abs(o.land_area_ha - n.land_area_ha) <= {_AREA_TOLERANCE} THEN 'A' ELSE 'B' END,
       CASE WHEN o.level = 'land' THEN 'country'
            WHEN o.level = 'gemeente' AND abs(o.land_area_ha - n.land_area_ha) > {_AREA_TOLERANCE}
                THEN 'same code, but its land area changed: a boundary change or merger'
            WHEN o.level = 'gemeente' THEN 'same code'
            WHEN o.land_area_ha IS NULL OR n.land_area_ha IS NULL THEN 'same code and name; land area unknown in one of the years'
            ELSE 'same code, name and land area' END
FROM area o JOIN area n ON n.area_code = o.area_code
WHERE o.boundary_year <> $vintage AND n.boundary_year = $vintage
  AND (o.level IN ('land', 'gemeente')
       OR (same_name(o.name, n.name)
           AND (o.land_area_ha IS NULL OR n.land_area_ha IS NULL OR abs(o.land_area_ha - n.land_area_ha) <= {_AREA_TOLERANCE})))
  AND NOT EXISTS (FROM linked l WHERE l.from_code = o.area_code AND o.boundary_year <= l.from_year AND n.boundary_year >= l.to_year)
"""

#: A link table says that an area of up to `from_year` got another code in `to_year`; it outranks a match on code and name.
_LINK = """
INSERT INTO area_match
SELECT o.area_code, o.boundary_year, n.area_code, n.boundary_year, 'recoded', 'B', 'link table ' || l.file
FROM area o
JOIN linked l ON l.from_code = o.area_code AND o.boundary_year <= l.from_year
JOIN area n ON n.area_code = l.to_code AND n.boundary_year = $vintage AND n.boundary_year >= l.to_year
"""

_REPORT = """
INSERT INTO build_report
SELECT 'matched', a.level || ' ' || a.boundary_year || ' -> ' || $vintage,
       count(m.from_code) || ' of ' || count(*) || ' areas of ' || a.boundary_year || ' reach an area of ' || $vintage
           || ' (which has ' || any_value(t.total) || '); the rest keep their figures on their own boundaries',
       count(m.from_code)
FROM area a
LEFT JOIN (SELECT DISTINCT from_code, from_year FROM area_match) m ON m.from_code = a.area_code AND m.from_year = a.boundary_year
JOIN (SELECT level, count(*) AS total FROM area WHERE boundary_year = $vintage GROUP BY level) t ON t.level = a.level
WHERE a.boundary_year <> $vintage AND a.level <> 'land'
GROUP BY a.level, a.boundary_year ORDER BY a.boundary_year, a.level
"""


def match_areas(con: duckdb.DuckDBPyConnection, vintage: int, links: Sequence[LinkTable]) -> None:
    """Fill `area_match` from every other boundary year to the display vintage, and report how many matched per level."""
    con.create_function("same_name", same_name, ["VARCHAR", "VARCHAR"], "BOOLEAN")
    con.execute(
        "CREATE TEMP TABLE linked (from_code TEXT, to_code TEXT, from_year INTEGER, to_year INTEGER, file TEXT)"
    )
    for link in links:
        con.register("incoming", link.frame)
        con.execute(
            "INSERT INTO linked SELECT from_code, to_code, ?, ?, ? FROM incoming",
            [link.from_year, link.to_year, link.path.name],
        )
        con.unregister("incoming")
    con.execute(_LINK, {"vintage": vintage})
    con.execute(_MATCH, {"vintage": vintage})
    con.execute(_REPORT, {"vintage": vintage})
    con.remove_function("same_name")
