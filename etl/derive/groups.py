"""Groups of areas on the display vintage: who belongs to them, how large they are, and which areas lie inside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import duckdb
import pandas as pd

from domain.areas import GROUP_LEVELS, Level, level_of
from etl.contracts import AreaGroups
from etl.errors import BuildError
from etl.report import note

#: A member of an older division is today's area that it was, or of which it became a part.
_PLACED = """
CREATE OR REPLACE TEMP TABLE group_member AS
WITH today AS (SELECT area_code, level, wijk_code FROM area WHERE boundary_year = $vintage),
placed AS (
    SELECT l.* EXCLUDE (member_code), coalesce(t.area_code, x.area_code) AS area_code, l.member_code
    FROM listed l
    LEFT JOIN today t ON t.area_code = l.member_code
    LEFT JOIN area_match x ON t.area_code IS NULL AND x.from_code = l.member_code AND x.from_year = l.year AND x.method = 'recoded'
)
SELECT DISTINCT p.group_code, p.kind, p.name, p.year, coalesce(b.area_code, p.area_code) AS area_code
FROM placed p
LEFT JOIN today b ON b.wijk_code = p.area_code AND b.level = 'buurt' AND starts_with(p.area_code, 'WK')
WHERE p.area_code IS NOT NULL
"""

_LOST = """
SELECT DISTINCT l.kind, l.member_code FROM listed l
WHERE l.member_code NOT IN (SELECT area_code FROM area WHERE boundary_year = $vintage)
  AND NOT EXISTS (FROM area_match x WHERE x.from_code = l.member_code AND x.from_year = l.year AND x.method = 'recoded')
ORDER BY ALL
"""

_TWICE = """
SELECT kind, area_code, string_agg(DISTINCT name, ' and ' ORDER BY name), any_value(year) FROM group_member
GROUP BY kind, area_code HAVING count(DISTINCT group_code) > 1 ORDER BY ALL
"""

_WITHOUT = """
WITH kinds AS (SELECT DISTINCT kind, CASE WHEN starts_with(group_code, 'EG') THEN substr(group_code, 3, 4) END AS own FROM group_member)
SELECT k.kind, string_agg(a.area_code || ' ' || a.name, ', ' ORDER BY a.area_code), count(*)
FROM kinds k JOIN area a ON a.boundary_year = $vintage
 AND (CASE WHEN k.own IS NULL THEN a.level = 'gemeente' ELSE a.level = 'buurt' AND substr(a.area_code, 3, 4) = k.own END)
WHERE NOT EXISTS (FROM group_member m WHERE m.kind = k.kind AND m.area_code = a.area_code)
GROUP BY k.kind ORDER BY k.kind
"""

_AREAS = """
INSERT INTO group_area BY NAME
SELECT group_code AS area_code, $vintage AS boundary_year,
       CASE left(group_code, 2) WHEN 'GG' THEN 'ggd' WHEN 'PV' THEN 'provincie' ELSE 'eigen' END AS level,
       min(m.name) AS name,
       CASE WHEN starts_with(group_code, 'EG') THEN 'GM' || substr(group_code, 3, 4) END AS gemeente_code,
       sum(a.residents_count) AS residents_count, sum(a.households_count) AS households_count,
       sum(a.land_area_ha) AS land_area_ha, bool_or(a.has_geometry) AS has_geometry,
       min(a.west) AS west, min(a.south) AS south, max(a.east) AS east, max(a.north) AS north
