"""A profile in words: who lives here, each figure as a sentence, what stands out, and how much is known. About areas, not persons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.areas import COUNTRY_CODE, Level
from domain.best import Good
from domain.comparison import Verdict
from domain.indices import HIGH
from domain.numbers_nl import format_number, format_value
from domain.observations import Status
from domain.profile import Beside, Capital, Correction, Coverage, Part, Profile, Row, Spread, Standout
from domain.profile_choice import changes
from domain.view_models import Area
from domain.wording.comparing import compare, difference_word
from domain.wording.figures import range_text, status_short
from domain.wording.phrases import counted, listed, lowered
from domain.wording.places import kind_name, place_line

PARTS: Final = {
    Part.WIE: "Wie wonen hier",
    Part.BESTAANSZEKERHEID: "Bestaanszekerheid",
    Part.OMGEVING: "Omgeving",
    Part.NABIJHEID: "Voorzieningen dichtbij",
    Part.BINDING: "Sociale binding",
    Part.VERGRIJZING: "Ouder worden",
    Part.VEILIGHEID: "Veiligheid",
    Part.NIEUWBOUW: "Nieuwe woningen",
}
PART_SENTENCES: Final = {
    Part.WIE: "Hoeveel mensen hier wonen, hoe oud zij zijn en hoe dicht zij bij elkaar wonen.",
    Part.BESTAANSZEKERHEID: "Zekerheid over inkomen, wonen en gezondheid.",
    Part.OMGEVING: "Lucht, geluid, hitte, groen en hinder rond de woning.",
    Part.NABIJHEID: "Hoe ver inwoners gemiddeld over de weg wonen van wat zij nodig hebben.",
    Part.BINDING: "Banden tussen mensen: dichtbij (bonding), op enige afstand (bridging) en met instanties (linking).",
    Part.VERGRIJZING: "Hoe het gaat met inwoners van 65 jaar en ouder.",
    Part.VEILIGHEID: "Misdrijven die bij de politie bekend zijn, en overlast.",
    Part.NIEUWBOUW: "Waar woningen bij kwamen, en of woningen leegstaan.",
}
NO_LINKING: Final = (
    "Linking: banden tussen bewoners en instanties, zoals een wijkraad, een bewonersinitiatief of een sociaal team. Hierover bestaan "
    "geen open gegevens. De gemeente en bewoners weten dit zelf; bij “Samen aan tafel” staat een lijst om in te vullen."
)
RECOGNISE: Final = (
    "Herkent u dit? Cijfers vertellen niet alles. Wat klopt, wat mist u, en wat moet de gemeente weten? "
    "Schrijf het op en neem het mee naar de bijeenkomst."
)
#: What a benchmark says beside a figure: a sign and the word, so that neither colour nor sign stands alone.
_SIGNS: Final = {
    Verdict.HIGHER: ("▲", "duidelijk {more}"),
    Verdict.LOWER: ("▼", "duidelijk {less}"),
    Verdict.SLIGHTLY_HIGHER: ("△", "iets {more}, binnen de marge"),
    Verdict.SLIGHTLY_LOWER: ("▽", "iets {less}, binnen de marge"),
    Verdict.EQUAL: ("=", "ongeveer gelijk"),
    Verdict.TOO_UNCERTAIN: ("?", "te onzeker"),
    Verdict.NONE: ("", ""),
}


def spread_name(frame: Area, count: int) -> str:
    """Whose spread it is: "14.200 buurten in Nederland"."""
    return f"{counted(count, 'buurt', 'buurten')} in {'Nederland' if frame.code == COUNTRY_CODE else frame.name}"


def left_out(gemeente_name: str) -> str:
    """Why a figure of a gemeente's buurten is left out."""
    return f"De buurten tellen samen niet op tot het cijfer van {gemeente_name}. Daarom laten we dit cijfer per buurt niet zien."


def profile_title(area: Area) -> str:
    """Name of the tab: "Kranenhoek, buurt in Noord"."""
    return f"{area.name}, {kind_name(area.level, area.kind)}"


def who_lives_here(profile: Profile) -> list[str]:
    """Sentences: where it is, how many people live there, and what the catalogue lets open a profile."""
    area = profile.area
    sentences = [
        f"{area.name} is een {place_line(area)}." if area.level is not Level.LAND else "U ziet heel Nederland."
    ]
    if area.residents_count == 0:
        return [*sentences, f"Hier woont niemand ({area.boundary_year})."]
    if area.residents_count is not None:
        homes = f" in {counted(area.households_count, 'huishouden', 'huishoudens')}" if area.households_count else ""
        people = counted(area.residents_count, "mens", "mensen")
        verb = "woont" if area.residents_count == 1 else "wonen"
        sentences.append(f"Er {verb} {people}{homes} ({area.boundary_year}).")
    for block, rows in profile.chapters:
        by_id = {row.indicator.indicator_id: row for row in rows}
        for indicator_id, sentence in block.lead:
            row = by_id.get(indicator_id)
            if row is not None and row.value is not None:
                sentences.append(f"{sentence.replace('{value}', of_hundred(row.value)).rstrip('.')}{_year(row)}.")
    return sentences


