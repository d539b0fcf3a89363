"""The small warehouse with two indices and their parts, whose stacking can be reckoned by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

#: index -> (part, title) in order.
PARTS = {
    "certainty_score": [("money_score", "Inkomen"), ("home_score", "Wonen")],
    "pressure_score": [("air_score", "Lucht"), ("noise_score", "Geluid"), ("green_score", "Groen")],
    "capitals": [("own_score", "Persoonlijk kapitaal"), ("purse_score", "Economisch kapitaal")],
}
#: indicator -> scores of Binnenstad, Hofkwartier and Nieuwland in 2024; in 2022 Binnenstad and Nieuwland change places.
SCORES: dict[str, tuple[float | None, float | None, float | None]] = {
    "certainty_score": (85.0, 40.0, 60.0),
    "money_score": (90.0, 30.0, 81.0),
    "home_score": (82.0, 50.0, None),
    "pressure_score": (88.0, 20.0, 82.0),
    "air_score": (85.0, 10.0, 90.0),
    "noise_score": (81.0, 20.0, 85.0),
    "green_score": (30.0, 30.0, 20.0),
    "own_score": (80.0, 10.0, 85.0),
    "purse_score": (95.0, 20.0, 83.0),
}
CODES = ("BU99010101", "BU99010102", "BU99010202")


def index_warehouse(small: Path, path: Path, *, with_scores: bool = True) -> Path:
    """Copy of the small warehouse with the catalogue of the indices, and their scores unless these could not be made."""
    shutil.copy(small, path)
    with duckdb.connect(str(path)) as con:
        for name in [*SCORES, "income_pct"]:
            kind = "map" if name == "pressure_score" else "modelled" if name == "certainty_score" else "register"
            con.execute(
                "INSERT INTO indicator SELECT * REPLACE (? AS indicator_id, ? AS title, 'wie' AS theme_id, 'punten' AS unit, "
                "0 AS decimals, ? AS kind, [20, 40, 60, 80] AS breaks, NULL AS facility_group, [] AS series_breaks) "
                "FROM indicator WHERE indicator_id = 'supermarket_km'",
                [name, name.removesuffix("_score").capitalize(), kind],
            )
        _catalogue(con)
        if with_scores:
            _scores(con)
        else:
            con.execute(
                "INSERT INTO index_missing VALUES ('certainty_score', 'home_score', 'income_pct', 'no_figures', NULL, NULL)"
            )
        _others(con)
    return path


def _catalogue(con: duckdb.DuckDBPyConnection) -> None:
    for index_id, title, total in (
        ("certainty_score", "Druk op bestaanszekerheid", True),
        ("pressure_score", "Omgevingsdruk", True),
        ("capitals", "Kwetsbaarheid", False),
    ):
        con.execute("INSERT INTO index_definition VALUES (?, ?, ?, 2, 2024, NULL, 50)", [index_id, title, total])
        for position, (part, name) in enumerate(PARTS[index_id]):
            inputs = ["supermarket_km"] if part == "money_score" else []
            con.execute("INSERT INTO index_part VALUES (?, ?, ?, ?, ?, 1)", [index_id, part, position, name, inputs])


def _scores(con: duckdb.DuckDBPyConnection) -> None:
    for name, (first, second, third) in SCORES.items():
        for year, values in ((2024, (first, second, third)), (2022, (third, second, first))):
            for code, value in zip(CODES, values, strict=True):
                status = "ok" if value is not None else "not_published"
                con.execute(
                    "INSERT INTO observation VALUES (?, ?, 2024, ?, ?, NULL, NULL, ?, 'A', 'derived', 'kwb', 1, NULL)",
                    [name, code, year, value, status],
                )
    for name in ("certainty_score", "pressure_score"):
        con.execute("INSERT INTO index_robustness VALUES (?, 'BU99010101', 2024, 2024, 91, 'stevig')", [name])


def _others(con: duckdb.DuckDBPyConnection) -> None:
    """Low incomes in three buurten, new-build of 2024 and the stock of dwellings of two years."""
    con.execute(
        "INSERT INTO indicator SELECT * REPLACE ('low_income_households_pct' AS indicator_id, 'Laag inkomen' AS title, '%' AS unit) "
        "FROM indicator WHERE indicator_id = 'income_pct'"
    )
    rows = [
        *[
            ("low_income_households_pct", code, 2023, value)
            for code, value in zip(CODES, (10.0, 25.0, 40.0), strict=True)
        ],
        *[("new_dwellings_count", code, 2024, value) for code, value in zip(CODES, (30.0, 5.0, None), strict=True)],
        *[("dwellings_count", code, 2020, value) for code, value in zip(CODES, (600.0, 190.0, 100.0), strict=True)],
        *[("dwellings_count", code, 2024, value) for code, value in zip(CODES[1:], (210.0, 90.0), strict=True)],
    ]
    con.executemany(
        "INSERT INTO observation VALUES (?, ?, 2024, ?, ?, NULL, NULL, CASE WHEN ? IS NULL THEN 'unknown' ELSE 'ok' END, 'A', "
        "'published', 'kwb', 1, NULL)",
        [(*row, row[3]) for row in rows],
    )
