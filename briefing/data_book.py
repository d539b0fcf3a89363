"""A workbook of plain tables: numbers as numbers, a header that stays, a filter, and columns as wide as their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from domain.wording.data_files import PUBLISHER, Column

_NARROW: Final = 6
_WIDE: Final = 60
#: Rows that are looked at for the width of a column: enough to see its words, few enough for some 100,000 rows.
_MEASURED: Final = 400
#: A row of Excel's own limit.
MOST_ROWS: Final = 1_048_575


@dataclass(frozen=True)
class Sheet:
    """A table: columns, rows of cells, and per row how many decimals its figures have (none: as they are)."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    decimals: Sequence[int] = field(default=())


def workbook(sheets: Sequence[Sheet], title: str, made_at: datetime) -> bytes:
    """Workbook of sheets in order. Text is never a formula or a link. Raises ValueError for more rows than a sheet holds."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title[:250], "author": PUBLISHER, "created": made_at})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        formats = {
            number: book.add_format({"num_format": f"0.{'0' * number}" if number else "0"})
            for number in {number for sheet in sheets for number in sheet.decimals}
        }
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, head, wrapped, formats)
    return target.getvalue()


def _write(page: Any, sheet: Sheet, head: Any, wrapped: Any, formats: dict[int, Any]) -> None:
    if len(sheet.rows) > MOST_ROWS:
        raise ValueError("Dit zijn meer rijen dan in een werkblad passen. Kies minder gebieden, of kies CSV.")
    for place, (column, width) in enumerate(zip(sheet.columns, _widths(sheet), strict=True)):
        page.set_column(place, place, width, wrapped if width == _WIDE and not sheet.decimals else None)
        page.write_string(0, place, column.name, head)
    figures = {place for place, column in enumerate(sheet.columns) if column.datatype == "number"}
    for number, row in enumerate(sheet.rows, start=1):
        shape = formats[sheet.decimals[number - 1]] if sheet.decimals else None
        for place, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                page.write_string(number, place, cell)
            else:
                page.write_number(number, place, cell, shape if place in figures else None)
    page.freeze_panes(1, 0)
    if len(sheet.columns) > 1 and sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _widths(sheet: Sheet) -> list[int]:
    seen = sheet.rows[:_MEASURED]
    return [
        min(
            max(_NARROW, len(column.name) + 3, *(len(str(row[place])) + 1 for row in seen if row[place] is not None)),
            _WIDE,
        )
        for place, column in enumerate(sheet.columns)
    ]
