"""Klimaateffectatlas: shares of surface per buurt (heat, green, paving, trees, shade, rain) from the table of its Buurtdashboard."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from domain.build_report import UnusedReason
from etl.catalogue.schema import Catalogue
from etl.contracts import UNKNOWN_DIVISION, Content, NotUsed, Recognised
from etl.errors import LayoutError
from etl.sources._layouts.by_code import CodedTable, parsed
from etl.sources._layouts.columns import Chosen, choose, plain
from etl.sources._layouts.identity import year_in
from etl.sources._layouts.numbers import parse_column
from etl.sources.klimaateffectatlas import columns
from etl.sources.klimaateffectatlas.middle import compare_with_published

SOURCE_ID: Final = "klimaateffectatlas"
_KEY: Final = re.compile(r"buurtcode(20\d\d)?", re.IGNORECASE)
#: A list of codes and names has a few columns, this table hundreds.
_FEWEST_COLUMNS: Final = 10
#: Shares are fractions when none of at least so many areas has more than 1: a true 1 % everywhere does not occur.
_ENOUGH_TO_TELL: Final = 20
_NO_LIST: Final = (
    "the table of the Klimaateffectatlas needs its list of indicators (columns Titel, Indicatornaamtabel) in the same "
    "folder; fetch both with `python -m etl fetch --source klimaateffectatlas`"
)


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """The table (`;`, plain or gzip) with the list of indicators beside it."""
    del folder
    heads = {path: head for path in files if (head := _header(path))}
    lists = [path for path, head in heads.items() if {columns.TITLE, columns.NAMES} <= {plain(cell) for cell in head}]
    tables = [path for path, head in heads.items() if len(head) >= _FEWEST_COLUMNS and any(map(_KEY.fullmatch, head))]
    if not tables:
        why = "the list of indicators of the Klimaateffectatlas, without its table"
        return [NotUsed(path, why, UnusedReason.INCOMPLETE) for path in lists]
    if len(lists) != 1:
        why = (
            _NO_LIST
            if not lists
            else f"{len(lists)} lists of indicators lie beside it; keep the one that belongs to it"
        )
        return [NotUsed(path, why, UnusedReason.INCOMPLETE) for path in tables]
    return [
        Recognised(
            path,
            SOURCE_ID,
            "csv",
            "Klimaateffectatlas per buurt",
            partial(_read, path, lists[0], tuple(heads[path])),
            (path, lists[0]),
        )
        for path in tables
    ]


def _read(path: Path, list_path: Path, header: Sequence[str], catalogue: Catalogue) -> list[Content]:
    listed = columns.read_list(list_path)
    key = next(cell for cell in header if _KEY.fullmatch(cell))
    division = year_in(key[-4:])
    find = partial(columns.resolve, listed=listed, header=header)
    subject = f"{path.name}, with {list_path.name}"
    chosen = choose(catalogue, SOURCE_ID, division or 0, find, complete=True, subject=subject).chosen
    wanted = list(dict.fromkeys(part for one in chosen for part in columns.parts(one.key)))
    rows = _rows(path, [key, *wanted])
    cells = pd.DataFrame({one.key: _share(rows, one, path) for one in chosen}, index=rows.index)
    years = {one.key: columns.year_of(one.key) for one in chosen}
    made = year_in(path.name) or _edition(path)
    titles = {one.key: one.locator.column[0] for one in chosen}
    notes = compare_with_published(cells.rename(columns=titles))
    tables: list[Content] = []
    for year in sorted({year or division or made for year in years.values()}, key=str):
        if year is None:
            raise LayoutError(
                f"{path}: neither the key column '{key}' nor the name of the file tells a year. "
                "Put it in the name, such as 2026-01-Buurtdashboarddata.csv.gz."
            )
        mine = [one for one in chosen if (years[one.key] or division or made) == year]
        table = CodedTable(
            path=path,
            layout="csv",
            source_id=SOURCE_ID,
            table_id=path.name.split(".")[0],
            reference_year=year,
            boundary_year=division or UNKNOWN_DIVISION,
            codes=rows[key],
            names=None,
            cells=cells,
            notes=notes if not tables else (),
        )
        tables.append(parsed(table, mine))
    return tables


def _share(rows: pd.DataFrame, one: Chosen, path: Path) -> pd.Series:
    """Sum of the columns of an indicator; missing where one of them is. Fractions of surface become percentages."""
    total = pd.Series(0.0, index=rows.index)
    for part in columns.parts(one.key):
        numbers = parse_column(rows[part])
        if numbers.unreadable.any():
            row = int(np.flatnonzero(numbers.unreadable)[0])
            raise LayoutError(
                f"{path}: line {row + 2}, column {part}: {rows[part].iloc[row]!r} is no number. Download it again."
            )
        total += np.where(numbers.values == columns.NO_DATA, np.nan, numbers.values)
    known = total.dropna()
    if one.indicator.unit == "%" and len(known) >= _ENOUGH_TO_TELL and known.max() <= 1:
        return total * 100
    return total


def _rows(path: Path, wanted: Sequence[str]) -> pd.DataFrame:
    try:
        frame = pd.read_csv(
            path,
            sep=";",
            dtype="str",
            keep_default_na=False,
            encoding="utf-8-sig",
            usecols=lambda c: c.strip() in wanted,
        )
    except (pd.errors.ParserError, UnicodeDecodeError, EOFError, OSError) as error:
        raise LayoutError(f"{path}: not readable as CSV ({error}). Download it again.") from error
    if frame.empty:
        raise LayoutError(f"{path}: has no rows below its header. Download it again.")
    return frame.rename(columns=str.strip)


def _edition(path: Path) -> int | None:
    """Year of an edition such as `jan26-Buurtdashboarddata`."""
    match = re.match(r"[a-z]{3}(\d{2})(?!\d)", path.name, re.IGNORECASE)
    return 2000 + int(match[1]) if match else None


def _header(path: Path) -> list[str]:
    """Cells of the first line of a CSV, plain or gzip; nothing for other files."""
    name = path.name.casefold()
    if not name.endswith((".csv", ".csv.gz")):
        return []
    try:
        with gzip.open(path, "rb") if name.endswith(".gz") else path.open("rb") as stream:
            line = stream.readline().decode("utf-8-sig", errors="replace").strip()
    except (OSError, EOFError):
        return []
    separator = ";" if line.count(";") >= line.count(",") else ","
    return [cell.strip().strip('"') for cell in line.split(separator)]
