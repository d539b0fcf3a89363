"""The boundary year of a layer: the year of CBS's division, from the file's own columns or from its name."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from etl.errors import LayoutError
from etl.sources.boundaries.columns import Columns

_YEAR = re.compile(r"(?<!\d)(?:199[5-9]|20\d\d)(?!\d)")


def boundary_year(table: pd.DataFrame, columns: Columns, path: Path, layer: str) -> tuple[int, str | None]:
    """Boundary year of a layer, and a note where it was deduced rather than read.

    In this order: a column with the year, a code that starts with it, the year in the name of the code column, the days
    on which the areas began, the name of the layer, of the file, of its folder. Raises LayoutError when there is none,
    or more than one.
    """
    stated = _stated_years(table, columns)
    if len(stated) > 1:
        years = ", ".join(map(str, sorted(stated)))
        raise LayoutError(
            f"{path}: layer '{layer}' holds areas of several years ({years}). Save each year as a file of its own."
        )
    if stated:
        return stated.pop(), None
    if columns.begin is not None:
        begun = _division_year(table[columns.begin])
        if begun is not None:
            return begun
    for text in (layer, path.name, path.parent.name):
        named = sorted({int(found) for found in _YEAR.findall(text)})
        if len(named) == 1:
            return named[0], None
        if named:
            raise LayoutError(
                f"{path}: '{text}' names several years. Rename it so that it holds one: the year of the division."
            )
    raise LayoutError(
        f"{path}: nothing tells of which year the {columns.level} boundaries in layer '{layer}' are. "
        f"Put the year of CBS's division in the name of the file, such as '{path.stem}_2024{path.suffix}'."
    )


def _stated_years(table: pd.DataFrame, columns: Columns) -> set[int]:
    """Years in the columns made for it. A year that is no number is as good as none."""
    if columns.year is not None:
        texts = table[columns.year].dropna().astype(str).str.extract(r"^\s*(\d{4})(?:\.0+)?\s*$")[0]
    elif columns.year_code is not None:
        texts = table[columns.year_code].dropna().astype(str).str.extract(r"^\s*(\d{4})")[0]
    else:
        texts = pd.Series(_YEAR.findall(columns.code), dtype="object")
    return {int(text) for text in texts.dropna().unique()}


def _division_year(begins: pd.Series) -> tuple[int, str] | None:
    """Year of the first 1 January on or after the day on which most areas began: CBS uses a division from then."""
    days = pd.to_datetime(begins, errors="coerce", utc=True).dropna().dt.tz_localize(None)
    if days.empty:
        return None
    years = days.dt.year + ((days.dt.month > 1) | (days.dt.day > 1)).astype(int)
    year = int(years.mode().iloc[0])
    later = int((years > year).sum())
    note = f"The boundary year {year} is the first 1 January on or after the day on which most areas began."
    return year, f"{note} {later} of {len(years)} areas changed later." if later else note
