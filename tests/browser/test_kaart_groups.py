"""A GGD region and an own division on the map: address → sentence, choosing inside, search, keyboard, phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from layouts import ids
from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
STADSDEEL = "EG9901-STADSDEEL-WEST"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("?gebied=GG9901&indicator=gp_km&jaar=2024", "per gemeente in GGD Lindestreek, 2024."),
        ("?gebied=GG9901&niveau=ggd&indicator=gp_km&jaar=2024", "per GGD-regio in Nederland, 2024."),
        ("?gebied=PV99&niveau=buurt&indicator=gp_km&jaar=2024", "per buurt in Linderland, 2024."),
        (f"?gebied={STADSDEEL}&indicator=gp_km&jaar=2024", "per buurt in West, 2024."),
        (f"?gebied={STADSDEEL}&niveau=eigen&indicator=gp_km&jaar=2024", "per gebied in Lindermeer, 2024."),
    ],
)
def test_an_address_of_a_group_shows_its_sentence(visit: Visit, address: str, sentence: str) -> None:
    visit().open(address).get_by_role("heading", level=1).filter(has_text=sentence).wait_for()


def test_a_gemeente_chosen_in_a_region_stays_in_it(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?gebied=GG9901&indicator=gp_km&jaar=2024")
    page.get_by_role("link", name="Oud-Vlieterdam").first.click()
    expect(page.locator(".paneel-naam")).to_have_text("Oud-Vlieterdam")
    visitor.expect_heading("per gemeente in GGD Lindestreek")
    expect(page.get_by_role("link", name="Bekijk provincie Linderland")).to_be_visible()
    page.get_by_role("link", name="Nederland", exact=True).click()
    visitor.expect_heading("in Nederland")
    assert "kader" not in page.url


def test_the_picker_goes_from_stadsdeel_to_its_siblings(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(f"?gebied={STADSDEEL}&indicator=gp_km&jaar=2024")
    expect(page.locator(".paneel")).to_contain_text("stadsdeel in gemeente Lindermeer, samengesteld uit 29 buurten")
    page.locator(f"#{ids.LEVEL}").get_by_text("stadsdeel").click()
    visitor.expect_heading("per gebied in Lindermeer")
    expect(page.locator(".paneel-naam")).to_have_text("West")
    expect(page.get_by_role("row", name="Oost")).to_be_visible()


def test_a_region_is_found_by_its_name(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?gebied=GM9901")
    page.locator(f"#{ids.SEARCH_TEXT}").fill("lindestreek")
    page.get_by_role("link", name="GGD Lindestreek").click()
    visitor.expect_heading("per gemeente in GGD Lindestreek")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_region_is_for_everyone(visit: Visit, width: int) -> None:
    page = visit(width).open("?gebied=GG9901&niveau=buurt&indicator=gp_km&jaar=2024")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
