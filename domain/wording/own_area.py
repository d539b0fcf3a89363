"""An area that a reader puts together of buurten, in words: what was not understood, and why a figure is not put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.areas import Level
from domain.numbers_nl import format_number
from domain.wording.phrases import counted, listed, lowered
from domain.wording.places import level_name, printable

DEFAULT_NAME: Final = "Zelf gekozen gebied"
#: What such an area is called where others are a "stadsdeel" or "GGD-regio".
KIND: Final = "zelf gekozen gebied"
#: How figures of buurten become one, in plain words.
HOW: Final = (
    "Aantallen tellen we op. Ontbreekt een aantal voor een buurt waar mensen wonen, dan geven we geen som.",
    "Percentages en andere gemiddelden wegen we. Een buurt waar meer mensen, huishoudens of woningen meetellen, telt zwaarder mee.",
    "Een gemiddelde laten we zien als het bekend is voor buurten met minstens 95 van elke 100 inwoners.",
    "Geschatte cijfers van hele buurten wegen we naar inwoners. Voor de marge nemen we de grootste marge van de buurten. De echte "
    "marge is waarschijnlijk kleiner.",
    "Medianen, klassen en scores voegen we niet samen: uit losse medianen is geen nieuwe mediaan te maken.",
)
#: More names than this are a number.
_MOST_NAMED: Final = 3
#: Of whom a mean is, by the name of its denominator in the catalogue.
_WEIGHTS: Final = {
    "residents": "het aantal inwoners",
    "residents_18_plus": "het aantal inwoners van 18 jaar en ouder",
    "residents_65_plus": "het aantal inwoners van 65 jaar en ouder",
    "residents_18_64": "het aantal inwoners van 18 tot 65 jaar",
    "households": "het aantal huishoudens",
    "dwellings": "het aantal woningen",
    "area": "het landoppervlak",
}


def unknown_codes(texts: Sequence[str]) -> str:
    """Codes that are no buurt, as they were typed."""
    shown = listed([f"“{printable(text, 20)}”" for text in texts[:_MOST_NAMED]])
    more = f", en nog {len(texts) - _MOST_NAMED}" if len(texts) > _MOST_NAMED else ""
    if len(texts) == 1:
        return f"We kennen geen buurt met de code {shown}. Die hebben we weggelaten."
    return f"Van deze codes kennen we geen buurt: {shown}{more}. Die hebben we weggelaten."


def no_buurt(code: str, level: Level) -> str:
    """A code of an area that is no buurt."""
    return f"{code} is de code van een {level_name(level)}. Een eigen gebied stelt u samen uit buurten."


def replaced(code: str, codes: Sequence[str]) -> str:
    """An older code that was taken for the buurten of today."""
    return f"{code} is een oude code. We gebruiken nu {listed(codes)}."


def too_many(asked: int, most: int) -> str:
    """More buurten than an area may have."""
    return f"U koos {counted(asked, 'buurt', 'buurten')}. Een eigen gebied heeft er hoogstens {most}: we gebruiken de eerste {most}."


def name_changed(name: str, longest: int) -> str:
    """A name that could not be kept as it was given."""
    return f"De naam is aangepast tot “{name}”. Een naam heeft hoogstens {longest} tekens, en geen tekens als < > & |."


def nothing_chosen() -> str:
    """A choice without any buurt."""
    return "U hebt nog geen buurt gekozen. Kies er minstens één."


def never_combined() -> str:
    """Why a median, class or index has no figure here."""
    return "Dit cijfer is een mediaan, een klasse of een score. Die van losse buurten kunnen niet worden samengevoegd tot één cijfer."


def not_added_up(names: Sequence[str]) -> str:
    """Why a count has no figure: parts that lack it."""
    return f"Dit aantal is niet op te tellen: het ontbreekt voor {_some(names)}."


def too_little_known(names: Sequence[str], filled_pct: float, needed_pct: float) -> str:
    """Why a mean has no figure: it is known for too few."""
    return (
        f"Dit cijfer is bekend voor buurten met {format_number(filled_pct, 0)} % van de inwoners of huishoudens waar het over gaat. "
        f"Voor één cijfer is minstens {format_number(needed_pct, 0)} % nodig. Het ontbreekt voor {_some(names)}."
    )


def weighed_by(weight: str) -> str:
    """How buurten weigh in a mean."""
    return f"Gemiddelde van de buurten, gewogen naar {_WEIGHTS.get(weight, 'het aantal inwoners')}."


def widest_margin() -> str:
    """What the margin of a modelled figure is."""
    return "Voor de marge nemen we de grootste marge van de buurten. De echte marge is waarschijnlijk kleiner."


def buurten_named(names: Sequence[str]) -> str:
    """Of which buurten the area is made; a name may hold commas itself ("Domplein, Neude, Janskerkhof")."""
    told = "; ".join(names) if any("," in name for name in names) else listed(names)
    return f"{'De buurt is' if len(names) == 1 else 'De buurten zijn'} {told}."


def without_some(names: Sequence[str], titles: Sequence[str]) -> str:
    """Figures that are shown without some buurten: "Zonder Overvecht: groen en misdrijven"."""
    return f"Zonder {_some(names)}: {listed([lowered(title) for title in titles])}."


def weighed_together(weight: str, titles: Sequence[str]) -> str:
    """Which figures weigh by one denominator: "Naar het aantal huishoudens: huurwoningen en inkomen"."""
    return f"Naar {_WEIGHTS.get(weight, 'het aantal inwoners')}: {listed([lowered(title) for title in titles])}."


def not_added_up_together(names: Sequence[str], titles: Sequence[str]) -> str:
    """Counts that are not told, since the same parts lack them."""
    return f"Niet op te tellen, want niet bekend voor {_some(names)}: {listed([lowered(title) for title in titles])}."


def known_for_too_few(names: Sequence[str], filled_pct: float, titles: Sequence[str]) -> str:
    """Means that are not told, since the same parts lack them."""
    return (
        f"Bekend voor {format_number(filled_pct, 0)} % van de inwoners of huishoudens waar het over gaat, niet voor {_some(names)}: "
        f"{listed([lowered(title) for title in titles])}."
    )


def not_together(titles: Sequence[str]) -> str:
    """Figures that are never put together."""
    told = "cijfer is een mediaan, een klasse of een score", "cijfers zijn een mediaan, een klasse of een score"
    return f"{counted(len(titles), *told)}: {listed([lowered(title) for title in titles])}."


def no_buurten_here(gemeente_name: str) -> str:
    """A gemeente of which the build has no buurten."""
    return f"Van {gemeente_name} staan er geen buurten in deze gegevens. Kies een andere gemeente."


def choice_picture(gemeente_name: str) -> str:
    """What can be done with the map of the choice, for who cannot see or click it."""
    return f"Kaart van {gemeente_name}. Klik op een buurt om die te kiezen. Alles wat op de kaart kan, kan ook in de lijst."


def map_of_choice(name: str, gemeenten: Sequence[str]) -> str:
    """What the small map of an own area shows, for who cannot see it."""
    where = "de gemeente" if len(gemeenten) == 1 else "de gemeenten"
    return f"Kaartje van {where} {listed(gemeenten)} waarop {name} is ingekleurd."


def left_out(names: Sequence[str]) -> str:
    """Buurten that a figure that is shown does without; empty where there are none."""
    return f"Zonder {_some(names)}: daarvoor is dit cijfer niet bekend." if names else ""


def _some(names: Sequence[str]) -> str:
    if not names:
        return "een deel van de inwoners"
    if len(names) <= _MOST_NAMED:
        return listed(names)
    return f"{listed([*names[: _MOST_NAMED - 1], counted(len(names) - _MOST_NAMED + 1, 'andere buurt', 'andere buurten')])}"
