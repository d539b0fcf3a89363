"""An address and the sentences that must appear."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import Visitor, serve

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


@pytest.mark.parametrize(
    ("query", "heading", "said"),
    [
        ("", "in Lindermeer", "Lindermeer"),
        ("?gebied=GM9901&indicator=supermarket_km", "per buurt in Lindermeer", "Wat u moet weten"),
        ("?gebied=NL00&niveau=gemeente&indicator=supermarket_km", "per gemeente in Nederland", "Nederland"),
        ("?gebied=NL00&niveau=wijk&indicator=supermarket_km", "per wijk in Nederland", "Nederland"),
        ("?gebied=NL00&niveau=buurt&indicator=supermarket_km", "per buurt in Nederland", "Nederland"),
        ("?gebied=GM9902&niveau=gemeente&indicator=supermarket_km", "per gemeente in Nederland", "Oud-Vlieterdam"),
        ("?gebied=WK990101&indicator=supermarket_km", "per wijk in Lindermeer", "wijk in gemeente Lindermeer"),
        ("?gebied=WK990101&niveau=buurt&indicator=supermarket_km", "per buurt in Lindermeer", "Westersingel"),
        ("?gebied=BU99010003&indicator=supermarket_km", "per buurt in Lindermeer", "buurt in Binnenstad"),
        ("?gebied=GM9901&indicator=good_health_pct", "Lindermeer, 20", "geschat met een rekenmodel"),
        ("?gebied=GM9901&indicator=supermarket_km&jaar=2019", "Lindermeer, 2019", "2019"),
        (
            "?gebied=BU99010003&indicator=supermarket_km&schaal=gemeente",
            "Lindermeer",
            "gelden alleen binnen Lindermeer",
        ),
        ("?gebied=GM0000&jaar=nu&niveau=x&indicator=%3Cb%3E", "in Lindermeer", "Niet alles uit het webadres"),
        ("?gebied=GM9901&niveau=wijk&modus=stapeling", "in Lindermeer", "Stapeling is er alleen per buurt"),
    ],
)
def test_an_address_shows_its_sentence(visit: Visit, query: str, heading: str, said: str) -> None:
    visitor = visit()
    page = visitor.open(query)
    visitor.expect_heading(heading)
    expect(page.locator("main")).to_contain_text(said)
    expect(page.locator(".banier")).to_contain_text("Fictieve gegevens")


def test_a_true_zero_is_a_figure_in_panel_and_list(visit: Visit) -> None:
    page = visit().open("?gebied=BU99010702&indicator=social_assistance_pct&jaar=2024")
    expect(page.locator(".groot-getal")).to_have_text(re.compile(r"^0(,0)?%$"))
    expect(page.locator("tr.gekozen td").first).to_have_text(re.compile(r"^0(,0)?%$"))


def test_an_area_without_a_figure_says_why_and_what_to_do(visit: Visit) -> None:
    page = visit().open("?gebied=GM9901&niveau=buurt&indicator=good_health_pct")
    page.get_by_role("button", name="Cijfer").click()
    without = page.locator("tr:has(td.zonder) a")
    page.get_by_label("Filter deze lijst").fill("haven")
    expect(without.first).to_be_visible()
    without.first.click()
    expect(page.locator(".paneel .groot-getal.zonder")).to_have_text("Geen cijfer")
    expect(page.locator(".paneel-cijfer")).to_contain_text(re.compile("Bekijk|woont niemand"))


def test_without_a_warehouse_the_page_says_what_to_do(visit: Visit, tmp_path: Path) -> None:
    for server in serve(tmp_path / "none.duckdb", tmp_path):
        visitor = visit(at=server)
        visitor.page.goto(server.url)
        expect(visitor.page.get_by_role("alert")).to_contain_text("nog geen gegevens")


def test_buurten_that_do_not_add_up_say_why_they_are_not_shown(visit: Callable[..., Visitor]) -> None:
    page = visit().open("?gebied=GM9903&niveau=buurt&indicator=residents_count&jaar=2018")
    expect(page.locator("#legenda")).to_contain_text("passen niet bij de gebieden van Kranenhoek aan de Linder")
    expect(page.locator("#legenda")).to_contain_text("Inwoners, 2018")
