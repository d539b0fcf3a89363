"""Screen Vergelijken as a visitor meets it: address, keyboard, phone, axe."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
TWO = "vergelijken?gebieden=BU99010101,GM9901"


def opened(visitor: Visitor, path: str = TWO) -> Page:
    visitor.page.goto(f"{visitor.server.url}/{path}")
    visitor.page.locator("tr[id^='cijfer-']").first.wait_for(state="attached", timeout=20_000)
    return visitor.page


def heading(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_an_address_gives_its_sentence_and_rows(visit: Visit) -> None:
    page = opened(visit())
    heading(page, "U vergelijkt Westersingel-Noord met Lindermeer.")
    expect(page).to_have_title("Westersingel-Noord en Lindermeer vergeleken – Buurtlens")
    row = page.locator("#cijfer-single_household_pct")
    expect(row).to_contain_text(re.compile("Duidelijk (hoger|lager) in Westersingel-Noord"))
    expect(row.locator("svg text")).to_have_text(["A", "B"])
    expect(page.locator("#cijfer-residents_count")).to_contain_text("Niet vergeleken")


def test_an_area_comes_and_goes_by_keyboard(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_label("Voeg een gebied toe", exact=True).last.focus()
    page.keyboard.type("Kranenhoek")
    page.keyboard.press("Enter")
    expect(page.locator("#gevonden a").first).to_be_focused()
    page.keyboard.press("Enter")
    heading(page, "U vergelijkt Westersingel-Noord met Lindermeer en Kranenhoek aan de Linder.")
    page.get_by_role("link", name="Haal Lindermeer weg").focus()
    page.keyboard.press("Enter")
    heading(page, "U vergelijkt Westersingel-Noord met Kranenhoek aan de Linder.")
    expect(page).to_have_url(re.compile(r"gebieden=BU99010101,GM9903$"))
    page.go_back()
    heading(page, "U vergelijkt Westersingel-Noord met Lindermeer en Kranenhoek aan de Linder.")


def test_two_years_through_the_form(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_text("Vergelijk twee jaren").click()
    page.get_by_label("Westersingel-Noord in").select_option("2022")
    page.get_by_label("en in", exact=True).select_option("2024")
    page.get_by_role("button", name="Vergelijk", exact=True).click()
    heading(page, "U vergelijkt Westersingel-Noord in 2022 en in 2024.")


def test_the_menu_carries_the_first_area(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_role("navigation", name="Schermen").get_by_role("link", name="Nabijheid").click()
    expect(page).to_have_url(re.compile(r"/nabijheid\?gebied=BU99010101$"))
    page.get_by_role("navigation", name="Schermen").get_by_role("link", name="Vergelijken").click()
    heading(page, "U vergelijkt Westersingel-Noord met Lindermeer.")


def test_a_search_in_the_bar_begins_a_comparison_with_that_area(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_role("searchbox", name="Zoek gemeente").fill("kloosterhoek")
    page.locator("#zoek-resultaten a").first.click()
    heading(page, re.compile("^U vergelijkt Kloosterhoek met"))


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, width: int) -> None:
    page = opened(visit(width=width), "vergelijken?gebieden=BU99010101,WK990101,GM9901&zoek=kranenhoek")
    page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width != 320:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
