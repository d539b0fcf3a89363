"""The small warehouse with a third gemeente: thirty buurten of a hundred residents in order of income, so that groups are known."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

FRAME = "GM9903"
#: Buurt 1 has the lowest incomes.
CODES = [f"BU990301{number:02}" for number in range(1, 31)]
OTHERS = ["BU99010101", "BU99010102", "BU99010202", "BU99020101"]
#: Distance per group of six buurten: farther for the highest incomes.
KM_2024 = (1.0, 1.2, 1.4, 1.6, 2.0)
KM_2023 = (1.0, 1.2, 1.4, 1.6, 1.5)

_INDICATORS = [
    ("low_income_households_pct", "Laag inkomen", "%", 1, "higher_is_worse", "register"),
    ("standardised_income_eur", "Inkomen", "euro", 0, "none", "register"),
    ("gp_km", "Afstand tot de huisarts", "km", 1, "higher_is_worse", "register"),
    ("school_ventilation_poor_pct", "Ventilatie", "%", 0, "higher_is_worse", "register"),
]
_CLAIMS = [
    ("gezond", "acht", "Gezondheid", None, []),
    ("lucht_op_school", "acht", "Lucht op school", "Er zijn geen open cijfers.", ["school_ventilation_poor_pct"]),
    ("huisarts", "nabijheid", "Huisarts", None, []),
    ("supermarkt", "nabijheid", "Supermarkt", None, []),
]
_FIGURES = [
    ("gezond", "good_health_pct", -1, None, None, None, None, None, True),
    ("lucht_op_school", "school_ventilation_poor_pct", 1, None, None, None, None, None, False),
    ("huisarts", "gp_km", 1, None, None, None, None, None, False),
    ("supermarkt", "supermarket_km", 1, 1.5, "richtwaarde", "Richtwaarde: 1,5 km.", "CROW", "Let op de rand.", False),
]


def make_inequality_warehouse(source: Path, path: Path) -> Path:
    """A copy of the small warehouse at `source` with the third gemeente and four claims."""
    shutil.copy(source, path)
    with duckdb.connect(str(path)) as con:
        _catalogue(con)
        for year in (2020, 2024):
            con.execute(
                "INSERT INTO area VALUES (?, ?, 'gemeente', 'Dertigdam', NULL, NULL, 3000, 1500, 3, 50, NULL, 1, false, "
                "NULL, NULL, NULL, NULL, NULL, NULL)",
                [FRAME, year],
            )
            for number, code in enumerate(CODES):
                con.execute(
                    "INSERT INTO area VALUES (?, ?, 'buurt', ?, 'GM9903', NULL, 100, 50, ?, 1, NULL, 1, false, "
                    "NULL, NULL, NULL, NULL, NULL, NULL)",
                    [code, year, f"Buurt {number + 1}", 1 + number % 2],
                )
        con.execute(
            "INSERT INTO area_group VALUES ('GG9901', 'ggd', 'GGD Noord', 'GM9903', 2024), ('GG9901', 'ggd', 'GGD Noord', 'GM9901', 2024)"
        )
        con.execute(
            "INSERT INTO group_area SELECT 'GG9901', 2024, 'ggd', 'GGD Noord', * EXCLUDE (area_code, boundary_year, level, name) "
            "FROM area WHERE area_code = 'GM9903' AND boundary_year = 2024"
        )
        _figures(con)
    return path


def _catalogue(con: duckdb.DuckDBPyConnection) -> None:
    for key, title, unit, decimals, direction, kind in _INDICATORS:
        con.execute(
            "INSERT INTO indicator VALUES (?, ?, 'wie', ?, ?, ?, ?, 'Wat het is.', [], 'Voller: meer.', 'residents', [1], "
            "'sequential', 0, NULL, false, NULL, [], 0, NULL, NULL, true, 9, 'mean', NULL)",
            [key, title, unit, decimals, direction, kind],
        )
    con.executemany(
        "INSERT INTO claim_group VALUES (?, ?, ?, ?, ?)",
        [("acht", "Acht", "Dit is bekend.", False, 0), ("nabijheid", "Nabijheid", "Hoe ver het is.", True, 1)],
    )
    con.executemany(
        "INSERT INTO claim VALUES (?, ?, ?, 'Inwoners van buurten met de laagste inkomens hebben het.', ?, ?, ?)",
        [(*claim, order) for order, claim in enumerate(_CLAIMS)],
    )
    con.executemany("INSERT INTO claim_indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", _FIGURES)
    con.executemany(
        "INSERT INTO ranking_variable VALUES (?, ?, ?, ?, [], [], 1, NULL, ?)",
        [
            ("inkomen", "standardised_income_eur", "gemiddeld inkomen", True, 0),
            ("laag", "low_income_households_pct", "deel met een laag inkomen", False, 1),
        ],
    )


def put(
    con: duckdb.DuckDBPyConnection,
    indicator: str,
    code: str,
    boundary_year: int,
    year: int,
    value: float,
    error: float = 0,
) -> None:
    """A figure; with `error` a margin of two standard errors on both sides."""
    margin = (value - 1.96 * error, value + 1.96 * error) if error else (None, None)
    con.execute(
        "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, 'ok', 'A', 'published', 'kwb', 1, NULL)",
        [indicator, code, boundary_year, year, value, *margin],
    )


def _figures(con: duckdb.DuckDBPyConnection) -> None:
    for number, code in enumerate(CODES):
        group = number // 6
        put(con, "supermarket_km", code, 2024, 2024, KM_2024[group])
        put(con, "supermarket_km", code, 2024, 2023, KM_2023[group])
        put(con, "supermarket_km", code, 2020, 2020, 0.5 + number / 100)
        put(con, "low_income_households_pct", code, 2024, 2023, 30 - number)
        put(con, "low_income_households_pct", code, 2020, 2020, 30 - number)
        put(con, "good_health_pct", code, 2024, 2022, 60 + number, error=2)
        if number < 10:
            put(con, "standardised_income_eur", code, 2024, 2023, 20_000 + number)
        if number < 5:
            put(con, "gp_km", code, 2024, 2024, 1.0)
    for code in OTHERS:
        put(con, "low_income_households_pct", code, 2024, 2023, 15.5)
        if code == "BU99010202":
            put(con, "supermarket_km", code, 2024, 2024, 1.0)
