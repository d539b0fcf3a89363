"""The terms keep to the wording rules, refer to each other, and reach the warehouse in order; faults are told by name."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
import yaml

from domain.terms import Domain, Term, used_terms
from etl.catalogue.loader import HERE
from etl.catalogue.terms import Term as Entry
from etl.catalogue.terms import load_terms, write_terms
from etl.errors import CatalogueError
from etl.load.publish import SCHEMA
from tests.plain_words import FORBIDDEN, JARGON, sentences

TERMS = load_terms()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_texts_are_plain_short_sentences_without_stamps_or_causes(term: Entry) -> None:
    for text in (term.means, term.other_says, term.example):
        assert not FORBIDDEN.search(text), text
        assert text == " ".join(text.split()), text
        assert text.rstrip("”").endswith((".", "?", "!")), text
        assert text[0].isupper() or text[0].isdigit() or text[0] == "“", text
        assert all(len(sentence.split()) <= 25 for sentence in sentences(text)), text
    assert not JARGON.search(term.means + term.example), "what an expert says belongs in other_says"


def test_there_are_enough_of_both_domains_and_of_figures() -> None:
    counts = {domain: sum(term.domain == domain for term in TERMS) for domain in Domain}
    assert counts[Domain.FYSIEK] >= 25
    assert counts[Domain.SOCIAAL] >= 25
    assert counts[Domain.CIJFERS] >= 10


def test_every_term_is_found_by_its_own_spellings() -> None:
    made = tuple(
        Term(
            t.id,
            t.term,
            Domain(t.domain),
            t.means,
            t.other_says,
            t.counterpart,
            t.example,
            t.words,
            t.everyday,
            t.source,
        )
        for t in TERMS
    )
    for term in made:
        for word in term.words:
            assert term in used_terms([f"Dit is {word}."], made), word


def changed(tmp_path: Path, change: dict[str, object]) -> Path:
    whole = yaml.safe_load((HERE / "terms.yml").read_text(encoding="utf-8"))
    whole[0].update(change)
    (tmp_path / "terms.yml").write_text(yaml.safe_dump(whole), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "wmo"}, "'wmo' is given twice"),
        ({"words": ["Stapeling"]}, "the spelling 'stapeling' is given twice"),
        ({"counterpart": "nergens"}, "counterpart 'nergens' is not in the list"),
        ({"counterpart": "bereikbaarheid"}, "is its own counterpart"),
        ({"words": []}, "0.words"),
        ({"words": [" voor"]}, "0.words.0"),
        ({"domain": "midden"}, "0.domain"),
        ({"means": "Lang. " * 40}, "0.means"),
        ({"kleur": "rood"}, "Extra inputs are not permitted"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, change: dict[str, object], told: str) -> None:
    with pytest.raises(CatalogueError, match=re.escape(told)):
        load_terms(changed(tmp_path, change))


def test_the_warehouse_has_them_in_order() -> None:
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        write_terms(con, TERMS)
        rows = con.execute("SELECT term_id, domain, words FROM term ORDER BY sort_order").fetchall()
        assert rows == [(term.id, term.domain, list(term.words)) for term in TERMS]
