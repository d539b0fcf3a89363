"""The whole way once more, seen by a visitor: real files -> warehouse -> page in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import Server, Visitor, serve


@pytest.fixture(scope="module")
def server(real_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serve(real_warehouse, tmp_path_factory.mktemp("real_server"))


def panel_text(page: Visitor) -> str:
    return re.sub(r"\s+", " ", page.page.locator("#paneel").inner_text())


def test_amsterdam_on_the_map(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.open("?gebied=GM0363&niveau=buurt&indicator=supermarket_km&jaar=2024")
    visitor.expect_heading("Afstand tot een grote supermarkt per buurt in Amsterdam, 2024")
    assert "931.298 inwoners" in panel_text(visitor)


def test_the_whole_country_per_buurt(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.open("?gebied=NL00&niveau=buurt&indicator=gp_km&jaar=2024")
    visitor.expect_heading("per buurt in Nederland, 2024")
    assert "1,1 km" in panel_text(visitor)
    expect(visitor.page.get_by_text("14.574").first).to_be_visible()


def test_a_true_zero_from_file_to_screen(visit: Callable[..., Visitor]) -> None:
    """Gein 3 has 0,0 cafés within 1 km in the 2024 file: a figure, not a gap."""
    visitor = visit()
    visitor.open("?gebied=BU0363TM03&niveau=buurt&indicator=cafe_1km_count&jaar=2024")
    text = panel_text(visitor)
    assert "Gein 3" in text
    assert re.search(r"(^| )0,0( |$)", text), text


def test_an_old_code_in_a_link_leads_to_its_buurt_of_today(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.open("?gebied=BU03630000&indicator=supermarket_km")
    assert "Kop Zeedijk" in panel_text(visitor)
    expect(visitor.page.locator("#meldingen")).to_contain_text("BU0363AE01")


def test_a_modelled_figure_says_so_and_gives_no_false_certainty(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.open("?gebied=GM0344&indicator=good_health_pct&jaar=2020")
    text = panel_text(visitor)
    assert "rekenmodel" in text
    assert "marge onbekend" in text
