"""From a profile to a document: every number is that of the warehouse, and what is asked is what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest

from briefing.compose import compose
from briefing.document import (
    Block,
    Bullets,
    Callout,
    Document,
    Heading,
    Paragraph,
    Picture,
    Table,
    WritingBlock,
    headings,
    plain,
)
from briefing.gemeentekaart import gemeentekaart
from briefing.ons_gebied import ons_gebied
from briefing.pdf import write_pdf
from briefing.request import Setting, UnknownArea, every_area, profile, seen_now
from briefing.word import write_docx
from domain.areas import Level
from domain.recipe import Asked, Kind, Piece, Reader, Recipe, Seen, TextOf
from store.local_notes import LocalNotes, Reaction
from store.warehouse import Store
from tests.store.profile_warehouse import profile_warehouse

SETTING = Setting(date(2026, 3, 31), "https://buurt.example")
BUURT = Asked(("BU99010101",))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(profile_warehouse(tmp_path_factory.mktemp("compose") / "warehouse.duckdb"))
    yield store
    store.close()


def made(store: Store, asked: Asked = BUURT, setting: Setting = SETTING, **choices: object) -> Document:
    recipe = replace(Recipe(areas=(asked,), pieces=tuple(Piece)), **choices)  # type: ignore[arg-type]
    return compose(store, profile(store, asked, setting), asked, recipe, setting)


def told(blocks: tuple[Block, ...]) -> str:
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(block.text)
        elif isinstance(block, Paragraph):
            parts.append(plain(block.text))
        elif isinstance(block, Bullets):
            parts += [plain(item) for item in block.items]
        elif isinstance(block, Table):
            parts += [plain(cell) for row in block.rows for cell in row]
        elif isinstance(block, Callout):
            parts += [plain(each) for each in block.paragraphs]
        elif isinstance(block, WritingBlock):
            parts += [block.title, block.prompt, block.text]
    return "\n".join(parts).replace("\u00a0", " ")


def test_numbers_of_a_table_are_those_of_the_profile(store: Store) -> None:
    found = profile(store, BUURT, SETTING)
    tables = [block for block in made(store).blocks if isinstance(block, Table)]
    (distance,) = [row for table in tables for row in table.rows if "supermarkt" in plain(row[0])]
    row = found.row("supermarket_km")
    assert row is not None
    assert row.value == 0.0
    assert [plain(cell).replace("\u00a0", " ") for cell in distance[1:]] == ["0,0 km", "0,5 km ▼", "0,9 km ▼", "2024"]


def test_residents_read_sentences_and_questions_instead_of_tables(store: Store) -> None:
    blocks = made(store, reader=Reader.BEWONERS).blocks
    assert not [block for block in blocks if isinstance(block, Table)]
    assert "tussen 74 en 82 van de 100 (een schatting met een rekenmodel), 2022" in told(blocks)
    assert "Om over te praten: Voor wie is dit ver?" in told(blocks)


def test_only_the_parts_and_figures_that_are_asked_for(store: Store) -> None:
    document = made(store, pieces=(Piece.NABIJHEID, Piece.DUIDING), indicators=("supermarket_km",))
    assert [each.text for each in headings(document.blocks)] == ["Voorzieningen dichtbij", "Duiding GGD"]
    assert [source.about for source in document.sources] == ["Afstand tot de supermarkt"]
    assert document.link == (
        "https://buurt.example/briefing?gebieden=BU99010101&delen=nabijheid,duiding&cijfers=supermarket_km"
    )


def test_pictures_have_words_and_their_numbers(store: Store) -> None:
    pictures = [block for block in made(store).blocks if isinstance(block, Picture)]
    assert pictures
    assert all(len(each.alt) > 20 for each in pictures)


def test_own_texts_and_reactions_fill_the_blocks(store: Store) -> None:
    notes = LocalNotes(
        (Reaction("BU99010101", date(2026, 1, 5), "De bus <rijdt> niet meer."),), {"GM9901": "wijk@x.nl"}
    )
    blocks = made(
        store, setting=replace(SETTING, notes=notes), texts={(BUURT.key, TextOf.DUIDING): "Wij zien:\ndit."}
    ).blocks
    ours, residents = [block for block in blocks if isinstance(block, WritingBlock)]
    assert ours.text == "Wij zien:\ndit."
    assert residents.text == "5 januari 2026: De bus <rijdt> niet meer."
    assert "wijk@x.nl" in residents.prompt


def test_what_is_new_since_the_briefing_before_is_marked(store: Store) -> None:
    found = profile(store, BUURT, SETTING)
    seen = dict(seen_now([(BUURT, found)], Recipe(areas=(BUURT,))))
    assert "Er zijn geen nieuwe cijfers." in told(made(store, seen=seen, made_on=date(2025, 3, 31)).blocks)
    key = (BUURT.key, "supermarket_km")
    blocks = made(store, seen={**seen, key: Seen(2023, 0.4)}, made_on=date(2025, 3, 31)).blocks
    assert isinstance(blocks[0], Callout)
    assert blocks[0].title == "Nieuw sinds uw vorige briefing van 31 maart 2025"
    assert "1 cijfer is nieuw of anders: afstand tot de supermarkt" in told(blocks)
    assert "0,0 km (nieuw)" in told(blocks)
    assert "(nieuw)" not in told(made(store).blocks)


@pytest.mark.parametrize("code", ["BU99010201", "BU99010202", "GM9902", "NL00"])
def test_an_area_without_people_or_figures_still_makes_every_document(store: Store, code: str) -> None:
    asked = Asked((code,))
    found = profile(store, asked, SETTING)
    recipe = Recipe(areas=(asked,), pieces=tuple(Piece))
    for make in (compose, gemeentekaart, ons_gebied):
        document = make(store, found, asked, recipe, SETTING)
        assert docx.Document(BytesIO(write_docx(document))).paragraphs
        assert write_pdf(document).startswith(b"%PDF")


def test_an_area_that_does_not_exist_is_named(store: Store) -> None:
    with pytest.raises(UnknownArea, match="BU12345678"):
        profile(store, Asked(("BU12345678",)), SETTING)


def test_every_buurt_where_somebody_lives(store: Store) -> None:
    assert [each.codes for each in every_area(store, "GM9901", Level.BUURT)] == [
        ("BU99010101",), ("BU99010102",), ("BU99010202",),
    ]  # fmt: skip


def test_word_holds_the_headings_and_the_numbers(store: Store) -> None:
    document = docx.Document(BytesIO(write_docx(made(store))))
    styles = {p.text: p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("Heading")}
    assert styles["Voorzieningen dichtbij"] == "Heading 1"
    cells = {cell.text.replace("\u00a0", " ") for table in document.tables for row in table.rows for cell in row.cells}
    assert {"0,0 km", "0,9 km ▼"} <= cells


def test_kinds_of_one_page_are_of_one_page(store: Store) -> None:
    found = profile(store, BUURT, SETTING)
    for kind, make in ((Kind.GEMEENTEKAART, gemeentekaart), (Kind.ONS_GEBIED, ons_gebied)):
        body = write_pdf(make(store, found, BUURT, Recipe(areas=(BUURT,), kind=kind), SETTING))
        assert len(pypdfium2.PdfDocument(body)) == 1
