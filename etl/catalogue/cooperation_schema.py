"""Schema of cooperation.yml: the questions of the Samenwerkingsscan, their answers, and what each puts on the agenda."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from etl.catalogue.schema import Model

PartId = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="Stands in files that readers keep: never renamed.")
]
#: What a line on one A4 can hold.
AgendaLine = Annotated[str, Field(min_length=10, max_length=120)]


class Example(Model):
    """A form as a gemeente uses it, with a public source that says so."""

    gemeente: str
    text: str = Field(description="What is done there, in one or two plain Dutch sentences.")
    source: str = Field(min_length=5, description="Publisher and title, and the year where it is known.")
    url: str | None = Field(default=None, pattern=r"^https://")


class Option(Model):
    """An answer that can be chosen, and what it puts on the agenda."""

    id: PartId
    title: str = Field(max_length=70)
    text: str = Field(description="What it means: one to three plain Dutch sentences, without a judgement.")
    risk: str | None = Field(default=None, description="What can go wrong with it.")
    agenda: AgendaLine
    minutes: int = Field(ge=5, le=30)
    who: tuple[str, ...] = Field(default=(), description="Who must be at the table for it; begins with a small letter.")
    examples: tuple[Example, ...] = ()


class Group(Model):
    """Answers that belong together."""

    id: PartId
    title: str = Field(max_length=40)
    text: str | None = None
    options: tuple[Option, ...] = Field(min_length=1)


class Part(Model):
    """A question of the scan, and one point of its agenda."""

    id: PartId
    kind: Literal["fixed", "one", "many", "own"] = Field(
        description="fixed: no question, always on the agenda; one or many answers; own: what the reader writes."
    )
    title: str | None = Field(default=None, max_length=50)
    question: str | None = None
    help: str | None = None
    source: str | None = Field(default=None, description="Where the division comes from, ready to print.")
    agenda_title: str = Field(max_length=40)
    minutes: int = Field(
        ge=5, le=30, description="Of a fixed or own point; of the others the most that its answers get."
    )
    too_many: str | None = Field(default=None, description="On the agenda when the answers together take longer.")
    lines: tuple[AgendaLine, ...] = Field(default=(), description="Of a fixed point.")
    groups: tuple[Group, ...] = ()
    options: tuple[Option, ...] = Field(default=(), description="Answers that need no groups.")

    @property
    def all_groups(self) -> tuple[Group, ...]:
        """Groups with answers; answers without groups are one group that bears the name of the part."""
        return self.groups or (
            (Group(id=self.id, title=self.agenda_title, options=self.options),) if self.options else ()
        )

    @property
    def all_options(self) -> tuple[Option, ...]:
        """All answers, in order."""
        return tuple(option for group in self.all_groups for option in group.options)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        asks, chooses = self.kind != "fixed", self.kind in ("one", "many")
        if {asks} != {self.title is not None, self.question is not None}:
            raise ValueError("a title and a question belong to every part that asks something, and to no other")
        if chooses != bool(self.all_options) or (self.groups and self.options):
            raise ValueError("answers belong to kinds one and many: groups of them, or options without groups")
        if bool(self.lines) != (self.kind == "fixed"):
            raise ValueError("lines belong to kind fixed, and to no other")
        if (self.kind == "many") != bool(self.too_many):
            raise ValueError("too_many belongs to kind many, and to no other")
        names = Counter(option.id for option in self.all_options)
        if twice := sorted(name for name, count in names.items() if count > 1):
            raise ValueError(f"given twice: {', '.join(twice)}")
        return self


class Cooperation(Model):
    """The whole file."""

    parts: tuple[Part, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _unique(self) -> Self:
        if twice := sorted(name for name, count in Counter(part.id for part in self.parts).items() if count > 1):
            raise ValueError(f"given twice: {', '.join(twice)}")
        return self
