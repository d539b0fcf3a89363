"""From an older area to today's, as one whole: by CBS's change flags, link tables, or code, name and land area (docs/decisions/0008).

Wrong joins are worse than gaps. What has other borders is left to the crosswalk.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from domain.areas import normalise_name, same_name
from etl.contracts import LinkTable

#: Same code and name, but land area differs more than this: taken for another area.
_AREA_TOLERANCE = "greatest(0.05 * greatest(o.land_area_ha, n.land_area_ha), 2)"
_LAND_AGREES = f"abs(o.land_area_ha - n.land_area_ha) <= {_AREA_TOLERANCE}"
#: Another code: then the land area has to tell more, for names such as "Verspreide huizen" are all over the country.
_LAND_EQUAL = "abs(o.land_area_ha - n.land_area_ha) <= greatest(0.01 * greatest(o.land_area_ha, n.land_area_ha), 1)"
_SAME_NAME = "CASE WHEN o.normal_name = n.normal_name THEN TRUE ELSE same_name(o.name, n.name) END"

_BY_CODE = "same code, name and land area"
_LAND_UNKNOWN = "same code and name; land area unknown in one of the years"
BY_FLAG = "unchanged by CBS's change flag"
BY_NAME = "new code by CBS's change flag; found by name and land area"
MERGED_GEMEENTE = "same code, but its land area changed: a boundary change or merger"

_DIVISION = """
CREATE OR REPLACE TEMP TABLE division AS
WITH spelling AS (SELECT name, normalise_name(name) AS normal_name FROM (SELECT DISTINCT name FROM area WHERE level IN ('wijk', 'buurt')))
SELECT a.area_code, a.boundary_year, a.level, a.name, s.normal_name, a.land_area_ha, a.change_flag
FROM area a JOIN spelling s USING (name) WHERE a.level IN ('wijk', 'buurt');
CREATE OR REPLACE TEMP TABLE linked (from_code TEXT, to_code TEXT, from_year INTEGER, to_year INTEGER, file TEXT);
CREATE OR REPLACE TEMP TABLE reached (
    from_code TEXT, from_year INTEGER, area_code TEXT, boundary_year INTEGER, level TEXT, grade TEXT, rules TEXT[]
);
"""

_SELF = """
INSERT INTO reached
SELECT area_code, boundary_year, area_code, boundary_year, level, 'A', []::TEXT[] FROM division WHERE boundary_year = $target
"""

#: One step from year $year to the first later year in which the area is found again, and from there on as already known.
#: The flag of a year tells what differs from the year before: it says nothing of years in between that are not in hand. Flag 2 or 3
#: ends a code; flag 1 is believed unless both name and land area differ, for codes are given to other areas too. Where a step is not
#: by flag or link table, the land areas of the first and the last year must agree too: a list of codes in between has none.
_STEP = f"""
INSERT INTO reached
WITH o AS (FROM division WHERE boundary_year = $year),
n AS (
    SELECT d.*, r.area_code AS target, r.grade AS onward_grade, r.rules AS onward_rules
    FROM division d JOIN reached r ON r.from_code = d.area_code AND r.from_year = d.boundary_year AND r.boundary_year = $target
    WHERE d.boundary_year BETWEEN $year + 1 AND $target
), ended AS (
    SELECT area_code, min(boundary_year) AS boundary_year FROM division
    WHERE boundary_year > $year AND change_flag IN (2, 3) GROUP BY area_code
), by_link AS (
    SELECT o.area_code, n.target, n.boundary_year, o.level, n.onward_grade, n.onward_rules, 1 AS rank,
           CASE WHEN n.change_flag = 2 AND n.boundary_year = $year + 1 THEN 'A' ELSE 'B' END AS grade, 'link table ' || l.file AS rule
    FROM o JOIN linked l ON l.from_code = o.area_code AND $year <= l.from_year
    JOIN n ON n.area_code = l.to_code AND n.boundary_year >= l.to_year
), by_code AS (
    SELECT o.area_code, n.target, n.boundary_year, o.level, n.onward_grade, n.onward_rules, 2 AS rank,
           CASE WHEN n.change_flag = 1 AND n.boundary_year = $year + 1 THEN 'A' ELSE 'B' END AS grade,
           CASE WHEN n.change_flag = 1 AND n.boundary_year = $year + 1 THEN '{BY_FLAG.replace("'", "''")}'
                WHEN o.land_area_ha IS NULL OR n.land_area_ha IS NULL THEN '{_LAND_UNKNOWN}'
                ELSE '{_BY_CODE}' END AS rule
    FROM o JOIN n ON n.area_code = o.area_code AND n.level = o.level
    LEFT JOIN ended e ON e.area_code = o.area_code
    WHERE n.boundary_year < coalesce(e.boundary_year, 9999)
      AND CASE WHEN n.change_flag = 1 AND n.boundary_year = $year + 1 THEN coalesce({_LAND_AGREES}, FALSE) OR {_SAME_NAME}
               ELSE coalesce({_LAND_AGREES}, TRUE) AND {_SAME_NAME} END
      AND NOT EXISTS (FROM linked l WHERE (l.from_code = o.area_code OR l.to_code = n.area_code)
                      AND $year <= l.from_year AND n.boundary_year >= l.to_year)
), by_name AS (
    SELECT o.area_code, n.target, n.boundary_year, o.level, n.onward_grade, n.onward_rules, 3 AS rank, 'B' AS grade,
           '{BY_NAME.replace("'", "''")}' AS rule
    FROM o JOIN n ON n.normal_name = o.normal_name AND n.level = o.level AND n.area_code <> o.area_code
    WHERE n.change_flag = 2 AND n.boundary_year = $year + 1 AND {_LAND_EQUAL}
      AND NOT EXISTS (FROM division c WHERE c.area_code = o.area_code AND c.boundary_year = $year + 1 AND c.change_flag = 1)
      AND NOT EXISTS (FROM linked l WHERE (l.from_code = o.area_code OR l.to_code = n.area_code)
                      AND $year <= l.from_year AND n.boundary_year >= l.to_year)
    QUALIFY count(*) OVER (PARTITION BY o.area_code) = 1 AND count(*) OVER (PARTITION BY n.area_code) = 1
), candidate AS (
    SELECT s.area_code, s.target, s.boundary_year, s.level, s.rank, greatest(s.grade, s.onward_grade) AS grade,
           list_prepend(s.rule, s.onward_rules) AS rules, {_LAND_AGREES} AS land_agrees
    FROM (FROM by_link UNION ALL FROM by_code UNION ALL FROM by_name) s
    JOIN o USING (area_code) JOIN division n ON n.area_code = s.target AND n.boundary_year = $target
), chosen AS (
    FROM candidate WHERE grade = 'A' OR rank = 1 OR coalesce(land_agrees, TRUE)
    QUALIFY row_number() OVER (PARTITION BY area_code ORDER BY boundary_year, rank, target) = 1
)
SELECT area_code, $year, target, $target, level, grade, list_distinct(list_transform(rules, lambda rule:
           CASE WHEN land_agrees AND rule = '{_LAND_UNKNOWN}' THEN '{_BY_CODE}' ELSE rule END))
