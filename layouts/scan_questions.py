"""Questions of the Samenwerkingsscan as nodes: native controls, each with its label, in fieldsets with a legend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.cooperation import Example, Group, Option, Part, PartKind
from domain.wording import cooperation as words
from layouts.nodes import Node, items, node

#: Longest texts that fit the agenda of one page; the fields and assets/scan_file.js keep to them.
NAME_LENGTH: Final = 100
PEOPLE_LENGTH: Final = 200
NOTES_LENGTH: Final = 500


def questions(parts: Sequence[Part]) -> list[Node]:
    """Everything that assets/scan.js writes: buttons, questions and, beside them, the place of the agenda."""
    asked = [part for part in parts if part.asks]
    return [
        _tools(),
        node("p", "", class_="scan-melding", role="status"),
        node(
            "div",
            node("div", _about(), *(_part(number, part) for number, part in enumerate(asked, 2)), class_="scan-vragen"),
            node(
                "section",
                node("div", class_="scan-blad"),
                node("div", _button("druk-af", "Druk de agenda af"), class_="scan-knoppen"),
                class_="scan-agenda",
                id="agenda",
                aria_label=words.AGENDA,
            ),
            class_="scan-werk",
        ),
        node("p", "", class_="alleen-gesproken", role="status", data_spreekt="agenda"),
    ]


def _tools() -> Node:
    return node(
        "div",
        node(
            "span",
            node("input", type="file", id="scan-bestand", accept=".json,application/json", class_="alleen-gesproken"),
            node("label", "Open een bestand", for_="scan-bestand", class_="knop"),
            class_="scan-openen",
        ),
        _button("bewaar", "Bewaar als bestand"),
        _button("opnieuw", "Begin opnieuw"),
        node("a", "Naar de agenda", href="#agenda", class_="scan-naar-agenda"),
        class_="scan-knoppen",
        role="group",
        aria_label="Uw scan",
    )


def _button(does: str, text: str) -> Node:
    return node("button", text, type="button", class_="knop", data_doet=does)


def _about() -> Node:
    return node(
        "section",
        node("h2", f"1. {words.SUBJECT}", id="scan-kop-1"),
        _text("naam", words.NAME, NAME_LENGTH),
        node(
            "div",
            _date("datum", words.DATE),
            _date("volgende", words.NEXT_DATE),
            class_="scan-datums",
        ),
        _text("aanwezig", words.PRESENT, PEOPLE_LENGTH),
        aria_labelledby="scan-kop-1",
    )


def _text(name: str, label: str, longest: int) -> Node:
    field = node("input", type="text", id=f"scan-{name}", data_veld=name, maxlength=str(longest), autocomplete="off")
    return node("div", node("label", label, for_=f"scan-{name}"), field, class_="scan-veld")


def _date(name: str, label: str) -> Node:
    field = node("input", type="date", id=f"scan-{name}", data_veld=name, autocomplete="off")
    return node("div", node("label", label, for_=f"scan-{name}"), field, class_="scan-veld")


def _part(number: int, part: Part) -> Node:
    heading = f"scan-kop-{number}"
    return node(
        "section",
        node("h2", f"{number}. {part.title}", id=heading),
        node("p", part.help) if part.help and part.kind is not PartKind.OWN else None,
        _notes(part) if part.kind is PartKind.OWN else _choices(part),
        node("p", part.source, class_="klein") if part.source else None,
        aria_labelledby=heading,
    )


def _notes(part: Part) -> Node:
    helped = f"{part.help or ''} Elke regel wordt een punt op de agenda. Hoogstens {NOTES_LENGTH} tekens.".strip()
    field = node(
        "textarea",
        id="scan-eigen",
        data_veld=part.part_id,
        maxlength=str(NOTES_LENGTH),
        rows="5",
        aria_describedby="scan-eigen-hulp",
    )
    return node(
        "div",
        node("label", part.question or "", for_="scan-eigen"),
        node("p", helped, class_="klein", id="scan-eigen-hulp"),
        field,
        class_="scan-veld",
    )


def _choices(part: Part) -> Node:
    """One fieldset with the question; groups with a name are fieldsets within it."""
    kind = "radio" if part.kind is PartKind.ONE else "checkbox"
    legend = node("legend", part.question or "")
    if len(part.groups) == 1:
        none = [_none(part)] if part.kind is PartKind.ONE else []
        return node("fieldset", legend, *none, *(_option(part, option, kind) for option in part.groups[0].options))
    return node("fieldset", legend, *(_group(part, group, kind) for group in part.groups))


def _group(part: Part, group: Group, kind: str) -> Node:
    return node(
        "fieldset",
        node("legend", group.title),
        node("p", group.text) if group.text else None,
        *(_option(part, option, kind) for option in group.options),
        class_="scan-groep",
    )


def _none(part: Part) -> Node:
    """A radio button cannot be taken back: this one is chosen until there is an answer."""
    name = f"scan-{part.part_id}"
    field = node(
        "input", type="radio", name=name, id=f"{name}-geen-antwoord", value="", data_deel=part.part_id, checked=""
    )
    return node("div", field, node("label", "Nog niet besproken", for_=f"{name}-geen-antwoord"), class_="scan-keuze")


def _option(part: Part, option: Option, kind: str) -> Node:
    name = f"scan-{part.part_id}-{option.option_id}"
    field = node(
        "input",
        type=kind,
        name=f"scan-{part.part_id}",
        id=name,
        value=option.option_id,
        data_deel=part.part_id,
        aria_describedby=f"{name}-uitleg",
    )
    told = node(
        "div",
        node("p", option.text),
        node("p", node("strong", words.RISK), option.risk) if option.risk else None,
        id=f"{name}-uitleg",
        class_="scan-uitleg",
    )
    return node("div", field, node("label", option.title, for_=name), told, _examples(option), class_="scan-keuze")


def _examples(option: Option) -> Node | None:
    found = items("ul", [_example(each) for each in option.examples])
    if found is None:
        return None
    return node("details", node("summary", words.examples_title(option.title)), found, class_="scan-uitleg")


def _example(example: Example) -> Node:
    source: Node = node("a", example.source, href=example.url) if example.url else example.source
    return node(
        "div",
        node("strong", f"{example.gemeente}. "),
        f"{example.text} ",
        node("span", "Bron: ", source, ".", class_="klein"),
    )
