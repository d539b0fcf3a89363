"""Samen aan tafel on the real open data: Amsterdam, Utrecht and a municipality of villages each give a picture of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.areas import Level
from domain.samenloop_models import CellState, SamenView
from store.areas import area, areas_of
from store.samen import samen_of
from store.warehouse import Store

AMSTERDAM, UTRECHT, VILLAGES = "GM0363", "GM0344", "GM1695"


@pytest.fixture(scope="module")
def store(real_warehouse: Path) -> Iterator[Store]:
    store = Store(real_warehouse)
    yield store
    store.close()


def seen(store: Store, code: str, *, older: bool = False) -> SamenView:
    found = area(store, code)
    assert found is not None
    return samen_of(store, found, older=older)


def lit(store: Store, code: str) -> set[tuple[str, str]]:
    return {cell.key for cell in seen(store, code).samenlopen}


def test_three_places_three_pictures(store: Store) -> None:
    """Few gardens with benefits, loneliness and stress in Amsterdam; stress in Utrecht; far from a GP and ageing in Noord-Beveland."""
    assert lit(store, AMSTERDAM) == {("ruimte", "bestaanszekerheid"), ("ruimte", "eenzaamheid"), ("ruimte", "stress")}
    assert lit(store, UTRECHT) == {("ruimte", "stress"), ("nabijheid", "stress")}
    assert lit(store, VILLAGES) == {("nabijheid", "vergrijzing"), ("nabijheid", "bewegen")}
    assert {each.knooppunt.knooppunt_id for each in seen(store, VILLAGES).lit} == {
        "ouder_worden_in_de_buurt",
        "eten_in_de_buurt",
    }


def test_figures_that_make_it_are_those_of_the_sources(store: Store) -> None:
    cell = seen(store, VILLAGES).cells["nabijheid", "vergrijzing"]
    read = {
        each.candidate.indicator_id: (each.figure.value, each.benchmark, each.figure.reference_year)
        for pair in cell.pairs
        for each in (pair.physical, pair.social)
        if each.figure is not None
    }
    assert read["gp_km"] == (1.9, 1.1, 2024)
    assert read["age_65_plus_pct"] == (pytest.approx(30.2), pytest.approx(20.5), 2024)
    assert not cell.is_modelled


def test_the_lens_of_ageing_changes_the_picture_of_amsterdam(store: Store) -> None:
    older = {cell.key for cell in seen(store, AMSTERDAM, older=True).samenlopen}
    assert ("ruimte", "gezondheidsverschillen") in older
    assert ("ruimte", "stress") not in older


def test_what_is_not_in_these_files_has_no_figures_and_lights_nothing(store: Store) -> None:
    cells = seen(store, AMSTERDAM).cells
    for task in ("klimaat", "energie", "veiligheid", "stapeling"):
        assert {cell.state for key, cell in cells.items() if key[0] == task} == {CellState.NO_FIGURES}, task


def test_no_area_of_the_country_has_a_cell_that_rests_on_models(store: Store) -> None:
    places = [*areas_of(store, Level.GEMEENTE, "NL00")[::12], *areas_of(store, Level.BUURT, AMSTERDAM)[::40]]
    found = [cell for place in places for cell in samen_of(store, place).samenlopen]
    assert len(found) > 30
    assert all(not (pair.physical.is_modelled and pair.social.is_modelled) for cell in found for pair in cell.pairs)
