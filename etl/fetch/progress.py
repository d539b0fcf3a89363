"""Progress of a fetch: a bar per table on a terminal, silence elsewhere."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


class Track(Protocol):
    """Receives how far one job is."""

    def expect(self, rows: int | None) -> None:
        """Rows that will come, when known."""

    def rows(self, count: int) -> None:
        """So many more rows are in."""

    def bytes(self, count: int) -> None:
        """So many more bytes came over the line."""


class SilentTrack:
    """A track that shows nothing."""

    def expect(self, rows: int | None) -> None:
        """Shown nowhere."""

    def rows(self, count: int) -> None:
        """Shown nowhere."""

    def bytes(self, count: int) -> None:
        """Shown nowhere."""


class Board:
    """Bars of all running jobs. `enabled` None: only when the output is a terminal. Use as a context manager."""

    def __init__(self, enabled: bool | None = None) -> None:
        console = Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not (console.is_terminal if enabled is None else enabled),
        )

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def track(self, label: str) -> Track:
        """A new bar."""
        return SilentTrack() if self._bars.disable else _Bar(self._bars, label)


class _Bar:
    def __init__(self, bars: Progress, label: str) -> None:
        self._bars = bars
        self._rows = 0
        self._bytes = 0
        self._task = bars.add_task(label, total=None, count="")

    def expect(self, rows: int | None) -> None:
        self._bars.update(self._task, total=rows)

    def rows(self, count: int) -> None:
        self._rows += count
        self._show()

    def bytes(self, count: int) -> None:
        self._bytes += count
        self._show()

    def _show(self) -> None:
        rows = f"{self._rows:,} rows, " if self._rows else ""
        self._bars.update(self._task, completed=self._rows, count=f"{rows}{self._bytes / 1e6:,.1f} MB")
