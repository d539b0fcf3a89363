"""Screen Samen aan tafel as a visitor meets it: an address gives its matrix, by mouse, keyboard, phone and on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
#: A buurt of the demo where much goes together, and its gemeente.
BUURT, GEMEENTE = "BU99010205", "GM9901"


def opened(visitor: Visitor, address: str = BUURT) -> Page:
    visitor.page.goto(f"{visitor.server.url}/samen/{address}")
    expect(visitor.page.locator(".samen-matrix")).to_be_visible()
    return visitor.page


def test_an_address_gives_its_sentence_its_matrix_and_every_crossing(visit: Visit) -> None:
    page = opened(visit())
    expect(page.get_by_role("heading", level=1)).to_have_text("Samen aan tafel in Viaductbuurt")
    expect(page.locator(".inleiding")).to_contain_text("van de 56 vakken van de matrix")
    expect(page.locator(".samen-matrix td")).to_have_count(56)
    assert page.locator("#knooppunten [id^='knooppunt-']").count() >= 15
    expect(page.locator("#knooppunten article").first).to_contain_text("Eerste stap")
    expect(page.locator("#band-linking")).to_contain_text("linking")


def test_an_address_opens_the_cell_it_points_at_and_a_link_opens_a_crossing(visit: Visit) -> None:
    page = opened(visit(), f"{BUURT}#vak-nabijheid-vergrijzing")
    cell = page.locator("#vak-nabijheid-vergrijzing")
    expect(cell).to_have_attribute("open", "")
    expect(cell).to_be_in_viewport()
    expect(cell).to_contain_text("Sociaal en gezondheid: Vergrijzing")
    page.locator(".samen-matrix a[href='#knooppunt-rookvrije_plekken']").click()
    crossing = page.locator("#knooppunt-rookvrije_plekken")
    expect(crossing).to_have_attribute("open", "")
    expect(crossing).to_contain_text("Gegevens die ontbreken")
    page.go_back()
    expect(cell).to_be_in_viewport()


def test_the_lens_by_keyboard_and_back(visit: Visit) -> None:
    page = opened(visit(), GEMEENTE)
    page.get_by_role("link", name="vergrijzing", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/samen/GM9901?lens=vergrijzing")
    expect(page.locator("text=door de bril van vergrijzing")).to_be_visible()
    expect(page.locator(".menu a", has_text="Nabijheid")).to_have_attribute("href", "/nabijheid?gebied=GM9901")
    page.locator(".menu a", has_text="Nabijheid").click()
    page.wait_for_url("**/nabijheid?gebied=GM9901")
    page.go_back()
    expect(page.locator(".samen-matrix")).to_be_visible()
    page.locator(".samen-item summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".samen-item").first).to_have_attribute("open", "")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, width: int) -> None:
    page = opened(visit(width=width), f"{BUURT}?lens=vergrijzing")
    page.evaluate("document.querySelectorAll('#samen details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_on_a_phone_a_row_is_a_card_with_its_heads(visit: Visit) -> None:
    page = opened(visit(width=360))
    row = page.locator(".samen-matrix tbody tr").first
    box = row.bounding_box()
    assert box is not None
    assert box["width"] <= 360
    head = row.locator("td").first.evaluate("e => getComputedStyle(e, '::before').content")
    assert head == '"Ruimte"'


def test_paper_has_the_folded_parts_and_the_list_to_fill(visit: Visit) -> None:
    page = opened(visit(), GEMEENTE)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".samen-formulier table")).to_be_visible()
    expect(page.get_by_text("Twee geschatte cijfers maken nooit een samenloop")).to_be_visible()
    expect(page.get_by_role("heading", name="Rookvrije en nuchtere plekken")).to_be_visible()
    expect(page.locator("#knooppunt-rookvrije_plekken dl")).to_be_hidden()
    expect(page.locator("#cijfers")).to_be_hidden()
    expect(page.locator(".samen-verder")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".samen-formulier table")).to_be_hidden()
