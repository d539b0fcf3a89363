"""What is told of a build, in words: what is in it, why figures are missing, how to get them, what was left out and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from domain.areas import Level
from domain.build_report import BuildReport, CorrectionKind, PreviousBuild, UnusedReason, Way
from domain.numbers_nl import format_date, format_number
from domain.observations import Grade, Method, Status
from domain.wording.figures import status_short
from domain.wording.phrases import counted, listed
from domain.wording.places import level_name

REPORT_TITLE: Final = "Welke cijfers zitten hierin?"
MAKER_TITLE: Final = "Verslag van het inlezen, voor de beheerder (Engels)"
#: Columns of the coverage as CSV and what they hold.
COVERAGE_COLUMNS: Final = (
    ("indicator", "naam van het onderwerp in webadressen en downloads"),
    ("titel", "titel van het onderwerp"),
    ("thema", "thema waar het onderwerp bij hoort"),
    ("niveau", "gemeente, wijk of buurt"),
    ("jaar", "jaar van het cijfer"),
    ("gebieden_met_cijfer", "aantal gebieden met een cijfer dat getoond mag worden"),
    ("gebieden", "aantal gebieden van dit niveau"),
    ("deel_pct", "deel van de gebieden met een cijfer, in procenten"),
)
_ABSENT_WHY: Final = {
    Status.SUPPRESSED: "De bron laat het cijfer niet zien, omdat het over te weinig inwoners of huishoudens gaat.",
    Status.TOO_SMALL: "Er wonen te weinig inwoners om een berekend cijfer te laten zien.",
    Status.NOT_PUBLISHED: "De bron geeft dit cijfer niet voor dit gebied of dit jaar.",
    Status.NOT_YET: "De bron heeft het cijfer over dit jaar nog niet gepubliceerd.",
    Status.NOT_COMPARABLE: "De grens van het gebied is veranderd, of de buurten tellen samen niet op tot hun gemeente.",
    Status.NO_RESIDENTS: "Er woont niemand.",
    Status.UNKNOWN: "De bron laat het cijfer leeg en zegt niet waarom.",
}
_NOT_IN_FILES: Final = (
    "niet in de bestanden",
    "Geen enkel ingelezen bestand noemt het gebied bij dit onderwerp en jaar.",
)
_UNUSED: Final = {
    UnusedReason.UNKNOWN: "Buurtlens kent dit soort bestand niet.",
    UnusedReason.DESCRIPTION: "Dit is alleen de beschrijving van een tabel, zonder cijfers.",
    UnusedReason.DOCUMENT: "Dit is een tekst om te lezen, zonder cijfers.",
    UnusedReason.LATER: "Buurtlens herkent dit, maar gebruikt het nog niet.",
    UnusedReason.OTHER_TABLE: "Dit komt uit een tabel die Buurtlens niet gebruikt.",
    UnusedReason.INCOMPLETE: "Er hoort nog een bestand bij, of het bestand is niet compleet.",
    UnusedReason.BETTER_FILE: "Een ander bestand heeft betere grenzen voor dezelfde gebieden.",
    UnusedReason.OTHER: "Dit bestand was niet te gebruiken. In het hele verslag staat waarom.",
}
_CORRECTIONS: Final = {
    CorrectionKind.FILLED_IN: "Kleine buurten hadden precies het cijfer van hun wijk. Dat is ingevuld en niet gemeten.",
    CorrectionKind.NEGATIVE: "Er stond −1, en dat kan niet.",
    CorrectionKind.SUM_DIFFERS: "De buurten tellen samen niet op tot hun gemeente.",
}
_METHODS: Final = {
    Method.PUBLISHED: "zoals gepubliceerd",
    Method.RECODED: "overgenomen",
    Method.CROSSWALK: "omgerekend",
    Method.COMBINED: "samengesteld",
    Method.DERIVED: "berekend",
}
GRADES: Final = {
    Grade.A: "A: het gebied past precies",
    Grade.B: "B: het past bijna",
    Grade.C: "C: het past niet goed genoeg voor een buurt",
}


def report_sentence(report: BuildReport) -> str:
    """Opening of the page: how many figures, of how many areas, from how many sources, how new, and read when."""
    sources = sum(1 for source in report.sources if source.figures)
    areas = sum(count for _, count in report.areas)
    newest = f" De nieuwste cijfers gaan over {report.newest_year}." if report.newest_year else ""
    return (
        f"Hier zitten {format_number(report.figures, 0)} cijfers in over {format_number(areas, 0)} gebieden, "
        f"uit {counted(sources, 'bron', 'bronnen')}.{newest} Ze zijn ingelezen op {format_date(report.built_at)}."
    )


def areas_sentence(report: BuildReport) -> str:
    """Areas per level, on which division: "342 gemeenten, 3.300 wijken en 14.000 buurten, zoals ze in 2024 waren." """
    parts = [
        f"{format_number(count, 0)} {level_name(level, plural=count != 1)}" for level, count in report.areas if count
    ]
    return f"De gebieden zijn {listed(parts)}, met de grenzen van {report.display_vintage}." if parts else ""


def year_ranges(years: Iterable[int]) -> str:
    """Years with what is missing between them left out: "2013–2016, 2018"."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def absent_short(status: Status | None) -> str:
    """Reason for absence in a few words; None is that no file mentions the area."""
    return status_short(status) if status else _NOT_IN_FILES[0]


