"""How a figure differs between the residents of one area: quantiles over its squares, weighted by residents."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from etl.zonal.shares import Shares, per_area

Array = npt.NDArray[np.float64]

QUANTILES: Final = (0.1, 0.5, 0.9)
#: With fewer squares or residents a spread says more about single homes than about the area.
FEWEST_SQUARES: Final = 5
FEWEST_RESIDENTS: Final = 100
#: A square counts for the area that holds at least this share of it; its residents are split by share all the same.
_OWN_SHARE: Final = 0.5


class Spread(NamedTuple):
    """One row per area with enough squares and residents: its position, quantiles, mean, residents and squares."""

    area: npt.NDArray[np.intp]
    quantiles: Array
    mean: Array
    residents: Array
    squares: npt.NDArray[np.intp]


class Distribution(NamedTuple):
    """One row per area and value that occurs in it: position of the area, the value, and the residents who have it."""

    area: npt.NDArray[np.intp]
    value: Array
    residents: Array


def distribution_within(shares: Shares, residents: Array, values: Array, kept: npt.NDArray[np.intp]) -> Distribution:
    """Residents per value in the areas of `kept`, by area and rising value; squares without a figure are left out as in the spread."""
    filled = ~np.isnan(values[shares.square]) & (residents[shares.square] > 0) & np.isin(shares.area, kept)
    rows = shares.only(filled)
    # Area and value as one complex number: sorted by area, then by value.
    keys, place = np.unique(rows.area + 1j * values[rows.square], return_inverse=True)
    people = np.bincount(place, residents[rows.square] * rows.share, len(keys)).astype(np.float64)
    return Distribution(keys.real.astype(np.intp), keys.imag, people)


def spread_within(shares: Shares, residents: Array, values: Array, areas: int) -> Spread:
    """Spread of `values` per square (NaN: no figure, left out) over the residents of `areas` areas.

    A quantile is the smallest value that this part of the residents does not exceed: always a value that occurs.
    """
    filled = ~np.isnan(values[shares.square]) & (residents[shares.square] > 0)
    rows = shares.only(filled)
    weight, value = residents[rows.square] * rows.share, values[rows.square]
    total = per_area(rows, weight, areas)
    mean = per_area(rows, weight * value, areas)
    squares = per_area(rows, (rows.share >= _OWN_SHARE).astype(np.float64), areas).astype(np.intp)
    enough = np.flatnonzero((total >= FEWEST_RESIDENTS) & (squares >= FEWEST_SQUARES))
    order = np.lexsort((value, rows.area))
    area, value, weight = rows.area[order], value[order], weight[order]
    # Position of each area's rows, and the part of its residents up to and with each row.
    first = np.searchsorted(area, np.arange(areas + 1))
    cumulative = np.cumsum(weight)
    before = np.concatenate([[0.0], cumulative])[first[:-1]]
    quantiles = np.empty((len(enough), len(QUANTILES)))
    for column, part in enumerate(QUANTILES):
        target = before[enough] + part * total[enough]
        # A trillionth of slack: sums of shares are not exact, and the target may be a value's own border.
        row = np.searchsorted(cumulative, target - 1e-12 * np.maximum(target, 1), side="left")
        quantiles[:, column] = value[np.clip(row, first[enough], first[enough + 1] - 1)]
    return Spread(enough, quantiles, mean[enough] / total[enough], total[enough], squares[enough])
