"""Parts of Samen aan tafel: an accessible matrix, crossings lit and unlit, a list to fill, and the card for other pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from domain.terms import Domain, Term
from layouts.nodes import Node, text_of
from layouts.panel import Onward
from layouts.samen import SamenPage, samen
from layouts.samen_card import samen_card
from layouts.samen_crossings import crossings_section, ties_section
from layouts.samen_figures import figures_section, rule_section
from layouts.samen_matrix import matrix_section, together_section
from tests.domain.samen_examples import AGE, CROSSING, GP, LONELY, NOISE, SCORE, told, view
from tests.layouts.components import of_type, text

FAR, SAD, LOUD = told(GP, 1.9), told(LONELY, 55.0), told(NOISE, 15.0)


def every(node: Node | None, tag: str) -> Iterator[list[Any]]:
    if node is None or isinstance(node, str):
        return
    if node[0] == tag:
        yield node
    for child in node[2:]:
        yield from every(child, tag)


def test_the_matrix_has_heads_with_a_scope_and_a_word_in_every_cell() -> None:
    node = matrix_section(view(FAR, SAD, LOUD))
    (table,) = every(node, "table")
    assert next(every(table, "caption"))
    scopes = [head[1]["scope"] for head in every(table, "th")]
    assert scopes == ["col"] * 4 + ["row"] * 2
    cells = list(every(table, "td"))
    assert [text_of(cell) for cell in cells[:3]] == [
        "◆ samenloop, deels geschat knooppunt",
        "◇ alleen geschat",
        "– geen cijfers",
    ]
    assert [cell[1]["data-kop"] for cell in cells[:3]] == ["nabij", "geluid", "hitte"]
    (link, crossing) = every(cells[0], "a")
    assert link[1]["href"] == "#vak-nabij-eenzaam"
    assert crossing[1]["href"] == "#knooppunt-dichtbij"
    assert crossing[1]["aria-label"] == "knooppunt: Zorg om de hoek"
    assert "samenloop: cijfers van beide opgaven spreken hier" in text_of(node)


def test_every_link_within_the_page_has_its_target() -> None:
    seen = view(FAR, SAD, LOUD, told(AGE, 30.0), told(SCORE, 90), older=True)
    parts = [
        matrix_section(seen),
        together_section(seen),
        crossings_section(seen, ()),
        figures_section(seen),
        rule_section(seen),
    ]
    names = {
        found[1]["id"]
        for part in parts
        for tag in ("details", "article", "section")
        for found in every(part, tag)
        if "id" in found[1]
    }
    targets = {link[1]["href"] for part in parts for link in every(part, "a") if link[1]["href"].startswith("#")}
    assert targets
    assert {target.removeprefix("#") for target in targets} <= names


def test_what_goes_together_names_figures_of_both_sides_and_what_is_left_out() -> None:
    told_here = text_of(together_section(view(FAR, SAD, LOUD)) or "")
    assert "Afstand tot de huisarts: 1,9" in told_here
    assert "Eenzaam: 55,0% (2024)" in told_here
    assert (
        "Niet meegeteld, want daar spreken alleen paren die op een rekenmodel rusten: Opgave geluid × Opgave eenzaam."
        in told_here
    )
    assert "Wat vraagt nabij?" not in told_here
    assert "Wat vraagt nabij?" in text_of(together_section(view(FAR, SAD, older=True)) or "")
    assert "gaat hier niets samen" in text_of(together_section(view(SAD)) or "")


def test_lit_crossings_stand_open_and_unlit_ones_stay_folded() -> None:
    lit = crossings_section(view(FAR, SAD), ())
    assert [found[1]["id"] for found in every(lit, "article")] == ["knooppunt-dichtbij"]
    assert "Cijfers hier" in text_of(lit)
    unlit = crossings_section(view(SAD), ())
    assert [found[1]["id"] for found in every(unlit, "details")] == ["knooppunt-dichtbij"]
    assert "Loop een rondje." in text_of(unlit)
    assert "hier ontbreken cijfers" in text_of(unlit)
    assert "En ouderen?" not in text_of(unlit)
    assert "En ouderen?" in text_of(crossings_section(view(SAD, older=True), ()))


def test_a_document_is_a_link_only_where_its_address_is_known() -> None:
    document = replace(CROSSING.sources[0], url="https://wetten.overheid.nl/BWBR0037885/")
    linked = crossings_section(view(FAR, SAD, crossing=replace(CROSSING, sources=(document,))), ())
    assert [link[1]["href"] for link in every(linked, "a")] == ["https://wetten.overheid.nl/BWBR0037885/"]
    assert not list(every(crossings_section(view(FAR, SAD), ()), "a"))


def test_a_term_is_explained_once_in_each_crossing_and_beside_its_ties() -> None:
    visie = Term(
        "omgevingsvisie", "omgevingsvisie", Domain.FYSIEK, "Wat de gemeente wil.", "", None, "", ("omgevingsvisie",)
    )
    linking = replace(visie, term_id="linking", term="linking", words=("linking",))
    written = replace(CROSSING, shared="De omgevingsvisie noemt het.", first_step="Lees de omgevingsvisie.")
    lit = crossings_section(view(FAR, SAD, crossing=written), (visie,))
    (button,) = every(lit, "button")
    assert (text_of(button), button[1]["data-begrip"]) == ("omgevingsvisie", "omgevingsvisie")
    assert "Lees de omgevingsvisie." in text_of(lit)
    assert [text_of(each) for each in every(ties_section(view().ties, (linking,)), "button")] == ["linking"]


def test_linking_says_that_it_has_no_data_and_gives_empty_lines() -> None:
    node = ties_section(view().ties, ())
    assert "Geen open gegevens." in text_of(node)
    (form,) = every(node, "table")
    rows = list(every(form, "tr"))
    assert len(rows) == 3, "heads, one of the list, and one to add"
    assert [text_of(cell).strip() for row in rows[1:] for cell in every(row, "td")] == [""] * 5
    assert "Geen cijfer voor dit gebied: 65-plussers." in text_of(node)


def test_every_figure_stands_in_its_table_with_year_and_benchmark() -> None:
    node = figures_section(view(FAR, told(SCORE, 84), told(AGE, 30.0, 2020)))
    rows = [text_of(row).replace("\u00a0", " ") for row in every(node, "tr")]
    assert "Afstand tot de huisarts 1,9 km Nederland 1,1 km 2024 spreekt Geteld of berekend uit registraties." in rows
    assert "Hitte 84 punten grens 80 punten 2024 spreekt 80 van de 100." in rows
    assert any(
        row.startswith("65-plussers 30,0% – 2020 geen vergelijking Hier 30,0% (2020), maar van Nederland")
        for row in rows
    )


def page(**more: Any) -> SamenPage:
    plain = SamenPage(
        view=view(FAR, SAD),
        trail=(Onward("Nederland", "/samen/NL00"),),
        onward=(Onward("Ander", "/samen/GM0001"),),
        related=(Onward("Profiel van deze buurt", "/buurt/BU03440101"),),
        lenses=(("iedereen", "/samen/BU03440101", True), ("vergrijzing", "/samen/BU03440101?lens=vergrijzing", False)),
        lines=(),
        download="/download/samen.csv?gebied=BU03440101",
    )
    return replace(plain, **more)


def test_the_page_opens_with_its_sentence_and_says_which_lens_is_on() -> None:
    tree = samen(page())
    assert "Samen aan tafel in Lombok-Oost" in text(tree)
    assert "samen in 1 van de 6 vakken" in text(tree)
    chosen = [item for item in of_type(tree, "Li") if getattr(item, "aria-current", None) == "true"]
    assert [text(item) for item in chosen] == ["iedereen"]
    assert "bril van vergrijzing" not in text(tree)
    assert "bril van vergrijzing" in text(samen(page(view=view(FAR, SAD, older=True))))


def test_a_warehouse_without_tasks_says_so_and_shows_no_empty_chapters() -> None:
    empty = replace(view(FAR, SAD), physical=(), social=(), cells={}, crossings=(), ties=())
    tree = samen(page(view=empty))
    assert "met een oudere versie gemaakt" in text(tree)
    (holder,) = [found for found in of_type(tree, "Div") if getattr(found, "id", None) == "samen"]
    assert json.loads(getattr(holder, "data-kaarten")) == []
    assert samen_card(empty, "/samen/BU03440101") is None


def test_the_card_for_other_pages_leads_into_the_screen() -> None:
    card = samen_card(view(FAR, SAD), "/samen/BU03440101")
    assert card is not None
    assert "samen in 1 van de 6 vakken" in text(card)
    links = {text(link): link.href for link in of_type(card, "A")}
    assert links == {
        "Opgave nabij × Opgave eenzaam": "/samen/BU03440101#vak-nabij-eenzaam",
        "Zorg om de hoek": "/samen/BU03440101#knooppunt-dichtbij",
        "Bekijk alles op Samen aan tafel": "/samen/BU03440101",
    }
