"""Profile of an area as a visitor meets it: who lives here first, then every figure; phone, keyboard, print."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
BUURT = "buurt/BU99010101"
MOST_SERIOUS_WIDTHS = [320, 1280]


def opened(visitor: Visitor, path: str = BUURT) -> Page:
    visitor.page.goto(f"{visitor.server.url}/{path}")
    expect(visitor.page.locator("#profiel-kop")).to_be_visible()
    expect(visitor.page.locator("#deel-bestaanszekerheid, .vijf-zinnen").first).to_be_visible()
    return visitor.page


def test_a_buurt_opens_with_where_it_is_and_what_is_good(visit: Visit) -> None:
    page = opened(visit())
    expect(page.get_by_role("heading", level=1)).to_have_text("Westersingel-Noord")
    expect(page.get_by_text("Er wonen 3.135 mensen in 1.650 huishoudens (2024).")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("Kaartje van de gemeente Lindermeer"))).to_be_visible()
    expect(page.get_by_role("heading", name="Wat hier goed is")).to_be_in_viewport()
    expect(page).to_have_title("Westersingel-Noord, buurt – Buurtlens")


def test_a_number_on_the_profile_is_the_number_on_the_map(visit: Visit) -> None:
    visitor = visit()
    page = opened(visitor, f"{BUURT}?lezing=professionals")
    page.locator("#blok-nabijheid > summary").click()
    figure = page.locator("#cijfer-gp_km .rij-waarde").inner_text()
    visitor.open("?gebied=BU99010101&indicator=gp_km")
    expect(page.locator("#paneel .groot-getal").first).to_have_text(figure)


def test_residents_and_professionals_read_the_same_page_in_their_own_way(visit: Visit) -> None:
    page = opened(visit())
    page.locator("#blok-gezondheid > summary").click()
    expect(page.locator("#blok-gezondheid")).to_contain_text(
        re.compile(r"tussen \d+ en \d+ van de 100 \(een schatting")
    )
    page.get_by_role("link", name="voor professionals").click()
    expect(page).to_have_url(re.compile("lezing=professionals"))
    page.locator("#blok-gezondheid > summary").press("Enter")
    row = page.locator("#cijfer-good_health_pct")
    expect(row.locator(".rij-strook svg")).to_be_visible()
    expect(row.locator(".rij-naast")).to_contain_text("Nederland")
    row.locator("summary").press("Enter")
    expect(row).to_contain_text("Licentie:")


def test_a_gemeente_starts_with_five_sentences_and_has_a_large_view(visit: Visit) -> None:
    page = opened(visit(), "gemeente/GM9901")
    expect(page.locator(".vijf-zinnen li")).to_have_count(5)
    page.get_by_role("link", name="groot, voor op een scherm").click()
    expect(page.locator(".lezing-beamer .vijf-zinnen li").first).to_be_visible()
    size = page.locator(".vijf-zinnen li").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= 20


def test_the_menu_keeps_the_area_and_an_unknown_code_is_told(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_role("navigation", name="Schermen").get_by_role("link", name="Nabijheid").click()
    expect(page).to_have_url(re.compile(r"/nabijheid\?gebied=BU99010101"))
    page = opened(visit(), "buurt/BU12345678")
    expect(page.get_by_text("Het gebied BU12345678 staat niet in deze gegevens.")).to_be_visible()


@pytest.mark.parametrize("width", MOST_SERIOUS_WIDTHS)
@pytest.mark.parametrize("reading", ["", "?lezing=professionals"])
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, width: int, reading: str) -> None:
    page = opened(visit(width=width), BUURT + reading)
    for block in ("inkomen", "gezondheid", "nabijheid"):
        page.locator(f"#blok-{block} > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
