"""How shares are made of counts, compiled into the warehouse, so that they can be made again for areas that are put together."""

from __future__ import annotations

import duckdb

from etl.catalogue.schema import Catalogue


def write_shares(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Compile `derive` of what combines by a mean and has a denominator into the table share_of_counts, the first of a share first."""
    rows = [
        (name, list(step.numerator), list(step.denominator), step.times, *step.years, order)
        for name, indicator in catalogue.indicators.items()
        if indicator.combination == "mean"
        for order, step in enumerate(indicator.derive)
        if step.denominator
    ]
    if rows:
        con.executemany("INSERT INTO share_of_counts VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
