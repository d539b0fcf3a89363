"""Chapters of the page about a build that concern what is not there: figures that are missing, areas that are no more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from domain.build_report import Absent, BuildReport, MatchCount, Unfilled, Way
from domain.numbers_nl import NOTHING
from domain.observations import Grade, Status
from domain.report_page import Column, Section, Table
from domain.wording.phrases import counted
from domain.wording.places import level_name
from domain.wording.report import (
    GRADES,
    absent_short,
    absent_why,
    best_way,
    method_word,
    number,
    remedy,
    some,
)


def absent(report: BuildReport) -> Section:
    """Reasons for absence with their counts, and topics without any figure with what to do."""
    levels = [level for level, _ in report.areas if any(each.level is level for each in report.absent)]
    by_reason: dict[Status | None, list[Absent]] = {}
    for each in report.absent:
        by_reason.setdefault(each.status, []).append(each)
    ordered = sorted(by_reason.items(), key=lambda item: -sum(each.newest for each in item[1]))
    rows = tuple(
        (
            absent_short(status),
            absent_why(status),
            *(number(sum(each.newest for each in found if each.level is level)) for level in levels),
            number(sum(each.all_years for each in found)),
        )
        for status, found in ordered
    )
    tables = [
        Table(
            "redenen-tabel",
            "Cijfers die ontbreken, per reden",
            (
                Column("Reden"),
                Column("Wat dat betekent"),
                *(Column(f"{level_name(level, plural=True).capitalize()}, nieuwste jaar", True) for level in levels),
                Column("Alle niveaus en jaren", True),
            ),
            rows,
        )
    ]
    if report.unfilled:
        tables.append(_unfilled_table(report))
    told = "Een leeg vak op de kaart heeft altijd een reden. Het nieuwste jaar is per onderwerp het laatste jaar met cijfers."
    empty = (
        f"Van {counted(len(report.unfilled), 'onderwerp', 'onderwerpen')} dat Buurtlens kent, is er hier nog geen cijfer."
        if len(report.unfilled) == 1
        else f"Van {number(len(report.unfilled))} onderwerpen die Buurtlens kent, is er hier nog geen cijfer."
    )
    return Section(
        "ontbreekt", "Wat ontbreekt, en waarom", (told, *([empty] if report.unfilled else [])), tuple(tables)
    )


def _unfilled_table(report: BuildReport) -> Table:
    titles = {source.source_id: source.title for source in report.sources}
    groups: dict[tuple[Way, str | None], list[Unfilled]] = {}
    for each in report.unfilled:
        groups.setdefault(best_way(each.ways), []).append(each)
    rows = tuple(
        (
            remedy(way, source_id, [each.topic.indicator_id for each in found], titles.get(source_id or "", "")),
            number(len(found)),
            some([each.topic.title for each in found]),
        )
        for (way, source_id), found in sorted(
            groups.items(), key=lambda item: (list(Way).index(item[0][0]), -len(item[1]))
        )
    )
    return Table(
        "leeg-tabel",
        "Onderwerpen zonder cijfers, en wat u kunt doen",
        (Column("Zo komt het cijfer er wel"), Column("Onderwerpen", True), Column("Welke")),
        rows,
    )


def boundaries(report: BuildReport) -> Section:
    """Which division is shown, and how areas of older ones reach it."""
    sentences = [
        f"De kaart toont de gebieden van {report.display_vintage}. Een ouder cijfer hoort soms bij een gebied met andere "
        "grenzen. Buurtlens brengt het over naar het gebied van nu als dat eerlijk kan, en zegt hoe goed dat past.",
    ]
    if report.boundaries:
        sentences.append(report.boundaries)
    levels = [level for level, _ in report.areas if any(each.level is level for each in report.matches)]
    rows = []
    for year, group in groupby(report.matches, key=lambda each: each.year):
        found = list(group)
        per_level = (_reached([each for each in found if each.level is level]) for level in levels)
        rows.append((str(year), *per_level, _ways(found)))
    table = Table(
        "grenzen-tabel",
        f"Gebieden van vroeger die een plaats krijgen in de indeling van {report.display_vintage}",
        (
            Column("Grenzen van"),
            *(Column(level_name(level, plural=True).capitalize()) for level in levels),
            Column("Manier"),
        ),
        tuple(rows),
    )
    if rows:
        sentences.append(
            f"{'; '.join(GRADES.values())}. Een gebied dat niet past, houdt zijn cijfers op de oude grenzen."
        )
    return Section("grenzen", "Grenzen van gebieden", tuple(sentences), (table,) if rows else ())


def _reached(found: Sequence[MatchCount]) -> str:
    """How many areas of a year reach one of now, and how well: "115 van de 120 (A 108, B 7)"."""
    total = sum(each.areas for each in found)
    if not total:
        return NOTHING
    grades = {grade: sum(each.areas for each in found if each.grade is grade) for grade in Grade}
    told = ", ".join(f"{grade} {number(count)}" for grade, count in grades.items() if count)
    return f"{number(sum(grades.values()))} van de {number(total)}{f' ({told})' if told else ''}"


def _ways(found: Sequence[MatchCount]) -> str:
    counts: dict[str, int] = {}
    for each in found:
        if each.method is not None:
            word = method_word(each.method)
            counts[word] = counts.get(word, 0) + each.areas
    return "; ".join(f"{word}: {number(count)}" for word, count in counts.items())
