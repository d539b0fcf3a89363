"""What the warehouse holds and lacks, counted once at build for the page that tells it to people.

A figure counts as shown by the rule of the screens: it is sound, and of a buurt it did not cross a boundary that changed too much
(grade C). Why an area has none follows the same order as a map: what its row says; nobody lives there; its gemeente has figures of
that older year which did not reach this area; no source mentions it.
"""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from domain.build_report import Way
from etl.catalogue.indices import inputs_of
from etl.catalogue.indices_schema import Index
from etl.catalogue.schema import Catalogue
from etl.fetch.series import SERIES

_SHOWN = "(o.value IS NOT NULL AND o.status IN ('ok', 'caution') AND NOT (o.grade = 'C' AND p.level = 'buurt'))"

#: One pass over the figures: there is one per indicator, area, boundary year and reference year (etl/derive/carry.py).
_TALLY = f"""
CREATE TEMP TABLE tally AS
WITH seat AS (
    SELECT area_code, level, CASE WHEN level IN ('wijk', 'buurt') THEN substr(area_code, 3, 4) END AS part,
           coalesce(residents_count = 0, FALSE) AS empty
    FROM place WHERE boundary_year = $vintage
)
SELECT o.indicator_id, p.level, p.part, o.reference_year, o.source_id, p.empty, count(*) AS areas,
       CASE WHEN {_SHOWN} THEN 'shown'
            WHEN o.value IS NOT NULL AND o.status IN ('ok', 'caution') THEN 'not_comparable'
            WHEN o.status IN ('ok', 'caution') THEN 'unknown' ELSE o.status END AS status
FROM observation o JOIN seat p USING (area_code)
WHERE o.boundary_year = $vintage GROUP BY ALL
"""  # noqa: S608

_COVERAGE = """
INSERT INTO coverage
SELECT t.indicator_id, t.level, t.reference_year, coalesce(sum(t.areas) FILTER (t.status = 'shown'), 0), any_value(a.total)
FROM tally t JOIN (SELECT level, count(*) AS total FROM place WHERE boundary_year = $vintage GROUP BY level) a USING (level)
GROUP BY t.indicator_id, t.level, t.reference_year ORDER BY ALL
"""

_ABSENCE = """
INSERT INTO absence
WITH told AS (
    SELECT indicator_id, level, reference_year, status, sum(areas) AS areas FROM tally WHERE status <> 'shown' GROUP BY ALL
), part_total AS (
    SELECT level, CASE WHEN level IN ('wijk', 'buurt') THEN substr(area_code, 3, 4) END AS part,
           count(*) FILTER (residents_count = 0) AS empty, count(*) FILTER (residents_count IS DISTINCT FROM 0) AS peopled
    FROM place WHERE boundary_year = $vintage GROUP BY ALL
), level_total AS (
    SELECT level, sum(empty) AS empty, sum(peopled) AS peopled FROM part_total GROUP BY level
), listed AS (
    SELECT indicator_id, level, reference_year, part, coalesce(sum(areas) FILTER (empty), 0) AS empty,
           coalesce(sum(areas) FILTER (NOT empty), 0) AS peopled
    FROM tally GROUP BY ALL
), silent AS (
    SELECT indicator_id, l.level, reference_year, any_value(t.empty) - sum(l.empty) AS no_residents,
           any_value(t.peopled) - sum(l.peopled) AS others,
           coalesce(sum(p.peopled - l.peopled) FILTER (l.part IS NOT NULL AND reference_year < $vintage), 0) AS not_comparable
    FROM listed l JOIN level_total t ON t.level = l.level
    JOIN part_total p ON p.level = l.level AND p.part IS NOT DISTINCT FROM l.part
    GROUP BY ALL
), every AS (
    FROM told
    UNION ALL SELECT indicator_id, level, reference_year, 'no_residents', no_residents FROM silent
    UNION ALL SELECT indicator_id, level, reference_year, 'not_comparable', not_comparable FROM silent
    UNION ALL SELECT indicator_id, level, reference_year, NULL, others - not_comparable FROM silent
)
SELECT indicator_id, level, reference_year, status, sum(areas) FROM every
GROUP BY indicator_id, level, reference_year, status HAVING sum(areas) > 0 ORDER BY ALL
"""

_SOURCES = """
INSERT INTO source_year
SELECT source_id, reference_year, sum(areas) FROM tally WHERE status = 'shown' GROUP BY ALL ORDER BY ALL
"""

_MATCHES = """
INSERT INTO match_count
WITH best AS (
    SELECT from_code, from_year, arg_min(method, grade) AS method, min(grade) AS grade FROM area_match GROUP BY from_code, from_year
)
SELECT a.level, a.boundary_year, b.method, b.grade, count(*)
FROM area a LEFT JOIN best b ON b.from_code = a.area_code AND b.from_year = a.boundary_year
WHERE a.boundary_year <> $vintage AND a.level <> 'land' GROUP BY ALL ORDER BY ALL
"""

_SUMS = """
INSERT INTO correction
SELECT 'sum_differs', r.indicator_id, r.reference_year, r.gemeente_code, count(*)
FROM reconciled r JOIN merged m ON m.indicator_id = r.indicator_id AND m.boundary_year = r.boundary_year
 AND m.reference_year = r.reference_year AND m.area_code LIKE 'BU' || substr(r.gemeente_code, 3, 4) || '%'
WHERE r.differs AND m.value IS NOT NULL GROUP BY ALL ORDER BY ALL
"""


def take_stock(
    con: duckdb.DuckDBPyConnection, catalogue: Catalogue, vintage: int, indices: tuple[Index, ...] = ()
) -> None:
    """Fill coverage, absence, source_year, match_count, provision and, where sums differ, `correction`. Call when all figures are in."""
    con.execute(_TALLY, {"vintage": vintage})
    con.execute(_COVERAGE, {"vintage": vintage})
    con.execute(_ABSENCE, {"vintage": vintage})
    con.execute(_SOURCES)
    con.execute("DROP TABLE tally")
    con.execute(_MATCHES, {"vintage": vintage})
    con.execute(_SUMS)
    con.executemany("INSERT INTO provision VALUES (?, ?, ?)", provisions(catalogue, indices))


def provisions(catalogue: Catalogue, indices: tuple[Index, ...] = ()) -> list[tuple[str, str, str | None]]:
    """Rows (indicator, way, source) for every indicator: its sources, or those of the figures it is computed from."""
    rows: list[tuple[str, str, str | None]] = []
    inputs = inputs_of(indices)
    for name in catalogue.indicators:
        if any(catalogue.indicators[each].own_data for each in (name, *inputs.get(name, ()))):
            rows.append((name, Way.OWN, None))
        found = dict.fromkeys(one for each in (name, *inputs.get(name, ())) for one in _sources(catalogue, each, set()))
        rows += [(name, Way.FETCH if source in SERIES else Way.FILE, source) for source in found]
    return rows


def _sources(catalogue: Catalogue, name: str, seen: set[str]) -> Iterable[str]:
    """Sources of an indicator, its own first, each once."""
    seen.add(name)
    indicator = catalogue.indicators[name]
    found = [locator.series for locator in indicator.source]
    parts = [part for step in indicator.derive for part in (*step.numerator, *step.denominator) if part not in seen]
    for part in parts:
        found += _sources(catalogue, part, seen)
    return dict.fromkeys(found)
