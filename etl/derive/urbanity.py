"""Means of areas that are as urban as each other, per year: the same areas in every year, so that their line shows change only."""

from __future__ import annotations

from typing import Final

import duckdb

from etl.derive.blocks import blocks
from etl.derive.weights import gather_weights

#: A mean of fewer areas is about those areas, not about their class.
FEWEST_AREAS: Final = 3

#: The areas that have a class, by number: cheaper to join and to group than their codes.
_AREAS: Final = """
CREATE OR REPLACE TEMP TABLE urban_area AS
SELECT area_code, level, urbanity_class, row_number() OVER (ORDER BY area_code)::INTEGER AS area
FROM area WHERE boundary_year = $vintage AND level IN ('gemeente', 'wijk', 'buurt') AND urbanity_class IS NOT NULL
"""

_YEARS: Final = """
CREATE OR REPLACE TEMP TABLE figure_year AS SELECT DISTINCT reference_year FROM observation WHERE boundary_year = $vintage
"""

_RUNS: Final = """
CREATE OR REPLACE TEMP TABLE run_of_year AS
SELECT i.indicator_id, i.weight, y.reference_year,
       CASE WHEN i.indicator_id IN (FROM by_year) THEN y.reference_year
            ELSE len(list_filter(i.series_breaks, lambda cut: cut.year <= y.reference_year)) END AS run
FROM indicator i, figure_year y WHERE i.combine = 'mean'
"""

_WEIGHTS: Final = """
CREATE OR REPLACE TEMP TABLE weight_of_year AS
SELECT a.area, w.weight, y.reference_year,
       arg_min(w.amount, abs(w.reference_year - y.reference_year) + w.reference_year / 1e5) AS amount
FROM area_weight w JOIN urban_area a USING (area_code), figure_year y WHERE w.boundary_year = $vintage GROUP BY ALL
"""

#: A year in which fewer than half of the areas of its run have a figure is left out: else it would shrink the fixed set to almost nothing.
_MEANS: Final = """
INSERT INTO urbanity_mean
WITH weighed AS MATERIALIZED (
    SELECT o.indicator_id, a.area, a.level, a.urbanity_class, o.reference_year, r.run, o.value, w.amount
    FROM observation o
    JOIN run_of_year r USING (indicator_id, reference_year)
    JOIN urban_area a USING (area_code)
    JOIN weight_of_year w ON w.area = a.area AND w.weight = r.weight AND w.reference_year = o.reference_year
    WHERE o.indicator_id IN (SELECT unnest($indicators)) AND o.boundary_year = $vintage
      AND o.value IS NOT NULL AND o.status IN ('ok', 'caution') AND o.grade <> 'C'
), usual AS (
    SELECT indicator_id, level, urbanity_class, run, reference_year FROM weighed
    GROUP BY indicator_id, level, urbanity_class, run, reference_year
    QUALIFY 2 * count(*) >= max(count(*)) OVER (PARTITION BY indicator_id, level, urbanity_class, run)
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY indicator_id, level, urbanity_class, run) AS years FROM usual
), used AS MATERIALIZED (
    SELECT * FROM weighed JOIN counted USING (indicator_id, level, urbanity_class, run, reference_year)
), complete AS (
    SELECT indicator_id, run, area FROM used GROUP BY indicator_id, run, area, years HAVING count(*) = years
)
SELECT indicator_id, level, urbanity_class, reference_year, sum(value * amount) / sum(amount), count(*)
FROM used SEMI JOIN complete USING (indicator_id, run, area)
GROUP BY indicator_id, level, urbanity_class, reference_year HAVING count(*) >= $fewest
ORDER BY ALL
"""

#: Of a source whose tables never make one trend, every year stands by itself.
_BY_YEAR = """
CREATE OR REPLACE TEMP TABLE by_year AS
SELECT DISTINCT o.indicator_id FROM (SELECT DISTINCT indicator_id, source_id FROM observation) o
JOIN source s USING (source_id) WHERE s.series_per_table
"""


def write_urbanity_means(con: duckdb.DuckDBPyConnection, vintage: int) -> None:
    """Fill `urbanity_mean` for every indicator that may be averaged (catalogue: `combine`), weighted as the catalogue says.

    A run is the years between two breaks of the series; of each run the areas with a figure in all its years count. The class is that
    of the display vintage. An area without the count of a year gets that of the nearest year. Run after `publish_observations` and
    when the catalogue is written.
    """
    gather_weights(con, "observation")
    con.execute(_BY_YEAR)
    con.execute(_AREAS, {"vintage": vintage})
    con.execute(_YEARS, {"vintage": vintage})
    con.execute(_RUNS)
    con.execute(_WEIGHTS, {"vintage": vintage})
    for indicators in blocks(con, "observation"):
        con.execute(_MEANS, {"indicators": indicators, "vintage": vintage, "fewest": FEWEST_AREAS})
