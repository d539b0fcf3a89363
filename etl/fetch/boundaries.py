"""The Wijk- en Buurtkaart of a year: CBS's zip with a GeoPackage, or else the features of PDOK's OGC API."""

from __future__ import annotations

import json
import shutil
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from etl.errors import FetchError
from etl.fetch.client import Client, DamagedError, NotFoundError, Remote, glimpse, writing
from etl.fetch.jobs import Job, Outcome
from etl.fetch.progress import Track
from etl.fetch.snapshot import Origin, Snapshot, intact, write_meta

LEVELS: Final = ("gemeenten", "wijken", "buurten")
_VERSIONS: Final = (3, 2, 1)
_PAGE: Final = 1000


def find_zip(client: Client, patterns: tuple[str, ...], year: int) -> Remote:
    """The newest version of a year's zip. Raises NotFoundError naming every address that was tried."""
    tried: list[str] = []
    for version in _VERSIONS:
        for pattern in patterns:
            url = pattern.format(year=year, version=version)
            try:
                return client.head(url)
            except NotFoundError:
                tried.append(url)
    raise NotFoundError(
        f"No Wijk- en Buurtkaart of {year} at any of: {', '.join(tried)}. Choose another --year or use --via ogc."
    )


def fetch_zip(client: Client, job: Job, patterns: tuple[str, ...], track: Track) -> Outcome:
    """Bring wijkenbuurten_<year>.gpkg up to date from CBS's zip. Raises FetchError."""
    remote = find_zip(client, patterns, int(job.table_id))
    modified = remote.changed or remote.url
    snapshot = Snapshot(job.folder)
    known = snapshot.manifest()
    if known and known.same_release(modified, "zip"):
        return Outcome.unchanged(job, "zip")
    origin = Origin(job.source_id, job.table_id, job.licence, modified, "zip")
    snapshot.begin(origin)
    archive = snapshot.staging / Path(urlsplit(remote.url).path).name
    member = client.download(remote.url, archive, _gpkg_in, track.bytes)
    target = snapshot.staging / f"wijkenbuurten_{job.table_id}.gpkg"
    try:
        _unpack(archive, member, target)
    finally:
        archive.unlink()
    write_meta(target, remote.url, origin, member=member)
    snapshot.finish(origin, None)
    return Outcome.fetched(job, "zip", 0)


def fetch_ogc(client: Client, job: Job, pattern: str, track: Track, *, forced: bool = False) -> Outcome:
    """Bring the GeoJSON pages of the three levels of a year up to date from PDOK. Raises FetchError.

    The geometry of a year never changes once published, so a whole snapshot stays as it is.
    """
    base = pattern.format(year=job.table_id).rstrip("/")
    snapshot = Snapshot(job.folder)
    known = snapshot.manifest()
    if known and (known.via == "ogc" or not forced):
        return Outcome.unchanged(job, known.via)
    origin = Origin(job.source_id, job.table_id, job.licence, None, "ogc")
    snapshot.begin(origin)
    total = sum(
        _feature_pages(
            client,
            items_url(base, level, job.gemeente),
            base,
            snapshot.staging / f"{level}_{job.table_id}",
            origin,
            track,
        )
        for level in (LEVELS[1:] if job.gemeente else LEVELS)
    )
    if not total:
        snapshot.discard()
        return Outcome.empty(job, "ogc")
    snapshot.finish(origin, None)
    return Outcome.fetched(job, "ogc", total)


def collections_url(pattern: str, year: int) -> str:
    """List of what the boundary service has of a year."""
    return f"{pattern.format(year=year).rstrip('/')}/collections?f=json"


def items_url(base: str, level: str, gemeente: str | None = None) -> str:
    """Address of the features of a level, of one gemeente where its code is given."""
    only = f"&gemeentecode={gemeente}" if gemeente else ""
    return f"{base}/collections/{level}/items?f=json&limit={_PAGE}{only}"


def read_features(body: bytes) -> dict[str, Any]:
    """A FeatureCollection. Raises DamagedError when it is cut off or something else."""
    try:
        answer = json.loads(body)
    except ValueError as error:
        raise DamagedError(
            f"an answer of {len(body):,} bytes that is no whole JSON, beginning with {glimpse(body)}"
        ) from error
    if not isinstance(answer, dict) or not isinstance(answer.get("features"), list):
        raise DamagedError(f"JSON without a list 'features', beginning with {glimpse(body)}")
    promised = answer.get("numberReturned")
    if isinstance(promised, int) and promised != len(answer["features"]):
        raise DamagedError(f"a page of {len(answer['features'])} features that promises {promised}")
    return answer


def keep_page(client: Client, url: str, path: Path, origin: Origin, track: Track) -> dict[str, Any]:
    """One page of features as it came, kept at `path`; one that is there whole is not asked again. Raises FetchError."""
    if intact(path):
        page = read_features(path.read_bytes())
    else:
        page = client.download(url, path, lambda part: read_features(part.read_bytes()), track.bytes)
        write_meta(path, url, origin, rows=len(page["features"]))
    track.rows(len(page["features"]))
    return page


def _feature_pages(client: Client, first: str, base: str, stem: Path, origin: Origin, track: Track) -> int:
    """Keep all pages of one level as <stem>.000.json, .001.json ...; number of features."""
    url = first
    seen: set[str] = set()
    count = 0
    while True:
        if url in seen:
            raise FetchError(f"{url}: the pages of the service run in a circle. Report it to PDOK; try again later.")
        path = stem.with_name(f"{stem.name}.{len(seen):03d}.json")
        seen.add(url)
        page = keep_page(client, url, path, origin, track)
        count += len(page["features"])
        link = next((item["href"] for item in page.get("links", []) if item.get("rel") == "next"), None)
        if link is None:
            matched = page.get("numberMatched")
            if isinstance(matched, int) and count < matched:
                raise FetchError(
                    f"{first}: {count:,} features came of the {matched:,} that the service promises. Fetch again later."
                )
            return count
        if "/collections/" not in link:
            raise FetchError(
                f"{link}: the next page lies outside the collection. Nothing was followed; run `etl check-sources`."
            )
        url = f"{base}/collections/{link.split('/collections/', 1)[1]}"


def _gpkg_in(path: Path) -> str:
    """Name of the one GeoPackage in a zip.

    Raises DamagedError when the zip is broken, FetchError when it holds another format.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".gpkg")]
            if len(names) == 1:
                return names[0]
            found = ", ".join(archive.namelist()[:8]) or "nothing"
    except (zipfile.BadZipFile, zlib.error) as error:
        raise DamagedError(f"an answer of {path.stat().st_size:,} bytes that is no whole zip") from error
    raise FetchError(
        f"The zip of the Wijk- en Buurtkaart holds {len(names)} GeoPackages ({found}). Use --via ogc, "
        "or unpack it yourself and give that folder with --raw."
    )


def _unpack(archive: Path, member: str, target: Path) -> None:
    part = target.with_name(target.name + ".part")
    try:
        with (
            zipfile.ZipFile(archive) as zipped,
            zipped.open(member) as source,
            writing(target),
            part.open("wb") as file,
        ):
            shutil.copyfileobj(source, file, 1 << 20)
        with writing(target):
            part.replace(target)
    except (zipfile.BadZipFile, zlib.error) as error:
        raise FetchError(f"{archive.name}: the GeoPackage in it is damaged ({error}). Fetch again.") from error
    finally:
        part.unlink(missing_ok=True)