def of_hundred(value: float) -> str:
    """A percentage as a whole number out of a hundred; something is never printed as 0."""
    return "minder dan 1" if 0 < value < 0.5 else format_number(value, 0)


def value_text(row: Row) -> str:
    """Figure as a reader says it: "18 van de 100", "1,2 km", "tussen 15 en 21 van de 100" for an estimate with a margin."""
    if row.figure is None or row.value is None:
        return "geen cijfer"
    spread = range_text(row.figure, row.indicator)
    if row.indicator.unit == "%":
        return spread if row.figure.lower is not None else f"{of_hundred(row.value)} van de 100"
    return format_value(row.value, row.indicator)


def row_sentence(row: Row) -> str:
    """One indicator as a plain sentence with its year and what it is beside; the reason where there is no figure."""
    title = row.indicator.title
    if row.figure is None or row.value is None:
        return f"{title}: geen cijfer ({status_short(row.status)})."
    estimate = " (een schatting met een rekenmodel)" if row.is_modelled else ""
    first = f"{title}: {value_text(row)}{estimate}, {row.figure.reference_year}."
    beside = row.main
    if beside is None or beside.value is None:
        return first
    told = compare(row.value, beside.value, row.indicator, beside.name, row.figure.lower, row.figure.upper)
    return f"{first} {told}" if told else first


def sign_of(beside: Beside, row: Row) -> tuple[str, str]:
    """Sign and words of a comparison: ("▲", "duidelijk hoger")."""
    sign, words = _SIGNS[beside.told.verdict]
    more, less = difference_word(1, row.indicator), difference_word(-1, row.indicator)
    return sign, words.format(more=more, less=less)


def burden_words(row: Row) -> str:
    """What the difference with the country means: "gunstiger", "vraagt aandacht"; empty where no judgement is possible."""
    if row.main is None:
        return ""
    return {"less": "gunstiger", "more": "vraagt aandacht"}.get(row.main.told.burden, "")


def spread_sentence(spread: Spread, row: Row) -> str:
    """How all buurten differ: "8 van de 10 buurten liggen tussen 0,4 km en 1,8 km"."""
    low, high = (format_value(each, row.indicator) for each in (spread.low, spread.high))
    between = f"op {low}" if low == high else f"tussen {low} en {high}"
    return f"8 van de 10 buurten ({spread.name}) liggen {between}."


def good_sentence(good: Good) -> str:
    """What is good (or to talk about), with year and what it is beside."""
    figure, indicator = good.figure, good.indicator
    told = compare(figure.value, good.country, indicator, "Nederland", figure.lower, figure.upper)
    modelled = " Geschat met een rekenmodel." if indicator.kind == "modelled" else ""
    return f"{indicator.title}: {format_value(figure.value, indicator)} ({figure.reference_year}). {told}{modelled}"


def nothing_good() -> str:
    """No figure is clearly more favourable."""
    return "Geen van de cijfers is duidelijk gunstiger dan dat van Nederland. Wat hier goed gaat, weten de mensen die er wonen."


def nothing_to_talk() -> str:
    """No figure is clearly less favourable."""
    return "Geen van de cijfers is duidelijk minder gunstig dan dat van Nederland."


def standout_sentence(found: Standout) -> str:
    """A difference in one sentence with its direction, year and benchmark."""
    row, beside = found.row, found.beside
    assert row.figure is not None
    told = compare(row.value, beside.value, row.indicator, beside.name, row.figure.lower, row.figure.upper)
    modelled = " Dit is een schatting met een rekenmodel." if row.is_modelled else ""
    return f"{row.indicator.title}: {format_value(row.value, row.indicator)} ({row.figure.reference_year}). {told}{modelled}"


def no_standouts() -> str:
    """Nothing differs more than noise and rounding."""
    return "Geen enkel cijfer verschilt duidelijk van dat van vergelijkbare gebieden of van Nederland."


def coverage_sentence(found: Coverage) -> str:
    """ "31 van 42 cijfers zijn bekend; het oudste is van 2020; 6 zijn geschat; 5 zijn verborgen om privacy"."""
    if not found.filled:
        return f"Van de {found.total} cijfers van dit profiel is er geen bekend."
    parts = [f"{found.filled} van de {found.total} cijfers zijn bekend"]
    if found.oldest_year is not None:
        parts.append(f"het oudste is van {found.oldest_year}")
    if found.modelled:
        parts.append(f"{counted(found.modelled, 'is', 'zijn')} geschat met een rekenmodel")
    if found.hidden:
        parts.append(f"{counted(found.hidden, 'is', 'zijn')} verborgen om de privacy van bewoners")
    return f"{'; '.join(parts)}."


