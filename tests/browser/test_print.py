"""Paper: folded parts open, controls are gone, and a page says where it is from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def printed(page: Page) -> Page:
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    return page


def screen_again(page: Page) -> None:
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")


@pytest.mark.parametrize(
    ("path", "content", "control"),
    [
        ("buurt/BU99010101", "#blok-groen .zinnen", ".lezingen"),
        ("vergelijken?gebieden=BU99010101,GM9901", "#cijfer-gp_km", ".vergelijk-keuzes"),
        ("nabijheid?gebied=GM9901&indicator=gp_km", ".nabijheid-verder details tbody", ".richtwaarde-keuze"),
    ],
)
def test_folded_parts_open_and_close_again(visit: Visit, path: str, content: str, control: str) -> None:
    visitor = visit()
    page = visitor.page
    page.goto(f"{visitor.server.url}/{path}")
    part = page.locator(content).first
    part.wait_for(state="attached", timeout=20_000)
    expect(part).to_be_hidden()
    printed(page)
    expect(part).to_be_visible()
    for gone in (control, ".menu", ".bovenbalk .zoeken"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.get_by_text("Fictieve gegevens.", exact=True)).to_be_visible()
    screen_again(page)
    expect(part).to_be_hidden()
    expect(page.locator(control)).to_be_visible()


def test_paper_says_where_it_is_from(visit: Visit) -> None:
    visitor = visit()
    page = visitor.page
    page.goto(f"{visitor.server.url}/buurt/BU99010101")
    page.locator("#blok-groen").wait_for(state="attached", timeout=20_000)
    printed(page)
    expect(page.locator(".afdruk")).to_contain_text(
        f"Deze pagina staat op {visitor.server.url}/buurt/BU99010101. Afgedrukt op "
    )
    expect(page.locator(".bronnen li").first).to_contain_text("Licentie:")
    note = page.locator(".briefje").evaluate("e => getComputedStyle(e).breakInside")
    assert note == "avoid"
    screen_again(page)
    expect(page.locator(".afdruk")).to_have_count(0)


def test_the_map_is_printed_as_it_stands(visit: Visit) -> None:
    page = printed(visit().open("?gebied=GM9901&niveau=buurt"))
    drawn = page.locator(".kaart-afdruk").evaluate(
        "c => new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.filter((_, i) => i % 4 === 0)).size"
    )
    assert drawn > 5
    expect(page.locator("#kaart")).to_be_hidden()
    for kept in (".legenda figcaption", ".paneel", ".lijst"):
        expect(page.locator(kept).first).to_be_visible()
    screen_again(page)
    expect(page.locator("#kaart")).to_be_visible()
    expect(page.locator(".kaart-afdruk")).to_have_count(0)
