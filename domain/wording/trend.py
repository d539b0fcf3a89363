"""Trends in words: the verdict first, then the figures, then why it is no more than that (methods §4.4, §7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from domain.areas import Level
from domain.change import is_relative, minimum_change
from domain.decomposition import Decomposition
from domain.numbers_nl import format_difference, format_number, format_value, rounded, with_unit
from domain.observations import Grade
from domain.trend import FEWEST_YEARS, Course, Point, Trend, Why
from domain.view_models import Indicator
from domain.wording.figures import status_short
from domain.wording.phrases import lowered
from domain.wording.places import level_name

_VERDICTS: Final = {
    Course.RISES: "Neemt toe",
    Course.FALLS: "Neemt af",
    Course.STEADY: "Ongeveer gelijk",
    Course.UNCLEAR: "Geen duidelijke verandering",
    Course.NONE: "Niet te zeggen",
}
URBANITY: Final = {
    1: "zeer sterk stedelijk",
    2: "sterk stedelijk",
    3: "matig stedelijk",
    4: "weinig stedelijk",
    5: "niet stedelijk",
}
#: Columns of the download of a series and what they hold, in order.
SERIES_COLUMNS: Final[tuple[tuple[str, str], ...]] = (
    ("gebied_code", "code van het gebied (CBS); leeg bij een gemiddelde van andere gebieden"),
    ("gebied_naam", "naam van het gebied"),
    ("onderwerp", "titel van het onderwerp"),
    ("jaar", "jaar van het cijfer"),
    ("waarde", "het cijfer; leeg als er geen cijfer is"),
    ("ondergrens", "ondergrens van de marge, alleen bij geschatte cijfers"),
    ("bovengrens", "bovengrens van de marge, alleen bij geschatte cijfers"),
    ("eenheid", "eenheid van het cijfer"),
    ("status", "waarom er wel of geen cijfer is"),
    ("kwaliteit", "A: zelfde gebied; B: overgenomen van een oudere indeling; C: alleen voor wijk of gemeente"),
    ("inwoners", "aantal inwoners in dat jaar"),
    ("herkomst", "hoe het cijfer bij dit gebied kwam: published is zoals gepubliceerd"),
    ("bron", "bron van het cijfer"),
    ("licentie", "voorwaarden waaronder u het cijfer mag gebruiken"),
)
MODELLED_NO_TREND: Final = (
    "Deze cijfers zijn geschat met een rekenmodel. Een verschil tussen twee jaren kan ook komen doordat het model is veranderd. "
    "Daarom staat er geen lijn, en zeggen we niet of het toeneemt of afneemt."
)


def verdict_label(found: Trend) -> str:
    """Verdict in a few words."""
    return "Nog te weinig jaren" if found.why in (Why.FEW_YEARS, Why.ONE_YEAR) else _VERDICTS[found.course]


def beside_sentence(name: str, found: Trend, indicator: Indicator) -> str:
    """A line beside the area's own: "Nederland: ongeveer gelijk, van 0,9 km in 2022 naar 0,9 km in 2024."."""
    first, last = found.first, found.last
    if last is None:
        return ""
    if first is None or first is last or found.why is Why.MODELLED:
        return f"{name}: {format_value(last.value, indicator)} in {last.year}."
    verdict = "" if found.course is Course.NONE else f"{lowered(verdict_label(found))}, "
    return (
        f"{name}: {verdict}van {format_value(first.value, indicator)} in {first.year} "
        f"naar {format_value(last.value, indicator)} in {last.year}."
    )


def trend_sentence(found: Trend, indicator: Indicator, points: Sequence[Point]) -> str:
    """What the newest comparable years say, without the verdict itself; `points` are all years, also those without a figure."""
    first, last = found.first, found.last
    if found.why is Why.NO_FIGURES or last is None:
        return _no_figures(points)
    if found.why is Why.ONE_YEAR or first is None:
        if len(points) == 1:
            return f"Er is één jaar met een cijfer: {last.year} ({format_value(last.value, indicator)})."
        return f"Alleen {last.year} telt mee: {format_value(last.value, indicator)}. Met één jaar is er niets te vergelijken."
    ends = f"van {format_value(first.value, indicator)} in {first.year} naar {format_value(last.value, indicator)} in {last.year}"
    if found.why is Why.MODELLED:
        return MODELLED_NO_TREND
    if found.why is Why.FEW_RESIDENTS:
        return (
            f"Het ging {ends}. In een of meer van die jaren woonden hier minder dan 100 mensen: "
            "dan kan een enkel huishouden het cijfer veranderen."
        )
    if found.why is Why.FEW_YEARS:
        return f"Het ging {ends}{_two_years(found, indicator)}. Een trend noemen we pas bij {FEWEST_YEARS} jaren."
    return f"{_course(found, indicator, ends)}{_new_residents(found)}"


def _course(found: Trend, indicator: Indicator, ends: str) -> str:
    if found.course is Course.STEADY:
        return f"Het ging {ends}: een verschil van minder dan {_minimum(indicator)}."
    if found.course is Course.UNCLEAR or found.slope is None:
        return f"Het ging {ends}, maar de jaren gaan te veel op en neer om te zeggen of het toeneemt of afneemt."
    slope = found.slope
    low, high = sorted((abs(slope.lower), abs(slope.upper)))
    between = f"{format_number(low, indicator.decimals)} en {format_difference(high, indicator)}"
    return f"Het ging {ends}. Dat is ongeveer {format_difference(slope.per_decade, indicator)} per 10 jaar (tussen {between})."


def _new_residents(found: Trend) -> str:
    if found.why is not Why.NEW_RESIDENTS:
        return ""
    return (
        " Let op: in deze jaren veranderde het aantal inwoners met meer dan een kwart. "
        "Het cijfer gaat dus voor een deel over nieuwe bewoners en nieuwe woningen."
    )


