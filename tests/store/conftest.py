"""A warehouse small enough to know by heart: two gemeenten, three wijken, five buurten, made from the ETL's own schema.

The schema is read as text: the file is the interface between ETL and web side, the packages stay apart.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import geobuf
import pytest

from store.warehouse import Store

SCHEMA = Path(__file__).parents[2] / "etl" / "load" / "schema.sql"

#: code, level, name, gemeente, wijk, residents, households, postcode4, has_geometry
AREAS: list[tuple[Any, ...]] = [
    ("NL00", "land", "Nederland", None, None, 17_942_942, 8_376_546, None, False),
    ("GM9901", "gemeente", "Échtburg", None, None, 1_800, 900, None, True),
    ("GM9902", "gemeente", "'s-Gravenhage", None, None, 800, 400, None, True),
    ("WK990101", "wijk", "Centrum", "GM9901", None, 1_500, 800, None, True),
    ("WK990102", "wijk", "Noord", "GM9901", None, 300, 100, None, True),
    ("WK990201", "wijk", "Centrum", "GM9902", None, 800, 400, None, True),
    ("BU99010101", "buurt", "Binnenstad", "GM9901", "WK990101", 1_000, 600, "3511", True),
    ("BU99010102", "buurt", "Hofkwartier", "GM9901", "WK990101", 500, 200, "3511", True),
    ("BU99010201", "buurt", "Noordrand", "GM9901", "WK990102", 0, 0, None, True),
    ("BU99010202", "buurt", "Nieuwland", "GM9901", "WK990102", 300, 100, "3512", False),
    ("BU99020101", "buurt", "Dorp", "GM9902", "WK990201", 800, 400, "3513", True),
]

#: indicator, area, boundary year, reference year, value, lower, upper, status, grade, method, release
OBSERVATIONS: list[tuple[Any, ...]] = [
    # 2024: a true zero, a value, no residents, a reason; the gemeente's own row and the country's.
    ("supermarket_km", "NL00", 2024, 2024, 0.9, None, None, "ok", "A", "published", 1),
    ("supermarket_km", "GM9901", 2024, 2024, 0.5, None, None, "ok", "A", "published", 1),
    ("supermarket_km", "BU99010101", 2024, 2024, 0.0, None, None, "ok", "A", "published", 1),
    ("supermarket_km", "BU99010102", 2024, 2024, 1.2, None, None, "caution", "A", "published", 1),
    ("supermarket_km", "BU99010202", 2024, 2024, None, None, None, "suppressed", "A", "published", 1),
    ("supermarket_km", "BU99020101", 2024, 2024, 3.0, None, None, "ok", "A", "published", 1),
    # 2022, carried from older boundaries: recoded; grade C; not in step with the gemeente; one never reached today.
    ("supermarket_km", "BU99010101", 2024, 2022, 0.4, None, None, "ok", "B", "recoded", 2),
    ("supermarket_km", "BU99010102", 2024, 2022, 1.4, None, None, "ok", "C", "crosswalk", 2),
    ("supermarket_km", "BU99020101", 2024, 2022, 2.8, None, None, "not_comparable", "A", "published", 2),
    ("supermarket_km", "WK990101", 2024, 2022, 0.7, None, None, "ok", "C", "crosswalk", 2),
    # The same cell on its own, older boundaries: never shown on today's map.
    ("supermarket_km", "BU99010101", 2022, 2022, 9.9, None, None, "ok", "A", "published", 2),
    # One cell by two ways: a published gap gives way to a derived figure, a published figure wins from a combined one.
    ("good_health_pct", "BU99010101", 2024, 2022, None, None, None, "unknown", "A", "published", 3),
    ("good_health_pct", "BU99010101", 2024, 2022, 78.0, 74.0, 82.0, "ok", "A", "derived", 3),
    ("good_health_pct", "WK990101", 2024, 2022, 60.0, 50.0, 70.0, "ok", "A", "combined", 3),
    ("good_health_pct", "WK990101", 2024, 2022, 75.0, 72.0, 78.0, "ok", "A", "published", 3),
    ("residents_count", "BU99010101", 2024, 2024, 1000.0, None, None, "ok", "A", "published", 1),
    ("dwellings_count", "BU99010101", 2024, 2024, 620.0, None, None, "ok", "A", "published", 1),
]

#: id, title, theme, unit, decimals, direction, kind, breaks, additive, facility group, shown, order
INDICATORS: list[tuple[Any, ...]] = [
    ("supermarket_km", "Afstand tot de supermarkt", "nabijheid", "km", 1, "higher_is_worse", "register", [0.5, 1, 3],
     False, "daily", True, 1),
    ("good_health_pct", "Goede gezondheid", "gezondheid", "%", 1, "higher_is_better", "modelled", [70, 75, 80], False,
     None, True, 1),
    ("residents_count", "Inwoners", "wie", "inwoners", 0, "none", "register", [], True, None, True, 1),
    ("dwellings_count", "Woningen", "wie", "woningen", 0, "none", "register", [], True, None, False, 2),
]  # fmt: skip

#: Drawn in this order, which is not alphabetical; Nieuwland has no polygon.
DRAWN = ["BU99010102", "BU99010101", "BU99010201"]


def square(code: str, west: float) -> dict[str, Any]:
    """Square of a hundredth of a degree in the IJsselmeer."""
    ring = [[west, 52.8], [west + 0.01, 52.8], [west + 0.01, 52.81], [west, 52.81], [west, 52.8]]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def payload(codes: list[str]) -> bytes:
    """Geometry file as the ETL stores it."""
    features = [square(code, 5.2 + 0.02 * number) for number, code in enumerate(codes)]
    return gzip.compress(geobuf.encode({"type": "FeatureCollection", "features": features}), mtime=0)


def make_warehouse(path: Path, build_id: str = "build-1", supermarket: float = 1.2, *, is_demo: bool = True) -> Path:
    """Write the small warehouse; `supermarket` is Hofkwartier's distance in 2024, to tell builds apart."""
    with duckdb.connect(str(path)) as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        con.execute(
            "INSERT INTO build_info VALUES (?, TIMESTAMP '2024-06-01 12:30:00', 2024, ?, '0.1.0')", [build_id, is_demo]
        )
        con.executemany(
            "INSERT INTO theme VALUES (?, ?, ?, ?)",
            [
                ("wie", "Wie wonen hier", "Inwoners en huishoudens.", 1),
                ("gezondheid", "Gezondheid", "Hoe gezond mensen zich voelen.", 2),
                ("nabijheid", "Nabijheid", "Hoe ver het is.", 3),
            ],
        )
        for key, title, theme, unit, decimals, direction, kind, breaks, additive, group, shown, order in INDICATORS:
            con.execute(
                "INSERT INTO indicator VALUES (?, ?, ?, ?, ?, ?, ?, 'Wat het is.', "
                "[{'text': 'Over de weg.', 'weight': 'info'}], 'Donkere kleur: meer.', 'residents', ?, 'sequential', "
                "0, NULL, ?, ?, [{'year': 2022, 'why': 'Andere meting.'}], 0, NULL, NULL, ?, ?, 'mean', NULL)",
                [key, title, theme, unit, decimals, direction, kind, breaks, additive, group, shown, order],
            )
        con.execute(
            "INSERT INTO source VALUES ('kwb', 'Kerncijfers', 'CBS', 'CC BY 4.0', 'https://l', 'CBS, {table}, {year}', 'https://h', false)"
        )
        con.execute(
            "INSERT INTO source VALUES ('gm', 'Gezondheid', 'RIVM', 'CC0', 'https://l', 'RIVM, {year}', 'https://h', true)"
        )
        con.execute(
            "INSERT INTO release VALUES (1, 'kwb', 'T24', 'f', 'v3', 2024, 2024, DATE '2024-03-12', true, true, 'a')"
        )
        con.execute("INSERT INTO release VALUES (2, 'kwb', 'T22', 'f', 'v3', 2022, 2022, NULL, true, true, 'b')")
        con.execute("INSERT INTO release VALUES (3, 'gm', '50120NED', 'f', 'v3', 2022, 2022, NULL, true, true, 'c')")
        for code, level, name, gemeente, wijk, residents, households, postcode, drawn in AREAS:
            con.execute(
                "INSERT INTO area VALUES (?, 2024, ?, ?, ?, ?, ?, ?, 3, 12.5, ?, 1, ?, 5.2, 52.8, "
                "5.2, 52.8, 5.3, 52.9)",
                [code, level, name, gemeente, wijk, residents, households, postcode, drawn],
            )
        con.execute(
            "INSERT INTO area VALUES ('BU99010999', 2020, 'buurt', 'Oude Noordrand', 'GM9901', NULL, 5, 2, 3, 1, NULL, "
            "1, false, NULL, NULL, NULL, NULL, NULL, NULL)"
        )
        con.execute(
            "INSERT INTO area_match VALUES ('BU99010999', 2020, 'BU99010201', 2024, 'recoded', 'B', 'link table')"
        )
        con.execute("INSERT INTO postcode VALUES ('3511AB', 'BU99010101', 1), ('3511AB', 'BU99010102', 14)")
        for indicator, area, vintage, year, value, *rest, release in OBSERVATIONS:
            shown = supermarket if value == 1.2 else value
            source = "gm" if release == 3 else "kwb"
            con.execute(
                "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
                [indicator, area, vintage, year, shown, *rest, source, release],
            )
        for frame, codes in {"GM9901": DRAWN, "NL00": [*DRAWN, "BU99020101"]}.items():
            con.execute(
                "INSERT INTO geometry VALUES ('buurt', ?, 2024, ?, ?, true, 'grenzen bij benadering')",
                [frame, codes, payload(codes)],
            )
    return path


@pytest.fixture(scope="session")
def warehouse_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_warehouse(tmp_path_factory.mktemp("warehouse") / "warehouse.duckdb")


@pytest.fixture(scope="session")
def store(warehouse_file: Path) -> Iterator[Store]:
    store = Store(warehouse_file)
    yield store
    store.close()
