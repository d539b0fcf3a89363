"""From 2026 CBS gives people of 65 and older in two bands: their sum goes on in the same series, without a break."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from etl.catalogue.loader import load_catalogue
from etl.derive.absence import explain_absence
from etl.derive.derived import derive_figures
from etl.derive.precedence import merge_releases
from etl.load.publish import SCHEMA
from etl.load.staging import open_staging
from tests.etl.derive.conftest import STAGE

_OLDER = """
SELECT reference_year, indicator_id, value FROM merged
WHERE indicator_id IN ('age_65_plus_count', 'age_65_plus_pct') AND area_code = ? ORDER BY ALL
"""


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """The staged build with the real catalogue."""
    with duckdb.connect() as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        open_staging(connection, load_catalogue())
        yield connection


def test_two_bands_make_the_one_of_before(con: duckdb.DuckDBPyConnection, stage: STAGE) -> None:
    bands = {"age_65_80_count": 30.0, "age_80_plus_count": 10.0}
    stage("2025.zip", 2025, {"BU99010001": {"residents_count": 200.0, "age_65_plus_count": 38.0}})
    stage(
        "2026.zip",
        2026,
        {"BU99010001": {"residents_count": 200.0, **bands}, "BU99010002": {**bands, "age_80_plus_count": None}},
    )
    merge_releases(con)
    explain_absence(con)
    derive_figures(con, load_catalogue())
    assert con.execute(_OLDER, ["BU99010001"]).fetchall() == [
        (2025, "age_65_plus_count", 38),
        (2025, "age_65_plus_pct", 19),
        (2026, "age_65_plus_count", 40),
        (2026, "age_65_plus_pct", 20),
    ]
    missing = con.execute(_OLDER, ["BU99010002"]).fetchall()
    assert [row for row in missing if row[2] is not None] == [], "a band that is missing is no zero"
