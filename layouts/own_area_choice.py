"""Choice of the buurten of an own area: a list with a check box for each, a map that does the same, a name, and what is chosen so far."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash import dcc, html

from domain.numbers_nl import format_number
from domain.own_area import LONGEST_NAME, MOST_BUURTEN, PATH
from domain.wording.own_area import choice_picture
from layouts import ids
from layouts.messages import messages
from layouts.nodes import Node, node

#: Up to so many buurten all lists stand open at once.
_OPEN_UP_TO: Final = 40
_WHOLE: Final = "Kies de hele wijk"
_NONE: Final = "Maak de wijk leeg"


@dataclass(frozen=True)
class Choosable:
    """A buurt in the list. `residents_count` is None where it is not known; `place` is the gemeente where that is another one."""

    code: str
    name: str
    residents_count: int | None
    is_chosen: bool
    place: str = ""


@dataclass(frozen=True)
class WijkChoice:
    """Buurten of a wijk."""

    code: str
    name: str
    buurten: tuple[Choosable, ...]


@dataclass(frozen=True)
class ChoiceView:
    """All that one address shows. `elsewhere` are chosen buurten of other gemeenten, `gemeenten` all there are: code and name."""

    gemeente_code: str
    gemeente_name: str
    vintage: int
    name: str
    wijken: tuple[WijkChoice, ...]
    elsewhere: tuple[Choosable, ...]
    gemeenten: tuple[tuple[str, str], ...]
    picture: str
    lines: tuple[str, ...]

    @property
    def every(self) -> tuple[Choosable, ...]:
        """All buurten of the list, first those of other gemeenten."""
        return (*self.elsewhere, *(buurt for wijk in self.wijken for buurt in wijk.buurten))


def choice_page(view: ChoiceView) -> html.Div:
    """The page. What can be chosen is written by assets/ons_gebied.js, from nodes."""
    parts = [_other_gemeente(view), _form(view)]
    written: dict[str, Any] = {"data-kaarten": json.dumps(parts, ensure_ascii=False, separators=(",", ":"))}
    return html.Div(
        [
            html.Div(messages(view.lines)),
            html.H1("Stel een eigen gebied samen"),
            html.P(
                f"Kies buurten in {view.gemeente_name}, geef het gebied een naam, en bekijk het als één geheel. "
                "Uw keuze staat alleen in het webadres: dat kunt u bewaren of doorsturen."
            ),
            html.Div(className="keuze-delen", **written),
            dcc.Store(id=ids.OWN_CHOICE_DRAWN),
        ],
        id=ids.OWN_CHOICE,
        className="scherm-keuze",
    )


def _other_gemeente(view: ChoiceView) -> Node:
    """A form of its own: the choice so far goes along in what is not seen."""
    options = [
        node("option", name, value=code, selected="" if code == view.gemeente_code else None)
        for code, name in view.gemeenten
    ]
    chosen = ",".join(each.code for each in view.every if each.is_chosen)
    return node(
        "form",
        node("label", "Gemeente", for_="keuze-gemeente"),
        node("select", *options, id="keuze-gemeente", name="gebied"),
        node("input", type="hidden", name="buurten", value=chosen),
        node("input", type="hidden", name="naam", value=view.name),
        node("input", type="hidden", name="kies", value="ja"),
        node("button", "Toon de buurten", type="submit"),
        node("p", "Wat u al koos, blijft gekozen.", class_="klein") if chosen else None,
        action=PATH,
        method="get",
        class_="andere-gemeente",
    )


def _form(view: ChoiceView) -> Node:
    return node(
        "form",
        node("div", _map(view), _list(view), class_="keuze-kaart-en-lijst"),
        _finish(view),
        action=PATH,
        method="get",
        class_="keuze-formulier",
        data_gemeente=view.gemeente_code,
        data_meeste=str(MOST_BUURTEN),
    )


def _map(view: ChoiceView) -> Node:
    if not view.picture:
        return node(
            "p", f"Van {view.gemeente_name} is er geen kaart in deze gegevens. Kies in de lijst.", class_="klein"
        )
    return node(
        "figure",
        node("div", data_svg=view.picture, class_="keuze-kaart"),
        node(
            "figcaption",
            node("span", choice_picture(view.gemeente_name), class_="klein"),
            # What the mouse is at; the list says it to all others.
            node("span", class_="keuze-wijst", aria_hidden="true"),
        ),
    )


def _list(view: ChoiceView) -> Node:
    total = sum(len(wijk.buurten) for wijk in view.wijken)
    return node(
        "div",
        node(
            "p",
            node("label", "Zoek in de lijst", for_="keuze-zoek"),
            node("input", id="keuze-zoek", type="search", autocomplete="off"),
            node("span", class_="klein", role="status", data_gevonden=""),
            class_="keuze-zoek",
        ),
        _elsewhere(view.elsewhere) if view.elsewhere else None,
        *(_wijk(wijk, is_open=total <= _OPEN_UP_TO) for wijk in view.wijken),
        class_="keuze-lijst",
    )


def _elsewhere(buurten: Sequence[Choosable]) -> Node:
    return node(
        "fieldset",
        node("legend", f"Ook gekozen, in een andere gemeente ({len(buurten)})"),
        *map(_check, buurten),
        class_="keuze-elders",
    )


def _wijk(wijk: WijkChoice, *, is_open: bool) -> Node:
    chosen = sum(each.is_chosen for each in wijk.buurten)
    whole = chosen == len(wijk.buurten)
    return node(
        "details",
        node(
            "summary",
            node("span", wijk.name),
            node("span", f"{chosen} van {len(wijk.buurten)} gekozen", class_="klein", data_tel=""),
        ),
        node(
            "fieldset",
            node("legend", f"Buurten in {wijk.name}", class_="alleen-gesproken"),
            node(
                "button",
                node("span", _NONE if whole else _WHOLE, data_hele=_WHOLE, data_leeg=_NONE),
                node("span", f": {wijk.name}", class_="alleen-gesproken"),
                type="button",
                data_wijk=wijk.code,
            ),
            *map(_check, wijk.buurten),
        ),
        class_="keuze-wijk",
        open="" if is_open or 0 < chosen < len(wijk.buurten) else None,
    )


def _check(buurt: Choosable) -> Node:
    people = "aantal inwoners onbekend" if buurt.residents_count is None else format_number(buurt.residents_count, 0)
    place = f", {buurt.place}" if buurt.place else ""
    return node(
        "label",
        node(
            "input",
            type="checkbox",
            name="buurten",
            value=buurt.code,
            checked="" if buurt.is_chosen else None,
            data_inwoners=None if buurt.residents_count is None else str(buurt.residents_count),
        ),
        node("span", f"{buurt.name}{place}"),
        node("span", people, class_="klein"),
        class_="keuze-buurt",
    )


def _finish(view: ChoiceView) -> Node:
    """What is chosen, the name, and the way on. The script keeps the numbers in step."""
    chosen = [each for each in view.every if each.is_chosen]
    known = [each.residents_count for each in chosen if each.residents_count is not None]
    unknown = len(chosen) - len(known)
    return node(
        "div",
        node(
            "p",
            "Gekozen buurten: ",
            node("strong", format_number(len(chosen), 0), data_aantal=""),
            ". Inwoners samen: ",
            node("strong", format_number(sum(known), 0), data_inwoners_samen=""),
            f" ({view.vintage}).",
            node("span", f" Van {unknown} niet bekend." if unknown else "", data_onbekend=" Van {n} niet bekend."),
            role="status",
            class_="keuze-telling",
        ),
        node(
            "p",
            node("label", "Naam van het gebied", for_="keuze-naam"),
            node(
                "input",
                id="keuze-naam",
                name="naam",
                type="text",
                maxlength=str(LONGEST_NAME),
                autocomplete="off",
                value=view.name,
            ),
            node("button", "Toon dit gebied", type="submit"),
            class_="keuze-naam",
        ),
        node(
            "p",
            class_="keuze-fout",
            role="alert",
            data_niets="Kies eerst minstens één buurt, op de kaart of in de lijst.",
            data_teveel=f"Kies hoogstens {MOST_BUURTEN} buurten. Maak een paar vakjes leeg.",
        ),
        class_="keuze-klaar",
    )
