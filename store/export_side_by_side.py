"""Download of a comparison: a row per figure and area, with unit, year, source, licence and what it is beside the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from domain.numbers_nl import rounded
from domain.profile import Block
from domain.side_table import Cell, CompareRow, SideBySide
from domain.view_models import Indicator
from domain.wording import kind_label, kind_name, status_short
from domain.wording.side_by_side import COLUMNS, difference_unit, verdict_of
from store.export import csv_text, demo_mark
from store.warehouse import Store


def compare_csv(found: SideBySide, names: Sequence[str]) -> bytes:
    """CSV as Dutch spreadsheets read it, rows in the order of the screen."""
    every = ((block, row) for block, rows in found.chapters for row in rows if row.is_filled)
    return csv_text(COLUMNS, (line for block, row in every for line in _rows(found, names, block, row))).encode()


def compare_name(store: Store, found: SideBySide) -> str:
    """File name, from codes and years only: "buurtlens_vergelijken_GM0344_NL00.csv"."""
    codes = dict.fromkeys(column.area.code for column in found.columns)
    return f"buurtlens_vergelijken_{'_'.join([*codes, *map(str, found.years or ())])}{demo_mark(store)}.csv"


def _rows(found: SideBySide, names: Sequence[str], block: Block, row: CompareRow) -> Iterator[list[Any]]:
    over_years = found.years is not None
    for place, (column, name, cell) in enumerate(zip(found.columns, names, row.cells, strict=True)):
        told = row.told[place - 1] if place else None
        indicator, area = row.indicator, column.area
        judged: list[Any] = [None] * 4
        if told is not None:
            difference = told.difference if told.is_compared else None
            judged = [
                str(found.years[0]) if found.years is not None else names[0],
                None if difference is None else rounded(difference, indicator.decimals),
                difference_unit(indicator, over_years=over_years),
                verdict_of(told, row, name, found.years),
            ]
        yield [
            block.title, indicator.title, indicator.indicator_id, indicator.unit, kind_label(indicator.kind), area.code, area.name,
            kind_name(area.level, area.kind), *_figure(cell, indicator, found.years[place] if found.years is not None else None), *judged,
            cell.figure.source.citation if cell.figure is not None else None,
            cell.figure.source.licence if cell.figure is not None else None,
        ]  # fmt: skip


def _figure(cell: Cell, indicator: Indicator, year: int | None) -> list[Any]:
    point = cell.point
    if point is None or point.value is None:
        return [point.year if point is not None else year, None, None, None, status_short(cell.status)]
    bounds = [None if each is None else rounded(each, indicator.decimals) for each in (point.lower, point.upper)]
    return [point.year, rounded(point.value, indicator.decimals), *bounds, None]
