"""A briefing as a Word document that people go on editing: real headings, lists, captions, tables and pictures."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from briefing import word_styles as styles
from briefing import words
from briefing.document import (
    FULL_WIDTH_CM,
    Block,
    Bullets,
    Callout,
    Document,
    Grid,
    Heading,
    KeyFacts,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    WritingBlock,
    runs,
)
from briefing.typeface import clean, in_cell
from briefing.word_xml import (
    add_field,
    add_link,
    element,
    mark_table,
    set_alt,
    set_cell_margins,
    set_language,
    set_table_borders,
    wrap_to_fill_in,
)

_PARAGRAPHS: Final = {"normal": "Normal", "lead": styles.LEAD, "small": styles.SMALL, "note": styles.NOTE}
#: Height of a line that is written by hand.
_LINE_CM: Final = 0.8
#: A picture as wide as its column is pushed aside by a rounding.
_HAIR_CM: Final = 0.05
#: Facts beside each other.
_FACTS: Final = 4


def write_docx(document: Document, template: Path | None = None) -> bytes:
    """Word document in our own look, or in that of a house style: its styles, header, footer and margins win.

    What the house style lacks is told by a `TemplateWarning` and done in our way. Raises TemplateProblem for a template that
    is no Word document, ValueError for a picture without pixels.
    """
    file, told = styles.open_template(template)
    for sentence in told:
        warnings.warn(sentence, styles.TemplateWarning, stacklevel=2)
    set_language(file.styles.element, document.language)
    _properties(file, document)
    if template is None:
        _paper(file, document)
        _header_and_footer(file, document)
    writer = _Writer(file, file, _width_cm(file))
    writer.opening(document)
    writer.blocks(document.blocks)
    writer.closing(document)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def _width_cm(file: WordDocument) -> float:
    """Room between the margins of the paper that the document has; a template that does not say it gets that of an A4."""
    section = file.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if page is None or left is None or right is None:
        return FULL_WIDTH_CM
    return (page - left - right) / Cm(1)


def _properties(file: WordDocument, document: Document) -> None:
    properties = file.core_properties
    made = datetime(document.made_on.year, document.made_on.month, document.made_on.day)
    properties.title, properties.subject = clean(document.title)[:255], clean(document.subtitle)[:255]
    properties.author, properties.last_modified_by = clean(document.author)[:255], clean(document.author)[:255]
    properties.keywords = clean(", ".join(document.area_names))[:255]
    properties.comments = clean(document.link)[:255]
    properties.language, properties.created, properties.modified = document.language, made, made


def _paper(file: WordDocument, document: Document) -> None:
    section, page = file.sections[0], document.page
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    if page.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(page.margin_cm)
    section.header_distance = section.footer_distance = Cm(0.9)
    if page.compact:
        for name, size in styles.COMPACT.items():
            file.styles[name].font.size = Pt(size)


def _header_and_footer(file: WordDocument, document: Document) -> None:
    section = file.sections[0]
    right = Cm(_width_cm(file))
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (header, footer):
        paragraph.style = file.styles[styles.SMALL]
        paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    if document.chapters_are_areas:
        add_field(header, 'STYLEREF "Heading 1"', clean(document.title))
        mark = f" ({words.DEMO_MARK})" if document.is_demo else ""
        header.add_run(mark)
    else:
        header.add_run(clean(words.areas_line(document)))
    header.add_run(f"\t{words.PAGE} ")
    add_field(header, "PAGE", "1")
    header.add_run(f" {words.OF} ")
    add_field(header, "NUMPAGES", "1")
    if document.link:
        add_link(footer, clean(document.link), clean(document.link))
    else:
        footer.add_run(clean(words.made_line(document)))


class _Writer:
    """Writes blocks into a place: the document, or one cell of a grid."""

    def __init__(self, file: WordDocument, place: Any, width_cm: float) -> None:
        self.file, self.place, self.width_cm = file, place, width_cm
        # By id: python-docx looks through all styles for every paragraph that is given a style.
        self.styles = styles.ids(file)
        self.counts = {words.FIGURE: 0, words.TABLE: 0, "fill in": 0}
        self._first: WordParagraph | None = None
        self._breaks = False

    def inside(self, cell: Any, width_cm: float) -> _Writer:
        """Writer for a cell, that counts on. The paragraph that a cell must have is used for the first block."""
        other = copy(self)
        other.place, other.width_cm = cell, width_cm
        other.counts, other._first = self.counts, cell.paragraphs[0]
        other._breaks, self._breaks = self._breaks, False
        return other

    def opening(self, document: Document) -> None:
        """Title, subtitle and, where the figures are made up, a banner that says so."""
        self.paragraph(document.title, "Title")
        if document.subtitle:
            self.paragraph(document.subtitle, "Subtitle")
        if document.is_demo:
            self.paragraph((Run(f"{words.DEMO_TITLE}. ", bold=True), Run(words.DEMO_TEXT)), styles.BANNER)

    def closing(self, document: Document) -> None:
        """Sources, when it was made, and the address that shows the same."""
        if document.sources:
            self.heading(Heading(words.SOURCES, 1))
            self.table(words.sources_table(document.sources))
        self.paragraph(words.made_line(document), styles.SMALL)
        if document.link:
            self.paragraph((Run(words.link_line()), Run(document.link, link=document.link)), styles.SMALL)

    def blocks(self, blocks: Sequence[Block]) -> None:
        """Blocks in order."""
        writers: dict[type, Callable[[Any], None]] = {
            Heading: self.heading,
            Paragraph: lambda block: self._kept(self.paragraph(block.text, _PARAGRAPHS[block.style])),
            Bullets: self.bullets,
            Table: self.table,
            Picture: self.picture,
            Callout: self.callout,
            WritingBlock: self.writing_block,
            KeyFacts: self.key_facts,
            PageBreak: lambda _: self.page_break(),
            Grid: self.grid,
        }
        for block in blocks:
            writers[type(block)](block)

    def _kept(self, _: WordParagraph) -> None:
        """Nothing: the paragraph stands."""

    def new(self, style: str) -> WordParagraph:
        """Empty paragraph at the end, on a new page where one was asked for."""
        if self._first is not None:
            paragraph, self._first = self._first, None
        else:
            paragraph = self.place.add_paragraph()
        paragraph._p.style = self.styles[style]
        if self._breaks:
            paragraph.paragraph_format.page_break_before, self._breaks = True, False
        return paragraph

    def paragraph(self, text: Text, style: str) -> WordParagraph:
        """Paragraph of a text."""
        return self.fill(self.new(style), text)

    def fill(self, paragraph: WordParagraph, text: Text, *, bold: bool = False) -> WordParagraph:
        """Put a text into a paragraph."""
        for run in runs(text):
            if run.link:
                add_link(paragraph, clean(run.text), clean(run.link))
                continue
            made = paragraph.add_run(clean(run.text))
            if run.term:
                made._r.style = self.styles[styles.TERM]
            if run.bold or bold:
                made.bold = True
        return paragraph

    def heading(self, block: Heading) -> None:
        """Heading in Word's own style, so that it is in the navigation and in a table of contents."""
        self.paragraph(block.text, f"Heading {block.level}").paragraph_format.keep_with_next = True

    def bullets(self, block: Bullets) -> None:
        """Real list; one with numbers begins at 1."""
        number = styles.new_numbered_list(self.file) if block.numbered else None
        for item in block.items:
            paragraph = self.paragraph(item, "List Number" if block.numbered else "List Bullet")
            if number is not None:
                properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = 0, number

    def caption(self, kind: str, text: str, *, before: bool) -> None:
        """Numbered caption, that Word can list; one above its table stays with it."""
        self.counts[kind] += 1
        paragraph = self.new("Caption")
        paragraph.add_run(f"{kind} ")
        add_field(paragraph, f"SEQ {kind} \\* ARABIC", str(self.counts[kind]))
        paragraph.add_run(f". {clean(text)}")
        if before:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_after = Pt(3)

    def table(self, block: Table) -> None:
        """Table with a head row that is repeated on every page."""
        self.caption(words.TABLE, block.caption, before=True)
        made = self._new_table(1 + len(block.rows), len(block.head))
        mark_table(
            made, clean(block.caption), [self.width_cm * each for each in block.shares], heads_rows=block.heads_rows
        )
        set_table_borders(made, top=styles.INK, bottom=styles.INK, insideH=styles.LINE)
        set_cell_margins(made, 40, 70)
        cells = made._cells
        across = len(block.head)
        for row, texts in enumerate([block.head, *block.rows]):
            for column, text in enumerate(texts):
                paragraph = cells[row * across + column].paragraphs[0]
                paragraph._p.style = self.styles[styles.CELL]
                narrow = tuple(replace(run, text=in_cell(run.text)) for run in runs(text))
                self.fill(paragraph, narrow, bold=row == 0)
                if column in block.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if block.note:
            self.paragraph(block.note, styles.NOTE).paragraph_format.space_before = Pt(4)
        else:
            self._gap()

    def _new_table(self, rows: int, columns: int) -> Any:
        if self.place is self.file:
            made = self.file.add_table(rows, columns)
        else:
            if self._first is not None:  # a cell begins with a paragraph: it goes before the table
                self.new(styles.CELL)
            made = self.place.add_table(rows, columns)
        made._tbl.tblStyle_val = self.styles["Table Grid"]
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        return made

    def _gap(self) -> None:
        """Room behind a table: Word has no space after one. A paragraph of one point, that is read as nothing."""
        paragraph = self.new(styles.CELL)
        paragraph.paragraph_format.line_spacing = Pt(1)
        paragraph.paragraph_format.space_after = Pt(9)

    def picture(self, block: Picture) -> None:
        """Picture in the text, with its alt text and a caption below it."""
        png = block.image.png
        if not png:
            raise ValueError(f"picture '{block.caption or block.alt}' has no pixels: Word needs a PNG")
        paragraph = self.new("Normal")
        run = paragraph.add_run()
        run.add_picture(io.BytesIO(png), width=Cm(min(block.width_cm, self.width_cm - _HAIR_CM)))
        set_alt(run, clean(block.alt), f"{words.FIGURE} {self.counts[words.FIGURE] + 1}")
        if block.caption:
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_after = Pt(0)
            self.caption(words.FIGURE, block.caption, before=False)

    def callout(self, block: Callout) -> None:
        """Paragraphs with a line beside them."""
        self.paragraph(block.title, styles.CALLOUT_HEAD)
        for text in block.paragraphs:
            last = self.paragraph(text, styles.CALLOUT)
        last.paragraph_format.space_after = Pt(12)

    def writing_block(self, block: WritingBlock) -> None:
        """Block that is filled in within Word, or on paper."""
        self.heading(Heading(block.title, block.level))
        if not block.text.strip():
            self.paragraph(block.prompt, styles.PROMPT)
        written = block.paragraphs
        box = self._new_table(1, 1)
        set_table_borders(box, **dict.fromkeys(("top", "left", "bottom", "right"), styles.LINE))
        set_cell_margins(box, 90, 140)
        if not written:
            box.rows[0].height, box.rows[0].height_rule = Cm(_LINE_CM * block.lines), WD_ROW_HEIGHT_RULE.AT_LEAST
        inner = self.inside(box.rows[0].cells[0], self.width_cm)
        paragraphs = [inner.paragraph(text, styles.FILL_IN) for text in written or (words.WRITE_HERE,)]
        self.counts["fill in"] += 1
        wrap_to_fill_in(paragraphs, clean(block.title), self.counts["fill in"], empty=not written)
        self._gap()

    def key_facts(self, block: KeyFacts) -> None:
        """Numbers beside each other, each a paragraph with its label below it."""
        for at in range(0, len(block.facts), _FACTS):
            facts = block.facts[at : at + _FACTS]
            made = self._layout_table(1, len(facts))
            for cell, fact in zip(made.rows[0].cells, facts, strict=True):
                inner = self.inside(cell, self.width_cm / len(facts))
                inner.paragraph(fact.value, styles.FACT)
                inner.paragraph(fact.label, styles.CELL)
                if fact.note:
                    inner.paragraph(fact.note, styles.SMALL)
            self._gap()

    def grid(self, block: Grid) -> None:
        """Cells beside each other, read row by row."""
        made = self._layout_table(len(block.rows), block.columns, line=styles.LINE)
        set_cell_margins(made, 60, 110)
        for row, cells in zip(made.rows, block.rows, strict=True):
            for place, cell in zip(row.cells, cells, strict=False):
                inner = self.inside(place, self.width_cm / block.columns - 0.4)
                inner.heading(Heading(cell.title, cell.level))
                place.paragraphs[0].paragraph_format.space_before = Pt(0)
                inner.blocks(cell.blocks)
        self._gap()

    def _layout_table(self, rows: int, columns: int, line: str = "") -> Any:
        made = self._new_table(rows, columns)
        set_table_borders(made, top=line, insideH=line)
        made.autofit = False
        for cell in made._cells:
            cell.width = Cm(self.width_cm / columns)
        for row in made._tbl.tr_lst:
            row.get_or_add_trPr().append(element("w:cantSplit"))
        look = made._tbl.tblPr.find(qn("w:tblLook"))
        if look is not None:
            made._tbl.tblPr.remove(look)
        return made

    def page_break(self) -> None:
        """What follows begins on a new page, without an empty paragraph before it."""
        self._breaks = True