def absent_sentence(status: Status, titles: Sequence[str]) -> str:
    """Which figures are missing for one reason."""
    what = {
        Status.UNKNOWN: "Staat niet in de gebruikte bronnen",
        Status.SUPPRESSED: "Verborgen door de bron, om de privacy",
        Status.TOO_SMALL: "Te weinig inwoners om te laten zien",
        Status.NOT_PUBLISHED: "Niet gepubliceerd voor dit soort gebied",
        Status.NOT_YET: "Nog niet gepubliceerd",
        Status.NOT_COMPARABLE: "Niet te vergelijken of samen te voegen",
        Status.NO_RESIDENTS: "Hier woont niemand",
    }.get(status, "Geen cijfer")
    return f"{what} ({len(titles)}): {listed([lowered(title) for title in titles])}."


def capital_sentence(capital: Capital) -> str:
    """One capital in words; a score of 80 or more is among the lowest."""
    if capital.score is None:
        return f"{capital.title}: niet te zeggen. Er zijn te weinig cijfers."
    low = (
        "hoort bij de 20 van elke 100 inwoners van Nederland waar dit het laagst is"
        if capital.score >= HIGH
        else f"van elke 100 inwoners van Nederland wonen er {of_hundred(100 - capital.score)} waar dit lager is"
    )
    return f"{capital.title}: {low}{' (deels geschat met een rekenmodel)' if capital.is_modelled else ''}."


def correction_sentence(found: Correction) -> str:
    """What was corrected, of which year, and why."""
    year = f", {found.year}" if found.year else ""
    if found.now is None or found.before is None or found.indicator is None:
        return f"{found.title}{year}: {found.why}"
    before, now = (format_value(each, found.indicator) for each in (found.before, found.now))
    return f"{found.title}{year}: was {before} en is nu {now}. De bron heeft het cijfer aangepast, of er is een nieuwere uitgave."


def change_sentence(row: Row) -> str:
    """How a figure moved over comparable years."""
    first, last = row.trend.first, row.trend.last
    if first is None or last is None:
        return ""
    more = (row.trend.change or 0) > 0
    word = ("verder weg" if more else "dichterbij") if row.indicator.is_distance else ("meer" if more else "minder")
    return (
        f"{row.indicator.title}: {word}, van {format_value(first.value, row.indicator)} in {first.year} "
        f"naar {format_value(last.value, row.indicator)} in {last.year}."
    )


def five_sentences(profile: Profile) -> list[str]:
    """An alderman's start: who lives here, what comes together, what differs most, what is good, and what changed; at most five."""
    people = next((sentence for sentence in who_lives_here(profile)[1:]), "")
    told = {each.indicator.indicator_id for each in (*profile.good[:1], *profile.talk[:1])}
    others = [each for each in profile.standouts if each.row.indicator.indicator_id not in told]
    differs = [standout_sentence(each) for each in others[:1]]
    good = [f"Gunstig is: {lowered(good_sentence(each))}" for each in profile.good[:1]]
    talk = [f"Om over te praten: {lowered(good_sentence(each))}" for each in profile.talk[:1]]
    changed = [f"In de loop van de jaren: {lowered(change_sentence(row))}" for row in changes(profile.rows, 1)]
    every = [*([people] if people else []), *profile.stack[:1], *talk, *good, *changed, *differs]
    return list(dict.fromkeys(every))[:5]


def members_line(names: Sequence[str]) -> str:
    """Of which buurten a combined area is made."""
    return f"Samengesteld uit {counted(len(names), 'buurt', 'buurten')}: {listed(names)}."


def map_caption(area: Area, marked: int) -> str:
    """Under the map of a gemeente: what is filled in; empty where nothing is."""
    return f"Ingekleurd: {counted(marked, 'buurt', 'buurten')} van {area.name} waar veel samenkomt." if marked else ""


def map_alt(area: Area, marked: int = 0) -> str:
    """What the small map shows, for who cannot see it; `marked` buurten of a gemeente are those where much comes together."""
    if area.level is Level.LAND:
        return "Kaartje van Nederland met de grenzen van de gemeenten."
    if area.level in (Level.GGD, Level.PROVINCIE):
        return f"Kaartje van Nederland waarop {area.name} is ingekleurd."
    if area.level is Level.GEMEENTE:
        return f"Kaartje van de gemeente {area.name} met de grenzen van de buurten. {map_caption(area, marked)}".strip()
    return f"Kaartje van de gemeente {area.gemeente_name or ''} waarop {area.name} is ingekleurd."


def _year(row: Row | None) -> str:
    return f" ({row.figure.reference_year})" if row is not None and row.figure is not None else ""
