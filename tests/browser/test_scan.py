"""Screen Samenwerkingsscan as its users meet it: answers become an agenda, and nothing of it leaves the browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browsing import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
SECRET = "Kanaalzone vertrouwelijk"
SHEET = ".scan-blad"


def opened(visitor: Visitor) -> Page:
    visitor.page.goto(f"{visitor.server.url}/scan")
    expect(visitor.page.get_by_role("heading", name="Agenda voor het volgende overleg")).to_be_visible()
    return visitor.page


def filled(page: Page) -> None:
    page.get_by_label("Naam van de taak of het project").fill(SECRET)
    page.get_by_label("Datum van het volgende overleg").fill("2026-12-04")
    page.get_by_role("radio", name="Positieve afstemming").check()
    for name in ("Te laat in het proces", "Geen mandaat", "Een andere taal"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_label("Eigen punten en aantekeningen").fill("Eerste punt\n\nTweede punt")


def test_answers_become_an_agenda(visit: Visit) -> None:
    page = opened(visit())
    expect(page.locator(SHEET)).to_contain_text("2 punten, samen 15 minuten.")
    filled(page)
    sheet = page.locator(SHEET)
    expect(sheet).to_contain_text(SECRET)
    expect(sheet).to_contain_text("Datum: 4 december 2026.")
    expect(sheet).to_contain_text("Wat willen we houden als dit project stopt, en bij wie ligt dat dan?")
    expect(sheet).to_contain_text("5 punten, samen 55 minuten.")  # 5 + 10 + three obstacles, at most 20 + own 10 + 10
    expect(sheet).to_contain_text("Kies samen eerst de twee die het meest in de weg zitten.")
    expect(sheet).to_contain_text("de opdrachtgever van het project; iemand die mag beslissen.")
    assert sheet.locator("ol > li").nth(3).locator("li").all_inner_texts() == ["Eerste punt", "Tweede punt"]
    page.get_by_role("radio", name="Nog niet besproken").check()
    expect(sheet).to_contain_text("4 punten, samen 45 minuten.")


def test_nothing_that_is_filled_in_is_sent_and_it_lives_on_in_a_file(visit: Visit, tmp_path: Path) -> None:
    visitor = visit()
    page = opened(visitor)
    page.wait_for_load_state("networkidle")
    before = len(visitor.requests)
    filled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Bewaar als bestand").click()
    assert waiting.value.suggested_filename == "buurtlens-scan_kanaalzone-vertrouwelijk.json"
    kept = tmp_path / "scan.json"
    waiting.value.save_as(kept)
    assert [url for url in visitor.requests[before:] if not url.startswith("blob:")] == []
    stores = "[localStorage, sessionStorage].map(store => JSON.stringify({...store})).join() + document.cookie"
    assert "Kanaalzone" not in page.evaluate(stores)
    held = json.loads(kept.read_text(encoding="utf-8"))
    assert (held["soort"], held["versie"], held["naam"]) == ("buurtlens-samenwerkingsscan", 1, SECRET)
    assert held["keuzes"] == {"niveau": ["positief"], "obstakels": ["te_laat", "mandaat", "taal"]}
    told = page.locator(SHEET).inner_text()

    other = opened(visit())
    other.get_by_label("Open een bestand").set_input_files(kept)
    expect(other.get_by_text("scan.json is geopend.")).to_be_visible()
    assert other.locator(SHEET).inner_text() == told
    expect(other.get_by_role("checkbox", name="Geen mandaat")).to_be_checked()


OURS = {"soort": "buurtlens-samenwerkingsscan", "versie": 1, "naam": "Oud"}


#: What a file holds, and what is said of it; those that are taken come last.
REFUSED = [
    ("geen json", "is geen scan van Buurtlens"),
    ("x" * 1_000_001, "is te groot voor een scan"),
    ('{"type": "FeatureCollection"}', "maar geen scan van Buurtlens"),
    (json.dumps({**OURS, "versie": 2}), "nieuwere versie"),
    (json.dumps({**OURS, "naam": 5}), "het onderdeel ‘naam’ klopt niet"),
    (json.dumps({**OURS, "keuzes": {"vormen": "duo"}}), "het onderdeel ‘vormen’ klopt niet"),
]
TAKEN = [
    (json.dumps({**OURS, "keuzes": {"vormen": ["duo", "toverstaf"]}}), "weggelaten: toverstaf."),
    (json.dumps({**OURS, "naam": "Oud" + "x" * 200}), "ingekort: naam."),
]


def test_a_file_is_taken_or_refused_with_a_reason(visit: Visit, tmp_path: Path) -> None:
    page = opened(visit())
    for number, (text, told) in enumerate([*REFUSED, *TAKEN]):
        file = tmp_path / f"bestand-{number}.json"
        file.write_text(text, encoding="utf-8")
        page.get_by_label("Open een bestand").set_input_files(file)
        expect(page.locator(".scan-melding")).to_contain_text(told)
        expect(page.locator(".scan-melding")).to_contain_text(file.name)
        name = page.get_by_label("Naam van de taak of het project")
        expect(name).to_have_value("" if number < len(REFUSED) else re.compile("^Oud"))
    expect(name).to_have_value("Oud" + "x" * 97)


def test_what_is_not_kept_is_not_lost_by_accident(visit: Visit) -> None:
    page = opened(visit())
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("button", name="Begin opnieuw").click()
    assert asked == []
    filled(page)
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.get_by_label("Naam van de taak of het project")).to_have_value(SECRET)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["confirm", "beforeunload"]


def test_by_keyboard_alone(visit: Visit) -> None:
    page = opened(visit())
    field = page.get_by_label("Naam van de taak of het project")
    field.focus()
    page.keyboard.type("Hitte")
    page.get_by_role("radio", name="Nog niet besproken").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Geen afstemming")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Te weinig tijd of mensen")).to_be_checked()
    expect(page.locator(SHEET)).to_contain_text("Spreek af wie u de volgende keer uitnodigt.")
    expect(page.locator("[data-spreekt]")).to_have_text("4 punten, samen 35 minuten.")


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(visit: Visit, width: int) -> None:
    page = opened(visit(width=width))
    filled(page)
    for summary in page.locator(".scherm-scan summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_the_agenda_is_one_page_even_when_everything_is_chosen(visit: Visit) -> None:
    page = opened(visit())
    filled(page)
    for box in page.locator("input[type=checkbox]").all():
        box.check()
    page.get_by_label("Wie zijn erbij?").fill("Ruimte, welzijn " * 12)
    page.get_by_label("Eigen punten en aantekeningen").fill(("Een punt van ons zelf\n" * 30)[:500])
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    expect(page.locator(".scan-stappen")).to_be_visible()
    for hidden in (".scan-vragen", ".bovenbalk", "footer", ".scan-knoppen >> nth=0"):
        expect(page.locator(hidden)).to_be_hidden()


def test_the_form_on_paper_comes_with_it(visit: Visit) -> None:
    page = opened(visit())
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download het formulier (Word)").click()
    assert waiting.value.suggested_filename == "samenwerkingsscan.docx"
