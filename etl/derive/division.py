"""Of which year are the areas of a file that does not say it? Of the division in which nearly all its codes exist."""

from __future__ import annotations

from typing import Final

import duckdb

from etl.contracts import UNKNOWN_DIVISION
from etl.report import note

#: Below this share of its codes known in the best division, a file is not placed.
MINIMUM_SHARE: Final = 0.95

#: Codes of every placed release count for its year; among equals the newest year wins, for its areas are shown.
_BEST = """
WITH homeless AS (
    SELECT DISTINCT s.release_id, r.file, s.area_code FROM staged_area s JOIN release r USING (release_id)
    WHERE r.boundary_year = $unknown
), known AS (
    SELECT DISTINCT r.boundary_year, s.area_code FROM staged_area s JOIN release r USING (release_id)
    WHERE r.boundary_year <> $unknown
), size AS (SELECT release_id, file, count(*) AS total FROM homeless GROUP BY ALL)
SELECT z.release_id, z.file, z.total, b.boundary_year, coalesce(b.found, 0)
FROM size z LEFT JOIN (
    SELECT h.release_id, k.boundary_year, count(*) AS found FROM homeless h JOIN known k USING (area_code)
    GROUP BY h.release_id, k.boundary_year
    QUALIFY row_number() OVER (PARTITION BY h.release_id ORDER BY found DESC, boundary_year DESC) = 1
) b USING (release_id)
ORDER BY z.release_id
"""


def settle_divisions(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Give every release without a boundary year that of the best fitting division; a sentence per file that fits none."""
    problems = []
    for release_id, file, total, year, found in con.execute(_BEST, {"unknown": UNKNOWN_DIVISION}).fetchall():
        if year is None or found < MINIMUM_SHARE * total:
            best = (
                f"most, {found} of {total}, are known in {year}" if year else "no table with areas was read beside it"
            )
            problems.append(
                f"{file}: it does not say of which year its areas are, and its codes do not tell: {best}. "
                "Add the Kerncijfers or the list of areas of its year to the raw folder."
            )
            continue
        con.execute("UPDATE release SET boundary_year = ? WHERE release_id = ?", [year, release_id])
        note(con, "notes", file, f"Areas taken as those of {year}: {found} of {total} codes exist in that year.", found)
    return problems
