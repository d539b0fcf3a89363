"""Small pieces of a sentence that every text needs."""

from __future__ import annotations

from collections.abc import Sequence

from domain.numbers_nl import format_number


def counted(number: int, one: str, more: str) -> str:
    """Number with its noun: "1 buurt", "3 buurten"."""
    return f"{format_number(number, 0)} {one if number == 1 else more}"


def listed(parts: Sequence[str]) -> str:
    """Parts as a sentence names them: "a, b en c"; empty without parts."""
    *first, last = parts or ("",)
    return f"{', '.join(first)} en {last}" if first else last


def lowered(text: str) -> str:
    """Text that goes on within a sentence: its first letter small."""
    return text[:1].lower() + text[1:]
