"""The figure that wins is the same whether a block has one table or several: a plain ordering in Python is the judge."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.derive.precedence import merge_releases
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging
from tests.etl.derive.conftest import small_catalogue

_AREAS = ("BU99010001", "BU99010002")
_FIGURES = st.dictionaries(
    st.tuples(st.sampled_from(_AREAS), st.sampled_from(["gp_km", "residents_count"])),
    st.one_of(st.none(), st.integers(0, 3).map(float)),
)
_TABLES = st.lists(
    st.fixed_dictionaries(
        {
            "figures": _FIGURES,
            "boundary_year": st.sampled_from([2023, 2024]),
            "source": st.sampled_from(["cbs_kwb", "cbs_nabijheid"]),
            "modified": st.sampled_from([None, date(2024, 1, 1), date(2025, 1, 1)]),
            "recorded": st.sampled_from([None, True, False]),
            "national": st.booleans(),
        }
    ),
    min_size=1,
    max_size=4,
)
#: Series order of the small catalogue; 99 where a series does not publish the figure.
_RANK = {("gp_km", "cbs_nabijheid"): 0, ("gp_km", "cbs_kwb"): 1, ("residents_count", "cbs_kwb"): 0}


@settings(max_examples=25, deadline=None)
@given(_TABLES)
def test_the_winner_is_that_of_the_plain_rule(tables: list[dict[str, Any]]) -> None:
    with duckdb.connect() as con:
        con.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(con, small_catalogue())
        for number, table in enumerate(tables, start=1):
            con.execute(
                "INSERT INTO release VALUES (?, ?, 'T', ?, 'xlsx', 2024, ?, ?, ?, ?, '')",
                [
                    number, table["source"], f"{number}.xlsx", table["boundary_year"], table["modified"], table["recorded"],
                    table["national"],
                ],
            )  # fmt: skip
            for (area, indicator), value in table["figures"].items():
                status = "unknown" if value is None else "ok"
                con.execute(
                    "INSERT INTO staged_value VALUES (?, ?, ?, 2024, ?, NULL, NULL, ?)",
                    [number, area, indicator, value, status],
                )
        merge_releases(con)
        found = con.execute("SELECT boundary_year, area_code, indicator_id, value, release_id FROM merged").fetchall()
    assert sorted(found, key=str) == sorted(_expected(tables), key=str)


def _expected(tables: list[dict[str, Any]]) -> list[tuple[int, str, str, float | None, int]]:
    cells: dict[tuple[int, str, str], list[tuple[int, dict[str, Any], float | None]]] = {}
    for number, table in enumerate(tables, start=1):
        for (area, indicator), value in table["figures"].items():
            cells.setdefault((table["boundary_year"], area, indicator), []).append((number, table, value))
    rows = []
    for (year, area, indicator), candidates in cells.items():
        filled = [one for one in candidates if one[2] is not None] or candidates
        dated = all(table["modified"] for _, table, _ in filled)
        told = all(table["recorded"] is not None for _, table, _ in filled)
        winner = min(
            filled,
            key=lambda one: (
                _RANK.get((indicator, one[1]["source"]), 99),
                -one[1]["modified"].toordinal() if dated else 0,
                not one[1]["recorded"] if told else 0,
                not one[1]["national"],
                one[0],
            ),
        )
        rows.append((year, area, indicator, winner[2], winner[0]))
    return rows
