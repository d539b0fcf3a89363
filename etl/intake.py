"""Intake: what was recognised in the raw folders is read, staged and checked; every fault comes out in one message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from etl.catalogue.schema import Catalogue
from etl.checks import check_staged
from etl.contracts import (
    AddressFile,
    AreaGroups,
    BoundaryLayer,
    Content,
    LinkTable,
    ParsedTable,
    RasterMap,
    Recognised,
    SquareGrid,
)
from etl.corrections import keep_correction
from etl.derive.division import settle_divisions
from etl.errors import BuildError, ColumnError, EtlError
from etl.load.staging import digest_of, open_staging, stage_table
from etl.own.check import check_own
from etl.recognise import Scan, cannot_read
from etl.report import keep_unused, note

#: Called with a line of what happens now, and the done and total number of steps.
Progress = Callable[[str, int, int], None]


@dataclass
class Intake:
    """Everything that was read, and every fault met on the way."""

    layers: list[BoundaryLayer] = field(default_factory=list)
    links: list[LinkTable] = field(default_factory=list)
    groups: list[AreaGroups] = field(default_factory=list)
    addresses: list[AddressFile] = field(default_factory=list)
    squares: list[SquareGrid] = field(default_factory=list)
    rasters: list[RasterMap] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    tables: int = 0
    raw: Sequence[Path] = ()
    digests: dict[Path, str] = field(default_factory=dict)

    def name_of(self, path: Path) -> str:
        """A file as the report calls it: relative to its raw folder."""
        return _relative(path, self.raw)

    def keep(self, content: Content) -> None:
        """Put what is no table of figures with its like."""
        match content:
            case BoundaryLayer():
                self.layers.append(content)
            case LinkTable():
                self.links.append(content)
            case AreaGroups():
                self.groups.append(content)
            case AddressFile():
                self.addresses.append(content)
            case SquareGrid():
                self.squares.append(content)
            case RasterMap():
                self.rasters.append(content)


def digests_of(found: Scan) -> dict[Path, str]:
    """Digest of everything recognised. Raises BuildError that names all files that cannot be read to their end."""
    digests: dict[Path, str] = {}
    problems = list(found.faults)
    for item in found.recognised:
        try:
            digests[item.path] = digest_of(item.path, item.parts)
        except OSError as error:
            problems.append(cannot_read(Path(error.filename or item.path), error))
    if len(problems) > len(found.faults):
        raise BuildError(problems)
    return digests


def take_in(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    found: Scan,
    digests: dict[Path, str],
    raw: Sequence[Path],
    progress: Progress,
    accept_missing: bool,
) -> Intake:
    """Stage every table. Raises BuildError with the faults of the scan, of the reading and of the checks together."""
    open_staging(con, catalogue)
    for unused in found.not_used:
        keep_unused(con, unused, _relative(unused.path, raw))
        note(con, "not used", _relative(unused.path, raw), unused.why)
    read = Intake(problems=list(found.faults), raw=raw, digests=digests)
    for done, item in enumerate(found.recognised):
        progress(f"reading {item.path.name} ({item.what})", done, len(found.recognised) + 4)
        try:
            contents = _read_one(con, item, catalogue, accept_missing)
        except BuildError as error:
            read.problems += error.problems
            continue
        except EtlError as error:
            read.problems.append(str(error))
            continue
        except OSError as error:
            read.problems.append(cannot_read(Path(error.filename or item.path), error))
            continue
        for content in contents:
            if isinstance(content, ParsedTable):
                read.tables += 1
                stage_table(con, read.tables, content, digests.get(item.path, ""), _relative(item.path, raw))
            else:
                read.keep(content)
            for line in getattr(content, "notes", ()):
                note(con, "notes", _relative(item.path, raw), line)
                keep_correction(con, line, _year_of(content), _relative(item.path, raw))
    read.groups, wrong = check_own(con, read.groups, read.name_of)
    _stop_on(read.problems + wrong + settle_divisions(con) + check_staged(con), read, raw)
    return read


def _read_one(
    con: duckdb.DuckDBPyConnection, item: Recognised, catalogue: Catalogue, accept_missing: bool
) -> Sequence[Content]:
    try:
        return item.read(catalogue)
    except ColumnError as error:
        if not accept_missing or not error.indicators:
            raise
        note(con, "accepted", item.path.name, str(error), len(error.indicators))
        present = {name: one for name, one in catalogue.indicators.items() if name not in error.indicators}
        return item.read(catalogue.model_copy(update={"indicators": present}))


def _stop_on(problems: Sequence[str], read: Intake, raw: Sequence[Path]) -> None:
    found = list(problems)
    if not read.tables and not found:
        found.append(
            f"No table with figures was recognised in {', '.join(str(folder) for folder in raw)}. "
            "Fetch some with `python -m etl fetch`, or see etl/sources/README.md for the layouts that are read."
        )
    if found:
        raise BuildError(found)


def _year_of(content: Content) -> int | None:
    return content.release.reference_year if isinstance(content, ParsedTable) else None


def _relative(path: Path, raw: Sequence[Path]) -> str:
    for folder in raw:
        if path.is_relative_to(folder):
            return path.name if path == folder else path.relative_to(folder).as_posix()
    return path.name
