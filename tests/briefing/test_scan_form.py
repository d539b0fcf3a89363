"""The form on paper: a Word document with structure, in Dutch, that holds every question and an agenda to fill in."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from briefing.scan_form import scan_form
from tests.domain.cooperation_examples import SCAN


@pytest.fixture(scope="module")
def document() -> Any:
    return Document(io.BytesIO(scan_form(SCAN)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_title_language_and_page_are_set(document: Any) -> None:
    assert document.core_properties.title == "Samenwerkingsscan"
    assert document.core_properties.language == "nl-NL"
    [language] = document.styles.element.findall(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "nl-NL"
    assert round(document.sections[0].page_width.cm, 1) == 21
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml


def test_headings_are_styles_and_number_the_questions(document: Any) -> None:
    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "1. Over welke taak of welk project gaat het?"),
        ("Heading 1", "2. Hoe nu?"),
        ("Heading 1", "3. Wat is lastig?"),
        ("Heading 2", "Organisatie"),
        ("Heading 2", "Mensen"),
        ("Heading 1", "4. Welke vorm?"),
        ("Heading 1", "5. En verder?"),
        ("Heading 1", "Agenda voor het volgende overleg"),
    ]


def test_every_answer_has_a_box_its_risk_and_its_line_for_the_agenda(document: Any) -> None:
    boxes = [text for text in texts(document) if text.startswith("☐")]
    assert len(boxes) == sum(len(group.options) for part in SCAN for group in part.groups)
    duo = next(text for text in boxes if "Duofunctie" in text)
    assert "Risico: Het hangt aan hen." in duo
    assert "Voor de agenda (5 minuten): Wie kan dit doen?" in duo
    assert any("Voorbeeldstad, Verslag, 2024, https://voorbeeld.nl/verslag" in text for text in texts(document))


def test_tables_tell_what_they_are_and_the_agenda_has_a_row_per_part(document: Any) -> None:
    assert all(table._tbl.tblPr.find(qn("w:tblCaption")) is not None for table in document.tables)
    agenda, steps = document.tables[-2:]
    assert [cell.text for cell in agenda.rows[0].cells] == ["Tijd", "Wat bespreken we?", "Met wie?"]
    assert [row.cells[0].text for row in agenda.rows[1:]] == [f"Hoogstens {part.minutes} minuten" for part in SCAN]
    for table in (agenda, steps):
        marks = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marks == [True, *[False] * (len(marks) - 1)]
