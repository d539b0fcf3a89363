"""The small warehouse with a village of ten buurten more, whose distances, incomes and squares can be reckoned by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

#: Number of buurten added to 's-Gravenhage (GM9902), each with 100 residents of whom 10 + its number are 65 or over.
BUURTEN = 10
#: Buurt `n` lies 0.2 n km from a supermarket in 2023, and 0.1 km farther in 2024.
CODES = [f"BU990202{number:02d}" for number in range(BUURTEN)]


def proximity_warehouse(small: Path, path: Path) -> Path:
    """Copy of the small warehouse with facilities, a ranking, and the buurten of `CODES`."""
    shutil.copy(small, path)
    with duckdb.connect(str(path)) as con:
        con.execute(
            "INSERT INTO facility VALUES ('supermarket_km', 'Supermarkt', 'een supermarkt', 'De meeste mensen lopen 1 km.', "
            "[{'km': 1.0, 'way': 'walk'}, {'km': 2.5, 'way': 'bike'}], [{'within_km': 3, 'indicator_id': 'supermarket_3km_count'}], 0), "
            "('moon_km', 'Maan', 'de maan', NULL, [{'km': 1.0, 'way': 'walk'}], [], 1)"
        )
        for name, title in (
            ("supermarket_3km_count", "Supermarkten binnen 3 km"),
            ("age_65_plus_count", "65-plussers"),
            ("low_income_households_pct", "Laag inkomen"),
        ):
            con.execute(
                "INSERT INTO indicator SELECT * REPLACE (? AS indicator_id, ? AS title, 'aantal' AS unit, false AS shown) "
                "FROM indicator WHERE indicator_id = 'supermarket_km'",
                [name, title],
            )
        con.execute(
            "INSERT INTO ranking_variable VALUES ('laag', 'low_income_households_pct', 'huishoudens met een laag inkomen', false, [], [], "
            "1, NULL, 0)"
        )
        con.execute(
            "INSERT INTO area SELECT * REPLACE ('WK990202' AS area_code, 'Dorp' AS name, 1000 AS residents_count) FROM area "
            "WHERE area_code = 'WK990201'"
        )
        for number, code in enumerate(CODES):
            con.execute(
                "INSERT INTO area SELECT * REPLACE (? AS area_code, ? AS name, 'WK990202' AS wijk_code, 100 AS residents_count, "
                "CASE WHEN ? < 5 THEN 4 ELSE 5 END AS urbanity_class) FROM area WHERE area_code = 'BU99020101'",
                [code, f"Hoek {number}", number],
            )
            for indicator, year, value in (
                ("supermarket_km", 2023, 0.2 * number),
                ("supermarket_km", 2024, 0.2 * number + 0.1),
                ("residents_count", 2023, 100),
                ("residents_count", 2024, 100),
                ("age_65_plus_count", 2024, 10 + number),
                # The lowest incomes live nearest by.
                ("low_income_households_pct", 2022, 30 - number),
            ):
                _put(con, indicator, code, year, value)
        _put(con, "low_income_households_pct", "BU99020101", 2022, 1)
        _put(con, "supermarket_km", "BU99020101", 2023, 2.9)
        for year, value in ((2023, 8.0), (2024, 7.0)):
            _put(con, "supermarket_3km_count", "GM9902", year, value)
            _put(con, "supermarket_km", "GM9902", year, value / 4)
        # Half of the residents of the buurt at 0.9 km live within half a kilometre, the others at 1.3 km.
        con.executemany(
            "INSERT INTO within_distance VALUES ('supermarket_km', ?, 2024, 100, ?, ?, 1)",
            [(CODES[4], 0.5, 50.0), (CODES[4], 1.3, 50.0)],
        )
    return path


def _put(con: duckdb.DuckDBPyConnection, indicator: str, area: str, year: int, value: float) -> None:
    con.execute(
        "INSERT INTO observation VALUES (?, ?, 2024, ?, ?, NULL, NULL, 'ok', 'A', 'published', 'kwb', 1, NULL)",
        [indicator, area, year, value],
    )
