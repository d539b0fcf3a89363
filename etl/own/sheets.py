"""Sheets that people make: CSV in any of Excel's encodings and separators, or a workbook; cells as texts."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from python_calamine import CalamineError, CalamineWorkbook

from etl.errors import LayoutError
from etl.sources._layouts import xlsx

_CSV: Final = (".csv", ".txt")
_WORKBOOKS: Final = (".xlsx", ".xls", ".ods")
SUFFIXES: Final = (*_CSV, *_WORKBOOKS)
#: What a line above the header begins with: "# bron: GGD Lindestreek".
ABOVE: Final = "#"
_SEPARATORS: Final = ";\t,"
#: "sep=;" on the first line tells Excel the separator.
_SEPARATOR_TOLD: Final = re.compile(r"sep=(.)\s*", re.IGNORECASE)
#: First bytes of xlsx and ods (a zip), and of xls: whatever the file is called.
_WORKBOOK_MARKS: Final = (b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1"))
#: A header stands within so much of a CSV, and within so many lines.
_HEAD_BYTES: Final = 65_536
_HEAD_LINES: Final = 50


class Line(NamedTuple):
    """One line of a sheet: its number as a spreadsheet shows it, and its cells without the spaces around them."""

    number: int
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """A sheet by name (a CSV has none) with the lines that hold anything."""

    name: str
    lines: Sequence[Line]


def sheets_of(path: Path) -> list[Sheet]:
    """Every sheet of a file, whole. Raises LayoutError for a file that cannot be opened or read to its end."""
    if _is_workbook(path):
        return _workbook(path)
    return [Sheet("", list(_csv(path, path.read_bytes())))]


def heads_of(path: Path) -> list[Sheet]:
    """First lines of every sheet, for a look at what a file is. Raises LayoutError for a workbook that cannot be opened.

    A workbook of which no sheet begins with a line above its header is not read further than the first row of each: the yearly
    tables of CBS are workbooks too, of 100 MB when unpacked.
    """
    if not _is_workbook(path):
        with path.open("rb") as stream:
            content = stream.read(_HEAD_BYTES)
        return [Sheet("", list(_first_lines(path, content)))]
    if path.suffix.lower() == ".xlsx":
        firsts = xlsx.headers(path)
        if not any(first.header and first.header[0].startswith(ABOVE) for first in firsts):
            return [Sheet(first.name, [Line(1, first.header)]) for first in firsts]
    return [sheet._replace(lines=sheet.lines[:_HEAD_LINES]) for sheet in _workbook(path)]


def _is_workbook(path: Path) -> bool:
    with path.open("rb") as stream:
        start = stream.read(8)
    return start.startswith(_WORKBOOK_MARKS)


def _first_lines(path: Path, content: bytes) -> Iterator[Line]:
    """Lines as far as they can be read: the head of a file may end within a quoted cell."""
    with suppress(LayoutError):
        yield from islice(_csv(path, content), _HEAD_LINES)


def _csv(path: Path, content: bytes) -> Iterator[Line]:
    text = _decoded(path, content)
    told = _SEPARATOR_TOLD.match(text)
    first = next((line for line in text.splitlines() if line.strip() and not line.lstrip('"').startswith(ABOVE)), "")
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=told[1] if told else max(_SEPARATORS, key=first.count), strict=True
    )
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            if not (told and number == 1):
                yield from _filled(number, cells)
    except csv.Error as error:
        raise LayoutError(
            f'{path}: row {number + 1} is not readable as CSV ({error}); a quotation mark (") that is opened and not closed is the '
            "usual cause. Correct that row, or save the file again as 'CSV UTF-8'."
        ) from error


def _decoded(path: Path, content: bytes) -> str:
    """Text in one of the encodings that Excel saves: UTF-8, UTF-16 ("Unicode-tekst"), else Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content[:1000]:
        raise LayoutError(f"{path}: holds no text. Save it as 'CSV UTF-8' or as a workbook (.xlsx).")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _workbook(path: Path) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_path(path)
        tables = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError) as error:
        raise LayoutError(
            f"{path}: cannot be opened as a workbook ({error}). Save it again, or as 'CSV UTF-8'."
        ) from error
    return [
        Sheet(name, [line for number, row in enumerate(rows, 1) for line in _filled(number, map(_text, row))])
        for name, rows in tables.items()
    ]


def _filled(number: int, cells: Iterable[str]) -> Iterator[Line]:
    line = Line(number, tuple(cell.strip() for cell in cells))
    if any(line.cells):
        yield line


def _text(cell: object) -> str:
    """A cell as a person types it: a whole number without ".0", a decimal comma (a point could mark thousands), a date as a date."""
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)).normalize():f}".replace(".", ",")
    return str(cell)
