"""The Samenwerkingsscan on paper: every question with room to write, and an agenda to fill in, as a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from docx.shared import Cm, Pt

from briefing.docx_parts import form, grid, new_document, page_numbers, writing_room
from domain.cooperation import Example, Option, Part, PartKind
from domain.wording import cooperation as words

_BOX: Final = "☐\t"
_HOW: Final = (
    "Vul dit formulier samen in. Zet een kruis in het vakje bij wat u herkent. Kies liever weinig: "
    "neem van elk kruis de regel ‘Voor de agenda’ over op de laatste bladzijde."
)
_HEAD: Final = ("Tijd", "Wat bespreken we?", "Met wie?")


def scan_form(parts: Sequence[Part]) -> bytes:
    """The form as a .docx file; its last page is the agenda."""
    document = new_document(words.SCAN_TITLE)
    page_numbers(document, words.SCAN_TITLE)
    document.add_paragraph(words.SCAN_TITLE, style="Title")
    for sentence in (words.OPENING, words.ABOUT, _HOW):
        document.add_paragraph(sentence)
    document.add_heading(f"1. {words.SUBJECT}", 1)
    form(document, [words.NAME, words.DATE, words.PRESENT], words.SUBJECT)
    for number, part in enumerate((each for each in parts if each.asks), 2):
        _question(document, number, part)
    _agenda(document, parts)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _question(document: Any, number: int, part: Part) -> None:
    document.add_heading(f"{number}. {part.title}", 1)
    document.add_paragraph(part.question or "").paragraph_format.keep_with_next = True
    if part.help:
        document.add_paragraph(part.help)
    for group in part.groups:
        if len(part.groups) > 1:
            document.add_heading(group.title, 2)
        if group.text:
            document.add_paragraph(group.text)
        for option in group.options:
            _option(document, option)
    if part.source:
        _small(document, part.source)
    if part.kind is PartKind.OWN:
        writing_room(document, words.NOTES, 6)
    else:
        writing_room(document, f"{words.NOTES} bij: {part.title}", 2)


def _option(document: Any, option: Option) -> None:
    line = document.add_paragraph()
    line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Cm(0.6), Cm(-0.6)
    line.paragraph_format.keep_together = True
    line.add_run(_BOX)
    line.add_run(f"{option.title}. ").bold = True
    line.add_run(option.text)
    if option.risk:
        line.add_run(f" {words.RISK}").bold = True
        line.add_run(option.risk)
    agenda = line.add_run()
    agenda.add_break()
    agenda.add_text(f"Voor de agenda ({words.minutes(option.minutes)}): {option.agenda}")
    agenda.italic = True
    for example in option.examples:
        _small(document, _cited(example), indent_cm=0.6)


def _cited(example: Example) -> str:
    source = f"{example.source}, {example.url}" if example.url else example.source
    return f"Voorbeeld {example.gemeente}. {example.text} Bron: {source}."


def _small(document: Any, text: str, indent_cm: float = 0) -> None:
    line = document.add_paragraph()
    line.paragraph_format.left_indent = Cm(indent_cm)
    line.add_run(text).font.size = Pt(9)


def _agenda(document: Any, parts: Sequence[Part]) -> None:
    document.add_page_break()
    document.add_heading(words.AGENDA, 1)
    form(document, [words.NAME, words.NEXT_DATE, words.WHO], words.AGENDA)
    document.add_paragraph()
    rows = [(f"Hoogstens {words.minutes(part.minutes)}", _point(part), "") for part in parts]
    grid(document, _HEAD, rows, (2.8, 10.2, 4), words.AGENDA)
    document.add_paragraph()
    grid(document, words.STEPS, [("", "", "")] * 4, (10.2, 4, 2.8), "Wie doet wat, en wanneer")


def _point(part: Part) -> str:
    """Title of a point; what always belongs to it stands there too, the rest is filled in by hand."""
    return "\n".join([part.agenda_title, *part.lines]) if part.lines else f"{part.agenda_title}\n\n"
