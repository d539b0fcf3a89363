"""The build in short, for the screen Uitleg: sources with their date, how full the figures are, and what was corrected or changed.

The whole of it is the screen Gegevens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from domain.areas import Level
from domain.build_report import BuildReport, LevelCoverage, SourceCard
from domain.numbers_nl import NOTHING, format_date
from domain.report_page import Column, Linked, Section, Table
from domain.view_models import Indicator
from domain.wording.phrases import counted, listed
from domain.wording.places import level_name
from domain.wording.report import absent_short, absent_why, areas_sentence, number, report_sentence
from domain.wording.report_sections import sections

#: A topic counts as nearly complete from this share of the areas on.
_NEARLY_ALL: Final = 0.9
_KINDS: Final = {
    "register": "geteld of berekend",
    "modelled": "geschat met een rekenmodel",
    "map": "gelezen van een kaart",
}


def explained_report(
    report: BuildReport, found: Sequence[LevelCoverage], indicators: Mapping[str, Indicator]
) -> dict[str, Section]:
    """Chapters about the build by id: bronnen, kwaliteit and correcties. `indicators` are those that can be chosen."""
    return {
        each.section_id: each for each in (_sources(report), _quality(report, found, indicators), _corrections(report))
    }


def _sources(report: BuildReport) -> Section:
    used = [source for source in report.sources if source.figures or (source.tables and not source.has_indicators)]
    rows = tuple(
        (
            Linked(source.title, source.homepage),
            source.publisher,
            Linked(source.licence, source.licence_url) if source.licence_url else source.licence,
            str(max(source.years)) if source.years else NOTHING,
            _newest_release(source),
        )
        for source in used
    )
    heads = (
        Column("Bron"),
        Column("Uitgever"),
        Column("Licentie"),
        Column("Nieuwste jaar", True),
        Column("Bijgewerkt op"),
    )
    return Section(
        "bronnen",
        "Bronnen",
        (
            f"De cijfers komen uit {counted(len(used), 'bron', 'bronnen')}. U mag ze gebruiken als u de bron noemt, volgens de licentie "
            "die erbij staat.",
            "“Bijgewerkt op” is de dag waarop de uitgever de nieuwste tabel bijwerkte. Niet elke uitgever vertelt dat.",
        ),
        (Table("uitleg-bronnen", "Bronnen met datum en licentie", heads, rows),) if rows else (),
    )


def _newest_release(source: SourceCard) -> str:
    """Day of the newest of its tables; the day is not always told."""
    days = [table.modified for table in source.tables if table.modified is not None]
    return format_date(max(days)) if days else "niet bekend"


def _quality(report: BuildReport, found: Sequence[LevelCoverage], indicators: Mapping[str, Indicator]) -> Section:
    level = Level.BUURT if any(each.level is Level.BUURT for each in found) else Level.GEMEENTE
    plural = level_name(level, plural=True)
    newest: dict[str, LevelCoverage] = {}
    for each in sorted(found, key=lambda row: row.year):
        if each.level is level and each.filled and each.indicator_id in indicators:
            newest[each.indicator_id] = each
    nearly = sum(each.filled >= _NEARLY_ALL * each.total for each in newest.values())
    kinds = Counter(indicators[name].kind for name in newest)
    told = listed([f"{number(kinds[kind])} {word}" for kind, word in _KINDS.items() if kinds[kind]])
    rows = tuple(
        (absent_short(each.status).capitalize(), absent_why(each.status), number(each.newest))
        for each in sorted(report.absent, key=lambda row: -row.newest)
        if each.level is level and each.newest
    )
    heads = (Column("Reden"), Column("Wat het betekent"), Column("Keren", True))
    conflicts = len(report.conflicts)
    disagree = (
        f"Bij {counted(conflicts, 'onderwerp en jaar', 'onderwerpen en jaren')} geven bestanden niet hetzelfde cijfer. Bij Gegevens staat "
        "welk bestand telt."
        if conflicts
        else "Nergens geven twee bestanden een ander cijfer voor hetzelfde gebied en jaar."
    )
    return Section(
        "kwaliteit",
        "Kwaliteit",
        tuple(
            filter(
                None,
                (
                    report_sentence(report),
                    areas_sentence(report),
                    f"Van de {number(len(indicators))} onderwerpen die u kunt kiezen, hebben er {number(len(newest))} een cijfer per "
                    f"{level_name(level)}. Bij {number(nearly)} daarvan heeft minstens 90% van de {plural} een cijfer in het "
                    f"nieuwste jaar.",
                    f"Van deze onderwerpen zijn er {told}." if told else "",
                    disagree,
                    "Een cijfer dat ontbreekt vullen we nooit zelf in. We zeggen waarom het er niet is.",
                ),
            )
        ),
        (Table("uitleg-ontbreekt", f"Waarom cijfers van {plural} ontbreken, nieuwste jaar per onderwerp", heads, rows),)
        if rows
        else (),
    )


def _corrections(report: BuildReport) -> Section:
    """What was left out because it cannot be right, and what changed since the build before: chapters of Gegevens, without the rest."""
    chapters = {each.section_id: each for each in sections(report)}
    wrong, changed = chapters["verschillen"], chapters["veranderd"]
    left_out = [_without(table, "Waar") for table in wrong.tables if table.table_id == "correctie-tabel"]
    moved = [table for table in changed.tables if not table.folded]
    return Section(
        "correcties",
        "Verbeteringen",
        (wrong.sentences[-1], *changed.sentences),
        tuple(replace(table, table_id=f"uitleg-{table.table_id}") for table in (*left_out, *moved)),
    )


def _without(table: Table, title: str) -> Table:
    """The table without one of its columns, which Gegevens shows."""
    kept = [index for index, column in enumerate(table.columns) if column.title != title]
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )
