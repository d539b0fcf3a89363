"""Schema of tasks.yml and knooppunten.yml: tasks with the figures that speak for them, ties, and crossings in policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, HttpUrl, model_validator

from etl.catalogue.schema import Indicator, IndicatorId, Model

TaskId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", description="Part of addresses: never renamed.")]


class Document(Model):
    """A public document that a task or crossing rests on."""

    publisher: str
    title: str
    year: int = Field(ge=1990, le=2100)
    url: HttpUrl | None = Field(default=None, description="Only where it is sure to be right.")


class Candidate(Model):
    """An indicator that may speak for a task."""

    id: IndicatorId
    speaks: Literal["higher", "lower"] | None = Field(
        default=None, description="Which way it speaks, for an indicator without a direction of its own; else empty."
    )
    bar: float | None = Field(
        default=None, description="Value from which on it speaks, where the country has no figure to hold it against."
    )
    bar_text: str | None = Field(default=None, description="The bar in a plain Dutch sentence.")
    in_models: bool = Field(
        default=False,
        description="The models behind modelled figures reckon with it (age, income, tenure): such a pair says nothing new.",
    )
    all_ages: bool = Field(default=False, description="Goes with age and holds all ages: said to be not corrected.")
    note: str | None = Field(default=None, description="What the figure does not tell: a plain Dutch sentence.")
    otherwise: Candidate | None = Field(default=None, description="Used where this one has no figure.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.bar is None) != (self.bar_text is None):
            raise ValueError("bar and bar_text belong together")
        return self

    def chain(self) -> Iterator[Candidate]:
        """This indicator and those that may stand in for it, in order."""
        yield self
        if self.otherwise is not None:
            yield from self.otherwise.chain()


class TaskFigure(Candidate):
    """A figure of a task, named after its first indicator. With the lens of ageing another may go first."""

    older: Candidate | None = None


class Task(Model):
    """A task to work on, physical or social."""

    id: TaskId
    side: Literal["physical", "social"]
    title: str = Field(max_length=44)
    short: str = Field(max_length=22, description="Above a column.")
    sentence: str
    ageing: str = Field(description="A question to ask at the table, with the lens of ageing.")
    source: Document
    figures: tuple[TaskFigure, ...] = Field(min_length=1)

    def candidates(self) -> Iterator[Candidate]:
        """Every indicator that may speak for it."""
        for figure in self.figures:
            yield from figure.chain()
            if figure.older is not None:
                yield from figure.older.chain()


class TieFigure(Model):
    """A figure about ties between people."""

    id: IndicatorId
    note: str | None = None


class Tie(Model):
    """A kind of tie: what can be built on."""

    id: TaskId
    title: str
    term: str = Field(description="Word of the literature: bonding, bridging, linking.")
    sentence: str
    figures: tuple[TieFigure, ...] = ()
    no_open_data: str | None = None
    fill: tuple[str, ...] = Field(default=(), description="Lines of the list that the gemeente fills by hand.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not len({bool(self.figures), not self.no_open_data, not self.fill}) == 1:
            raise ValueError("give figures, or say in no_open_data that there are none and give a list to fill")
        return self


class Instrument(Model):
    """An instrument of policy, explained to those of the other domain."""

    id: TaskId
    title: str
    sentence: str


class Knooppunt(Model):
    """A crossing in policy: shared task, instruments, moment of decision, and who is at the table."""

    id: TaskId
    title: str = Field(max_length=60)
    physical: TaskId
    social: TaskId
    shared: str = Field(description="What the two domains share: one plain Dutch sentence.")
    instruments: tuple[TaskId, ...] = Field(min_length=1)
    decision_moment: str
    at_table: tuple[str, ...] = Field(min_length=3)
    first_step: str
    physical_figures: tuple[IndicatorId, ...] = ()
    social_figures: tuple[IndicatorId, ...] = ()
    also: tuple[IndicatorId, ...] = Field(
        default=(), description="Figures of other tasks of which one must speak too: a crossing of three."
    )
    missing_data: tuple[str, ...] = Field(min_length=1, description="A plain Dutch sentence each.")
    ageing: str | None = None
    sources: tuple[Document, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if bool(self.physical_figures) != bool(self.social_figures):
            raise ValueError("a crossing has figures of both sides, or of none")
        return self


def _twice(kind: str, names: list[str]) -> list[str]:
    return [f"{kind} '{name}' stands here twice" for name, count in Counter(names).items() if count > 1]


class Tasks(Model):
    """The whole of tasks.yml."""

    tasks: tuple[Task, ...] = Field(min_length=2)
    ties: tuple[Tie, ...] = Field(min_length=1)

    def problems(self, indicators: Mapping[str, Indicator]) -> list[str]:
        """What does not fit the catalogue: unknown ids, a way that its direction already says or that nobody says, hidden ones."""
        found = _twice("task", [task.id for task in self.tasks]) + _twice("tie", [tie.id for tie in self.ties])
        for task in self.tasks:
            found += _twice(f"task {task.id}: figure", [figure.id for figure in task.figures])
            for each in task.candidates():
                found += [f"task {task.id}: {fault}" for fault in _faults(each, indicators.get(each.id))]
        for tie in self.ties:
            found += [
                f"tie {tie.id}: '{figure.id}' is not in the catalogue"
                for figure in tie.figures
                if figure.id not in indicators
            ]
        return found


def _faults(each: Candidate, indicator: Indicator | None) -> list[str]:
    if indicator is None:
        return [f"'{each.id}' is not in the catalogue"]
    found = []
    if (indicator.direction == "none") != (each.speaks is not None):
        found.append(f"'{each.id}' speaks the way of its direction; `speaks` is for an indicator without one")
    if not indicator.shown:
        found.append(f"'{each.id}' is not shown, so it has no map")
    if indicator.additive:
        found.append(f"'{each.id}' is a count, which is never compared with the country")
    if indicator.kind == "modelled" and each.in_models:
        found.append(f"'{each.id}' comes out of a model; `in_models` is for what goes into one")
    return found


class Knooppunten(Model):
    """The whole of knooppunten.yml."""

    instruments: tuple[Instrument, ...] = Field(min_length=1)
    knooppunten: tuple[Knooppunt, ...] = Field(min_length=1)

    def problems(self, tasks: Tasks) -> list[str]:
        """What does not fit the tasks: unknown tasks and instruments, figures that are none of its tasks."""
        found = _twice("knooppunt", [each.id for each in self.knooppunten])
        found += _twice("instrument", [each.id for each in self.instruments])
        by_id = {task.id: task for task in tasks.tasks}
        known = {each.id for each in self.instruments}
        every = {figure.id for task in tasks.tasks for figure in task.figures}
        for each in self.knooppunten:
            for side, name, figures in (
                ("physical", each.physical, each.physical_figures),
                ("social", each.social, each.social_figures),
            ):
                task = by_id.get(name)
                if task is None or task.side != side:
                    found.append(f"knooppunt {each.id}: '{name}' is no {side} task")
                    continue
                own = {figure.id for figure in task.figures}
                found += [
                    f"knooppunt {each.id}: '{figure}' is no figure of the task {name}"
                    for figure in figures
                    if figure not in own
                ]
            found += [f"knooppunt {each.id}: '{figure}' is no figure of a task" for figure in {*each.also} - every]
            found += [
                f"knooppunt {each.id}: '{name}' is no instrument" for name in each.instruments if name not in known
            ]
        used = {name for each in self.knooppunten for name in each.instruments}
        return found + [f"instrument '{name}' is used by no knooppunt" for name in sorted(known - used)]
