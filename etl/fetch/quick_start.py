"""Quick start: from the name of a gemeente to its warehouse, in minutes, with what lies on disk kept and continued."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from pyproj import Transformer

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.errors import EtlError, FetchError
from etl.fetch.client import Client, NoConnectionError
from etl.fetch.desk import Desk
from etl.fetch.gemeente import Gemeente, gemeenten, resolve
from etl.fetch.jobs import Bounds, Job
from etl.fetch.quick_plan import HEALTH, PROXIMITY, QuickPlan, map_jobs, quick_plan
from etl.fetch.run import FetchReport, run_jobs
from etl.fetch.series import BOUNDARIES, KERNCIJFERS
from etl.settings import EtlSettings

#: Room around a gemeente on a map, so that squares on its border are whole.
_MARGIN_M: Final = 500.0
CORE: Final = (KERNCIJFERS, PROXIMITY, HEALTH, BOUNDARIES)
#: The newest table may be withdrawn for a while: so many are asked for the list of gemeenten.
_LISTS: Final = 3
_WGS84, _RD = 4326, 28992


class OfflineError(EtlError):
    """There is no connection with the sources."""


class IncompleteError(FetchError):
    """What a map of the gemeente needs at least could not be fetched. `report` tells what did come."""

    def __init__(self, message: str, report: FetchReport) -> None:
        self.report = report
        super().__init__(message)


@dataclass(frozen=True)
class QuickFetch:
    """A gemeente with the folders that hold its files, and what could not be fetched."""

    gemeente: Gemeente
    folders: tuple[Path, ...]
    #: Of these the ones that a map can do with: key figures, proximity, health, boundaries.
    core: tuple[Path, ...]
    report: FetchReport


def find_gemeente(settings: EtlSettings, text: str, catalogue: Catalogue | None = None) -> tuple[Gemeente, str]:
    """The gemeente that is meant, and a note when CBS could not be asked. Within seconds.

    Raises OfflineError without a connection, UnknownGemeenteError with candidates, FetchError.
    """
    catalogue = catalogue or load_catalogue()
    tables = catalogue.sources[KERNCIJFERS].tables if KERNCIJFERS in catalogue.sources else {}
    newest = [tables[year] for year in sorted(tables, reverse=True)[:_LISTS]]
    if not newest:
        raise FetchError(
            f"catalogue/sources/{KERNCIJFERS}.yml lists no tables. Restore it from this software's release."
        )
    with Client(settings.hasty()) as client:
        try:
            listed = gemeenten(client, settings, newest)
        except NoConnectionError as error:
            raise OfflineError(
                f"There is no connection with CBS, and the figures of a gemeente have to be fetched first.\n  {error}\n"
                "Without a connection you can:\n"
                "  - look at the fictional demo region:      make run\n"
                "  - use files that were fetched elsewhere:  make etl RAW=folder   and then   make run\n"
                "Behind a proxy: set HTTPS_PROXY and try again."
            ) from error
    return resolve(text, listed.names), listed.note


def fetch_gemeente(
    settings: EtlSettings,
    gemeente: Gemeente,
    *,
    say: Callable[[str], None] = lambda _line: None,
    progress: bool | None = None,
    catalogue: Catalogue | None = None,
) -> QuickFetch:
    """Fetch what a map of one gemeente needs; what is on disk and unchanged is left alone.

    Raises IncompleteError when the key figures or all boundaries are missing at the end, FetchError.
    """
    catalogue = catalogue or load_catalogue()
    notes: list[str] = []
    with Client(settings) as client:
        desk = Desk(client, settings, catalogue, notes)
        planned = quick_plan(desk, gemeente.code)
        _announce(planned, gemeente, settings, say)
        total = len(planned.jobs)
        count = 0

        def settled(job: Job, result: object) -> None:
            nonlocal count
            count += 1
            failed = isinstance(result, str)
            say(f"[{count}/{total}] {job.label}: {'FAILED' if failed else getattr(result, 'state', 'done')}")

        report = run_jobs(client, settings, [item.job for item in planned.jobs], progress=progress, settled=settled)
        _check(report, gemeente)
        jobs = [item.job for item in planned.jobs]
        bounds = bounds_of([job.folder for job in jobs if job.source_id == BOUNDARIES and job.gemeente])
        maps = [item.job for item in map_jobs(desk, bounds)] if bounds else []
        total, count = len(maps), 0
        more = run_jobs(client, settings, maps, progress=progress, settled=settled)
    report = FetchReport(
        outcomes=(*report.outcomes, *more.outcomes),
        failures=(*report.failures, *more.failures),
        notes=tuple(notes),
    )
    there = [job for job in [*jobs, *maps] if job.folder.is_dir()]
    core = tuple(job.folder for job in there if job.source_id in CORE)
    return QuickFetch(gemeente, tuple(job.folder for job in there), core, report)


def bounds_of(folders: Sequence[Path]) -> Bounds | None:
    """Box around all features in GeoJSON pages (longitude, latitude), in RD New with some room; None without features."""
    points = [
        np.asarray(pairs, dtype=np.float64)
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.glob("*.json"))
        for feature in json.loads(path.read_text(encoding="utf-8")).get("features", [])
        for pairs in _rings((feature.get("geometry") or {}).get("coordinates", []))
    ]
    if not points:
        return None
    longitude, latitude = np.vstack(points)[:, :2].T
    x, y = Transformer.from_crs(_WGS84, _RD, always_xy=True).transform(longitude, latitude)
    return (
        float(np.floor(x.min() - _MARGIN_M)),
        float(np.floor(y.min() - _MARGIN_M)),
        float(np.ceil(x.max() + _MARGIN_M)),
        float(np.ceil(y.max() + _MARGIN_M)),
    )


def _rings(coordinates: list[object]) -> list[list[object]]:
    """All rings of a polygon or of several."""
    if not coordinates or not isinstance(coordinates[0], list):
        return []
    first = coordinates[0]
    if first and isinstance(first[0], int | float):
        return [coordinates]
    return [ring for part in coordinates if isinstance(part, list) for ring in _rings(part)]


def _announce(planned: QuickPlan, gemeente: Gemeente, settings: EtlSettings, say: Callable[[str], None]) -> None:
    say(
        f"{gemeente.name} ({gemeente.code}): {len(planned.jobs)} tables, maps and files, at most some {planned.mb:,.0f} MB "
        f"(limit {settings.quick_start_mb:,.0f} MB), into {settings.raw_dir}. What is there already is not fetched again."
    )
    for source_id, why in planned.left_out:
        say(f"Left out: {source_id}: {why}")


def _check(report: FetchReport, gemeente: Gemeente) -> None:
    """Raises IncompleteError without key figures or without boundaries."""
    usable = [outcome.job for outcome in report.outcomes if outcome.state in ("fetched", "unchanged")]
    figures = any(job.source_id == KERNCIJFERS for job in usable)
    drawn = any(job.source_id == BOUNDARIES and job.gemeente for job in usable)
    if figures and drawn:
        return
    lacking = " and ".join(
        name for name, there in (("its key figures", figures), ("its boundaries", drawn)) if not there
    )
    reasons = "\n".join(f"  - {what}: {why}" for what, why in report.failures)
    raise IncompleteError(
        f"The fetch for {gemeente.name} is not complete: {lacking} did not come. "
        f"Run the same command again: what is finished is kept, and it goes on from there.\n{reasons}",
        report,
    )
