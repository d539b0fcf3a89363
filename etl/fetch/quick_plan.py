"""What the quick start of one gemeente fetches: its own areas in all years, the country's latest tables, small files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from etl.errors import FetchError
from etl.fetch.boundaries import collections_url
from etl.fetch.client import DamagedError, NotFoundError, glimpse
from etl.fetch.desk import Desk, Wish, newest_year
from etl.fetch.jobs import Bounds, Job, Layer
from etl.fetch.plan import plan, table_jobs, tables_of
from etl.fetch.series import BOUNDARIES, KERNCIJFERS, SERIES

PROXIMITY: Final = "cbs_nabijheid"
HEALTH: Final = "rivm_gezondheid"
#: Yearly series of which the newest tables come whole, for the means of the country and of areas that are alike.
WHOLE: Final = {KERNCIJFERS: 3, PROXIMITY: 1}
#: Boundaries of a gemeente come for so many years: the newest figures and the newest map are seldom of one year.
BOUNDARY_YEARS: Final = 3
#: Files of the whole country that are worth their size, most telling first; those that do not fit are told.
NATIONAL: Final = (
    "cbs_gebieden",
    "klimaateffectatlas",
    "rivm_groen",
    "leefbaarometer",
    "cbs_vierkanten",
    "cbs_addresses",
)
MAPS: Final = "rivm_kaarten"
#: Rules of thumb for what a server does not tell beforehand, in MB.
_MB_EXTRACT: Final = 1.0
_MB_HEALTH_EXTRACT: Final = 15.0
_MB_WHOLE: Final = 20.0
_MB_BOUNDARIES: Final = 6.0
_MB_COUNTRY_OUTLINES: Final = 3.0
_MB_LAYERS: Final = 6.0
_MB_MAP_PART: Final = 3.0
_MB_FILE: Final = 20.0
_OUTLINES: Final = "gemeente_gegeneraliseerd"


@dataclass(frozen=True)
class Sized:
    """A job with what it will bring, in MB."""

    job: Job
    mb: float
    #: Whether the quick start makes no sense without it.
    needed: bool = False


@dataclass(frozen=True)
class QuickPlan:
    """What is fetched, and what was left out: (source, why)."""

    jobs: tuple[Sized, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def mb(self) -> float:
        """Estimate of all together."""
        return sum(item.mb for item in self.jobs)


def quick_plan(desk: Desk, gemeente: str) -> QuickPlan:
    """All jobs but the maps, within the settings' limit. Raises FetchError when the source of the key figures is missing."""
    chosen: list[Sized] = []
    left_out: list[tuple[str, str]] = []
    room = desk.settings.quick_start_mb
    for item in [
        *_yearly(desk, gemeente),
        *_drawn(desk, gemeente),
        *_other_tables(desk, gemeente),
        *_national(desk, gemeente, left_out),
    ]:
        if item.needed or item.mb <= room:
            chosen.append(item)
            room -= item.mb
        else:
            why = f"some {item.mb:,.0f} MB, which does not fit in {desk.settings.quick_start_mb:,.0f} MB"
            left_out.append((item.job.source_id, f"{why}; fetch it with `etl fetch --source {item.job.source_id}`"))
    return QuickPlan(tuple(chosen), tuple(left_out))


def map_jobs(desk: Desk, bounds: Bounds) -> list[Sized]:
    """The maps around a gemeente; nothing when the map services do not answer, with a note."""
    if MAPS not in desk.catalogue.sources:
        return []
    planned = plan(desk, [MAPS], Wish())
    desk.notes += [f"{source_id}: {why}" for source_id, why in planned.failures]
    box = "-".join(f"{value / 1000:.0f}" for value in bounds)
    return [
        Sized(replace(job, folder=job.folder.with_name(f"{job.folder.name}-{box}"), bounds=bounds), _MB_MAP_PART)
        for job in planned.jobs
    ]


