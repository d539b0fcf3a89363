"""Snapshots on disk: what one table or map gave, untouched, with a `.meta.yml` beside each file.

A table is gathered in a hidden folder beside its place and moved there when it is whole: readers never meet half a
table, the previous release stays in use until then, and an interrupted fetch finds its finished pages again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import yaml

from etl.fetch.client import writing

META_SUFFIX: Final = ".meta.yml"
_MANIFEST: Final = f"snapshot{META_SUFFIX}"


@dataclass(frozen=True)
class Origin:
    """What every file of one release has in common."""

    source_id: str
    table_id: str
    licence: str
    #: As the source says it; None where it says nothing.
    modified: str | None
    #: The way it came: v4, v3, zip, ogc, file, wfs or wcs.
    via: str
    #: Which members of its dimensions were asked for; empty for all.
    asked: str = ""


@dataclass(frozen=True)
class Manifest:
    """What a whole snapshot holds. `years` is None when nothing was left out."""

    modified: str | None
    via: str
    years: tuple[int, ...] | None
    files: dict[str, str]
    asked: str = ""

    def covers(self, years: Iterable[int] | None) -> bool:
        """Whether all wanted years (None: all there are) are in it."""
        return self.years is None or (years is not None and set(years) <= set(self.years))

    def same_release(self, modified: str | None, via: str) -> bool:
        """Whether the source's `modified` is that of this snapshot; v3 and v4 write it differently: compared by day."""
        if self.via == via:
            return self.modified == modified
        return (
            {self.via, via} == {"v3", "v4"} and bool(modified) and (self.modified or "")[:10] == (modified or "")[:10]
        )


class Snapshot:
    """One table's place on disk and the hidden folder in which its next release is gathered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.staging = folder.with_name(f".{folder.name}.fetching")
        self._old = folder.with_name(f".{folder.name}.old")
        if self._old.exists() and not folder.exists():  # stopped between the two renames of `finish`
            with writing(folder):
                self._old.rename(folder)

    def manifest(self) -> Manifest | None:
        """What the snapshot says it holds; None when there is none or one of its files is gone or changed."""
        manifest = _read_manifest(self.folder)
        if manifest and all(sha256(self.folder / name) == digest for name, digest in manifest.files.items()):
            return manifest
        return None

    def begin(self, origin: Origin) -> None:
        """Open the staging folder for a release, with finished files of the same release in it. Raises FetchError."""
        state = _read_manifest(self.staging)
        if state is None or (state.modified, state.via) != (origin.modified, origin.via):
            self.discard()
            with writing(self.staging):
                self.staging.mkdir(parents=True)
                _write_manifest(self.staging, Manifest(origin.modified, origin.via, (), {}))
                self._take_over(origin)
        for part in self.staging.rglob("*.part"):
            part.unlink()

    def finish(self, origin: Origin, years: Iterable[int] | None) -> None:
        """Move the gathered release to its place; files of the user's own stay there. Raises FetchError."""
        known = _read_manifest(self.folder)
        if known and years is not None and (known.modified, known.via) == (origin.modified, origin.via):
            years = None if known.years is None else {*known.years, *years}
        with writing(self.folder):
            files = {path.name: read_meta(path)["sha256"] for path in sorted(self.staging.iterdir()) if _has_meta(path)}
            span = None if years is None else tuple(sorted(years))
            _write_manifest(self.staging, Manifest(origin.modified, origin.via, span, files, origin.asked))
            self._rescue_foreign_files()
            shutil.rmtree(self._old, ignore_errors=True)
            if self.folder.exists():
                self.folder.rename(self._old)
            self.staging.rename(self.folder)
            shutil.rmtree(self._old, ignore_errors=True)

    def discard(self) -> None:
        """Throw away what was gathered."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def _take_over(self, origin: Origin) -> None:
        known = _read_manifest(self.folder)
        if known is None or (known.modified, known.via) != (origin.modified, origin.via):
            return
        for path in self.folder.iterdir():
            if _has_meta(path) and intact(path):
                for file in (path, meta_path(path)):
                    _link(file, self.staging / file.name)

    def _rescue_foreign_files(self) -> None:
        if not self.folder.exists():
            return
        for path in self.folder.iterdir():
            ours = path.name.endswith(META_SUFFIX) or _has_meta(path)
            if not ours and not (self.staging / path.name).exists():
                path.rename(self.staging / path.name)


def write_meta(path: Path, url: str, origin: Origin, **more: str | int) -> None:
    """Write `<path>.meta.yml`: url, retrieved, sha256, licence, modified, recorded, and `more`. Raises FetchError."""
    record: dict[str, Any] = {
        "source": origin.source_id,
        "table": origin.table_id,
        "url": url,
        "retrieved": datetime.now(UTC).isoformat(timespec="seconds"),
        "sha256": sha256(path),
        "licence": origin.licence,
        "modified": origin.modified,
        "recorded": True,
        **more,
    }
    _write_yaml(meta_path(path), record)


def read_meta(path: Path) -> dict[str, Any]:
    """The record beside a file; empty when there is none that can be read."""
    return _read_yaml(meta_path(path))


def meta_path(path: Path) -> Path:
    """Where the record of a file lives."""
    return path.with_name(path.name + META_SUFFIX)


def intact(path: Path) -> bool:
    """Whether a file is there and is byte for byte what its record says."""
    return path.is_file() and read_meta(path).get("sha256") == sha256(path)


def sha256(path: Path) -> str | None:
    """Digest of a file; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _has_meta(path: Path) -> bool:
    return path.is_file() and not path.name.endswith(META_SUFFIX) and meta_path(path).exists()


def _read_manifest(folder: Path) -> Manifest | None:
    record = _read_yaml(folder / _MANIFEST)
    if not isinstance(record.get("files"), dict) or "via" not in record:
        return None
    years = record.get("years")
    return Manifest(
        modified=record.get("modified"),
        via=record["via"],
        years=None if years is None else tuple(years),
        files=record["files"],
        asked=str(record.get("asked") or ""),
    )


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    years = None if manifest.years is None else list(manifest.years)
    asked = {"asked": manifest.asked} if manifest.asked else {}
    record = {"modified": manifest.modified, "via": manifest.via, "years": years, **asked, "files": manifest.files}
    _write_yaml(folder / _MANIFEST, record)


def _write_yaml(path: Path, record: dict[str, Any]) -> None:
    part = path.with_name(path.name + ".part")
    try:
        with writing(path):
            part.write_text(yaml.safe_dump(record, sort_keys=False, allow_unicode=True), encoding="utf-8")
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _read_yaml(path: Path) -> dict[str, Any]:
    try:
        record = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return record if isinstance(record, dict) else {}


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # other file system, or one without links
        shutil.copy2(source, target)
