"""Areas whose borders changed: which part of which old area lies in which area of today (docs/decisions/0008).

By addresses where two address files are in hand, else by residents in squares of 100 m or by land where exact polygons of both years
are; else the area keeps its figures on its own borders: an honest gap.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from domain.areas import Level
from etl.contracts import AddressFile, BoundaryLayer, SquareGrid
from etl.derive.crosswalk_addresses import forget_addresses, load_addresses, pair_addresses
from etl.derive.crosswalk_polygons import (
    exact_polygons,
    exact_years,
    grid_near,
    overlay,
    pairs_by_land,
    pairs_by_squares,
)
from etl.derive.crosswalk_rules import grades, sizes
from etl.derive.matching import MERGED_GEMEENTE, reach

_LEVELS: Final = (Level.BUURT, Level.WIJK, Level.GEMEENTE)

#: What no whole area of the other year answers to. A gemeente that grew has a match by code, which a crosswalk replaces.
_OPEN_SOURCES = f"""
CREATE OR REPLACE TEMP TABLE open_source AS
SELECT a.area_code AS from_code, a.boundary_year AS from_year, a.level
FROM area a ANTI JOIN (FROM area_match WHERE why <> '{MERGED_GEMEENTE}') m
  ON m.from_code = a.area_code AND m.from_year = a.boundary_year
WHERE a.boundary_year < $vintage AND a.level IN ('buurt', 'wijk', 'gemeente')
"""
_OPEN_TARGETS = f"""
CREATE OR REPLACE TEMP TABLE open_target AS
SELECT a.area_code, y.from_year, a.level
FROM area a JOIN (SELECT DISTINCT from_year, level FROM open_source) y USING (level)
ANTI JOIN (FROM area_match WHERE why <> '{MERGED_GEMEENTE}') m ON m.area_code = a.area_code AND m.from_year = y.from_year
WHERE a.boundary_year = $vintage
"""
_TABLES = """
CREATE OR REPLACE TEMP TABLE pair (level TEXT, from_code TEXT, to_code TEXT, amount DOUBLE, reliable BOOLEAN);
CREATE OR REPLACE TEMP TABLE overlap (
    from_code TEXT, from_year INTEGER, area_code TEXT, level TEXT, share DOUBLE, amount DOUBLE, usable BOOLEAN, basis TEXT, why TEXT
)
"""

#: Pairs between the years `at` and `to` become parts between the year `year` and the display vintage, for areas that are one whole in
#: both. A part of an area that has its own whole match, or that is not known in `year`, is a hole: its figure is not used twice.
#: What another kind of evidence told stands: shares of one source, and amounts of one target, are of one kind.
_EXTEND = """
INSERT INTO overlap
WITH source AS (
    SELECT area_code AS code, area_code AS at_code FROM area WHERE boundary_year = $year AND $year = $at
    UNION ALL SELECT from_code, area_code FROM reached WHERE from_year = $year AND boundary_year = $at AND $year < $at
    UNION ALL SELECT area_code, from_code FROM reached WHERE from_year = $at AND boundary_year = $year AND $at < $year
), target AS (
    SELECT area_code, area_code AS to_code FROM area WHERE boundary_year = $vintage AND $to = $vintage
    UNION ALL SELECT area_code, from_code FROM reached WHERE from_year = $to AND boundary_year = $vintage AND $to <> $vintage
), total AS (SELECT from_code AS at_code, sum(amount) AS total FROM pair WHERE from_code <> '' GROUP BY ALL
), part AS (
    SELECT coalesce(s.code, '?' || p.from_code) AS from_code, v.area_code, p.level, p.amount / t.total AS share, p.amount, t.total,
           s.code IS NOT NULL AND o.from_code IS NOT NULL AND p.reliable AS usable
    FROM pair p
    JOIN target v USING (to_code)
    JOIN open_target w ON w.area_code = v.area_code AND w.from_year = $year
    LEFT JOIN total t ON t.at_code = p.from_code
    LEFT JOIN source s ON s.at_code = p.from_code
    LEFT JOIN open_source o ON o.from_code = s.code AND o.from_year = $year
)
SELECT p.from_code, $year, p.area_code, p.level, p.share, p.amount, p.usable, $basis,
       round(100 * p.share, 1) || '% of ' || round(p.total)::BIGINT || ' ' || $unit
FROM part p
WHERE NOT EXISTS (FROM overlap k WHERE k.from_year = $year AND k.basis <> $basis
                  AND (k.area_code = p.area_code OR (p.usable AND k.from_code = p.from_code)))
"""

#: Residents decide how good a target is; where they are not known of all its parts, what was measured.
_SIZED = """
SELECT o.area_code, o.from_year, coalesce(o.share, 'nan'::DOUBLE) AS share, o.usable, o.amount,
       coalesce(w.amount, CASE WHEN a.residents_count = 0 THEN 0 END, 'nan'::DOUBLE) AS residents
