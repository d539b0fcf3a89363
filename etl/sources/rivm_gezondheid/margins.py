"""Rows of a health table per wave and age group, with the value and the bounds of its margin as one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from etl.sources._layouts.columns import Chosen, column_error
from etl.sources._layouts.margins import LOWER, MARGINS, UPPER, VALUE, check_margins, join_margins
from etl.sources._layouts.wide import figures


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
    margins = _code_texts(rows[MARGINS])
    check_margins(margins, subject)
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
    return join_margins(parts, subject), tuple(notes)


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
