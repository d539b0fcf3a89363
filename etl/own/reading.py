"""Files that people make in a spreadsheet: CSV in any of Excel's encodings and separators, or a workbook; rows as texts."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from domain.areas import fold
from etl.errors import LayoutError

_CSV: Final = (".csv", ".txt")
_WORKBOOKS: Final = (".xlsx", ".xls", ".ods")
SUFFIXES: Final = (*_CSV, *_WORKBOOKS)
#: "# bron: GGD Lindestreek" above the header.
_TOLD: Final = re.compile(r"#\s*([^:]+?)\s*:\s*(.*)")
_SEPARATORS: Final = ";\t,"


@dataclass(frozen=True)
class Row:
    """One line of a file: its number as a spreadsheet shows it, and its cells by folded column title."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class OwnFile:
    """A file as people made it. `told` are the lines above the header ("# bron: …"), by folded key."""

    path: Path
    told: Mapping[str, str]
    titles: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, *names: str) -> str | None:
        """The first of the folded titles `names` that the file has."""
        return next((name for name in names if name in self.titles), None)


def read_file(path: Path) -> OwnFile:
    """All rows that hold anything. Raises LayoutError for a file that cannot be opened, has no rows, or a title twice."""
    lines = _workbook(path) if path.suffix.lower() in _WORKBOOKS else _csv(path)
    told, header, rows = _parts(lines)
    if header is None:
        raise LayoutError(f"{path}: the file is empty. Fill in a template: `python -m etl template INDICATOR`.")
    titles = tuple(fold(cell).replace(" ", "_") for cell in header[1])
    double = next((title for title in titles if title and titles.count(title) > 1), None)
    if double:
        raise LayoutError(f"{path}: two columns are called '{double}'. Remove one of them.")
    found = tuple(Row(line, dict(zip(titles, [*cells, *[""] * len(titles)], strict=False))) for line, cells in rows)
    return OwnFile(path, told, titles, found)


def titles_of(path: Path) -> tuple[str, ...]:
    """Folded titles of a CSV or workbook, as far as its first lines tell; empty when it cannot be read as such."""
    try:
        lines = _workbook(path) if path.suffix.lower() in _WORKBOOKS else _csv(path, most=65_536)
    except LayoutError:
        return ()
    header = _parts(lines[:50])[1]
    return tuple(fold(cell).replace(" ", "_") for cell in header[1]) if header else ()


_Line = tuple[int, Sequence[str]]


def _parts(lines: Sequence[_Line]) -> tuple[dict[str, str], _Line | None, list[_Line]]:
    """Lines above the header, the header, and the rows below it."""
    told: dict[str, str] = {}
    filled = [
        (number, [cell.strip() for cell in cells]) for number, cells in lines if any(cell.strip() for cell in cells)
    ]
    while filled and (match := _TOLD.fullmatch(" ".join(cell for cell in filled[0][1] if cell))):
        told[fold(match[1])] = match[2].strip().strip('"')
        filled.pop(0)
    return told, (filled[0] if filled else None), list(filled[1:])


def _csv(path: Path, most: int = -1) -> list[_Line]:
    with path.open("rb") as stream:
        content = stream.read(most)
    text = _decoded(path, content)
    first = next((line for line in text.splitlines() if line.strip() and not line.lstrip('"').startswith("#")), "")
    separator = max(_SEPARATORS, key=first.count)
    try:
        reader = csv.reader(io.StringIO(text), delimiter=separator)
        return [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise LayoutError(f"{path}: not readable as CSV ({error}). Save it again as 'CSV UTF-8'.") from error


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


def _workbook(path: Path) -> list[_Line]:
    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise LayoutError(
            f"{path}: cannot be opened as a workbook ({error}). Save it again, or as 'CSV UTF-8'."
        ) from error
    return [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, 1)]


def _text(cell: object) -> str:
    """A cell as a person reads it: a whole number without ".0", a date as a date."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)
