"""Checks before load. Each gives sentences that name file, area, column and remedy; the build shows all of them together."""

from __future__ import annotations

from itertools import combinations

import duckdb

from domain.areas import same_name
from etl.load.query import scalar

_OUT_OF_RANGE = """
SELECT v.indicator_id, r.file, count(*), list(v.area_code || ' (' || v.value || ')' ORDER BY v.area_code)[:3], c.valid_low, c.valid_high
FROM staged_value v JOIN indicator_check c USING (indicator_id) JOIN release r USING (release_id)
WHERE v.value < c.valid_low OR v.value > c.valid_high
GROUP BY ALL ORDER BY ALL
"""

_OUTSIDE_BOUNDS = """
SELECT v.indicator_id, r.file, count(*), list(v.area_code ORDER BY v.area_code)[:3]
FROM staged_value v JOIN release r USING (release_id)
WHERE v.lower > v.value OR v.upper < v.value
GROUP BY ALL ORDER BY ALL
"""

#: One release at a time: all figures at once would be one group each.
_TWICE = """
SELECT indicator_id, file, count(*), list(area_code ORDER BY area_code)[:3] FROM (
    SELECT v.indicator_id, r.file, v.area_code
    FROM staged_value v JOIN release r USING (release_id)
    WHERE v.release_id = ?
    GROUP BY r.file, v.indicator_id, v.area_code, v.reference_year
    HAVING min(v.value) < max(v.value))
GROUP BY ALL ORDER BY ALL
"""

_TWO_NAMES = """
SELECT s.area_code, r.boundary_year, list(DISTINCT s.name), list(DISTINCT r.file)
FROM staged_area s JOIN release r USING (release_id)
WHERE s.name <> ''
GROUP BY s.area_code, r.boundary_year HAVING count(DISTINCT s.name) > 1
ORDER BY s.area_code
"""

_DEMO_AND_REAL = """
SELECT list(DISTINCT r.file) FILTER (demo), list(DISTINCT r.file) FILTER (NOT demo) FROM (
    SELECT release_id, area_code[3:4] = '99' AND area_code NOT LIKE 'NL%' AS demo FROM staged_area WHERE area_code NOT LIKE 'NL%'
) JOIN release r USING (release_id)
"""


def check_staged(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Every fault in what was staged, as sentences; empty when the build may go on."""
    return [*_ranges(con), *_bounds(con), *_duplicates(con), *_names(con), *_mixture(con)]


def is_demo_build(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether the staged areas are those of the fictional demo region."""
    return bool(scalar(con, "SELECT bool_and(area_code[3:4] = '99') FROM staged_area WHERE area_code NOT LIKE 'NL%'"))


def _ranges(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        f"{file}: {indicator} has {count} value(s) outside {low} to {high}, such as {', '.join(examples)}. "
        f"Correct the file, or widen valid_range in etl/catalogue/indicators/{indicator}.yml if they are true."
        for indicator, file, count, examples, low, high in con.execute(_OUT_OF_RANGE).fetchall()
    ]


def _bounds(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        f"{file}: {indicator} lies outside its own lower or upper bound in {count} area(s), such as {', '.join(examples)}. "
        "Check whether the rows of the margins were mixed up."
        for indicator, file, count, examples in con.execute(_OUTSIDE_BOUNDS).fetchall()
    ]


def _duplicates(con: duckdb.DuckDBPyConnection) -> list[str]:
    releases = con.execute("SELECT release_id FROM release ORDER BY file, release_id").fetchall()
    return [
        f"{file}: {indicator} has two different values for one area and year in {count} case(s), such as {', '.join(examples)}. "
        "Remove the row that is not meant."
        for release in releases
        for indicator, file, count, examples in con.execute(_TWICE, release).fetchall()
    ]


def _names(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        f"{code} has two names on the boundaries of {year}: {' and '.join(repr(name) for name in sorted(names))} "
        f"(in {', '.join(sorted(files))}). One of the files is of another boundary year: put the right year in its name."
        for code, year, names, files in con.execute(_TWO_NAMES).fetchall()
        if any(not same_name(one, other) for one, other in combinations(names, 2))
    ]


def _mixture(con: duckdb.DuckDBPyConnection) -> list[str]:
    ((demo, real),) = con.execute(_DEMO_AND_REAL).fetchall()
    if not demo or not real:
        return []
    return [
        f"Fictional demo figures ({', '.join(sorted(demo)[:3])} …) and real figures ({', '.join(sorted(real)[:3])} …) "
        "lie in one build. Give each its own --raw folder and its own --warehouse."
    ]
