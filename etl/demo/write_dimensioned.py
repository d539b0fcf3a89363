"""Writes OData v3 of a table with more dimensions than the area: metadata, members of every dimension, typed rows in pages."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from etl.demo.figures import Figures
from etl.demo.write_v3 import area_rows, data_properties, table_info, write_pages, write_set

DATADERDEN: Final = "https://dataderden.cbs.nl/ODataFeed/OData"
REGION: Final = "WijkenEnBuurten"
TIME: Final = "Perioden"
_PAGE: Final = 1_000
#: Key is padded to this length.
_PADDED: Final = 10
#: As `data_properties` wants a topic: path, stem, title, unit, decimals, datatype.
Entry = tuple[tuple[str, ...], str, str, str, int, str]
#: Members of the dimensions besides the area in the order of the table, and a figure per topic and area.
Block = tuple[Mapping[str, str], Sequence[Sequence[float]]]


@dataclass(frozen=True)
class DimensionedTable:
    """A table on the areas of the year of `figures`: `dimensions` is name -> title and members (key -> title)."""

    table_id: str
    title: str
    modified: str
    figures: Figures
    entries: tuple[Entry, ...]
    dimensions: Mapping[str, tuple[str, Mapping[str, str]]]
    host: str = DATADERDEN


def years(first: int, last: int) -> dict[str, str]:
    """Members of Perioden."""
    return {f"{year}JJ00": str(year) for year in range(first, last + 1)}


def write_dimensioned(folder: Path, table: DimensionedTable, blocks: Iterable[Block]) -> None:
    """One folder with the table; a figure that is NaN becomes null."""
    kinds = [
        ("TimeDimension" if name == TIME else "Dimension", name, table.dimensions[name][0]) for name in table.dimensions
    ]
    dimensions = [*kinds, ("GeoDetail", REGION, "Wijken en buurten")]
    properties = data_properties(dimensions, table.entries, table.figures.year)
    keys = [row["Key"] for row in properties if row["Type"] == "Topic"]
    periods = list(table.dimensions[TIME][1].values()) if TIME in table.dimensions else [str(table.figures.year)]
    period = f"{periods[0]} - {periods[-1]}" if len(periods) > 1 else periods[0]
    info = table_info(table.table_id, table.title, table.modified, period)
    write_set(folder, table.table_id, "TableInfos", [info], table.host)
    write_set(folder, table.table_id, "DataProperties", properties, table.host)
    for name, (_, members) in table.dimensions.items():
        rows = [{"Key": key, "Title": title, "Description": ""} for key, title in members.items()]
        write_set(folder, table.table_id, name, rows, table.host)
    write_pages(folder, table.table_id, REGION, area_rows(table.figures.areas), _PAGE, host=table.host)
    write_pages(folder, table.table_id, "TypedDataSet", _rows(table, keys, blocks), _PAGE, host=table.host)


def _rows(table: DimensionedTable, keys: Sequence[str], blocks: Iterable[Block]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for members, columns in blocks:
        for number, area in enumerate(table.figures.areas):
            cells = [_typed(column[number], entry[4]) for column, entry in zip(columns, table.entries, strict=True)]
            told = {"ID": len(rows), **members, REGION: f"{area.code:<{_PADDED}}"}
            rows.append(told | dict(zip(keys, cells, strict=True)))
    return rows


def _typed(value: float, decimals: int) -> float | int | None:
    if math.isnan(value):
        return None
    return round(float(value), decimals) if decimals else round(value)
