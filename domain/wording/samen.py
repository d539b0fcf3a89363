"""Samen aan tafel in words: what goes together here, which crossings in policy there are, and what figures do not tell (methods §7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.areas import Level
from domain.comparison import comparison
from domain.numbers_nl import format_value
from domain.samenloop_models import (
    Cell,
    CellState,
    Crossing,
    Document,
    Lack,
    Reading,
    SamenView,
    Speech,
    TaskReading,
    TieFigure,
)
from domain.view_models import Area
from domain.wording.claim_cards import frame_name
from domain.wording.comparing import compare, difference_word
from domain.wording.figures import kind_label, range_text, status_text
from domain.wording.phrases import counted, listed, lowered

SCREEN_TITLE: Final = "Samen aan tafel"
NO_TASKS: Final = (
    "De opgaven staan niet in deze gegevens: ze zijn met een oudere versie gemaakt. "
    "De beheerder kan ze opnieuw maken met “python -m etl build”."
)
#: Under every count of samenlopen.
CAUTION: Final = (
    "Een samenloop betekent: in dit gebied spreken cijfers van beide opgaven. Het ene is daarmee niet de oorzaak van het andere. "
    "Het is een reden om samen aan tafel te gaan en te vragen of u het herkent."
)
CROSSING: Final = (
    "Een knooppunt is meer dan twee cijfers: beleid van twee domeinen raakt elkaar, met een instrument en een moment om te besluiten. "
    "Ook zonder cijfers bestaat zo'n knooppunt; daarom blijft het hier staan."
)
MARKS: Final = {
    CellState.SAMENLOOP: "◆",
    CellState.MODELS_ONLY: "◇",
    CellState.PHYSICAL: "◧",
    CellState.SOCIAL: "◨",
    CellState.NEITHER: "○",
    CellState.NO_FIGURES: "–",
    CellState.NOT_COMPARED: "",
}
WORDS: Final = {
    CellState.SAMENLOOP: "samenloop",
    CellState.MODELS_ONLY: "alleen geschat",
    CellState.PHYSICAL: "alleen fysiek",
    CellState.SOCIAL: "alleen sociaal",
    CellState.NEITHER: "geen van beide",
    CellState.NO_FIGURES: "geen cijfers",
    CellState.NOT_COMPARED: "niet vergeleken",
}
MEANINGS: Final = {
    CellState.SAMENLOOP: "cijfers van beide opgaven spreken hier",
    CellState.MODELS_ONLY: "beide spreken, maar alleen in een paar dat op een rekenmodel rust; dat telt niet",
    CellState.PHYSICAL: "alleen cijfers van de fysieke opgave spreken",
    CellState.SOCIAL: "alleen cijfers van de sociale of gezondheidsopgave spreken",
    CellState.NEITHER: "geen van beide wijkt duidelijk af van Nederland",
    CellState.NO_FIGURES: "van een van beide is er geen cijfer om naast Nederland te leggen",
}
LIT: Final = "cijfers wijzen hierheen"
UNLIT: Final = "zonder samenloop in de cijfers"
UNKNOWN_HERE: Final = "hier ontbreken cijfers"
NO_FIGURES_AT_ALL: Final = "beleid, zonder cijfers"
_ESTIMATED: Final = "geschat met een rekenmodel"


def screen_title(area: Area) -> str:
    """Heading of the page."""
    return f"{SCREEN_TITLE} in {frame_name(area) if area.level is not Level.BUURT else area.name}"


def opening(view: SamenView) -> str:
    """First sentence: how often tasks go together here, and to how many crossings in policy that points."""
    if not view.cells:
        return NO_TASKS
    crossings = counted(len(view.crossings), "knooppunt", "knooppunten")
    if not view.is_compared:
        return (
            f"Fysieke en sociale opgaven raken elkaar in {crossings}. Nederland als geheel leggen we nergens naast: "
            "kies een gemeente, wijk of buurt om te zien wat daar samengaat."
        )
    name, number, lit = view.area.name, len(view.samenlopen), len(view.lit)
    if not any(cell.physical.is_judged and cell.social.is_judged for cell in view.cells.values()):
        return f"Over {name} zijn er te weinig cijfers om opgaven naast elkaar te leggen. De {crossings} in beleid staan hieronder."
    first = (
        f"In {name} gaan fysieke en sociale opgaven samen in {number} van de {len(view.cells)} vakken van de matrix."
    )
    blank = sum(cell.state is CellState.NO_FIGURES for cell in view.cells.values())
    if not number:
        first = f"In {name} gaat volgens deze cijfers geen fysieke opgave samen met een sociale of gezondheidsopgave."
    told = f"Naar {lit} van de {crossings} in beleid wijzen die cijfers."
    if not lit:
        told = f"Naar geen van de {crossings} in beleid wijzen die cijfers; de knooppunten staan er wel."
    missing = f" Voor {counted(blank, 'vak', 'vakken')} ontbreken cijfers." if blank else ""
    return f"{first} {told}{missing}"


def lens_line(view: SamenView) -> str:
    """What the lens of ageing does; empty without it."""
    if not view.older:
        return ""
    return (
        "U kijkt door de bril van vergrijzing: waar het kan staan hier cijfers van 65-plussers, "
        "en bij elke opgave staat een vraag voor aan tafel."
    )


def matrix_caption(view: SamenView) -> str:
    """How the matrix is read."""
    where = "Fysieke opgaven boven, sociale en gezondheidsopgaven links."
    if not view.is_compared:
        return f"{where} Elk vak laat zien of er een knooppunt in beleid is."
    return f"{where} Elk vak zegt wat de cijfers van beide hier doen."


def cell_label(cell: Cell) -> str:
    """Mark and word of a cell, with that it leans on a model."""
    word = WORDS[cell.state]
    return f"{word}, deels geschat" if cell.is_modelled else word


def cell_title(cell: Cell) -> str:
    """The two tasks of a cell: "Wat dichtbij is × Vergrijzing"."""
    return f"{cell.physical.task.title} × {cell.social.task.title}"


def reading_line(reading: Reading) -> str:
    """A figure with its year, what it is held against, and how it came about: "…: 1,9 km (2024), verder dan Nederland (1,1 km)." """
    figure, indicator = reading.figure, reading.indicator
    if figure is None or figure.value is None or reading.benchmark is None:
        return f"{indicator.title}: {lowered(lack_line(reading))}"
    value = f"{indicator.title}: {format_value(figure.value, indicator)} ({figure.reference_year})"
    return f"{value}, {_beside(reading)}.{_marks(reading)}"


def _beside(reading: Reading) -> str:
    figure, indicator, benchmark = reading.figure, reading.indicator, reading.benchmark
    assert figure is not None
    assert figure.value is not None
    assert benchmark is not None
    shown = format_value(benchmark, indicator)
    if reading.candidate.bar is not None:
        word = "op of voorbij de grens van" if reading.speaks else "niet voorbij de grens van"
        return f"{word} {shown}"
    if reading.speech is Speech.UNCERTAIN:
        return f"te onzeker om naast Nederland ({shown}) te leggen"
    if reading.speaks:
        return f"duidelijk {difference_word(figure.value - benchmark, indicator)} dan Nederland ({shown})"
    told = compare(figure.value, benchmark, indicator, "Nederland", figure.lower, figure.upper)
    return lowered(told).removesuffix(".") if told else f"Nederland {shown}"


def _marks(reading: Reading) -> str:
    """What must be said of a figure beside its value."""
    marks = []
    if reading.is_modelled and reading.figure is not None:
        spread = range_text(reading.figure, reading.indicator).removeprefix("geschat, ")
        marks.append(f" {_capital(_ESTIMATED)}{f', {spread}' if spread else ''}.")
    if reading.candidate.all_ages:
        marks.append(" Niet gecorrigeerd voor leeftijd.")
    if reading.candidate.note:
        marks.append(f" {reading.candidate.note}")
    return "".join(marks)


def know_line(reading: Reading) -> str:
    """What must be known of a figure that is compared: its bar in words, and its marks."""
    bar = reading.candidate.bar_text or ""
    return f"{bar}{_marks(reading)}".strip() or _capital(f"{kind_label(reading.indicator.kind)}.")


def lack_line(reading: Reading) -> str:
    """Why a figure says nothing here."""
    if reading.lack is Lack.NO_COUNTRY and reading.figure is not None:
        value = f"{format_value(reading.figure.value, reading.indicator)} ({reading.figure.reference_year})"
        return f"Hier {value}, maar van Nederland is er geen cijfer uit dezelfde tabel en hetzelfde jaar."
    if reading.status is None or not (why := status_text(reading.status, Level.LAND)):
        return "Geen cijfer."
    return f"Geen cijfer. {why}"


def verdict_word(reading: Reading) -> str:
    """What one figure says, in a word or two."""
    return {
        Speech.SPEAKS: "spreekt",
        Speech.SILENT: "spreekt niet",
        Speech.UNCERTAIN: "te onzeker",
        Speech.ABSENT: "geen vergelijking",
    }[reading.speech]


def task_line(found: TaskReading) -> str:
    """How many figures of a task speak: "2 van 4 cijfers spreken"."""
    if not found.is_judged:
        return "geen cijfer om naast Nederland te leggen"
    number, total = len(found.speaking), len(found.readings)
    return f"{number} van {counted(total, 'cijfer', 'cijfers')} {'spreekt' if number == 1 else 'spreken'}"


def barred_line(cell: Cell) -> str:
    """Pairs that are left out; empty without any."""
    if not cell.barred:
        return ""
    if cell.barred == 1:
        return "1 paar telt niet mee, omdat het op een rekenmodel rust."
    return f"{cell.barred} paren tellen niet mee, omdat ze op een rekenmodel rusten."


def sides(pairs: Sequence[object]) -> str:
    """Number of pairs that light a cell."""
    return f"{counted(len(pairs), 'paar cijfers spreekt', 'paren van cijfers spreken')} samen."


def rule_lines() -> tuple[str, ...]:
    """The rule in plain sentences, threshold and exceptions visible."""
    return (
        "Een cijfer spreekt als het duidelijk aan de kant ligt die aandacht vraagt, naast het cijfer van Nederland uit hetzelfde jaar.",
        "Duidelijk is: minstens het kleinste verschil dat bij dat cijfer telt, en bij een geschat cijfer ook buiten de marge. "
        "Is die marge onbekend, dan moet het verschil minstens 5 punten zijn.",
        "Scores tellen vanaf een vaste grens, die bij het cijfer staat.",
        "Een vak is een samenloop als aan beide kanten minstens één cijfer spreekt.",
        "Twee geschatte cijfers maken nooit een samenloop. Ook een geschat cijfer naast een gegeven waarmee het model rekent, "
        "zoals leeftijd of inkomen, telt niet: het model legt dat verband dan zelf.",
        "Een cijfer dat ontbreekt, spreekt nooit. Een opgave met meer cijfers spreekt sneller; kijk dus altijd welke het zijn.",
        "We rekenen geen verband uit en zetten gebieden niet op volgorde.",
    )


def crossing_rows(crossing: Crossing) -> tuple[tuple[str, str], ...]:
    """A crossing as names and texts, for a card, a briefing or a table."""
    found = crossing.knooppunt
    return (
        ("Gedeelde opgave", found.shared),
        ("Instrument", f"{_capital(listed([_within(each.title) for each in found.instruments]))}."),
        ("Moment van besluit", found.decision_moment),
        ("Aan tafel", f"{_capital(listed(found.at_table))}."),
        ("Eerste stap", found.first_step),
        ("Gegevens die ontbreken", " ".join(found.missing_data)),
    )


def crossing_state(crossing: Crossing) -> str:
    """Whether figures point to a crossing here."""
    if crossing.is_lit:
        return f"{LIT}, deels geschat" if all(pair.is_modelled for pair in crossing.pairs) else LIT
    if not crossing.knooppunt.has_figures:
        return NO_FIGURES_AT_ALL
    return UNLIT if crossing.is_judged else UNKNOWN_HERE


def crossing_figures(crossing: Crossing) -> tuple[Reading, ...]:
    """Figures that point to a crossing, each once: physical, of a third task, social."""
    physical = [pair.physical for pair in crossing.pairs]
    social = [pair.social for pair in crossing.pairs]
    return tuple(dict.fromkeys([*physical, *crossing.also, *social]))


def document_line(document: Document) -> str:
    """A document as it is cited: "RVS, Van overleven naar bloeien, 2024"."""
    return f"{document.publisher}, {document.title}, {document.year}"


def tie_line(found: TieFigure) -> str:
    """A figure about ties beside that of the country, with year and how it came about."""
    figure, indicator = found.figure, found.indicator
    value = f"{indicator.title}: {format_value(figure.value, indicator)} ({figure.reference_year})."
    beside = compare(figure.value, found.benchmark, indicator, "Nederland", figure.lower, figure.upper)
    how = f" {_capital(kind_label(indicator.kind))}." if indicator.kind == "modelled" else ""
    note = f" {found.note}" if found.note else ""
    if comparison(figure.value, found.benchmark, indicator, figure.lower, figure.upper).burden == "less":
        beside += " Hier kunt u op bouwen."
    return f"{value}{f' {beside}' if beside else ''}{how}{note}"


def summary(view: SamenView) -> tuple[str, ...]:
    """The whole in sentences, for a briefing or a profile: what goes together here, with which figures, and the crossings pointed to."""
    if not view.cells or not view.is_compared:
        return (opening(view),)
    lines = [opening(view)]
    for cell in view.samenlopen:
        told = listed([lowered(reading.indicator.title) for reading in speaking_of(cell)])
        lines.append(f"{cell_title(cell)} ({cell_label(cell)}): {told}.")
    lines += [f"Knooppunt “{each.knooppunt.title}”: {each.knooppunt.shared}" for each in view.lit]
    if view.samenlopen:
        lines.append(CAUTION)
    return tuple(lines)


def speaking_of(cell: Cell) -> tuple[Reading, ...]:
    """Figures that light a cell, each once: the physical first."""
    return tuple(dict.fromkeys([*(pair.physical for pair in cell.pairs), *(pair.social for pair in cell.pairs)]))


def _within(title: str) -> str:
    """A title within a sentence: abbreviations keep their capitals."""
    return title if title.isupper() else lowered(title)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
