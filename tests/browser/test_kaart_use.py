"""Choosing with mouse and keyboard, Back, reload, phone, two visitors."""

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
INDICATOR = f"#{ids.INDICATOR}"
START = "?gebied=GM9901&niveau=buurt&indicator=supermarket_km&jaar=2024"

SCREENS = ("Kaart", "Profiel", "Ongelijkheid", "Nabijheid", "Vergelijken", "Briefing", "Samen", "Uitleg", "Gegevens")


def point(page: Page, selector: str, x: float, y: float) -> tuple[float, float]:
    """Point on the screen at a share of an element's width and height."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] * x, box["y"] + box["height"] * y


def test_hovering_names_and_clicking_selects(visit: Visit) -> None:
    page = visit().open(START)
    place = point(page, ".kaart", 0.45, 0.3)
    page.mouse.move(*place)
    name = page.locator("#aanwijzing strong").inner_text()
    expect(page.locator("#aanwijzing")).to_contain_text("km")
    expect(page.locator("#wijzer")).to_be_visible()
    page.mouse.click(*place)
    expect(page.locator(".paneel-naam")).to_have_text(name)
    expect(page.locator("tr.gekozen a")).to_have_text(name)
    # Panel (written by the server) and list (written in the browser) print the same number.
    expect(page.locator("tr.gekozen td").first).to_have_text(page.locator(".groot-getal").inner_text())
    assert re.search(r"gebied=BU9901", page.url)
    assert name in page.title()


def test_back_forward_and_reload_restore_the_view(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    choose_other(page)
    visitor.expect_heading("huisarts")
    chosen = page.locator(INDICATOR).input_value()
    visitor.expect_heading(chosen)
    after = page.url
    page.go_back()
    visitor.expect_heading("supermarkt")
    expect(page.locator(INDICATOR)).to_have_value(re.compile("supermarkt"))
    page.go_forward()
    visitor.expect_heading(chosen)
    page.reload()
    visitor.expect_heading(chosen)
    assert page.url == after


def choose_other(page: Page) -> None:
    """Choose an indicator by searching the picker."""
    picker = page.locator(INDICATOR)
    picker.click()
    picker.fill("huisarts")
    page.get_by_role("option").first.click()


def test_another_indicator_recolours_the_polygons_that_stand(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    before = visitor.painted()
    visitor.requests.clear()
    choose_other(page)
    visitor.wait_painted(before)
    visitor.expect_heading("huisarts")
    assert not [url for url in visitor.requests if "/geo/" in url or "/areas/" in url]


def test_level_year_and_scale_are_part_of_the_address(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    page.get_by_text("wijk", exact=True).first.click()
    visitor.expect_heading("per wijk")
    visitor.choose(ids.YEAR, "2021")
    visitor.expect_heading("2021")
    page.get_by_text("alleen Lindermeer").click()
    expect(page.locator(".legenda-schaal")).to_contain_text("gelden alleen binnen Lindermeer")
    for part in ("niveau=wijk", "jaar=2021", "schaal=gemeente"):
        assert part in page.url


def test_a_click_on_the_strip_selects(visit: Visit) -> None:
    page = visit().open(START)
    page.locator("#strook").scroll_into_view_if_needed()
    expect(page.locator("tr[data-code]").first).to_be_visible()
    page.mouse.click(*point(page, "#strook", 0.3, 0.97))
    expect(page.locator("tr.gekozen a")).to_have_count(1)
    assert "gebied=BU9901" in page.url


def test_a_postcode_lists_its_buurten_and_points_them_out(visit: Visit) -> None:
    page = visit().open(START)
    page.get_by_role("searchbox", name="Zoek gemeente").fill("9901")
    results = page.locator("#zoek-resultaten a")
    expect(results.first).to_be_visible()
    assert results.count() > 1
    expect(page.locator("#zoek-resultaten")).to_contain_text("postcode 9901")
    expect(page.locator("tr.gevonden").first).to_be_attached()


def test_everything_goes_by_keyboard(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(START)
    page.keyboard.press("Tab")
    expect(page.locator(".naar-inhoud")).to_be_focused()
    page.keyboard.press("Tab")
    for screen in SCREENS:
        page.keyboard.press("Tab")
        expect(
            page.get_by_role("navigation", name="Schermen").get_by_role("link", name=screen, exact=True)
        ).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Rondleiding")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox", name="Zoek gemeente")).to_be_focused()
    page.keyboard.type("kloosterhoek")
    expect(page.locator("#zoek-resultaten a").first).to_contain_text("Kloosterhoek")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".paneel-naam")).to_have_text("Kloosterhoek")
    expect(page.locator(".paneel-naam")).to_be_focused()
    page.locator(INDICATOR).focus()
    page.keyboard.type("huisarts")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    visitor.expect_heading("huisarts")
    link = page.locator("tr[data-code] a", has_text="Oude Schans")
    page.get_by_label("Filter deze lijst").focus()
    page.keyboard.type("oude schans")
    expect(link).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".paneel-naam")).to_have_text("Oude Schans")
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-current", "true")


def test_the_list_holds_exactly_the_areas_of_the_map(visit: Visit) -> None:
    page = visit().open("?gebied=NL00&niveau=buurt&indicator=supermarket_km&jaar=2024")
    expect(page.locator(".bladeren [role=status]")).to_have_text("1 tot 50 van 120")
    seen = []
    while True:
        seen += page.locator("tr[data-code]").evaluate_all("rows => rows.map(row => row.dataset.code)")
        onward = page.get_by_role("button", name="Volgende")
        if onward.is_disabled():
            break
        onward.click()
    assert len(seen) == len(set(seen)) == 120


def test_two_visitors_share_nothing(visit: Visit) -> None:
    one, other = visit(), visit()
    one.open("?gebied=GM9901&indicator=supermarket_km")
    other.open("?gebied=GM9902&indicator=good_health_pct")
    choose_other(one.page)
    one.expect_heading("huisarts")
    other.expect_heading("Oud-Vlieterdam")
    other.page.reload()
    other.expect_heading("Oud-Vlieterdam")
    assert "huisarts" not in other.page.locator("h1").inner_text()
    assert one.context.cookies() == []
    assert one.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize("width", [320, 360, 768])
def test_a_narrow_screen_never_scrolls_sideways(visit: Visit, width: int) -> None:
    long_name = "?gebied=GM9903&niveau=gemeente&indicator=income_per_resident_eur"
    visitor = visit(width=width, height=740)
    page = visitor.open(long_name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page = visitor.open("?gebied=BU99010003&niveau=buurt&indicator=good_health_pct")
    expect(page.locator("tr[data-code]").first).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    map_box, panel_box = page.locator(".kaart").bounding_box(), page.locator(".paneel").bounding_box()
    assert map_box is not None
    assert panel_box is not None
    assert map_box["y"] < panel_box["y"]


@pytest.mark.parametrize(
    ("width", "query"),
    [
        (1280, START),
        (1280, "?gebied=BU99010003&niveau=buurt&indicator=good_health_pct&schaal=gemeente"),
        (1280, "?gebied=GM0000&jaar=nu"),
        (360, "?gebied=NL00&niveau=gemeente&indicator=residents_count"),
    ],
)
def test_axe_finds_nothing(visit: Visit, width: int, query: str) -> None:
    page = visit(width=width).open(query)
    expect(page.locator("tr[data-code]").first).to_be_attached()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_in_open_lists_and_results(visit: Visit) -> None:
    page = visit().open(START)
    page.locator(INDICATOR).click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.keyboard.press("Escape")
    page.get_by_role("searchbox", name="Zoek gemeente").fill("9901")
    expect(page.locator("#zoek-resultaten a").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_print_keeps_captions_and_leaves_the_controls_out(visit: Visit) -> None:
    page = visit().open(START)
    page.emulate_media(media="print")
    expect(page.locator(".legenda figcaption")).to_be_visible()
    expect(page.locator(".keuzes")).to_be_hidden()
    expect(page.locator(".paneel")).to_be_visible()


def test_the_whole_list_is_printed_and_afterwards_paged_again(visit: Visit) -> None:
    page = visit().open(START)
    rows = page.locator("tr[data-code]")
    expect(rows).to_have_count(50)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(rows).to_have_count(85)
    expect(page.locator(".bladeren [role=status]")).to_have_text("1 tot 85 van 85")
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(rows).to_have_count(50)


def test_the_legend_follows_the_map_within_the_first_screen(visit: Visit) -> None:
    page = visit(width=1280, height=900).open(START)
    caption = page.locator(".legenda figcaption").bounding_box()
    assert caption is not None
    assert caption["y"] + caption["height"] < 900


def test_from_a_buurt_of_the_country_a_link_leads_back(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?gebied=NL00&niveau=buurt&indicator=supermarket_km&jaar=2024")
    page.locator("tr[data-code] a").first.click()
    visitor.expect_heading("per buurt in Kranenhoek")
    page.get_by_role("link", name="Bekijk alle buurten in Nederland").click()
    visitor.expect_heading("per buurt in Nederland")


def test_a_postcode_has_a_small_map_with_the_numbers_of_the_list(visit: Visit) -> None:
    page = visit().open("?gebied=NL00&niveau=gemeente")
    page.get_by_role("searchbox", name="Zoek gemeente").fill("9901")
    picture = page.locator("#zoek-resultaten img")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    expect(page.locator(".zoek-naam").nth(1)).to_have_text(re.compile(r"^2\. "))
