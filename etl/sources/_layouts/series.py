"""A CBS series with one table per year: recognise its files in every layout, read them, make them tidy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from domain.build_report import UnusedReason
from etl.catalogue.schema import Catalogue
from etl.contracts import Content, NotUsed, ParsedTable, Recognised, Release
from etl.sources._layouts import odata_v3, odata_v4, statline, xlsx
from etl.sources._layouts.columns import Chosen, choose, column_error
from etl.sources._layouts.identity import settle_year, table_id_in, table_of_year, year_in, year_of_table
from etl.sources._layouts.tables import area_sheet, open_sheet, open_statline, open_v3, open_v4
from etl.sources._layouts.wide import OpenTable, Tidy, tidy

METADATA_ONLY: Final = "metadata only: it names the columns of a table, without the figures"


@dataclass(frozen=True)
class Series:
    """What tells a series from others, per layout, and what is checked after reading."""

    source_id: str
    title: str
    is_v3: Callable[[frozenset[str]], bool]
    is_v4: Callable[[frozenset[str]], bool]
    is_statline: Callable[[Sequence[str]], bool]
    #: Whether CBS's xlsx with short column names is of this series.
    has_sheets: bool = False
    after: Callable[[Tidy, Sequence[Chosen]], Tidy] = lambda table, _chosen: table


def recognise_series(series: Series, folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """The tables of a series among the files of one folder; only headers and metadata are read.

    Raises LayoutError for a workbook, zip or metadata file that cannot be opened.
    """
    found: list[Recognised | NotUsed] = []
    for table in odata_v3.find_tables(folder, files):
        found += _recognise_v3(series, table)
    for source in [*odata_v4.find_zips(files), odata_v4.find_folder(folder, files)]:
        if source is not None:
            found += _recognise_v4(series, source)
    for path in files:
        if series.has_sheets and path.suffix.lower() in xlsx.SUFFIXES and (sheet := area_sheet(path)):
            found.append(
                _recognised(
                    series, path, "xlsx", (path,), partial(open_sheet, path, sheet), f"{path.name} {sheet.name}"
                )
            )
        elif path.suffix.lower() == ".csv":
            titles = statline.header(path)
            if statline.area_headers(titles) and series.is_statline(titles):
                found.append(
                    _recognised(series, path, "statline_csv", (path,), partial(open_statline, path, titles), path.name)
                )
    return found


def read_table(series: Series, open_table: Callable[[], OpenTable], catalogue: Catalogue) -> ParsedTable:
    """One table in the contract's columns.

    Raises ColumnError with all columns that cannot be found, LayoutError for the rest.
    """
    table = open_table()
    year = settle_year(
        str(table.path), {**table.years, "table id": year_of_table(catalogue, series.source_id, table.table_id)}
    )
    subject = f"{table.subject}, {year}"
    checked = catalogue.sources[series.source_id].is_checked(year)
    choice = choose(
        catalogue, series.source_id, year, table.resolve, complete=table.complete and checked, subject=subject
    )
    chosen = choice.chosen
    loaded = table.load([column.key for column in chosen])
    absent = {
        c.indicator_id: f"{c.key} is in the metadata, not in the rows" for c in chosen if c.key not in loaded.cells
    }
    if absent:
        raise column_error(subject, absent)
    result = series.after(tidy(loaded, chosen, year, table.subject), chosen)
    release = Release(
        source_id=series.source_id,
        table_id=table.table_id or table_of_year(catalogue, series.source_id, year) or table.path.stem,
        path=table.path,
        layout=table.layout,
        reference_year=year,
        boundary_year=year,
        modified=table.modified,
        recorded=table.recorded,
        national=result.national,
    )
    notes = (*result.notes, *lacking(choice.missing)) if table.complete else result.notes
    return ParsedTable(release, result.areas, result.values, notes)


def lacking(missing: Mapping[str, str]) -> tuple[str, ...]:
    """A note on the indicators that a whole table does not have: indicator -> what was sought."""
    if not missing:
        return ()
    example = next(iter(missing.values()))
    return (f"Not in this table: {', '.join(missing)} ({example}).",)


def _recognise_v3(series: Series, table: odata_v3.V3Files) -> list[Recognised | NotUsed]:
    if "DataProperties" not in table.sets:
        return []
    properties = odata_v3.read_properties(table.sets["DataProperties"])
    per_area = any(key in odata_v3.REGION_KEYS for key in properties.dimensions) and len(properties.dimensions) == 1
    if not per_area or not series.is_v3(frozenset(topic.stem for topic in properties.topics)):
        return []
    if not table.data:
        return [NotUsed(path, METADATA_ONLY, UnusedReason.DESCRIPTION) for path in table.files]
    label = f"{table.path.name} {properties.map_year or ''}"
    return [_recognised(series, table.path, "odata_v3", table.files, partial(open_v3, table), label)]


def _recognise_v4(series: Series, source: odata_v4.V4Files) -> list[Recognised | NotUsed]:
    if not {odata_v4.OBSERVATIONS, odata_v4.MEASURES} <= source.names():
        return []
    if not series.is_v4(frozenset(measure.stem for measure in odata_v4.read_measures(source))):
        return []
    return [_recognised(series, source.path, "odata_v4", source.files, partial(open_v4, source), source.path.name)]


def _recognised(
    series: Series, path: Path, layout: str, files: tuple[Path, ...], open_table: Callable[[], OpenTable], label: str
) -> Recognised:
    def read(catalogue: Catalogue) -> list[Content]:
        return [read_table(series, open_table, catalogue)]

    hints = [str(hint) for hint in (year_in(label), table_id_in(path.name)) if hint]
    return Recognised(path, series.source_id, layout, " ".join([series.title, *hints]), read, files)
