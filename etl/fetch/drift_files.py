"""Files at fixed addresses and the boundary services: there, of the right kind, with the expected columns."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from etl.errors import ColumnError, LayoutError
from etl.fetch import boundaries
from etl.fetch.boundaries import collections_url
from etl.fetch.checks import NEW_ADDRESS, Check, Look, SourceCheck, wrong_format
from etl.fetch.client import DamagedError, NotFoundError
from etl.fetch.desk import Desk, newest_year
from etl.fetch.jobs import WantedFile
from etl.fetch.plan_files import SQUARE_SIZES, address_file, edition_files, square_file
from etl.fetch.series import BOUNDARIES
from etl.sources.klimaateffectatlas import adapter as klimaateffectatlas
from etl.sources.klimaateffectatlas import columns

T = TypeVar("T")
_START_BYTES: Final = 200_000


def check_boundaries(look: Look, source_id: str) -> Iterator[Check]:
    """The zip of CBS and the features of PDOK."""
    yield Check("GeoPackage zip", partial(_zip, look, source_id))
    yield Check("OGC API of PDOK", partial(_ogc, look, source_id))


def check_editions(look: Look, source_id: str) -> Iterator[Check]:
    """Files of which the settings hold the address; those that describe themselves are also held against the catalogue."""
    for name, files in edition_files(_desk(look), source_id):
        if source_id == klimaateffectatlas.SOURCE_ID:
            yield Check(name, partial(_table_with_list, look, source_id, name, files))
        else:
            for file in files:
                yield Check(file.name, partial(_file, look, source_id, name, file))


def check_squares(look: Look, source_id: str) -> Iterator[Check]:
    """The newest squares of each size."""
    for size in SQUARE_SIZES:
        yield Check(f"squares of {size} m", partial(_squares, look, source_id, size))


def check_addresses(look: Look, source_id: str) -> Iterator[Check]:
    """The newest file with addresses."""
    urls = look.settings.address_urls
    year = max(urls)
    yield Check(f"addresses of {year}", partial(_file, look, source_id, str(year), address_file(urls[year])))


def _desk(look: Look) -> Desk:
    return Desk(look.client, look.settings, look.catalogue, [])


def _file(look: Look, source_id: str, name: str, file: WantedFile) -> Iterator[SourceCheck]:
    remote = look.client.head(file.url)
    subject = f"addresses of {name}" if name.isdigit() else file.name
    faults = list(wrong_format(source_id, subject, remote, look.folder(source_id, name) / file.name))
    size = f", {remote.size / 1e6:,.1f} MB" if remote.size else ""
    ok = SourceCheck(source_id, subject, "ok", f"{file.url}{size}, changed {remote.changed or 'unknown'}")
    yield from faults or [ok]


def _squares(look: Look, source_id: str, size: int) -> Iterator[SourceCheck]:
    subject = f"squares of {size} m"
    year, file = square_file(_desk(look), size, None)
    remote = look.client.head(file.url)
    known = look.folder(source_id, f"{size}m_{year}") / file.name
    yield from list(wrong_format(source_id, subject, remote, known)) or [
        SourceCheck(source_id, subject, "ok", f"{file.url}, figures of {year}")
    ]


def _table_with_list(look: Look, source_id: str, name: str, files: tuple[WantedFile, ...]) -> Iterator[SourceCheck]:
    """The header of the table, and the list of indicators by which its columns are found."""
    table, listing = files
    header = look.client.start_of(table.url, _START_BYTES, lambda body: _header(body, table))
    _, body = look.client.get(listing.url, lambda answer: answer)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / listing.name
        path.write_bytes(body)
        try:
            listed = columns.read_list(path)
        except LayoutError as error:
            yield SourceCheck(source_id, name, "drift", str(error).replace(str(path), listing.url), NEW_ADDRESS)
            return
    found = False
    for indicator_id, indicator in look.catalogue.indicators.items():
        for locator in indicator.source:
            if locator.series != source_id:
                continue
            try:
                columns.resolve(locator, listed, header)
            except ColumnError as error:
                found = True
                remedy = f"Correct `column` in etl/catalogue/indicators/{indicator_id}.yml."
                yield SourceCheck(source_id, name, "drift", f"{indicator_id}: {error}", remedy)
    if not found:
        detail = f"{len(header)} columns, {len(listed)} titles; every column the catalogue names is there"
        yield SourceCheck(source_id, name, "ok", detail)


def _header(body: bytes, table: WantedFile) -> list[str]:
    """Cells of the first line of a table of which the beginning came. Raises DamagedError."""
    if table.form == "gzip":
        try:
            body = zlib.decompressobj(31).decompress(body)
        except zlib.error as error:
            raise DamagedError(f"{table.url} gives no gzip file any more", NEW_ADDRESS) from error
    first = body.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    if table.sign not in first.casefold():
        raise DamagedError(f"a table without '{table.sign}' in its first line: '{first[:80]}'", NEW_ADDRESS)
    return [cell.strip().strip('"') for cell in first.split(";")]


def _zip(look: Look, source_id: str) -> Iterator[SourceCheck]:
    remote = _newest(look, lambda year: boundaries.find_zip(look.client, look.settings.boundaries_zip_urls, year))
    size = f", {remote.size / 1e6:,.0f} MB" if remote.size else ""
    ok = SourceCheck(source_id, "GeoPackage zip", "ok", f"{remote.url}{size}, changed {remote.changed or 'unknown'}")
    yield from list(wrong_format(source_id, "GeoPackage zip", remote)) or [ok]


def _ogc(look: Look, source_id: str) -> Iterator[SourceCheck]:
    def names_of(year: int) -> set[str]:
        return look.client.get(collections_url(look.settings.pdok_ogc_url, year), _collections)[1]

    names = _newest(look, names_of)
    missing = [level for level in boundaries.LEVELS if level not in names]
    if missing:
        detail = f"no collection {', '.join(missing)}; there are {', '.join(sorted(names))}"
        remedy = "Use the zip; report it to the makers of this software."
        yield SourceCheck(source_id, "OGC API of PDOK", "drift", detail, remedy)
    else:
        yield SourceCheck(BOUNDARIES, "OGC API of PDOK", "ok", f"collections {', '.join(boundaries.LEVELS)}")


def _newest(look: Look, ask: Callable[[int], T]) -> T:
    """Answer for the newest year, or for one of the two before: maps appear some months after the first figures."""
    year = newest_year(look.catalogue)
    for earlier in (year, year - 1):
        try:
            return ask(earlier)
        except NotFoundError:
            continue
    return ask(year - 2)


def _collections(body: bytes) -> set[str]:
    try:
        return {str(item["id"]) for item in json.loads(body)["collections"]}
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedError("an answer that lists no collections") from error
