"""A light look at every live source: is it there, and is it still what the catalogue expects?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue, Locator
from etl.errors import ColumnError, FetchError
from etl.fetch import boundaries, odata_v3, odata_v4
from etl.fetch.client import Client, DamagedError, NotFoundError
from etl.fetch.odata_v3 import set_url
from etl.fetch.plan import BOUNDARIES, SERIES, Listed, discover, newest_year
from etl.fetch.snapshot import Snapshot
from etl.settings import EtlSettings
from etl.sources._layouts.columns import Topic, applies, paths, resolve_v3

T = TypeVar("T")

#: `news` is a newer release or table, no fault; `drift` and `unreachable` are.
CheckState = Literal["ok", "news", "drift", "unreachable"]


@dataclass(frozen=True)
class SourceCheck:
    """One thing that was looked at."""

    source_id: str
    subject: str
    state: CheckState
    detail: str
    remedy: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether somebody has to do something."""
        return self.state in ("drift", "unreachable")


@dataclass(frozen=True)
class _Look:
    client: Client
    settings: EtlSettings
    catalogue: Catalogue


def check_sources(settings: EtlSettings, catalogue: Catalogue | None = None) -> list[SourceCheck]:
    """Look at every source with a few light requests. A source that fails is a line of its own, no error."""
    catalogue = catalogue or load_catalogue()
    checks: list[SourceCheck] = []
    with Client(settings) as client:
        look = _Look(client, settings, catalogue)
        for source_id, series in SERIES.items():
            if source_id not in catalogue.sources:
                continue
            if source_id == BOUNDARIES:
                checks += _told(source_id, "GeoPackage zip", lambda: _check_zip(look))
                checks += _told(source_id, "OGC API of PDOK", lambda: _check_ogc(look))
                continue
            tables = catalogue.sources[source_id].tables
            if series.title:
                checks += _told(source_id, "CBS catalogue", _listing(look, source_id, series.title, tables))
            for year in sorted(tables, reverse=True)[:1]:
                checks += _told(source_id, f"{tables[year]} over v3", _columns(look, source_id, tables[year], year))
                if "v4" in series.routes:
                    checks += _told(source_id, f"{tables[year]} as CSV zip", _csv(look, source_id, tables[year]))
            for table_id in dict.fromkeys(tables.values()):
                if (settings.raw_dir / source_id / table_id).is_dir():
                    checks += _told(source_id, f"{table_id} on disk", _release(look, source_id, table_id))
    return checks


def _told(source_id: str, subject: str, check: Callable[[], Iterator[SourceCheck]]) -> list[SourceCheck]:
    """What a check found; a source that does not answer becomes a line."""
    try:
        return list(check())
    except FetchError as error:
        return [
            SourceCheck(
                source_id, subject, "unreachable", str(error), "Snapshots on disk stay usable; look again later."
            )
        ]


def _listing(look: _Look, source_id: str, title: str, tables: Mapping[int, str]) -> Callable[[], Iterator[SourceCheck]]:
    def check() -> Iterator[SourceCheck]:
        listed = discover(look.client, look.settings, title)
        yield from compare_listing(source_id, tables, listed)

    return check


def compare_listing(source_id: str, tables: Mapping[int, str], listed: Sequence[Listed]) -> Iterator[SourceCheck]:
    """What CBS's catalogue lists against the table ids of the YAML."""
    subject = "CBS catalogue"
    yaml = f"etl/catalogue/sources/{source_id}.yml"
    if not listed:
        yield SourceCheck(
            source_id,
            subject,
            "drift",
            "no table with the expected title",
            "Was the series renamed? See statline.cbs.nl.",
        )
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


