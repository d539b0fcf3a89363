"""Observations of the warehouse: published ones on their own boundaries, and older ones carried to the display vintage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from etl.catalogue.schema import Catalogue, Locator
from etl.derive.blocks import blocks
from etl.report import note

#: All figures of the display vintage, wherever they come from. `rank`: one published on the area itself, then of a whole older area,
#: then one put together of parts; of two older divisions the newer first (health waves lie on several).
_ON_VINTAGE: Final = """
    SELECT indicator_id, area_code, boundary_year, reference_year, value, lower, upper, status, 'A' AS grade, method,
           source_id, release_id, 0 AS rank
    FROM merged WHERE boundary_year = $vintage
    UNION ALL
    SELECT m.indicator_id, x.area_code, x.boundary_year, m.reference_year, m.value, m.lower, m.upper, m.status, x.grade, x.method,
           m.source_id, m.release_id, 10000 - m.boundary_year
    FROM merged m JOIN area_match x ON x.from_code = m.area_code AND x.from_year = m.boundary_year AND x.method = 'recoded'
    UNION ALL
    SELECT c.indicator_id, c.area_code, c.boundary_year, c.reference_year, c.value, c.lower, c.upper, c.status, g.grade, 'crosswalk',
           c.source_id, c.release_id, 20000 - r.boundary_year
    FROM crossed c JOIN release r USING (release_id)
    JOIN crosswalk_grade g ON g.area_code = c.area_code AND g.from_year = r.boundary_year
"""

#: Only years of an indicator that were published on several divisions can meet in one cell.
_CONTESTED = """
CREATE OR REPLACE TEMP TABLE contested AS
SELECT indicator_id, reference_year FROM merged GROUP BY ALL HAVING count(DISTINCT boundary_year) > 1
"""

#: Where each table of a series is made anew by a model, a gemeente has a year of a topic, for all ages and areas, from one table: the
#: newest that tells of it. Holes stay holes: they are not filled from another model. A trend is cut where the table changes.
_SERIES_CHOICE = """
CREATE OR REPLACE TEMP TABLE series_choice AS
SELECT t.topic, m.area_code[3:6] AS gemeente, m.reference_year, arg_max(r.table_id, (m.boundary_year, r.table_id)) AS table_id
FROM merged m JOIN series_topic t USING (indicator_id, source_id) JOIN release r USING (release_id)
WHERE m.value IS NOT NULL GROUP BY ALL
"""

#: The order keeps one indicator's year together on disk, which is what a map asks for.
_OBSERVATIONS = f"""
INSERT INTO observation BY NAME
WITH block AS (SELECT unnest($indicators) AS indicator_id),
candidate AS (
    SELECT c.*, x.indicator_id IS NOT NULL AS contested
    FROM ({_ON_VINTAGE}) c SEMI JOIN block USING (indicator_id)
    LEFT JOIN contested x USING (indicator_id, reference_year)
    LEFT JOIN series_topic t USING (indicator_id, source_id)
    LEFT JOIN series_choice s ON s.topic = t.topic AND s.gemeente = c.area_code[3:6] AND s.reference_year = c.reference_year
    LEFT JOIN release r ON r.release_id = c.release_id
    WHERE t.topic IS NULL OR s.table_id IS NULL OR s.table_id = r.table_id
), chosen AS (
    FROM candidate WHERE NOT contested
    UNION ALL
    (FROM candidate WHERE contested QUALIFY row_number() OVER (
        PARTITION BY indicator_id, area_code, boundary_year, reference_year ORDER BY value IS NULL, rank, release_id) = 1)
), every AS (
    SELECT * EXCLUDE (rank, contested) FROM chosen
    UNION ALL
    SELECT indicator_id, area_code, boundary_year, reference_year, value, lower, upper, status, 'A', method, source_id, release_id
    FROM merged SEMI JOIN block USING (indicator_id) WHERE boundary_year <> $vintage
)
FROM every ORDER BY indicator_id, boundary_year, reference_year, area_code
"""

_LEFT_OUT = f"""
SELECT count(*), count(DISTINCT area_code) FROM ({_ON_VINTAGE}) c
JOIN series_topic t USING (indicator_id, source_id) JOIN release r USING (release_id)
JOIN series_choice s ON s.topic = t.topic AND s.gemeente = c.area_code[3:6] AND s.reference_year = c.reference_year
WHERE s.table_id <> r.table_id AND c.value IS NOT NULL
"""


def publish_observations(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, vintage: int) -> None:
    """Fill `observation` from `merged`, `area_match` and `crossed`: one figure per indicator, area, boundary year and reference year.

    Run after `match_areas`, `find_overlaps` and `carry_over`.
    """
    con.execute(_CONTESTED)
    _choose_tables(con, catalogue, vintage)
    for indicators in blocks(con, "merged"):
        con.execute(_OBSERVATIONS, {"indicators": indicators, "vintage": vintage})


def _choose_tables(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, vintage: int) -> None:
    con.execute("CREATE OR REPLACE TEMP TABLE series_topic (indicator_id TEXT, source_id TEXT, topic TEXT)")
    series = [name for name, source in catalogue.sources.items() if source.series_per_table]
    rows = [
        (name, each, _topic(own))
        for name, indicator in catalogue.indicators.items()
        for each in series
        if (own := [locator for locator in indicator.source if locator.series == each])
    ]
    if rows:
        con.executemany("INSERT INTO series_topic VALUES (?, ?, ?)", rows)
    con.execute(_SERIES_CHOICE)
    cells, areas = con.execute(_LEFT_OUT, {"vintage": vintage}).fetchall()[0]
    if cells:
        told = f"{cells} figures of {areas} areas give way to a newer table of the same year: each table is made anew by a model."
        note(con, "matched", "one table per year and topic", told, cells)


def _topic(locators: Sequence[Locator]) -> str:
    """One name for a topic of all ages: where it stands, whatever the age."""
    ageless = {locator.model_copy(update={"age": None}).model_dump_json() for locator in locators}
    return " ".join(sorted(ageless))
