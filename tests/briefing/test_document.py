"""The document model: what it refuses, and how several documents become one."""

from __future__ import annotations

import pytest

from briefing.document import (
    Cell,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Run,
    Source,
    Table,
    WritingBlock,
    combined,
    headings,
    plain,
    runs,
)
from tests.briefing.samples import document, dot


def test_a_heading_may_not_skip_a_level() -> None:
    with pytest.raises(ValueError, match="'Diep' has level 3 after level 1"):
        document(Heading("Hoog", 1), Heading("Diep", 3))
    with pytest.raises(ValueError, match="level 2 after level 0"):
        document(Heading("Los", 2))
    found = document(Heading("a", 1), Heading("b", 2), Heading("c", 3), Heading("d", 1))
    assert [each.level for each in headings(found.blocks)] == [1, 2, 3, 1]


def test_headings_of_cells_and_writing_blocks_count_too() -> None:
    found = document(Grid((Cell("Cel", (Heading("In de cel", 2),)),)), WritingBlock("Duiding", "Wat?"))
    assert [(each.text, each.level) for each in headings(found.blocks)] == [
        ("Cel", 1),
        ("In de cel", 2),
        ("Duiding", 2),
    ]


def test_a_row_has_as_many_cells_as_the_head() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under a head of 2"):
        Table("Kop", ("a", "b"), (("1", "2"), ("1",)))


def test_a_picture_says_what_is_seen() -> None:
    with pytest.raises(ValueError, match="picture 'Stip' has no alt text"):
        dot(" ")


def test_the_first_column_is_twice_as_wide_unless_told() -> None:
    assert Table("Kop", ("a", "b", "c"), ()).shares == (0.5, 0.25, 0.25)
    assert Table("Kop", ("a", "b"), (), widths=(1, 3)).shares == (0.25, 0.75)


def test_text_is_plain_or_pieces() -> None:
    assert runs("") == ()
    assert plain((Run("een "), Run("twee", bold=True), Run(""))) == "een twee"


def test_lines_of_a_writing_block_are_paragraphs() -> None:
    assert WritingBlock("t", "p", text="Eerste.\n\n  Tweede. \r\n").paragraphs == ("Eerste.", "Tweede.")
    assert WritingBlock("t", "p").paragraphs == ()


def test_combined_documents_are_chapters_on_new_pages_with_each_source_once() -> None:
    source = Source("Inwoners", "CBS")
    one = document(Heading("Cijfers", 1), Heading("Kaart", 2), title="Een", area_names=("A",), sources=(source,))
    other = document(
        Heading("Cijfers", 1),
        Paragraph("Hier."),
        title="Twee",
        area_names=("B",),
        sources=(source,),
        link="https://x/2",
    )
    found = combined([one, other], "Samen", "Twee buurten", link="https://x")
    assert [(each.text, each.level) for each in headings(found.blocks)] == [
        *(("Een", 1), ("Cijfers", 2), ("Kaart", 3)),
        *(("Twee", 1), ("Cijfers", 2)),
    ]
    assert sum(isinstance(block, PageBreak) for block in found.blocks) == 1
    assert found.sources == (source,)
    assert (found.area_names, found.link, found.chapters_are_areas) == (("A", "B"), "https://x", True)
    assert any(isinstance(block, Paragraph) and plain(block.text) == "Twee: https://x/2" for block in found.blocks)
    with pytest.raises(ValueError, match="no documents"):
        combined([], "Leeg", "")
