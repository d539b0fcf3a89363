"""The build report: what came in, what is filled, what matched, five known areas, and what differs from the build before."""

from __future__ import annotations

import duckdb

from etl.contracts import NotUsed

_SECTIONS = {
    "rows": "Figures per source and year",
    "coverage": "Indicators by area level on the display vintage (areas with a figure in the newest year)",
    "ranges": "Range of values per indicator",
    "areas": "Areas",
    "known areas": "Five known areas",
    "boundaries": "Boundaries",
    "groups": "Regions, provincies and own divisions",
    "matched": "Older areas that reach today's",
    "crosswalk": "Older areas with other borders, shared out over today's",
    "indices": "Composite indices",
    "conflicts": "Cells on which files disagree",
    "reconciled": "Buurten against their gemeente's own row",
    "statuses": "Reasons for absence",
    "notes": "Notes of the readers",
    "accepted": "Missing topics that were accepted",
    "not used": "Files that were not used",
    "difference": "Difference with the previous build",
}

_SUMMARIES = (
    """
    INSERT INTO build_report
    SELECT 'rows', r.source_id || ' ' || o.reference_year,
           'boundaries ' || r.boundary_year || ', ' || string_agg(DISTINCT r.file, ', ' ORDER BY r.file), sum(o.figures)
    FROM (SELECT release_id, reference_year, count(*) AS figures FROM observation
          WHERE method NOT IN ('recoded', 'crosswalk') AND value IS NOT NULL GROUP BY ALL) o
    JOIN release r USING (release_id)
    GROUP BY r.source_id, o.reference_year, r.boundary_year ORDER BY 2, r.boundary_year
    """,
    """
    INSERT INTO build_report
    SELECT 'coverage', indicator_id,
           string_agg(level || ' ' || filled || ' of ' || total || ' (' || year || ')', '; ' ORDER BY level), sum(filled)
    FROM (
        SELECT indicator_id, level, reference_year AS year, filled, total FROM coverage WHERE filled > 0
        QUALIFY row_number() OVER (PARTITION BY indicator_id, level ORDER BY reference_year DESC) = 1
    ) GROUP BY indicator_id ORDER BY indicator_id
    """,
    """
    INSERT INTO build_report
    SELECT 'ranges', indicator_id, round(min(value), 2) || ' to ' || round(max(value), 2), count(value)
    FROM observation WHERE value IS NOT NULL GROUP BY indicator_id ORDER BY indicator_id
    """,
    """
    INSERT INTO build_report
    SELECT 'areas', level || ' ' || boundary_year, count(*) FILTER (has_geometry) || ' with polygon', count(*)
    FROM area GROUP BY level, boundary_year ORDER BY boundary_year, level
    """,
    """
    INSERT INTO build_report
    SELECT 'known areas', a.name || ' (' || a.area_code || ')', 'residents per year: '
           || string_agg(o.reference_year || ' ' || CAST(o.value AS BIGINT), ', ' ORDER BY o.reference_year), NULL
    FROM (SELECT * FROM area WHERE boundary_year = $vintage AND level IN ('land', 'gemeente')
          ORDER BY level = 'land' DESC, residents_count DESC NULLS LAST LIMIT 5) a
    JOIN observation o ON o.area_code = a.area_code AND o.boundary_year = $vintage AND o.indicator_id = 'residents_count'
    WHERE o.value IS NOT NULL GROUP BY a.name, a.area_code ORDER BY a.area_code
    """,
    """
    INSERT INTO build_report
    SELECT 'statuses', status, 'on the areas of the display vintage', count(*)
    FROM observation WHERE boundary_year = $vintage GROUP BY status ORDER BY count(*) DESC
    """,
)


def note(con: duckdb.DuckDBPyConnection, section: str, subject: str, detail: str, amount: int | None = None) -> None:
    """Add one line to the report."""
    con.execute("INSERT INTO build_report VALUES (?, ?, ?, ?)", [section, subject, detail, amount])


def keep_unused(con: duckdb.DuckDBPyConnection, file: NotUsed, path: str) -> None:
    """Add a file that was not used to table `unused_file`, under its path in the raw folder."""
    con.execute("INSERT INTO unused_file VALUES (?, ?, ?)", [path, file.reason, file.why])


def summarise(con: duckdb.DuckDBPyConnection, vintage: int) -> None:
    """Write the standard sections into `build_report`."""
    for statement in _SUMMARIES:
        con.execute(statement, {"vintage": vintage} if "$vintage" in statement else None)


def summarise_staged(con: duckdb.DuckDBPyConnection) -> None:
    """Write one line per table that was read into `build_report`, for a check that goes no further."""
    con.execute(
        """
        INSERT INTO build_report
        SELECT 'rows', r.source_id || ' ' || r.reference_year,
               'boundaries ' || r.boundary_year || ', ' || r.layout || ', ' || r.file, count(v.value)
        FROM release r LEFT JOIN staged_value v USING (release_id)
        GROUP BY ALL ORDER BY 2, 3
        """
    )


def render(con: duckdb.DuckDBPyConnection) -> str:
    """The report as plain text, section by section."""
    lines: list[str] = []
    for section, title in _SECTIONS.items():
        rows = con.execute("SELECT subject, detail, amount FROM build_report WHERE section = ?", [section]).fetchall()
        if not rows:
            continue
        lines += ["", title, "-" * len(title)]
        lines += [
            f"{subject}: {'' if amount is None else f'{amount:,} · '}{detail}" for subject, detail, amount in rows
        ]
    return "\n".join(lines).strip() + "\n"
