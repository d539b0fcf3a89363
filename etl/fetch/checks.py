"""One thing that was looked at in a live source, and what the looking needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, NamedTuple

from etl.catalogue.schema import Catalogue
from etl.fetch.client import Client, Remote
from etl.fetch.snapshot import Snapshot, read_meta
from etl.settings import EtlSettings

#: `news` is a newer release or table and `slow` a warning, no faults; the others are.
CheckState = Literal["ok", "news", "slow", "drift", "gone", "unreachable"]
#: What to do when an address of the settings gives something else than a file.
NEW_ADDRESS: Final = "Look for its new address and put it in the BUURTLENS_..._URL setting."
#: Less than this share of what is on disk means that something was lost at the source.
LEAST_SHARE: Final = 0.9


@dataclass(frozen=True)
class SourceCheck:
    """One thing that was looked at."""

    source_id: str
    subject: str
    state: CheckState
    detail: str
    remedy: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether somebody has to do something."""
        return self.state in ("drift", "gone", "unreachable")


@dataclass(frozen=True)
class Look:
    """What every look needs."""

    client: Client
    settings: EtlSettings
    catalogue: Catalogue

    def folder(self, source_id: str, name: str) -> Path:
        """Where the snapshot of a table, layer or file lies."""
        return self.settings.raw_dir / source_id / name


class Check(NamedTuple):
    """A look at one endpoint; `run` raises FetchError when the source does not answer."""

    subject: str
    run: Callable[[], Iterator[SourceCheck]]


def fewer(source_id: str, subject: str, now: int | None, known: int | None, least: int = 1) -> Iterator[SourceCheck]:
    """A fault when a source has clearly fewer rows than lie on disk, or than a whole country can have."""
    if now is None:
        return
    remedy = "Do not fetch it now: keep the snapshot on disk, and ask the publisher."
    if known and now < LEAST_SHARE * known:
        yield SourceCheck(source_id, subject, "drift", f"{now:,} rows, while {known:,} lie on disk", remedy)
    elif now < least:
        detail = f"{now:,} rows, while a whole table has at least {least:,}"
        yield SourceCheck(source_id, subject, "drift", detail, remedy)


def rows_on_disk(folder: Path, name: str) -> int | None:
    """Rows of a whole snapshot's data set, as the records beside its files count them; None without a snapshot."""
    manifest = Snapshot(folder).manifest()
    if manifest is None:
        return None
    rows = [int(read_meta(folder / file).get("rows") or 0) for file in manifest.files if name in file]
    return sum(rows) or None


def wrong_format(source_id: str, subject: str, remote: Remote, known: Path | None = None) -> Iterator[SourceCheck]:
    """A fault when an address that gave a file gives a web page, or a far smaller file than lies on disk."""
    if remote.content_type and "html" in remote.content_type:
        detail = f"{remote.url} gives a web page ({remote.content_type}) where a file is expected"
        yield SourceCheck(source_id, subject, "drift", detail, NEW_ADDRESS)
    elif remote.size and known and known.is_file() and remote.size < LEAST_SHARE * known.stat().st_size:
        detail = f"{remote.size:,} bytes, while {known.stat().st_size:,} lie on disk"
        yield SourceCheck(source_id, subject, "drift", detail, "Keep the file on disk, and ask the publisher.")
