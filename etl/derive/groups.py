"""Groups of areas on the display vintage: who belongs to them, how large they are, and their figures, put together of their parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

import duckdb
import pandas as pd

from domain.areas import GROUP_LEVELS, Level, gemeente_of, level_of
from etl.catalogue.schema import Catalogue, Indicator
from etl.contracts import AreaGroups
from etl.derive.derived import derive_figures
from etl.derive.weights import gather_weights
from etl.errors import BuildError
from etl.report import note

#: A group has a figure when its parts with one hold at least this share of its denominator.
FILLED_FROM: Final = 0.95

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
SELECT kind, area_code, string_agg(DISTINCT name, ' and ' ORDER BY name) FROM group_member
GROUP BY kind, area_code, left(group_code, 6) HAVING count(DISTINCT group_code) > 1 ORDER BY ALL
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

#: Denominators of the members in the year of each figure, else in the nearest year.
_SIZES = """
CREATE OR REPLACE TEMP TABLE member_size AS
WITH years AS (SELECT DISTINCT reference_year FROM member_figure)
SELECT w.area_code, w.weight, y.reference_year, w.amount
FROM area_weight w SEMI JOIN group_member m USING (area_code) CROSS JOIN years y WHERE w.boundary_year = $vintage
QUALIFY row_number() OVER (PARTITION BY w.area_code, w.weight, y.reference_year
                           ORDER BY abs(w.reference_year - y.reference_year), w.reference_year DESC) = 1
"""

_MEMBER_FIGURES = """
CREATE OR REPLACE TEMP TABLE member_figure AS
SELECT o.*, r.combination, CASE r.combination WHEN 'sum' THEN 'residents' ELSE r.weight END AS weight,
       o.value IS NOT NULL AND o.status IN ('ok', 'caution') AND r.combination <> 'never' AS usable
FROM observation o JOIN group_rule r USING (indicator_id) SEMI JOIN group_member m ON m.area_code = o.area_code
WHERE o.boundary_year = $vintage
"""

#: One row per indicator, group and year: of the whole denominator of the group, also of members that the source does not name.
_CELLS = """
CREATE OR REPLACE TEMP TABLE group_cell AS
WITH total AS (
    SELECT m.group_code, s.weight, s.reference_year, sum(s.amount) AS amount
    FROM group_member m JOIN member_size s USING (area_code) GROUP BY ALL
), part AS (
    SELECT m.group_code, f.*, coalesce(s.amount, 0) AS amount
    FROM member_figure f JOIN group_member m USING (area_code) LEFT JOIN member_size s USING (area_code, weight, reference_year)
), put AS (
    SELECT p.indicator_id, p.group_code AS area_code, p.reference_year, any_value(p.combination) AS combination,
           sum(p.amount) FILTER (p.usable) / any_value(t.amount) AS filled,
           sum(p.value) FILTER (p.usable) AS summed,
           sum(p.amount * p.value) FILTER (p.usable) / nullif(sum(p.amount) FILTER (p.usable), 0) AS mean,
           max(p.value - p.lower) FILTER (p.usable) AS below, max(p.upper - p.value) FILTER (p.usable) AS above,
           bool_or(p.status = 'caution') FILTER (p.usable) AS doubtful,
           sum(p.amount) FILTER (p.usable AND p.grade = 'A') / nullif(sum(p.amount) FILTER (p.usable), 0) AS in_a,
           sum(p.amount) FILTER (p.usable AND p.grade <> 'C') / nullif(sum(p.amount) FILTER (p.usable), 0) AS in_b,
           arg_max(p.status, p.amount) FILTER (NOT p.usable AND p.status NOT IN ('ok', 'caution')) AS reason,
           arg_max(p.source_id, p.amount) AS source_id, arg_max(p.release_id, p.amount) AS release_id
    FROM part p JOIN total t USING (group_code, weight, reference_year)
    GROUP BY p.indicator_id, p.group_code, p.reference_year
)
SELECT * EXCLUDE (in_a, in_b), CASE WHEN filled >= $from THEN CASE combination WHEN 'sum' THEN summed ELSE mean END END AS raw,
       CASE WHEN in_a >= $from OR in_a IS NULL THEN 'A' WHEN in_b >= $from THEN 'B' ELSE 'C' END AS grade
FROM put
"""

_TOGETHER = """
INSERT INTO grouped BY NAME
SELECT c.indicator_id, c.area_code, $vintage AS boundary_year, c.reference_year, round(c.raw, r.digits) AS value,
       CASE WHEN c.raw IS NOT NULL THEN round(c.raw - c.below, r.digits) END AS lower,
       CASE WHEN c.raw IS NOT NULL THEN round(c.raw + c.above, r.digits) END AS upper,
       CASE WHEN c.combination = 'never' THEN 'not_comparable' WHEN c.raw IS NULL THEN coalesce(c.reason, 'unknown')
            WHEN c.doubtful THEN 'caution' ELSE 'ok' END AS status,
       c.source_id, c.release_id, 'combined' AS method
FROM group_cell c JOIN group_rule r USING (indicator_id)
WHERE r.ratio = $ratio AND NOT EXISTS (
    FROM grouped g WHERE g.indicator_id = c.indicator_id AND g.area_code = c.area_code AND g.reference_year = c.reference_year)
