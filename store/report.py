"""What the warehouse holds, lacks and changed, as counted at build: read once per build, for the page that tells it."""

from __future__ import annotations

from typing import Any, Final

import duckdb

from domain.areas import COUNTRY_CODE, Level
from domain.build_report import (
    Absent,
    BuildReport,
    ChangeCount,
    ChangedFigure,
    Conflict,
    Correction,
    CorrectionKind,
    LevelCoverage,
    MatchCount,
    PreviousBuild,
    SourceCard,
    TableLine,
    Topic,
    Unfilled,
    UnusedFile,
    UnusedReason,
    Way,
)
from domain.observations import Grade, Method, Status
from domain.wording.report import no_inventory
from store.gazetteer import gazetteer
from store.geometry import frame_note
from store.warehouse import Store, StoreUnavailable, Warehouse

#: Largest changes that are told: of so many indicators, so many each.
_CHANGED_TOPICS: Final = 8
_CHANGED_EACH: Final = 3

_TOPICS = """
SELECT indicator_id, title, theme_id, unit, decimals, shown FROM indicator
ORDER BY (SELECT sort_order FROM theme WHERE theme.theme_id = indicator.theme_id), NOT shown, sort_order, indicator_id
"""
_COVERAGE = "SELECT indicator_id, level, reference_year, filled, total FROM coverage ORDER BY ALL"
_TOTALS = (
    "SELECT coalesce(sum(filled), 0)::BIGINT, max(reference_year) FILTER (filled > 0 AND level <> 'land') FROM coverage"
)
_AREAS = "SELECT level, count(*) FROM place WHERE boundary_year = ? GROUP BY level"
_SOURCES = "SELECT source_id, title, publisher, licence, licence_url, homepage FROM source ORDER BY title"
_TABLES = """
SELECT source_id, table_id, reference_year, boundary_year, modified, file FROM release
ORDER BY source_id, reference_year DESC, table_id, file
"""
_SOURCE_YEARS = "SELECT source_id, reference_year, figure_count FROM source_year ORDER BY source_id, reference_year"
_ABSENT = """
WITH newest AS (
    SELECT indicator_id, level, max(reference_year) AS reference_year FROM coverage WHERE filled > 0 GROUP BY indicator_id, level
)
SELECT a.status, a.level, coalesce(sum(a.area_count) FILTER (n.reference_year = a.reference_year), 0)::BIGINT, sum(a.area_count)::BIGINT
FROM absence a LEFT JOIN newest n USING (indicator_id, level)
WHERE a.level <> 'land' GROUP BY a.status, a.level ORDER BY 4 DESC, 1, 2
"""
_UNFILLED = """
SELECT indicator_id, way, source_id FROM provision
WHERE indicator_id NOT IN (SELECT indicator_id FROM coverage WHERE filled > 0 AND level <> 'land')
"""
_MATCHES = (
    "SELECT level, from_year, method, grade, area_count FROM match_count ORDER BY from_year DESC, level, grade, method"
)
_CONFLICTS = """
SELECT i.title, c.reference_year, c.area_count, c.kept_file, c.other_files FROM conflict c JOIN indicator i USING (indicator_id)
ORDER BY i.title, c.reference_year
"""
_CORRECTIONS = """
SELECT c.kind, i.title, c.reference_year, c.subject, c.area_count FROM correction c JOIN indicator i USING (indicator_id)
ORDER BY c.kind, i.title, c.reference_year, c.subject
"""
_UNUSED = "SELECT path, reason FROM unused_file ORDER BY reason, path"
_CHANGES = """
SELECT i.title, s.title, added, gone, changed, same FROM change_count JOIN indicator i USING (indicator_id) JOIN source s USING (source_id)
WHERE added + gone + changed > 0 ORDER BY added + gone + changed DESC, i.title, s.title
"""
_UNCHANGED = "SELECT coalesce(sum(same), 0)::BIGINT FROM change_count"
_CHANGED = f"""
WITH busy AS (
    SELECT indicator_id, sum(changed) AS changed FROM change_count GROUP BY indicator_id HAVING sum(changed) > 0
    ORDER BY 2 DESC, 1 LIMIT {_CHANGED_TOPICS}
)
SELECT f.indicator_id, area_code, reference_year, old_value, new_value FROM changed_figure f JOIN busy USING (indicator_id)
QUALIFY row_number() OVER (PARTITION BY f.indicator_id ORDER BY abs(new_value - old_value) DESC, area_code) <= {_CHANGED_EACH}
ORDER BY busy.changed DESC, f.indicator_id, abs(new_value - old_value) DESC
"""  # noqa: S608
_MAKER = "SELECT section, subject, detail, amount FROM build_report"


def topics(store: Store) -> tuple[Topic, ...]:
    """All indicators of the catalogue by theme, also those that are not in the picker (after the others of their theme)."""
    return _topics(store.open())


def coverage_by_year(store: Store) -> tuple[LevelCoverage, ...]:
    """Areas with a figure per indicator, level and year. Raises StoreUnavailable for a warehouse without these counts."""
    warehouse = store.open()

    def ask() -> tuple[LevelCoverage, ...]:
        return tuple(LevelCoverage(name, Level(level), *rest) for name, level, *rest in _ask(warehouse, _COVERAGE))

    return warehouse.cached(("report coverage",), ask)


