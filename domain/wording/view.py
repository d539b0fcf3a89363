"""The view in words: what is seen, and what was not understood in the URL and replaced."""

from __future__ import annotations

from typing import Final

from domain.areas import Level
from domain.view_models import Indicator
from domain.wording.places import level_name, printable

_ASKED: Final = {
    "gebied": "Het gebied",
    "kader": "De regio",
    "niveau": "Het niveau",
    "indicator": "Het onderwerp",
    "jaar": "Het jaar",
    "modus": "De weergave",
    "indicator2": "Het tweede onderwerp",
    "jaar2": "Het tweede jaar",
    "schaal": "De schaal",
    "indeling": "De indeling",
    "drempel": "De grens",
    "nieuwbouw": "Het jaar van de nieuwbouw",
    "vak": "Het vak",
    "grens": "De richtwaarde",
}


def opening_sentence(indicator: Indicator, level: Level, frame_name: str, year: int) -> str:
    """First sentence of the map: "U ziet: Afstand tot de supermarkt per buurt in Utrecht, 2024." """
    return f"U ziet: {indicator.title} per {level_name(level)} in {frame_name}, {year}."


def unreadable(key: str, text: str) -> str:
    """A key of the URL holds something that cannot be read."""
    shown = printable(text)
    subject = _ASKED.get(key, "De waarde")
    return f"{subject} “{shown}” in het webadres kennen we niet. U ziet de standaardkeuze."


def unknown_area(code: str) -> str:
    """A well-formed code of an area that is not in the warehouse."""
    return f"Het gebied {code} staat niet in deze gegevens. Misschien is de code veranderd: zoek op naam."


def new_code(asked: str, shown: str) -> str:
    """An area that has another code today."""
    return f"De code {asked} is veranderd in {shown}. U ziet het gebied met de nieuwe code."


def unknown_indicator() -> str:
    """A well-formed indicator id that is not in the catalogue."""
    return "Dit onderwerp staat niet in deze gegevens. U ziet een ander onderwerp."


def no_figures_yet() -> str:
    """An indicator of the catalogue of which this warehouse holds no figure at all."""
    return "Over dit onderwerp staan nog geen cijfers in deze gegevens. Kies bij “Onderwerp” iets anders."


def level_absent(asked: Level, shown: Level) -> str:
    """This frame has no areas of the level asked for."""
    return f"Dit gebied heeft hier geen {level_name(asked, plural=True)}. U ziet {level_name(shown, plural=True)}."


def year_absent(asked: int, shown: int | None) -> str:
    """No figures of the year asked for; `shown` is None when there are none of any year."""
    if shown is None:
        return f"Voor {asked} zijn er geen cijfers over dit onderwerp, en voor andere jaren ook niet."
    return f"Voor {asked} zijn er geen cijfers over dit onderwerp. U ziet {shown}."


def other_vintage(shown: int) -> str:
    """Another division was asked for than the one that is shown."""
    return f"U ziet de indeling in wijken en buurten van {shown}. Een andere indeling kiezen kan nog niet."


def warehouse_missing() -> str:
    """There is no warehouse yet."""
    return (
        "Er zijn nog geen gegevens ingelezen. De beheerder kan dat doen met “python -m etl build” "
        "of de demo starten met “make run”. Daarna verschijnt de kaart vanzelf."
    )


def warehouse_unreadable() -> str:
    """The warehouse is there but cannot be used."""
    return (
        "De gegevens kunnen nu niet worden gelezen. De beheerder kan ze opnieuw maken met “python -m etl build”. "
        "Daarna verschijnt de kaart vanzelf."
    )
