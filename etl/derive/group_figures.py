"""Figures of groups on the display vintage, put together of those of their members."""

from __future__ import annotations

from typing import Final

import duckdb

from etl.catalogue.schema import Catalogue, Derivation, Indicator
from etl.derive.derived import step_parameters
from etl.derive.weights import NEAREST_YEAR, gather_weights

#: A group has a mean or share when the members with one hold at least this share of its residents and of its denominator. A sum needs
#: all: a member left out would count as 0, and the year in which it is would look like a decline.
FILLED_FROM: Final = 0.95

#: Denominators of the members in the year of each figure, else in the nearest year.
_SIZES = f"""
CREATE OR REPLACE TEMP TABLE member_size AS
WITH years AS (SELECT DISTINCT reference_year FROM observation WHERE boundary_year = $vintage)
SELECT w.area_code, w.weight, y.reference_year, w.amount
FROM area_weight w SEMI JOIN group_member m USING (area_code) CROSS JOIN years y WHERE w.boundary_year = $vintage
{NEAREST_YEAR}
"""

_GROUP_SIZES = """
CREATE OR REPLACE TEMP TABLE group_size AS
SELECT m.group_code, s.weight, s.reference_year, sum(s.amount) AS amount
FROM group_member m JOIN member_size s USING (area_code) GROUP BY ALL
"""

#: Where nobody lives there is nothing to count: 0 in a sum.
_MEMBER_FIGURES = """
CREATE OR REPLACE TEMP TABLE member_figure AS
WITH figure AS (
    SELECT o.* EXCLUDE (value), r.combination, r.weight, CASE WHEN r.combination = 'sum' AND o.status = 'no_residents' THEN 0
           WHEN r.combination <> 'never' AND o.status IN ('ok', 'caution') THEN o.value END AS value
    FROM observation o JOIN group_rule r USING (indicator_id) SEMI JOIN group_member m ON m.area_code = o.area_code
    WHERE o.boundary_year = $vintage
)
SELECT f.*, coalesce(own.amount, 0) AS amount, coalesce(living.amount, 0) AS residents,
       f.value IS NOT NULL AND (f.combination = 'sum' OR own.amount > 0) AS usable
FROM figure f
LEFT JOIN member_size own ON (own.area_code, own.weight, own.reference_year) = (f.area_code, f.weight, f.reference_year)
LEFT JOIN member_size living ON (living.area_code, living.weight, living.reference_year) = (f.area_code, 'residents', f.reference_year)
"""

#: One row per indicator, group and year. What is filled is a share of the whole group, also of members that the source does not name.
_CELLS = """
CREATE OR REPLACE TEMP TABLE group_cell AS
WITH put AS (
    SELECT f.indicator_id, m.group_code AS area_code, f.reference_year, any_value(f.combination) AS combination,
           sum(f.residents) FILTER (f.usable) / any_value(living.amount) AS of_residents,
           sum(f.amount) FILTER (f.usable) / any_value(own.amount) AS of_own,
           sum(f.value) FILTER (f.usable) AS summed,
           sum(f.amount * f.value) FILTER (f.usable) / nullif(sum(f.amount) FILTER (f.usable), 0) AS mean,
           max(f.value - f.lower) FILTER (f.usable) AS below, max(f.upper - f.value) FILTER (f.usable) AS above,
           bool_or(f.status = 'caution') FILTER (f.usable) AS doubtful,
           sum(f.residents * (f.grade = 'A')::INTEGER) FILTER (f.usable) / nullif(sum(f.residents) FILTER (f.usable), 0) AS in_a,
           sum(f.residents * (f.grade <> 'C')::INTEGER) FILTER (f.usable) / nullif(sum(f.residents) FILTER (f.usable), 0) AS in_b,
           arg_max(f.status, f.residents) FILTER (NOT f.usable AND f.status NOT IN ('ok', 'caution')) AS reason,
           arg_max(f.source_id, f.residents) AS source_id, arg_max(f.release_id, f.residents) AS release_id
    FROM member_figure f JOIN group_member m USING (area_code)
    LEFT JOIN group_size own ON (own.group_code, own.weight, own.reference_year) = (m.group_code, f.weight, f.reference_year)
    LEFT JOIN group_size living
           ON (living.group_code, living.weight, living.reference_year) = (m.group_code, 'residents', f.reference_year)
    GROUP BY f.indicator_id, m.group_code, f.reference_year
)
SELECT * EXCLUDE (in_a, in_b),
       CASE WHEN combination = 'sum' AND of_residents = 1 THEN summed
            WHEN combination = 'mean' AND of_residents >= $from AND of_own >= $from THEN mean END AS raw,
       CASE WHEN in_a >= $from OR in_a IS NULL THEN 'A' WHEN in_b >= $from THEN 'B' ELSE 'C' END AS grade
FROM put
"""