def build_report(store: Store) -> BuildReport:
    """Everything that is told of this build but for the coverage. Raises StoreUnavailable for a warehouse without these counts."""
    warehouse = store.open()
    return warehouse.cached(("report",), lambda: _report(store, warehouse))


def maker_lines(store: Store) -> list[tuple[str, str, str, int | None]]:
    """The report of the build as its maker reads it: section, subject, detail and amount, in English."""
    return [
        (str(section), str(subject), str(detail), amount)
        for section, subject, detail, amount in store.open().rows(_MAKER)
    ]


def _report(store: Store, warehouse: Warehouse) -> BuildReport:
    build = warehouse.build
    ((figures, newest),) = _ask(warehouse, _TOTALS)
    counts = {Level(level): count for level, count in warehouse.rows(_AREAS, [build.display_vintage])}
    previous = _ask(warehouse, "SELECT build_id, built_at, display_vintage FROM previous_build")
    return BuildReport(
        built_at=build.built_at,
        display_vintage=build.display_vintage,
        is_demo=build.is_demo,
        figures=figures,
        newest_year=newest,
        areas=tuple((level, counts[level]) for level in Level if level in counts and level is not Level.LAND),
        boundaries=frame_note(store, Level.BUURT, COUNTRY_CODE),
        sources=_sources(warehouse),
        absent=tuple(
            Absent(Status(status) if status else None, Level(level), newest_count, all_years)
            for status, level, newest_count, all_years in _ask(warehouse, _ABSENT)
        ),
        unfilled=_unfilled(warehouse),
        matches=tuple(
            MatchCount(Level(level), year, Method(method) if method else None, Grade(grade) if grade else None, areas)
            for level, year, method, grade, areas in _ask(warehouse, _MATCHES)
        ),
        conflicts=tuple(
            Conflict(title, year, areas, kept, tuple(others))
            for title, year, areas, kept, others in _ask(warehouse, _CONFLICTS)
        ),
        corrections=tuple(_correction(warehouse, row) for row in _ask(warehouse, _CORRECTIONS)),
        unused=tuple(UnusedFile(path, UnusedReason(reason)) for path, reason in _ask(warehouse, _UNUSED)),
        previous=PreviousBuild(*previous[0]) if previous else None,
        changes=tuple(ChangeCount(*row) for row in _ask(warehouse, _CHANGES)),
        unchanged=_ask(warehouse, _UNCHANGED)[0][0],
        changed=_changed(warehouse),
    )


def _topics(warehouse: Warehouse) -> tuple[Topic, ...]:
    return warehouse.cached(("report topics",), lambda: tuple(Topic(*row) for row in warehouse.rows(_TOPICS)))


def _sources(warehouse: Warehouse) -> tuple[SourceCard, ...]:
    tables: dict[str, list[TableLine]] = {}
    for source_id, *rest in warehouse.rows(_TABLES):
        tables.setdefault(source_id, []).append(TableLine(*rest))
    years: dict[str, dict[int, int]] = {}
    for source_id, year, figures in _ask(warehouse, _SOURCE_YEARS):
        years.setdefault(source_id, {})[year] = figures
    providing = {
        row[0] for row in _ask(warehouse, "SELECT DISTINCT source_id FROM provision WHERE source_id IS NOT NULL")
    }
    return tuple(
        SourceCard(
            source_id, title, publisher, licence, licence_url, homepage,
            figures=sum(years.get(source_id, {}).values()),
            years=tuple(years.get(source_id, {})),
            tables=tuple(tables.get(source_id, ())),
            has_indicators=source_id in providing,
        )
        for source_id, title, publisher, licence, licence_url, homepage in warehouse.rows(_SOURCES)
    )  # fmt: skip


def _unfilled(warehouse: Warehouse) -> tuple[Unfilled, ...]:
    ways: dict[str, list[tuple[Way, str | None]]] = {}
    for indicator_id, way, source_id in _ask(warehouse, _UNFILLED):
        ways.setdefault(indicator_id, []).append((Way(way), source_id))
    return tuple(
        Unfilled(topic, tuple(ways[topic.indicator_id])) for topic in _topics(warehouse) if topic.indicator_id in ways
    )


def _correction(warehouse: Warehouse, row: tuple[Any, ...]) -> Correction:
    kind, title, year, subject, areas = row
    gemeente = gazetteer(warehouse).by_code.get(subject)
    return Correction(CorrectionKind(kind), title, year, gemeente.name if gemeente else subject, areas)


def _changed(warehouse: Warehouse) -> tuple[ChangedFigure, ...]:
    known = {topic.indicator_id: topic for topic in _topics(warehouse)}
    places = gazetteer(warehouse).by_code
    return tuple(
        ChangedFigure(known[indicator_id], places[code].name if code in places else code, year, old, new)
        for indicator_id, code, year, old, new in _ask(warehouse, _CHANGED)
    )


def _ask(warehouse: Warehouse, sql: str) -> list[tuple[Any, ...]]:
    """Rows of a query on the counts of the build. Raises StoreUnavailable where an older version of Buurtlens made none."""
    try:
        return warehouse.rows(sql)
    except duckdb.CatalogException as error:
        raise StoreUnavailable(no_inventory(), f"made by an older version: {str(error).splitlines()[0]}") from error
