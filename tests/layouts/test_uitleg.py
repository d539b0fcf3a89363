"""The texts of Uitleg are plain, and every chapter is on the page."""

from __future__ import annotations

import pytest

from domain.examples import Example
from domain.terms import Domain, Term
from domain.view_models import Theme
from layouts.nodes import text_of
from layouts.panel import Onward
from layouts.uitleg import UitlegView, WorkedExample, chapters
from layouts.uitleg_method import METHODS, NOT_TOLD, SCREENS
from tests.domain.examples import BUURT, DISTANCE
from tests.plain_words import FORBIDDEN, JARGON, sentences

TEXTS = [*NOT_TOLD, *(text for _, _, text in SCREENS), *(text for method in METHODS for text in method.sentences)]


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_plain_and_short(text: str) -> None:
    assert not FORBIDDEN.search(text)
    assert not JARGON.search(text)
    assert text.endswith((".", "?"))
    assert all(len(sentence.split()) <= 26 for sentence in sentences(text))


def view(**examples: WorkedExample) -> UitlegView:
    score = Term("score", "score", Domain.CIJFERS, "Een plaats.", "Anders.", None, "Zo.", ("score van 0 tot 100",))
    return UitlegView(
        area=BUURT, trail=(), onward=(), lines=(), query="?gebied=BU03440101", examples=examples,
        themes=(Theme("nabijheid", "Dichtbij", "Hoe ver het is."), Theme("leeg", "Leeg", "Niets.")),
        indicators={"supermarket_km": DISTANCE}, sources={"supermarket_km": "Nabijheid"}, report={}, no_report="Nog niet.",
        terms=(score,),
    )  # fmt: skip


def test_every_chapter_stands_there_also_without_figures() -> None:
    made = chapters(view())
    assert [each[1]["id"] for each in made] == [
        "zien", "rekenen", "definities", "bronnen", "kwaliteit", "correcties", "niet", "toegankelijk",
    ]  # fmt: skip
    told = text_of(made)
    assert told.count("Nog niet.") == 3
    assert "Dichtbij (1)" in told
    assert "Leeg (" not in told
    assert "Dit cijfer is geteld of berekend uit registraties. Dichterbij is gunstiger. Bron: Nabijheid." in told


def test_an_example_stands_in_its_method_with_table_source_and_link() -> None:
    rows = (("Laag", "1,5 km", "reeks 1"), ("Hoog", "–", "reeks 1"))
    told = Example(("Zin.",), "Tabel", ("Groep", "Gemiddeld", "Reeks"), rows, ("Dus.",), "Bron X.")
    made = chapters(view(score=WorkedExample(told, (Onward("Kijk", "/?gebied=X"),))))
    method = next(each for each in made[1][2:] if isinstance(each, list) and each[1].get("id") == "score")
    text = text_of(method)
    assert "Voorbeeld uit Lombok-Oost" in text
    assert "Bron X." in text
    assert '"button"' in repr(method).replace("'", '"')
    sides = [cell[1].get("class") for cell in _all(method, "td")]
    assert sides == ["getal", None] * 2


def _all(tree: object, tag: str) -> list[list[dict[str, str]]]:
    if not isinstance(tree, list):
        return []
    own = [tree] if tree and tree[0] == tag else []
    return own + [found for child in tree for found in _all(child, tag)]
