"""The Samenwerkingsscan: questions about one task or project, their answers, and what each puts on the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What a part asks: nothing, one answer, several, or words of one's own."""

    FIXED = "fixed"
    ONE = "one"
    MANY = "many"
    OWN = "own"


@dataclass(frozen=True)
class Example:
    """A form as a gemeente uses it, with the public source that says so."""

    gemeente: str
    text: str
    source: str
    url: str | None


@dataclass(frozen=True)
class Option:
    """An answer; `agenda` is its line on the agenda, `who` must be at the table for it."""

    option_id: str
    title: str
    text: str
    risk: str | None
    agenda: str
    minutes: int
    who: tuple[str, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Group:
    """Answers that belong together."""

    group_id: str
    title: str
    text: str | None
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Part:
    """A question and one point of the agenda. `minutes`: of a fixed or own point; else the most that its answers get together."""

    part_id: str
    kind: PartKind
    title: str | None
    question: str | None
    help: str | None
    source: str | None
    agenda_title: str
    minutes: int
    too_many: str | None
    lines: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def asks(self) -> bool:
        """Whether there is something to fill in."""
        return self.kind is not PartKind.FIXED
