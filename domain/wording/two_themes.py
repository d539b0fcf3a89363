"""Two themes at once in words: heading, axes, cells, why two figures are not put together, what must be known of a pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.areas import Level
from domain.classes import class_labels
from domain.numbers_nl import format_number, format_share, format_value
from domain.two_themes import STEPS, Axis, Refusal, Scope
from domain.view_models import Indicator
from domain.wording.figures import titled
from domain.wording.phrases import listed
from domain.wording.places import level_name

_WHY: Final = {
    Refusal.SAME: "U koos twee keer hetzelfde onderwerp.",
    Refusal.MODELLED: (
        "Deze twee onderwerpen zijn allebei geschat met een rekenmodel. Zulke cijfers lijken op elkaar doordat ze op bijna "
        "dezelfde manier zijn gemaakt. Samen op één kaart zeggen ze daarom niets over de buurten zelf."
    ),
    Refusal.CIRCULAR: (
        "Het ene onderwerp telt mee in het andere. Dat ze samengaan ligt dan vast, en de kaart zou niets nieuws laten zien."
    ),
    Refusal.NO_CLASSES: "Het tweede onderwerp is een aantal. Een groot gebied heeft er vanzelf meer.",
}
_STEP_WORDS: Final = ("laag", "midden", "hoog")
_COUNT_WORDS: Final = ("geen", "één", "twee of meer")
#: Units that the name of the axis says already.
_UNSPOKEN: Final = ("aantal",)
_FAR_WORDS: Final = ("dichtbij", "ertussenin", "ver weg")


def pair_heading(x: Indicator, y: Indicator, level: Level, frame_name: str) -> str:
    """First sentence of a map of two themes."""
    return f"U ziet twee thema's per {level_name(level)} in {frame_name}: {x.title} en {y.title}."


def refused(why: Refusal) -> str:
    """Why two figures are not shown together, and what is shown instead."""
    return f"{_WHY[why]} U ziet een ander tweede onderwerp."


def no_classes() -> str:
    """The first of both is a count, of which a large area has more by itself."""
    return "Het eerste onderwerp is een aantal. Een groot gebied heeft er vanzelf meer. U ziet een ander onderwerp."


def second_absent() -> str:
    """No area of this map has a figure of the second indicator."""
    return "Over het tweede onderwerp zijn er voor deze kaart geen cijfers. U ziet een ander tweede onderwerp."


def second_year_absent(asked: int, shown: int) -> str:
    """No figures of the second indicator in the year asked for."""
    return f"Voor {asked} zijn er geen cijfers over het tweede onderwerp. U ziet {shown}."


def no_second() -> str:
    """Nothing can stand beside the first indicator."""
    return "Voor deze kaart is er geen tweede onderwerp dat bij dit onderwerp past. U ziet één thema."


def only_per_buurt() -> str:
    """The stacking was asked for at another level."""
    return "Stapeling is er alleen per buurt. U ziet buurten."


def no_stack(*, has_indices: bool) -> str:
    """The stacking cannot be shown, and what is shown instead."""
    where = " voor dit gebied" if has_indices else ""
    return (
        f"Stapeling is met deze gegevens{where} niet te laten zien. U ziet in plaats daarvan twee thema's waarover wel cijfers zijn. "
        "De beheerder kan cijfers van de gemeente zelf toevoegen."
    )


def lacking_line(index_title: str, parts: Sequence[tuple[str, Sequence[str]]]) -> str:
    """What an index lacks: its parts, with the figures that those need."""
    if not parts:
        return f"{index_title}: er zijn geen buurten met genoeg cijfers."
    told = [f"{title.lower()} ({listed(names)})" if names else title.lower() for title, names in parts]
    return f"{index_title}: er ontbreken cijfers over {listed(told)}."


def step_word(indicator: Indicator, step: int) -> str:
    """Place on an axis of three in a word: "laag", or "dichtbij" for a distance."""
    return (_FAR_WORDS if indicator.is_distance else _STEP_WORDS)[step]


def axis_classes(axis: Axis) -> tuple[tuple[str, str], ...]:
    """Classes of an axis, low first: their word and their bounds ("laag", "minder dan 50"); of a count only the word."""
    if axis.scope is Scope.COUNT:
        return tuple((count_words(axis)[step], "") for step in axis.steps)
    unit = "" if axis.indicator.unit in _UNSPOKEN else axis.indicator.unit
    labels = class_labels(axis.cuts, axis.indicator.decimals, unit) or ("alle waarden",)
    return tuple((step_word(axis.indicator, step), label) for step, label in zip(axis.steps, labels, strict=True))


def count_words(axis: Axis) -> tuple[str, str, str]:
    """Words of the classes of a count; with two classes the lowest holds none and one."""
    return _COUNT_WORDS if len(axis.cuts) > 1 else ("geen of één", "", _COUNT_WORDS[2])


def axis_name(axis: Axis) -> str:
    """What an axis shows: name, unit and year."""
    return f"{titled(axis.indicator)}, {axis.year}"


def cell_words(x: Axis, y: Axis, cell: int) -> str:
    """A cell: "Huurwoningen hoog, Afstand tot de huisarts dichtbij"."""
    along_x, along_y = cell % STEPS, cell // STEPS
    return (
        f"{x.indicator.title} {step_word(x.indicator, along_x)}, {y.indicator.title} {step_word(y.indicator, along_y)}"
    )


def short_cell(x: Axis, y: Axis, cell: int) -> str:
    """A cell in two words, for the list: "hoog × dichtbij"."""
    return f"{step_word(x.indicator, cell % STEPS)} × {step_word(y.indicator, cell // STEPS)}"


def cell_sentence(words: str, residents: int, share: float, areas: int, level: Level) -> str:
    """A cell with who lives there, for a button or a list."""
    people = f"{format_number(residents, 0)} {'inwoner' if residents == 1 else 'inwoners'}"
    return (
        f"{words}: {people} ({format_share(share)}) in {format_number(areas, 0)} {level_name(level, plural=areas != 1)}"
    )


def corner_words() -> tuple[str, str, str, str]:
    """Words at the corners of the legend: both low, only x high, both high, only y high."""
    return "beide laag", "alleen oranje hoog", "beide hoog", "alleen blauw hoog"


def scope_sentence(x: Axis, y: Axis, frame_name: str) -> str:
    """Whose distribution the cuts follow; that of one frame is named in so many words."""
    if Scope.FRAME in (x.scope, y.scope):
        return (
            f"Let op: wat laag, midden en hoog is, geldt alleen binnen {frame_name}. "
            "Dezelfde kleur betekent in een andere gemeente iets anders."
        )
    sentence = (
        "De grenzen zijn overal in Nederland en in elk jaar dezelfde. Daarom kan een kleur hier ook niet voorkomen."
    )
    thin = [axis for axis in (x, y) if axis.known_share < 0.5]
    for axis in thin:
        sentence += (
            f" De grenzen van {axis.indicator.title} komen uit de gebieden met een cijfer: "
            f"daar woont {format_share(axis.known_share)} van de inwoners."
        )
    return sentence


def cuts_sentence(axis: Axis) -> str:
    """Where the cuts of an axis come from."""
    if axis.scope is Scope.INDEX:
        high = f"Hoog: de {format_number(100 - axis.cuts[-1], 0)} van elke 100 inwoners van Nederland met de hoogste score."
        return high if len(axis.cuts) == 1 else f"{high} Laag: de helft met de laagste score."
    if axis.scope is Scope.COUNT:
        return "Hoeveel er horen bij de inwoners waar dat het meest speelt."
    whose = "dit gebied" if axis.scope is Scope.FRAME else "Nederland"
    if not axis.cuts:
        return f"Bijna alle inwoners van {whose} hebben hetzelfde cijfer. Daarom is er één klasse."
    part = "een derde" if len(axis.cuts) == STEPS - 1 else "de helft"
    return f"In elke klasse woont ongeveer {part} van de inwoners van {whose}."


def pair_notes(x: Indicator, y: Indicator) -> list[str]:
    """What must be known before two figures are read together."""
    notes = ["Twee cijfers die samengaan zeggen niet dat het ene het andere veroorzaakt."]
    kinds = {x.kind, y.kind}
    if "modelled" in kinds and len(kinds) > 1:
        modelled = x if x.kind == "modelled" else y
        notes.append(
            f"{modelled.title} is geschat met een rekenmodel. Dat model gebruikt ook inkomen, leeftijd en soort woning. "
            "Dat twee cijfers samengaan zit er dan voor een deel al in."
        )
    if x.is_distance != y.is_distance:
        notes.append(
            "Afstanden lopen vaak andersom dan u verwacht: in de stad is veel dichterbij, maar is het ook drukker. "
            "Vergelijk daarom liefst buurten die even stedelijk zijn."
        )
    return notes


def pair_absent(missing: Sequence[str]) -> str:
    """Why an area has no place on the map; `missing` are sentences per figure."""
    return f"Deze twee cijfers zijn hier niet samen te laten zien. {' '.join(missing)}"


def missing_figure(indicator: Indicator, year: int, status: str) -> str:
    """One of both figures is not there."""
    return f"{indicator.title}, {year}: {status}."


def pair_spoken(name: str, x: Axis, y: Axis, values: tuple[float | None, float | None], cell: int) -> str:
    """What a screen reader hears after a choice."""
    one, other = (
        f"{axis.indicator.title} {format_value(value, axis.indicator) if value is not None else 'geen cijfer'}, {axis.year}"
        for axis, value in zip((x, y), values, strict=True)
    )
    place = f" Vak: {short_cell(x, y, cell).replace('×', 'en')}." if cell >= 0 else ""
    return f"{name}: {one}; {other}.{place}"
