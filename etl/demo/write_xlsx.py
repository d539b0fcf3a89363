"""Writes sheets: CBS's Kerncijfers with short column names, and the untyped sheets of the health monitor."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import xlsxwriter

from etl.demo.tables import FICTIONAL, Table, gemeente_name, number_text

#: Everything a workbook stamps with the time of writing gets this moment instead.
_MOMENT = datetime(2024, 1, 1)
#: How "no figure" is written, in turn: CBS's own sheets are not of one mind.
_MISSING = (".", "       .", ".", "", ".", ",")


def write_kwb_xlsx(path: Path, table: Table) -> None:
    """`kwb-<year>.xlsx`: one row per area, missing marks of all sorts, some columns as text with a decimal comma."""
    header = [
        "gwb_code_10",
        "gwb_code_8",
        "regio",
        "gm_naam",
        "recs",
        "gwb_code",
        "ind_wbi",
        *(t.xlsx for t in table.topics),
    ]
    columns = [table.values(topic).tolist() for topic in table.topics]
    rows: list[list[object]] = [list(header)]
    for number, area in enumerate(table.areas):
        change: object = int(area.change) if area.change.isdigit() else area.change
        row: list[object] = [area.code, area.code[2:], area.name, gemeente_name(area), area.level, area.code, change]
        for place, (topic, column) in enumerate(zip(table.topics, columns, strict=True)):
            row.append(_cell(column[number], topic.decimals, place, number))
        rows.append(row)
    write_sheet(path, f"KWB{table.year}", rows)


def _cell(value: float, decimals: int, place: int, number: int) -> object:
    if math.isnan(value):
        return _MISSING[(place + number) % len(_MISSING)]
    if place % 5 == 3:
        return number_text(value, decimals, ",")
    if place % 7 == 6:
        return number_text(value, decimals)
    return float(value)


def write_sheet(path: Path, sheet: str, rows: Iterable[Iterable[object]]) -> None:
    """A workbook with one sheet, the same bytes on every run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_urls": False})
    workbook.set_properties({"created": _MOMENT, "comments": FICTIONAL})
    worksheet = workbook.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, str):
                worksheet.write_string(number, place, cell)
            else:
                worksheet.write_number(number, place, cell)
    workbook.close()
