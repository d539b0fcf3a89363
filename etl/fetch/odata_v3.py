"""A whole table over OData v3: its metadata, every dimension, and the rows page by page along `odata.nextLink`."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from etl.errors import FetchError
from etl.fetch.client import Client, DamagedError, with_query, writing
from etl.fetch.jobs import Job, Outcome
from etl.fetch.pages import Chain, ColumnsChangedError, Page, dimension_keys, read_page, rebase, topic_keys
from etl.fetch.progress import Track
from etl.fetch.snapshot import Origin, Snapshot, intact, write_meta

VIA: Final = "v3"
#: The time dimension of every StatLine table that has one; its keys begin with the year (2020JJ00).
_TIME: Final = "Perioden"
#: Dimension of the areas, by name, and how its keys begin for the country and for levels within a gemeente.
_REGIONS: Final = ("WijkenEnBuurten", "RegioS")
_COUNTRY: Final = "NL0"
_LEVELS: Final = ("GM", "WK", "BU")


@dataclass(frozen=True)
class TableInfo:
    """What a table says about itself in TableInfos."""

    identifier: str
    title: str
    period: str
    modified: str
    record_count: int | None


@dataclass(frozen=True)
class _Slice:
    """One chain of pages: the whole set, or the part that a filter picks."""

    name: str
    filter: str | None = None


def read_table_info(body: bytes) -> TableInfo:
    """The one row of TableInfos. Raises DamagedError when it is not there."""
    rows = read_page(body).rows
    if len(rows) != 1 or not rows[0].get("Identifier") or not rows[0].get("Modified"):
        raise DamagedError(f"TableInfos with {len(rows)} rows, without Identifier and Modified")
    row = rows[0]
    count = row.get("RecordCount")
    return TableInfo(
        identifier=str(row["Identifier"]),
        title=str(row.get("Title", "")),
        period=str(row.get("Period", "")),
        modified=str(row["Modified"]),
        record_count=count if isinstance(count, int) and count > 0 else None,
    )


def read_properties(body: bytes) -> list[dict[str, Any]]:
    """Rows of DataProperties. Raises DamagedError when they name no topic."""
    page = read_page(body)
    if not topic_keys(page.rows) or page.next_link:
        raise DamagedError(f"DataProperties that are not whole ({len(page.rows)} rows)")
    return page.rows


def set_url(base: str, table_id: str, entity_set: str) -> str:
    """Address of an entity set, such as .../84799NED/TableInfos?$format=json."""
    return with_query(f"{base.rstrip('/')}/{table_id}/{entity_set}", format="json")


def areas_filter(dimension: str, gemeente: str) -> str:
    """Filter for the country's row and all areas of a gemeente (GM1234)."""
    starts = (_COUNTRY, *(f"{level}{gemeente[2:]}" for level in _LEVELS))
    return "(" + " or ".join(f"startswith({dimension},'{start}')" for start in starts) + ")"


def fetch_table(client: Client, job: Job, base: str, track: Track, *, forced: bool = False) -> Outcome:
    """Bring the snapshot of a table up to date over OData v3; continue one that was interrupted. Raises FetchError."""
    infos_url = set_url(base, job.table_id, "TableInfos")
    infos_body, info = client.get(infos_url, read_table_info)
    snapshot = Snapshot(job.folder)
    known = snapshot.manifest()
    asked = "; ".join(f"{name}: {', '.join(members)}" for name, members in job.members)
    if (
        known
        and known.covers(job.years)
        and known.asked == asked
        and known.same_release(info.modified, VIA)
        and (known.via == VIA or not forced)
    ):
        return Outcome.unchanged(job, known.via)

    origin = Origin(job.source_id, job.table_id, job.licence, info.modified, VIA, asked)
    snapshot.begin(origin)
    fetching = _Fetching(client, job, base, snapshot.staging, origin, track)
    fetching.keep("TableInfos", infos_url, infos_body)
    try:
        rows = fetching.run(info)
    except ColumnsChangedError as error:
        snapshot.discard()  # pages of two releases may be mixed: the next fetch starts afresh
        raise ColumnsChangedError(f"{set_url(base, job.table_id, job.dataset)}: {error}") from error
    if rows == 0:
        snapshot.discard()
        return Outcome.empty(job, VIA)
    snapshot.finish(origin, job.years)
    return Outcome.fetched(job, VIA, rows)


