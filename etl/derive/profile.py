"""What a profile reads: the figures of its indicators in order of area, and how all buurten of a frame differ per figure and year.

`observation` is in order of indicator, so that a map is one short read; one area's figures lie all over it. Here they lie together.
"""

from __future__ import annotations

from typing import Final

import duckdb

_FIGURES: Final = """
INSERT INTO profile_figure BY NAME
SELECT o.* EXCLUDE (respondents_count) FROM observation o
WHERE boundary_year = $vintage AND indicator_id IN (SELECT unnest(indicator_ids) FROM profile_block)
ORDER BY area_code, indicator_id, reference_year
"""
#: Fewer buurten than this have no spread that means anything.
FEWEST_BUURTEN: Final = 5
_SPREAD: Final = """
INSERT INTO buurt_spread BY NAME
WITH shown AS (
    SELECT indicator_id, reference_year, 'GM' || substr(area_code, 3, 4) AS gemeente, any_value(value) AS value
    FROM profile_figure
    WHERE starts_with(area_code, 'BU') AND value IS NOT NULL AND status IN ('ok', 'caution') AND grade <> 'C'
    GROUP BY indicator_id, reference_year, area_code
)
SELECT indicator_id, reference_year, coalesce(gemeente, 'NL00') AS frame_code, count(*) AS buurt_count,
       quantile_cont(value, 0.1) AS p10, quantile_cont(value, 0.5) AS p50, quantile_cont(value, 0.9) AS p90
FROM shown GROUP BY GROUPING SETS ((indicator_id, reference_year), (indicator_id, reference_year, gemeente))
HAVING count(*) >= $fewest
ORDER BY frame_code, indicator_id, reference_year
"""


def write_profile_figures(con: duckdb.DuckDBPyConnection, vintage: int) -> None:
    """Fill `profile_figure` and `buurt_spread`. Run when `observation` is complete, figures of groups included."""
    con.execute(_FIGURES, {"vintage": vintage})
    con.execute(_SPREAD, {"fewest": FEWEST_BUURTEN})
