"""What the Samenwerkingsscan says of itself, on the screen and on paper alike."""

from __future__ import annotations

from typing import Final

SCAN_TITLE: Final = "Samenwerkingsscan"
OPENING: Final = (
    "Met deze scan kijkt u samen hoe u aan één taak of één project werkt. "
    "Uit uw antwoorden volgt een agenda van één bladzijde voor het volgende overleg."
)
ABOUT: Final = (
    "De scan gaat over mensen die samenwerken, nooit over een buurt of over de mensen die er wonen. "
    "Er komt geen cijfer of oordeel uit."
)
SUBJECT: Final = "Over welke taak of welk project gaat het?"
NAME: Final = "Naam van de taak of het project"
DATE: Final = "Datum van dit gesprek"
NEXT_DATE: Final = "Datum van het volgende overleg"
PRESENT: Final = "Wie zijn erbij? Noem functies of organisaties"
AGENDA: Final = "Agenda voor het volgende overleg"
WHO: Final = "Wie erbij moet zijn"
STEPS: Final = ("Stap", "Wie", "Wanneer")
NOTES: Final = "Aantekeningen"
RISK: Final = "Risico: "


def examples_title(option: str) -> str:
    """Above the examples of an answer."""
    return f"Voorbeelden bij: {option}"


def minutes(count: int) -> str:
    """Length of a point of the agenda."""
    return f"{count} minuten"