FROM chosen QUALIFY row_number() OVER (PARTITION BY target ORDER BY grade, boundary_year, area_code) = 1
"""

#: A gemeente keeps its code when others are merged into it: only one of the same size is the same one.
_GEMEENTEN = f"""
INSERT INTO reached
SELECT o.area_code, o.boundary_year, n.area_code, $target, 'gemeente', 'A', ['same code']
FROM area o JOIN area n ON n.area_code = o.area_code
WHERE o.level = 'gemeente' AND n.boundary_year = $target AND {_LAND_AGREES}
"""

#: A year after $target has no chain to follow back: the same code, name and land area, unless a flag in between says otherwise.
_NEWER = f"""
INSERT INTO reached
SELECT o.area_code, o.boundary_year, n.area_code, $target, o.level, 'B',
       [CASE WHEN o.land_area_ha IS NULL OR n.land_area_ha IS NULL THEN '{_LAND_UNKNOWN}'
             ELSE '{_BY_CODE}' END]
FROM division o JOIN division n ON n.area_code = o.area_code AND n.level = o.level AND n.boundary_year = $target
WHERE o.boundary_year > $target AND coalesce({_LAND_AGREES}, TRUE) AND {_SAME_NAME}
  AND NOT EXISTS (FROM division c WHERE c.area_code = o.area_code AND c.boundary_year > $target
                  AND c.boundary_year <= o.boundary_year AND c.change_flag IN (2, 3))