#: A share of counts, over the members that have every count it is made of: one that lacks the numerator only would count as 0.
_SHARES = """
INSERT INTO grouped BY NAME
WITH part AS (SELECT unnest($parts) AS indicator_id, unnest($roles) AS role),
member AS (
    SELECT f.area_code, f.reference_year, any_value(f.residents) AS residents, bool_or(f.status = 'caution') AS doubtful,
           sum(f.value) FILTER (p.role = 'numerator') AS numerator, sum(f.value) FILTER (p.role = 'denominator') AS denominator,
           min(f.source_id) FILTER (p.role = 'numerator') AS source_id, min(f.release_id) FILTER (p.role = 'numerator') AS release_id
    FROM member_figure f JOIN part p USING (indicator_id)
    WHERE f.usable AND f.reference_year BETWEEN coalesce($first, f.reference_year) AND coalesce($last, f.reference_year)
    GROUP BY f.area_code, f.reference_year HAVING count(*) = len($parts)
), put AS (
    SELECT g.group_code AS area_code, m.reference_year, sum(m.residents) AS residents, bool_or(m.doubtful) AS doubtful,
           $times * sum(m.numerator) / nullif(sum(m.denominator), 0) AS raw,
           min(m.source_id) AS source_id, min(m.release_id) AS release_id
    FROM member m JOIN group_member g USING (area_code) GROUP BY g.group_code, m.reference_year
)
SELECT $indicator AS indicator_id, p.area_code, $vintage AS boundary_year, p.reference_year,
       round(least(greatest(raw, coalesce($low, raw)), coalesce($high, raw)), $digits) AS value,
       CASE WHEN doubtful OR raw < $low OR raw > $high THEN 'caution' ELSE 'ok' END AS status,
       p.source_id, p.release_id, 'combined' AS method
FROM put p JOIN group_size t ON (t.group_code, t.weight, t.reference_year) = (p.area_code, 'residents', p.reference_year)
WHERE raw IS NOT NULL AND p.residents >= $from * t.amount AND NOT EXISTS (
    FROM grouped g WHERE (g.indicator_id, g.area_code, g.reference_year) = ($indicator, p.area_code, p.reference_year))
"""

#: What is no share of counts, or could not be made one.
_TOGETHER = """
INSERT INTO grouped BY NAME
SELECT c.indicator_id, c.area_code, $vintage AS boundary_year, c.reference_year, round(c.raw, r.digits) AS value,
       CASE WHEN c.raw IS NOT NULL THEN round(c.raw - c.below, r.digits) END AS lower,
       CASE WHEN c.raw IS NOT NULL THEN round(c.raw + c.above, r.digits) END AS upper,
       CASE WHEN c.combination = 'never' THEN 'not_comparable' WHEN c.raw IS NULL THEN coalesce(c.reason, 'unknown')
            WHEN c.doubtful THEN 'caution' ELSE 'ok' END AS status,
       c.source_id, c.release_id, 'combined' AS method
FROM group_cell c JOIN group_rule r USING (indicator_id)
WHERE NOT EXISTS (
    FROM grouped g WHERE (g.indicator_id, g.area_code, g.reference_year) = (c.indicator_id, c.area_code, c.reference_year))
"""

_PUBLISH = """
INSERT INTO observation BY NAME
SELECT g.*, coalesce(c.grade, 'A') AS grade
FROM grouped g LEFT JOIN group_cell c USING (indicator_id, area_code, reference_year)
ORDER BY indicator_id, reference_year, area_code
"""


def combine_groups(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, vintage: int) -> None:
    """Put figures of groups into `observation`, from those of their members on the display vintage.

    Counts add up; shares are made again of the counts that the catalogue derives them from; means are weighted by their own
    denominator, those of a model with the widest margin of the parts; medians, classes and indices are not put together (methods §4.2).
    """
    _rules(con, catalogue)
    con.execute("CREATE OR REPLACE TEMP TABLE grouped AS FROM merged LIMIT 0")
    gather_weights(con, "observation")
    con.execute(_SIZES, {"vintage": vintage})
    con.execute(_GROUP_SIZES)
    con.execute(_MEMBER_FIGURES, {"vintage": vintage})
    con.execute(_CELLS, {"from": FILLED_FROM})
    for name, indicator in catalogue.indicators.items():
        if indicator.combination == "mean":
            for step in filter(lambda one: one.denominator, indicator.derive):
                con.execute(_SHARES, _share(name, indicator, step) | {"vintage": vintage, "from": FILLED_FROM})
    con.execute(_TOGETHER, {"vintage": vintage})
    con.execute(_PUBLISH)
    for table in ("grouped", "group_cell", "group_size", "member_figure", "member_size", "group_rule"):
        con.execute(f"DROP TABLE {table}")


def _share(name: str, indicator: Indicator, step: Derivation) -> dict[str, object]:
    """Parameters of `_SHARES` for one way in which the catalogue makes a share."""
    low, high = indicator.valid_range
    return step_parameters(step) | {"indicator": name, "low": low, "high": high, "digits": indicator.decimals}


def _rules(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE group_rule (indicator_id TEXT, combination TEXT, weight TEXT, digits INTEGER)"
    )
    con.executemany(
        "INSERT INTO group_rule VALUES (?, ?, ?, ?)",
        [(name, one.combination, one.weight, one.decimals_combined) for name, one in catalogue.indicators.items()],
    )