@dataclass
class _Fetching:
    client: Client
    job: Job
    base: str
    folder: Path
    origin: Origin
    track: Track

    def run(self, info: TableInfo) -> int:
        """Fetch what is missing; number of rows of the data set, 0 when none of the wanted areas is in it."""
        url = set_url(self.base, self.job.table_id, "DataProperties")
        body, properties = self.client.get(url, read_properties)
        self.keep("DataProperties", url, body)
        names = dimension_keys(properties)
        dimensions = {key: self._members(key, names) for key in names}
        columns = topic_keys(properties) | dimensions.keys()
        slices = self._slices(dimensions)
        areas = max((len(members) for members in dimensions.values() if _is_area(members)), default=None)
        if self.job.gemeente and not any(_is_local(key) for members in dimensions.values() for key in members):
            return 0
        whole = all(part.filter is None for part in slices)
        promised = info.record_count if whole else (areas if self.job.dense else None)
        self.track.expect(promised * len(slices) if promised else None)
        total = 0
        for part in slices:
            chain = Chain(promised=promised, columns=columns, filtered=part.filter is not None)
            for page in self._pages(part, self.job.dataset, chain):
                total += len(page.rows)
                self.track.rows(len(page.rows))
        return total

    def keep(self, name: str, url: str, body: bytes) -> None:
        """Write a small answer as it came, with its record."""
        path = self.folder / f"{name}.json"
        part = path.with_name(path.name + ".part")
        try:
            with writing(path):
                part.write_bytes(body)
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        write_meta(path, url, self.origin)

    def _members(self, dimension: str, names: tuple[str, ...]) -> list[str]:
        """Keys of the wanted members of a dimension, which is kept as it came."""
        own = self.job.gemeente if dimension == _region(names) else None
        part = _Slice(dimension, areas_filter("Key", own) if own else None)
        rows = [row for page in self._pages(part, dimension, Chain(filtered=own is not None)) for row in page.rows]
        wanted = {name.casefold() for name in dict(self.job.members).get(dimension, ())}
        if wanted <= {text for row in rows for text in called(row)}:  # an unknown one: the reader of the table names it
            rows = [row for row in rows if not wanted or wanted & called(row)]
        return [row["Key"] for row in rows]

    def _slices(self, dimensions: dict[str, list[str]]) -> list[_Slice]:
        """The whole set, or one slice per combination of members of the split dimensions, in the wanted years and areas."""
        region = _region(tuple(dimensions))
        areas = [areas_filter(region, self.job.gemeente)] if region and self.job.gemeente else []
        names = [name for name in self.job.split if name in dimensions]
        members = [[key for key in dimensions[name] if name != _TIME or self._wanted(key)] for name in names]
        return [
            _Slice(
                name=".".join(("-".join(_in_name(key) for key in keys), self.job.dataset))
                if keys
                else self.job.dataset,
                filter=" and ".join([*(f"{name} eq '{key}'" for name, key in zip(names, keys, strict=True)), *areas])
                or None,
            )
            for keys in itertools.product(*members)
        ]

    def _wanted(self, period: str) -> bool:
        return self.job.years is None or period[:4] in {str(year) for year in self.job.years}

    def _pages(self, part: _Slice, entity_set: str, chain: Chain) -> Iterator[Page]:
        options = {"format": "json"} | ({"filter": part.filter} if part.filter else {})
        url: str | None = with_query(f"{self.base.rstrip('/')}/{self.job.table_id}/{entity_set}", **options)
        seen: set[str] = set()
        for number in itertools.count():
            if url is None:
                return
            if url in seen:
                raise FetchError(
                    f"{url}: the pages of the service run in a circle. Report it to the source; try again later."
                )
            seen.add(url)
            path = self.folder / f"{part.name}.{number:03d}.json"
            page = self._kept(path, chain) or self._fetch(path, url, chain)
            yield page
            url = rebase(page.next_link, self.base, self.job.table_id) if page.next_link else None

    def _kept(self, path: Path, chain: Chain) -> Page | None:
        """A page of an earlier, interrupted fetch, when it is whole and fits the pages before it."""
        if not intact(path):
            return None
        try:
            page = read_page(path.read_bytes())
            chain.accept(page)
        except DamagedError:
            return None
        return page

    def _fetch(self, path: Path, url: str, chain: Chain) -> Page:
        def check(part: Path) -> Page:
            page = read_page(part.read_bytes())
            chain.accept(page)
            return page

        page = self.client.download(url, path, check, self.track.bytes)
        if (
            not page.rows
        ):  # a combination that the table does not have, such as an age group that was not asked that year
            path.unlink()
            return page
        write_meta(path, url, self.origin, rows=len(page.rows))
        return page


def _region(names: tuple[str, ...]) -> str | None:
    return next((name for name in _REGIONS if name in names), None)


def called(row: dict[str, Any]) -> set[str]:
    """What a member of a dimension may be called: its key and its title."""
    return {str(row.get(name) or "").strip().casefold() for name in ("Key", "Title")}


def _in_name(key: str) -> str:
    """A key as part of the name of a file: without padding, and without dots, which end the name of a slice."""
    return re.sub(r"[^0-9A-Za-z]+", "_", key.strip())


def _is_local(key: str) -> bool:
    return key.startswith(_LEVELS)


def _is_area(members: list[str]) -> bool:
    return any(member.strip() in ("NL00", "NL01") or member.startswith(("GM", "BU")) for member in members)
