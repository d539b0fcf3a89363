"""The PDF: the structure that PDF/UA-1 asks for, whatever the text, and nothing read from the system."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

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
    Paragraph,
    Picture,
    Run,
    Source,
    StaticImage,
    Table,
    WritingBlock,
    combined,
    headings,
)
from briefing.pdf import PdfProblem, render_png, write_pdf
from briefing.word import write_docx
from store.warehouse import Store
from tests.briefing import composer
from tests.briefing.composer import compose
from tests.briefing.conftest import EMPTY, LONG_NAME
from tests.briefing.samples import document, dot


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """All elements of a structure tree in reading order."""
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from elements(each)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def tags(found: pikepdf.Pdf) -> list[str]:
    return [str(each.S) for each in elements(found.Root.StructTreeRoot.K)]


def text_of(made: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made))


def check_structure(made: bytes, about: Document) -> pikepdf.Pdf:
    """What a reader with a screen reader needs, and what PDF/UA-1 asks for and can be seen without a validator."""
    found = opened(made)
    root = found.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == about.language
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with found.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"]
    kinds = tags(found)
    assert kinds[0] == "/Document"
    levels = [int(kind[2]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[:1] in ([1], [])
    assert all(other <= one + 1 for one, other in pairwise(levels))
    for each in elements(root.StructTreeRoot.K):
        if str(each.S) == "/Figure":
            assert str(each.Alt).strip()
        if str(each.S) == "/TH":
            assert any(str(value) in ("/Column", "/Row", "/Both") for a in each.A for value in dict(a).values())
    for page in found.pages:
        assert str(page.Tabs) == "/S"
        for font in (page.Resources.get("/Font") or {}).values():
            described = font.DescendantFonts[0].FontDescriptor
            assert any(key in described for key in ("/FontFile2", "/FontFile3", "/FontFile"))
    return found


def test_a_briefing_is_tagged_titled_dutch_and_has_alt_texts(briefing: Document) -> None:
    made = write_pdf(briefing)
    found = check_structure(made, briefing)
    kinds = tags(found)
    assert str(found.docinfo.Title) == briefing.title
    assert [kind for kind in kinds if kind in ("/H1", "/H2", "/H3")] == [
        *(f"/H{each.level}" for each in headings(briefing.blocks)),
        "/H1",
    ]
    alts = [str(each.Alt) for each in elements(found.Root.StructTreeRoot.K) if str(each.S) == "/Figure"]
    assert alts == [block.alt for block in briefing.blocks if isinstance(block, Picture)]
    assert {"/Table", "/THead", "/TH", "/TD", "/L", "/LI", "/Caption", "/Link"} <= set(kinds)
    assert 4 <= len(found.pages) <= 6
    text = text_of(made)
    assert f"Pagina 1 van {len(found.pages)}" in text
    assert briefing.link in text
    assert "verzonnen gebied" in text
    assert {str(font.BaseFont).partition("+")[2] for page in found.pages for font in page.Resources.Font.values()} <= {
        "AtkinsonHyperlegibleNext-Regular",
        "AtkinsonHyperlegibleNext-Bold",
    }


@pytest.mark.parametrize("code", [LONG_NAME, EMPTY])
def test_a_long_name_and_an_area_without_residents(store: Store, code: str) -> None:
    found = compose(store, code)
    made = write_pdf(found)
    check_structure(made, found)
    assert ("geen inwoners" if code == EMPTY else "afgeschermd") in " ".join(text_of(made).split())


def test_an_area_with_everything_missing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composer, "figures_for", lambda *_: [])
    found = compose(store, LONG_NAME)
    assert found.sources == ()
    check_structure(write_pdf(found), found)
    assert len(docx.Document(io.BytesIO(write_docx(found))).inline_shapes) == 2


def test_an_empty_document_and_one_of_every_block() -> None:
    check_structure(write_pdf(document()), document())
    text = (Run("Een "), Run("begrip", term=True), Run("vet", bold=True), Run("hier", link="https://x.example/"))
    blocks = (
        KeyFacts((Fact("12%", "groen", "2024"), Fact("3", "scholen"))),
        Heading("Kop", 1),
        Paragraph(text, "lead"),
        Bullets(("a", "b"), numbered=True),
        Table("Tabel", ("a", "b"), (("1", "2"),), note="Noot"),
        dot("Een blauwe stip."),
        Callout("Let op", ("Eén.",)),
        WritingBlock("Duiding", "Wat?", 3),
        WritingBlock("Bewoners", "Wat?", 3, "Dit.\nEn dat."),
        Grid((Cell("Cel", (Paragraph("In de cel", "note"), dot())), Cell("Twee", ())), 2),
    )
    made = document(*blocks, page=Page(compact=True), sources=(Source("a", "CBS", "CC0", "2024"),))
    kinds = tags(check_structure(write_pdf(made), made))
    assert kinds.count("/Figure") == 2
    text_found = text_of(write_pdf(made))
    assert all(each in text_found for each in ("begrip", "En dat.", "In de cel", "Noot", "CC0"))


@settings(max_examples=40)
@example("\u00ad")
@example(" ")
@given(st.text(max_size=80))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    about = document(
        Heading(text, 1),
        Paragraph((Run(text, bold=True), Run(text, link=text))),
        Bullets((text,)),
        Table(text, (text, "b"), ((text, text),), note=text),
        dot(f"alt {text}"),
        WritingBlock(text, text, text=text),
        Grid((Cell(text, (Callout(text, (text,)),)),)),
        title=text,
        subtitle=text,
        area_names=(text, text),
        link=text,
        sources=(Source(text, text),),
    )
    assert len(opened(write_pdf(about)).pages) >= 1


@pytest.mark.parametrize(
    "text",
    [
        *("#panic(1)", "*vet* _schuin_ `code`", "$x^2$", "@verwijzing <label>", "= Kop", '\\ #import "x"', "// weg"),
        *("[a](b)", "~a~", "--- ... ->", "#let x = 1", '"aanhaling"', "'s-Gravenhage & <de rest>"),
    ],
)
def test_marks_of_typst_are_only_text(text: str) -> None:
    about = document(Heading(text, 1), Paragraph(text))
    shown = " ".join(text_of(write_pdf(about)).split())
    assert shown.count(" ".join(text.split())) == 2


def test_a_document_that_must_fit_is_set_smaller_but_stays_readable() -> None:
    lines = tuple(Paragraph(f"Regel {number} van een kaart op één blad.") for number in range(49))
    large = document(*lines, page=Page(compact=True))
    fitted = document(*lines, page=Page(compact=True, most_pages=1))
    assert len(opened(write_pdf(large)).pages) == 2
    assert len(opened(write_pdf(fitted)).pages) == 1
    endless = document(*lines * 5, page=Page(most_pages=1))
    assert len(opened(write_pdf(endless)).pages) > 1
    with opened(write_pdf(document(page=Page(landscape=True)))) as found:
        _, _, width, height = (float(each) for each in found.pages[0].MediaBox)
    assert width > height


def test_a_chapter_of_a_combined_document_names_its_area_at_the_head() -> None:
    one, other = (document(Paragraph("Tekst."), title=name, area_names=(name,)) for name in ("Noord", "Zuid"))
    pages = pypdfium2.PdfDocument(write_pdf(combined([one, other], "Samen", "")))
    heads = [page.get_textpage().get_text_bounded().splitlines()[0] for page in pages]
    assert [head.split(" Pagina")[0] for head in heads] == ["Noord", "Zuid"]


def test_a_picture_that_is_none_is_refused_and_a_preview_is_made() -> None:
    with pytest.raises(PdfProblem, match="neither vectors nor pixels"):
        write_pdf(document(Picture(StaticImage(), "Niets")))
    pages = render_png(document(Paragraph("Hier.")), 40)
    assert len(pages) == 1
    assert pages[0].startswith(b"\x89PNG")


def test_the_same_document_gives_the_same_bytes() -> None:
    about = document(Heading("Kop", 1), dot())
    assert write_pdf(about) == write_pdf(about)
