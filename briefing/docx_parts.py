"""Parts of a Word document that python-docx has no word for: language, header rows, writing room, page numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

_LANGUAGE: Final = "nl-NL"
_HEADING_SIZES: Final = {"Title": 20, "Heading 1": 14, "Heading 2": 11.5}


def new_document(title: str) -> Any:
    """Empty A4 document in Dutch with this title, dark headings and a legible typeface."""
    document = Document()
    document.core_properties.title = title
    document.core_properties.author = "Buurtlens"
    document.core_properties.language = _LANGUAGE
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.top_margin = page.bottom_margin = Cm(1.8)
    _set_language(document)
    for name, size in {"Normal": 10.5, **_HEADING_SIZES}.items():
        _set_font(document.styles[name], size)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    return document


def _set_language(document: Any) -> None:
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), _LANGUAGE)


def _set_font(style: Any, size: float) -> None:
    """The theme's own typefaces give way: they are named in an attribute that goes before the name."""
    style.font.name, style.font.size = "Arial", Pt(size)
    fonts = style.element.rPr.rFonts
    for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(attribute), None)
    if style.name in _HEADING_SIZES:
        style.font.color.rgb = RGBColor(0x16, 0x21, 0x2B)
        style.font.bold = True


def grid(
    document: Any, head: Sequence[str], rows: Sequence[Sequence[str]], widths_cm: Sequence[float], caption: str
) -> Any:
    """Table with a header row that repeats on every page and is known as such to a screen reader; rows of a finger high."""
    table = _table(document, [head, *rows], widths_cm, caption)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    _mark_header(table.rows[0])
    return table


def form(document: Any, labels: Sequence[str], caption: str) -> Any:
    """Table with a label and room to write on every row."""
    return _table(document, [(label, "") for label in labels], (6, 11), caption)


def writing_room(document: Any, label: str, height_cm: float) -> Any:
    """One wide cell with its label above the room to write."""
    table = _table(document, [(label,)], (17,), label)
    table.rows[0].height = Cm(height_cm)
    return table


def _table(document: Any, rows: Sequence[Sequence[str]], widths_cm: Sequence[float], caption: str) -> Any:
    table = document.add_table(rows=len(rows), cols=len(widths_cm), style="Table Grid")
    table.autofit = False
    _describe(table, caption)
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        row.height, row.height_rule = Cm(0.9), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, text, width in zip(row.cells, texts, widths_cm, strict=True):
            cell.width = Cm(width)
            cell.text = text
            cell.paragraphs[0].paragraph_format.space_before = Pt(2)
    return table


def page_numbers(document: Any, name: str) -> None:
    """Foot of every page: the name and the number."""
    line = document.sections[0].footer.paragraphs[0]
    run = line.add_run(f"{name} – bladzijde ")
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _mark_header(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _describe(table: Any, caption: str) -> None:
    """Alternative text, which a screen reader says before the cells."""
    for tag in ("w:tblCaption", "w:tblDescription"):
        element = OxmlElement(tag)
        element.set(qn("w:val"), caption)
        table._tbl.tblPr.append(element)
