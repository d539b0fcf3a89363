"""Screen Samenwerkingsscan as data: every control has its label, and the agenda has its rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from layouts import ids
from layouts.action import action_node, action_part
from layouts.nodes import Node, text_of
from layouts.scan import agenda_rules, scan
from layouts.scan_questions import questions
from tests.domain.cooperation_examples import OBSTACLES, OPENING, SCAN
from tests.domain.examples import DISTANCE
from tests.layouts.components import text, walk


def elements(given: Node) -> Iterator[list[Any]]:
    """Elements of a node, in order."""
    if not isinstance(given, str):
        yield given
        for child in given[2:]:
            yield from elements(child)


def of_tag(nodes: list[Node], tag: str) -> list[list[Any]]:
    return [each for given in nodes for each in elements(given) if each[0] == tag]


def test_every_control_has_one_label_and_every_choice_what_it_means() -> None:
    page = questions(SCAN)
    labels = [each[1]["for"] for each in of_tag(page, "label")]
    controls = [each[1] for tag in ("input", "textarea") for each in of_tag(page, tag)]
    assert sorted(labels) == sorted(each["id"] for each in controls)
    known = {each[1].get("id") for given in page for each in elements(given)}
    assert all(each.get("aria-describedby", "scan-kop-1") in known for each in controls)
    assert all(text_of(each[2]) for each in of_tag(page, "legend"))


def test_one_answer_is_a_radio_button_that_can_be_taken_back() -> None:
    radios = [each[1] for each in of_tag(questions(SCAN), "input") if each[1]["type"] == "radio"]
    assert [(each["value"], "checked" in each) for each in radios] == [("", True), ("samen", False)]


def test_groups_with_a_name_are_fieldsets_and_examples_carry_their_source() -> None:
    page = questions(SCAN)
    assert [text_of(each[2]) for each in of_tag(page, "legend")] == [
        "Wat past?",
        "Kruis aan.",
        "Organisatie",
        "Mensen",
        "Kruis aan.",
    ]
    [link] = [each for each in of_tag(page, "a") if each[1]["href"].startswith("https")]
    assert link == ["a", {"href": "https://voorbeeld.nl/verslag"}, "Voorbeeldstad, Verslag, 2024"]


def test_the_rules_of_the_agenda_are_those_of_the_catalogue() -> None:
    rules = agenda_rules(OBSTACLES)
    assert (rules["kind"], rules["minutes"], rules["tooMany"]) == ("many", 15, "Kies er één.")
    assert rules["options"][0] == {
        **{
            "id": "vroeg",
            "title": "Te laat erbij",
            "line": "Welke keuze is nog open?",
            "minutes": 10,
            "who": ["iemand met mandaat"],
        }
    }
    assert agenda_rules(OPENING)["lines"] == ["Zeg het in één zin."]


def test_the_page_says_what_stays_where_and_carries_no_area() -> None:
    page = scan(SCAN)
    assert "er gaat niets naar de server" in text(page)
    assert "nooit over een buurt" in text(page)
    [holder] = [each for each in walk(page) if getattr(each, "id", None) == ids.SCAN]
    assert [part["id"] for part in json.loads(getattr(holder, "data-onderdelen"))] == [part.part_id for part in SCAN]


def test_without_questions_the_page_says_why() -> None:
    assert "oudere versie" in text(scan(()))


@pytest.mark.parametrize(
    ("action", "source", "shown"),
    [
        (None, None, None),
        (
            "Plaats houden (ruimte; omgevingsplan).",
            None,
            "Wat een gemeente kan doen Plaats houden (ruimte; omgevingsplan).",
        ),
        ("Iets (a; b).", "WHO, 2021", "Wat een gemeente kan doen Iets (a; b). Meer hierover: WHO, 2021."),
    ],
)
def test_an_action_is_shown_with_what_backs_it(action: str | None, source: str | None, shown: str | None) -> None:
    indicator = replace(DISTANCE, action=action, action_source=source)
    part, node = action_part(indicator), action_node(indicator)
    assert (text(part) if part else None) == shown
    assert (text_of(node) if node else None) == shown
