"""Words of two themes and of the stacking: plain, without blame, and never one thing causing another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from domain.indices import Robustness
from domain.stack_map import AreaStack
from domain.two_themes import Axis, Refusal, Scope
from domain.wording import stacking, two_themes
from tests.domain.examples import DISTANCE, HEALTH
from tests.domain.test_stack_map import made, sides

MODULES = [two_themes, stacking]
#: Words that judge a place or its people, rank them, or say that one thing causes another.
BANNED = (
    r"slechtst|zwaarst|achterstand|donker|\bnood\b|probleem|ergst|top[- ]?\d|ranglijst|doordat mensen|"
    r"leidt tot|zorgt voor|komt door\b|als gevolg|mensen met een laag inkomen|mensen met lage"
)


@pytest.mark.parametrize("module", MODULES)
def test_no_word_judges_ranks_or_explains(module: object) -> None:
    path = getattr(module, "__file__", "")
    found = re.findall(BANNED, Path(path).read_text(encoding="utf-8"), flags=re.IGNORECASE)
    assert found == []


def test_every_refusal_has_its_own_reason() -> None:
    told = {two_themes.refused(each) for each in Refusal}
    assert len(told) == len(Refusal)


def test_a_distance_is_near_or_far_and_another_figure_low_or_high() -> None:
    x = Axis(DISTANCE, 2024, (0.5, 1.0), Scope.NATIONAL)
    y = Axis(HEALTH, 2022, (70.0, 80.0), Scope.NATIONAL)
    assert two_themes.cell_words(x, y, 2) == "Afstand tot de supermarkt ver weg, Goede ervaren gezondheid laag"
    assert two_themes.short_cell(x, y, 6) == "dichtbij × hoog"
    assert two_themes.axis_classes(x)[1] == ("ertussenin", "0,5 tot 1\u00a0km")
    small = Axis(DISTANCE, 2024, (0.5,), Scope.NATIONAL)
    assert [word for word, _ in two_themes.axis_classes(small)] == ["dichtbij", "ver weg"]


def test_notes_of_a_pair() -> None:
    notes = " ".join(two_themes.pair_notes(DISTANCE, HEALTH))
    assert "rekenmodel" in notes
    assert "dichterbij, maar is het ook drukker" in notes
    assert len(two_themes.pair_notes(DISTANCE, DISTANCE)) == 1


def test_whose_cuts_they_are() -> None:
    fixed = Axis(DISTANCE, 2024, (0.5, 1.0), Scope.NATIONAL, known_share=0.05)
    own = Axis(DISTANCE, 2024, (0.5, 1.0), Scope.FRAME)
    assert "daar woont 5% van de inwoners" in two_themes.scope_sentence(fixed, fixed, "Utrecht")
    assert "alleen binnen Utrecht" in two_themes.scope_sentence(fixed, own, "Utrecht")
    assert "een derde van de inwoners van Nederland" in two_themes.cuts_sentence(fixed)
    index = Axis(DISTANCE, 2024, (50.0, 75.0), Scope.INDEX)
    assert two_themes.cuts_sentence(index).startswith("Hoog: de 25 van elke 100 inwoners")


def test_a_verdict_in_three_ways() -> None:
    counts = {"x": (2, 3), "y": (3, 5), "x_names": (), "y_names": ()}
    told = [stacking.verdict(AreaStack(stacked=each, **counts)) for each in (True, False, None)]
    assert told == [
        "Hier komt veel samen",
        "Hier komt niet veel tegelijk samen",
        "Niet te zeggen: er ontbreken cijfers",
    ]
    assert len({stacking.robust_sentence(label) for label in Robustness}) == 3


def test_points_name_what_is_missing() -> None:
    x, _ = sides()
    assert stacking.side_sentence(x, (1, 1), ("Inkomen",)) == (
        "Druk op bestaanszekerheid: 1 van 1 (inkomen). Van 1 punt zijn er geen cijfers."
    )
    assert stacking.side_sentence(x, (0, 0), ()) == "Druk op bestaanszekerheid: niet bekend."


def test_marked_buurten_count_people() -> None:
    assert stacking.marked_sentence(made(), "Utrecht") == (
        "In Utrecht is er 1 buurt waar veel samenkomt. Daar wonen 1.000 mensen. "
        "Van 2 buurten is het niet te zeggen: daar ontbreken cijfers."
    )


def test_chance_is_told_beside_what_is_seen_and_explains_nothing() -> None:
    lines = stacking.chance_sentences(made(), [(2, 45.9)])
    assert "7,1 keer zo vaak voor als bij toeval" in lines[0]
    assert "45,9% van de inwoners; bij toeval 10,4%" in lines[1]
    assert "niet hoe het komt" in lines[-1]
