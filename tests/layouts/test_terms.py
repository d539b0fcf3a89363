"""A term in a text becomes a button with what it means, in components and in nodes alike; the list of terms stands in two columns."""

from __future__ import annotations

import json
from pathlib import Path

from domain.terms import Domain, Term
from layouts.begrippen import begrippen, lists
from layouts.nodes import text_of
from layouts.terms import explained, explained_all, explained_node, explained_nodes
from tests.layouts.components import of_type, text

NOISE = Term(
    "geluid",
    "geluid (Lden)",
    Domain.FYSIEK,
    "Hoe hard het is.",
    "Herrie.",
    "slaap",
    "Een weg.",
    ("geluid",),
    False,
    "RIVM",
)
SLEEP = Term("slaap", "slaap", Domain.SOCIAAL, "Rust.", "Nachtwaarden.", None, "Een nacht.", ("slaap",))
MARGIN = Term("marge", "marge", Domain.CIJFERS, "Zo zeker.", "Een woord.", None, "Tussen.", ("marge",))
TERMS = (NOISE, SLEEP, MARGIN)


def test_a_button_carries_the_meaning_and_the_text_stays() -> None:
    before, button, after = explained("Het geluid is hard.", TERMS)
    assert (before, after) == ("Het ", " is hard.")
    made = button.to_plotly_json()["props"]
    assert made["children"] == "geluid"
    assert (made["data-begrip"], made["data-titel"], made["data-uitleg"]) == (
        "geluid",
        "geluid (Lden)",
        "Hoe hard het is.",
    )
    assert (made["type"], made["aria-expanded"]) == ("button", "false")
    assert explained("Niets hier.", TERMS) == ["Niets hier."]
    assert explained("Het geluid.", ()) == ["Het geluid."]


def test_nodes_are_the_same_as_components() -> None:
    before, button, after = explained_node("Het geluid is hard.", TERMS)
    assert (before, after) == ("Het ", " is hard.")
    assert button[:2] == [
        "button",
        {
            "type": "button", "class": "begrip", "data-begrip": "geluid", "data-titel": "geluid (Lden)",
            "data-uitleg": "Hoe hard het is.", "aria-expanded": "false",
        },
    ]  # fmt: skip


def test_over_several_texts_a_term_is_a_button_once() -> None:
    texts = ["geluid en slaap", "geluid"]
    assert [len(parts) for parts in explained_all(texts, TERMS)] == [3, 1]
    assert [len(parts) for parts in explained_nodes(texts, TERMS)] == [3, 1]


def test_only_this_module_makes_such_buttons() -> None:
    folder = Path(__file__).parents[2] / "layouts"
    makers = [
        path.name
        for path in folder.glob("*.py")
        if "data-begrip" in path.read_text() or "data_begrip" in path.read_text()
    ]
    assert makers == ["terms.py"]


def test_the_domains_stand_side_by_side_and_figures_under_them() -> None:
    both, figures = lists(TERMS)
    physical, social = both[2:]
    assert "Woorden van het fysieke domein" in text_of(physical)
    assert "Zo zegt de ander het:  Herrie." in text_of(physical)
    assert "Hoort bij:  slaap .  Bron: RIVM." in text_of(physical)
    assert "Nachtwaarden." in text_of(social)
    assert "Anders gezegd:  Een woord." in text_of(figures)
    assert json.dumps(both).count('"#slaap"') >= 1


def test_without_terms_the_page_says_what_to_do() -> None:
    page = begrippen((), "?gebied=GM9901")
    assert "oudere versie" in text(page)
    assert [link.href for link in of_type(page, "A")] == ["/uitleg?gebied=GM9901"]
