"""Live StatLine tables against the catalogue: listed, columns, members of dimensions, licence, number of rows, release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

from etl.catalogue.schema import Catalogue, Locator, Source
from etl.errors import ColumnError
from etl.fetch import odata_v3, odata_v4
from etl.fetch.checks import Check, Look, SourceCheck, fewer, rows_on_disk, wrong_format
from etl.fetch.odata_v3 import called, set_url
from etl.fetch.pages import dimension_keys, read_page
from etl.fetch.plan import Listed, discover, members_wanted
from etl.fetch.series import SERIES
from etl.fetch.snapshot import Snapshot
from etl.sources._layouts.columns import Topic, applies, paths, resolve_v3

#: A table of all areas of the country has at least so many rows; one of regions (cbs_gebieden) has as many as gemeenten.
LEAST_AREAS: Final = 10_000
LEAST_GEMEENTEN: Final = 300
_OF_GEMEENTEN: Final = ("cbs_gebieden",)


def check_tables(look: Look, source_id: str) -> Iterator[Check]:
    """The looks at a source with tables: the newest one closely, older ones only where a snapshot can be compared."""
    source, series = look.catalogue.sources[source_id], SERIES[source_id]
    tables = source.tables
    if series.title:
        yield Check("CBS catalogue", partial(_listing, look, source_id, series.title, tables))
    year = _newest_checked(source)
    if year is not None:
        yield Check(f"{tables[year]} over v3", partial(_columns, look, source_id, tables[year], year))
        if "v4" in series.routes:
            yield Check(f"{tables[year]} as CSV zip", partial(_csv, look, source_id, tables[year]))
    for table_id in dict.fromkeys(tables.values()):
        if look.folder(source_id, table_id).is_dir():
            yield Check(f"{table_id} on disk", partial(_release, look, source_id, table_id))


def _newest_checked(source: Source) -> int | None:
    """Year of the newest table of which the columns are known, else the newest of all."""
    known = [year for year in source.tables if source.is_checked(year)]
    return max(known or source.tables, default=None)


def _listing(look: Look, source_id: str, title: str, tables: Mapping[int, str]) -> Iterator[SourceCheck]:
    yield from compare_listing(source_id, tables, discover(look.client, look.settings, title))


def compare_listing(source_id: str, tables: Mapping[int, str], listed: Sequence[Listed]) -> Iterator[SourceCheck]:
    """What CBS's catalogue lists against the table ids of the YAML."""
    subject = "CBS catalogue"
    yaml = f"etl/catalogue/sources/{source_id}.yml"
    if not listed:
        remedy = "Was the series renamed? See statline.cbs.nl."
        yield SourceCheck(source_id, subject, "drift", "no table with the expected title", remedy)
        return
    found: dict[int, list[str]] = {}
    for table in listed:
        found.setdefault(table.year, []).append(table.identifier)
    faults = [
        SourceCheck(
            source_id, subject, "drift", f"{year} is table {' or '.join(ids)}, not {tables[year]}", f"Correct {yaml}."
        )
        for year, ids in found.items()
        if year in tables and tables[year] not in ids
    ]
    news = [
        SourceCheck(
            source_id, subject, "news", f"new table {' or '.join(ids)} of {year}", f"Fetch it; add it to {yaml}."
        )
        for year, ids in found.items()
        if year not in tables
    ]
    yield from (
        faults or news or [SourceCheck(source_id, subject, "ok", f"{len(found)} years listed, newest {max(found)}")]
    )
    if faults:
        yield from news


def _columns(look: Look, source_id: str, table_id: str, year: int) -> Iterator[SourceCheck]:
    base: str = getattr(look.settings, SERIES[source_id].feed)
    subject = f"{table_id} over v3"
    _, info = look.client.get(set_url(base, table_id, "TableInfos"), odata_v3.read_table_info)
    _, rows = look.client.get(set_url(base, table_id, "DataProperties"), odata_v3.read_properties)
    faults = [
        SourceCheck(
            source_id,
            subject,
            "drift",
            f"{indicator_id}: {fault}",
            f"Add the new name or the years to etl/catalogue/indicators/{indicator_id}.yml.",
        )
        for indicator_id, fault in column_faults(look.catalogue, source_id, year, rows)
    ]
    for dimension, members in members_wanted(look.catalogue, source_id):
        faults += _members(look, source_id, table_id, dimension, members, dimension_keys(rows))
    series = SERIES[source_id]
    # A snapshot of a split table may hold some of its years or members only.
    on_disk = None if series.split else rows_on_disk(look.folder(source_id, table_id), series.dataset)
    least = LEAST_GEMEENTEN if source_id in _OF_GEMEENTEN else LEAST_AREAS
    faults += fewer(source_id, subject, info.record_count, on_disk, least)
    yield from faults
    if not faults:
        count = f"; {info.record_count:,} rows" if info.record_count else ""
        yield SourceCheck(source_id, subject, "ok", f"every column the catalogue names is there{count}")


