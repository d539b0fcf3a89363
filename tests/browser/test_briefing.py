"""Screen Briefing as a GGD uses it: choose, look, write, take along; many at once with a bar that can be stopped."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
BUURT = "briefing?gebieden=BU99010101"
_SLOW = 60_000


def opened(visitor: Visitor, path: str = BUURT) -> Page:
    visitor.page.goto(f"{visitor.server.url}/{path}")
    expect(visitor.page.get_by_role("heading", name=re.compile("^2. Wat staat erin"))).to_be_visible(timeout=20_000)
    return visitor.page


def test_an_area_is_added_by_name_and_the_preview_shows_it(visit: Visit) -> None:
    page = opened(visit(), "briefing?soort=ons-gebied")
    expect(page.get_by_text("Nog geen gebied gekozen")).to_be_visible()
    field = page.get_by_label("Voeg een gebied toe")
    field.fill("Westersingel-Noord")
    field.press("Enter")
    page.get_by_role("link", name="Voeg toe: Westersingel-Noord").click()
    expect(page).to_have_url(re.compile(r"/briefing\?gebieden=BU99010101&soort=ons-gebied"))
    expect(page.get_by_role("img", name="Voorbeeld, bladzijde 1")).to_be_visible(timeout=_SLOW)


def test_own_text_survives_another_choice_and_travels_with_the_document(visit: Visit, tmp_path: Path) -> None:
    page = opened(visit())
    page.get_by_label("Duiding GGD").last.fill("Wij herkennen dit.")
    page.get_by_role("radio", name=re.compile("^Bewoners")).check()
    page.get_by_role("button", name="Vernieuw het voorbeeld").press("Enter")
    expect(page).to_have_url(re.compile("lezer=bewoners"))
    expect(page.get_by_label("Duiding GGD").last).to_have_value("Wij herkennen dit.")
    with page.expect_download(timeout=_SLOW) as waiting:
        page.get_by_role("button", name="Bewaar deze briefing").click()
    kept = tmp_path / "kept.briefing.json"
    waiting.value.save_as(kept)
    assert json.loads(kept.read_text(encoding="utf-8"))["teksten"][0]["tekst"] == "Wij herkennen dit."
    with page.expect_download(timeout=_SLOW) as waiting:
        page.get_by_role("button", name="Word").click()
    assert waiting.value.suggested_filename == "gebiedsbriefing_BU99010101_fictief.docx"
    other = opened(visit(), "briefing")
    other.get_by_label("Kies het bestand").set_input_files(kept)
    expect(other).to_have_url(re.compile("gebieden=BU99010101&lezer=bewoners"))
    expect(other.get_by_label("Duiding GGD").last).to_have_value("Wij herkennen dit.")


def test_many_documents_come_as_a_zip_and_can_be_stopped(visit: Visit, tmp_path: Path) -> None:
    page = opened(visit(), "briefing?gebieden=BU99010101,BU99010102,BU99010103&soort=ons-gebied")
    with page.expect_download(timeout=_SLOW) as waiting:
        page.get_by_role("button", name="PDF per gebied").click()
        expect(page.get_by_role("progressbar")).to_be_visible(timeout=_SLOW)
    target = tmp_path / "many.zip"
    waiting.value.save_as(target)
    names = zipfile.ZipFile(target).namelist()
    assert len([name for name in names if name.endswith(".pdf")]) == 3
    page.get_by_role("button", name="Word per gebied").click()
    page.get_by_role("button", name="Stop").click(timeout=_SLOW)
    expect(page.get_by_text("Gestopt. Er is niets bewaard.")).to_be_visible(timeout=_SLOW)


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, width: int) -> None:
    page = opened(visit(width=width), f"{BUURT},GM9901&zoek=kranen")
    page.get_by_text("Kies cijfers").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
