"""The page about a build as sections of sentences and tables, in plain words; the coverage is drawn apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.build_report import (
    BuildReport,
    ChangeCount,
    ChangedFigure,
    Correction,
    CorrectionKind,
)
from domain.numbers_nl import NOTHING, format_date, format_number, with_unit
from domain.report_page import Column, Linked, Section, Table
from domain.wording.phrases import counted
from domain.wording.report import (
    change_sentence,
    correction_why,
    number,
    some,
    unused_why,
    year_ranges,
)
from domain.wording.report_gaps import absent, boundaries

#: Rows of the table of changes; the whole of it is in the maker's report.
_MOST_CHANGES: Final = 60


def sections(report: BuildReport) -> tuple[Section, ...]:
    """All chapters, in the order of the page; the coverage comes after the first."""
    return (
        _sources(report),
        absent(report),
        boundaries(report),
        _conflicts(report),
        _changes(report),
        _unused(report),
    )


def _sources(report: BuildReport) -> Section:
    used = [source for source in report.sources if source.figures or (source.tables and not source.has_indicators)]
    rows = tuple(
        (
            Linked(source.title, source.homepage),
            source.publisher,
            Linked(source.licence, source.licence_url) if source.licence_url else source.licence,
            year_ranges(source.years) or NOTHING,
            number(source.figures) if source.figures else "geen, wel namen of gewichten",
        )
        for source in used
    )
    lines = tuple(
        (
            table.table_id or table.file,
            source.title,
            str(table.year),
            str(table.boundary_year),
            format_date(table.modified) if table.modified else "niet bekend",
            table.file,
        )
        for source in used
        for table in source.tables
    )
    lacking = sum(1 for source in report.sources if source.has_indicators and not source.figures)
    more = (
        f"Van nog {counted(lacking, 'bron', 'bronnen')} die Buurtlens kent, staan hier geen cijfers. "
        "Bij “Wat ontbreekt” leest u hoe u die toevoegt."
    )
    return Section(
        "bronnen",
        "Bronnen",
        ("Klik op een bron voor de website van de uitgever.", *([more] if lacking else [])),
        (
            Table(
                "bronnen-tabel",
                "Bronnen van de cijfers",
                (Column("Bron"), Column("Uitgever"), Column("Licentie"), Column("Jaren"), Column("Cijfers", True)),
                rows,
            ),
            Table(
                "tabellen-tabel",
                f"Alle {number(len(lines))} tabellen die zijn ingelezen",
                (
                    Column("Tabel"), Column("Bron"), Column("Jaar", True), Column("Grenzen van", True),
                    Column("Bijgewerkt op"), Column("Bestand"),
                ),
                lines,
                folded=True,
            ),
        ),
    )  # fmt: skip


def _conflicts(report: BuildReport) -> Section:
    conflicts = tuple(
        (each.title, str(each.year), number(each.areas), each.kept_file, ", ".join(each.other_files))
        for each in report.conflicts
    )
    corrections = tuple(
        (
            title,
            year_ranges(each.year for each in found if each.year) or NOTHING,
            correction_why(kind),
            some(list(dict.fromkeys(each.subject for each in found))),
            number(sum(each.areas for each in found)),
        )
        for (kind, title), found in _by_kind(report)
    )
    tables = [
        Table(
            "botsing-tabel",
            "Bestanden die elkaar tegenspreken",
            (
                Column("Onderwerp"), Column("Jaar", True), Column("Gebieden", True), Column("Dit bestand telt"),
                Column("Dit bestand niet"),
            ),
            conflicts,
        ),
        Table(
            "correctie-tabel",
            "Cijfers die zijn weggelaten",
            (
                Column("Onderwerp"), Column("Jaren"), Column("Waarom"), Column("Waar"), Column("Cijfers", True),
            ),
            corrections,
        ),
    ]  # fmt: skip
    told = [
        "Soms geven twee bestanden een ander cijfer voor hetzelfde gebied. Dan telt het nieuwste of het landelijke bestand."
        if conflicts
        else "Nergens geven twee bestanden een ander cijfer voor hetzelfde gebied en jaar.",
        "Een cijfer dat niet kan kloppen, laat Buurtlens weg."
        if corrections
        else "Er zijn geen cijfers weggelaten omdat ze niet kunnen kloppen.",
    ]
    return Section(
        "verschillen", "Tegenstrijdige en verbeterde cijfers", tuple(told), tuple(each for each in tables if each.rows)
    )


def _by_kind(report: BuildReport) -> list[tuple[tuple[CorrectionKind, str], list[Correction]]]:
    """Corrections of all years of a topic together."""
    groups: dict[tuple[CorrectionKind, str], list[Correction]] = {}
    for each in report.corrections:
        groups.setdefault((each.kind, each.title), []).append(each)
    return list(groups.items())


def _changes(report: BuildReport) -> Section:
    totals = (
        sum(each.added for each in report.changes),
        sum(each.gone for each in report.changes),
        sum(each.changed for each in report.changes),
        report.unchanged,
    )
    told = [change_sentence(report.previous, totals, report.display_vintage)]
    by_source: dict[str, list[ChangeCount]] = {}
    for each in report.changes:
        by_source.setdefault(each.source, []).append(each)
    numbers = (Column("Nieuw", True), Column("Weg", True), Column("Veranderd", True))
    sources = Table(
        "bron-veranderd-tabel",
        "Nieuwe, verdwenen en veranderde cijfers per bron",
        (Column("Bron"), *numbers),
        tuple((source, *_changed_numbers(found)) for source, found in by_source.items()),
    )
    shown = report.changes[:_MOST_CHANGES]
    part = (
        f", de {_MOST_CHANGES} met de meeste van {number(len(report.changes))}"
        if len(report.changes) > len(shown)
        else ""
    )
    topics = Table(
        "veranderd-tabel",
        f"Hetzelfde per onderwerp{part}",
        (Column("Onderwerp"), Column("Bron"), *numbers),
        tuple((each.title, each.source, *_changed_numbers([each])) for each in shown),
        folded=True,
    )
    largest = Table(
        "grootste-tabel",
        "De grootste veranderingen",
        (Column("Onderwerp"), Column("Gebied"), Column("Jaar", True), Column("Was", True), Column("Is", True)),
        tuple(_changed(each) for each in report.changed),
    )
    return Section(
        "veranderd",
        "Wat is er veranderd?",
        tuple(told),
        tuple(each for each in (sources, topics, largest) if each.rows),
    )


def _changed_numbers(found: Sequence[ChangeCount]) -> tuple[str, str, str]:
    return (
        number(sum(each.added for each in found)),
        number(sum(each.gone for each in found)),
        number(sum(each.changed for each in found)),
    )


def _changed(each: ChangedFigure) -> tuple[str, str, str, str, str]:
    old, new = (with_unit(format_number(value, each.topic.decimals), each.topic.unit) for value in (each.old, each.new))
    return each.topic.title, each.area_name, str(each.year), old, new


def _unused(report: BuildReport) -> Section:
    rows = tuple((each.path, unused_why(each.reason)) for each in report.unused)
    told = (
        f"In de map met ruwe bestanden {'lag' if len(rows) == 1 else 'lagen'} nog "
        f"{counted(len(rows), 'bestand', 'bestanden')} waaruit niets is gebruikt."
        if rows
        else "Alle bestanden in de map met ruwe bestanden zijn gebruikt."
    )
    table = Table(
        "ongebruikt-tabel", f"Bestanden die niet zijn gebruikt ({len(rows)})", (Column("Bestand"), Column("Waarom niet")), rows,
        folded=True,
    )  # fmt: skip
    return Section("bestanden", "Bestanden die niet zijn gebruikt", (told,), (table,) if rows else ())
