"""Means of areas that are as urban as each other, per year: the same areas in every year, so that their line shows change only."""

from __future__ import annotations

from typing import Final

import duckdb

from etl.derive.weights import gather_weights

#: A mean of fewer areas is about those areas, not about their class.
FEWEST_AREAS: Final = 3

#: A year in which fewer than half of the areas of its run have a figure is left out: else it would shrink the fixed set to almost nothing.
_MEANS = """
INSERT INTO urbanity_mean
WITH cell AS (
    SELECT o.indicator_id, o.area_code, a.level, a.urbanity_class, o.reference_year, o.value, i.weight,
           CASE WHEN i.indicator_id IN (FROM by_year) THEN o.reference_year
                ELSE len(list_filter(i.series_breaks, lambda cut: cut.year <= o.reference_year)) END AS run
    FROM observation o
    JOIN indicator i ON i.indicator_id = o.indicator_id AND i.combine = 'mean'
    JOIN area a ON a.area_code = o.area_code AND a.boundary_year = $vintage
    WHERE o.boundary_year = $vintage AND o.value IS NOT NULL AND o.status IN ('ok', 'caution') AND o.grade <> 'C'
      AND a.level IN ('gemeente', 'wijk', 'buurt') AND a.urbanity_class IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY o.indicator_id, o.area_code, o.reference_year ORDER BY o.grade, o.method = 'published' DESC, o.method) = 1
), weight_of_year AS (
    SELECT w.area_code, w.weight, y.reference_year,
           arg_min(w.amount, abs(w.reference_year - y.reference_year) + w.reference_year / 1e5) AS amount
    FROM area_weight w, (SELECT DISTINCT reference_year FROM cell) y WHERE w.boundary_year = $vintage GROUP BY ALL
), weighed AS (
    SELECT c.*, w.amount FROM cell c JOIN weight_of_year w USING (area_code, weight, reference_year)
), usual AS (
    SELECT indicator_id, level, urbanity_class, run, reference_year FROM weighed
    GROUP BY indicator_id, level, urbanity_class, run, reference_year
    QUALIFY 2 * count(*) >= max(count(*)) OVER (PARTITION BY indicator_id, level, urbanity_class, run)
), run_length AS (
    SELECT indicator_id, level, urbanity_class, run, count(*) AS years FROM usual GROUP BY ALL
), used AS (
    FROM weighed SEMI JOIN usual USING (indicator_id, level, urbanity_class, run, reference_year)
), complete AS (
    SELECT indicator_id, run, area_code FROM used JOIN run_length USING (indicator_id, level, urbanity_class, run)
    GROUP BY indicator_id, run, area_code, years HAVING count(*) = years
)
SELECT indicator_id, level, urbanity_class, reference_year, sum(value * amount) / sum(amount), count(*)
FROM used SEMI JOIN complete USING (indicator_id, run, area_code)
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
    con.execute(_MEANS, {"vintage": vintage, "fewest": FEWEST_AREAS})
