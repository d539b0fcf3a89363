"""The screen Nabijheid in words: what an area's distances do, who lives beyond a guide value, and how that was reckoned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from domain.areas import Level
from domain.numbers_nl import NO_BREAK_SPACE, format_bound, format_number, format_share, format_value
from domain.proximity import (
    SAME_GAP_POINTS,
    Beyond,
    Facility,
    GapTrend,
    Guide,
    IncomeSplit,
    NoSplit,
    Verdict,
    verdict,
)
from domain.proximity_view import OverviewRow
from domain.trend import FEWEST_YEARS, Course, Point, Trend, Why
from domain.view_models import Indicator
from domain.wording.figures import status_short
from domain.wording.phrases import counted, listed
from domain.wording.places import level_name

GROUP_TITLES: Final = {
    "daily": "Voor elke dag",
    "weekly": "Voor elke week",
    "rare": "Voor af en toe",
}
VERDICTS: Final = {
    Verdict.FARTHER: "neemt toe",
    Verdict.NEARER: "neemt af",
    Verdict.SAME: "ongeveer gelijk",
    Verdict.UNKNOWN: "niet te zeggen",
}
CAVEATS: Final = (
    "De afstand is het gemiddelde van alle inwoners, over wegen voor auto's. Fiets- en voetpaden tellen niet mee.",
    "Het gaat om de dichtstbijzijnde voorziening. Mensen kunnen een andere kiezen, en een praktijk of school kan vol zijn.",
    "Voorzieningen in België en Duitsland tellen niet mee. Vlak bij de grens lijkt een afstand daardoor soms groter.",
    "Vanaf 2022 rekent het CBS met de richting waarin auto's mogen rijden. Afstanden van voor en na 2022 zijn daarom niet te vergelijken.",
    "Een verschil van minder dan 0,2 km noemen we ongeveer gelijk: het CBS rondt af op 100 meter.",
)
ESTIMATE_65: Final = "Ouderen tellen mee met de afstanden van alle inwoners van hun buurt: waar zij binnen de buurt wonen is niet bekend."
GUIDE_NOTE: Final = "Een richtwaarde is een keuze om mee te tellen, geen regel. U kunt hieronder een andere kiezen."
REMEASURED: Final = (
    "Eindigen de vergelijkbare jaren eerder dan nu? Dan is de afstand daarna anders gemeten, "
    "en zijn er nog te weinig nieuwe jaren."
)
_WAYS: Final = {"walk": "lopen", "bike": "fietsen"}
_ORDINARY_FOR_CITY_KM: Final = 1.0


def screen_title(name: str) -> str:
    """First sentence of the screen."""
    return f"Hoe ver wonen inwoners van {name} van voorzieningen?"


def overview_sentence(name: str, rows: Sequence[OverviewRow]) -> str:
    """How many distances rise, fall or stay: only of those of which enough years may be compared."""
    filled = [row for row in rows if row.latest is not None]
    if not filled:
        return f"Voor {name} staan er nog geen afstanden tot voorzieningen in deze gegevens."
    known = Counter(verdict(row.told) for row in filled)
    sure = len(filled) - known[Verdict.UNKNOWN]
    if not sure:
        return (
            f"U ziet {counted(len(filled), 'voorziening', 'voorzieningen')}. Of de afstand toeneemt is nog niet te zeggen: "
            f"daarvoor zijn minstens {FEWEST_YEARS} jaren nodig die te vergelijken zijn."
        )
    words = (
        (Verdict.FARTHER, "neemt die toe"),
        (Verdict.NEARER, "neemt die af"),
        (Verdict.SAME, "blijft die ongeveer gelijk"),
    )
    found = [(known[each], word) for each, word in words if known[each]]
    parts = [f"bij {'alle' if len(found) == 1 and sure > 1 else number} {word}" for number, word in found]
    rest = f" Van {known[Verdict.UNKNOWN]} is het niet te zeggen." if known[Verdict.UNKNOWN] else ""
    return f"Van {counted(sure, 'voorziening', 'voorzieningen')} kunnen we zeggen of de afstand verandert: {listed(parts)}.{rest}"


def verdict_reason(found: Trend, points: Sequence[Point]) -> str:
    """Why nothing can be said of a trend, in a few words; empty where something can."""
    if verdict(found) is not Verdict.UNKNOWN:
        return ""
    if found.course is Course.UNCLEAR:
        return "de jaren gaan op en neer"
    if found.why is Why.FEW_YEARS:
        return f"minder dan {FEWEST_YEARS} jaren om te vergelijken"
    if found.why is Why.ONE_YEAR:
        return "één jaar om te vergelijken"
    if found.why is Why.FEW_RESIDENTS:
        return "minder dan 100 inwoners"
    return absent_reason(points)


def absent_reason(points: Sequence[Point]) -> str:
    """Why there is no figure in any year."""
    reasons = Counter(status_short(point.status) for point in points if not point.counts)
    return reasons.most_common(1)[0][0] if reasons else "geen cijfer bekend"


def new_residents_note(found: Trend) -> str:
    """Warning beside a verdict; empty without one."""
    return "met veel nieuwe inwoners" if found.why is Why.NEW_RESIDENTS else ""


def is_remeasured(row: OverviewRow) -> bool:
    """Whether the newest figure is measured in another way than the years of the verdict."""
    last, latest = row.told.last, row.latest
    return last is not None and latest is not None and last.year < latest.year


def guide_km(km: float) -> str:
    """Guide value in metres below a kilometre: "800 meter", "1 km", "3,75 km"."""
    if km < 1:
        return f"{format_number(km * 1000, 0)}{NO_BREAK_SPACE}meter"
    return f"{format_bound(km, 1)}{NO_BREAK_SPACE}km"


def guide_label(guide: Guide) -> str:
    """Guide value with what it takes: "1 km (ongeveer 12 minuten lopen)"."""
    if guide.minutes is None:
        return guide_km(guide.km)
    return f"{guide_km(guide.km)} (ongeveer {guide.minutes} {_minutes(guide.minutes)} {_WAYS[guide.way]})"


def question(facility: Facility, guide: Guide) -> str:
    """What the part about a guide value answers."""
    return f"Wie woont verder dan {guide_km(guide.km)} van {facility.place}?"


def beyond_sentence(found: Beyond, year: int, *, estimated: bool) -> str:
    """How many: "Ongeveer 12.300 van de 139.300 inwoners (9%), in 2024"."""
    told = "Ongeveer " if estimated else ""
    who = f"{rough(found.count)} van de {rough(found.residents)} inwoners ({percentage(found.pct)}), in {year}."
    return f"{told}{who}"


def covered_note(found: Beyond) -> str:
    """What share of the residents a count is about, where it is not all of them."""
    if found.covered >= 0.995:
        return ""
    return f"Dit gaat over {percentage(100 * found.covered)} van de inwoners. Van de andere buurten is de afstand niet bekend."


def method_sentence(by_squares: float, square_m: int | None) -> str:
    """How residents beyond a guide value were counted."""
    if not by_squares or square_m is None:
        return (
            "Dit is een schatting per buurt: alle inwoners van een buurt tellen mee met de gemiddelde afstand van hun buurt. "
            "Wie binnen een buurt verder weg of dichterbij woont, zien we niet."
        )
    others = (
        ""
        if by_squares >= 0.995
        else f" Dat kan voor {percentage(100 * by_squares)} van de inwoners; de anderen tellen mee met het gemiddelde van hun buurt."
    )
    return f"Berekend met vierkanten van {square_m} bij {square_m} meter, dus ook met verschillen binnen een buurt.{others}"


def far_guide_note(guide: Guide, by_squares: float) -> str:
    """Warning that buurt means hide who lives far, for a guide value beyond walking; empty where it does not apply."""
    if guide.km <= _ORDINARY_FOR_CITY_KM or by_squares > 0.5:
        return ""
    return (
        f"Let op: bij een richtwaarde boven {guide_km(_ORDINARY_FOR_CITY_KM)} "
        "verbergt een gemiddelde van een buurt vaak wie er ver weg woont. "
        f"In een stad zegt een richtwaarde van {guide_km(_ORDINARY_FOR_CITY_KM)} of minder meer."
    )


def anchor_sentence(facility: Facility, guide: Guide) -> str:
    """Where a guide value comes from."""
    if facility.anchor and guide.km == facility.guides[0].km:
        return f"{facility.anchor} {GUIDE_NOTE}"
    whose = "uw eigen keuze" if guide.way == "own" else "een keuze van Buurtlens"
    return f"Deze richtwaarde is {whose}. {GUIDE_NOTE}"


def older_sentence(found: Beyond, year: int) -> str:
    """The same of residents of 65 and over."""
    return (
        f"Van de inwoners van 65 jaar en ouder zijn dat er ongeveer {rough(found.count)} ({percentage(found.pct)}). "
        f"Leeftijden van {year}."
    )


def group_label(index: int, groups: int) -> str:
    """Name of an income group: the outer ones by what they are, the others by number."""
    if index == 0:
        return "Laagste inkomens"
    if index == groups - 1:
        return "Hoogste inkomens"
    return "Middelste inkomens" if groups == 3 else f"{index + 1}e groep"


def groups_line(groups: int, ranking_title: str, year: int, name: str) -> str:
    """What the income groups are."""
    part = {3: "een derde", 5: "een vijfde"}[groups]
    return (
        f"De buurten van {name} staan op volgorde van: {ranking_title} ({year}). Elke groep is {part} van de inwoners. "
        "Het gaat om buurten, niet om het inkomen van een persoon."
    )


def urbanity_groups_line(ranking_title: str, year: int) -> str:
    """What the outer income groups of a class of urbanity are."""
    return (
        f"De buurten staan per soort gebied op volgorde van: {ranking_title} ({year}). Met 25 buurten of meer is de laagste en de hoogste "
        "groep een vijfde van de inwoners, met 9 tot 24 buurten een derde."
    )


def split_covered(found: IncomeSplit) -> str:
    """How many buurten and residents a split by income is about."""
    return (
        f"Van {format_number(found.buurten, 0)} buurten, met {percentage(100 * found.covered)} van de inwoners, "
        "zijn afstand en inkomen allebei bekend."
    )


def split_sentence(found: IncomeSplit, facility: Facility, guide: Guide) -> str:
    """Lowest beside highest incomes, and which of both live far more often."""
    low, high = found.pct[0], found.pct[-1]
    told = (
        f"Van de inwoners van buurten met de laagste inkomens woont {percentage(low)} verder dan {guide_km(guide.km)} van "
        f"{facility.place}. Van de inwoners van buurten met de hoogste inkomens is dat {percentage(high)}."
    )
    return f"{told} {gap_words(found.gap_points)}"


def gap_words(gap: float) -> str:
    """Which of both live far more often, and by how many points."""
    if abs(gap) < SAME_GAP_POINTS:
        return f"Dat scheelt minder dan {format_number(SAME_GAP_POINTS, 0)} punten: ongeveer gelijk."
    which = "laagste" if gap > 0 else "hoogste"
    return f"Dat scheelt {points(gap)}: inwoners van buurten met de {which} inkomens wonen hier vaker ver weg."


def no_split(reason: NoSplit, name: str) -> str:
    """Why residents are not split by income group, and what to do."""
    return {
        NoSplit.FEW_BUURTEN: (
            f"{name} heeft minder dan 9 buurten met cijfers. Dat is te weinig om buurten met lage en hoge inkomens te vergelijken. "
            "Bekijk de gemeente of de regio."
        ),
        NoSplit.NO_RANKING: (
            "Voor deze buurten staan er geen cijfers over inkomen of bijstand in de gegevens. Daarom is er geen verdeling naar inkomen."
        ),
        NoSplit.COVERAGE: (
            "Van minder dan 80% van de inwoners zijn afstand en inkomen allebei bekend. Dat is te weinig voor een verdeling naar inkomen."
        ),
    }[reason]


def not_pooled(level: Level) -> str:
    """Why income groups of a large area are told per class of urbanity only."""
    where = "een land" if level is Level.LAND else f"een {level_name(level)}"
    return (
        f"In {where} liggen stad en platteland door elkaar. Op het platteland zijn voorzieningen verder weg, bij elk inkomen. "
        "Daarom staat de verdeling naar inkomen hieronder per soort gebied, van stad tot platteland."
    )


def gap_sentence(found: GapTrend) -> str:
    """How the gap moved between the ends of the newest comparable years."""
    if found.ends is None:
        return (
            "Deze jaren zijn op verschillende manieren gemeten. Of het verschil veranderde, is daarom niet te zeggen."
        )
    first, last = found.ends
    then, now = first.split.gap_points, last.split.gap_points
    told = (
        f"In {first.year} woonde van de inwoners van buurten met de laagste inkomens {percentage(first.split.pct[0])} verder weg dan de "
        f"richtwaarde, en van die met de hoogste inkomens {percentage(first.split.pct[-1])}. In {last.year} was dat "
        f"{percentage(last.split.pct[0])} en {percentage(last.split.pct[-1])}."
    )
    if abs(now - then) < SAME_GAP_POINTS:
        return f"{told} Het verschil bleef ongeveer gelijk."
    if then * now < 0:
        return f"{told} Het verschil draaide om."
    return f"{told} Het verschil werd {'groter' if abs(now) > abs(then) else 'kleiner'}: van {points(then)} naar {points(now)}."


def gap_note(found: GapTrend, ranking_year: int) -> str:
    """Over what the years are compared."""
    buurten = found.years[-1].split.buurten
    return (
        f"Steeds dezelfde {format_number(buurten, 0)} buurten, in dezelfde volgorde van inkomen ({ranking_year}), "
        "met het gemiddelde per buurt."
    )


def single_buurt(name: str) -> str:
    """Why nothing is counted beyond a guide value in a single buurt."""
    return (
        f"Van {name} is alleen het gemiddelde bekend. Dan is niet te zeggen hoeveel inwoners verder weg wonen dan de richtwaarde. "
        "Bekijk de wijk of de gemeente."
    )


def count_change(title: str, then: Point, now: Point, indicator: Indicator) -> str:
    """Number within reach then and now: "Huisartsen binnen 3 km: 8,1 (2016) → 7,4 (2021)"."""
    return f"{title}: {count_ends(then, now, indicator)}"


def count_ends(then: Point, now: Point, indicator: Indicator) -> str:
    """Numbers of two years with an arrow, or that of the only year."""
    last = f"{format_value(now.value, indicator)}{NO_BREAK_SPACE}({now.year})"
    return (
        last
        if then.year == now.year
        else f"{format_value(then.value, indicator)}{NO_BREAK_SPACE}({then.year}) → {last}"
    )


def percentage(value: float | None) -> str:
    """Whole percentage; part of the whole is never printed as 0% or 100%."""
    return "onbekend" if value is None else format_share(value / 100)


def points(value: float) -> str:
    """Size of a difference between percentages."""
    number = format_number(abs(value), 0)
    return f"{number} {'punt' if number == '1' else 'punten'}"


def rough(count: float) -> str:
    """Number of residents, no finer than the estimate is: to 100 from 1.000 up, to 10 from 100 up, else to 5."""
    step = 100 if count >= 1000 else 10 if count >= 100 else 5
    if 0 < count < step / 2:
        return f"minder dan {step}"
    return format_number(step * round(count / step), 0)


def _minutes(number: int) -> str:
    return "minuut" if number == 1 else "minuten"