FROM group_member m JOIN area a USING (area_code) WHERE a.boundary_year = $vintage
GROUP BY group_code
"""


def place_groups(con: duckdb.DuckDBPyConnection, groups: Sequence[AreaGroups], vintage: int) -> None:
    """Fill `area_group` and `group_area`. Run after `match_areas` and after the geometry of the areas is known.

    Of a kind that several files tell, that of the vintage counts, else the nearest year. What has no place is told in the report.
    Raises BuildError where an area would lie in two groups of one kind.
    """
    chosen = _nearest(groups, vintage)
    columns = ["group_code", "kind", "name", "year", "member_code"]
    frames = [each.frame.assign(kind=each.kind, year=each.year)[columns] for each in chosen]
    listed = (
        pd.concat(frames) if frames else pd.DataFrame({name: [] for name in columns}, dtype="str").astype({"year": int})
    )
    con.register("listed", listed)
    con.execute(_PLACED, {"vintage": vintage})
    for kind, member in con.execute(_LOST, {"vintage": vintage}).fetchall():
        note(
            con,
            "groups",
            kind,
            f"{member} is no area of {vintage}, and what became of it is not known: it is left out.",
        )
    con.unregister("listed")
    if double := con.execute(_TWICE).fetchall():
        raise BuildError([_double(kind, area, names, year, vintage) for kind, area, names, year in double])
    for kind, areas, count in con.execute(_WITHOUT, {"vintage": vintage}).fetchall():
        note(con, "groups", kind, f"Not in any {kind}: {areas}.", count)
    con.execute("INSERT INTO area_group SELECT group_code, kind, name, area_code, year FROM group_member ORDER BY ALL")
    con.execute(_AREAS, {"vintage": vintage})


def areas_inside(con: duckdb.DuckDBPyConnection, vintage: int) -> dict[str, dict[Level, list[str]]]:
    """Areas of the vintage by group and level: gemeenten, wijken and buurten of a region; buurten, and wijken that lie whole in it."""
    areas = con.execute(
        "SELECT area_code, level, gemeente_code, wijk_code FROM area WHERE boundary_year = ? AND level <> 'land' ORDER BY 1",
        [vintage],
    ).fetchall()
    level_by_code = {code: Level(level) for code, level, _, _ in areas}
    by_gemeente: dict[str, list[str]] = defaultdict(list)
    by_wijk: dict[str, set[str]] = defaultdict(set)
    for code, level, gemeente, wijk in areas:
        by_gemeente[gemeente or code].append(code)
        if level == Level.BUURT and wijk:
            by_wijk[wijk].add(code)
    found: dict[str, dict[Level, list[str]]] = {}
    members = con.execute(
        "SELECT group_code, list(DISTINCT member_code) FROM area_group GROUP BY group_code ORDER BY group_code"
    ).fetchall()
    for group, codes in members:
        if level_of(group) is Level.EIGEN:
            inside = set(codes)
            inside |= {wijk for wijk, buurten in by_wijk.items() if buurten <= inside}
        else:
            inside = {code for gemeente in codes for code in by_gemeente[gemeente]}
        levels: dict[Level, list[str]] = defaultdict(list)
        for code in sorted(inside):
            levels[level_by_code[code]].append(code)
        found[group] = dict(levels)
    return found


def _double(kind: str, area: str, names: str, year: int, vintage: int) -> str:
    """Sentence about an area in two groups, with the remedy for a table of CBS or a file of the gemeente's own."""
    remedy = f"Give each area one {kind}"
    if year != vintage:
        remedy = f"The borders of {year} do not fit those of {vintage}: give a division in areas of {vintage}"
    if kind in GROUP_LEVELS:
        remedy = f"Add the table Gebieden in Nederland of {vintage} (`python -m etl fetch --source cbs_gebieden`)"
    return f"{area} lies in more than one {kind}: {names}. {remedy}."


def _nearest(groups: Sequence[AreaGroups], vintage: int) -> list[AreaGroups]:
    """Of GGD regions and provincies one year; of own divisions every file."""
    own = [each for each in groups if each.kind not in GROUP_LEVELS]
    official: dict[str, AreaGroups] = {}
    for each in sorted(groups, key=lambda one: (abs(one.year - vintage), one.year > vintage)):
        if each.kind in GROUP_LEVELS:
            official.setdefault(each.kind, each)
    return [*official.values(), *own]
