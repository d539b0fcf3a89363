"""Leefbaarometer: how liveable a place is, as the deviation from the country's mean, in all and per dimension, for several years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd

from etl.catalogue.schema import Catalogue
from etl.contracts import Content, NotUsed, ParsedTable, Recognised
from etl.errors import LayoutError
from etl.sources._layouts.by_code import CodedTable, parsed
from etl.sources._layouts.columns import choose, resolve_header
from etl.sources._layouts.series import lacking
from etl.sources.leefbaarometer.files import CODES, VERSION, YEARS, Edition, Sheet, find_editions

SOURCE_ID: Final = "leefbaarometer"
#: The name of the zip tells of which year the areas are: "meting 2024".
_MEASURED: Final = re.compile(r"meting[ _-]*(20\d\d)", re.IGNORECASE)
_YEAR: Final = r"^\s*((?:19|20)\d\d)(?:\.0)?\s*$"


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Zips and CSV of version 3.0, its map layers as GeoJSON, and workbooks of version 2.0.

    Raises LayoutError for a file that cannot be opened.
    """
    del folder
    return [
        Recognised(
            edition.path,
            SOURCE_ID,
            edition.layout,
            f"Leefbaarometer {edition.version}",
            partial(_read, edition),
            edition.files,
        )
        for edition in find_editions(files)
    ]


def _read(edition: Edition, catalogue: Catalogue) -> list[Content]:
    """All years and levels of an edition as one table, on the division of its measurement."""
    versions = sorted({sheet.version for sheet in edition.sheets})
    if len(versions) > 1:
        raise LayoutError(
            f"{edition.path}: holds versions {' and '.join(versions)} at once. Put them in files of their own."
        )
    rows = pd.concat([_rows(sheet, edition) for sheet in edition.sheets], ignore_index=True)
    measured = _MEASURED.search(edition.path.name)
    boundary_year = int(measured[1]) if measured else int(rows["year"].max())
    tables = [
        _of_year(edition, rows[rows["year"] == year], int(year), boundary_year, catalogue)
        for year in sorted(rows["year"].unique())
    ]
    return [_together(tables)]


def _rows(sheet: Sheet, edition: Edition) -> pd.DataFrame:
    """Rows of one level with the columns code, name and year beside the scores. Raises LayoutError for a row without a year."""
    found = sheet.rows()
    where = f"{edition.path}, {sheet.name}"
    code = next(name for name in CODES if name in found.columns)
    year = next(name for name in YEARS if name in found.columns)
    years = found[year].astype("str").str.extract(_YEAR, expand=False)
    if years.isna().any():
        line = int(years.isna().to_numpy().argmax())
        raise LayoutError(
            f"{where}: row {line + 2}, column {year}: '{found[year].iloc[line]}' is no year. "
            "Only tables with the score of each year are read, not those with changes between years."
        )
    _check_version(found, where)
    named = CODES[code]
    given = pd.DataFrame({"code": found[code].astype("str"), "year": years.astype("int64")})
    if named is not None and named in found.columns:
        given["name"] = found[named]
    return given.join(found.drop(columns=[name for name in given.columns if name in found.columns]))


def _check_version(rows: pd.DataFrame, where: str) -> None:
    said: list[str] = list(rows[VERSION].astype("str").str.strip().unique()) if VERSION in rows.columns else []
    if len(said) > 1:
        raise LayoutError(
            f"{where}: rows of several versions ({', '.join(sorted(said))}), which may not be compared. Keep one version per file."
        )


def _of_year(edition: Edition, rows: pd.DataFrame, year: int, boundary_year: int, catalogue: Catalogue) -> ParsedTable:
    header = [str(column) for column in rows.columns]
    subject = f"{edition.path.name}, {year}"
    choice = choose(
        catalogue,
        SOURCE_ID,
        year,
        lambda locator: resolve_header(locator.column, header),
        complete=True,
        subject=subject,
    )
    table = CodedTable(
        path=edition.path,
        layout=edition.layout,
        source_id=SOURCE_ID,
        table_id=edition.version,
        reference_year=year,
        boundary_year=boundary_year,
        codes=rows["code"],
        names=rows["name"] if "name" in rows.columns else None,
        cells=rows[[one.key for one in choice.chosen]],
        notes=lacking(choice.missing),
    )
    return parsed(table, choice.chosen)


def _together(tables: Sequence[ParsedTable]) -> ParsedTable:
    """The years of one edition as one table."""
    areas = pd.concat([table.areas for table in tables], ignore_index=True).drop_duplicates("area_code", keep="last")
    values = pd.concat([table.values for table in tables], ignore_index=True)
    notes = dict.fromkeys(line for table in tables for line in table.notes)
    release = replace(tables[-1].release, national=any(table.release.national for table in tables))
    return ParsedTable(release, areas.reset_index(drop=True), values, tuple(notes))