FROM overlap o
LEFT JOIN area a ON a.area_code = o.from_code AND a.boundary_year = o.from_year
LEFT JOIN (FROM area_weight WHERE weight = 'residents' QUALIFY row_number() OVER (
    PARTITION BY area_code, boundary_year ORDER BY abs(reference_year - boundary_year), reference_year DESC) = 1) w
  ON w.area_code = o.from_code AND w.boundary_year = o.from_year
ORDER BY o.area_code, o.from_year, o.from_code
"""

_KEEP = """
INSERT INTO area_match
SELECT o.from_code, o.from_year, o.area_code, $vintage, 'crosswalk', g.grade, o.why
FROM overlap o JOIN crosswalk_grade g USING (area_code, from_year) WHERE o.usable ORDER BY ALL
"""
_REPLACED = f"""
DELETE FROM area_match WHERE why = '{MERGED_GEMEENTE}'
  AND EXISTS (FROM crosswalk_grade g WHERE g.area_code = area_match.area_code AND g.from_year = area_match.from_year)
"""

_REPORT = """
INSERT INTO build_report
WITH target AS (
    SELECT w.level, w.from_year, w.area_code, g.grade, bool_or(o.usable) AS touched, string_agg(DISTINCT o.basis, ' and ') AS basis
    FROM open_target w LEFT JOIN overlap o USING (area_code, from_year) LEFT JOIN crosswalk_grade g USING (area_code, from_year)
    GROUP BY ALL
), source AS (
    SELECT s.level, s.from_year, count(*) AS areas, count(k.from_code) AS used
    FROM open_source s
    LEFT JOIN (SELECT DISTINCT from_code, from_year FROM area_match WHERE method = 'crosswalk') k USING (from_code, from_year)
    GROUP BY ALL
)
SELECT 'crosswalk', s.level || ' ' || s.from_year || ' -> ' || $vintage,
       any_value(s.used) || ' of ' || any_value(s.areas) || ' areas with other borders are shared out'
           || coalesce(' by ' || string_agg(DISTINCT t.basis, ', ') FILTER (t.grade IS NOT NULL), '') || ' over '
           || count(t.grade) || ' areas of today (grade A ' || count(*) FILTER (t.grade = 'A') || ', B '
           || count(*) FILTER (t.grade = 'B') || ', C ' || count(*) FILTER (t.grade = 'C') || '); '
           || count(*) FILTER (t.touched AND t.grade IS NULL) || ' more areas of today stay without, since a part of them is not known',
       count(t.grade)
