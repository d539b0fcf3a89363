"""Downloads of the page about the build: the coverage as CSV, the whole report as text."""

from __future__ import annotations

from collections.abc import Iterator

from domain.areas import Level
from domain.report_page import as_text
from domain.wording.report import (
    COVERAGE_COLUMNS,
    MAKER_TITLE,
    REPORT_TITLE,
    areas_sentence,
    demo_warning,
    report_sentence,
)
from domain.wording.report_sections import sections
from store.catalogue import themes
from store.export import BYTE_ORDER_MARK, csv_text
from store.report import build_report, coverage_by_year, maker_lines, topics
from store.warehouse import Store


def coverage_csv(store: Store) -> bytes:
    """A row per indicator, level and year with areas that have a figure and all areas, as Dutch spreadsheets read it."""
    return csv_text([name for name, _ in COVERAGE_COLUMNS], _coverage_rows(store)).encode()


def report_text(store: Store) -> bytes:
    """The page as plain text, and below it the report of the build as its maker reads it (English)."""
    report = build_report(store)
    head = [REPORT_TITLE, report_sentence(report), areas_sentence(report)]
    warning = [demo_warning(), ""] if report.is_demo else []
    text = "\n".join(
        [*warning, *head, as_text(sections(report)), "", MAKER_TITLE, "=" * len(MAKER_TITLE), *_maker(store), ""]
    )
    return f"{BYTE_ORDER_MARK}{text}".replace("\n", "\r\n").encode()


def _coverage_rows(store: Store) -> Iterator[tuple[str | int | float, ...]]:
    known = {topic.indicator_id: topic for topic in topics(store)}
    titles = {theme.theme_id: theme.title for theme in themes(store)}
    for each in coverage_by_year(store):
        topic = known[each.indicator_id]
        if each.level is not Level.LAND:
            share = 100 * each.filled / each.total
            yield (
                each.indicator_id, topic.title, titles.get(topic.theme_id, topic.theme_id), str(each.level), each.year, each.filled,
                each.total, round(share, 2),
            )  # fmt: skip


def _maker(store: Store) -> Iterator[str]:
    heading = None
    for section, subject, detail, amount in maker_lines(store):
        if section != heading:
            yield from ("", section)
            heading = section
        yield f"{subject}: {'' if amount is None else f'{amount} · '}{detail}"
