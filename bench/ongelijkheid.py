"""The screen Ongelijkheid of a gemeente and of the country, beside the same groups and slopes in plain pandas."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from callbacks.ongelijkheid import screen
from domain.areas import COUNTRY_CODE
from store.facts import facts
from store.inequality_results import frame_claims
from store.warehouse import Store

REPEATS = 5
FRAMES = (("Amsterdam", "GM0363"), ("the country", COUNTRY_CODE))
_PLAIN = """
SELECT s.area_code, s.value AS value, o.value AS rank, a.residents_count AS people
FROM observation s JOIN observation o USING (area_code, boundary_year) JOIN area a USING (area_code, boundary_year)
WHERE s.indicator_id = ? AND s.reference_year = ? AND o.indicator_id = ? AND o.reference_year = ? AND boundary_year = ?
  AND s.value IS NOT NULL AND o.value IS NOT NULL AND a.residents_count > 0 AND starts_with(area_code, ?)
"""


def measure(warehouse: Path) -> list[tuple[str, float, float, str]]:
    """Rows (what, ours, plain, unit), medians over repeats.

    A first visit finds nothing kept; the country's own groups, which stand beside every gemeente, are made once per build.
    """
    rows = []
    for name, code in FRAMES:
        first = [_first(warehouse, code) for _ in range(REPEATS)]
        store = Store(warehouse)
        screen(store, f"?gebied={code}")
        again = [_timed(lambda code=code, store=store: screen(store, f"?gebied={code}")) for _ in range(REPEATS)]
        store.close()
        plain = _timed(lambda code=code: _plain(warehouse, code))
        rows.append((f"Ongelijkheid of {name}, first visit", statistics.median(first), plain, "ms"))
        rows.append((f"Ongelijkheid of {name}, again", statistics.median(again), plain, "ms"))
    return rows


def _timed(action: Callable[[], object]) -> float:
    """Milliseconds of an action."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def _first(warehouse: Path, code: str) -> float:
    """Page of a frame that nobody asked for yet, of a server that is up: it knows its areas, and of a gemeente another one was seen."""
    store = Store(warehouse)
    facts(store)
    if code != COUNTRY_CODE:
        screen(store, "?gebied=GM0344")
    spent = _timed(lambda: screen(store, f"?gebied={code}"))
    store.close()
    return spent


def _plain(warehouse: Path, code: str) -> None:
    """Groups by sorting and cutting, slope by a least squares of its own, and leave-one-out by doing it all again per buurt.

    The last for a gemeente only: for the country that would take minutes.
    """
    store = Store(warehouse)
    picks = [
        (
            each.pick.figure.indicator_id,
            each.pick.year,
            each.pick.ranking.indicator_id,
            each.pick.ranking_year,
            each.pick.boundary_year,
        )
        for _, chapter in frame_claims(store, code).chapters
        for each in chapter
        if each.pick
    ]
    store.close()
    prefix = "BU" if code == COUNTRY_CODE else f"BU{code[2:]}"
    with duckdb.connect(str(warehouse), read_only=True) as con:
        for pick in picks:
            frame = con.execute(_PLAIN, [*pick, prefix]).df().sort_values("rank", kind="stable")
            if len(frame) < 9:
                continue
            _groups(frame)
            for left_out in range(len(frame) if code != COUNTRY_CODE else 1):
                _groups(frame.drop(frame.index[left_out]))


def _groups(frame: pd.DataFrame) -> tuple[pd.Series, float]:
    share = frame.people.cumsum() / frame.people.sum()
    group = np.minimum((share * 5).astype(int), 4)
    weighted = (frame.value * frame.people).groupby(group).sum() / frame.people.groupby(group).sum()
    slope = np.polyfit(share, frame.value, 1, w=np.sqrt(frame.people))[0]
    return weighted, float(slope)
