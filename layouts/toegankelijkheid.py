"""The accessibility statement, in the order of the model of the Dutch government (digitoegankelijk.nl)."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from layouts.aria import aria

TITLE: Final = "Toegankelijkheid"
#: Day of this text and of the last test it tells of. Change it together with the texts below.
DATED: Final = "28 november 2026"
_OMBUDSMAN: Final = "https://www.nationaleombudsman.nl/klacht-indienen/uw-klacht"
_RIGHTS: Final = "https://www.mensenrechten.nl"
_NO_OWNER: Final = (
    "De naam van de organisatie is nog niet ingevuld. De beheerder doet dat met de instellingen BUURTLENS_OWNER en "
    "BUURTLENS_CONTACT."
)
_TESTED: Final = (
    "Een programma (axe-core) zoekt op elk scherm naar fouten, op een telefoon en op een groot scherm. Alle fouten die het vindt, worden "
    "eerst verbeterd.",
    "Tests in een echte browser bedienen de schermen met alleen het toetsenbord.",
    "Tests kijken of een scherm past op 320 beeldpunten breed, en wat er op een afdruk staat.",
    "De kleuren zijn doorgerekend voor mensen die kleuren anders zien. Kleur is nooit het enige teken.",
)
_LIMITS: Final = (
    (
        "De kaart zelf is niet met een schermlezer te lezen.",
        "Daarom staan alle cijfers van de kaart ook in een lijst onder de kaart. Die bedient u met het toetsenbord.",
    ),
    (
        "Grafieken zijn plaatjes met een korte omschrijving.",
        "Bij elke grafiek staan de cijfers in zinnen of in een tabel.",
    ),
    (
        "Er is nog niet getest met mensen met een beperking, en niet met alle schermlezers.",
        "Merkt u iets, dan horen wij dat graag.",
    ),
    (
        "Zonder JavaScript werkt deze website niet.",
        "Op de schermen waar dat kan, kunt u de cijfers ook ophalen als tabel.",
    ),
)


def toegankelijkheid(owner: str, contact: str) -> html.Div:
    """The statement of the organisation `owner`; `contact` is an address to write to or a page. Either may be empty."""
    name = owner or "De organisatie die deze website aanbiedt"
    return html.Div(
        [
            html.H1("Toegankelijkheidsverklaring", id="toegankelijkheid-kop", tabIndex=-1),
            html.P(
                f"{name} wil dat iedereen deze website kan gebruiken. Hier leest u hoe het ermee staat.",
                className="inleiding",
            ),
            None if owner else html.P(_NO_OWNER),
            _section(
                "Voor welke website geldt dit?",
                html.P(
                    "Deze verklaring geldt voor alle schermen van Buurtlens op dit webadres, en voor wat u hier ophaalt als tabel "
                    "of document. "
                    "De regels staan in het Besluit digitale toegankelijkheid overheid, en in de norm EN 301 549 met WCAG 2.1 op "
                    "niveau A en AA."
                ),
            ),
            _section(
                "Status",
                html.P([html.Strong("Status C: eerste maatregelen genomen. ")]),
                html.P(
                    "Buurtlens is door de makers zelf getest. Er is nog geen volledig onderzoek gedaan door een andere partij. "
                    "Daarom zeggen we "
                    "niet dat Buurtlens aan alle eisen voldoet, ook al vinden onze eigen tests nu geen fouten."
                ),
            ),
            _section("Hoe is er getest?", _list(_TESTED), html.P(f"Laatste eigen test: {DATED}.")),
            _section("Wat is nog niet goed?", _limits()),
            _section("Loopt u ergens tegenaan?", *_report(contact)),
            _section("Bent u het niet eens met het antwoord?", *_enforcement()),
            _section(
                "Over deze verklaring",
                html.P(
                    f"Opgesteld op {DATED}, voor alle installaties van Buurtlens. Wie Buurtlens aanbiedt, vult zijn eigen naam en "
                    f"contact in, laat de "
                    "website onderzoeken en zet de verklaring in het register op digitoegankelijk.nl."
                ),
            ),
        ],
        className="scherm-tekst",
    )


def _section(title: str, *parts: Any) -> html.Section:
    name = title.lower().replace(" ", "-").strip("?")
    return html.Section([html.H2(title, id=name), *parts], **aria(labelledby=name))


def _list(texts: Any) -> html.Ul:
    return html.Ul([html.Li(text) for text in texts], className="opsomming")


def _limits() -> html.Ul:
    return _list([[html.Strong(f"{what} "), instead] for what, instead in _LIMITS])


def _report(contact: str) -> list[Any]:
    if not contact:
        return [
            html.P(
                "Er is nog geen adres ingevuld waar u het kunt melden. Neem contact op met de organisatie van wie u dit webadres kreeg."
            )
        ]
    href = contact if contact.startswith(("https://", "http://")) else f"mailto:{contact}"
    return [
        html.P(["Meld het via ", html.A(contact, href=href), ". Vertel op welke pagina u was en wat er niet lukte."]),
        html.P(
            "U krijgt binnen vijf werkdagen bericht dat de melding er is. Binnen drie weken hoort u wat ermee gebeurt. "
            "Een verzoek is binnen acht weken afgehandeld."
        ),
    ]


def _enforcement() -> list[Any]:
    return [
        html.P(
            [
                "Kreeg u geen antwoord, of bent u er niet tevreden mee? Dan kunt u een klacht indienen bij de ",
                html.A("Nationale ombudsman", href=_OMBUDSMAN),
                ".",
            ]
        ),
        html.P(
            [
                "Denkt u dat u vanwege een handicap of chronische ziekte ongelijk wordt behandeld? Dan kunt u ook naar het ",
                html.A("College voor de Rechten van de Mens", href=_RIGHTS),
                ".",
            ]
        ),
    ]
