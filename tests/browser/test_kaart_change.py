"""Trend panel and map of change as a reader meets them: address, mouse, keyboard, phone, print, screen reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from layouts import ids
from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
ONE_YEAR = "?gebied=GM9903&niveau=buurt&indicator=gp_km&jaar=2024"
CHANGE = f"{ONE_YEAR}&modus=verandering&jaar2=2022"


def drawn(page: Page) -> None:
    expect(page.locator(".verloop-grafiek svg")).to_be_visible()
    expect(page.locator(f"#{ids.TREND}")).not_to_have_attribute("aria-busy", "true")


def test_an_address_gives_the_verdict_the_picture_and_the_table(visit: Visit) -> None:
    page = visit().open("?gebied=GM9903&niveau=buurt&indicator=rent_pct&jaar=2024")
    trend = page.locator(f"#{ids.TREND}")
    expect(trend.locator("strong").first).to_have_text("Ongeveer gelijk. ")
    drawn(page)
    expect(trend.locator("table")).to_be_hidden()
    trend.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(trend.locator("table")).to_be_visible()
    expect(trend.locator("tbody tr")).to_have_count(9)
    with page.expect_download() as download:
        trend.get_by_role("link", name="Download deze cijfers").click()
    assert download.value.suggested_filename == "buurtlens_rent_pct_verloop_GM9903_fictief.csv"


def test_the_trend_comes_after_the_map_and_follows_the_choice(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(ONE_YEAR)
    drawn(page)
    visitor.requests.clear()
    visitor.choose(ids.YEAR, "2021")
    visitor.expect_heading("2021")
    page.locator("tr[data-code] a", has_text="Dorpskern").click()
    expect(page.locator("#verloop-titel")).to_have_text("Hoe veranderde dit in Dorpskern?")
    drawn(page)


def test_pointing_at_a_year_gives_its_figures(visit: Visit) -> None:
    page = visit().open(ONE_YEAR)
    drawn(page)
    page.locator("[data-lees]").nth(0).hover()
    expect(page.locator(".verloop-lees")).to_contain_text("2016: Kranenhoek aan de Linder 1,2 km, Nederland")


def test_mode_and_years_are_chosen_and_restored(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(ONE_YEAR)
    expect(page.locator(f"#{ids.YEAR2}")).to_be_hidden()
    before = visitor.painted()
    visitor.requests.clear()
    page.get_by_text("verandering", exact=True).click()
    visitor.expect_heading("verandering van 2022 naar 2024")
    visitor.wait_painted(before)
    assert not [url for url in visitor.requests if "/geo/" in url or "/areas/" in url], (
        "the polygons that stand are recoloured"
    )
    visitor.choose(ids.YEAR2, "2023")
    visitor.expect_heading("verandering van 2023 naar 2024")
    assert "modus=verandering" in page.url
    assert "jaar2=2023" in page.url
    page.reload()
    visitor.wait_painted()
    visitor.expect_heading("verandering van 2023 naar 2024")
    expect(page.locator(f"#{ids.YEAR2}")).to_have_value("2023")
    page.go_back()
    visitor.expect_heading("verandering van 2022 naar 2024")
    page.get_by_text("één jaar", exact=True).click()
    visitor.expect_heading("Afstand tot de huisarts per buurt")
    expect(page.locator(f"#{ids.YEAR2}")).to_be_hidden()
    expect(page.locator(".lijst thead th")).to_have_count(3)


def test_list_tooltip_and_panel_give_the_same_change(visit: Visit) -> None:
    page = visit().open(CHANGE)
    heads = page.locator(".lijst thead th")
    expect(heads).to_have_text(["Gebied", "2022", "2024", "Verschil", "Inwoners"])
    row = page.locator("tr[data-code]", has_text="Sint-Odulfuskerke")
    row.locator("a").click()
    expect(page.locator(".paneel-naam")).to_have_text("Sint-Odulfuskerke")
    expect(page.locator(".groot-getal")).to_have_text("+3,5\u00a0km")
    expect(row.locator("td").nth(2)).to_contain_text("+3,5\u00a0km")
    page.locator("tr[data-code] a", has_text="Pastorietuin").hover()
    expect(page.locator("#vergelijk-aangewezen")).to_contain_text("Pastorietuin, +4,3\u00a0km")
    page.get_by_role("button", name="Verschil").click()
    expect(page.locator("tr[data-code] td:nth-child(4)").first).to_contain_text("+")


def test_years_across_a_break_give_the_nearest_pair_and_the_reason(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(CHANGE)
    visitor.choose(ids.YEAR2, "2018")
    expect(page.locator(".melding")).to_contain_text("2018 en 2024 zijn niet te vergelijken. Vanaf 2022")
    visitor.expect_heading("verandering van 2022 naar 2024")
    expect(page.locator(f"#{ids.YEAR2}")).to_have_value("2022")


def test_the_mode_goes_by_keyboard(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(ONE_YEAR)
    page.locator(f"#{ids.MODE} input").first.focus()
    page.keyboard.press("ArrowRight")
    visitor.expect_heading("verandering van 2022 naar 2024")
    page.locator(f"#{ids.YEAR2}").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"#{ids.YEAR2}")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    visitor.expect_heading("verandering van 2023 naar 2024")


@pytest.mark.parametrize(
    ("width", "query"),
    [
        (1280, CHANGE),
        (360, CHANGE),
        (1280, "?gebied=BU99010003&niveau=buurt&indicator=good_health_pct"),
        (1280, "?gebied=GM9901&niveau=buurt&indicator=good_health_pct&modus=verandering"),
    ],
)
def test_axe_finds_nothing(visit: Visit, width: int, query: str) -> None:
    page = visit(width=width).open(query)
    drawn(page)
    expect(page.locator("tr[data-code]").first).to_be_attached()
    page.locator(f"#{ids.TREND} summary").click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768])
def test_a_narrow_screen_never_scrolls_sideways(visit: Visit, width: int) -> None:
    page = visit(width=width, height=740).open(CHANGE)
    drawn(page)
    page.locator(f"#{ids.TREND} summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture, panel = page.locator(".verloop-grafiek").bounding_box(), page.locator(".paneel").bounding_box()
    assert picture is not None
    assert panel is not None
    assert picture["y"] > panel["y"]


def test_the_trend_is_printed_with_its_caption(visit: Visit) -> None:
    page = visit().open(ONE_YEAR)
    drawn(page)
    page.emulate_media(media="print")
    expect(page.locator(".verloop-figuur figcaption")).to_be_visible()
    expect(page.locator(".verloop-grafiek svg")).to_be_visible()
    expect(page.locator(".verloop-lees")).to_be_hidden()
