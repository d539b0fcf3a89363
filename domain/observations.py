"""What a figure can be: its status, how it reached its area, and how good that way is."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """Why there is a value, or why there is none. Never a bare null."""

    OK = "ok"
    CAUTION = "caution"
    SUPPRESSED = "suppressed"
    TOO_SMALL = "too_small"
    NOT_PUBLISHED = "not_published"
    NOT_YET = "not_yet"
    NOT_COMPARABLE = "not_comparable"
    NO_RESIDENTS = "no_residents"
    UNKNOWN = "unknown"


class Method(StrEnum):
    """How a value reached its area."""

    PUBLISHED = "published"
    RECODED = "recoded"
    CROSSWALK = "crosswalk"
    COMBINED = "combined"
    DERIVED = "derived"


class Grade(StrEnum):
    """Quality of the way to today's area: A same area, B converted, C not shown at buurt level (methods §4.2)."""

    A = "A"
    B = "B"
    C = "C"
