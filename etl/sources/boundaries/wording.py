"""Phrases of the notes and errors about a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy.typing as npt


def some(labels: Sequence[object] | npt.NDArray[Any], most: int = 5) -> str:
    """A few labels, and how many more there are."""
    listed = [str(label) for label in labels]
    rest = len(listed) - most
    return ", ".join(listed[:most]) + (f" and {rest} more" if rest > 0 else "")


def counted(count: int, noun: str, verb: tuple[str, str] | None = None) -> str:
    """`1 row`, `2 rows`; with a verb in singular and plural, `1 row was`, `2 rows were`."""
    many = count != 1
    return f"{count} {noun}{'s' if many else ''}" + (f" {verb[many]}" if verb else "")
