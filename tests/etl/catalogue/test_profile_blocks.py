"""profile.yml: blocks that the catalogue can fill, and faults that are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.catalogue.loader import load_catalogue
from etl.catalogue.profile import load_profile
from etl.errors import CatalogueError

BLOCK = "blocks:\n  - {{id: a, part: wie, title: Wie, ask: 'Klopt dit?', rows: [{rows}]{more}}}\n"


def test_every_row_is_shown_and_every_block_asks_a_question() -> None:
    found = load_profile()
    known = load_catalogue().indicators
    assert all(known[name].shown for block in found.blocks for name in block.rows)
    assert all(block.ask.endswith("?") for block in found.blocks)
    assert len({name for block in found.blocks for name in block.rows}) == sum(
        len(block.rows) for block in found.blocks
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (BLOCK.format(rows="nothing_pct", more=""), "'nothing_pct' is not in the catalogue"),
        (BLOCK.format(rows="single_households_count", more=""), "is not shown"),
        (BLOCK.format(rows="rent_pct, rent_pct", more=""), "given twice: rent_pct"),
        (
            BLOCK.format(rows="rent_pct", more=", lead: [{id: gp_km, sentence: '{value}'}]"),
            "lead is not among the rows: gp_km",
        ),
        (BLOCK.format(rows="rent_pct", more=", lead: [{id: rent_pct, sentence: 'Veel'}]"), "sentence"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "profile.yml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=fault):
        load_profile(tmp_path)
