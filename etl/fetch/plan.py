"""Which tables there are to fetch: the catalogue's YAML, completed by what CBS's own catalogue lists today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from etl.catalogue.schema import Catalogue
from etl.errors import FetchError
from etl.fetch.boundaries import find_zip
from etl.fetch.client import Client, DamagedError, NotFoundError, with_query
from etl.fetch.jobs import Job, Route
from etl.fetch.pages import read_page
from etl.settings import EtlSettings


@dataclass(frozen=True)
class Series:
    """How the tables of a source are had; which tables they are stands in catalogue/sources/<id>.yml."""

    routes: tuple[Route, ...]
    #: How the titles of its yearly tables begin in CBS's catalogue; empty: tables only from the YAML.
    title: str = ""
    #: Setting with the address of its v3 feed.
    feed: str = "cbs_feed_url"
    dataset: str = "TypedDataSet"
    #: One table holds several years; it is asked in parts by these dimensions.
    split: tuple[str, ...] = ()


BOUNDARIES: Final = "cbs_wijkbuurtkaart"
SERIES: Final[dict[str, Series]] = {
    "cbs_kwb": Series(("v4", "v3"), title="Kerncijfers wijken en buurten"),
    # Only v3 carries the titles and units that tell all its counts within reach apart.
    "cbs_nabijheid": Series(("v3", "v4"), title="Nabijheid voorzieningen; afstand locatie"),
    "rivm_gezondheid": Series(
        ("v3",), feed="dataderden_feed_url", dataset="UntypedDataSet", split=("Perioden", "Leeftijd")
    ),
    BOUNDARIES: Series(("zip", "ogc")),
}


@dataclass(frozen=True)
class Listed:
    """A table as the CBS catalogue lists it."""

    identifier: str
    year: int
    title: str


def chosen_sources(wanted: Sequence[str]) -> tuple[str, ...]:
    """Ids of the sources to fetch; all when none is named. Raises FetchError for an unknown one."""
    if unknown := [name for name in wanted if name not in SERIES]:
        raise FetchError(f"Unknown source {', '.join(unknown)}. Choose from: {', '.join(SERIES)}.")
    return tuple(dict.fromkeys(wanted)) or tuple(SERIES)


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


def tables_of(
    client: Client, settings: EtlSettings, catalogue: Catalogue, source_id: str, notes: list[str]
) -> dict[int, str]:
    """Table id per year: the YAML's, with new years and replaced ids from CBS's catalogue; `notes` tells which."""
    known = dict(catalogue.sources[source_id].tables)
    title = SERIES[source_id].title
    if not title:
        return known
    try:
        listed = discover(client, settings, title)
    except FetchError as error:
        notes.append(
            f"{source_id}: the CBS catalogue could not be asked; "
            f"the tables of catalogue/sources/{source_id}.yml are taken. {error}"
        )
        return known
    for year, ids in _by_year(listed).items():
        if known.get(year) not in ids:
            newest = max(ids)
            notes.append(
                f"{source_id}: CBS lists table {newest} for {year}, "
                f"catalogue/sources/{source_id}.yml says {known.get(year, 'none')}."
            )
            known[year] = newest
    return known


def plan(
    client: Client,
    settings: EtlSettings,
    catalogue: Catalogue,
    sources: Iterable[str],
    years: Sequence[int] | None,
    notes: list[str],
) -> list[Job]:
    """All jobs for the wanted sources and years (None: all tables, and the newest boundary map). Raises FetchError."""
    jobs: list[Job] = []
    for source_id in sources:
        if source_id not in catalogue.sources:
            raise FetchError(f"catalogue/sources/{source_id}.yml is missing. Restore it from this software's release.")
        if source_id == BOUNDARIES:
            wanted = _boundary_years(client, settings, catalogue, years)
            jobs += [_boundaries(settings, catalogue, year) for year in wanted]
            continue
        tables = tables_of(client, settings, catalogue, source_id, notes)
        if not tables:
            raise FetchError(f"catalogue/sources/{source_id}.yml lists no tables. Add `tables: {{year: id}}`.")
        jobs += _tables(settings, catalogue, source_id, tables, years, notes)
    return jobs


def _tables(
    settings: EtlSettings,
    catalogue: Catalogue,
    source_id: str,
    tables: dict[int, str],
    years: Sequence[int] | None,
    notes: list[str],
) -> list[Job]:
    series = SERIES[source_id]
    holds_many = bool(series.split)
    wanted = tables if years is None or holds_many else {year: tables[year] for year in years if year in tables}
    if years is not None and not holds_many and (absent := sorted(set(years) - tables.keys())):
        span = f"there are {min(tables)} to {max(tables)}"
        notes.append(f"{source_id}: no table of {', '.join(map(str, absent))}; {span}.")
    return [
        Job(
            source_id=source_id,
            table_id=table_id,
            folder=_folder(settings, source_id, table_id),
            licence=catalogue.sources[source_id].licence,
            routes=series.routes,
            year=min(year for year, identifier in wanted.items() if identifier == table_id),
            dataset=series.dataset,
            split=series.split,
            years=tuple(sorted(years)) if years is not None and holds_many else None,
        )
        for table_id in dict.fromkeys(identifier for _, identifier in sorted(wanted.items(), reverse=True))
    ]


def _boundaries(settings: EtlSettings, catalogue: Catalogue, year: int) -> Job:
    return Job(
        source_id=BOUNDARIES,
        table_id=str(year),
        folder=_folder(settings, BOUNDARIES, str(year)),
        licence=catalogue.sources[BOUNDARIES].licence,
        routes=SERIES[BOUNDARIES].routes,
        year=year,
    )


def _boundary_years(
    client: Client, settings: EtlSettings, catalogue: Catalogue, years: Sequence[int] | None
) -> list[int]:
    """The wanted years, else the newest map there is: it appears some months after the first figures of its year."""
    if years is not None:
        return sorted(set(years), reverse=True)
    newest = newest_year(catalogue)
    for year in (newest, newest - 1, newest - 2):
        try:
            find_zip(client, settings.boundaries_zip_urls, year)
        except NotFoundError:
            continue
        except FetchError:
            break
        return [year]
    return [newest]


def newest_year(catalogue: Catalogue) -> int:
    """Newest year that the catalogue names a map or Kerncijfers of."""
    known = [catalogue.sources[name].tables for name in (BOUNDARIES, "cbs_kwb") if name in catalogue.sources]
    return max((year for tables in known for year in tables), default=2024)


def _folder(settings: EtlSettings, source_id: str, table_id: str) -> Path:
    return settings.raw_dir / source_id / table_id


def _by_year(listed: Iterable[Listed]) -> dict[int, set[str]]:
    years: dict[int, set[str]] = {}
    for table in listed:
        years.setdefault(table.year, set()).add(table.identifier)
    return years
