"""What a file tells of itself above its header: who made it, under which conditions, when, and with which division of areas."""

from __future__ import annotations

from datetime import date
from typing import Final, NamedTuple

from etl.contracts import UNKNOWN_DIVISION
from etl.own.numbers import read_day, read_year
from etl.own.reading import OwnFile

#: Key -> what it means, in the order of the template; those without a meaning are not in it.
MEANING: Final = {
    "bron": "naam van de maker en het onderzoek, zoals het bij elk cijfer komt te staan",
    "licentie": "onder welke voorwaarden anderen de cijfers mogen gebruiken, zoals CC BY 4.0",
    "datum": "dag van publicatie, zoals 2025-03-01",
    "indeling": "jaar van de indeling van wijken en buurten waarbij de codes horen",
}
_FURTHER: Final = ("titel", "licentie adres", "website", "soort")


class Vintage(NamedTuple):
    """Day of publication and year of the division, as told. A division that is not told is UNKNOWN_DIVISION."""

    published: date | None
    division: int


def vintage_of(file: OwnFile) -> tuple[Vintage, list[str]]:
    """What `datum` and `indeling` tell, with a sentence for each that cannot be read."""
    published, division, faults = None, UNKNOWN_DIVISION, []
    try:
        published = read_day(text) if (text := file.told.get("datum")) else None
    except ValueError as error:
        faults.append(f"'# datum:' above the header: {error}.")
    try:
        division = read_year(text) if (text := file.told.get("indeling")) else UNKNOWN_DIVISION
    except ValueError as error:
        faults.append(f"'# indeling:' above the header: {error}.")
    return Vintage(published, division), faults


def notes_on(file: OwnFile) -> list[str]:
    """Sentences for the report about lines above the header that are not understood."""
    known = (*MEANING, *_FURTHER)
    return [
        f"'# {key}:' above the header is not used; what can stand there is {', '.join(known)}."
        for key in file.told
        if key not in known
    ]
