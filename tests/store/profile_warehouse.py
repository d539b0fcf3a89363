"""The small warehouse with what the build adds for profiles: blocks, figures in order of area, and the spread of buurten."""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.store.conftest import make_warehouse

#: block, part, title, ask, rows, lead
BLOCKS = [
    ("wie_hier_wonen", "wie", "Wie wonen hier", "Past het?", ["residents_count"], []),
    (
        "gezondheid",
        "bestaanszekerheid",
        "Gezondheid",
        "Herkent de huisarts dit?",
        ["good_health_pct"],
        [{"id": "good_health_pct", "sentence": "Van elke 100 inwoners voelen zich er {value} gezond."}],
    ),
    (
        "nabijheid",
        "nabijheid",
        "Voorzieningen",
        "Voor wie is dit ver?",
        ["supermarket_km", "not_in_this_warehouse"],
        [],
    ),
]


def profile_warehouse(path: Path) -> Path:
    """Write it."""
    make_warehouse(path)
    with duckdb.connect(str(path)) as con:
        con.executemany(
            "INSERT INTO profile_block VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(*block, order) for order, block in enumerate(BLOCKS)],
        )
        con.execute(
            "INSERT INTO profile_figure BY NAME SELECT * EXCLUDE (respondents_count) FROM observation WHERE boundary_year = 2024 "
            "AND indicator_id <> 'dwellings_count' ORDER BY area_code"
        )
        con.executemany(
            "INSERT INTO buurt_spread VALUES (?, ?, ?, ?, ?, ?, ?)",
            [("supermarket_km", 2024, "NL00", 3, 0.2, 1.2, 2.6), ("supermarket_km", 2024, "GM9901", 2, 0.1, 0.6, 1.1)],
        )
        con.execute("INSERT INTO changed_figure VALUES ('supermarket_km', 'BU99010101', 2024, 0.4, 0.0)")
        con.execute("INSERT INTO correction VALUES ('sum_differs', 'good_health_pct', 2022, 'GM9901', 5)")
    return path
