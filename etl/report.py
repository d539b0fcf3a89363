"""The build report: what came in, what is filled, what matched, five known areas, and what differs from the build before."""

from __future__ import annotations

from pathlib import Path

import duckdb

_SECTIONS = {
    "rows": "Figures per source and year",
    "coverage": "Indicators by area level on the display vintage (areas with a figure in the newest year)",
    "ranges": "Range of values per indicator",
    "areas": "Areas",
    "known areas": "Five known areas",
    "boundaries": "Boundaries",
    "matched": "Older areas that reach today's",
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
    SELECT 'rows', r.source_id || ' ' || o.reference_year, 'boundaries ' || r.boundary_year || ', ' || string_agg(DISTINCT r.file, ', '),
           count(o.value)
    FROM observation o JOIN release r USING (release_id)
    WHERE o.method <> 'recoded' AND o.value IS NOT NULL
    GROUP BY r.source_id, o.reference_year, r.boundary_year ORDER BY 2
    """,
    """
    INSERT INTO build_report
    SELECT 'coverage', indicator_id,
           string_agg(level || ' ' || filled || ' of ' || total || ' (' || year || ')', '; ' ORDER BY level), sum(filled)
    FROM (
        SELECT o.indicator_id, a.level, max(o.reference_year) AS year, count(DISTINCT o.area_code) AS filled, any_value(t.total) AS total
        FROM observation o
        JOIN area a ON a.area_code = o.area_code AND a.boundary_year = o.boundary_year
        JOIN (SELECT level, count(*) AS total FROM area WHERE boundary_year = $vintage GROUP BY level) t ON t.level = a.level
        WHERE o.boundary_year = $vintage AND o.value IS NOT NULL
        GROUP BY o.indicator_id, a.level, o.reference_year
        QUALIFY row_number() OVER (PARTITION BY o.indicator_id, a.level ORDER BY o.reference_year DESC) = 1
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


def compare_with_previous(con: duckdb.DuckDBPyConnection, previous: Path) -> None:
    """Count figures that are new, gone or changed against the warehouse that is about to be replaced."""
    if not previous.exists():
        con.execute(
            "INSERT INTO build_report VALUES ('difference', 'first build', 'there was no warehouse before', NULL)"
        )
        return
    quoted = str(previous).replace("'", "''")
    try:
        con.execute(f"ATTACH '{quoted}' AS previous (READ_ONLY)")
    except duckdb.Error as error:
        con.execute(
            "INSERT INTO build_report VALUES ('difference', 'previous warehouse unreadable', ?, NULL)",
            [str(error).splitlines()[0]],
        )
        return
    try:
        con.execute(
            """
            INSERT INTO build_report
            SELECT 'difference', change, 'figures', count(*) FROM (
                SELECT CASE WHEN p.indicator_id IS NULL THEN 'new' WHEN n.indicator_id IS NULL THEN 'gone'
                            WHEN n.value IS DISTINCT FROM p.value THEN 'changed' ELSE 'same' END AS change
                FROM observation n FULL JOIN previous.observation p
                  USING (indicator_id, area_code, boundary_year, reference_year, method)
            ) GROUP BY change ORDER BY change
            """
        )
    finally:
        con.execute("DETACH previous")


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
