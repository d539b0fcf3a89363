"""Screen Ongelijkheid as a visitor meets it: an address gives its verdicts, by mouse, keyboard, phone and on paper."""

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
VERDICTS = re.compile(r"geldt hier|geldt hier niet|andersom|niet te zeggen|geen open gegevens|geen cijfers")


def opened(visitor: Visitor, query: str = "?gebied=GM9901") -> Page:
    visitor.page.goto(f"{visitor.server.url}/ongelijkheid{query}")
    expect(visitor.page.locator("#uitspraken .uitspraak").first).to_be_visible()
    return visitor.page


def test_an_address_gives_its_sentence_and_eight_verdicts(visit: Visit) -> None:
    page = opened(visit())
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Wat verschilt tussen buurten met lage en hoge inkomens in Lindermeer?"
    )
    expect(page.locator(".inleiding")).to_contain_text("van de acht uitspraken over buurten met de laagste inkomens")
    expect(page).to_have_title("Ongelijkheid – Lindermeer – Buurtlens")
    glance = page.locator("#uitspraken-kort li")
    expect(glance).to_have_count(8)
    for text in glance.all_inner_texts():
        assert VERDICTS.search(text), text
    expect(page.locator("article.uitspraak")).to_have_count(8)
    expect(page.locator("#lucht .staven svg rect").first).to_be_visible()
    expect(page.locator("#lucht")).to_contain_text("Wereldgezondheidsorganisatie")
    expect(page.locator("#schoollucht")).to_contain_text(
        "python -m etl template school_ventilation_poor_pct --gemeente GM9901"
    )


def test_the_verdict_at_a_glance_is_that_of_the_card(visit: Visit) -> None:
    page = opened(visit())
    for row in page.locator("#uitspraken-kort li").all():
        target = (row.locator("a").get_attribute("href") or "").removeprefix("#")
        assert row.locator(".oordeel").inner_text() == page.locator(f"#{target} .oordeel").first.inner_text()


def test_an_address_opens_the_card_it_points_at(visit: Visit) -> None:
    page = opened(visit(), "?gebied=GM9901#supermarkt")
    card = page.locator("#supermarkt")
    expect(card).to_have_attribute("open", "")
    expect(card.locator(".uitkomst")).to_be_visible()
    expect(card).to_be_in_viewport()


def test_groups_of_the_country_and_back(visit: Visit) -> None:
    page = opened(visit())
    page.get_by_role("link", name="heel Nederland").click()
    expect(page).to_have_url(re.compile("schaal=nederland"))
    expect(page.locator("#groen")).to_contain_text("bij de laagste inkomens van Nederland horen")
    page.go_back()
    expect(page.locator("#groen")).not_to_contain_text("bij de laagste inkomens van Nederland horen")


def test_another_figure_of_a_claim(visit: Visit) -> None:
    page = opened(visit())
    page.locator("#lucht").get_by_role("link", name="Ook hierover: Fijnstof in de lucht (PM2,5)").click()
    expect(page).to_have_url(re.compile(r"indicator=pm25_ugm3#lucht$"))
    expect(page.locator("#lucht figcaption")).to_contain_text("PM2,5")


def test_the_search_stays_on_this_screen(visit: Visit) -> None:
    page = opened(visit())
    page.locator(f"#{ids.SEARCH_TEXT}").fill("Oud-Vlieterdam")
    page.locator(f"#{ids.SEARCH_RESULTS} a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Oud-Vlieterdam")
    expect(page).to_have_url(re.compile("/ongelijkheid.*gebied=GM9902"))


def test_the_area_goes_along_to_the_map_and_back(visit: Visit) -> None:
    visitor = visit()
    page = opened(visitor)
    page.locator("#groen").get_by_role("link", name="Bekijk op de kaart").click()
    visitor.wait_painted()
    expect(page).to_have_url(re.compile("gebied=GM9901.*indicator=green_pct"))
    page.get_by_role("navigation", name="Schermen").get_by_role("link", name="Ongelijkheid").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lindermeer")


def test_a_region_tells_town_and_country_apart(visit: Visit) -> None:
    page = opened(visit(), "?gebied=GG9901#supermarkt")
    expect(page.locator("#supermarkt")).to_contain_text("Vergelijken we alleen buurten die even stedelijk zijn")
    expect(page.locator("#supermarkt table").first).to_contain_text("stedelijk")


def test_folds_and_links_by_keyboard(visit: Visit) -> None:
    page = opened(visit())
    fold = page.locator("#lucht summary", has_text="Hoe lees ik dit?")
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#lucht details").first.locator("li").first).to_be_visible()
    page.locator("#lucht summary", has_text="voor onderzoekers").focus()
    page.keyboard.press("Enter")
    table = page.locator("#lucht .groepen-tabel").nth(1)
    expect(table).to_contain_text("RII")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#lucht') !== null")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_sticks_out_with_everything_open(visit: Visit, width: int) -> None:
    page = opened(visit(width=width))
    page.evaluate("document.querySelectorAll('#ongelijkheid details').forEach(fold => { fold.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing(visit: Visit, width: int) -> None:
    """With a card of every kind open; all of them open are the same over and over, and take axe a minute."""
    page = opened(visit(width=width), "?gebied=GG9901")
    page.evaluate(
        "document.querySelectorAll('#lucht details, #geluid details, #stress, #stress details, #supermarkt, #supermarkt details, "
        ".ongelijkheid-keuzes details').forEach(fold => { fold.open = true; })"
    )
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_paper_opens_what_is_folded(visit: Visit) -> None:
    page = opened(visit())
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator("#supermarkt .uitkomst")).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#supermarkt")).not_to_have_attribute("open", "")


def test_downloads_carry_their_name(visit: Visit) -> None:
    page = opened(visit())
    for name, ending in (
        ("Download de cijfers (CSV)", "csv"),
        ("Download het beeld (SVG)", "svg"),
        ("Download het beeld (PNG)", "png"),
    ):
        with page.expect_download() as waiting:
            page.locator("#lucht").get_by_role("link", name=name).click()
        assert waiting.value.suggested_filename == f"buurtlens_ongelijkheid_GM9901_lucht_fictief.{ending}"


def test_two_visitors_each_see_their_own(visit: Visit) -> None:
    first, second = opened(visit()), opened(visit(), "?gebied=GM9902")
    expect(first.get_by_role("heading", level=1)).to_contain_text("Lindermeer")
    expect(second.get_by_role("heading", level=1)).to_contain_text("Oud-Vlieterdam")
    expect(first.get_by_role("heading", level=1)).to_contain_text("Lindermeer")
