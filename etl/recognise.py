"""What is in the raw folders.

Every file is offered to every source; what nobody knows is listed, never silently skipped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from domain.build_report import UnusedReason
from etl.contracts import NotUsed, Recognised
from etl.errors import EtlError, LayoutError
from etl.own import areas as own_areas
from etl.own import figures as own_figures
from etl.sources._layouts.identity import META_SUFFIX
from etl.sources.boundaries import adapter as boundaries
from etl.sources.cbs_addresses import adapter as cbs_addresses
from etl.sources.cbs_areas import adapter as cbs_areas
from etl.sources.cbs_gebieden import adapter as cbs_gebieden
from etl.sources.cbs_kwb import adapter as cbs_kwb
from etl.sources.cbs_nabijheid import adapter as cbs_nabijheid
from etl.sources.cbs_opleiding import adapter as cbs_opleiding
from etl.sources.cbs_ses_woa import adapter as cbs_ses_woa
from etl.sources.cbs_vierkanten import adapter as cbs_vierkanten
from etl.sources.klimaateffectatlas import adapter as klimaateffectatlas
from etl.sources.later import recognise as recognise_later
from etl.sources.leefbaarometer import adapter as leefbaarometer
from etl.sources.politie import adapter as politie
from etl.sources.rivm_geluid import adapter as rivm_geluid
from etl.sources.rivm_gezondheid import adapter as rivm_gezondheid
from etl.sources.rivm_groen import adapter as rivm_groen
from etl.sources.rivm_kaarten import adapter as rivm_kaarten
from etl.sources.rivm_regiobeeld import adapter as rivm_regiobeeld

#: Looks at the files directly in one folder and returns what it knows.
Adapter = Callable[[Path, Sequence[Path]], list[Recognised | NotUsed]]

ADAPTERS: Final[tuple[Adapter, ...]] = (
    cbs_kwb.recognise,
    cbs_nabijheid.recognise,
    rivm_gezondheid.recognise,
    cbs_ses_woa.recognise,
    politie.recognise,
    cbs_opleiding.recognise,
    rivm_groen.recognise,
    klimaateffectatlas.recognise,
    leefbaarometer.recognise,
    rivm_geluid.recognise,
    rivm_regiobeeld.recognise,
    cbs_addresses.recognise,
    cbs_areas.recognise,
    cbs_gebieden.recognise,
    own_areas.recognise,
    own_figures.recognise,
    cbs_vierkanten.recognise,
    rivm_kaarten.recognise,
    recognise_later,
    boundaries.recognise,
)
LAYOUT_NOT_KNOWN: Final = "layout not known"


class Scan(NamedTuple):
    """What lies in the raw folders: what will be read, what will not with the reason, and a sentence per unusable file."""

    recognised: list[Recognised]
    not_used: list[NotUsed]
    faults: list[str]


def scan(raw_dirs: Sequence[Path], adapters: Sequence[Adapter] = ADAPTERS) -> Scan:
    """Look at every file in the raw folders and their subfolders. Raises EtlError for a raw folder that is missing or empty."""
    recognised: list[Recognised] = []
    not_used: list[NotUsed] = []
    faults: list[str] = []
    for folder, files in _folders(raw_dirs):
        found, problems = _ask(adapters, folder, files)
        faults += problems
        known = [item for item in found if isinstance(item, Recognised)]
        claimed = {path for item in known for path in (item.path, *item.parts)}
        reasons: dict[Path, NotUsed] = {}
        for item in found:
            if isinstance(item, NotUsed) and item.path not in claimed:
                reasons.setdefault(item.path, item)
        if folder not in reasons:
            unknown = (path for path in files if path not in claimed and path not in reasons)
            reasons |= {path: NotUsed(path, LAYOUT_NOT_KNOWN, UnusedReason.UNKNOWN) for path in unknown}
        elif not known:
            reasons = {folder: reasons[folder]}
        recognised += known
        not_used += [item for _, item in sorted(reasons.items(), key=itemgetter(0))]
    return Scan(recognised, not_used, list(dict.fromkeys(faults)))


def _ask(
    adapters: Sequence[Adapter], folder: Path, files: Sequence[Path]
) -> tuple[list[Recognised | NotUsed], list[str]]:
    found: list[Recognised | NotUsed] = []
    problems: list[str] = []
    for adapter in adapters:
        try:
            found += adapter(folder, files)
        except LayoutError as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(cannot_read(Path(error.filename or folder), error))
    return found, problems


def cannot_read(path: Path, error: OSError) -> str:
    """Sentence about a file or folder that the system does not let us read."""
    return (
        f"{path}: cannot be read ({error.strerror or error}). Check its permissions, or take it out of the raw folder."
    )


def _folders(raw_dirs: Sequence[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """Every folder with its own files, once, hidden ones and notes left out.

    Raises EtlError for an unusable raw folder.
    """
    seen: set[Path] = set()
    for raw in raw_dirs:
        empty = True
        for folder, files in _walk(raw):
            empty = False
            if folder.resolve() not in seen:
                seen.add(folder.resolve())
                yield folder, files
        if empty:
            raise EtlError(
                f"{raw}: the raw folder is empty. Fetch data with `python -m etl fetch`, or put downloaded files in it."
            )


def _walk(raw: Path) -> Iterator[tuple[Path, list[Path]]]:
    if not raw.exists():
        raise EtlError(
            f"{raw}: the raw folder does not exist. Give an existing folder with --raw, or fetch data first."
        )
    if not raw.is_dir():
        raise EtlError(f"{raw}: is a file, where a folder is expected. Give the folder that holds it.")
    seen: set[str] = set()
    for root, folders, names in os.walk(raw, followlinks=True, onerror=_refuse):
        seen.add(os.path.realpath(root))
        folders[:] = sorted(name for name in folders if not _hidden(name))
        # A link back to a folder above would go round for ever.
        folders[:] = [name for name in folders if os.path.realpath(f"{root}/{name}") not in seen]
        files = [Path(root) / name for name in sorted(names) if not _hidden(name) and not name.endswith(META_SUFFIX)]
        if files:
            yield Path(root), files


def _refuse(error: OSError) -> None:
    raise EtlError(cannot_read(Path(error.filename), error)) from error


def _hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX"))
