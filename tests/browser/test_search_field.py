"""The search field keeps every letter, however fast someone types and however busy the machine is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Visitor

pytestmark = pytest.mark.browser

Visit = Callable[..., Visitor]

START = "/?gebied=GM9901"
WORDS = "kloosterhoek en meer"


def slowed(page: Page, times: int) -> None:
    """Let the page run so many times slower."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


@pytest.mark.parametrize("pause_ms", [0, 60, 210])
def test_no_letter_is_lost_or_moved_while_typing_fast(visit: Visit, pause_ms: int) -> None:
    page = visit().open(START)
    field = page.get_by_role("searchbox", name="Zoek gemeente")
    slowed(page, 6)
    field.press_sequentially(WORDS, delay=pause_ms, timeout=60_000)
    expect(field).to_have_value(WORDS)


def test_typing_on_after_results_came_and_in_the_middle(visit: Visit) -> None:
    page = visit().open(START)
    field = page.get_by_role("searchbox", name="Zoek gemeente")
    field.press_sequentially("klooster")
    expect(page.locator("#zoek-resultaten a").first).to_contain_text("Klooster")
    field.press_sequentially("hoek")
    for _ in range(len("hoek")):
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("XY")
    expect(field).to_have_value("kloosterXYhoek")
    page.wait_for_timeout(600)
    page.keyboard.type("Z")
    expect(field).to_have_value("kloosterXYZhoek")


def test_enter_asks_at_once_and_an_empty_field_closes_the_list(visit: Visit) -> None:
    page = visit().open(START)
    field = page.get_by_role("searchbox", name="Zoek gemeente")
    field.fill("kloosterhoek")
    page.keyboard.press("Enter")
    expect(page.locator("#zoek-resultaten a").first).to_contain_text("Kloosterhoek")
    expect(field).to_be_focused()
    field.fill("")
    expect(page.locator("#zoek-resultaten a")).to_have_count(0)


def test_the_field_has_its_label_and_fits_a_phone(visit: Visit) -> None:
    page = visit(width=360).open(START)
    field = page.get_by_role("searchbox", name="Zoek gemeente, wijk, buurt, adres of postcode")
    expect(field).to_be_visible()
    box = field.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["height"] >= 36
