"""Two themes and the stacking as a reader meets them: address, mouse, keyboard, phone, screen reader, two visitors."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from layouts import ids
from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
ONE = "?gebied=GM9901&niveau=buurt&indicator=rent_pct&jaar=2024"
TWO = f"{ONE}&modus=twee&indicator2=supermarket_km&jaar2=2024"
STACK = "?gebied=GM9901&modus=stapeling"
CELLS = ".ruit-cel"


def cell(page: Page, code: str):  # type: ignore[no-untyped-def]
    return page.locator(f'[data-vak="{code}"]')


def faded(page: Page) -> int:
    """How many areas of the map are drawn lighter."""
    return int(page.evaluate("buurtlens.standing().filter(function (l) { return l.options.fillOpacity < 1; }).length"))


def wait_faded(page: Page, wanted: Callable[[int], bool]) -> int:
    """Wait until the number of lighter areas is as wanted."""
    for _ in range(200):
        if wanted(faded(page)):
            return faded(page)
        page.wait_for_timeout(25)
    raise AssertionError(f"{faded(page)} areas are lighter")


def test_the_mode_and_both_themes_are_chosen_and_restored(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(ONE)
    expect(page.locator(f"#{ids.INDICATOR2}")).to_be_hidden()
    before = visitor.painted()
    visitor.requests.clear()
    page.get_by_text("twee thema's", exact=True).click()
    visitor.expect_heading("U ziet twee thema's per buurt in Lindermeer: Huurwoningen en ")
    visitor.wait_painted(before)
    assert not [url for url in visitor.requests if "/geo/" in url or "/areas/" in url], "polygons are recoloured"
    picker = page.locator(f"#{ids.INDICATOR2}")
    picker.click()
    picker.fill("basisschool")
    page.get_by_role("option").first.click()
    visitor.expect_heading("Huurwoningen en Afstand tot de basisschool")
    assert "indicator2=primary_school_km" in page.url
    page.reload()
    visitor.wait_painted()
    visitor.expect_heading("Huurwoningen en Afstand tot de basisschool")
    expect(picker).to_have_value("Afstand tot de basisschool")
    page.get_by_text("één jaar", exact=True).click()
    visitor.expect_heading("U ziet: Huurwoningen per buurt")
    expect(picker).to_be_hidden()
    expect(page.locator(".lijst thead th")).to_have_count(3)


def test_a_cell_lights_up_its_areas_and_a_click_keeps_it(visit: Visit) -> None:
    page = visit().open(TWO)
    expect(page.locator(CELLS)).to_have_count(9)
    assert faded(page) == 0
    cell(page, "2-2").hover()
    lit = wait_faded(page, lambda count: count > 0)
    page.mouse.move(5, 5)
    wait_faded(page, lambda count: count == 0)
    cell(page, "2-2").click()
    expect(cell(page, "2-2")).to_have_attribute("aria-pressed", "true")
    assert "vak=2-2" in page.url
    page.mouse.move(5, 5)
    wait_faded(page, lambda count: count == lit)
    page.reload()
    expect(cell(page, "2-2")).to_have_attribute("aria-pressed", "true")
    wait_faded(page, lambda count: count == lit)  # a link shows the same
    cell(page, "2-2").click()
    expect(cell(page, "2-2")).to_have_attribute("aria-pressed", "false")
    assert "vak=" not in page.url


def test_an_area_marks_its_cell_and_list_tooltip_and_panel_say_the_same(visit: Visit) -> None:
    page = visit().open(TWO)
    row = page.locator("tr[data-code]", has_text="Aulabuurt")
    row.locator("a").hover()
    expect(page.locator(f"{CELLS}.aangewezen")).to_have_count(1)
    row.locator("a").click()
    expect(page.locator(".paneel-naam")).to_have_text("Aulabuurt")
    figures = page.locator(".twee-cijfers .groot-getal").all_inner_texts()
    assert row.locator("td").nth(0).inner_text() == figures[0]
    assert row.locator("td").nth(1).inner_text() == figures[1]
    expect(page.locator(".gunstig")).to_contain_text("Wat hier gunstig is")
    page.get_by_role("button", name=re.compile("Afstand tot een grote supermarkt, 2024")).click()
    expect(page.locator(".lijst thead th").nth(2)).to_have_attribute("aria-sort", "descending")


def test_everything_goes_by_keyboard(visit: Visit) -> None:
    page = visit().open(TWO)
    cell(page, "1-3").focus()
    wait_faded(page, lambda count: count > 0)
    for _ in range(8):
        page.keyboard.press("Tab")
    expect(cell(page, "3-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, "3-1")).to_have_attribute("aria-pressed", "true")
    expect(cell(page, "3-1")).to_be_focused()
    name = cell(page, "3-1").get_attribute("aria-label") or ""
    assert re.search(
        r"Huurwoningen hoog, Afstand tot een grote supermarkt dichtbij: [\d.]+ inwoners \(.+\) in \d+ buurt", name
    )


def test_two_modelled_themes_are_refused_with_the_reason(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?gebied=GM9901&niveau=buurt&indicator=good_health_pct&modus=twee&indicator2=lonely_pct")
    expect(page.locator(".melding")).to_contain_text("allebei geschat met een rekenmodel")
    expect(page.locator("h1")).not_to_contain_text("eenzaam")


def test_the_stacking_names_points_and_draws_marks(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(f"{STACK}&nieuwbouw=2018")
    visitor.expect_heading("wat samenkomt: druk op bestaanszekerheid en omgevingsdruk")
    expect(page.locator(f"#{ids.INDICATOR}")).to_be_hidden()
    expect(page.locator(".stapel-zin")).to_contain_text("buurten waar veel samenkomt")
    marked = page.evaluate("buurtlens.figures.pair.marked.map(function (i) { return buurtlens.areas.names[i]; })")
    assert marked
    page.get_by_role("button", name=re.compile("Komt veel samen")).click()
    page.get_by_role("link", name=marked[0], exact=True).first.click()
    expect(page.locator(".stapel-oordeel")).to_contain_text("Hier komt veel samen")
    expect(page.locator(".paneel")).to_contain_text(re.compile(r"Omgevingsdruk: \d van 5 \("))
    expect(page.locator(".paneel")).to_contain_text("Woningen per saldo erbij van 2018")
    assert page.locator(".paneel .gunstig").count() == 1
    page.get_by_text("33%", exact=True).click()
    expect(page.locator(".legenda-twee")).to_contain_text("U ziet nu 33%")
    assert "drempel=33" in page.url
    page.get_by_text("Kwetsbaarheid in drie kapitalen", exact=True).click()
    visitor.expect_heading("kwetsbaarheid in drie kapitalen en omgevingsdruk")
    expect(page.locator(".legenda-twee")).to_contain_text("onze invulling")
    visitor.choose(ids.SINCE, "niet tonen")
    expect(page.locator(".legenda-twee")).not_to_contain_text("Witte stip")


def test_a_picture_of_the_map_can_be_kept(visit: Visit, tmp_path: Path) -> None:
    page = visit().open(TWO)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download als plaatje").click()
    assert download.value.suggested_filename == "buurtlens_twee_rent_pct_supermarket_km_2024_GM9901.png"
    target = tmp_path / "kaart.png"
    download.value.save_as(target)
    assert target.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert target.stat().st_size > 40_000


def test_two_visitors_do_not_see_each_other(visit: Visit) -> None:
    one, other = visit(), visit()
    first, second = one.open(TWO), other.open(STACK)
    cell(first, "1-1").click()
    expect(cell(first, "1-1")).to_have_attribute("aria-pressed", "true")
    second.reload()
    other.wait_painted()
    other.expect_heading("wat samenkomt")
    expect(second.locator(f'{CELLS}[aria-pressed="true"]')).to_have_count(0)
    one.expect_heading("twee thema's")


@pytest.mark.parametrize(
    ("width", "query"),
    [
        (1280, f"{TWO}&vak=3-3"),
        (360, TWO),
        (1280, "?gebied=BU99010304&modus=stapeling&nieuwbouw=2018"),
        (360, f"{STACK}&indicator=capital_personal_score"),
        (1280, "?gebied=GM9902&modus=stapeling"),
    ],
)
def test_axe_finds_nothing(visit: Visit, width: int, query: str) -> None:
    page = visit(width=width).open(query)
    expect(page.locator("tr[data-code]").first).to_be_attached()
    for summary in page.locator(".legenda summary").all():
        summary.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 360, 768])
@pytest.mark.parametrize("query", [TWO, f"{STACK}&nieuwbouw=2018"])
def test_a_narrow_screen_never_scrolls_sideways(visit: Visit, width: int, query: str) -> None:
    page = visit(width=width, height=740).open(query)
    expect(page.locator("tr[data-code]").first).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(CELLS).first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44, "a finger can hit a cell"
