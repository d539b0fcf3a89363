"""The DuckDB file: read-only, watched, opened anew when a build replaces it. Only this module opens it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import duckdb

from domain import wording
from domain.view_models import BuildInfo

T = TypeVar("T")
#: inode, modification time and size: another file under the same name always differs in one of them.
_Identity = tuple[int, int, int]

_TABLES: Final = [
    "build_info",
    "theme",
    "indicator",
    "source",
    "release",
    "area",
    "area_group",
    "area_match",
    "observation",
    "postcode",
    "geometry",
    "build_report",
]
#: Answers kept per build. Keys are made of codes that exist, so this only bounds memory.
_CACHE_SIZE: Final = 4096


class StoreUnavailable(Exception):  # noqa: N818  (it is a state of the world, not a fault of the caller)
    """No usable warehouse. `str()` is a Dutch sentence for the page; `reason` is for the log and /healthz."""

    def __init__(self, sentence: str, reason: str) -> None:
        super().__init__(sentence)
        self.reason = reason


@dataclass
class Warehouse:
    """One build of the warehouse, safe to use from several threads. It stays whole while a newer build takes over."""

    build: BuildInfo
    identity: _Identity
    connection: duckdb.DuckDBPyConnection
    #: Names of all tables: a build of an earlier version lacks the newer ones.
    tables: frozenset[str]
    _cache: OrderedDict[Any, Any] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def execute(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> duckdb.DuckDBPyConnection:
        """Result of a statement on a cursor of its own; values only ever as bound parameters."""
        cursor = self.connection.cursor()
        cursor.execute("USE warehouse")
        return cursor.execute(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.execute(sql, parameters).fetchall()

    def cached(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """Answer kept for as long as this build is served. Two threads may both make it once; the answers are equal."""
        with self._lock:
            if key in self._cache:
                self._cache.move_to_end(key)
                return cast(T, self._cache[key])
        made = make()
        with self._lock:
            self._cache[key] = made
            while len(self._cache) > _CACHE_SIZE:
                self._cache.popitem(last=False)
        return made


class Store:
    """Access to the warehouse at a path. It may be missing, appear later, and be replaced while the app runs."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self._lock = threading.Lock()
        self._warehouse: Warehouse | None = None

    def open(self) -> Warehouse:
        """Build that lies at the path now: use one for a whole answer. Raises StoreUnavailable."""
        identity = self._identity()
        warehouse = self._warehouse
        if warehouse is not None and warehouse.identity == identity:
            return warehouse
        with self._lock:
            if self._warehouse is None or self._warehouse.identity != identity:
                # The one before is not closed here: a request may still read from it. Its last cursor closes it.
                self._warehouse = _open(self.path, identity)
            return self._warehouse

    def build(self) -> BuildInfo:
        """Identity of the build that is served. Raises StoreUnavailable."""
        return self.open().build

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            warehouse, self._warehouse = self._warehouse, None
        if warehouse is not None:
            warehouse.connection.close()

    def _identity(self) -> _Identity:
        try:
            stat = self.path.stat()
        except OSError as error:
            self._warehouse = None
            raise StoreUnavailable(wording.warehouse_missing(), f"{self.path}: {error.strerror}") from error
        return stat.st_ino, stat.st_mtime_ns, stat.st_size


def _open(path: Path, identity: _Identity) -> Warehouse:
    """Attach to a database in memory: DuckDB shares what is opened under one path and would keep serving the old."""
    connection = duckdb.connect(":memory:")
    try:
        quoted = str(path.resolve()).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS warehouse (READ_ONLY)")
        # Reading this one file is all it may do from here on.
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        connection.execute("USE warehouse")
        present = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        missing = [table for table in _TABLES if table not in present]
        if missing:
            raise StoreUnavailable(wording.warehouse_unreadable(), f"{path}: no table {', '.join(missing)}")
        row = connection.execute("SELECT build_id, built_at, display_vintage, is_demo FROM build_info").fetchone()
    except duckdb.Error as error:
        connection.close()
        raise StoreUnavailable(wording.warehouse_unreadable(), f"{path}: {error}") from error
    except StoreUnavailable:
        connection.close()
        raise
    if row is None:
        connection.close()
        raise StoreUnavailable(wording.warehouse_unreadable(), f"{path}: build_info is empty")
    return Warehouse(BuildInfo(*row), identity, connection, frozenset(present))
