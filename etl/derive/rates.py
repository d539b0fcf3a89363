"""Rates of counts that a source gives for older years on newer areas, such as crimes per 1,000 residents of each year.

The residents of an older year stand on the areas of that year. Where such an area is today's as a whole, they are taken; where its
borders changed there is no rate, for nobody counted the residents of that year within today's borders.
"""

from __future__ import annotations

from typing import Final

import duckdb

from etl.catalogue.schema import Catalogue, Derivation, Indicator
from etl.report import note

#: Figures on the display vintage that can be part of a rate: published there, else those of a whole older area, the newest first.
#: `given_back`: of a year before that of its areas.
_PARTS: Final = """
CREATE OR REPLACE TEMP TABLE rate_part AS
WITH wanted AS (SELECT unnest($parts) AS indicator_id), figure AS (
    SELECT m.*, m.area_code AS today FROM merged m SEMI JOIN wanted USING (indicator_id)
    WHERE m.boundary_year = $vintage AND m.value IS NOT NULL
    UNION ALL
    SELECT m.*, x.area_code FROM merged m SEMI JOIN wanted USING (indicator_id)
    JOIN area_match x ON x.from_code = m.area_code AND x.from_year = m.boundary_year
    WHERE x.method = 'recoded' AND x.grade IN ('A', 'B') AND m.value IS NOT NULL
)
SELECT indicator_id, today AS area_code, reference_year, value, source_id, release_id, boundary_year > reference_year AS given_back
FROM figure
QUALIFY row_number() OVER (PARTITION BY indicator_id, today, reference_year ORDER BY boundary_year DESC) = 1
"""

_RATES: Final = """
CREATE OR REPLACE TEMP TABLE rate AS
WITH top AS (
    SELECT area_code, reference_year, sum(value) AS value, min(source_id) AS source_id, min(release_id) AS release_id
    FROM rate_part WHERE indicator_id IN (SELECT unnest($numerator)) AND given_back
    GROUP BY ALL HAVING count(*) = $numerator_parts
), bottom AS (
    SELECT area_code, reference_year, sum(value) AS value FROM rate_part
    WHERE indicator_id IN (SELECT unnest($denominator)) GROUP BY ALL HAVING count(*) = $denominator_parts
)
SELECT area_code, reference_year, round(t.value / b.value * $times, $digits) AS value, coalesce(s.value < $at_least, FALSE) AS small,
       t.source_id, t.release_id
FROM top t JOIN bottom b USING (area_code, reference_year)
LEFT JOIN (FROM rate_part WHERE indicator_id = $sized_by) s USING (area_code, reference_year)
WHERE b.value > 0
"""

#: Where the parts on one division alone gave nothing.
_MAKE_ROOM: Final = """
DELETE FROM merged AS m WHERE indicator_id = $indicator AND boundary_year = $vintage AND value IS NULL AND method = 'derived'
  AND EXISTS (FROM rate r WHERE r.area_code = m.area_code AND r.reference_year = m.reference_year)
"""

_ADD: Final = """
INSERT INTO merged
SELECT $indicator, r.area_code, $vintage, r.reference_year, CASE WHEN NOT small THEN r.value END, NULL, NULL,
       CASE WHEN small THEN 'too_small' ELSE 'ok' END, r.source_id, r.release_id, 'derived'
FROM rate r WHERE NOT EXISTS (
    FROM merged m WHERE m.indicator_id = $indicator AND m.boundary_year = $vintage AND m.area_code = r.area_code
      AND m.reference_year = r.reference_year)
"""

#: Where only the residents of that year are wanting, because they lie within other borders.
_OTHER_BORDERS: Final = """
UPDATE merged SET status = 'not_comparable'
WHERE indicator_id = $indicator AND boundary_year = $vintage AND value IS NULL AND status = 'unknown' AND method = 'derived'
  AND area_code IN (SELECT area_code FROM rate_part p WHERE p.given_back AND p.reference_year = merged.reference_year
                    AND p.indicator_id IN (SELECT unnest($numerator)))
  AND reference_year IN (SELECT reference_year FROM rate)
"""


def rates_on_vintage(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, vintage: int) -> None:
    """Add to `merged` the rates on the display vintage of counts of years before that of their areas.

    Run after `match_areas`, and before the figures are published.
    """
    for name, indicator in catalogue.indicators.items():
        for step in indicator.derive:
            if step.denominator and _given_back(con, step):
                _add(con, name, indicator, step, vintage)


def _given_back(con: duckdb.DuckDBPyConnection, step: Derivation) -> bool:
    found = con.execute(
        "SELECT 1 FROM merged WHERE indicator_id IN (SELECT unnest($numerator)) AND boundary_year > reference_year LIMIT 1",
        {"numerator": list(step.numerator)},
    ).fetchone()
    return found is not None


def _add(con: duckdb.DuckDBPyConnection, name: str, indicator: Indicator, step: Derivation, vintage: int) -> None:
    limit = indicator.minimum
    sized_by = limit.of if limit else step.denominator[0]
    parts = list(dict.fromkeys([*step.numerator, *step.denominator, sized_by]))
    con.execute(_PARTS, {"parts": parts, "vintage": vintage})
    con.execute(
        _RATES,
        {
            "numerator": list(step.numerator),
            "numerator_parts": len(step.numerator),
            "denominator": list(step.denominator),
            "denominator_parts": len(step.denominator),
            "times": step.times,
            "digits": indicator.decimals,
            "sized_by": sized_by,
            "at_least": limit.at_least if limit else 0,
        },
    )
    con.execute(_MAKE_ROOM, {"indicator": name, "vintage": vintage})
    con.execute(_ADD, {"indicator": name, "vintage": vintage})
    con.execute(_OTHER_BORDERS, {"indicator": name, "vintage": vintage, "numerator": list(step.numerator)})
    years, areas = con.execute("SELECT count(DISTINCT reference_year), count(DISTINCT area_code) FROM rate").fetchall()[
        0
    ]
    if areas:
        told = f"rates of {years} older years on the areas of {vintage}, of {areas} areas that did not change"
        note(con, "matched", name, told, areas)
