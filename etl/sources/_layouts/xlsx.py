"""Sheets as CBS, RIVM and others hand them out.

Xlsx and old xls. Headers are read without loading the whole workbook.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any, Final
from xml.etree import ElementTree as ET

import pandas as pd
import python_calamine as calamine

from etl.errors import LayoutError

SUFFIXES: Final = (".xlsx", ".xlsm", ".xls")
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


@dataclass(frozen=True)
class Sheet:
    """A sheet by name, with the texts of its first row."""

    name: str
    header: tuple[str, ...]


def headers(path: Path) -> tuple[Sheet, ...]:
    """All sheets with their first row, spaces around headers taken off. Raises LayoutError when it cannot be opened."""
    stat = path.stat()
    return _headers(path, stat.st_mtime_ns, stat.st_size)


def read_sheet(path: Path, name: str) -> pd.DataFrame:
    """The rows of a sheet as raw cells, headers stripped.

    A header that occurs twice stays twice. Empty rows are left out.
    """
    try:
        rows = calamine.CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=True)
    except (calamine.CalamineError, OSError) as error:
        raise _unreadable(path, error) from error
    filled = [row for row in rows if any(cell != "" for cell in row)]
    if len(filled) < 2:
        raise LayoutError(f"{path}: sheet '{name}' has no rows below its header.")
    return pd.DataFrame(filled[1:], columns=pd.Index([str(cell).strip() for cell in filled[0]]), dtype=object)


def modified_on(path: Path) -> date | None:
    """The day a workbook was last saved by a person.

    None when a program wrote it in one go, which says nothing about the figures.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            root = ET.fromstring(archive.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError, ET.ParseError, OSError):
        return None
    created, modified = (_moment(root.findtext(f"{_TERMS}{which}")) for which in ("created", "modified"))
    if created is None or modified is None or abs(modified - created) < timedelta(minutes=1):
        return None
    return modified.date()


@lru_cache(maxsize=512)
def _headers(path: Path, _mtime_ns: int, _size: int) -> tuple[Sheet, ...]:
    if path.suffix.lower() == ".xls":
        return _headers_of_xls(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(_stream_headers(archive))
    except (zipfile.BadZipFile, KeyError, ET.ParseError, EOFError, OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _headers_of_xls(path: Path) -> tuple[Sheet, ...]:
    try:
        workbook = calamine.CalamineWorkbook.from_path(path)
        firsts = [(name, workbook.get_sheet_by_name(name).to_python(nrows=1)) for name in workbook.sheet_names]
    except (calamine.CalamineError, OSError) as error:
        raise _unreadable(path, error) from error
    return tuple(Sheet(name, tuple(str(cell).strip() for cell in rows[0]) if rows else ()) for name, rows in firsts)


def _stream_headers(archive: zipfile.ZipFile) -> Iterator[Sheet]:
    relations = {
        element.get("Id"): element.get("Target", "")
        for element in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    for element in ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = relations.get(element.get(_RELATION), "")
        inside = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if "worksheets/" in inside:
            cells = _first_row(archive, inside)
            shared = _shared_texts(archive, {int(text) for kind, text in cells if kind == "s"})
            texts = (shared.get(int(text), "") if kind == "s" else text for kind, text in cells)
            yield Sheet(element.get("name", ""), tuple(text.strip() for text in texts))


def _first_row(archive: zipfile.ZipFile, inside: str) -> list[tuple[str, str]]:
    """(type, text) of the cells of the first row that has any, reading no further than that row."""
    with archive.open(inside) as stream:
        for _, element in ET.iterparse(stream):
            if element.tag == f"{_MAIN}row":
                cells = [(cell.get("t", "n"), _cell_text(cell)) for cell in element.iter(f"{_MAIN}c")]
                filled = [cell for cell in cells if cell[1]]
                if filled:
                    return filled
    return []


def _cell_text(cell: Any) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
    return cell.findtext(f"{_MAIN}v") or ""


def _shared_texts(archive: zipfile.ZipFile, wanted: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    if not wanted:
        return found
    with archive.open("xl/sharedStrings.xml") as stream:
        number = 0
        for _, element in ET.iterparse(stream):
            if element.tag == f"{_MAIN}si":
                if number in wanted:
                    found[number] = "".join(part.text or "" for part in element.iter(f"{_MAIN}t"))
                if len(found) == len(wanted):
                    break
                number += 1
                element.clear()
    return found


def _moment(text: str | None) -> datetime | None:
    match = _TIMESTAMP.match(text or "")
    return datetime.fromisoformat(match[0]) if match else None


def _unreadable(path: Path, error: Exception) -> LayoutError:
    return LayoutError(
        f"{path}: cannot be opened as a workbook ({error}). The download may be cut: fetch it again or remove it."
    )
