"""An area that a reader puts together of buurten, in words: what was not understood, and why a figure is not put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.areas import Level
from domain.numbers_nl import format_number
from domain.wording.phrases import counted, listed
from domain.wording.places import level_name, printable

DEFAULT_NAME: Final = "Zelf gekozen gebied"
#: What such an area is called where others are a "stadsdeel" or "GGD-regio".
KIND: Final = "zelf gekozen gebied"
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


def left_out(names: Sequence[str]) -> str:
    """Buurten that a figure that is shown does without; empty where there are none."""
    return f"Zonder {_some(names)}: daarvoor is dit cijfer niet bekend." if names else ""


def _some(names: Sequence[str]) -> str:
    if not names:
        return "een deel van de inwoners"
    if len(names) <= _MOST_NAMED:
        return listed(names)
    return f"{listed([*names[: _MOST_NAMED - 1], counted(len(names) - _MOST_NAMED + 1, 'andere buurt', 'andere buurten')])}"
