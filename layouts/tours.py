"""A short tour of every screen: a few steps that point at a part of the page. assets/tour.js shows them when a visitor asks for it.

A step whose selector finds nothing on the page is passed over, so a screen may leave parts out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dash import html

from domain.profile_state import PATHS


@dataclass(frozen=True)
class Step:
    """What is pointed at (a CSS selector), and what is told of it."""

    selector: str
    title: str
    text: str


_MENU: Final = Step(".menu", "Andere schermen", "Hier gaat u naar een ander scherm. Het gebied dat u koos, gaat mee.")
_SEARCH: Final = Step(
    ".zoeken",
    "Zoek uw buurt",
    "Typ de naam van een gemeente, wijk of buurt, of een postcode. Kies daarna een plaats uit de lijst.",
)
_FOOTER: Final = Step(
    "footer", "Meer weten", "Onderaan staan de uitleg, de begrippen en de verklaring over toegankelijkheid."
)


def _heading(title: str, text: str) -> Step:
    return Step("main h1", title, text)


#: Of every area, of whatever level.
_PROFILE: Final = (
    _heading("Een gebied in het kort", "Deze pagina vertelt wie er wonen, wat er goed is en wat aandacht vraagt."),
    Step(".lezingen", "Voor wie leest u?", "Bewoners lezen zinnen. Professionals zien elk cijfer met marge en bron."),
    Step(".opvallend", "Wat hier opvalt", "De grootste verschillen, elk met een vraag om verder te praten."),
    Step("#profiel-delen", "Alle cijfers", "Klap een onderwerp open om de cijfers te zien."),
    Step("#herkent", "Herkent u dit?", "Schrijf op wat klopt en wat niet, en neem het mee naar de bijeenkomst."),
)


#: Steps by path; a part in angle brackets stands for any code.
TOURS: Final[Mapping[str, tuple[Step, ...]]] = {
    "/": (
        _heading("Wat ziet u?", "Deze zin zegt wat de kaart laat zien: het onderwerp, het gebied en het jaar."),
        _SEARCH,
        Step(".keuzes", "Kies een onderwerp", "Hier kiest u het onderwerp, het jaar, en of u wijken of buurten ziet."),
        Step(
            ".kaart-vak",
            "De kaart",
            "Klik op een gebied om het te kiezen. Dezelfde cijfers staan onder de kaart in een lijst.",
        ),
        Step(
            "#paneel",
            "Het gekozen gebied",
            "Hier staat het cijfer van uw gebied, naast dat van de gemeente en Nederland.",
        ),
    ),
    "/ongelijkheid": (
        _heading(
            "Waar gaat dit over?",
            "Dit scherm vergelijkt buurten met lage en hoge inkomens. Het gaat om buurten, niet om personen.",
        ),
        Step(
            "#uitspraken-kort",
            "In één oogopslag",
            "Per uitspraak ziet u of die hier geldt. Klik op een naam om naar de uitleg te gaan.",
        ),
        Step(
            ".ongelijkheid-keuzes",
            "Welke groepen?",
            "Kies of de inkomensgroepen van uw gemeente zijn of van heel Nederland.",
        ),
        Step(
            "#uitspraken article",
            "Een uitspraak",
            "De balken zijn groepen met even veel inwoners. Onder “Hoe lees ik dit?” staat meer.",
        ),
    ),
    "/nabijheid": (
        _heading(
            "Hoe ver is het?", "Dit scherm laat zien hoe ver inwoners van voorzieningen wonen, over wegen voor auto's."
        ),
        Step(
            ".nabijheid-overzicht",
            "Alle voorzieningen",
            "Per voorziening ziet u de afstand nu, en of die toeneemt of afneemt.",
        ),
        Step(
            ".overzicht tbody th",
            "Kies een voorziening",
            "Klik op een naam. Dan ziet u wie er ver weg woont, en u kunt zelf een afstand kiezen.",
        ),
        _SEARCH,
    ),
    "/gegevens": (
        _heading("Welke cijfers zijn er?", "Dit scherm laat zien welke cijfers zijn ingelezen en hoe nieuw ze zijn."),
        Step(
            ".inhoudsopgave",
            "Op deze pagina",
            "Hier springt u naar bronnen, naar wat ontbreekt en naar wat er veranderde.",
        ),
        Step("#dekking", "Hoe vol is het?", "Elk vak zegt bij welk deel van de gebieden er een cijfer is."),
        Step(".downloads", "Meenemen", "U kunt dit overzicht ophalen als tabel of als tekst."),
    ),
    "/uitleg": (
        _heading("Hoe werkt het?", "Hier leest u hoe wij rekenen, met voorbeelden uit uw eigen gebied."),
        Step(".inhoudsopgave", "Op deze pagina", "Hier springt u naar een hoofdstuk."),
        Step(
            ".voorbeeld",
            "Een voorbeeld",
            "Dit zijn echte cijfers uit uw gebied. Met de link ziet u ze terug op hun eigen scherm.",
        ),
        Step(".definities", "Alle onderwerpen", "Open een thema om te lezen wat elk cijfer betekent."),
        _FOOTER,
    ),
    "/begrippen": (
        _heading("Twee talen", "Hier staan woorden van twee vakgebieden naast elkaar."),
        Step(".begrippen-letters", "Van A tot Z", "Klik op een letter om verder te gaan in de lijst."),
        Step(".begrip-item", "Een begrip", "U leest wat het betekent, hoe de ander het zegt, en een voorbeeld."),
    ),
    **dict.fromkeys(("/profiel", *(f"/{name}/<code>" for name in PATHS.values())), _PROFILE),
    "/ons-gebied": (
        _heading("Een eigen gebied", "Hier voegt u buurten samen tot één gebied, met één naam en één webadres."),
        Step("main fieldset, main details", "Kies buurten", "Kies buurten in de lijst of op de kaart."),
        _MENU,
    ),
    "/vergelijken": (
        _heading("Gebieden naast elkaar", "Hier zet u gebieden naast elkaar, of één gebied in twee jaren."),
        Step("main h2", "De cijfers", "Een verschil noemen we alleen als het groot genoeg is."),
        _MENU,
    ),
    "/briefing": (
        _heading(
            "Maak een briefing", "Hier maakt u een document met cijfers, bronnen en een link die alles terughaalt."
        ),
        Step("#briefing-zoek", "Kies gebieden", "Zoek een gebied en voeg het toe. U kunt er veel tegelijk kiezen."),
        Step(".briefing-vakjes", "Kies wat erin komt", "Vink aan welke onderdelen u wilt."),
        Step(".briefing-vormen", "Neem het mee", "Download Word, PDF of de cijfers. In Word schrijft u verder."),
    ),
    "/samen": (
        _heading("Samen aan tafel", "Hier ziet u waar opgaven van het fysieke en het sociale domein elkaar raken."),
        Step(
            "main h2",
            "Samenloop en knooppunt",
            "Dat twee cijfers samen hoog zijn, is nog geen knooppunt. Daarvoor is ook een besluit nodig.",
        ),
        _MENU,
    ),
    "/samen/<code>": (
        _heading("Samen aan tafel", "Hier ziet u waar opgaven van het fysieke en het sociale domein elkaar raken."),
        Step(
            "main h2",
            "Samenloop en knooppunt",
            "Dat twee cijfers samen hoog zijn, is nog geen knooppunt. Daarvoor is ook een besluit nodig.",
        ),
        _SEARCH,
        _MENU,
    ),
    "/scan": (
        _heading("Hoe werkt u samen?", "Deze vragen gaan over één taak of project, niet over een buurt."),
        Step("main h2", "De vragen", "Er zijn geen goede of foute antwoorden. Vul de vragen liefst samen in."),
        _MENU,
    ),
}


def tour_of(path: str) -> tuple[Step, ...]:
    """Steps of the screen of a path; none for a screen without a tour."""
    parts = path.rstrip("/").split("/")
    for pattern, steps in TOURS.items():
        wanted = pattern.rstrip("/").split("/")
        if len(wanted) == len(parts) and all(
            one == other or (one.startswith("<") and other) for one, other in zip(wanted, parts, strict=True)
        ):
            return steps
    return ()


def tour_button(path: str) -> html.Button | None:
    """Button that starts the tour of a screen; its steps travel with it. Nothing starts by itself, and nothing is kept."""
    steps = tour_of(path)
    if not steps:
        return None
    told: dict[str, Any] = {
        "data-stappen": json.dumps([[each.selector, each.title, each.text] for each in steps], ensure_ascii=False)
    }
    return html.Button("Rondleiding", type="button", className="rondleiding-knop", **told)
