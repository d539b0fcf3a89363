"""What the page of the Samenwerkingsscan says while it is used: assets/scan.js fills in what stands between braces."""

from __future__ import annotations

from typing import Final

from domain.wording.cooperation import AGENDA, STEPS, WHO

TEXTS: Final[dict[str, str | list[str]]] = {
    "agenda": AGENDA,
    "nameless": "Taak of project zonder naam",
    "nextDate": "Datum: {date}.",
    "date": "Gemaakt in het gesprek van {date}.",
    "present": "Daarbij waren: {who}.",
    "length": "{points} punten, samen {minutes} minuten.",
    "minutes": "{minutes} minuten",
    "empty": "Kies bij de vragen wat u herkent. Dan vult de agenda zich vanzelf.",
    "who": f"{WHO}:",
    "steps": list(STEPS),
    "saved": "Uw scan is bewaard als {file}.",
    "opened": "{file} is geopend.",
    "lost": "Deze antwoorden bestaan niet meer en zijn weggelaten: {lost}.",
    "shortened": "Deze teksten waren te lang en zijn ingekort: {shortened}.",
    "restarted": "De scan is leeg.",
    "confirmOpen": "U hebt nog niet alles bewaard. Als u een bestand opent, gaat dat verloren. Toch openen?",
    "confirmRestart": "U hebt nog niet alles bewaard. Als u opnieuw begint, gaat dat verloren. Toch opnieuw beginnen?",
    "unreadable": "{file} kon niet worden gelezen. Controleer of het bestand er nog is en probeer het opnieuw.",
    "tooLarge": "{file} is te groot voor een scan. Kies een bestand dat u hier hebt bewaard.",
    "notJson": "{file} is geen scan van Buurtlens. Kies een bestand dat u hier hebt bewaard: de naam begint met buurtlens-scan.",
    "notOurs": "{file} is wel een gegevensbestand, maar geen scan van Buurtlens. Kies een bestand dat u hier hebt bewaard.",
    "newer": "{file} is bewaard met een nieuwere versie van Buurtlens. Open het daar, of vraag uw beheerder om deze versie bij te werken.",
    "damaged": "{file} is beschadigd: het onderdeel ‘{what}’ klopt niet. Open een andere versie van dit bestand.",
}
