"""What there is to fetch: the catalogue's tables, completed by what CBS's own catalogue and the map services list today."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch import plan_files
from etl.fetch.client import Client, DamagedError, with_query
from etl.fetch.desk import Desk, Wish
from etl.fetch.jobs import Job
from etl.fetch.pages import read_page
from etl.fetch.series import SERIES
from etl.settings import EtlSettings

#: Dimension of value and margins of a figure: whatever a locator means, all of it belongs together.
MARGINS: Final = "Marges"


@dataclass(frozen=True)
class Listed:
    """A table as the CBS catalogue lists it."""

    identifier: str
    year: int
    title: str


@dataclass(frozen=True)
class Plan:
    """All jobs, and the sources for which none could be made, with the reason."""

    jobs: tuple[Job, ...]
    failures: tuple[tuple[str, str], ...] = ()


def chosen_sources(wanted: Sequence[str]) -> tuple[str, ...]:
    """Ids of the sources to fetch; all when none is named. Raises FetchError for an unknown one."""
    if unknown := [name for name in wanted if name not in SERIES]:
        raise FetchError(f"Unknown source {', '.join(unknown)}. Choose from: {', '.join(SERIES)}.")
    return tuple(dict.fromkeys(wanted)) or tuple(SERIES)


def plan(desk: Desk, sources: Iterable[str], wish: Wish, *, named: bool = False) -> Plan:
    """All jobs for the sources. One that cannot be asked does not stop the others.

    Raises FetchError for a source that was named and that this version's catalogue does not have.
    """
    jobs: list[Job] = []
    failures: list[tuple[str, str]] = []
    for source_id in sources:
        if source_id not in desk.catalogue.sources:
            if named:
                raise FetchError(
                    f"catalogue/sources/{source_id}.yml is missing: this version of Buurtlens has no use for that source yet, "
                    "or the file was lost. Restore it from this software's release."
                )
            continue
        try:
            jobs += _PLANNERS[SERIES[source_id].kind](desk, source_id, wish)
        except FetchError as error:
            failures.append((source_id, str(error)))
    return Plan(tuple(jobs), tuple(failures))


def discover(client: Client, settings: EtlSettings, title: str) -> list[Listed]:
    """Current yearly tables whose title begins with `title`, newest first. Raises FetchError."""
    url = with_query(
        f"{settings.cbs_catalog_url.rstrip('/')}/Tables",
        format="json",
        filter=f"substringof('{title}',Title) and OutputStatus eq 'Regulier' and Language eq 'nl'",
        select="Identifier,Period,Title",
        orderby="Period desc",
    )

    def check(body: bytes) -> list[Listed]:
        rows = read_page(body).rows
        if any("Identifier" not in row or "Period" not in row for row in rows):
            raise DamagedError("a catalogue whose rows lack Identifier or Period")
        return [
            Listed(str(row["Identifier"]).strip(), int(row["Period"]), str(row.get("Title", "")))
            for row in rows
            if str(row["Period"]).strip().isdigit() and str(row.get("Title", title)).startswith(title)
        ]

    return sorted(client.get(url, check)[1], key=lambda table: table.year, reverse=True)


def tables_of(desk: Desk, source_id: str) -> dict[int, str]:
    """Table id per year: the YAML's, with new years and replaced ids from CBS's catalogue; the notes tell which."""
    known = dict(desk.catalogue.sources[source_id].tables)
    title = SERIES[source_id].title
    if not title:
        return known
    try:
        listed = discover(desk.client, desk.settings, title)
    except FetchError as error:
        desk.notes.append(
            f"{source_id}: the CBS catalogue could not be asked; "
            f"the tables of catalogue/sources/{source_id}.yml are taken. {error}"
        )
        return known
    for year, ids in _by_year(listed).items():
        if known.get(year) not in ids:
            found = max(ids)
            desk.notes.append(
                f"{source_id}: CBS lists table {found} for {year}, "
                f"catalogue/sources/{source_id}.yml says {known.get(year, 'none')}."
            )
            known[year] = found
    return known


def members_wanted(catalogue: Catalogue, source_id: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Of each dimension that every locator of a source narrows down: the members that any of them means."""
    wheres = [
        locator.where
        for indicator in catalogue.indicators.values()
        for locator in indicator.source
        if locator.series == source_id
    ]
    names = sorted(set.intersection(*(set(where) for where in wheres)) - {MARGINS}) if wheres else []
    return tuple((name, tuple(sorted({where[name] for where in wheres}))) for name in names)


def table_jobs(desk: Desk, source_id: str, tables: dict[int, str], wish: Wish) -> list[Job]:
    """A job per table of a source, newest first."""
    series = SERIES[source_id]
    holds_many = bool(series.split)
    wanted = tables
    if wish.years is not None and not holds_many:
        wanted = {year: tables[year] for year in wish.years if year in tables}
        if absent := sorted(set(wish.years) - tables.keys()):
            span = f"there are {min(tables)} to {max(tables)}"
            desk.notes.append(f"{source_id}: no table of {', '.join(map(str, absent))}; {span}.")
    elif series.newest_only:
        wanted = {max(tables): tables[max(tables)]}
    members = members_wanted(desk.catalogue, source_id)
    return [
        desk.job(
            source_id,
            table_id,
            year=min(year for year, identifier in wanted.items() if identifier == table_id),
            dataset=series.dataset,
            split=tuple(dict.fromkeys([*(name for name, _ in members), *series.split])),
            dense=series.dense,
            years=tuple(sorted(wish.years)) if wish.years is not None and holds_many else None,
            members=members,
        )
        for table_id in dict.fromkeys(identifier for _, identifier in sorted(wanted.items(), reverse=True))
    ]


def _tables(desk: Desk, source_id: str, wish: Wish) -> list[Job]:
    tables = tables_of(desk, source_id)
    if not tables:
        raise FetchError(f"catalogue/sources/{source_id}.yml lists no tables. Add `tables: {{year: id}}`.")
    return table_jobs(desk, source_id, tables, wish)


def _by_year(listed: Iterable[Listed]) -> dict[int, set[str]]:
    years: dict[int, set[str]] = {}
    for table in listed:
        years.setdefault(table.year, set()).add(table.identifier)
    return years


_PLANNERS: Final[dict[str, Callable[[Desk, str, Wish], list[Job]]]] = {
    "tables": _tables,
    "boundaries": plan_files.boundary_jobs,
    "editions": plan_files.edition_jobs,
    "squares": plan_files.square_jobs,
    "addresses": plan_files.address_jobs,
    "features": plan_files.feature_jobs,
    "coverages": plan_files.coverage_jobs,
}
