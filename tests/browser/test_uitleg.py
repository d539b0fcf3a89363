"""Uitleg, Begrippen, the explanations beside texts and the tours, as a visitor meets them: mouse, finger, keyboard, phone, print."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Server, Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
BOX = "#begrip-uitleg"


def opened(visitor: Visitor, path: str = "uitleg?gebied=GM9901", title: str = "Zo werkt Buurtlens") -> Page:
    visitor.page.goto(f"{visitor.server.url}/{path}")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(
        title, timeout=20_000
    )  # the first visit is cold
    return visitor.page


def test_an_address_restores_the_area_and_its_chapter(visit: Visit) -> None:
    page = opened(visit(), "uitleg?gebied=BU99010101#afstand")
    expect(page).to_have_title("Uitleg – Westersingel-Noord – Buurtlens")
    expect(page.get_by_role("heading", name="Voorbeeld uit Westersingel-Noord").first).to_be_visible()
    expect(page.locator("#afstand")).to_be_in_viewport()
    page.get_by_text("Kies een ander gebied").click()
    page.locator(".gebieden a").first.click()
    expect(page).to_have_url(re.compile(r"/uitleg\?gebied="))
    expect(page).not_to_have_title("Uitleg – Westersingel-Noord – Buurtlens")


@pytest.mark.parametrize("method", ["afstand", "geschat"])
def test_the_number_of_an_example_is_that_of_the_map(visit: Visit, method: str) -> None:
    visitor = visit()
    page = opened(visitor)
    told = page.locator(f"#{method} .voorbeeld p").first.inner_text()
    found = re.match(r"Lindermeer: (\S+(?:\s(?:km|%))?) \(", told)
    assert found, told
    page.locator(f"#{method} .voorbeeld a").first.click()
    visitor.wait_painted()
    expect(page.locator("#paneel .groot-getal")).to_have_text(found[1])


def test_the_income_example_is_the_card_of_ongelijkheid(visit: Visit) -> None:
    page = opened(visit())
    lowest = page.locator("#inkomensgroepen tbody tr").first.locator("td").inner_text()
    page.get_by_role("link", name="Bekijk dit bij Ongelijkheid").click()
    card = page.locator("article.uitspraak:target, article.uitspraak").filter(has_text="ongezond")
    expect(card.first).to_contain_text(lowest)


@pytest.mark.parametrize(
    ("path", "title", "width"),
    [
        ("uitleg?gebied=GM9901", "Zo werkt Buurtlens", 360),
        ("uitleg?gebied=GM9901", "Zo werkt Buurtlens", 1280),
        ("begrippen", "Begrippen", 320),
        ("begrippen", "Begrippen", 1280),
        ("toegankelijkheid", "Toegankelijkheidsverklaring", 320),
    ],
)
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, path: str, title: str, width: int) -> None:
    page = opened(visit(width=width), path, title)
    if path != "toegankelijkheid":
        expect(page.locator(".begrip-item, .methode").first).to_be_visible()
    for summary in page.locator("main summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_term_opens_and_closes_by_keyboard_and_keeps_the_focus(visit: Visit) -> None:
    page = opened(visit())
    term = page.get_by_role("button", name="leefomgeving").first
    term.focus()
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_contain_text("Alles om mensen heen")
    expect(term).to_have_attribute("aria-expanded", "true")
    expect(term).to_have_accessible_description(re.compile("Alles om mensen heen"))
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).to_be_empty()
    expect(term).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(BOX)).to_contain_text("Alles om mensen heen")
    page.keyboard.press("Tab")
    expect(page.locator(BOX)).to_be_empty()
    expect(term).to_have_attribute("aria-expanded", "false")


def test_a_term_opens_by_touch_on_the_map_and_stays_within_a_phone(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="nl-NL"
    )
    page = context.new_page()
    page.goto(f"{server.url}/?gebied=GM9901&indicator=good_health_pct")
    term = page.locator("#paneel button.begrip").first
    term.scroll_into_view_if_needed()
    term.tap()
    expect(page.locator(BOX)).to_contain_text("niet aan elke inwoner gevraagd")
    box = page.locator(BOX).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.locator("#paneel h2").tap()
    expect(page.locator(BOX)).to_be_empty()
    context.close()


@pytest.mark.parametrize(
    ("path", "drawn"), [("uitleg?gebied=GM9901", ".begrip"), ("ongelijkheid?gebied=GM9901", "#uitspraken article")]
)
def test_a_tour_goes_by_keyboard_and_can_be_left(visit: Visit, path: str, drawn: str) -> None:
    page = opened(visit(), path, "")
    expect(page.locator(drawn).first).to_be_visible()
    start = page.get_by_role("button", name="Rondleiding")
    start.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(re.compile(r"Stap 1 van [45]"))
    expect(dialog.get_by_role("button", name="Volgende")).to_be_focused()
    expect(dialog.get_by_role("button", name="Vorige")).to_be_disabled()
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Stap 2 van")
    expect(page.locator(".rondleiding-doel")).to_have_count(1)
    expect(page.locator(".rondleiding-doel")).to_be_in_viewport()
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Stap 1 van")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(start).to_be_focused()
    expect(page.locator(".rondleiding-doel")).to_have_count(0)


def test_a_tour_ends_after_its_last_step(visit: Visit) -> None:
    page = opened(visit(width=360), "begrippen", "Begrippen")
    expect(page.locator(".begrip-item").first).to_be_visible()
    page.get_by_role("button", name="Rondleiding").click()
    page.get_by_role("button", name="Volgende").click()
    page.get_by_role("button", name="Volgende").click()
    page.get_by_role("button", name="Klaar").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_print_keeps_texts_and_examples_without_extras(visit: Visit) -> None:
    page = opened(visit())
    term = page.get_by_role("button", name="leefomgeving").first
    term.click()
    page.emulate_media(media="print")
    expect(page.locator(BOX)).to_be_hidden()
    expect(page.locator(".rondleiding-knop")).to_be_hidden()
    expect(page.locator(".voorbeeld table").first).to_be_visible()
    assert term.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