def _columns(look: _Look, source_id: str, table_id: str, year: int) -> Callable[[], Iterator[SourceCheck]]:
    def check() -> Iterator[SourceCheck]:
        base: str = getattr(look.settings, SERIES[source_id].feed)
        _, rows = look.client.get(set_url(base, table_id, "DataProperties"), odata_v3.read_properties)
        subject = f"{table_id} over v3"
        faults = column_faults(look.catalogue, source_id, year, rows)
        for indicator_id, fault in faults:
            remedy = f"Add the new name or the years to etl/catalogue/indicators/{indicator_id}.yml."
            yield SourceCheck(source_id, subject, "drift", f"{indicator_id}: {fault}", remedy)
        if not faults:
            yield SourceCheck(source_id, subject, "ok", "every column the catalogue names is there")

    return check


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
        meant = [locator for locator in indicator.source if locator.series == source_id and applies(locator, year)]
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


def _csv(look: _Look, source_id: str, table_id: str) -> Callable[[], Iterator[SourceCheck]]:
    def check() -> Iterator[SourceCheck]:
        settings = look.settings
        _, properties = look.client.get(
            odata_v4.properties_url(settings.cbs_v4_url, table_id), odata_v4.read_properties
        )
        look.client.head(odata_v4.csv_url(settings.cbs_csv_url, table_id))
        yield SourceCheck(
            source_id, f"{table_id} as CSV zip", "ok", f"'{properties.title}', changed {properties.modified[:10]}"
        )

    return check


def _release(look: _Look, source_id: str, table_id: str) -> Callable[[], Iterator[SourceCheck]]:
    def check() -> Iterator[SourceCheck]:
        subject = f"{table_id} on disk"
        base: str = getattr(look.settings, SERIES[source_id].feed)
        _, info = look.client.get(set_url(base, table_id, "TableInfos"), odata_v3.read_table_info)
        known = Snapshot(look.settings.raw_dir / source_id / table_id).manifest()
        if known is None:
            yield SourceCheck(
                source_id,
                subject,
                "news",
                "not whole, or not fetched by this software",
                "Run `etl fetch` to replace it.",
            )
        elif known.same_release(info.modified, "v3"):
            yield SourceCheck(source_id, subject, "ok", f"the current release, of {info.modified[:10]}")
        else:
            here = (known.modified or "unknown")[:10]
            detail = f"the source has a newer release, of {info.modified[:10]}; here is that of {here}"
            yield SourceCheck(source_id, subject, "news", detail, f"Run `etl fetch --source {source_id}`.")

    return check


def _check_zip(look: _Look) -> Iterator[SourceCheck]:
    remote = _newest(look, lambda year: boundaries.find_zip(look.client, look.settings.boundaries_zip_urls, year))
    size = f", {remote.size / 1e6:,.0f} MB" if remote.size else ""
    yield SourceCheck(BOUNDARIES, "GeoPackage zip", "ok", f"{remote.url}{size}, changed {remote.changed or 'unknown'}")


def _check_ogc(look: _Look) -> Iterator[SourceCheck]:
    def names_of(year: int) -> set[str]:
        base = look.settings.pdok_ogc_url.format(year=year).rstrip("/")
        return look.client.get(f"{base}/collections?f=json", _collections)[1]

    names = _newest(look, names_of)
    missing = [level for level in boundaries.LEVELS if level not in names]
    if missing:
        detail = f"no collection {', '.join(missing)}; there are {', '.join(sorted(names))}"
        remedy = "Use the zip; report it to the makers of this software."
        yield SourceCheck(BOUNDARIES, "OGC API of PDOK", "drift", detail, remedy)
    else:
        yield SourceCheck(BOUNDARIES, "OGC API of PDOK", "ok", f"collections {', '.join(boundaries.LEVELS)}")


def _newest(look: _Look, ask: Callable[[int], T]) -> T:
    """Answer for the newest year, or for the year before: maps appear some months after the first figures."""
    year = newest_year(look.catalogue)
    try:
        return ask(year)
    except NotFoundError:
        return ask(year - 1)


def _collections(body: bytes) -> set[str]:
    try:
        return {str(item["id"]) for item in json.loads(body)["collections"]}
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError("an answer that lists no collections") from error