FROM source s LEFT JOIN target t USING (level, from_year)
GROUP BY s.level, s.from_year ORDER BY s.from_year, s.level
"""


@dataclass(frozen=True)
class Evidence:
    """What can tell how areas overlap: the address files, boundaries and squares that were read."""

    addresses: Sequence[AddressFile] = ()
    layers: Sequence[BoundaryLayer] = ()
    squares: Sequence[SquareGrid] = ()


def find_overlaps(con: duckdb.DuckDBPyConnection, vintage: int, evidence: Evidence) -> None:
    """Add the crosswalk to `area_match` (method `crosswalk`, a grade per target and year), after `match_areas` and `gather_weights`.

    Leaves temp tables `overlap` (parts of targets; `share` of the source, `amount` as measured) and `crosswalk_grade`.
    """
    con.execute(_TABLES)
    con.execute(_OPEN_SOURCES, {"vintage": vintage})
    con.execute(_OPEN_TARGETS, {"vintage": vintage})
    years = [year for (year,) in con.execute("SELECT DISTINCT from_year FROM open_source ORDER BY 1 DESC").fetchall()]
    _by_addresses(con, vintage, years, evidence.addresses)
    for level in _LEVELS:
        _by_polygons(con, vintage, years, level, evidence)
    _grade(con)
    con.execute(_KEEP, {"vintage": vintage})
    con.execute(_REPLACED)
    con.execute(_REPORT, {"vintage": vintage})
    con.execute("DROP TABLE pair")


def _by_addresses(
    con: duckdb.DuckDBPyConnection, vintage: int, years: Sequence[int], files: Sequence[AddressFile]
) -> None:
    by_year = {file.year: file for file in sorted(files, key=lambda file: str(file.path), reverse=True)}
    to = _nearest(vintage, by_year)
    plan = list(_plan(years, by_year, to)) if to is not None else []
    if to is None or not plan:
        return
    load_addresses(con, by_year[to], "_to")
    for at, served in plan:
        load_addresses(con, by_year[at], "_from")
        con.execute("DELETE FROM pair")
        pair_addresses(con)
        for year in served:
            _extend(con, vintage, year, at, to, "addresses", f"addresses of {at}, found in {to}")
    forget_addresses(con, ("_from", "_to"))


def _by_polygons(
    con: duckdb.DuckDBPyConnection, vintage: int, years: Sequence[int], level: Level, evidence: Evidence
) -> None:
    drawn = exact_years(evidence.layers, level)
    to = _nearest(vintage, drawn)
    if to is None:
        return
    new = exact_polygons(evidence.layers, level, to)
    for at, served in _plan(years, drawn, to):
        old, grid = exact_polygons(evidence.layers, level, at), grid_near(evidence.squares, at)
        for year in served:
            old_codes, new_codes = _open_codes(con, level, year, at, vintage, to)
            if not old_codes or not new_codes:
                continue
            pieces = overlay(old, new, old_codes, new_codes)
            by_land = pairs_by_land(pieces, old, new)
            if grid is not None and len(pieces):
                _fill_pairs(con, level, pairs_by_squares(pieces, grid, by_land))
                unit = f"residents in squares of {grid.size_m} m of {grid.year}, borders of {at} and {to}"
                _extend(con, vintage, year, at, to, "squares", unit)
            _fill_pairs(con, level, by_land)
            _extend(con, vintage, year, at, to, "land", f"m² of land, borders of {at} and {to}")


def _nearest(vintage: int, years: Iterable[int]) -> int | None:
    """The vintage itself, else the year nearest to it, before rather than after."""
    return min(years, key=lambda year: (abs(year - vintage), year), default=None)


def _plan(years: Sequence[int], held: Collection[int], to: int) -> Iterator[tuple[int, list[int]]]:
    """For every year in hand before `to`: the years that it serves. A year itself, else the nearest later, else the nearest earlier."""
    before = [year for year in held if year < to]
    served: dict[int, list[int]] = {}
    for year in years:
        at = min(before, key=lambda held_year: (held_year < year, abs(held_year - year)), default=None)
        if at is not None:
            served.setdefault(at, []).append(year)
    yield from sorted(served.items(), reverse=True)


def _extend(con: duckdb.DuckDBPyConnection, vintage: int, year: int, at: int, to: int, basis: str, unit: str) -> None:
    _reach_between(con, year, at, vintage, to)
    con.execute(_EXTEND, {"year": year, "at": at, "to": to, "vintage": vintage, "basis": basis, "unit": unit})


def _reach_between(con: duckdb.DuckDBPyConnection, year: int, at: int, vintage: int, to: int) -> None:
    if year != at:
        reach(con, max(year, at))
    if to != vintage:
        reach(con, vintage)


def _open_codes(
    con: duckdb.DuckDBPyConnection, level: Level, year: int, at: int, vintage: int, to: int
) -> tuple[list[str], list[str]]:
    """Codes in the years of the polygons of areas that still lack a crosswalk: old ones and today's."""
    _reach_between(con, year, at, vintage, to)
    old = con.execute(
        """
        SELECT CASE WHEN $year = $at THEN s.from_code WHEN $year < $at THEN r.area_code ELSE b.from_code END
        FROM open_source s
        LEFT JOIN reached r ON r.from_code = s.from_code AND r.from_year = $year AND r.boundary_year = $at
        LEFT JOIN reached b ON b.area_code = s.from_code AND b.boundary_year = $year AND b.from_year = $at
        WHERE s.from_year = $year AND s.level = $level
          AND NOT EXISTS (FROM overlap k WHERE k.from_code = s.from_code AND k.from_year = $year)
        """,
        {"year": year, "at": at, "level": str(level)},
    ).fetchall()
    new = con.execute(
        """
        SELECT CASE WHEN $to = $vintage THEN w.area_code ELSE r.from_code END
        FROM open_target w
        LEFT JOIN reached r ON r.area_code = w.area_code AND r.boundary_year = $vintage AND r.from_year = $to
        WHERE w.from_year = $year AND w.level = $level
          AND NOT EXISTS (FROM overlap k WHERE k.area_code = w.area_code AND k.from_year = $year)
        """,
        {"year": year, "to": to, "vintage": vintage, "level": str(level)},
    ).fetchall()
    return [code for (code,) in old if code], [code for (code,) in new if code]


def _fill_pairs(con: duckdb.DuckDBPyConnection, level: Level, pairs: pd.DataFrame) -> None:
    con.execute("DELETE FROM pair")
    con.register("incoming", pairs.astype({"from_code": "str", "to_code": "str"}))
    con.execute("INSERT INTO pair SELECT ?, from_code, to_code, amount, reliable FROM incoming", [str(level)])
    con.unregister("incoming")


def _grade(con: duckdb.DuckDBPyConnection) -> None:
    parts = con.execute(_SIZED).df()
    group = parts.groupby(["area_code", "from_year"], sort=True).ngroup().to_numpy().astype(np.int64)
    targets = parts[["area_code", "from_year"]].drop_duplicates(ignore_index=True)
    share, amount, residents = (parts[name].to_numpy(dtype=np.float64) for name in ("share", "amount", "residents"))
    size = sizes(group, share, amount, residents, len(targets))
    found = targets.assign(grade=grades(group, share, size, parts["usable"].to_numpy(dtype=bool), len(targets)))
    con.register("incoming", found.astype({"area_code": "str", "grade": "str"}))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE crosswalk_grade AS "
        "SELECT area_code, from_year::INTEGER AS from_year, grade FROM incoming WHERE grade <> ''"
    )
    con.unregister("incoming")
