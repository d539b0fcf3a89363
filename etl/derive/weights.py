"""What a mean over areas is weighted by: residents, households, dwellings ... of each area and year (catalogue: `weight`)."""

from __future__ import annotations

from typing import Final, Literal

import duckdb

#: Weight of the catalogue -> expression over the counts of one area and year. Ages of health measures begin at 18, the bands of
#: CBS at 15: the nearest band stands in; without bands all residents do (methods §4.2: residents 15+ or 18+).
_AMOUNTS: Final = {
    "residents": "residents_count",
    "households": "households_count",
    "dwellings": "dwellings_count",
    "residents_18_plus": "coalesce(residents_count - age_0_15_count, residents_count)",
    "residents_65_plus": "coalesce(age_65_plus_count, residents_count)",
    "residents_18_64": "coalesce(residents_count - age_0_15_count - age_65_plus_count, residents_count)",
}
_COUNTS: Final = ("residents_count", "households_count", "dwellings_count", "age_0_15_count", "age_65_plus_count")

#: Of the years (w) of a weight the one nearest to that of the figure (y), the newer of two as near.
NEAREST_YEAR: Final = """QUALIFY row_number() OVER (
    PARTITION BY w.area_code, w.weight, y.reference_year
    ORDER BY abs(w.reference_year - y.reference_year), w.reference_year DESC) = 1"""

_WEIGHTS = """
CREATE OR REPLACE TEMP TABLE area_weight AS
WITH counted AS (
    SELECT area_code, boundary_year, reference_year, {columns}
    FROM {relation} WHERE indicator_id IN ({names}) AND value IS NOT NULL
    GROUP BY ALL
)
{selects}
UNION ALL
SELECT c.area_code, c.boundary_year, c.reference_year, 'area', a.land_area_ha
FROM counted c JOIN area a USING (area_code, boundary_year) WHERE a.land_area_ha > 0
"""


def gather_weights(con: duckdb.DuckDBPyConnection, relation: Literal["merged", "observation"]) -> None:
    """Fill temp table `area_weight` (area_code, boundary_year, reference_year, weight, amount) from the counts in `relation`.

    `merged` has each area on its own boundaries; `observation` also has older years brought to the display vintage. An area and
    year without the count has no row: whoever needs it takes the nearest year, or leaves the area out.
    """
    columns = ", ".join(f"max(value) FILTER (indicator_id = '{name}') AS {name}" for name in _COUNTS)
    selects = "\nUNION ALL\n".join(
        f"SELECT area_code, boundary_year, reference_year, '{weight}' AS weight, {amount} AS amount FROM counted WHERE {amount} > 0"
        for weight, amount in _AMOUNTS.items()
    )
    names = ", ".join(f"'{name}'" for name in _COUNTS)
    con.execute(_WEIGHTS.format(columns=columns, relation=relation, names=names, selects=selects))
