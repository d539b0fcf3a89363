"""Fetch everything that was asked; what fails is told at the end, the rest is fetched all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Lock
from typing import Final

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import boundaries, files, odata_v3, odata_v4, wcs, wfs
from etl.fetch.client import Client, NoConnectionError, StorageError
from etl.fetch.desk import Desk, Wish
from etl.fetch.jobs import Job, Outcome, Route
from etl.fetch.plan import chosen_sources, plan
from etl.fetch.progress import Board, Track
from etl.fetch.series import SERIES
from etl.settings import EtlSettings

ROUTES: Final[tuple[Route, ...]] = ("v4", "v3", "zip", "ogc", "file", "wfs", "wcs")
#: After so many jobs in a row without a connection the line is down: the rest is not tried.
_HOPELESS: Final = 3
_NOT_TRIED: Final = "not tried, since the connection is lost. Run the same command again: what is finished is kept."


@dataclass(frozen=True)
class FetchReport:
    """What a fetch did: outcomes in the order of the plan, failures as (what, message), and remarks on the plan."""

    outcomes: tuple[Outcome, ...]
    failures: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """One readable line per table, then the remarks."""
        texts = {
            "fetched": "fetched",
            "unchanged": "unchanged, not fetched again",
            "empty": "nothing for the wanted years or areas",
            "skipped": "left alone",
        }
        done = [
            f"{outcome.job.label}: {texts[outcome.state]} ({', '.join([outcome.via, *outcome.count()])})"
            for outcome in self.outcomes
        ]
        remarks = [note for outcome in self.outcomes for note in outcome.notes]
        return [*done, *self.notes, *remarks]


class FetchFailedError(FetchError):
    """Some tables could not be fetched. `report` holds what did succeed."""

    def __init__(self, report: FetchReport) -> None:
        self.report = report
        count = len(report.failures)
        done = len(report.outcomes)
        rest = "" if not done else f" The other {done} {'is' if done == 1 else 'are'} in place."
        head = f"{count} of {count + done} fetches failed.{rest}"
        super().__init__("\n".join([head, *(f"  - {what}: {message}" for what, message in report.failures)]))


def fetch(
    settings: EtlSettings,
    sources: Sequence[str] = (),
    years: Sequence[int] | None = None,
    *,
    via: str | None = None,
    large: bool = False,
    progress: bool | None = None,
    catalogue: Catalogue | None = None,
) -> FetchReport:
    """Bring the snapshots of `sources` (none: all) and `years` (None: the usual ones) under settings.raw_dir up to date.

    `via` forces one of ROUTES on the sources that have it; `progress` None shows bars on a terminal only.
    Raises FetchError when nothing could be planned, FetchFailedError after all jobs when some failed.
    """
    catalogue = catalogue or load_catalogue()
    route = _route(via)
    wanted = chosen_sources(sources)
    if route:
        able = tuple(source for source in wanted if route in SERIES[source].routes)
        if sources and able != wanted:
            raise FetchError(f"--via {route} is no way to get {', '.join(sorted(set(wanted) - set(able)))}.")
        wanted = able
    notes: list[str] = []
    with Client(settings) as client:
        wish = Wish(None if years is None else tuple(years), large)
        planned = plan(Desk(client, settings, catalogue, notes), wanted, wish, named=bool(sources))
        if not planned.jobs and not planned.failures:
            raise FetchError("\n".join(["There is nothing to fetch for what was asked.", *notes]))
        report = run_jobs(client, settings, planned.jobs, route=route, progress=progress)
    report = replace(report, failures=(*planned.failures, *report.failures), notes=tuple(notes))
    if report.failures:
        raise FetchFailedError(report)
    return report


def run_jobs(
    client: Client,
    settings: EtlSettings,
    jobs: Sequence[Job],
    *,
    route: Route | None = None,
    progress: bool | None = None,
    settled: Callable[[Job, Outcome | str], None] = lambda _job, _result: None,
) -> FetchReport:
    """Do all jobs, some at a time as the settings say; `settled` hears of each. When the line is down the rest is not tried."""
    line = _Line()

    def one(job: Job) -> Outcome | str:
        result: Outcome | str
        if line.is_down:
            result = _NOT_TRIED
        else:
            try:
                result = _fetch_job(client, settings, job, route, board.track(job.label))
                line.told(alive=True)
            except FetchError as error:
                line.told(alive=not isinstance(error, NoConnectionError))
                result = str(error)
        settled(job, result)
        return result

    with Board(progress) as board:
        results = list(zip(jobs, _each(jobs, one, settings.parallel), strict=True))
    return FetchReport(
        outcomes=tuple(result for _, result in results if isinstance(result, Outcome)),
        failures=tuple((job.label, result) for job, result in results if isinstance(result, str)),
    )


class _Line:
    """Whether there still is a connection, judged by how many jobs in a row found none."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._silent = 0

    @property
    def is_down(self) -> bool:
        return self._silent >= _HOPELESS

    def told(self, *, alive: bool) -> None:
        with self._lock:
            self._silent = 0 if alive else self._silent + 1


def _each(jobs: Sequence[Job], one: Callable[[Job], Outcome | str], parallel: int) -> list[Outcome | str]:
    """Results in the order of `jobs`. When the user stops it, what has not begun is not begun."""
    if parallel == 1:
        return [one(job) for job in jobs]
    pool = ThreadPoolExecutor(max_workers=parallel)
    try:
        return list(pool.map(one, jobs))
    finally:
        pool.shutdown(cancel_futures=True)


def _route(via: str | None) -> Route | None:
    for route in ROUTES:
        if route == via:
            return route
    if via is not None:
        raise FetchError(f"--via {via} is unknown. Choose from: {', '.join(ROUTES)}.")
    return None


def _fetch_job(client: Client, settings: EtlSettings, job: Job, forced: Route | None, track: Track) -> Outcome:
    """The first way that works, with as notes why earlier ways failed. Raises FetchError with all reasons."""
    reasons: list[str] = []
    connected = False
    for route in (forced,) if forced else job.routes:
        try:
            outcome = _take(client, settings, job, route, track, forced=forced is not None)
        except StorageError:  # another way would meet the same disk
            raise
        except FetchError as error:
            connected = connected or not isinstance(error, NoConnectionError)
            reasons.append(f"{route}: {error}")
        else:
            notes = (f"{job.label}: taken via {outcome.via}, because {reason}" for reason in reasons)
            return replace(outcome, notes=(*outcome.notes, *notes))
    raise (FetchError if connected else NoConnectionError)(" ".join(reasons))


def _take(client: Client, settings: EtlSettings, job: Job, route: Route, track: Track, *, forced: bool) -> Outcome:
    match route:
        case "v4":
            return odata_v4.fetch_table(client, job, settings.cbs_v4_url, settings.cbs_csv_url, track, forced=forced)
        case "v3":
            base: str = getattr(settings, SERIES[job.source_id].feed)
            return odata_v3.fetch_table(client, job, base, track, forced=forced)
        case "zip":
            return boundaries.fetch_zip(client, job, settings.boundaries_zip_urls, track)
        case "ogc":
            return boundaries.fetch_ogc(client, job, settings.pdok_ogc_url, track, forced=forced)
        case "file":
            return files.fetch_files(client, job, track)
        case "wfs":
            return wfs.fetch_features(client, job, track)
        case "wcs":
            return wcs.fetch_map(client, job, track)
