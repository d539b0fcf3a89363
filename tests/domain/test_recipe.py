"""A briefing that is asked for: what an address and a file say comes back the same, and nonsense is told."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.recipe import MOST_AREAS, Asked, Kind, Piece, Reader, Recipe, Seen, TextOf, clean_name, from_query
from domain.recipe_file import MOST_SEEN, from_file, from_posted, to_file

codes = st.from_regex(r"\ABU[0-9]{4}[0-9A-Z]{4}\Z")
asked = st.lists(codes, min_size=1, max_size=3, unique=True).flatmap(
    lambda found: st.builds(
        Asked, st.just(tuple(found)), st.text(max_size=70).map(clean_name) if len(found) > 1 else st.just("")
    )
)
recipes = st.builds(
    Recipe,
    areas=st.lists(asked, max_size=3, unique_by=lambda each: each.key)
    .filter(lambda found: all(each.name or len(each.codes) == 1 for each in found))
    .map(tuple),
    kind=st.sampled_from(Kind),
    reader=st.sampled_from(Reader),
    pieces=st.sets(st.sampled_from(list(Piece)), min_size=1).map(lambda found: tuple(p for p in Piece if p in found)),
    indicators=st.lists(st.from_regex(r"\A[a-z][a-z0-9_]{0,20}\Z"), max_size=3, unique=True).map(tuple),
    combined=st.booleans(),
)


@given(recipes)
def test_an_address_gives_the_briefing_back(recipe: Recipe) -> None:
    assert from_query(recipe.to_query()) == (recipe, ())


@given(recipes, st.text(min_size=1, max_size=40))
def test_a_file_gives_all_of_it_back(recipe: Recipe, name: str) -> None:
    keys = [each.key for each in recipe.areas]
    full = Recipe(
        **{
            **recipe.__dict__,
            "texts": {(key, TextOf.DUIDING): "Eerste regel.\nTweede." for key in keys},
            "template": clean_name(name),
            "seen": {(key, "gp_km"): Seen(2024, 0.0) for key in keys},
            "made_on": date(2026, 3, 31),
        }
    )
    assert from_file(to_file(full)) == full


@given(st.text(max_size=300))
def test_any_query_gives_a_recipe(query: str) -> None:
    recipe, _ = from_query(query)
    assert len(recipe.areas) <= MOST_AREAS
    assert recipe.pieces


def test_what_is_not_understood_is_told() -> None:
    recipe, lines = from_query("?gebieden=BU03630000,Utrecht&delen=begin,alles&soort=boek&lezer=kind")
    assert [each.key for each in recipe.areas] == ["BU03630000"]
    assert recipe.pieces == (Piece.BEGIN,)
    assert len(lines) == 4
    assert "“Utrecht”" in lines[0]


def test_more_areas_than_one_run_makes_are_told() -> None:
    every = ",".join(f"BU0363{number:04}" for number in range(MOST_AREAS + 3))
    recipe, lines = from_query(f"?gebieden={every}")
    assert len(recipe.areas) == MOST_AREAS
    assert f"{MOST_AREAS + 3} gebieden" in lines[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("geen json", "geen bewaarde briefing"),
        ("[]", "geen bewaarde briefing"),
        ('{"a": 1}', "geen bewaarde briefing"),
        ('{"buurtlens_briefing": 99}', "nieuwere versie"),
        ('{"buurtlens_briefing": 1}', "niet heel"),
        (json.dumps({**json.loads(to_file(Recipe())), "soort": "boek"}), "boek"),
        (json.dumps({**json.loads(to_file(Recipe())), "gebieden": [{"codes": ["x"]}]}), "niet heel"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        from_file(text)


def test_own_text_keeps_its_lines_and_loses_what_cannot_be_printed() -> None:
    told = json.loads(to_file(Recipe(texts={("BU03630000", TextOf.BEWONERS): "a\nb"})))
    told["teksten"][0]["tekst"] = "a\r\nb\x00c"
    assert from_file(json.dumps(told)).texts == {("BU03630000", TextOf.BEWONERS): "a\nbc"}


def test_what_a_page_sends_is_the_address_with_texts_and_earlier_figures() -> None:
    whole = Recipe(
        areas=(Asked(("BU03630000", "BU03630001"), "Samen"), Asked(("GM0344",))),
        texts={("BU03630000+BU03630001", TextOf.DUIDING): "Onze duiding"},
        seen={("GM0344", "gp_km"): Seen(2023, 0.0), ("GM0344", "green_pct"): Seen(2023, None)},
        made_on=date(2026, 5, 1),
    )
    told = json.loads(to_file(whole))
    found, lines = from_posted({**told, "vraag": whole.to_query() + "&delen=taart"})
    assert found == whole
    assert len(lines) == 1


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "niet heel aangekomen"),
        ({"teksten": "x"}, "niet heel aangekomen"),
        ({"teksten": ["x"]}, "niet heel aangekomen"),
        ({"teksten": [{"gebied": "GM0344", "blok": "kop", "tekst": ""}]}, "niet heel aangekomen"),
        ({"gezien": [{"gebied": "GM0344", "cijfer": "gp_km", "jaar": "nu", "waarde": 1}]}, "niet heel aangekomen"),
        ({"gezien": [{"gebied": "GM0344", "cijfer": "gp_km", "jaar": float("inf"), "waarde": 1}]}, "niet heel"),
        ({"gemaakt": "gisteren"}, "niet heel aangekomen"),
        ({"gezien": [{}] * (MOST_SEEN + 1)}, "te groot"),
        ({"teksten": [{}] * (2 * MOST_AREAS + 1)}, "te groot"),
        ({"teksten": [{"gebied": "GM0363", "blok": "duiding", "tekst": "x"}]}, "GM0363"),
        ({"gezien": [{"gebied": "<b>", "cijfer": "gp_km", "jaar": 2023, "waarde": 1}]}, "niet gekozen"),
    ],
)
def test_a_damaged_or_strange_order_is_refused_in_words(told: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        from_posted({"vraag": "?gebieden=GM0344" if told else None, **told})
