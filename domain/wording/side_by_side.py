"""Areas side by side in words: what is compared, what may be said of each figure, and why no more than that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from domain.areas import Level
from domain.change import is_relative
from domain.numbers_nl import format_difference, format_number, format_value, rounded, with_unit
from domain.observations import Grade
from domain.side_by_side import Outcome, Told, Why
from domain.side_table import Cell, CompareRow, SideBySide
from domain.view_models import Area, Indicator
from domain.wording.comparing import place_word
from domain.wording.figures import status_short
from domain.wording.phrases import counted, listed
from domain.wording.places import place_line

SAME: Final = "geen duidelijk verschil"
#: Columns of the download and what they hold, in order.
COLUMNS: Final = (
    "onderdeel", "onderwerp", "indicator", "eenheid", "soort", "gebied_code", "gebied_naam", "soort_gebied", "jaar", "waarde",
    "ondergrens", "bovengrens", "waarom_geen_cijfer", "vergeleken_met", "verschil", "eenheid_verschil", "oordeel", "bron", "licentie",
)  # fmt: skip
#: Longer units would break in a narrow column.
_SHORT_UNIT: Final = 6
_SIGNS: Final = {Outcome.HIGHER: "▲", Outcome.LOWER: "▼", Outcome.SAME: "=", Outcome.NONE: "–"}
_WHY: Final = {
    Why.ABSENT: "een cijfer ontbreekt",
    Why.COUNT: "een aantal hangt af van hoe groot het gebied is",
    Why.BREAK: "de bron veranderde tussen deze jaren",
    Why.MODELS: "schattingen van twee jaren komen uit twee rekenmodellen",
    Why.BORDER: "de grens van het gebied is te veel veranderd",
    Why.FEW_RESIDENTS: "er wonen minder dan 100 mensen, en dan kan een enkel huishouden het cijfer veranderen",
    Why.SMALL_COUNT: "het gaat om minder dan 100, en de bron rondt af",
    Why.FROM_ZERO: "het eerste cijfer is 0, en dan is een verschil in procenten niet te geven",
}
REFERENCE: Final = "Het eerste gebied is steeds het gebied waarmee we de andere vergelijken."
SAME_MODEL: Final = (
    "Geschatte cijfers komen uit een rekenmodel. Twee buurten met dezelfde soort bevolking krijgen bijna dezelfde schatting. Wat een "
    "buurt zelf anders doet, ziet u er niet in."
)
NO_MARGIN: Final = (
    "Van een deel van de geschatte cijfers is de marge onbekend. Daar heet een verschil pas vanaf 5 punten duidelijk."
)
RULE: Final = "Een verschil heet alleen duidelijk als het groter is dan afronding en toeval. Anders staat er “geen duidelijk verschil”."


def column_names(areas: Sequence[Area]) -> tuple[str, ...]:
    """Names that tell the areas apart: of two with the same name each is told with its gemeente, else with its kind."""
    seen = Counter(area.name for area in areas)
    told = [area.name if seen[area.name] == 1 else f"{area.name} ({_apart(area)})" for area in areas]
    again = Counter(told)
    return tuple(name if again[name] == 1 else f"{name}, {area.code}" for name, area in zip(told, areas, strict=True))


def opening(names: Sequence[str], years: tuple[int, int] | None) -> str:
    """First sentence of the screen."""
    if years is not None:
        return f"U vergelijkt {names[0]} in {years[0]} en in {years[1]}."
    if len(names) == 1:
        return f"U ziet de cijfers van {names[0]}. Kies een gebied om mee te vergelijken."
    return f"U vergelijkt {names[0]} met {listed(names[1:])}."


def page_title(names: Sequence[str], years: tuple[int, int] | None) -> str:
    """Name of the tab."""
    return f"{names[0]} in {years[0]} en {years[1]}" if years is not None else f"{' en '.join(names)} vergeleken"


def count_sentence(found: SideBySide) -> str:
    """How many figures differ: "Van de 48 cijfers zijn er 45 te vergelijken. Daarvan verschillen er 14 duidelijk."."""
    clear, compared, filled = found.counted
    if not filled:
        return (
            "Over deze gebieden zijn er geen cijfers."
            if found.years is None
            else "Over deze jaren zijn er geen cijfers."
        )
    if not compared:
        return f"Er {'staat' if filled == 1 else 'staan'} {counted(filled, 'cijfer', 'cijfers')}. Geen daarvan is te vergelijken."
    told = {0: "Geen daarvan verschilt duidelijk", 1: "Daarvan verschilt er 1 duidelijk"}.get(
        clear, f"Daarvan verschillen er {clear} duidelijk"
    )
    return f"Van de {filled} cijfers {'is' if compared == 1 else 'zijn'} er {compared} te vergelijken. {told}."


def block_count(rows: Sequence[CompareRow]) -> str:
    """The same of one block, in a few words."""
    if not rows:
        return "geen cijfers"
    compared, clear = sum(row.is_compared for row in rows), sum(row.is_clear for row in rows)
    if not compared:
        return "niets te vergelijken"
    return f"{clear} van de {compared} {'verschilt' if clear == 1 else 'verschillen'} duidelijk" if clear else SAME


def cell_text(cell: Cell, indicator: Indicator) -> str:
    """Figure with its unit, or why there is none. A long unit stands in the name of the row only."""
    if cell.value is None:
        return status_short(cell.status)
    is_short = len(indicator.unit) <= _SHORT_UNIT
    return format_value(cell.value, indicator) if is_short else format_number(cell.value, indicator.decimals)


def margin_text(cell: Cell, indicator: Indicator) -> str:
    """Margin of an estimate: "12 tot 18%", "marge onbekend"; empty for a figure that is counted."""
    point = cell.point
    if point is None or point.value is None:
        return ""
    if point.lower is not None and point.upper is not None:
        return f"{format_number(point.lower, indicator.decimals)} tot {format_value(point.upper, indicator)}"
    return "marge onbekend" if indicator.kind == "modelled" else ""


def verdict(row: CompareRow, names: Sequence[str], years: tuple[int, int] | None) -> list[tuple[str, str, str]]:
    """What may be said of a row: sign, words, and a reason or size that goes with it.

    Of two columns one line; of more a line per outcome, told against the first.
    """
    if years is not None:
        return [_of_years(row.told[0], row.indicator, years)]
    if len(row.told) == 1:
        return [_of_two(row.told[0], row, names)]
    return list(_of_more(row, names))


def verdict_of(told: Told, row: CompareRow, name: str, years: tuple[int, int] | None) -> str:
    """What one figure is beside the first, in one sentence (for a download)."""
    if not told.is_compared:
        return f"niet vergeleken: {reason(told)}"
    if told.outcome is Outcome.SAME:
        return SAME
    word = place_word(told.difference or 0.0, row.indicator)
    return f"duidelijk {word} in {years[1] if years is not None else name}"


def reason(told: Told) -> str:
    """Why two figures are not compared."""
    assert told.why is not None
    return _WHY[told.why]


def break_text(told: Told) -> str:
    """What the catalogue says of a break, or that the table of the source changed; empty where there is none."""
    if told.why is not Why.BREAK:
        return ""
    return told.text or "De cijfers komen uit verschillende tabellen van de bron, die opnieuw zijn berekend."


def difference_text(told: Told, indicator: Indicator, *, over_years: bool) -> str:
    """Size of a difference: "0,3 km", "4 punten"; of a count over the years in %."""
    if over_years and is_relative(indicator):
        return with_unit(format_number(abs(told.difference or 0.0), 0), "%")
    return format_difference(told.difference or 0.0, indicator)


def difference_unit(indicator: Indicator, *, over_years: bool) -> str:
    """Unit of a difference: points between percentages, % for the change of a count."""
    if over_years and is_relative(indicator):
        return "%"
    return "punten" if indicator.unit == "%" else indicator.unit


def large_sentence(row: CompareRow, place: int, names: Sequence[str], years: tuple[int, int] | None) -> str:
    """One large difference as a sentence with both figures and their years."""
    first, other, told = row.cells[0], row.cells[place], row.told[place - 1]
    assert first.point is not None
    assert other.point is not None
    word = place_word(told.difference or 0.0, row.indicator)
    one, then = format_value(first.value, row.indicator), format_value(other.value, row.indicator)
    modelled = " Dit is een schatting met een rekenmodel." if row.is_modelled else ""
    if years is not None:
        return f"{row.indicator.title}: {word} in {years[1]}, van {one} naar {then}.{modelled}"
    same = first.point.year == other.point.year
    which = (
        (f"{then} ({other.point.year})", f"{one} ({first.point.year})")
        if not same
        else (then, f"{one}, {first.point.year}")
    )
    return f"{row.indicator.title}: {word} in {names[place]} ({which[0]}) dan in {names[0]} ({which[1]}).{modelled}"


def nothing_large(years: tuple[int, int] | None) -> str:
    """No figure differs clearly."""
    return (
        f"Geen enkel cijfer verschilt duidelijk {'tussen deze jaren' if years is not None else 'tussen deze gebieden'}."
    )


def row_notes(row: CompareRow, years: tuple[int, int] | None) -> list[str]:
    """What must be known of a row, beside its verdict."""
    notes = []
    if years is None and len(row.years) > 1 and row.is_compared:
        notes.append(f"Let op: de cijfers zijn van verschillende jaren ({listed([str(year) for year in row.years])}).")
    if any(told.new_residents for told in row.told):
        notes.append(
            "Let op: het aantal inwoners veranderde met meer dan een kwart. Het verschil gaat ook over nieuwe bewoners."
        )
    if any(cell.point is not None and cell.value is not None and cell.point.grade is Grade.B for cell in row.cells):
        notes.append("Een cijfer is van een oudere indeling en omgerekend naar het gebied van nu.")
    return [*notes, *dict.fromkeys(filter(None, map(break_text, row.told)))]


def page_notes(found: SideBySide, names: Sequence[str], holders: Iterable[tuple[str, str]]) -> list[str]:
    """What must be known of the whole comparison."""
    shown = [row for row in found.rows if row.is_filled]
    modelled = [row for row in shown if row.is_modelled]
    buurten = sum(column.area.level is Level.BUURT for column in found.columns)
    notes = [RULE]
    if found.years is None and len(names) > 2:
        notes.append(f"{REFERENCE} Hier is dat {names[0]}.")
    wider: dict[str, list[str]] = {}
    for inner, outer in holders:
        wider.setdefault(inner, []).append(outer)
    notes += [
        f"{inner} ligt in {listed(outer)} en telt daar mee. Verschillen zijn daardoor iets kleiner."
        for inner, outer in wider.items()
    ]
    if modelled and found.years is None and buurten > 1:
        notes.append(SAME_MODEL)
    if found.years is None and any(row.margin_unknown for row in modelled):
        notes.append(NO_MARGIN)
    if found.years is not None:
        notes.append(
            "Geschatte cijfers van twee jaren vergelijken we niet: een verschil kan ook komen doordat het rekenmodel is veranderd."
        )
    return notes


def _apart(area: Area) -> str:
    return area.gemeente_name if area.gemeente_name and area.level in (Level.WIJK, Level.BUURT) else place_line(area)


def _of_years(told: Told, indicator: Indicator, years: tuple[int, int]) -> tuple[str, str, str]:
    sign = _SIGNS[told.outcome]
    if not told.is_compared:
        return sign, "Niet vergeleken", reason(told)
    if told.outcome is Outcome.SAME:
        return sign, SAME.capitalize(), ""
    size = difference_text(told, indicator, over_years=True)
    return sign, f"Duidelijk {place_word(told.difference or 0.0, indicator)} in {years[1]}", f"verschil {size}"


def _of_two(told: Told, row: CompareRow, names: Sequence[str]) -> tuple[str, str, str]:
    """Told of the first column: `told` is of the second beside the first."""
    if not told.is_compared:
        return _SIGNS[told.outcome], "Niet vergeleken", reason(told)
    if told.outcome is Outcome.SAME:
        return _SIGNS[told.outcome], SAME.capitalize(), _small(told, row.indicator)
    first = Outcome.LOWER if told.outcome is Outcome.HIGHER else Outcome.HIGHER
    word = place_word(-(told.difference or 0.0), row.indicator)
    size = difference_text(told, row.indicator, over_years=False)
    return _SIGNS[first], f"Duidelijk {word} in {names[0]}", f"verschil {size}"


def _of_more(row: CompareRow, names: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    groups: dict[tuple[Outcome, str], list[tuple[str, Told]]] = {}
    for name, told in zip(names[1:], row.told, strict=True):
        why = "" if told.is_compared else reason(told)
        groups.setdefault((told.outcome, why), []).append((name, told))
    for outcome in (Outcome.HIGHER, Outcome.LOWER, Outcome.SAME, Outcome.NONE):
        for (found, why), members in groups.items():
            if found is not outcome:
                continue
            sign, every = _SIGNS[outcome], len(members) == len(row.told)
            where = listed([name for name, _ in members])
            if outcome is Outcome.NONE:
                yield sign, "Niet vergeleken" if every else f"Niet vergeleken met {where}", why
            elif outcome is Outcome.SAME:
                yield sign, SAME.capitalize() if every else f"{SAME.capitalize()} met {where}", ""
            else:
                yield sign, f"Duidelijk {place_word(members[0][1].difference or 0.0, row.indicator)} in {where}", ""


def _small(told: Told, indicator: Indicator) -> str:
    if told.why is Why.MARGIN:
        return "binnen de marge"
    if not told.least or rounded(told.least, indicator.decimals) == 0:
        return "binnen de afronding"
    return f"minder dan {format_difference(told.least, indicator)}"
