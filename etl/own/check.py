"""Own figures against the areas of the build: every code that does not exist is named with its row."""

from __future__ import annotations

from typing import Final

import duckdb

from etl.contracts import UNKNOWN_DIVISION
from etl.report import note

_OWN: Final = """
SELECT DISTINCT r.release_id, r.file, r.boundary_year FROM release r JOIN own_row o USING (release_id) ORDER BY 1
"""
_DIVISION: Final = """
SELECT r.boundary_year, count(DISTINCT o.area_code) AS found
FROM own_row o JOIN staged_area s USING (area_code) JOIN release r ON r.release_id = s.release_id
WHERE o.release_id = ? AND r.boundary_year <> ? AND s.release_id NOT IN (SELECT release_id FROM own_row)
GROUP BY r.boundary_year ORDER BY found DESC, r.boundary_year DESC LIMIT 1
"""
_UNKNOWN: Final = """
WITH known AS (
    SELECT s.area_code, list(DISTINCT r.boundary_year ORDER BY r.boundary_year) AS years
    FROM staged_area s JOIN release r USING (release_id)
    WHERE s.release_id NOT IN (SELECT release_id FROM own_row) AND r.boundary_year <> $unknown GROUP BY s.area_code
)
SELECT o.area_code, list(DISTINCT o.line ORDER BY o.line), any_value(k.years)
FROM own_row o LEFT JOIN known k USING (area_code)
WHERE o.release_id = $release AND NOT coalesce(list_contains(k.years, $year), FALSE)
GROUP BY o.area_code ORDER BY min(o.line)
"""


def check_own(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Give own files without a division that in which most of their codes exist; a sentence per code that is not in it."""
    problems = []
    for release_id, file, year in con.execute(_OWN).fetchall():
        if year == UNKNOWN_DIVISION:
            best = con.execute(_DIVISION, [release_id, UNKNOWN_DIVISION]).fetchone()
            if best is None:
                problems.append(
                    f"{file}: none of its codes is an area of any table in the raw folder. Add the Kerncijfers of its gemeente."
                )
                continue
            year = best[0]
            con.execute("UPDATE release SET boundary_year = ? WHERE release_id = ?", [year, release_id])
            note(con, "notes", file, f"Areas taken as those of {year}: most of its codes exist in that year.", best[1])
        asked = {"release": release_id, "year": year, "unknown": UNKNOWN_DIVISION}
        for code, lines, years in con.execute(_UNKNOWN, asked).fetchall():
            rows = f"row {lines[0]}" if len(lines) == 1 else f"rows {', '.join(map(str, lines))}"
            other = f"; it is one of {_listed(years)}. Use the codes of {year}" if years else ". Correct the code"
            problems.append(f"{file}: {rows}: {code} is no area of {year}{other}, or remove the row.")
    return problems


def _listed(years: list[int]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
