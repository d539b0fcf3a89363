"""After the merge: how distances differ between the residents of one buurt (tables within_spread, within_distance)."""

from __future__ import annotations

from typing import Literal

import duckdb
import numpy as np
import pandas as pd

from domain.areas import Level
from etl.catalogue.schema import Catalogue
from etl.contracts import Release, SquareGrid
from etl.intake import Intake
from etl.report import note
from etl.sources._layouts.numbers import scale
from etl.sources._layouts.wide import stack
from etl.zonal.ground import Ground, stage_release
from etl.zonal.spread import Distribution, Spread, distribution_within, spread_within


def write_spread(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, read: Intake, ground: Ground | None) -> None:
    """Fill both tables with every mean over residents that the squares hold: the distances, in squares of CBS."""
    for grid in read.squares if ground is not None else ():
        names = [name for name in map(str, grid.frame.columns) if _is_mean(catalogue, name)]
        if ground is None or ground.zones.empty or not names:
            continue
        release = Release(grid.source_id, grid.table_id, grid.path, "squares", grid.year, ground.vintage)
        release_id = stage_release(con, read, release, stack([]))
        weights, shares = ground.weights(grid)
        buurten = ground.of_level(Level.BUURT)
        inside = shares.only(buurten[shares.area])
        for name in names:
            values = grid.frame[name].to_numpy(dtype=np.float64)[weights.kept]
            found = spread_within(inside, weights.residents, values, len(buurten))
            frame = _rows(found, grid, catalogue.indicators[name].decimals)
            frame = frame.assign(indicator_id=name, area_code=ground.codes[found.area], release_id=release_id)
            _insert(con, "within_spread", frame)
            every = distribution_within(inside, weights.residents, values, found.area)
            apart = _distances(every, grid, catalogue.indicators[name].decimals)
            apart = apart.assign(indicator_id=name, area_code=ground.codes[every.area], release_id=release_id)
            _insert(con, "within_distance", apart)
            told = f"{name}: spread within {len(frame)} of {buurten.sum()} buurten, over squares of {grid.size_m} m."
            note(con, "notes", read.name_of(grid.path), told, len(frame))


def _is_mean(catalogue: Catalogue, name: str) -> bool:
    indicator = catalogue.indicators.get(name)
    return indicator is not None and indicator.combination == "mean" and indicator.weight == "residents"


def _rows(found: Spread, grid: SquareGrid, decimals: int) -> pd.DataFrame:
    p10, p50, p90 = scale(found.quantiles, 1, decimals).T
    return pd.DataFrame(
        {
            "reference_year": grid.year,
            "square_m": grid.size_m,
            "p10": p10,
            "p50": p50,
            "p90": p90,
            "mean": scale(found.mean, 1, decimals),
            "residents_count": np.round(found.residents).astype(np.int64),
            "square_count": found.squares,
        }
    )


def _distances(found: Distribution, grid: SquareGrid, decimals: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "reference_year": grid.year,
            "square_m": grid.size_m,
            "value": scale(found.value, 1, decimals),
            "residents": np.round(found.residents, 3),
        }
    )


def _insert(
    con: duckdb.DuckDBPyConnection, table: Literal["within_spread", "within_distance"], frame: pd.DataFrame
) -> None:
    con.register("incoming", frame)
    con.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")  # noqa: S608
    con.unregister("incoming")
