"""A tiny staged build: tables made in code, an in-memory database, a catalogue of four indicators."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from domain.areas import level_of
from etl.catalogue.schema import Catalogue, Indicator, Source, Theme
from etl.contracts import ParsedTable, Release
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging, stage_table

STAGE = Callable[..., int]


def _indicator(**more: object) -> Indicator:
    base = {
        "title": "Iets", "theme": "wie", "unit": "inwoners", "decimals": 0, "direction": "none", "kind": "register",
        "describes": "Iets.", "legend": "Iets.", "valid_range": (0, None), "additive": True,
    }  # fmt: skip
    return Indicator.model_validate(base | more)


def small_catalogue() -> Catalogue:
    kwb = {"series": "cbs_kwb", "xlsx": ["a_x"]}
    near = {"series": "cbs_nabijheid", "xlsx": ["g_x"]}
    ratio = {"unit": "%", "decimals": 0, "additive": False, "breaks": (10, 20), "valid_range": (0, 100)}
    return Catalogue(
        themes=(Theme(id="wie", title="Wie", sentence="Wie."),),
        sources={
            name: Source(
                title=name, publisher="CBS", licence="CC BY 4.0", licence_url="x", attribution="CBS", homepage="x"
            )
            for name in ("cbs_kwb", "cbs_nabijheid")
        },
        indicators={
            "residents_count": _indicator(source=[kwb]),
            "households_count": _indicator(source=[kwb]),
            "age_65_plus_count": _indicator(source=[kwb]),
            "age_65_plus_pct": _indicator(
                derive=[{"numerator": ["age_65_plus_count"], "denominator": ["residents_count"], "times": 100}],
                minimum={"of": "residents_count", "at_least": 50},
                **ratio,
            ),
            "single_households_count": _indicator(source=[kwb]),
            "single_household_pct": _indicator(
                derive=[
                    {"numerator": ["single_households_count"], "denominator": ["households_count"], "times": 100},
                ],
                **ratio,
            ),
            "low_income_pct": _indicator(source=[kwb], minimum={"of": "households_count", "at_least": 100}, **ratio),
            "gp_km": _indicator(
                source=[near, kwb],
                unit="km",
                decimals=1,
                additive=False,
                breaks=(1, 2),
                valid_range=(0, 200),
                direction="higher_is_worse",
            ),
        },
    )


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(connection, small_catalogue())
        yield connection


@pytest.fixture
def stage(con: duckdb.DuckDBPyConnection) -> STAGE:
    """stage("file.xlsx", 2024, {"BU99010001": {"residents_count": 10, "gp_km": None}}, name={...}, land={...}) -> release id."""
    count = 0

    def add(
        file: str,
        year: int,
        figures: dict[str, dict[str, float | None]],
        *,
        boundary_year: int | None = None,
        source_id: str = "cbs_kwb",
        modified: date | None = None,
        recorded: bool | None = None,
        national: bool = False,
        names: dict[str, str] | None = None,
        land: dict[str, float] | None = None,
    ) -> int:
        nonlocal count
        count += 1
        areas = pd.DataFrame(
            [
                {
                    "area_code": code, "level": level_of(code).value, "name": (names or {}).get(code, code), "gemeente_name": "",
                    "change_flag": None, "postcode4": None, "land_area_ha": (land or {}).get(code),
                }
                for code in figures
            ]
        )  # fmt: skip
        values = pd.DataFrame(_rows(figures, year))
        release = Release(
            source_id,
            "T",
            Path(file),
            "xlsx",
            year,
            boundary_year or year,
            modified=modified,
            recorded=recorded,
            national=national,
        )
        stage_table(con, count, ParsedTable(release, areas, values), "sha", file)
        return count

    return add


def _rows(figures: dict[str, dict[str, float | None]], year: int) -> Sequence[dict[str, object]]:
    return [
        {
            "area_code": code, "indicator_id": indicator, "reference_year": year, "value": value, "lower": None, "upper": None,
            "status": "unknown" if value is None else "ok",
        }
        for code, row in figures.items()
        for indicator, value in row.items()
    ]  # fmt: skip
