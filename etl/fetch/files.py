"""Files at a fixed address: zips and CSVs, fetched again only when the server tells of a change."""

from __future__ import annotations

import gzip
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from etl.errors import FetchError
from etl.fetch.client import ChangedError, Client, DamagedError, NotFoundError, Remote, glimpse, glimpse_of
from etl.fetch.jobs import Job, Outcome, WantedFile
from etl.fetch.progress import Track
from etl.fetch.snapshot import Origin, Snapshot, intact, write_meta

VIA = "file"
_HEAD_BYTES = 65_536


def name_in(url: str) -> str:
    """File name at the end of an address."""
    return Path(urlsplit(url).path).name


def fetch_files(client: Client, job: Job, track: Track) -> Outcome:
    """Bring the files of a job up to date, all of one edition together. Raises FetchError."""
    modified = "; ".join(release_of(client, wanted) for wanted in job.files)
    snapshot = Snapshot(job.folder)
    known = snapshot.manifest()
    if known and known.same_release(modified, VIA):
        return Outcome.unchanged(job, VIA)
    origin = Origin(job.source_id, job.table_id, job.licence, modified, VIA)
    snapshot.begin(origin)
    for wanted in job.files:
        path = snapshot.staging / wanted.name
        if not intact(path):
            client.download(wanted.url, path, checked(wanted), track.bytes)
            write_meta(path, wanted.url, origin)
    snapshot.finish(origin, None)
    return Outcome.fetched(job, VIA, 0)


def release_of(client: Client, wanted: WantedFile) -> str:
    """What tells one edition of a file from the next: what the server says of it, else a digest of a text.

    Raises NotFoundError, FetchError.
    """
    try:
        remote = client.head(wanted.url)
    except NotFoundError:
        raise
    except FetchError:
        if (
            wanted.form != "text"
        ):  # a server that answers no HEAD; a large file is not fetched to learn whether to fetch it
            return wanted.url
        remote = Remote(wanted.url, None, None)
    if remote.changed or wanted.form != "text":
        return remote.changed or (f"{remote.size} bytes" if remote.size else wanted.url)
    body, _ = client.get(wanted.url, lambda body: body)
    return f"sha256 {hashlib.sha256(body).hexdigest()}"


def newest(client: Client, candidates: Sequence[str], what: str) -> Remote:
    """The first address that exists. Raises NotFoundError naming every one that was tried, FetchError."""
    for url in candidates:
        try:
            return client.head(url)
        except NotFoundError:
            continue
    raise NotFoundError(f"{what} is at none of: {', '.join(candidates)}. Correct the BUURTLENS_..._URL setting.")


def checked(wanted: WantedFile) -> Callable[[Path], str]:
    """A check of one file that gives what it found: the member of the zip, or the first line. It raises DamagedError."""
    return {"zip": _zip_member, "gzip": _gzip_line, "text": _text_line}[wanted.form](wanted)


def _zip_member(wanted: WantedFile) -> Callable[[Path], str]:
    def check(path: Path) -> str:
        try:
            with zipfile.ZipFile(path) as archive:
                if broken := archive.testzip():
                    raise DamagedError(f"a zip in which {broken} is damaged")
                names = archive.namelist()
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise DamagedError(_unlike(path, "whole zip")) from error
        found = next((name for name in names if name.lower().endswith(wanted.sign)), None)
        if found is None:
            raise ChangedError(
                f"{wanted.url}: the zip holds no {wanted.sign} (but {', '.join(names[:8]) or 'nothing'}). "
                "The source changed its format: run `etl check-sources`, or fetch an older edition."
            )
        return found

    return check


def _gzip_line(wanted: WantedFile) -> Callable[[Path], str]:
    def check(path: Path) -> str:
        try:
            with gzip.open(path, "rb") as lines:
                first = lines.readline(_HEAD_BYTES)
                while lines.read(1 << 20):
                    pass  # to the end: a cut file fails here
        except (OSError, EOFError, zlib.error) as error:
            raise DamagedError(_unlike(path, "whole gzip file")) from error
        return _with_sign(first, wanted)

    return check


def _text_line(wanted: WantedFile) -> Callable[[Path], str]:
    def check(path: Path) -> str:
        with path.open("rb") as lines:
            return _with_sign(lines.readline(_HEAD_BYTES), wanted)

    return check


def _with_sign(first: bytes, wanted: WantedFile) -> str:
    text = first.decode("utf-8-sig", "replace").strip()
    if wanted.sign not in text.casefold():
        raise DamagedError(f"a file without '{wanted.sign}' in its first line, which begins with {glimpse(first)}")
    return text


def _unlike(path: Path, what: str) -> str:
    return f"an answer of {path.stat().st_size:,} bytes that is no {what}, beginning with {glimpse_of(path)}"
