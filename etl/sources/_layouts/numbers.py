"""Cells as numbers: the one place that knows every mark by which the sources say that there is no figure."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from domain.observations import Status

#: Texts that mean "no figure" in CBS's files; `,` is what a missing mark became in one release of the xlsx.
MISSING_MARKS: Final = frozenset({"", ".", ","})
#: PDOK and CBS's maps write missing figures as numbers from here down (-99997, -99995, -99999999).
SENTINEL_LIMIT: Final = -99990.0
_SENTINEL_REASON: Final = {-99995.0: Status.NOT_YET, -99991.0: Status.NOT_PUBLISHED}
_NUMBER: Final = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")


class UnreadableNumberError(ValueError):
    """A cell that is neither a number nor a mark that we know."""


@dataclass(frozen=True)
class Numbers:
    """A column read.

    `values` is NaN where there is none, `status` says what the source tells, `unreadable` marks faults.
    """

    values: NDArray[np.float64]
    status: NDArray[np.object_]
    unreadable: NDArray[np.bool_]


def parse_number(cell: object) -> tuple[float | None, Status]:
    """Value of one cell with status `ok`, or None with what the source tells about its absence (`unknown` when
    nothing).

    Raises UnreadableNumberError for text that is neither a number nor a known mark: guessing would hide a new code.
    """
    if cell is None or cell is pd.NA:
        return None, Status.UNKNOWN
    if isinstance(cell, bool | np.bool_):
        raise UnreadableNumberError(f"{cell!r} is no number")
    if isinstance(cell, int | float | np.integer | np.floating):
        return _of_float(float(cell))
    if isinstance(cell, str):
        text = cell.strip()
        if text in MISSING_MARKS:
            return None, Status.UNKNOWN
        if _NUMBER.fullmatch(text):
            return _of_float(float(text.replace(",", ".")))
    raise UnreadableNumberError(f"{cell!r} is no number and no known mark for a missing figure")


def parse_column(cells: pd.Series) -> Numbers:
    """`parse_number` over a whole column: each distinct cell is read once, columns of plain numbers in one sweep."""
    if pd.api.types.is_numeric_dtype(cells.dtype) and not pd.api.types.is_bool_dtype(cells.dtype):
        return _parse_floats(cells.to_numpy(dtype=np.float64, na_value=np.nan))
    plain = cells
    if not isinstance(cells.dtype, pd.StringDtype):
        # Booleans would be factorised together with 0 and 1, so they are set apart by a text that no number has.
        plain = cells.map(lambda cell: f"logical {cell}" if isinstance(cell, bool | np.bool_) else cell)
    codes, distinct = pd.factorize(plain, use_na_sentinel=True)
    values = np.full(len(distinct) + 1, np.nan)
    status = np.full(len(distinct) + 1, Status.UNKNOWN.value, dtype=object)
    unreadable = np.zeros(len(distinct) + 1, dtype=bool)
    for position, cell in enumerate(distinct):
        try:
            value, told = parse_number(cell)
        except UnreadableNumberError:
            unreadable[position] = True
            continue
        status[position] = told.value
        if value is not None:
            values[position] = value
    # Missing cells have code -1: the last element, which is kept for them.
    return Numbers(values[codes], status[codes], unreadable[codes])


def scale(values: NDArray[np.float64], times: float, decimals: int) -> NDArray[np.float64]:
    """Values in the catalogue's unit, without float noise: rounded to three places more than are shown."""
    # Adding 0.0 turns a negative zero into a plain one.
    return np.round(values * times, decimals + 3) + 0.0


def without_minus_one(numbers: Numbers) -> tuple[Numbers, int]:
    """The column with -1 as missing, and how many there were.

    CBS wrote -1 for "no figure" in 83765NED until November 2020.
    """
    faulty = numbers.values == -1.0
    count = int(faulty.sum())
    if not count:
        return numbers, 0
    status = numbers.status.copy()
    status[faulty] = Status.UNKNOWN.value
    return Numbers(np.where(faulty, np.nan, numbers.values), status, numbers.unreadable), count


def _of_float(value: float) -> tuple[float | None, Status]:
    if math.isnan(value):
        return None, Status.UNKNOWN
    if math.isinf(value):
        raise UnreadableNumberError(f"{value} is no figure")
    if value <= SENTINEL_LIMIT:
        return None, _SENTINEL_REASON.get(value, Status.UNKNOWN)
    return value, Status.OK


def _parse_floats(values: NDArray[np.float64]) -> Numbers:
    unreadable = np.isinf(values)
    missing = np.isnan(values) | (values <= SENTINEL_LIMIT) | unreadable
    status = np.where(missing, Status.UNKNOWN.value, Status.OK.value).astype(object)
    for sentinel, reason in _SENTINEL_REASON.items():
        status[values == sentinel] = reason.value
    return Numbers(np.where(missing, np.nan, values), status, unreadable)
