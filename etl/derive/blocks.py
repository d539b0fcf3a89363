"""Figures in blocks of whole indicators: what would not fit in memory at once is done a block at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

import duckdb

#: Figures in one block: bounds the memory of whatever sorts or joins them.
_FIGURES: Final = 1_500_000


def blocks(con: duckdb.DuckDBPyConnection, relation: Literal["merged", "observation"]) -> Iterator[list[str]]:
    """Indicators of `relation` in order of their ids, as many at a time as fit in a block; one that is larger comes alone."""
    block: list[str] = []
    size = 0
    for name, figures in con.execute(
        f"SELECT indicator_id, count(*) FROM {relation} GROUP BY indicator_id ORDER BY indicator_id"
    ).fetchall():
        if block and size + figures > _FIGURES:
            yield block
            block, size = [], 0
        block.append(name)
        size += figures
    if block:
        yield block
