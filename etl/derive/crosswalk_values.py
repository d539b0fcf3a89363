"""Figures of areas whose borders changed, on the areas of today: read per year, put together, derived again (docs/decisions/0008)."""

from __future__ import annotations

from typing import Final

import duckdb
import numpy as np
import pandas as pd

from etl.catalogue.schema import Catalogue, Indicator
from etl.derive.crosswalk_rules import Parts, Rule, combine
from etl.derive.derived import derive_figures
from etl.derive.weights import NEAREST_YEAR
from etl.load.query import scalar

#: Figures that are put together at a time: bounds the memory.
_BLOCK: Final = 300_000
#: In rising order of doubt: of several the last one holds.
_STATUSES: Final = ("ok", "caution", "not_comparable")

#: Figures of one boundary year that a crosswalk needs, each with how it is put together. Land areas are shared out by land only.
_SOURCES = """
CREATE OR REPLACE TEMP TABLE source_figure AS
SELECT m.indicator_id, m.area_code, m.reference_year, m.value, m.lower, m.upper, m.release_id,
       coalesce(list_position($statuses, m.status), 1) AS doubt
FROM merged m JOIN crosswalk_rule r USING (indicator_id)
SEMI JOIN (FROM overlap WHERE usable AND from_year = $year) o ON o.from_code = m.area_code
WHERE m.boundary_year = $year AND m.value IS NOT NULL AND r.ratio = $ratio
"""

_FIGURES = """
CREATE OR REPLACE TEMP TABLE crossed_figure AS
SELECT row_number() OVER (ORDER BY indicator_id, reference_year, area_code) - 1 AS number, * FROM (
    SELECT DISTINCT f.indicator_id, f.reference_year, o.area_code
    FROM source_figure f JOIN overlap o ON o.from_code = f.area_code AND o.from_year = $year AND o.usable
    JOIN crosswalk_grade g ON g.area_code = o.area_code AND g.from_year = $year
) f
WHERE NOT EXISTS (
    FROM crossed c WHERE c.indicator_id = f.indicator_id AND c.area_code = f.area_code AND c.reference_year = f.reference_year)
"""

#: Denominator of every source and year of figures: that year's, else the nearest; where nobody lives, 0.
_SIZES = f"""
CREATE OR REPLACE TEMP TABLE source_size AS
WITH source AS (SELECT DISTINCT from_code FROM overlap WHERE from_year = $year),
reference AS (SELECT DISTINCT reference_year FROM source_figure),
counted AS (
    SELECT w.area_code, w.weight, y.reference_year, w.amount
    FROM area_weight w SEMI JOIN source s ON s.from_code = w.area_code CROSS JOIN reference y WHERE w.boundary_year = $year
    {NEAREST_YEAR}
), empty AS (
    SELECT a.area_code, unnest(['residents', 'residents_18_plus', 'residents_65_plus', 'residents_18_64', 'households']) AS weight,
           r.reference_year, 0 AS amount
    FROM area a SEMI JOIN source s ON s.from_code = a.area_code CROSS JOIN reference r
    WHERE a.boundary_year = $year AND a.residents_count = 0
)
FROM counted UNION ALL FROM empty ANTI JOIN counted USING (area_code, weight, reference_year)
"""

_PARTS = """
SELECT f.number - $first AS "group", coalesce(o.share, 'nan'::DOUBLE) AS share, coalesce(o.amount, 'nan'::DOUBLE) AS amount,
       coalesce(s.amount, 'nan'::DOUBLE) AS denominator, coalesce(v.value, 'nan'::DOUBLE) AS value,
       coalesce(v.lower, 'nan'::DOUBLE) AS lower, coalesce(v.upper, 'nan'::DOUBLE) AS upper, r.rule, r.whole_only,
       coalesce(v.doubt, 1) AS doubt, coalesce(v.release_id, 0) AS release_id
FROM crossed_figure f
JOIN crosswalk_rule r USING (indicator_id)
JOIN overlap o ON o.area_code = f.area_code AND o.from_year = $year
LEFT JOIN source_figure v ON v.area_code = o.from_code AND v.indicator_id = f.indicator_id AND v.reference_year = f.reference_year
     AND o.usable AND (r.weight <> 'area' OR o.basis = 'land')
LEFT JOIN source_size s ON s.area_code = o.from_code AND s.weight = r.weight AND s.reference_year = f.reference_year
WHERE f.number >= $first AND f.number < $last
ORDER BY f.number, o.amount, o.from_code
"""

