"""The Word document: it opens, its headings, alt texts and numbers are those of the warehouse, and a house style wins."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing import word_styles as styles
from briefing.document import (
    Bullets,
    Callout,
    Cell,
    Document,
    Fact,
    Grid,
    Heading,
    KeyFacts,
    Page,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    StaticImage,
    Table,
    WritingBlock,
    headings,
)
from briefing.word import write_docx
from briefing.word_styles import TemplateProblem, TemplateWarning
from domain.numbers_nl import format_value
from store.catalogue import indicator
from store.figures import figure
from store.warehouse import Store
from tests.briefing.composer import compose
from tests.briefing.conftest import BUURT, EMPTY, LONG_NAME
from tests.briefing.samples import document, dot


def opened(made: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(made))


def told_headings(found: WordDocument) -> list[tuple[int, str]]:
    return [
        (int(each.style.name[-1]), each.text)
        for each in found.element.body.iter(qn("w:p"))
        for each in [docx.text.paragraph.Paragraph(each, found)]
        if each.style is not None and each.style.name.startswith("Heading")
    ]


def everything(found: WordDocument) -> str:
    return "\n".join(node.text or "" for node in found.element.body.iter(qn("w:t")))


def part(made: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(made)).read(name).decode()


def test_headings_alt_texts_and_numbers_are_those_of_the_warehouse(store: Store, briefing: Document) -> None:
    made = opened(write_docx(briefing))
    assert told_headings(made) == [*((each.level, each.text) for each in headings(briefing.blocks)), (1, "Bronnen")]
    alts = [each.get("descr") for each in made.element.body.iter(qn("wp:docPr"))]
    assert alts == [block.alt for block in briefing.blocks if isinstance(block, Picture)]
    assert all(len(alt) > 40 for alt in alts)
    shown = indicator(store, "supermarket_km")
    assert shown is not None
    figures = [figure(store, "supermarket_km", code, 2024) for code in (BUURT, "GM9901", "NL00")]
    told = [format_value(each.value if each else None, shown) for each in figures]
    table = next(each for each in made.tables if each.rows[0].cells[0].text == "Onderwerp")
    row = next(row for row in table.rows if row.cells[0].text.startswith(shown.title))
    assert [cell.text for cell in row.cells[1:]] == ["2024", *told]


@pytest.mark.parametrize("code", [LONG_NAME, EMPTY])
def test_a_long_name_and_an_area_without_residents(store: Store, code: str) -> None:
    found = compose(store, code)
    made = opened(write_docx(found))
    assert found.area_names[0] in made.sections[0].header.paragraphs[0].text
    assert made.core_properties.title == found.title
    reason = "geen inwoners" if code == EMPTY else "afgeschermd door de bron"
    assert reason in everything(made)


def test_head_rows_are_marked_and_repeated_and_the_first_column_names_rows() -> None:
    made = opened(write_docx(document(Table("Kop", ("Onderwerp", "Hier"), (("Groen", "12%"),), numeric=(1,)))))
    table = made.tables[0]
    first, second = (row._tr.find(qn("w:trPr")) for row in table.rows)
    assert first.find(qn("w:tblHeader")) is not None
    assert second.find(qn("w:tblHeader")) is None
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")
    assert table.rows[1].cells[1].paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Kop"


def test_language_properties_page_and_link(briefing: Document) -> None:
    made = write_docx(briefing)
    found = opened(made)
    assert 'w:val="nl-NL"' in part(made, "word/styles.xml")
    about = found.core_properties
    assert (about.title, about.author, about.subject) == (briefing.title, "Buurtlens", briefing.subtitle)
    section = found.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert [each.text.strip() for each in section.header._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    linked = [each for each in section.footer.part.rels.values() if each.is_external]
    assert [each.target_ref for each in linked] == [briefing.link]
    assert "(fictieve gegevens)" in section.header.paragraphs[0].text
    assert "verzonnen gebied" in everything(found)


def test_captions_count_figures_and_tables_apart_and_in_cells_too() -> None:
    grid = Grid((Cell("Cel", (dot(), Table("In de cel", ("a", "b"), (("1", "2"),)))),))
    found = opened(write_docx(document(dot(), Table("Boven", ("a", "b"), ()), grid)))
    captions = [
        "".join(node.text or "" for node in each.iter(qn("w:t")))
        for each in found.element.body.iter(qn("w:p"))
        if each.pPr is not None and each.pPr.pStyle is not None and each.pPr.pStyle.val == "Caption"
    ]
    assert captions == ["Figuur 1. Stip", "Tabel 1. Boven", "Figuur 2. Stip", "Tabel 2. In de cel"]


def test_every_numbered_list_begins_at_one() -> None:
    found = opened(
        write_docx(document(Bullets(("a", "b"), numbered=True), Bullets(("c",), numbered=True), Bullets(("d",))))
    )
    numbers = [each._p.pPr.numPr.numId.val for each in found.paragraphs if each.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]
    starts = found.part.numbering_part.element.findall(f".//{qn('w:startOverride')}")
    assert {each.get(qn("w:val")) for each in starts} == {"1"}
    assert [each.text for each in found.paragraphs if each.style.name == "List Bullet"] == ["d"]


def test_a_writing_block_is_filled_in_or_shows_what_was_written() -> None:
    blocks = (
        WritingBlock("Duiding", "Wat valt op?", level=1),
        WritingBlock("Bewoners", "Vraag", 5, "Wel.\n\nNiet.", 1),
    )
    found = opened(write_docx(document(*blocks)))
    empty, filled = found.element.body.iter(qn("w:sdt"))
    assert empty.find(f".//{qn('w:showingPlcHdr')}") is not None
    assert empty.find(f".//{qn('w:alias')}").get(qn("w:val")) == "Duiding"
    assert [node.text for node in filled.iter(qn("w:t"))] == ["Wel.", "Niet."]
    assert "Wat valt op?" in everything(found)
    assert "Vraag" not in everything(found)


def test_facts_callouts_links_terms_and_page_breaks() -> None:
    text = (
        Run("Een "),
        Run("begrip", term=True),
        Run("vet", bold=True),
        Run("hier", link="https://x.example/?a=1&b=2"),
    )
    found = opened(
        write_docx(
            document(
                KeyFacts((Fact("12%", "groen", "2024"),)),
                Callout("Let op", ("Eén.", "Twee.")),
                PageBreak(),
                Paragraph(text),
                page=Page(landscape=True, compact=True),
            )
        )
    )
    assert [each.text for each in found.tables[0].rows[0].cells[0].paragraphs] == ["12%", "groen", "2024"]
    told = {each.text: each for each in found.paragraphs}
    assert told["Twee."].style.name == styles.CALLOUT
    last = told["Een begripvethier"]
    assert last.paragraph_format.page_break_before
    assert [run.style.name for run in last.runs][1] == styles.TERM
    assert "https://x.example/?a=1&b=2" in {each.target_ref for each in found.part.rels.values() if each.is_external}
    assert found.sections[0].page_width > found.sections[0].page_height


def test_a_picture_without_pixels_is_refused() -> None:
    with pytest.raises(ValueError, match="'Kaart' has no pixels"):
        write_docx(document(Picture(StaticImage(svg="<svg/>"), "Wat", "Kaart")))


@settings(max_examples=40)
@given(st.text(max_size=60))
def test_any_text_makes_a_document_that_opens(text: str) -> None:
    made = write_docx(
        document(
            Heading(text, 1),
            Paragraph((Run(text, bold=True), Run(text, term=True))),
            Table(text, (text, "b"), ((text, text),)),
            WritingBlock(text, text, text=text),
            title=text,
            subtitle=text,
            area_names=(text,),
        )
    )
    assert opened(made).paragraphs


def house_style(folder: Path, change: Any = None) -> Path:
    template = docx.Document()
    template.styles["Normal"].font.name = "Verdana"
    template.styles["Heading 1"].font.size = Pt(30)
    template.sections[0].left_margin = Cm(5)
    template.sections[0].header.paragraphs[0].text = "GGD Lindestreek"
    if change is not None:
        change(template)
    path = folder / "huisstijl.docx"
    template.save(str(path))
    return path


def test_a_house_style_wins(tmp_path: Path, briefing: Document) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = opened(write_docx(briefing, house_style(tmp_path)))
    assert found.styles["Normal"].font.name == "Verdana"
    assert found.styles["Heading 1"].font.size == Pt(30)
    assert found.sections[0].header.paragraphs[0].text == "GGD Lindestreek"
    assert round(found.sections[0].left_margin.cm, 1) == 5.0
    room = found.sections[0].page_width - found.sections[0].left_margin - found.sections[0].right_margin
    assert all(each.width <= room for each in found.inline_shapes)
    assert told_headings(found)[0] == (1, "Wat valt op?")


def test_what_a_house_style_lacks_is_told_and_done_in_our_way(tmp_path: Path) -> None:
    def without(template: WordDocument) -> None:
        for name in ("Heading 2", "List Bullet", "Table Grid", "Caption"):
            element = template.styles[name].element
            element.getparent().remove(element)
        relations = template.part.rels
        for key in [key for key, each in relations.items() if each.reltype.endswith("/numbering")]:
            del relations[key]

    blocks = (Heading("a", 1), Heading("b", 2), Bullets(("punt",)), Table("Kop", ("x", "y"), (("1", "2"),)))
    with pytest.warns(TemplateWarning) as told:
        made = write_docx(document(*blocks), house_style(tmp_path, without))
    named = [str(each.message) for each in told]
    assert len(named) == 4
    assert all("huisstijl.docx: style '" in each for each in named)
    found = opened(made)
    assert told_headings(found) == [(1, "a"), (2, "b")]
    point = next(each for each in found.paragraphs if each.text == "punt")
    assert point.style.element.find(f".//{qn('w:numId')}") is not None
    assert "•" in part(made, "word/numbering.xml")


def test_text_in_the_body_of_a_template_is_left_out_with_a_warning(tmp_path: Path) -> None:
    with pytest.warns(TemplateWarning, match="the text in the body of the template is left out"):
        made = write_docx(document(), house_style(tmp_path, lambda each: each.add_paragraph("Voorbeeldtekst")))
    assert "Voorbeeldtekst" not in everything(opened(made))


def test_what_is_no_word_document_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(TemplateProblem, match=r"mist\.docx: there is no such file"):
        write_docx(document(), tmp_path / "mist.docx")
    text = tmp_path / "tekst.docx"
    text.write_text("geen zip")
    with pytest.raises(TemplateProblem, match=r"tekst\.docx: this is not a Word document.*without a password"):
        write_docx(document(), text)
    other = tmp_path / "ander.docx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "b")
    with pytest.raises(TemplateProblem, match=r"ander\.docx: this is not a Word document"):
        write_docx(document(), other)
    source, kind = house_style(tmp_path), tmp_path / "sjabloon.dotx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(kind, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
    with pytest.raises(TemplateProblem, match=r"sjabloon\.dotx: this is another kind of Office file"):
        write_docx(document(), kind)
