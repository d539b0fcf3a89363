"""Ongelijkheid on the real open data: the figures of the country as they were computed once by hand, and what the screen says of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from domain.claims import Verdict
from store.inequality_results import frame_claims
from store.warehouse import Store
from tests.browsing import Server, Visitor, serve


@pytest.fixture(scope="module")
def store(real_warehouse: Path) -> Iterator[Store]:
    store = Store(real_warehouse)
    yield store
    store.close()


@pytest.fixture(scope="module")
def server(real_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serve(real_warehouse, tmp_path_factory.mktemp("inequality_server"))


def test_supermarkets_of_2020_by_social_assistance(store: Store) -> None:
    """All buurten with residents and both figures, ties merged, exact quintiles of residents: from most to least assistance."""
    found = frame_claims(store, "NL00", year=2020).result("supermarkt")
    assert found is not None
    assert found.pick is not None
    assert found.judgement is not None
    assert found.judgement.groups is not None
    assert (found.pick.year, found.pick.ranking.ranking_id, found.pick.ranking_year) == (2020, "bijstand", 2020)
    assert found.judgement.groups.mean == pytest.approx((0.56, 0.68, 0.80, 0.90, 1.52), abs=0.01)
    assert found.judgement.verdict is Verdict.REVERSED


def test_within_every_class_of_urbanity_it_runs_the_same_way(store: Store) -> None:
    """Town and country apart (methods §8.6): nowhere are the lowest incomes clearly farther away."""
    found = frame_claims(store, "NL00", year=2020).result("supermarkt")
    assert found is not None
    assert [each.urbanity_class for each in found.urbanity] == [1, 2, 3, 4, 5]
    for each in found.urbanity:
        assert each.groups is not None
        low, high = each.groups.mean[0], each.groups.mean[-1]
        assert low is not None
        assert high is not None
        assert low < high


def test_a_country_of_one_gemeente_is_not_told(store: Store) -> None:
    """Distances of 2023 were read for Utrecht only: they are no figures of the country."""
    found = frame_claims(store, "NL00").result("bibliotheek")
    assert found is not None
    assert found.judgement is None or found.judgement.verdict is Verdict.UNDECIDED


def test_the_screen_says_plainly_that_it_runs_the_other_way(visit: Callable[..., Visitor]) -> None:
    page = visit().page
    page.goto(f"{visit().server.url}/ongelijkheid?gebied=NL00&peiljaar=2020#supermarkt")
    card = page.locator("#supermarkt")
    expect(card.locator(".uitkomst")).to_contain_text("In Nederland is het andersom", timeout=30_000)
    told = re.sub(r"\s+", " ", card.inner_text())
    assert "0,6 km tegen 1,5 km" in told
    assert "2020" in told
    assert "Bijstand staat hier in de plaats van inkomen" in told
