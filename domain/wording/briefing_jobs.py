"""A run of many briefings in words: what is going on, and why it could not start or finish."""

from __future__ import annotations

from collections.abc import Sequence

from domain.wording.export import DEMO_WARNING
from domain.wording.phrases import counted

NO_AREAS = "Kies eerst een of meer gebieden."
UNKNOWN_JOB = "Deze aanvraag kennen we niet, of niet meer: documenten blijven een uur staan. Maak ze opnieuw."
NOT_READY = "De documenten zijn nog niet klaar."
NO_ROOM = "De server kan nu geen documenten maken: er is geen eigen map om ze te bewaren. Vraag uw beheerder om hulp."
STOPPED = "Het maken is onderweg gestopt, misschien omdat de server opnieuw is gestart. Probeer het nog een keer."
TOO_LONG = "Het maken duurde te lang en is gestopt. Kies minder gebieden of minder onderdelen."
TOO_LARGE = "De documenten worden samen te groot. Kies minder gebieden of minder onderdelen."
NOTHING_MADE = "Er is geen document gemaakt."
UNKNOWN_FORM = "Dit soort bestand kennen we niet. Kies Word of PDF."


def all_busy(most: int) -> str:
    """As many runs are going on as the server takes."""
    going = counted(most, "reeks documenten", "reeksen documenten")
    return f"Er worden al {going} gemaakt. Wacht tot er een klaar is en probeer het dan opnieuw."


def area_failed(name: str, why: str = "") -> str:
    """The document of one area that could not be made."""
    return f"{name}: {why or 'het document kon niet worden gemaakt. Uw beheerder vindt de reden in het logboek.'}"


def run_notes(names: Sequence[str], problems: Sequence[str], made_on: str, *, is_demo: bool) -> str:
    """LEESMIJ.txt beside documents: what is here, and what is not and why."""
    lines = [
        *([DEMO_WARNING, ""] if is_demo else []),
        f"{counted(len(names), 'document', 'documenten')}, gemaakt met Buurtlens op {made_on}.",
        "",
        *names,
        "",
        *(
            ["Niet gemaakt", *(f"- {each}" for each in problems)]
            if problems
            else ["Van alle gekozen gebieden is een document gemaakt."]
        ),
    ]
    return "\ufeff" + "\r\n".join(lines) + "\r\n"
