"""Every screen has a tour of a few plain steps; a path finds its own."""

from __future__ import annotations

import json

import pytest

from layouts.tours import TOURS, Step, tour_button, tour_of
from tests.plain_words import FORBIDDEN, JARGON, sentences

STEPS = {step.title + step.text: step for steps in TOURS.values() for step in steps}


@pytest.mark.parametrize("step", STEPS.values(), ids=lambda step: step.title)
def test_a_step_is_short_and_plain(step: Step) -> None:
    assert step.selector
    assert step.title
    assert not FORBIDDEN.search(step.title + step.text)
    assert not JARGON.search(step.title + step.text)
    assert step.text.endswith((".", "?"))
    assert all(len(sentence.split()) <= 20 for sentence in sentences(step.text)), step.text


@pytest.mark.parametrize("path", TOURS)
def test_a_tour_begins_at_the_heading_and_has_three_to_five_steps(path: str) -> None:
    steps = TOURS[path]
    assert 3 <= len(steps) <= 5
    assert steps[0].selector == "main h1"


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/", "/"),
        ("/uitleg", "/uitleg"),
        ("/uitleg/", "/uitleg"),
        ("/buurt/BU99010101", "/buurt/<code>"),
        ("/samen/GM9901", "/samen/<code>"),
        ("/samen", "/samen"),
    ],
)
def test_a_path_finds_its_tour(path: str, pattern: str) -> None:
    assert tour_of(path) == TOURS[pattern]


@pytest.mark.parametrize("path", ["/nergens", "/buurt/", "/buurt/a/b", "/toegankelijkheid", ""])
def test_other_paths_have_none(path: str) -> None:
    assert tour_of(path) == (TOURS["/"] if path == "" else ())
    assert (tour_button(path) is None) == (path != "")


def test_the_button_carries_the_steps() -> None:
    button = tour_button("/uitleg")
    assert button is not None
    told = json.loads(button.to_plotly_json()["props"]["data-stappen"])
    assert told == [[step.selector, step.title, step.text] for step in TOURS["/uitleg"]]
