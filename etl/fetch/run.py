"""Fetch everything that was asked; what fails is told at the end, the rest is fetched all the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import boundaries, odata_v3, odata_v4
from etl.fetch.client import Client, StorageError
from etl.fetch.jobs import Job, Outcome, Route
from etl.fetch.plan import SERIES, chosen_sources, plan
from etl.fetch.progress import Board, Track
from etl.settings import EtlSettings

ROUTES: Final[tuple[Route, ...]] = ("v4", "v3", "zip", "ogc")


@dataclass(frozen=True)
class FetchReport:
    """What a fetch did: outcomes in the order of the plan, failures as (job, message), and remarks on the plan."""

    outcomes: tuple[Outcome, ...]
    failures: tuple[tuple[Job, str], ...] = ()
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """One readable line per table, then the remarks."""
        texts = {
            "fetched": "fetched",
            "unchanged": "unchanged, not fetched again",
            "empty": "nothing for the wanted years",
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
        super().__init__("\n".join([head, *(f"  - {job.label}: {message}" for job, message in report.failures)]))


def fetch(
    settings: EtlSettings,
    sources: Sequence[str] = (),
    years: Sequence[int] | None = None,
    *,
    via: str | None = None,
    progress: bool | None = None,
    catalogue: Catalogue | None = None,
) -> FetchReport:
    """Bring the snapshots of `sources` (none: all) and `years` (None: all) under settings.raw_dir up to date.

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
    with Client(settings) as client, Board(progress) as board:
        jobs = plan(client, settings, catalogue, wanted, years, notes)
        if not jobs:
            raise FetchError("\n".join(["There is nothing to fetch for what was asked.", *notes]))

        def one(job: Job) -> Outcome | str:
            try:
                return _fetch_job(client, settings, job, route, board.track(job.label))
            except FetchError as error:
                return str(error)

        results = list(zip(jobs, _each(jobs, one, settings.parallel), strict=True))
    report = FetchReport(
        outcomes=tuple(result for _, result in results if isinstance(result, Outcome)),
        failures=tuple((job, result) for job, result in results if isinstance(result, str)),
        notes=tuple(notes),
    )
    if report.failures:
        raise FetchFailedError(report)
    return report


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
    for route in (forced,) if forced else job.routes:
        try:
            outcome = _take(client, settings, job, route, track, forced=forced is not None)
        except StorageError:  # another way would meet the same disk
            raise
        except FetchError as error:
            reasons.append(f"{route}: {error}")
        else:
            return replace(
                outcome, notes=tuple(f"{job.label}: taken via {outcome.via}, because {reason}" for reason in reasons)
            )
    raise FetchError(" ".join(reasons))


def _take(client: Client, settings: EtlSettings, job: Job, route: Route, track: Track, *, forced: bool) -> Outcome:
    if route == "v4":
        return odata_v4.fetch_table(client, job, settings.cbs_v4_url, settings.cbs_csv_url, track, forced=forced)
    if route == "v3":
        base: str = getattr(settings, SERIES[job.source_id].feed)
        return odata_v3.fetch_table(client, job, base, track, forced=forced)
    if route == "zip":
        return boundaries.fetch_zip(client, job, settings.boundaries_zip_urls, track)
    return boundaries.fetch_ogc(client, job, settings.pdok_ogc_url, track, forced=forced)
