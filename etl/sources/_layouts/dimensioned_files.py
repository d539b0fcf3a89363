"""Recognises tables with more dimensions than the area: OData v3 whole or in slices, OData v4 in CSV, StatLine exports."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from domain.build_report import UnusedReason
from etl.catalogue.schema import Catalogue
from etl.contracts import UNKNOWN_DIVISION, Content, NotUsed, Recognised
from etl.sources._layouts import odata_v3, odata_v4, statline
from etl.sources._layouts.columns import Topic
from etl.sources._layouts.dimensioned import TIME, DimensionedTable, parsed_table, year_of
from etl.sources._layouts.dimensioned_open import (
    headers_as_topics,
    identifier,
    members_listed,
    open_statline,
    open_v3,
    open_v4,
    table_info,
    table_title,
)
from etl.sources._layouts.identity import table_id_in, year_of_table
from etl.sources._layouts.series import METADATA_ONLY

#: CBS says in a title or summary of which year the areas are: "indeling 2025", "gemeentelijke indeling op 1 januari 2025".
_DIVISION: Final = re.compile(r"indeling(?:\s+(?:op|per|van|naar))?(?:\s+1\s+januari)?\s+(\d{4})", re.IGNORECASE)
_NO_YEARS: Final = "figures per month or quarter; Buurtlens reads the table with figures per year"


@dataclass(frozen=True)
class Described:
    """What a table says about itself, as far as it can be read without its rows."""

    table_id: str | None
    title: str
    dimensions: frozenset[str]
    topics: tuple[Topic, ...]

    @property
    def stems(self) -> frozenset[str]:
        """Keys of the topics without their running numbers."""
        return frozenset(topic.stem for topic in self.topics)

    @property
    def texts(self) -> str:
        """Title of the table and full titles of its topics, in small letters, to look for words in."""
        return " | ".join([self.title, *(topic.full_title or topic.title or "" for topic in self.topics)]).casefold()


@dataclass(frozen=True)
class DimensionedSeries:
    """What tells a series of such tables from others."""

    source_id: str
    title: str
    is_mine: Callable[[Described], bool]
    #: Whether the key of `tables` in the source's YAML is the year of the areas, for a table that does not tell it.
    division_in_catalogue: bool = False
    #: Whether exports of the StatLine site are read too.
    has_statline: bool = False

    def division(self, catalogue: Catalogue, table_id: str | None, text: str) -> int:
        """Year of the areas: as the title tells, else by the table's id where the catalogue knows it."""
        if match := _DIVISION.search(text):
            return int(match[1])
        known = year_of_table(catalogue, self.source_id, table_id) if self.division_in_catalogue else None
        return known or UNKNOWN_DIVISION


Open = Callable[[Catalogue], DimensionedTable]
Read = Callable[[Open, Catalogue], list[Content]]


@dataclass(frozen=True)
class _Found:
    """A table of the series: what stands for it, its files, and how it is opened."""

    path: Path
    layout: str
    label: str
    files: tuple[Path, ...]
    opened: Open


def recognise_dimensioned(
    series: DimensionedSeries, folder: Path, files: Sequence[Path], read: Read | None = None
) -> list[Recognised | NotUsed]:
    """The tables of a series among the files of one folder; `read` makes contents of an opened one, else `parsed_table` does.

    Raises LayoutError for a zip or metadata file that cannot be opened.
    """
    found: list[_Found | NotUsed] = []
    for tables in _v3_tables(folder, files):
        found += _of_v3(series, folder, tables, files)
    for source in [*odata_v4.find_zips(files), odata_v4.find_folder(folder, files)]:
        if source is not None and {odata_v4.OBSERVATIONS, odata_v4.MEASURES} <= source.names():
            found += _of_v4(series, source)
    if series.has_statline:
        found += [one for path in files if path.suffix.lower() == ".csv" for one in _of_statline(series, path)]
    return [one if isinstance(one, NotUsed) else _recognised(series, one, read) for one in found]


def _recognised(series: DimensionedSeries, one: _Found, read: Read | None) -> Recognised:
    def contents(catalogue: Catalogue) -> list[Content]:
        if read is not None:
            return read(one.opened, catalogue)
        return [parsed_table(one.opened(catalogue), series.source_id, catalogue)]

    return Recognised(
        one.path, series.source_id, one.layout, f"{series.title} {one.label}".strip(), contents, one.files
    )


def _of_v3(
    series: DimensionedSeries, folder: Path, slices: Sequence[odata_v3.V3Files], files: Sequence[Path]
) -> list[_Found | NotUsed]:
    first = slices[0]
    properties = odata_v3.read_properties(first.sets["DataProperties"])
    info = table_info(first)
    table_id = identifier(first, info)
    described = Described(table_id, table_title(info), frozenset(properties.dimensions), properties.topics)
    if odata_v3.region_key(properties.dimensions) is None or not series.is_mine(described):
        return []
    tables = [odata_v3.with_dimensions(table, properties.dimensions, files) for table in slices]
    parts = tuple(dict.fromkeys(path for table in tables for path in table.files))
    if not first.data:
        return [NotUsed(path, METADATA_ONLY, UnusedReason.DESCRIPTION) for path in parts]
    if _without_years(tables[0]):
        return [NotUsed(path, _NO_YEARS, UnusedReason.OTHER_TABLE) for path in parts]
    path = first.path if len(tables) == 1 else folder
    opened = partial(open_v3, series.division, tables, properties)
    return [_Found(path, "odata_v3", table_id or "", parts, opened)]


def _of_v4(series: DimensionedSeries, source: odata_v4.V4Files) -> list[_Found | NotUsed]:
    told = odata_v4.read_table_properties(source)
    table_id = told.get("Identifier") or table_id_in(source.path.name)
    dimensions, measures = frozenset(odata_v4.dimensions_of(source)), odata_v4.read_measures(source)
    if not series.is_mine(Described(table_id, told.get("Title", ""), dimensions, measures)):
        return []
    return [_Found(source.path, "odata_v4", table_id or "", source.files, partial(open_v4, series.division, source))]


def _of_statline(series: DimensionedSeries, path: Path) -> list[_Found | NotUsed]:
    titles = statline.header(path)
    described = Described(None, "", frozenset({TIME}), headers_as_topics(titles))
    if statline.area_headers(titles) is None or not series.is_mine(described):
        return []
    return [_Found(path, "statline_csv", path.name, (path,), partial(open_statline, series.division, path, titles))]


def _v3_tables(folder: Path, files: Sequence[Path]) -> list[list[odata_v3.V3Files]]:
    """Tables of the folder; slices that share their metadata are one."""
    shared: dict[tuple[Path, ...], list[odata_v3.V3Files]] = {}
    for table in odata_v3.find_tables(folder, files):
        if "DataProperties" in table.sets:
            shared.setdefault(table.sets["DataProperties"], []).append(table)
    return list(shared.values())


def _without_years(table: odata_v3.V3Files) -> bool:
    """Whether all periods of a table are months or quarters."""
    periods = members_listed(table, TIME)
    return bool(periods) and all(year_of(member.key) is None for member in periods)