"""

_MATCH = f"""
INSERT INTO area_match
SELECT o.area_code, o.boundary_year, n.area_code, n.boundary_year, 'recoded',
       CASE WHEN o.level = 'land' OR {_LAND_AGREES} THEN 'A' ELSE 'B' END,
       CASE WHEN o.level = 'land' THEN 'country' WHEN NOT {_LAND_AGREES} THEN '{MERGED_GEMEENTE}' ELSE 'same code' END
FROM area o JOIN area n ON n.area_code = o.area_code
WHERE o.boundary_year <> $target AND n.boundary_year = $target AND o.level IN ('land', 'gemeente')
UNION ALL
SELECT from_code, from_year, area_code, boundary_year, 'recoded', grade, array_to_string(list_sort(rules), '; ')
FROM reached WHERE from_year <> $target AND boundary_year = $target AND level <> 'gemeente'
"""

_REPORT = """
INSERT INTO build_report
WITH told AS (
    SELECT from_code, from_year, string_agg(DISTINCT grade || ', ' || why, ' / ') AS why FROM area_match GROUP BY from_code, from_year
), counted AS (
    SELECT a.level, a.boundary_year, t.why, count(*) AS areas
    FROM area a LEFT JOIN told t ON t.from_code = a.area_code AND t.from_year = a.boundary_year
    WHERE a.boundary_year <> $vintage AND a.level <> 'land' GROUP BY ALL
)
SELECT 'matched', c.level || ' ' || c.boundary_year || ' -> ' || $vintage,
       coalesce(sum(c.areas) FILTER (c.why IS NOT NULL), 0) || ' of ' || sum(c.areas) || ' areas of ' || c.boundary_year
           || ' reach an area of ' || $vintage || ' (which has ' || any_value(t.total) || ')'
           || coalesce(': ' || string_agg(c.areas || ' ' || c.why, ' | ' ORDER BY c.areas DESC, c.why) FILTER (c.why IS NOT NULL), '')
           || '; the rest have other borders or another name, or nothing tells',
       coalesce(sum(c.areas) FILTER (c.why IS NOT NULL), 0)
FROM counted c
JOIN (SELECT level, count(*) AS total FROM area WHERE boundary_year = $vintage GROUP BY level) t ON t.level = c.level
GROUP BY c.level, c.boundary_year ORDER BY c.boundary_year, c.level
"""


def match_areas(con: duckdb.DuckDBPyConnection, vintage: int, links: Sequence[LinkTable]) -> None:
    """Fill `area_match` from every other boundary year to the display vintage, and report how many matched by which rule.

    An area matches as one whole, at most one to one. Leaves temp tables `division` (wijken and buurten of all years, with their
    names for comparison) and `reached`, which `reach` extends.
    """
    con.create_function("normalise_name", normalise_name, ["VARCHAR"], "VARCHAR")
    con.execute(_DIVISION)
    con.remove_function("normalise_name")
    for link in links:
        con.register("incoming", link.frame)
        con.execute(
            "INSERT INTO linked SELECT from_code, to_code, ?, ?, ? FROM incoming",
            [link.from_year, link.to_year, link.path.name],
        )
        con.unregister("incoming")
    reach(con, vintage)
    con.execute(_MATCH, {"target": vintage})
    con.execute(_REPORT, {"vintage": vintage})


def reach(con: duckdb.DuckDBPyConnection, target: int) -> None:
    """Add to temp table `reached` which gemeenten, wijken and buurten of all years are whole areas of year `target`.

    Columns from_code, from_year, area_code, boundary_year (`target`), level, grade, rules. Does nothing when it was done before.
    """
    if con.execute("SELECT 1 FROM reached WHERE boundary_year = ? LIMIT 1", [target]).fetchall():
        return
    con.create_function("same_name", same_name, ["VARCHAR", "VARCHAR"], "BOOLEAN")
    con.execute(_SELF, {"target": target})
    rows = con.execute(
        "SELECT DISTINCT boundary_year FROM division WHERE boundary_year < ? ORDER BY 1 DESC", [target]
    ).fetchall()
    for (year,) in rows:
        con.execute(_STEP, {"year": year, "target": target})
    con.execute(_NEWER, {"target": target})
    con.execute(_GEMEENTEN, {"target": target})
    con.remove_function("same_name")