def _members(
    look: Look, source_id: str, table_id: str, dimension: str, wanted: Sequence[str], dimensions: Sequence[str]
) -> Iterator[SourceCheck]:
    base: str = getattr(look.settings, SERIES[source_id].feed)
    subject = f"{table_id} over v3"
    remedy = f"Correct `where` of the indicators of {source_id}."
    if dimension not in dimensions:
        detail = f"no dimension {dimension}; there is {', '.join(dimensions)}"
        yield SourceCheck(source_id, subject, "drift", detail, remedy)
        return
    _, page = look.client.get(set_url(base, table_id, dimension), read_page)
    known = set().union(*map(called, page.rows))
    for member in wanted:
        if member.casefold() not in known:
            there = ", ".join(f"{str(row['Key']).strip()} {str(row['Title']).strip()}" for row in page.rows[:20])
            yield SourceCheck(
                source_id, subject, "drift", f"{dimension} has no member {member}; it has {there}", remedy
            )


def column_faults(
    catalogue: Catalogue, source_id: str, year: int, rows: Sequence[Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """(indicator, fault) for each figure that the catalogue expects in this table and DataProperties does not have."""
    parents = {
        str(row["ID"]): (None if row.get("ParentID") is None else str(row["ParentID"]), str(row["Title"]))
        for row in rows
    }
    topics = [
        Topic(
            key=str(row["Key"]),
            path=paths(parents, None if row.get("ParentID") is None else str(row["ParentID"])),
            unit=str(row.get("Unit") or "").strip() or None,
        )
        for row in rows
        if row.get("Type") == "Topic"
    ]
    faults: list[tuple[str, str]] = []
    for indicator_id, indicator in catalogue.indicators.items():
        meant = [
            locator
            for locator in indicator.source
            if locator.series == source_id and locator.v3 and applies(locator, year)
        ]
        errors = [error for locator in meant if (error := _fault(locator, topics))]
        if errors and len(errors) == len(meant) and not all(locator.optional for locator in meant):
            faults.append((indicator_id, "; ".join(errors)))
    return faults


def _fault(locator: Locator, topics: Sequence[Topic]) -> str | None:
    try:
        resolve_v3(locator, topics)
    except ColumnError as error:
        return str(error)
    return None


def _csv(look: Look, source_id: str, table_id: str) -> Iterator[SourceCheck]:
    settings, subject = look.settings, f"{table_id} as CSV zip"
    _, properties = look.client.get(odata_v4.properties_url(settings.cbs_v4_url, table_id), odata_v4.read_properties)
    remote = look.client.head(odata_v4.csv_url(settings.cbs_csv_url, table_id))
    faults = list(wrong_format(source_id, subject, remote))
    expected = look.catalogue.sources[source_id].licence_url
    if properties.licence and _same_address(properties.licence) != _same_address(expected):
        detail = f"the licence is {properties.licence}, not {expected}"
        remedy = f"Read it; correct licence and licence_url in etl/catalogue/sources/{source_id}.yml."
        faults.append(SourceCheck(source_id, subject, "drift", detail, remedy))
    yield from faults
    if not faults:
        detail = f"'{properties.title}', changed {properties.modified[:10]}"
        yield SourceCheck(source_id, subject, "ok", detail)


def _same_address(url: str) -> str:
    return url.casefold().removeprefix("https://").removeprefix("http://").rstrip("/").removesuffix("/deed.nl")


def _release(look: Look, source_id: str, table_id: str) -> Iterator[SourceCheck]:
    subject = f"{table_id} on disk"
    base: str = getattr(look.settings, SERIES[source_id].feed)
    _, info = look.client.get(set_url(base, table_id, "TableInfos"), odata_v3.read_table_info)
    known = Snapshot(look.folder(source_id, table_id)).manifest()
    if known is None:
        detail = "not whole, or not fetched by this software"
        yield SourceCheck(source_id, subject, "news", detail, "Run `etl fetch` to replace it.")
    elif known.same_release(info.modified, "v3"):
        yield SourceCheck(source_id, subject, "ok", f"the current release, of {info.modified[:10]}")
    else:
        here = (known.modified or "unknown")[:10]
        detail = f"the source has a newer release, of {info.modified[:10]}; here is that of {here}"
        yield SourceCheck(source_id, subject, "news", detail, f"Run `etl fetch --source {source_id}`.")