def absent_why(status: Status | None) -> str:
    """Reason for absence in a sentence."""
    return _ABSENT_WHY.get(status, "") if status else _NOT_IN_FILES[1]


def remedy(way: Way, source_id: str | None, indicator_ids: Sequence[str], source_title: str) -> str:
    """What to do to get figures: fetch them, put a file in the folder, or bring own figures."""
    if way is Way.FETCH:
        return f"Haal “{source_title}” op met: python -m etl fetch --source {source_id}"
    if way is Way.FILE:
        return f"Zet een bestand van “{source_title}” in de map met ruwe bestanden"
    return (
        f"Vul eigen cijfers van uw gemeente in. Maak een invulbestand, zoals: python -m etl template {indicator_ids[0]}"
    )


def best_way(ways: Sequence[tuple[Way, str | None]]) -> tuple[Way, str | None]:
    """The easiest of several ways to get figures."""
    return min(ways, key=lambda way: list(Way).index(way[0]))


def unused_why(reason: UnusedReason) -> str:
    """Why a file was not used."""
    return _UNUSED[reason]


def correction_why(kind: CorrectionKind) -> str:
    """Why figures were left out."""
    return _CORRECTIONS[kind]


def method_word(method: Method) -> str:
    """How figures of an older area came to the area of now, in one word."""
    return _METHODS[method]


def change_sentence(previous: PreviousBuild | None, totals: tuple[int, int, int, int], vintage: int) -> str:
    """What changed since the build before; `totals` are figures new, gone, changed and the same."""
    if previous is None:
        return "Er zijn geen eerdere gegevens om mee te vergelijken."
    since = f"Vergeleken met de gegevens van {format_date(previous.built_at)}"
    added, gone, changed, same = (format_number(count, 0) for count in totals)
    if not any(totals[:3]):
        return f"{since} is er geen enkel cijfer veranderd."
    sentence = f"{since} zijn er {added} cijfers nieuw, {gone} weg en {changed} veranderd. {same} cijfers zijn gelijk gebleven."
    if previous.display_vintage == vintage:
        return sentence
    return (
        f"{sentence} De grenzen gingen van {previous.display_vintage} naar {vintage}. Daardoor kan een cijfer nu bij een "
        "ander gebied horen."
    )


def share_text(filled: int, total: int) -> str:
    """Share of areas with a figure, short enough for a cell: "97%", "<1%", ">99%"."""
    if not total:
        return ""
    share = 100 * filled / total
    if 0 < share < 1:
        return "<1%"
    if 99 < share < 100:
        return ">99%"
    return f"{format_number(share, 0)}%"


def coverage_caption(level: Level) -> str:
    """What the cells of the coverage hold."""
    return f"Deel van alle {level_name(level, plural=True)} met een cijfer, per onderwerp en jaar"


def unknown_theme() -> str:
    """The theme in the address is not in the catalogue."""
    return "Dit thema kennen we niet. U ziet alle thema's."


def demo_warning() -> str:
    """First line of the text of a fictional region."""
    return "LET OP: dit zijn fictieve gegevens van een verzonnen gebied."


def no_inventory() -> str:
    """The warehouse was made before these counts existed."""
    return "Dit overzicht zit nog niet in deze gegevens. De beheerder kan ze opnieuw maken met “python -m etl build --force”."


def number(count: int) -> str:
    """Count as printed in a table."""
    return format_number(count, 0)


def some(names: Sequence[str], most: int = 12) -> str:
    """Names for a cell: all, or the first `most` and how many more there are."""
    more = len(names) - most
    return "; ".join(names) if more <= 0 else f"{'; '.join(names[:most])}; en nog {number(more)}"