def _two_years(found: Trend, indicator: Indicator) -> str:
    change = found.change
    if change is None:
        return ""
    if is_relative(indicator):
        return ""
    if abs(change) < minimum_change(indicator) - 1e-9:
        return f": een verschil van minder dan {_minimum(indicator)} tussen twee jaren, dus ongeveer gelijk"
    return f": een verschil van {format_difference(change, indicator)} tussen twee jaren"


def _no_figures(points: Sequence[Point]) -> str:
    if any(point.grade is Grade.C for point in points):
        return "De grens van dit gebied is te veel veranderd om jaren te vergelijken."
    if not points:
        return "Voor dit gebied is er in geen enkel jaar een cijfer."
    reasons = Counter(status_short(point.status) for point in points)
    return f"Voor dit gebied is er in geen enkel jaar een cijfer ({reasons.most_common(1)[0][0]})."


def _minimum(indicator: Indicator) -> str:
    least = minimum_change(indicator)
    return with_unit(format_number(least, 0), "%") if is_relative(indicator) else format_difference(least, indicator)


def earlier_sentence(earlier: Trend, indicator: Indicator) -> str:
    """What the years before the newest break say: "Daarvoor, van 2016 tot en met 2021: neemt toe, van 0,8 km naar 1,1 km."."""
    if earlier.first is None or earlier.last is None:
        return ""
    first, last = earlier.first, earlier.last
    return (
        f"Daarvoor, van {first.year} tot en met {last.year}: {lowered(verdict_label(earlier))}, "
        f"van {format_value(first.value, indicator)} naar {format_value(last.value, indicator)}.{_new_residents(earlier)}"
    )


def break_sentence(year: int, why: str) -> str:
    """Why the line stops before a year; an empty reason means another table of the source."""
    reason = why or f"Vanaf {year} komen de cijfers uit een nieuwe tabel van de bron, die opnieuw is berekend."
    return f"De lijn is onderbroken bij {year}. {reason}"


def converted_note(*, joined: bool) -> str:
    """What open markers mean, and dotted lines where points are joined."""
    marks = "Gestippeld, met open rondjes" if joined else "Open rondjes"
    return f"{marks}: cijfers van een oudere indeling, overgenomen voor het gebied van nu."


def series_source(citations: Sequence[str], licences: Sequence[str], *, computed: bool) -> str:
    """Newest source of a series, and how many earlier tables there are; `computed`: a mean of other areas stands beside it."""
    earlier = len(citations) - 1
    more = (
        f", en {earlier} {'eerdere tabel' if earlier == 1 else 'eerdere tabellen'} (zie onder de tabel)"
        if earlier
        else ""
    )
    mean = " Het gemiddelde van even stedelijke gebieden is door Buurtlens berekend." if computed else ""
    return f"{citations[0]}{more}. Licentie: {', '.join(licences)}.{mean}"


def axis_note(bottom: str) -> str:
    """The axis does not begin at zero."""
    return f"Let op: de as begint bij {bottom}, niet bij 0."


def urbanity_name(level: Level) -> str:
    """Short name of the line of areas of the same urbanity: "Even stedelijke buurten"."""
    return f"Even stedelijke {level_name(level, plural=True)}"


def urbanity_note(urbanity_class: int, level: Level, area_count: int) -> str:
    """What the line of the same urbanity is a mean of."""
    plural = level_name(level, plural=True)
    return (
        f"{urbanity_name(level)}: het gemiddelde van {format_number(area_count, 0)} {plural} in deze gegevens die ook "
        f"{URBANITY[urbanity_class]} zijn, in alle vergelijkbare jaren dezelfde."
    )


def computed_source(note: str) -> str:
    """Source of a figure that Buurtlens computed itself."""
    return f"Berekend door Buurtlens. {note}"


def urbanity_absent(level: Level) -> str:
    """Why there is no line of areas of the same urbanity."""
    plural = level_name(level, plural=True)
    return (
        f"Een gemiddelde van even stedelijke {plural} staat er niet bij: er zijn te weinig {plural} met een cijfer in alle jaren, "
        "of dit cijfer is niet te middelen."
    )


def benchmark_series_absent(name: str) -> str:
    """Why the line of a gemeente or the country is left out."""
    return f"Voor {name} geeft de bron in geen enkel jaar een eigen cijfer. Daarom staat er geen lijn van {name}."


def parts_sentence(parts: Decomposition, first_year: int, last_year: int, indicator: Indicator) -> str:
    """How a change of a gemeente or wijk is split over its buurten: figures that changed, and people who live elsewhere."""
    return (
        f"Uit de buurten berekend, van {first_year} tot {last_year}: {_part(parts.rate, indicator)} {_inside(parts.rate, indicator)}, "
        f"en {_part(parts.composition, indicator)} doordat mensen in andere buurten zijn gaan wonen of er woningen bij kwamen."
    )


def _part(part: float, indicator: Indicator) -> str:
    """Size of a part with one decimal more than the figure, so that small parts can be told apart."""
    if rounded(part, indicator.decimals + 1) == 0:
        return "vrijwel niets"
    number = format_number(abs(part), indicator.decimals + 1)
    return (
        f"{with_unit(number, 'punten' if indicator.unit == '%' else indicator.unit)} {'erbij' if part > 0 else 'eraf'}"
    )


def _inside(part: float, indicator: Indicator) -> str:
    if indicator.is_distance:
        return f"doordat voorzieningen {'verder weg' if part > 0 else 'dichterbij'} kwamen te liggen in de buurten zelf"
    return "doordat het cijfer in de buurten zelf veranderde"
