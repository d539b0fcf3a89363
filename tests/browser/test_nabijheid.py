"""Screen Nabijheid as a visitor meets it: mouse, keyboard, phone, print, downloads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from layouts import ids
from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
GP = "nabijheid?gebied=GM9901&indicator=gp_km"
ANSWER = ".nabijheid-antwoord"


def opened(visitor: Visitor, path: str = GP) -> Page:
    visitor.page.goto(f"{visitor.server.url}/{path}")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Hoe ver wonen inwoners van")
    return visitor.page


def test_an_address_restores_facility_and_guide_value(visit: Visit) -> None:
    page = opened(visit(), f"{GP}&grens=3.0")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Hoe ver wonen inwoners van Lindermeer van voorzieningen?"
    )
    expect(page.get_by_role("heading", level=2).first).to_have_text("Huisarts")
    expect(page.locator("#verder-titel")).to_have_text("Wie woont verder dan 3 km van een huisarts?")
    expect(page.locator(ANSWER)).to_contain_text(
        re.compile(r"Ongeveer [\d.]+ van de 139\.[\d.]+ inwoners \(.+%\), in 2024\.")
    )
    expect(page).to_have_title("Huisarts – Lindermeer – Buurtlens")


def test_the_pictures_are_drawn(visit: Visit) -> None:
    page = opened(visit())
    expect(page.locator(".verloop svg")).to_be_visible()
    expect(page.locator(".staven svg rect")).to_have_count(7)
    expect(page.locator(".nabijheid-verder .verloop-grafiek svg")).to_be_visible()


def test_a_row_opens_a_facility_and_back_closes_it(visit: Visit) -> None:
    page = opened(visit(), "nabijheid?gebied=GM9901")
    expect(page.locator("#verder-titel")).to_have_count(0)
    page.get_by_role("link", name="Grote supermarkt").click()
    expect(page.locator("#verder-titel")).to_contain_text("van een grote supermarkt")
    expect(page).to_have_url(re.compile(r"/nabijheid\?gebied=GM9901&indicator=supermarket_km$"))
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    expect(page.locator("#verder-titel")).to_have_count(0)


def test_a_guide_value_by_link_and_by_keyboard(visit: Visit) -> None:
    page = opened(visit())
    before = page.locator(ANSWER).inner_text()
    page.get_by_role("link", name=re.compile(r"^3.km")).click()
    expect(page).to_have_url(re.compile("grens=3.0$"))
    expect(page.locator(ANSWER)).not_to_have_text(before)
    field = page.get_by_label("Andere richtwaarde in km")
    expect(field).to_have_value("3")
    field.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("0,75")
    page.keyboard.press("Enter")
    expect(page.locator("#verder-titel")).to_contain_text(re.compile("750.meter"))
    expect(page).to_have_url(re.compile("grens=0.75$"))


def test_a_guide_value_that_cannot_be_read_has_a_friendly_line(visit: Visit) -> None:
    page = opened(visit())
    field = page.get_by_label("Andere richtwaarde in km")
    field.fill("heel ver")
    field.press("Enter")
    expect(page.get_by_text("De richtwaarde “heel ver” in het webadres kennen we niet.")).to_be_visible()


def test_income_groups_stand_as_a_table_too(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_text("Deze cijfers in een tabel").click()
    rows = page.locator(".nabijheid-verder details[open] tbody tr")
    expect(rows).to_have_count(7)
    expect(rows.nth(2)).to_contain_text("Laagste inkomens")
    expect(page.get_by_role("heading", name="Van stad tot platteland")).to_be_visible()


def test_a_region_never_pools_town_and_country(visit: Visit) -> None:
    page = opened(visit(), "nabijheid?gebied=GG9901&indicator=gp_km")
    expect(page.get_by_text("liggen stad en platteland door elkaar")).to_be_visible()
    expect(page.locator(".staven")).to_have_count(0)
    expect(page.locator(".nabijheid-verder .kaartjes tbody tr")).to_have_count(5)


def test_another_area_through_the_list_and_the_search(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_text("Kies een ander gebied").click()
    page.locator(".gebieden a").last.click()
    expect(page).to_have_url(re.compile(r"/nabijheid\?gebied=WK9901.*indicator=gp_km"))
    page.locator(f"#{ids.SEARCH_TEXT}").fill("Kranenhoek")
    page.locator(f"#{ids.SEARCH_RESULTS} a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kranenhoek")
    expect(page).to_have_url(re.compile(r"/nabijheid\?gebied=GM9903.*indicator=gp_km"))


def test_from_the_map_and_back(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?gebied=GM9901&niveau=buurt&indicator=supermarket_km")
    menu = page.get_by_role("navigation", name="Schermen")
    menu.get_by_role("link", name="Nabijheid").click()
    expect(page.locator("#verder-titel")).to_contain_text("van een grote supermarkt")
    page.get_by_role("link", name="Huisarts", exact=True).click()
    expect(page.locator("#verder-titel")).to_contain_text("van een huisarts")
    menu.get_by_role("link", name="Kaart").click()
    visitor.wait_painted()
    visitor.expect_heading("huisarts")


def test_downloads_open(visit: Visit) -> None:
    page = opened(visit())
    for name, ending in (
        ("Download de staven (SVG)", ".svg"),
        ("Download de staven (PNG)", ".png"),
        ("Download dit overzicht (CSV)", "nabijheid_GM9901_fictief.csv"),
    ):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        assert waiting.value.suggested_filename.endswith(ending)


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, width: int) -> None:
    page = opened(visit(width=width))
    for summary in page.locator(".scherm-nabijheid summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_on_a_phone_a_row_is_a_card_with_its_heads(visit: Visit) -> None:
    page = opened(visit(width=360), "nabijheid?gebied=GM9901")
    card = page.locator(".overzicht tbody tr").first
    box = card.bounding_box()
    assert box is not None
    assert box["width"] <= 360
    head = card.locator("td").nth(1).evaluate("e => getComputedStyle(e, '::before').content")
    assert head == '"Vergelijkbare jaren"'


def test_print_keeps_figures_and_leaves_out_the_controls(visit: Visit) -> None:
    page = opened(visit())
    page.emulate_media(media="print")
    expect(page.locator(".richtwaarde-keuze")).to_be_hidden()
    expect(page.locator(".staven svg")).to_be_visible()
