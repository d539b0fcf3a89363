"""Screen Briefing: areas, reader, parts, own texts, a preview, what to take along. assets/make_briefing.js writes and sends it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from dash import dcc, html

from domain.profile import Block
from domain.recipe import Kind, Piece, Reader, Recipe, TextOf
from domain.view_models import Area, Indicator
from domain.wording import place_line
from domain.wording.recipe import KINDS, PIECES, READERS
from layouts import ids
from layouts.messages import messages
from layouts.nodes import Node, node
from layouts.panel import Onward

#: Areas that each get room for own texts on the screen; of more the texts are written in Word.
MOST_WITH_TEXTS = 12
_FORMATS = (
    ("docx", "Word", "om verder in te schrijven"),
    ("pdf", "PDF", "om te delen en te printen; toegankelijk volgens PDF/UA"),
    ("xlsx", "Excel", "alle cijfers, met uitleg van elk cijfer"),
    ("csv", "CSV", "met beschrijving (CSVW), in een zip"),
    ("gpkg", "GeoPackage", "cijfers met grenzen, voor een kaartprogramma"),
)
_TEXTS = {
    TextOf.DUIDING: ("Duiding GGD", "Wat betekenen deze cijfers? Laat leeg om in Word ruimte te houden."),
    TextOf.BEWONERS: ("Wat zeggen bewoners", "Wat hoorde u van bewoners? Laat leeg om in Word ruimte te houden."),
}


@dataclass(frozen=True)
class Chosen:
    """A chosen area: its key in the address, its name and place, and the address without it."""

    key: str
    name: str
    place: str
    without: str


@dataclass(frozen=True)
class BriefingView:
    """All that one address shows. `hits` are areas found by what was typed, each with the address that adds it."""

    recipe: Recipe
    chosen: tuple[Chosen, ...]
    searched: str
    hits: tuple[tuple[Area, str], ...]
    more: tuple[Onward, ...]
    blocks: tuple[tuple[Block, tuple[Indicator, ...]], ...]
    lines: tuple[str, ...]


def briefing(view: BriefingView) -> html.Div:
    """The page."""
    parts = [_areas(view), _choices(view), *([_texts(view), _preview(), _take(view)] if view.chosen else []), _open()]
    written: dict[str, Any] = {"data-kaarten": json.dumps(parts, ensure_ascii=False, separators=(",", ":"))}
    asked: dict[str, Any] = {"data-vraag": view.recipe.to_query()}
    return html.Div(
        [
            html.H1("Maak een briefing"),
            html.Div(messages(view.lines)),
            html.P(
                "Kies gebieden en onderdelen, bekijk het voorbeeld en neem het mee als Word, PDF of cijfers. Elk cijfer houdt zijn naam, "
                "eenheid, jaar en bron.",
                className="inleiding",
            ),
            html.Div(html.Div(className="briefing-delen", **written), id=ids.BRIEFING, **asked),
            dcc.Store(id=ids.BRIEFING_DRAWN),
        ],
        className="scherm-briefing",
    )


def _areas(view: BriefingView) -> Node:
    chosen = [
        node(
            "li",
            node("span", node("strong", each.name), f" {each.place}"),
            node("a", f"Haal {each.name} weg", href=each.without, class_="weg"),
        )
        for each in view.chosen
    ]
    return node(
        "section",
        node("h2", f"1. Welke gebieden? ({len(chosen)} gekozen)" if chosen else "1. Welke gebieden?"),
        _chosen_list(chosen),
        node(
            "form",
            *_hidden(view.recipe, but=()),
            node("label", "Voeg een gebied toe: naam, code of postcode", for_="briefing-zoek"),
            node("span", node("input", type="search", name="zoek", id="briefing-zoek", value=view.searched, autocomplete="off"),
                 node("button", "Zoek", type="submit"), class_="briefing-zoek"),
            action="/briefing", method="get", role="search",
        ),
        _hits(view),
        node("ul", *[node("li", node("a", each.text, href=each.href)) for each in view.more], class_="briefing-meer")
        if view.more
        else None,
        class_="briefing-deel",
    )  # fmt: skip


def _chosen_list(chosen: Sequence[Node]) -> Node:
    """What is chosen; a long list is folded."""
    if not chosen:
        return node("p", "Nog geen gebied gekozen. Zoek er een, of ga vanaf een profiel naar “Maak een briefing”.")
    listed = node("ul", *chosen, class_="briefing-gekozen")
    if len(chosen) <= MOST_WITH_TEXTS:
        return listed
    return node("details", node("summary", f"Bekijk de {len(chosen)} gekozen gebieden"), listed)


def _hits(view: BriefingView) -> Node | None:
    if not view.searched:
        return None
    if not view.hits:
        return node(
            "p", f"We vonden niets bij “{view.searched}”. Zoek op een naam, een code als BU03630000 of een postcode."
        )
    found = [
        node("li", node("a", f"Voeg toe: {area.name}", href=href), f" ({place_line(area)})") for area, href in view.hits
    ]
    return node("ul", *found, class_="briefing-gevonden")


def _choices(view: BriefingView) -> Node:
    recipe = view.recipe
    kinds = [_radio("soort", str(kind), KINDS[kind], recipe.kind is kind) for kind in Kind]
    readers = [_radio("lezer", str(reader), READERS[reader], recipe.reader is reader) for reader in Reader]
    pieces = [_check("delen", str(piece), PIECES[piece], piece in recipe.pieces) for piece in Piece]
    many = len(view.chosen) > 1
    return node(
        "section",
        node("h2", "2. Wat staat erin, en voor wie?"),
        node(
            "form",
            *_hidden(recipe, but=("soort", "lezer", "delen", "cijfers", "samen")),
            node("fieldset", node("legend", "Soort document"), *kinds),
            node("fieldset", node("legend", "Geschreven voor"), *readers),
            node("fieldset", node("legend", "Onderdelen van een gebiedsbriefing"), node("div", *pieces, class_="briefing-vakjes")),
            _figures(view),
            node("fieldset", node("legend", "Meer gebieden"), _check("samen", "ja", "Alles in één document", recipe.combined))
            if many
            else None,
            node("button", "Vernieuw het voorbeeld", type="submit", class_="knop"),
            action="/briefing", method="get",
        ),
        class_="briefing-deel",
    )  # fmt: skip


def _figures(view: BriefingView) -> Node:
    """Every indicator to choose from; none chosen is all."""
    groups = [
        node(
            "fieldset",
            node("legend", block.title),
            *[
                _check("cijfers", each.indicator_id, each.title, each.indicator_id in view.recipe.indicators)
                for each in indicators
            ],
        )
        for block, indicators in view.blocks
    ]
    chosen = len(view.recipe.indicators)
    told = f"{chosen} cijfers gekozen" if chosen else "alle cijfers"
    return node(
        "details",
        node("summary", f"Kies cijfers (nu: {told})"),
        node("p", "Kiest u niets, dan staan alle cijfers van de onderdelen erin.", class_="klein"),
        node("div", *groups, class_="briefing-cijfers"),
    )


def _texts(view: BriefingView) -> Node:
    """Room for own texts per area; they stay in the browser until a document is made."""
    note = "Uw tekst blijft in deze browser tot u een document maakt. Er wordt niets op de server bewaard."
    if len(view.chosen) > MOST_WITH_TEXTS:
        fields: list[Node] = [
            node("p", f"Bij meer dan {MOST_WITH_TEXTS} gebieden schrijft u de duiding in het Word-document zelf.")
        ]
    else:
        fields = [_area_texts(each, is_open=len(view.chosen) == 1) for each in view.chosen]
    return node(
        "section", node("h2", "3. Eigen tekst"), node("p", note, class_="klein"), *fields, class_="briefing-deel"
    )


def _area_texts(chosen: Chosen, *, is_open: bool) -> Node:
    fields = []
    for block, (title, hint) in _TEXTS.items():
        name = f"tekst-{block}-{chosen.key}".replace("+", "_")
        fields += [
            node("label", title, for_=name),
            node("textarea", id=name, rows="4", placeholder=hint, data_gebied=chosen.key, data_blok=str(block)),
        ]
    return node("details", node("summary", chosen.name), *fields, open="" if is_open else None, class_="briefing-tekst")


def _preview() -> Node:
    return node(
        "section",
        node("h2", "4. Voorbeeld"),
        node("p", "Het voorbeeld wordt gemaakt…", id="briefing-wacht", role="status"),
        node("div", id="briefing-voorbeeld", class_="briefing-voorbeeld"),
        class_="briefing-deel",
    )


def _take(view: BriefingView) -> Node:
    each = " per gebied" if len(view.chosen) > 1 and not view.recipe.combined else ""
    buttons = [
        node(
            "li",
            node(
                "button",
                f"{name}{each if form in ('docx', 'pdf') else ''}",
                type="button",
                data_vorm=form,
                class_="knop",
            ),
            node("span", told, class_="klein"),
        )
        for form, name, told in _FORMATS
    ]
    return node(
        "section",
        node("h2", "5. Neem mee"),
        node("ul", *buttons, class_="briefing-vormen"),
        node("div", id="briefing-voortgang", role="status"),
        node(
            "p",
            node("button", "Bewaar deze briefing", type="button", data_bewaar="ja", class_="knop licht"),
            node(
                "span",
                " als klein bestand. Na een update opent u het weer: uw teksten blijven, en wat nieuw is krijgt een merk.",
                class_="klein",
            ),
        ),
        class_="briefing-deel",
    )


def _open() -> Node:
    return node(
        "section",
        node("h2", "Een bewaarde briefing openen"),
        node("label", "Kies het bestand (eindigt op .briefing.json)", for_="briefing-bestand"),
        node("input", type="file", id="briefing-bestand", accept=".json,application/json"),
        node("p", id="briefing-melding", role="alert"),
        class_="briefing-deel",
    )


def _hidden(recipe: Recipe, but: Sequence[str]) -> list[Node]:
    """What the address says already, so that a form keeps it."""
    said = dict(part.split("=", 1) for part in recipe.to_query().removeprefix("?").split("&") if "=" in part)
    return [
        node("input", type="hidden", name=name, value=unquote(text)) for name, text in said.items() if name not in but
    ]


def _radio(name: str, value: str, told: tuple[str, str], is_on: bool) -> Node:
    return _option("radio", name, value, told[0][:1].upper() + told[0][1:], told[1], is_on)


def _check(name: str, value: str, told: str, is_on: bool) -> Node:
    return _option("checkbox", name, value, told, "", is_on)


def _option(kind: str, name: str, value: str, told: str, note: str, is_on: bool) -> Node:
    field = f"briefing-{name}-{value}"
    return node(
        "div",
        node("input", type=kind, name=name, value=value, id=field, checked="" if is_on else None),
        node("label", told, node("span", f" {note}", class_="klein") if note else None, for_=field),
        class_="briefing-keuze",
    )
