"""A briefing that is asked for in words: what each choice is called, and what was not understood."""

from __future__ import annotations

from typing import Final

from domain.wording.places import printable

KINDS: Final = {
    "briefing": ("Gebiedsbriefing", "Een paar bladzijden per gebied, met ruimte voor duiding."),
    "ons-gebied": ("Ons gebied", "Eén bladzijde in gewone taal, voor een wijkraad of bewonersavond."),
    "gemeentekaart": ("Gemeentekaart", "Eén A4 voor de wethouder: wat samenkomt, wat veranderde, punten voor besluit."),
}
READERS: Final = {
    "professionals": ("professionals", "cijfers, marges en tabellen"),
    "bewoners": ("bewoners", "hele zinnen in gewone taal"),
}
PIECES: Final = {
    "begin": "Wie wonen hier, wat is goed, waarover praten",
    "opvallend": "Wat hier opvalt",
    "bestaanszekerheid": "Bestaanszekerheid",
    "omgeving": "Omgeving",
    "samenloop": "Wat hier samenkomt",
    "nabijheid": "Voorzieningen dichtbij",
    "binding": "Sociale binding",
    "vergrijzing": "Ouder worden",
    "veiligheid": "Veiligheid",
    "nieuwbouw": "Nieuwe woningen",
    "verloop": "Wat veranderde er",
    "tafel": "Samen aan tafel",
    "duiding": "Duiding GGD (ruimte om te schrijven)",
    "bewoners": "Wat zeggen bewoners (ruimte om te schrijven)",
    "begrippen": "Begrippen",
    "dekking": "Hoeveel we weten",
}
_KEYS: Final = {"delen": "Het onderdeel", "soort": "Het soort document", "lezer": "De lezer"}


def unknown_area(text: str) -> str:
    """A code that is none."""
    return f"“{printable(text)}” is geen code van een gebied. Zoek het gebied op naam."


def too_many_areas(asked: int, most: int) -> str:
    """More areas than one run makes."""
    return f"U vroeg {asked} gebieden. In één keer maken we er hoogstens {most}; u ziet de eerste {most}."


def unknown_choice(key: str, text: str) -> str:
    """A part, kind or reader that does not exist."""
    return f"{_KEYS[key]} “{printable(text)}” in het webadres kennen we niet."


def no_recipe() -> str:
    """A file that is no briefing of ours."""
    return "Dit bestand is geen bewaarde briefing van Buurtlens. Kies een bestand dat u met “Bewaar deze briefing” hebt gemaakt."


def newer_recipe() -> str:
    """A file of a newer version."""
    return "Dit bestand is met een nieuwere versie van Buurtlens gemaakt. Vraag uw beheerder om een nieuwe versie."


def damaged_recipe(what: str) -> str:
    """A file in which something is missing or strange."""
    return f"Dit bestand is niet heel: {printable(what)}. Maak de briefing opnieuw en bewaar haar."


def damaged_order() -> str:
    """What a page sent cannot be read."""
    return "De aanvraag is niet heel aangekomen. Laad de pagina opnieuw en probeer het nog een keer."


def too_large_order() -> str:
    """What a page sent is more than one run holds."""
    return "De aanvraag is te groot. Kies minder gebieden, of maak uw eigen teksten korter."


def not_chosen(key: str) -> str:
    """A text or figure of an area that is not asked for."""
    return f"Er is een eigen tekst of een eerder cijfer bij {printable(key)}, maar dat gebied is niet gekozen. Kies het gebied erbij."


def kind_title(kind: str) -> str:
    """Name of a kind of document."""
    return KINDS[kind][0]


def unknown_format(text: str) -> str:
    """A format that no document is written in."""
    return f"Een document als “{printable(text)}” kunnen we niet maken. Kies Word, PDF, Excel, CSV of GeoPackage."
