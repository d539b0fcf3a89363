"""Values of the screen Samen aan tafel: tasks, what their figures say here, cells of the matrix, crossings in policy and ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from domain.areas import COUNTRY_CODE
from domain.observations import Status
from domain.view_models import Area, Figure, Indicator

Side = Literal["physical", "social"]


class Speech(StrEnum):
    """What one figure says of its task here."""

    SPEAKS = "speaks"
    SILENT = "silent"
    #: There is a figure, but too uncertain to compare.
    UNCERTAIN = "uncertain"
    ABSENT = "absent"


class Lack(StrEnum):
    """Why a figure says nothing."""

    #: The source gives none for this area; `Reading.status` says why where it is known.
    NO_FIGURE = "no_figure"
    #: The country has no figure of the same table and year to hold it against.
    NO_COUNTRY = "no_country"


class CellState(StrEnum):
    """What figures say where two tasks meet."""

    SAMENLOOP = "samenloop"
    #: Both speak, but only in pairs that rest on a model: that is no finding.
    MODELS_ONLY = "models_only"
    PHYSICAL = "physical"
    SOCIAL = "social"
    NEITHER = "neither"
    #: One of the two, or both, has no figure that can be held against that of the country.
    NO_FIGURES = "no_figures"
    #: Of the country, which cannot be held against itself.
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True)
class Document:
    """A public document that something rests on."""

    publisher: str
    title: str
    year: int
    url: str | None


@dataclass(frozen=True)
class Candidate:
    """An indicator that may speak for a task. `way` 1: when higher, -1: when lower; `bar`: held against this value."""

    indicator_id: str
    way: int
    bar: float | None = None
    bar_text: str | None = None
    in_models: bool = False
    all_ages: bool = False
    older: bool = False
    note: str | None = None


@dataclass(frozen=True)
class TaskFigure:
    """A figure of a task: alternatives in order of preference, named after the first without a lens."""

    figure_id: str
    candidates: tuple[Candidate, ...]

    def with_lens(self, *, older: bool) -> tuple[Candidate, ...]:
        """Alternatives with the lens of ageing (those of 65 and over first) or without it."""
        return tuple(each for each in self.candidates if older or not each.older)


@dataclass(frozen=True)
class Task:
    """A task to work on. `ageing` is a question to ask at the table."""

    task_id: str
    side: Side
    title: str
    short: str
    sentence: str
    ageing: str
    source: Document
    figures: tuple[TaskFigure, ...]


@dataclass(frozen=True)
class Reading:
    """What a figure says of a task in one area, held against `benchmark`: the country's figure of that table and year, or the bar."""

    figure_id: str
    candidate: Candidate
    indicator: Indicator
    speech: Speech
    figure: Figure | None = None
    benchmark: float | None = None
    lack: Lack | None = None
    status: Status | None = None

    @property
    def is_modelled(self) -> bool:
        """Whether the figure comes out of a model."""
        return self.indicator.kind == "modelled"

    @property
    def speaks(self) -> bool:
        """Whether the figure lies clearly on the side that asks for attention."""
        return self.speech is Speech.SPEAKS

    @property
    def is_judged(self) -> bool:
        """Whether the figure could be held against something, surely enough to say so."""
        return self.speech in (Speech.SPEAKS, Speech.SILENT)


@dataclass(frozen=True)
class TaskReading:
    """A task with what its figures say in one area."""

    task: Task
    readings: tuple[Reading, ...]

    @property
    def speaking(self) -> tuple[Reading, ...]:
        """Figures that speak."""
        return tuple(each for each in self.readings if each.speaks)

    @property
    def is_judged(self) -> bool:
        """Whether at least one figure could be held against something."""
        return any(each.is_judged for each in self.readings)


@dataclass(frozen=True)
class Pair:
    """A physical and a social figure that both speak and may be seen together."""

    physical: Reading
    social: Reading

    @property
    def is_modelled(self) -> bool:
        """Whether one of the two comes out of a model."""
        return self.physical.is_modelled or self.social.is_modelled


@dataclass(frozen=True)
class Cell:
    """Where a physical and a social task meet. `barred` counts the pairs that speak but rest on a model."""

    physical: TaskReading
    social: TaskReading
    state: CellState
    pairs: tuple[Pair, ...] = ()
    barred: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """Tasks that meet: physical, social."""
        return self.physical.task.task_id, self.social.task.task_id

    @property
    def is_modelled(self) -> bool:
        """Whether every pair that lights the cell leans on a modelled figure."""
        return bool(self.pairs) and all(pair.is_modelled for pair in self.pairs)


@dataclass(frozen=True)
class Instrument:
    """An instrument of policy, explained to those of the other domain."""

    instrument_id: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Knooppunt:
    """A crossing in policy: what is shared, with what, when, by whom, and what would be a first step."""

    knooppunt_id: str
    title: str
    physical_id: str
    social_id: str
    shared: str
    instruments: tuple[Instrument, ...]
    decision_moment: str
    at_table: tuple[str, ...]
    first_step: str
    missing_data: tuple[str, ...]
    ageing: str | None
    sources: tuple[Document, ...]
    physical_figures: tuple[str, ...] = ()
    social_figures: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def has_figures(self) -> bool:
        """Whether any figure could point to it."""
        return bool(self.physical_figures)


@dataclass(frozen=True)
class Crossing:
    """A knooppunt in one area: `pairs` point to it, together with `also` where it is a crossing of three. Without pairs it is unlit."""

    knooppunt: Knooppunt
    physical: TaskReading
    social: TaskReading
    pairs: tuple[Pair, ...] = ()
    also: tuple[Reading, ...] = ()

    @property
    def is_lit(self) -> bool:
        """Whether figures point to it here."""
        return bool(self.pairs)

    @property
    def is_judged(self) -> bool:
        """Whether each side has a figure of its own that could be held against something here."""
        sides = ((self.physical, self.knooppunt.physical_figures), (self.social, self.knooppunt.social_figures))
        return all(any(each.figure_id in names and each.is_judged for each in task.readings) for task, names in sides)


@dataclass(frozen=True)
class TieFigure:
    """A figure about ties in one area beside that of the country, where there is one of the same table and year."""

    indicator: Indicator
    figure: Figure
    benchmark: float | None
    note: str | None


@dataclass(frozen=True)
class Tie:
    """A kind of tie, with its figures here or the list that the gemeente fills. `absent`: figures that this area lacks."""

    tie_id: str
    title: str
    term: str
    sentence: str
    figures: tuple[TieFigure, ...]
    absent: tuple[Indicator, ...]
    no_open_data: str | None
    fill: tuple[str, ...]


@dataclass(frozen=True)
class SamenView:
    """Everything that Samen aan tafel knows of one area. Without tasks: a warehouse from before there were any."""

    area: Area
    #: Seen through the lens of ageing.
    older: bool
    physical: tuple[TaskReading, ...]
    social: tuple[TaskReading, ...]
    cells: Mapping[tuple[str, str], Cell]
    crossings: tuple[Crossing, ...]
    ties: tuple[Tie, ...]

    @property
    def is_compared(self) -> bool:
        """Whether figures are held against those of the country: not those of the country itself."""
        return self.area.code != COUNTRY_CODE

    @property
    def samenlopen(self) -> tuple[Cell, ...]:
        """Cells where figures of both sides speak, in the order of the tasks."""
        return tuple(cell for cell in self.cells.values() if cell.state is CellState.SAMENLOOP)

    @property
    def lit(self) -> tuple[Crossing, ...]:
        """Crossings that figures point to."""
        return tuple(each for each in self.crossings if each.is_lit)
