"""Screen Gegevens and the way from screen to screen, as a visitor meets them."""

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
CELL = f"#{ids.REPORT_COVERAGE} tbody td"
CAPTION = f"#{ids.REPORT_COVERAGE} caption"


def opened(visitor: Visitor, path: str = "gegevens") -> Page:
    visitor.page.goto(f"{visitor.server.url}/{path}")
    expect(visitor.page.locator(CELL).first).to_be_visible()
    return visitor.page


def until(page: Page, said: str) -> None:
    """Wait until an expression is true (the policy of the page forbids Playwright's own way)."""
    for _ in range(200):
        if page.evaluate(said):
            return
        page.wait_for_timeout(25)
    raise AssertionError(said)


def test_the_page_opens_with_a_sentence_and_fills_its_tables(visit: Visit) -> None:
    page = opened(visit())
    expect(page.get_by_role("heading", level=1)).to_have_text("Welke cijfers zitten hierin?")
    expect(page.locator(".inleiding p").first).to_contain_text(
        re.compile(r"Hier zitten [\d.]+ cijfers in over [\d.]+ gebieden")
    )
    expect(page).to_have_title("Gegevens – Buurtlens")
    expect(page.locator("#bronnen-tabel tbody tr").first).to_be_visible()
    for name in ("redenen-tabel", "grenzen-tabel"):
        expect(page.locator(f"#{name} tbody tr").first).to_be_visible()
    expect(page.locator(CELL).filter(has_text=re.compile(r"^100%$")).first).to_be_visible()


def test_level_and_theme_go_into_the_address_and_back(visit: Visit) -> None:
    visitor = visit()
    page = opened(visitor, "gegevens?gebied=GM9901")
    expect(page.locator(CAPTION)).to_contain_text("alle buurten")
    groups = page.locator(f"#{ids.REPORT_COVERAGE} th[scope=rowgroup]")
    many = groups.count()
    page.locator(f"#{ids.REPORT_LEVEL}").get_by_text("gemeente").click()
    expect(page.locator(CAPTION)).to_contain_text("alle gemeenten")
    expect(page).to_have_url(re.compile(r"gebied=GM9901&niveau=gemeente$"))
    visitor.choose(ids.REPORT_THEME, "Wie wonen hier")
    expect(groups).to_have_count(1)
    expect(page).to_have_url(re.compile(r"niveau=gemeente&thema=\w+$"))
    page.go_back()
    expect(groups).not_to_have_count(1)
    page.go_back()
    expect(page.locator(CAPTION)).to_contain_text("alle buurten")
    expect(groups).to_have_count(many)


def test_an_address_restores_level_and_theme(visit: Visit) -> None:
    page = opened(visit(), "gegevens?niveau=wijk&thema=gezondheid")
    expect(page.locator(CAPTION)).to_contain_text("alle wijken")
    expect(page.locator(f"#{ids.REPORT_COVERAGE} th[scope=rowgroup]")).to_have_text(["Gezondheid"])


def test_a_topic_opens_its_map(visit: Visit) -> None:
    visitor = visit()
    page = opened(visitor)
    page.locator(f"#{ids.REPORT_COVERAGE} tbody a").first.click()
    visitor.wait_painted()
    expect(page).to_have_url(re.compile(r"/\?niveau=buurt&indicator="))


def test_from_screen_to_screen_the_area_stays(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?gebied=GM9901&niveau=buurt&indicator=supermarket_km")
    page.locator("tr[data-code] a").first.click()
    expect(page).to_have_url(re.compile("gebied=BU9901"))
    chosen = re.search(r"gebied=(\w+)", page.url)
    assert chosen is not None
    menu = page.get_by_role("navigation", name="Schermen")
    menu.get_by_role("link", name="Gegevens").click()
    expect(page.locator(CELL).first).to_be_visible()
    expect(page).to_have_url(re.compile(f"/gegevens.*gebied={chosen[1]}"))
    expect(menu.locator("[aria-current=page]")).to_have_text("Gegevens")
    menu.get_by_role("link", name="Kaart").click()
    visitor.wait_painted()
    expect(page).to_have_url(re.compile(f"gebied={chosen[1]}.*indicator=supermarket_km"))
    page.go_back()
    expect(page.locator(CELL).first).to_be_visible()


def test_a_search_on_another_screen_leads_to_the_map(visit: Visit) -> None:
    visitor = visit()
    page = opened(visitor)
    page.locator(f"#{ids.SEARCH_TEXT}").fill("Kranenhoek")
    page.locator(f"#{ids.SEARCH_RESULTS} a").first.click()
    visitor.wait_painted()
    visitor.expect_heading("Kranenhoek")


def test_an_unknown_page_leads_on(visit: Visit) -> None:
    visitor = visit()
    visitor.page.goto(f"{visitor.server.url}/bestaat-niet?gebied=GM9901")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Deze pagina bestaat niet")
    found = Axe().run(visitor.page)
    assert found.violations_count == 0, found.generate_report()
    visitor.page.locator(".wegwijzer a").first.click()
    visitor.wait_painted()


def test_a_browser_without_referer_gets_its_screen_too(visit: Visit) -> None:
    visitor = visit()

    def without_referer(route: object) -> None:
        headers = {name: text for name, text in route.request.headers.items() if name != "referer"}  # type: ignore[attr-defined]
        route.continue_(headers=headers)  # type: ignore[attr-defined]

    visitor.page.route("**/_dash-layout", without_referer)
    opened(visitor)
    visitor.open("?gebied=GM9901")
    visitor.expect_heading("Lindermeer")


def test_the_page_by_keyboard(visit: Visit) -> None:
    page = opened(visit())
    page.locator(".inhoudsopgave a", has_text="Dekking").focus()
    page.keyboard.press("Enter")
    until(page, "document.getElementById('dekking').getBoundingClientRect().top < 60")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.scherm-gegevens') !== null")
    table = page.locator(f"#{ids.REPORT_COVERAGE}")
    table.focus()
    page.keyboard.press("End")
    until(page, f"document.getElementById('{ids.REPORT_COVERAGE}').scrollTop > 0")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, width: int) -> None:
    page = opened(visit(width=width))
    for summary in page.locator(".scherm-gegevens summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width in (320, 1280):  # the long tables take axe half a minute, and between these widths no rule of ours changes
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_print_shows_the_whole_coverage_without_menu(visit: Visit) -> None:
    page = opened(visit())
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Schermen")).to_be_hidden()
    assert page.evaluate(
        f"(e => e.scrollHeight <= e.clientHeight + 1)(document.getElementById('{ids.REPORT_COVERAGE}'))"
    )


def test_downloads_open(visit: Visit) -> None:
    page = opened(visit())
    for name in ("dekking als tabel", "verslag als tekst"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=re.compile(name)).click()
        assert waiting.value.suggested_filename.startswith("buurtlens_")
