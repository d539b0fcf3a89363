"""One value out of a query. DuckDB wants a result read to its end before the connection does other work."""

from __future__ import annotations

from typing import Any

import duckdb


def scalar(con: duckdb.DuckDBPyConnection, sql: str, parameters: object = None) -> Any:
    """First column of the first row; None without rows."""
    rows = con.execute(sql, parameters).fetchall()
    return rows[0][0] if rows else None