def _yearly(desk: Desk, gemeente: str) -> Iterator[Sized]:
    """Key figures and proximity: the gemeente's own areas of every year, and the newest tables whole."""
    if KERNCIJFERS not in desk.catalogue.sources:
        raise FetchError(f"catalogue/sources/{KERNCIJFERS}.yml is missing. Restore it from this software's release.")
    for source_id, count in WHOLE.items():
        if source_id not in desk.catalogue.sources:
            continue
        tables = tables_of(desk, source_id)
        for number, job in enumerate(table_jobs(desk, source_id, tables, Wish())):
            if number < count:
                yield Sized(replace(job, routes=("v4", "v3")), _MB_WHOLE)
            # Only v3 tells all counts within reach apart, and a map of the gemeente needs them of every year.
            if number >= count or SERIES[source_id].routes[0] != "v4":
                yield _extract(job, gemeente, _MB_EXTRACT, needed=source_id == KERNCIJFERS and number == count)


def _drawn(desk: Desk, gemeente: str) -> Iterator[Sized]:
    """Boundaries of wijken and buurten of the gemeente, and light outlines of all gemeenten, of some years."""
    for year in _drawn_years(desk):
        own = desk.job(BOUNDARIES, str(year), year=year, gemeente=gemeente)
        yield Sized(replace(own, folder=_beside(own, gemeente), routes=("ogc",)), _MB_BOUNDARIES, needed=True)
        layer = Layer(desk.settings.gemeenten_wfs_url.format(year=year), _OUTLINES)
        outlines = desk.job(BOUNDARIES, str(year), year=year, layers=(layer,), with_geometry=True)
        yield Sized(replace(outlines, folder=_beside(outlines, "gemeenten"), routes=("wfs",)), _MB_COUNTRY_OUTLINES)


def _drawn_years(desk: Desk) -> list[int]:
    """The newest years of which PDOK has a map; a year that cannot be asked now counts, and fails or not when it is fetched."""
    last = newest_year(desk.catalogue)
    years: list[int] = []
    for year in range(last, last - BOUNDARY_YEARS - 1, -1):
        try:
            desk.client.get(collections_url(desk.settings.pdok_ogc_url, year), read_json)
        except NotFoundError:
            continue
        except FetchError:
            pass
        years.append(year)
    return years[:BOUNDARY_YEARS]


def _other_tables(desk: Desk, gemeente: str) -> Iterator[Sized]:
    """The gemeente's own areas in tables that hold all their years themselves."""
    for source_id, series in SERIES.items():
        tables = desk.catalogue.sources[source_id].tables if source_id in desk.catalogue.sources else {}
        if series.kind != "tables" or source_id in (*WHOLE, *NATIONAL) or not tables:
            continue
        mb = _MB_HEALTH_EXTRACT if source_id == HEALTH else 5 * _MB_EXTRACT
        for job in table_jobs(desk, source_id, tables, Wish()):
            yield _extract(replace(job, split=tuple(name for name, _ in job.members)), gemeente, mb)


def _extract(job: Job, gemeente: str, mb: float, *, needed: bool = False) -> Sized:
    own = replace(job, folder=_beside(job, gemeente), gemeente=gemeente, routes=("v3",))
    return Sized(own, mb, needed)


def _beside(job: Job, ending: str) -> Path:
    return job.folder.with_name(f"{job.folder.name}-{ending}")


def _national(desk: Desk, gemeente: str, left_out: list[tuple[str, str]]) -> Iterator[Sized]:
    wanted = [source_id for source_id in NATIONAL if source_id in desk.catalogue.sources]
    planned = plan(desk, wanted, Wish())
    left_out += planned.failures
    for number, job in enumerate(planned.jobs):
        if sum(other.source_id == job.source_id for other in planned.jobs[:number]) >= BOUNDARY_YEARS:
            continue  # older divisions into regions: those of today are what a map shows
        if job.layers:  # of another year's division than the whole tables: only its own areas can be placed
            job = replace(job, folder=_beside(job, gemeente), gemeente=gemeente)
        yield Sized(job, _size_mb(desk, job))


def _size_mb(desk: Desk, job: Job) -> float:
    """What the servers say of the files of a job, else a rule of thumb."""
    if not job.files:
        return _MB_LAYERS
    total = 0.0
    for file in job.files:
        try:
            size = desk.client.head(file.url).size
        except NotFoundError:
            size = 0
        except FetchError:
            size = None
        total += _MB_FILE if size is None else size / 1e6
    return total


def read_json(body: bytes) -> object:
    """An answer in JSON. Raises DamagedError."""
    try:
        return json.loads(body)
    except ValueError as error:
        raise DamagedError(f"an answer that is no JSON, beginning with {glimpse(body)}") from error
