"""An own area as a visitor makes it: by keyboard and on the map, kept in the address, read as a profile, printed on one page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from domain.numbers_nl import format_value
from store.catalogue import shown_indicators
from store.combined import combined_figures
from store.warehouse import Store
from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
CODES = ("BU99010101", "BU99010102", "BU99020101")
AREA = f"ons-gebied?buurten={','.join(CODES)}&naam=Rond+de+singel"


def choosing(visitor: Visitor, query: str) -> Page:
    visitor.page.goto(f"{visitor.server.url}/ons-gebied{query}")
    expect(visitor.page.locator(".keuze-klaar")).to_be_visible()
    return visitor.page


def shown(visitor: Visitor, path: str = AREA) -> Page:
    visitor.page.goto(f"{visitor.server.url}/{path}")
    expect(visitor.page.locator("#deel-bestaanszekerheid")).to_be_attached()
    return visitor.page


def test_list_and_map_make_one_choice_that_stays_in_the_address(visit: Visit) -> None:
    page = choosing(visit(), "?gebied=BU99010101")
    box, shape = page.locator("input[value=BU99010102]"), page.locator("path[data-buurt=BU99010102]")
    box.focus()
    page.keyboard.press("Space")
    expect(shape).to_have_class(re.compile("gekozen"))
    expect(page.locator(".keuze-telling")).to_contain_text("Gekozen buurten: 2.")
    shape.click()
    expect(box).not_to_be_checked()
    page.locator("path[data-buurt=BU99010201]").click()
    expect(page.locator("input[value=BU99010201]")).to_be_checked()
    # Another gemeente: what was chosen stays, also what the server had not seen yet.
    page.get_by_label("Gemeente", exact=True).select_option("GM9902")
    page.get_by_role("button", name="Toon de buurten").click()
    expect(page.get_by_text("Ook gekozen, in een andere gemeente (2)")).to_be_visible()
    page.locator("button[data-wijk]").first.press("Enter")
    expect(page.locator("[data-tel]").first).to_have_text(re.compile(r"^(\d+) van \1 gekozen$"))
    page.locator("button[data-wijk]").first.press("Enter")
    page.get_by_label("Naam van het gebied").fill("Rond de singel")
    page.get_by_label("Naam van het gebied").press("Enter")
    expect(page).to_have_url(re.compile(r"/ons-gebied\?buurten=BU99010101,BU99010201&naam=Rond\+de\+singel$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Rond de singel")
    expect(page.get_by_text("samengesteld uit 2 buurten").first).to_be_visible()
    page.go_back()
    expect(page.locator("input[name=buurten]:checked")).to_have_count(2)


def test_nothing_chosen_is_said_and_the_list_can_be_searched(visit: Visit) -> None:
    page = choosing(visit(), "?gebied=GM9901")
    page.get_by_role("button", name="Toon dit gebied").click()
    expect(page.get_by_role("alert").filter(has_text="Kies eerst minstens één buurt")).to_be_visible()
    page.get_by_label("Zoek in de lijst").fill("westersingel-n")
    expect(page.locator(".keuze-buurt:visible")).to_have_count(1)
    expect(page.get_by_text("1 buurt gevonden")).to_be_visible()


def test_the_figures_are_those_of_the_rules(visit: Visit, demo_warehouse: Path) -> None:
    page = shown(visit(), f"{AREA}&lezing=professionals")
    on_page = dict(
        page.locator(".rij").evaluate_all(
            "rows => rows.map(row => [row.id, row.querySelector('.rij-waarde').textContent])"
        )
    )
    store = Store(demo_warehouse)
    known = shown_indicators(store.open())
    newest = {each.indicator_id: each for each in combined_figures(store, CODES) if each.value is not None}
    assert len(on_page) > 20
    for row_id, told in on_page.items():
        name = row_id.removeprefix("cijfer-")
        assert told == format_value(newest[name].value, known[name])
    store.close()


def test_how_it_is_made_and_the_way_back_to_the_choice(visit: Visit) -> None:
    page = shown(visit())
    page.get_by_text("Zo is dit samengesteld").click()
    expect(page.get_by_text("Medianen, klassen en scores voegen we niet samen")).to_be_visible()
    expect(page.get_by_role("navigation", name="Schermen").get_by_role("link", name="Profiel")).to_have_attribute(
        "href", f"/{AREA}"
    )
    page.get_by_role("link", name="Verander de keuze van buurten").click()
    expect(page.locator("input[name=buurten]:checked")).to_have_count(3)
    expect(page.get_by_label("Naam van het gebied")).to_have_value("Rond de singel")


@pytest.mark.parametrize("address", [f"{AREA}&kies=ja", AREA])
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, address: str) -> None:
    visitor = visit(width=320)
    if "kies" in address:
        page = choosing(visitor, address.removeprefix("ons-gebied"))
    else:
        page = shown(visitor, address)
        page.get_by_text("Zo is dit samengesteld").click()
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_residents_print_one_page(visit: Visit) -> None:
    page = shown(visit())
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    for part in ("Wie wonen hier", "Wat hier goed is", "Om over te praten", "Herkent u dit?"):
        expect(page.get_by_role("heading", name=part, exact=True)).to_be_visible()
    expect(page.locator(".op-papier")).to_contain_text("Kerncijfers wijken en buurten")
    expect(page.locator("#profiel-delen")).to_be_hidden()
