"""Jobs for what is no table: boundaries, editions of files, squares, addresses, and layers of map services."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from etl.errors import FetchError
from etl.fetch import layers
from etl.fetch.boundaries import find_zip
from etl.fetch.client import NotFoundError
from etl.fetch.desk import Desk, Wish, newest_year
from etl.fetch.files import name_in, newest
from etl.fetch.jobs import Job, Layer, WantedFile
from etl.fetch.series import ADDRESS_YEARS, SERIES

SQUARE_SIZES: Final = (100, 500)
_SQUARE_VERSIONS: Final = (2, 1)
#: Squares come out a year or two after the year of their figures.
_SQUARE_YEARS: Final = 3
_LEVEL_ENDINGS: Final = ("_per_buurt", "_per_wijk", "_per_gemeente")


def edition_files(desk: Desk, source_id: str) -> list[tuple[str, tuple[WantedFile, ...]]]:
    """(name of the folder, files) of a source of which the settings hold the address of each edition."""
    urls = desk.urls(source_id)
    if all(name_in(url).lower().endswith(".zip") for url in urls):
        return [(Path(name_in(url)).stem, (WantedFile(url, name_in(url), "zip", ".csv"),)) for url in urls]
    table, names = urls
    listing = WantedFile(names, "indicatoren.csv", "text", "titel")
    form = "gzip" if table.endswith(".gz") else "text"
    return [(name_in(table).split(".")[0], (WantedFile(table, name_in(table), form, "buurtcode"), listing))]  # type: ignore[arg-type]


def square_file(desk: Desk, size: int, years: Sequence[int] | None) -> tuple[int, WantedFile]:
    """Year and file of the newest squares of a size that are out. Raises NotFoundError, FetchError."""
    last = newest_year(desk.catalogue)
    span = sorted(years, reverse=True) if years is not None else range(last, last - _SQUARE_YEARS, -1)
    found = {
        desk.settings.squares_url.format(size=size, edition=year + 1, year=year, version=version): year
        for year in span
        for version in _SQUARE_VERSIONS
    }
    remote = newest(desk.client, list(found), f"A map of squares of {size} m")
    return found[remote.url], WantedFile(remote.url, name_in(remote.url), "zip", ".gpkg")


def layer_choices(desk: Desk, source_id: str, years: Sequence[int] | None) -> list[tuple[int, Layer]]:
    """(year, layer) that the catalogue's expressions mean in what the map services list today; notes on what is not there."""
    service = "WFS" if SERIES[source_id].kind == "features" else "WCS"
    found = layers.all_listed(desk.client, desk.urls(source_id), service)
    chosen: dict[Layer, int] = {}
    for pattern in layers.patterns_of(desk.catalogue, source_id):
        matches = layers.choose(found, pattern, years)
        chosen |= {layer: year for year, layer in matches}
        if not matches and years is None:
            desk.notes.append(
                f"{source_id}: no layer for {pattern.indicator_id} (sought {pattern.expression}; nearest: "
                f"{layers.nearest(found, pattern)}). A file downloaded by hand can be laid in the raw folder."
            )
    return [(year, layer) for layer, year in chosen.items()]


def table_name(layer: Layer) -> str:
    """Name of the table that a layer is part of: layers of the three levels are one table."""
    name = layer.plain
    for ending in _LEVEL_ENDINGS:
        name = name.removesuffix(ending)
    return name


def boundary_jobs(desk: Desk, source_id: str, wish: Wish) -> list[Job]:
    """A job per wanted year of the boundary map. Raises FetchError."""
    return [desk.job(source_id, str(year), year=year) for year in _boundary_years(desk, wish.years)]


def _boundary_years(desk: Desk, years: Sequence[int] | None) -> list[int]:
    """The wanted years, else the newest map there is: it appears some months after the first figures of its year."""
    if years is not None:
        return sorted(set(years), reverse=True)
    last = newest_year(desk.catalogue)
    for year in (last, last - 1, last - 2):
        try:
            find_zip(desk.client, desk.settings.boundaries_zip_urls, year)
        except NotFoundError:
            continue
        except FetchError:
            break
        return [year]
    return [last]


def edition_jobs(desk: Desk, source_id: str, wish: Wish) -> list[Job]:
    """A job per edition; an edition holds all its years."""
    del wish  # an edition holds all its years
    return [desk.job(source_id, name, files=files) for name, files in edition_files(desk, source_id)]


def square_jobs(desk: Desk, source_id: str, wish: Wish) -> list[Job]:
    """A job per size of squares that is out. Raises NotFoundError when none is, FetchError."""
    jobs: list[Job] = []
    errors: list[NotFoundError] = []
    for size in SQUARE_SIZES:
        try:
            year, file = square_file(desk, size, wish.years)
        except NotFoundError as error:
            errors.append(error)
        else:
            jobs.append(desk.job(source_id, f"{size}m_{year}", year=year, files=(file,)))
    if not jobs and wish.years is None:
        raise errors[0]
    desk.notes += [f"{source_id}: {error}" for error in errors]
    return jobs


def address_file(url: str) -> WantedFile:
    """A file with all addresses."""
    return WantedFile(url, name_in(url), "zip", ".csv")


def address_jobs(desk: Desk, source_id: str, wish: Wish) -> list[Job]:
    """A job per wanted year of addresses, else of the newest years."""
    known = desk.settings.address_urls
    years = sorted(known, reverse=True)[:ADDRESS_YEARS] if wish.years is None else [y for y in wish.years if y in known]
    if absent := sorted(set(wish.years or ()) - known.keys()):
        desk.notes.append(
            f"{source_id}: no addresses of {', '.join(map(str, absent))}; there are {min(known)} to {max(known)}."
        )
    return [
        desk.job(
            source_id,
            str(year),
            year=year,
            files=(address_file(known[year]),),
        )
        for year in years
    ]


def feature_jobs(desk: Desk, source_id: str, wish: Wish) -> list[Job]:
    """A job per layer of features, its levels together. Raises FetchError."""
    tables: dict[str, list[tuple[int, Layer]]] = {}
    for year, layer in layer_choices(desk, source_id, wish.years):
        tables.setdefault(table_name(layer), []).append((year, layer))
    return [
        desk.job(source_id, name, year=found[0][0], layers=tuple(layer for _, layer in found))
        for name, found in tables.items()
    ]


def coverage_jobs(desk: Desk, source_id: str, wish: Wish) -> list[Job]:
    """A job per map. Raises FetchError."""
    return [
        desk.job(source_id, layer.plain, year=year, layers=(layer,), large=wish.large)
        for year, layer in layer_choices(desk, source_id, wish.years)
    ]
