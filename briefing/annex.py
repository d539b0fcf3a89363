"""Annex of a briefing: the terms that its texts use, with what the other domain says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.document import Block, Bullets, Heading, Paragraph, Table, plain
from domain.terms import Domain, used_terms
from store.terms import terms
from store.warehouse import Store

_WHO = {Domain.FYSIEK: "fysiek domein", Domain.SOCIAAL: "sociaal domein", Domain.CIJFERS: "cijfers"}


def terms_annex(store: Store, blocks: Sequence[Block]) -> list[Block]:
    """Heading and table of the terms that occur in the texts of `blocks`; nothing where none does."""
    found = used_terms(texts_of(blocks), terms(store))
    if not found:
        return []
    rows = tuple((each.term, each.means, each.other_says, _WHO[each.domain]) for each in found)
    caption = "Begrippen in deze briefing"
    return [
        Heading("Begrippen"),
        Paragraph("Woorden uit het fysieke en het sociale domein, en hoe het andere domein het zegt.", "small"),
        Table(caption, ("Begrip", "Wat het is", "Zo zegt de ander het", "Wie"), rows, widths=(1.6, 4.0, 2.4, 1.3)),
    ]


def texts_of(blocks: Sequence[Block]) -> Iterator[str]:
    """Running texts of blocks, in order; tables give their first column."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield plain(block.text)
        elif isinstance(block, Bullets):
            yield from (plain(item) for item in block.items)
        elif isinstance(block, Table):
            yield from (plain(row[0]) for row in block.rows)
