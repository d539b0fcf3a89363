"""The screen Samen aan tafel of three areas and of the country, beside reading the figures of an area in plain SQL."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import plotly

from callbacks.samen import screen
from domain.areas import COUNTRY_CODE
from store.facts import facts
from store.warehouse import Store

REPEATS = 5
AREAS = (("Amsterdam", "GM0363"), ("a buurt", "BU0363AA01"), ("the country", COUNTRY_CODE))
_PLAIN = (
    "SELECT indicator_id, reference_year, value FROM observation WHERE area_code IN (?, 'NL00') AND value IS NOT NULL"
)


def measure(warehouse: Path) -> list[tuple[str, float, float, str]]:
    """Rows (what, ours, plain, unit), medians over repeats: an area nobody asked for yet, of a server that is up, to bytes on the wire."""
    rows = []
    for name, code in AREAS:
        first = [_first(warehouse, code) for _ in range(REPEATS)]
        plain = [_timed(lambda code=code: _plain(warehouse, code)) for _ in range(REPEATS)]
        rows.append(
            (f"Samen aan tafel of {name}, first visit", statistics.median(first), statistics.median(plain), "ms")
        )
    return rows


def _first(warehouse: Path, code: str) -> float:
    store = Store(warehouse)
    facts(store)
    screen(store, "", {"code": "GM0344"})
    spent = _timed(lambda: json.dumps(screen(store, "", {"code": code}), cls=plotly.utils.PlotlyJSONEncoder))
    store.close()
    return spent


def _timed(action: Callable[[], object]) -> float:
    """Milliseconds of an action."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def _plain(warehouse: Path, code: str) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        con.execute(_PLAIN, [code]).fetchall()
