"""Own figures and divisions against the areas of the build: every code that does not exist is named with its row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import duckdb
import pandas as pd

from domain.areas import GROUP_LEVELS, gemeente_of
from etl.contracts import LINE, UNKNOWN_DIVISION, AreaGroups
from etl.report import note

#: Areas of each year, as the tables of the other sources list them.
_KNOWN: Final = """
CREATE OR REPLACE TEMP TABLE known_area AS
SELECT DISTINCT s.area_code, r.boundary_year AS year FROM staged_area s JOIN release r USING (release_id)
WHERE r.boundary_year <> ? AND s.release_id NOT IN (SELECT release_id FROM own_row)
"""
_DIVISION: Final = """
SELECT year, count(*) AS found FROM known_area SEMI JOIN (SELECT unnest($codes) AS area_code) USING (area_code)
GROUP BY year ORDER BY found DESC, year DESC LIMIT 1
"""
_YEARS: Final = """
SELECT area_code, list(year ORDER BY year) FROM known_area SEMI JOIN (SELECT unnest($codes) AS area_code) USING (area_code)
GROUP BY area_code
"""
_FIGURES: Final = """
SELECT DISTINCT r.release_id, r.file, r.boundary_year FROM release r SEMI JOIN own_row o USING (release_id) ORDER BY 1
"""

#: A file as the report calls it.
NameOf = Callable[[Path], str]


def check_own(
    con: duckdb.DuckDBPyConnection, groups: Sequence[AreaGroups], name_of: NameOf
) -> tuple[list[AreaGroups], list[str]]:
    """Give own files without a division that in which most of their codes exist.

    Returns the groups with their year, and a sentence per code that is no area of that year, or per gemeente with two divisions.
    """
    figures = con.execute(_FIGURES).fetchall()
    own = [each for each in groups if each.kind not in GROUP_LEVELS]
    settled = [each for each in groups if each.kind in GROUP_LEVELS]
    problems = _two_divisions(own, name_of)
    if figures or own:
        con.execute(_KNOWN, [UNKNOWN_DIVISION])
    for release_id, file, told in figures:
        rows = con.execute("SELECT area_code, line FROM own_row WHERE release_id = ?", [release_id]).df()
        year, faults = _settle(con, file, told, rows)
        con.execute("UPDATE release SET boundary_year = ? WHERE release_id = ?", [year, release_id])
        problems += faults
    for division in own:
        rows = division.frame.rename(columns={"member_code": "area_code"})
        year, faults = _settle(con, name_of(division.path), division.year, rows)
        settled.append(replace(division, year=year))
        problems += faults
    return settled, problems


def _settle(con: duckdb.DuckDBPyConnection, file: str, told: int, rows: pd.DataFrame) -> tuple[int, list[str]]:
    """Year of the division of a file, and what is wrong with its codes. `rows` has area_code and LINE."""
    codes = rows["area_code"].unique().tolist()
    known = dict(con.execute(_YEARS, {"codes": codes}).fetchall())
    every = [year for (year,) in con.execute("SELECT DISTINCT year FROM known_area ORDER BY 1").fetchall()]
    if not known:
        return told, [
            f"{file}: none of its codes is an area of any table in the raw folder. Add the Kerncijfers of its gemeente."
        ]
    if told == UNKNOWN_DIVISION:
        ((year, found),) = con.execute(_DIVISION, {"codes": codes}).fetchall()
        note(con, "notes", file, f"Areas taken as those of {year}: most of its codes exist in that year.", found)
    elif told in every:
        year = told
    else:
        return told, [
            f"{file}: '# indeling: {told}' above the header, but no table in the raw folder has the areas of {told}, only of "
            f"{_listed(every)}. Correct the year, or add the Kerncijfers of {told}."
        ]
    lines = rows.groupby("area_code")[LINE].agg(sorted)
    wrong = sorted((lines[code], code) for code in codes if year not in known.get(code, ()))
    return year, [f"{file}: {_unknown(code, where, year, known.get(code, []))}" for where, code in wrong]


def _unknown(code: str, lines: Sequence[int], year: int, years: Sequence[int]) -> str:
    rows = f"row {lines[0]}" if len(lines) == 1 else f"rows {', '.join(map(str, lines))}"
    other = f"; it is one of {_listed(years)}. Use the codes of {year}" if years else ". Correct the code"
    return f"{rows}: {code} is no area of {year}{other}, or remove the row."


def _listed(years: Sequence[int]) -> str:
    """Years in words: those in a row from the first to the last."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]} to {years[-1]}"
    return " and ".join(filter(None, [", ".join(map(str, years[:-1])), str(years[-1])]))


def _two_divisions(own: Sequence[AreaGroups], name_of: NameOf) -> list[str]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for each in own:
        for code in each.frame["group_code"].unique():
            found[gemeente_of(code)][each.kind] = name_of(each.path)
    return [
        f"{gemeente} has more than one division: {', '.join(f'{kind} ({file})' for kind, file in kinds.items())}. "
        "On one map a buurt would lie in two areas: give one division per gemeente."
        for gemeente, kinds in sorted(found.items())
        if len(kinds) > 1
    ]
