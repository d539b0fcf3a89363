"""A whole table in one request: the CSV zip of StatLine's OData v4."""

from __future__ import annotations

import json
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from etl.errors import FetchError
from etl.fetch.client import Client, DamagedError, glimpse, glimpse_of
from etl.fetch.jobs import Job, Outcome
from etl.fetch.progress import Track
from etl.fetch.snapshot import Origin, Snapshot, intact, write_meta

VIA: Final = "v4"
_NEEDED: Final = ("Observations.csv", "MeasureCodes.csv")
_COLUMNS: Final = ("Id", "Measure", "Value")


@dataclass(frozen=True)
class Properties:
    """What a v4 table says about itself."""

    identifier: str
    title: str
    modified: str
    observations: int | None
    #: Address of the licence; empty where it is not told.
    licence: str = ""


def properties_url(base: str, table_id: str) -> str:
    """Address of a table's Properties."""
    return f"{base.rstrip('/')}/{table_id}/Properties"


def csv_url(base: str, table_id: str) -> str:
    """Address of a table's CSV zip."""
    return f"{base.rstrip('/')}/{table_id}"


def read_properties(body: bytes) -> Properties:
    """Properties, one object without an envelope. Raises DamagedError when it is none."""
    try:
        record = json.loads(body)
    except ValueError as error:
        raise DamagedError(f"Properties that are no whole JSON, beginning with {glimpse(body)}") from error
    if not isinstance(record, dict) or not record.get("Modified"):
        raise DamagedError(f"Properties without Modified, beginning with {glimpse(body)}")
    count = record.get("ObservationCount")
    return Properties(
        identifier=str(record.get("Identifier", "")),
        title=str(record.get("Title", "")),
        modified=str(record["Modified"]),
        observations=count if isinstance(count, int) and count > 0 else None,
        licence=str(record.get("License") or ""),
    )


def fetch_table(
    client: Client, job: Job, v4_base: str, csv_base: str, track: Track, *, forced: bool = False
) -> Outcome:
    """Bring the snapshot of a table up to date from its CSV zip. Raises FetchError."""
    _, properties = client.get(properties_url(v4_base, job.table_id), read_properties)
    snapshot = Snapshot(job.folder)
    known = snapshot.manifest()
    if known and known.same_release(properties.modified, VIA) and (known.via == VIA or not forced):
        return Outcome.unchanged(job, known.via)

    origin = Origin(job.source_id, job.table_id, job.licence, properties.modified, VIA)
    snapshot.begin(origin)
    path = snapshot.staging / f"{job.table_id}.csv.zip"
    url = csv_url(csv_base, job.table_id)
    track.expect(properties.observations)
    rows = check_zip(path) if intact(path) else client.download(url, path, check_zip, track.bytes)
    track.rows(rows)
    if properties.observations is not None and rows < properties.observations:
        snapshot.discard()
        raise FetchError(
            f"{url}: {rows:,} observations came of the {properties.observations:,} that Properties promises. "
            "Try again later, or take the other way with --via v3."
        )
    write_meta(path, url, origin, rows=rows)
    snapshot.finish(origin, None)
    return Outcome.fetched(job, VIA, rows)


def check_zip(path: Path) -> int:
    """Number of observations in a CSV zip. Raises DamagedError when it is cut off or is not such a zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            if broken := archive.testzip():
                raise DamagedError(f"a zip in which {broken} is damaged")
            if absent := [name for name in _NEEDED if name not in archive.namelist()]:
                raise DamagedError(
                    f"a zip without {' and '.join(absent)} (it holds {', '.join(archive.namelist()) or 'nothing'})"
                )
            with archive.open(_NEEDED[0]) as lines:
                header = [name.strip('"') for name in next(lines, b"").decode("utf-8-sig").strip().split(";")]
                if lacking := [name for name in _COLUMNS if name not in header]:
                    raise DamagedError(
                        f"Observations.csv without column {', '.join(lacking)} (it has {', '.join(header)})"
                    )
                rows = sum(1 for line in lines if line.strip())
                if not rows:
                    raise DamagedError("a zip without a single observation")
                return rows
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise DamagedError(
            f"an answer of {path.stat().st_size:,} bytes that is no whole zip, beginning with {glimpse_of(path)}"
        ) from error
