"""Errors a user of the ETL can meet. Each message says what happened, where, and what to do."""

from __future__ import annotations

from collections.abc import Sequence


class EtlError(Exception):
    """Base: printed as one clear message, exit code 1, no traceback."""


class CatalogueError(EtlError):
    """The catalogue's YAML is not valid. Lists every fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("The catalogue has faults:\n" + "\n".join(f"  - {problem}" for problem in self.problems))


class ColumnError(EtlError):
    """Topics cannot be resolved in a table: unknown where they were promised, or ambiguous. `indicators` names those concerned."""

    def __init__(self, message: str, indicators: Sequence[str] = ()) -> None:
        self.indicators = tuple(indicators)
        super().__init__(message)


class LayoutError(EtlError):
    """A file has no layout that we know, or contradicts its own layout."""


class FetchError(EtlError):
    """A live source did not give a whole, valid answer."""


class BuildError(EtlError):
    """Checks before load failed. Lists every fault with file, area, column and remedy."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        head = f"The build stopped before anything was written: {count} problem{'s' if count != 1 else ''}."
        super().__init__(head + "\n" + "\n".join(f"  - {problem}" for problem in self.problems))
