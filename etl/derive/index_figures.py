"""Figures of an index as columns over all buurten: burdens, margins and how they came to today's areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import logit

from domain.indices import Recipe
from domain.percentiles import Array
from etl.catalogue.indices_schema import Index
from etl.catalogue.schema import Catalogue
from etl.derive.index_years import USABLE

#: A published margin of 95 % is so many standard errors wide.
_WIDTH: Final = 2 * 1.959964
#: Bounds of 0 or 100 % have no logit: half of the last decimal that is published stands in.
_NEAREST_PCT: Final = 0.05

_COLUMN = f"""
WITH usable AS ({USABLE})
SELECT area_code, value, lower, upper, grade FROM usable WHERE indicator_id = $indicator AND reference_year = $year
"""
_AREAS = """
SELECT area_code, residents_count, households_count FROM area WHERE level = 'buurt' AND boundary_year = ? ORDER BY area_code
"""


@dataclass(frozen=True)
class Buurten:
    """The buurten of the display vintage; numbers NaN where unknown. `residents` never is: 0 there, it is a weight."""

    codes: pd.Index[str]
    residents_count: Array
    households_count: Array

    @property
    def residents(self) -> Array:
        """Residents as a weight: 0 where unknown."""
        return np.nan_to_num(self.residents_count)


@dataclass(frozen=True)
class Columns:
    """Inputs of an index in one year (areas x inputs): burden, standard error (logit scale), and whether the figure is of grade B."""

    burden: Array
    error: Array
    converted: NDArray[np.bool_]


def read_buurten(con: duckdb.DuckDBPyConnection, vintage: int) -> Buurten:
    """All buurten of the vintage in order of their codes."""
    frame = con.execute(_AREAS, [vintage]).df()
    residents, households = (
        pd.to_numeric(frame[name]).to_numpy(dtype=np.float64, na_value=np.nan)
        for name in ("residents_count", "households_count")
    )
    return Buurten(pd.Index(frame["area_code"]), residents, households)


def recipe_of(index: Index) -> Recipe:
    """Which columns of `Columns` make which part."""
    place = {each.id: number for number, each in enumerate(index.inputs)}
    return Recipe(tuple(tuple(place[each.id] for each in part.inputs) for part in index.parts), index.parts_needed)


def signs(index: Index, catalogue: Catalogue) -> Array:
    """1 per input of which more is a heavier burden, -1 where more is better."""
    better = [catalogue.indicators[each.id].direction == "higher_is_better" for each in index.inputs]
    return np.where(better, -1.0, 1.0)


def read_columns(
    con: duckdb.DuckDBPyConnection, index: Index, catalogue: Catalogue, years: Mapping[str, int | None], vintage: int,
    buurten: Buurten,
) -> Columns:  # fmt: skip
    """Figures of every input in its own year; NaN where there is none, or where no year of the input is used."""
    shape = (len(buurten.codes), len(index.inputs))
    burden, error, converted = np.full(shape, np.nan), np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    for number, (each, sign) in enumerate(zip(index.inputs, signs(index, catalogue), strict=True)):
        year = years.get(each.id)
        if year is None:
            continue
        frame = con.execute(_COLUMN, {"indicator": each.id, "year": year, "vintage": vintage}).df()
        frame = frame.set_index("area_code").reindex(buurten.codes)
        burden[:, number] = sign * frame["value"].to_numpy(dtype=np.float64)
        converted[:, number] = (frame["grade"] == "B").to_numpy()
        if catalogue.indicators[each.id].kind == "modelled" and catalogue.indicators[each.id].unit == "%":
            error[:, number] = standard_error(*(frame[name].to_numpy(dtype=np.float64) for name in ("lower", "upper")))
    return Columns(burden, error, converted)


def standard_error(lower_pct: Array, upper_pct: Array) -> Array:
    """Standard error on the logit scale of percentages with a published 95 % margin; NaN where a bound is missing."""
    low, high = (logit(np.clip(each, _NEAREST_PCT, 100 - _NEAREST_PCT) / 100) for each in (lower_pct, upper_pct))
    return np.asarray((high - low) / _WIDTH, dtype=np.float64)
