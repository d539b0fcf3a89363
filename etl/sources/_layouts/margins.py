"""Tables that give a figure in three rows, the value and the bounds of its 95 % margin (dimension `Marges`): here they become one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from etl.errors import LayoutError
from etl.sources._layouts.wide import merge_parts, stack

MARGINS: Final = "Marges"
VALUE: Final = "MW00000"
LOWER: Final = "MOG0095"
UPPER: Final = "MBG0095"
_ROW_KEY: Final = ["area_code", "indicator_id", "reference_year"]
_SHOWN_FAULTS: Final = 5


def check_margins(margins: pd.Series, subject: str) -> None:
    """Raises LayoutError for a margin that is not known."""
    strange = sorted(set(margins) - {VALUE, LOWER, UPPER})
    if strange:
        raise LayoutError(f"{subject}: margin '{strange[0]}' is not known; known are {VALUE}, {LOWER} and {UPPER}.")


def join_margins(parts: Mapping[str, list[pd.DataFrame]], subject: str) -> pd.DataFrame:
    """VALUE_COLUMNS with lower and upper joined to their value; `parts` holds frames of VALUE_COLUMNS by margin.

    Raises LayoutError for a bound without a value, bounds the wrong way round, or one area with two figures.
    """
    values = merge_parts(stack(parts[VALUE]), subject)
    for margin, name in ((LOWER, "lower"), (UPPER, "upper")):
        if parts.get(margin):
            values = _join(values, merge_parts(stack(parts[margin]), subject), name, subject)
    _check_order(values, subject)
    return values


def _join(values: pd.DataFrame, bounds: pd.DataFrame, name: str, subject: str) -> pd.DataFrame:
    filled = bounds.dropna(subset=["value"])[[*_ROW_KEY, "value"]].rename(columns={"value": name})
    joined = values.drop(columns=name).merge(filled, on=_ROW_KEY, how="outer")
    alone = joined[joined[name].notna() & joined["value"].isna()]
    if len(alone):
        raise LayoutError(
            f"{subject}: {len(alone)} {name} bounds without a value, such as {_where(alone)}. Download the table again."
        )
    return joined[list(values.columns)].astype(values.dtypes.to_dict())


def _check_order(values: pd.DataFrame, subject: str) -> None:
    wrong = values[values["lower"] > values["upper"]]
    if len(wrong):
        raise LayoutError(
            f"{subject}: the lower bound lies above the upper bound {len(wrong)} times, such as {_where(wrong)}."
        )


def _where(rows: pd.DataFrame) -> str:
    first = rows[_ROW_KEY].head(_SHOWN_FAULTS).astype("str").agg(", ".join, axis=1)
    return "; ".join(first)
