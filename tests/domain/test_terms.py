"""Terms in texts: found as whole words, explained once, and the text stays what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.terms import Domain, Part, Term, split, split_all, used_terms


def term(name: str, *words: str, everyday: bool = False) -> Term:
    return Term(name, name, Domain.FYSIEK, "Wat het is.", "Anders.", None, "Zo.", words or (name,), everyday)


PRESSURE, SECURITY, WHOLE = term("omgevingsdruk"), term("zeker", "zekerheid"), term("druk", "druk op zekerheid")
AREA, DUST, PLACE = (
    term("buurt", "buurt", "buurten", everyday=True),
    term("stof", "PM2,5"),
    term("plek", "leefomgeving"),
)
TERMS = (PRESSURE, SECURITY, WHOLE, AREA, DUST, PLACE)


def found(text: str) -> list[tuple[str, str]]:
    return [(part.text, part.term.term_id) for part in split(text, TERMS) if part.term is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De omgevingsdruk is hoog.", [("omgevingsdruk", "omgevingsdruk")]),
        ("Omgevingsdruk. En weer omgevingsdruk.", [("Omgevingsdruk", "omgevingsdruk")]),
        ("omgevingsdrukte en hoge-omgevingsdruk", []),
        ("druk op zekerheid", [("druk op zekerheid", "druk")]),
        ("druk  op\nzekerheid, en zekerheid", [("druk  op\nzekerheid", "druk"), ("zekerheid", "zeker")]),
        ("Fijnstof (PM2,5).", [("PM2,5", "stof")]),
        ("PM2,50 is iets anders", []),
        ("In deze buurten is zekerheid.", [("zekerheid", "zeker")]),
        ("Het Planbureau voor de Leefomgeving. Leefomgeving is een plek.", [("Leefomgeving", "plek")]),
        ("", []),
    ],
)
def test_terms_are_whole_words_and_told_once(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_over_texts_that_stand_together_a_term_is_told_once() -> None:
    first, second = split_all(["zekerheid", "zekerheid en omgevingsdruk"], TERMS)
    assert first == (Part("zekerheid", SECURITY),)
    assert [part.term for part in second] == [None, PRESSURE]


def test_the_annex_lists_everyday_words_too_in_the_order_of_the_list() -> None:
    assert used_terms(["In de buurt", "is zekerheid", "en omgevingsdruk"], TERMS) == (PRESSURE, SECURITY, AREA)
    assert used_terms([], TERMS) == ()


PIECES = st.sampled_from(
    [
        "omgevingsdruk",
        "Zekerheid",
        "druk op zekerheid",
        "druk op",
        "PM2,5",
        "buurt",
        " ",
        "-",
        ". ",
        "ſ",
        "İ",
        "é",
        "x",
        "\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@given(st.lists(TEXTS, max_size=4))
def test_parts_give_the_texts_back_and_name_each_term_once(texts: list[str]) -> None:
    made = split_all(texts, TERMS)
    assert ["".join(part.text for part in parts) for parts in made] == texts
    named = [part.term for parts in made for part in parts if part.term]
    assert len(named) == len(set(named))
    assert set(named) <= set(used_terms(texts, TERMS))
    assert all(part.text for parts, text in zip(made, texts, strict=True) for part in parts if text)


@given(TEXTS)
def test_what_is_found_is_a_spelling_of_its_term(text: str) -> None:
    for part in split(text, TERMS):
        if part.term is not None:
            spelled = " ".join(part.text.split()).casefold()
            assert spelled in {word.casefold() for word in part.term.words}