"""

_PUBLISH = """
INSERT INTO observation BY NAME
SELECT g.*, coalesce(c.grade, 'A') AS grade
FROM grouped g LEFT JOIN group_cell c USING (indicator_id, area_code, reference_year)
ORDER BY indicator_id, reference_year, area_code
"""


def place_groups(con: duckdb.DuckDBPyConnection, groups: Sequence[AreaGroups], vintage: int) -> None:
    """Fill `area_group` and `group_area`. Run after `match_areas` and after the geometry of the areas is known.

    Of a kind that several files tell, that of the vintage counts, else the nearest year. What has no place is told in the report.
    Raises BuildError where an area would lie in two groups of one kind, or where a gemeente brings two divisions.
    """
    chosen = _nearest(groups, vintage)
    _refuse_two_divisions(chosen)
    columns = ["group_code", "kind", "name", "year", "member_code"]
    frames = [each.frame.assign(kind=each.kind, year=each.year or vintage)[columns] for each in chosen]
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
        raise BuildError(
            [
                f"{area} lies in more than one {kind}: {names}. Give each area one {kind}."
                for kind, area, names in double
            ]
        )
    for kind, areas, count in con.execute(_WITHOUT, {"vintage": vintage}).fetchall():
        note(con, "groups", kind, f"Not in any {kind}: {areas}.", count)
    con.execute("INSERT INTO area_group SELECT group_code, kind, name, area_code, year FROM group_member ORDER BY ALL")
    con.execute(_AREAS, {"vintage": vintage})


def combine_groups(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, vintage: int) -> None:
    """Put figures of groups into `observation`, from those of their members on the display vintage.

    Counts add up; shares are made again of counts where the catalogue derives them; means are weighted by their own denominator, those
    of a model with the widest margin of the parts; medians, classes and indices are not put together (methods §4.2).
    """
    _rules(con, catalogue)
    con.execute("CREATE OR REPLACE TEMP TABLE grouped AS FROM merged LIMIT 0")
    gather_weights(con, "observation")
    con.execute(_MEMBER_FIGURES, {"vintage": vintage})
    con.execute(_SIZES, {"vintage": vintage})
    con.execute(_CELLS, {"from": FILLED_FROM})
    con.execute(_TOGETHER, {"vintage": vintage, "ratio": False})
    shares = {name: one for name, one in catalogue.indicators.items() if one.combination == "mean" and _is_ratio(one)}
    derive_figures(con, catalogue.model_copy(update={"indicators": shares}), "grouped")
    con.execute("DELETE FROM grouped WHERE value IS NULL AND method = 'derived'")
    con.execute("UPDATE grouped SET method = 'combined'")
    con.execute(_TOGETHER, {"vintage": vintage, "ratio": True})
    con.execute(_PUBLISH)
    for name in ("grouped", "group_cell", "member_figure", "member_size", "group_rule"):
        con.execute(f"DROP TABLE {name}")


def areas_inside(con: duckdb.DuckDBPyConnection, vintage: int) -> dict[str, dict[Level, list[str]]]:
    """Areas of the vintage by group and level: gemeenten, wijken and buurten of a region; buurten, and wijken that lie whole in it."""
    found: dict[str, dict[Level, list[str]]] = defaultdict(lambda: defaultdict(list))
    areas = con.execute(
        "SELECT area_code, level, gemeente_code, wijk_code FROM area WHERE boundary_year = ? AND level <> 'land' ORDER BY 1",
        [vintage],
    ).fetchall()
    members: dict[str, set[str]] = defaultdict(set)
    for group, code in con.execute("SELECT DISTINCT group_code, member_code FROM area_group").fetchall():
        members[group].add(code)
    for group, codes in sorted(members.items()):
        own = level_of(group) is Level.EIGEN
        outside = {wijk for code, level, _, wijk in areas if level == "buurt" and code not in codes}
        touched = {wijk for code, level, _, wijk in areas if level == "buurt" and code in codes}
        for code, level, gemeente, _ in areas:
            whole = code in touched - outside if level == "wijk" else code in codes
            if whole if own else code in codes or gemeente in codes:
                found[group][Level(level)].append(code)
    return {group: dict(levels) for group, levels in found.items()}


def _nearest(groups: Sequence[AreaGroups], vintage: int) -> list[AreaGroups]:
    """Of GGD regions and provincies one year; of own divisions every file."""
    own = [each for each in groups if each.kind not in GROUP_LEVELS]
    official: dict[str, AreaGroups] = {}
    for each in sorted(groups, key=lambda one: (abs(one.year - vintage), one.year > vintage)):
        if each.kind in GROUP_LEVELS:
            official.setdefault(each.kind, each)
    return [*official.values(), *own]


def _refuse_two_divisions(groups: Sequence[AreaGroups]) -> None:
    kinds: Mapping[str, dict[str, str]] = defaultdict(dict)
    for each in groups:
        if each.kind not in GROUP_LEVELS:
            for code in each.frame["group_code"]:
                kinds[gemeente_of(code)][each.kind] = each.path.name
    faults = [
        f"{gemeente} has more than one division: {', '.join(f'{kind} ({name})' for kind, name in found.items())}. "
        "On one map a buurt would lie in two areas: give one division per gemeente."
        for gemeente, found in sorted(kinds.items())
        if len(found) > 1
    ]
    if faults:
        raise BuildError(faults)


def _rules(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE group_rule (indicator_id TEXT, combination TEXT, weight TEXT, digits INTEGER, ratio BOOLEAN)"
    )
    con.executemany(
        "INSERT INTO group_rule VALUES (?, ?, ?, ?, ?)",
        [
            (name, one.combination, one.weight, one.decimals + (2 if one.combination == "sum" else 0), _is_ratio(one))
            for name, one in catalogue.indicators.items()
        ],
    )


def _is_ratio(indicator: Indicator) -> bool:
    return any(step.denominator for step in indicator.derive)