_INSERT = """
INSERT INTO crossed BY NAME
SELECT f.indicator_id, f.area_code, $vintage AS boundary_year, f.reference_year, round(i.value, r.digits) AS value,
       round(i.lower, r.digits) AS lower, round(i.upper, r.digits) AS upper, $statuses[i.doubt] AS status,
       l.source_id, i.release_id, 'crosswalk' AS method
FROM incoming i JOIN crossed_figure f ON f.number = i.number JOIN crosswalk_rule r USING (indicator_id) JOIN release l USING (release_id)
"""

#: A share of counts says nothing below the catalogue's minimum, here as in the published years.
_TOO_SMALL = """
DELETE FROM crossed USING indicator_check c, crossed s
WHERE crossed.method = 'derived' AND c.indicator_id = crossed.indicator_id AND s.indicator_id = c.minimum_of
  AND s.area_code = crossed.area_code AND s.reference_year = crossed.reference_year AND s.value < c.minimum_at_least;
DELETE FROM crossed WHERE value IS NULL;
"""


def carry_over(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, vintage: int) -> None:
    """Fill temp table `crossed`, with the columns of `merged`: figures of older years on areas of `vintage` with other borders.

    Run after `find_overlaps`. One figure per indicator, area and reference year, from the newest older division that tells it.
    A share that the catalogue derives is derived from the counts put together; only where these are not known it is a mean of shares.
    """
    _rules(con, catalogue)
    con.execute("CREATE OR REPLACE TEMP TABLE crossed AS FROM merged LIMIT 0")
    years = [
        year for (year,) in con.execute("SELECT DISTINCT from_year FROM crosswalk_grade ORDER BY 1 DESC").fetchall()
    ]
    for year in years:
        _carry_year(con, year, vintage, ratio=False)
    shares = {name: one for name, one in catalogue.indicators.items() if _is_ratio(one) and one.combination == "mean"}
    derive_figures(con, catalogue.model_copy(update={"indicators": shares}), "crossed")
    con.execute(_TOO_SMALL)
    for year in years:
        _carry_year(con, year, vintage, ratio=True)
    for name in ("source_figure", "crossed_figure", "source_size"):
        con.execute(f"DROP TABLE IF EXISTS {name}")


def _rules(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    rules = {"sum": Rule.SUM, "mean": Rule.MEAN, "never": Rule.ONE_WHOLE}
    rows = [
        (
            name,
            int(rules[one.combination]),
            one.kind == "modelled",
            one.weight,
            one.decimals_combined,
            _is_ratio(one),
        )
        for name, one in catalogue.indicators.items()
    ]
    con.execute(
        "CREATE OR REPLACE TEMP TABLE crosswalk_rule "
        "(indicator_id TEXT, rule INTEGER, whole_only BOOLEAN, weight TEXT, digits INTEGER, ratio BOOLEAN)"
    )
    con.executemany("INSERT INTO crosswalk_rule VALUES (?, ?, ?, ?, ?, ?)", rows)


def _is_ratio(indicator: Indicator) -> bool:
    return any(step.denominator for step in indicator.derive)


def _carry_year(con: duckdb.DuckDBPyConnection, year: int, vintage: int, *, ratio: bool) -> None:
    con.execute(_SOURCES, {"year": year, "ratio": ratio, "statuses": list(_STATUSES)})
    con.execute(_FIGURES, {"year": year})
    con.execute(_SIZES, {"year": year})
    total = int(scalar(con, "SELECT count(*) FROM crossed_figure"))
    for first in range(0, total, _BLOCK):
        last = min(first + _BLOCK, total)
        columns = con.execute(_PARTS, {"year": year, "first": first, "last": last}).fetchnumpy()
        con.register("incoming", _combined({name: np.asarray(one) for name, one in columns.items()}, first, last))
        con.execute(_INSERT, {"vintage": vintage, "statuses": list(_STATUSES)})
        con.unregister("incoming")


def _combined(columns: dict[str, np.ndarray], first: int, last: int) -> pd.DataFrame:
    """Figures that could be put together, with the doubt of their parts and the release of the largest part."""
    group = columns["group"].astype(np.int64)
    names = ("share", "amount", "denominator", "value", "lower", "upper", "rule", "whole_only")
    carried = combine(Parts(group, *(columns[name] for name in names)), last - first)
    doubt, release = np.zeros(last - first, dtype=np.int64), np.zeros(last - first, dtype=np.int64)
    used = carried.used
    np.maximum.at(doubt, group[used], columns["doubt"][used])
    release[group[used]] = columns["release_id"][used]
    frame = pd.DataFrame(
        {
            "number": np.arange(first, last),
            "value": carried.value,
            "lower": carried.lower,
            "upper": carried.upper,
            "doubt": doubt,
            "release_id": release,
        }
    )
    return frame[frame["value"].notna()]
