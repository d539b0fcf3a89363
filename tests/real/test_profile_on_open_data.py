"""Profiles, comparable areas and briefings on the real open data: figures are those of the map, and everything says what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from briefing.make import Format, make
from briefing.request import Setting
from domain.profile import Profile
from domain.recipe import Asked, Recipe
from domain.wording.profile import coverage_sentence, who_lives_here
from store.areas import area
from store.figures import figure
from store.profile import combined_profile, profile_of
from store.warehouse import Store

#: Zuidwestkwadrant-Zuid in Amsterdam; Welgelegen, Den Hommel in Utrecht.
AMSTERDAM, UTRECHT = "BU0363FJ04", "BU03440111"


@pytest.fixture(scope="module")
def store(real_warehouse: Path) -> Iterator[Store]:
    store = Store(real_warehouse)
    yield store
    store.close()


def profile(store: Store, code: str) -> Profile:
    found = area(store, code)
    assert found is not None
    return profile_of(store, found)


@pytest.mark.parametrize("code", [AMSTERDAM, UTRECHT, "GM0363", "GM0344", "NL00"])
def test_every_figure_is_that_of_the_map(store: Store, code: str) -> None:
    rows = [row for row in profile(store, code).rows if row.value is not None]
    assert len(rows) >= 20
    for row in rows:
        assert row.figure is not None
        on_map = figure(store, row.indicator.indicator_id, code, row.figure.reference_year)
        assert on_map is not None
        assert (on_map.value, on_map.source.citation) == (row.value, row.figure.source.citation)


def test_it_opens_with_the_people_who_live_there(store: Store) -> None:
    told = " ".join(who_lives_here(profile(store, "GM0344")))
    assert "Er wonen 374.238 mensen in" in told


def test_it_says_how_much_is_known(store: Store) -> None:
    found = profile(store, AMSTERDAM).coverage
    assert found.filled + sum(len(titles) for _, titles in found.absent) == found.total
    assert f"{found.filled} van de {found.total} cijfers zijn bekend" in coverage_sentence(found)
    assert found.modelled > 10


def test_modelled_figures_stand_beside_gemeente_and_country_only(store: Store) -> None:
    found = profile(store, AMSTERDAM)
    assert found.comparable.codes
    assert any(row.similar is not None for row in found.rows)
    assert all(row.similar is None for row in found.rows if row.is_modelled)
    assert all(
        each.beside.name.startswith("vergelijkbare") is False for each in found.standouts if each.row.is_modelled
    )


def test_a_briefing_of_two_buurten_together_holds_their_figures(store: Store) -> None:
    codes = (UTRECHT, "BU03440112")
    found = combined_profile(store, codes, "Ons gebied")
    people = found.row("residents_count")
    assert people is not None
    parts = [profile(store, code).row("residents_count") for code in codes]
    assert people.value == sum(row.value or 0 for row in parts if row is not None)
    made = make(store, Recipe(areas=(Asked(codes, "Ons gebied"),)), Format.DOCX, Setting(date(2026, 3, 31)))
    text = [p.text for p in docx.Document(BytesIO(made.body)).paragraphs]
    assert "Gebiedsbriefing: Ons gebied" in text
    assert not any("fictie" in each.lower() for each in text)
