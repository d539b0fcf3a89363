"""Health tables give a figure in three rows: the value and the bounds of its 95 % margin. Here they become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from etl.errors import LayoutError
from etl.sources._layouts.columns import Chosen, column_error
from etl.sources._layouts.wide import figures, merge_parts, stack

VALUE: Final = "MW00000"
LOWER: Final = "MOG0095"
UPPER: Final = "MBG0095"
_ROW_KEY: Final = ["area_code", "indicator_id", "reference_year"]
_SHOWN_FAULTS: Final = 5


def waves(
    rows: pd.DataFrame,
    codes: pd.Series,
    years: pd.Series,
    chosen: Mapping[int, Sequence[Chosen]],
    subject: str,
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """VALUE_COLUMNS with lower and upper joined to their value, for every wave and age group in the rows.

    Raises LayoutError for an unknown margin, a bound without a value or bounds the wrong way round; ColumnError when an
    indicator does not say which age group it wants and there are several.
    """
    margins = _code_texts(rows["Marges"])
    strange = sorted(set(margins) - {VALUE, LOWER, UPPER})
    if strange:
        raise LayoutError(f"{subject}: margin '{strange[0]}' is not known; known are {VALUE}, {LOWER} and {UPPER}.")
    ages = _code_texts(rows["Leeftijd"])
    _check_ages([column for columns in chosen.values() for column in columns], sorted(set(ages)), subject)
    parts: dict[str, list[pd.DataFrame]] = {VALUE: [], LOWER: [], UPPER: []}
    notes: list[str] = []
    for year, wave in rows.groupby(years, sort=True):
        for age, group in wave.groupby(ages.loc[wave.index]):
            columns = [column for column in chosen[int(str(year))] if column.locator.age in (None, age)]
            for margin, part in group.groupby(margins.loc[group.index]):
                place = f"{subject}, {year}, age {age}"
                values, said = figures(codes.loc[part.index], part, columns, int(str(year)), place)
                parts[str(margin)].append(values)
                notes += said
    values = merge_parts(stack(parts[VALUE]), subject)
    for margin, name in ((LOWER, "lower"), (UPPER, "upper")):
        if parts[margin]:
            values = _join(values, merge_parts(stack(parts[margin]), subject), name, subject)
    _check_order(values, subject)
    return values, tuple(notes)


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


def _check_ages(chosen: Sequence[Chosen], ages: Sequence[str], subject: str) -> None:
    if len(ages) < 2:
        return
    undecided = {
        c.indicator_id: f"the table holds the ages {', '.join(ages)}; give `age`"
        for c in chosen
        if c.locator.age is None
    }
    if undecided:
        raise column_error(subject, undecided)


def _code_texts(codes: pd.Series) -> pd.Series:
    """Codes as text; a sheet has made numbers of those that look like one (20300.0)."""
    return codes.astype("str").str.strip().str.removesuffix(".0")


def _where(rows: pd.DataFrame) -> str:
    first = rows[_ROW_KEY].head(_SHOWN_FAULTS).astype("str").agg(", ".join, axis=1)
    return "; ".join(first)
