"""Two figures of the same areas at once: cuts, cells, and which two may not stand side by side. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from domain.classes import MISSING, ClassResidents, classes_of, local_breaks, residents_per_class
from domain.indices import HIGH
from domain.observations import Status
from domain.view_models import Indicator, MapFigures

#: Classes along one axis, and cells of the whole: cell number = 3 * class along y + class along x.
STEPS: Final = 3
CELLS: Final = STEPS * STEPS
#: Fewer areas than this are drawn in two by two: nine cells would hold one or two areas each (methods §3).
FEWEST_FOR_THREE: Final = 15
#: Percentiles of an index where "middle" and "highest" begin (methods §2.2c).
INDEX_CUTS: Final = (50.0, HIGH)


class Scope(StrEnum):
    """What gave the cuts of an axis: fixed percentiles, a count of parts, residents of the country, or those of the frame."""

    INDEX = "index"
    COUNT = "count"
    NATIONAL = "national"
    FRAME = "frame"


class Refusal(StrEnum):
    """Why two figures are not shown together."""

    SAME = "same"
    MODELLED = "modelled"
    CIRCULAR = "circular"
    NO_CLASSES = "no_classes"


@dataclass(frozen=True)
class Axis:
    """One of both figures with the cuts between its classes, in its unit; a value on a cut belongs to the class above.

    `known_share` is the share (0…1) of residents in areas with a figure, of those whose distribution gave the cuts.
    """

    indicator: Indicator
    year: int
    cuts: tuple[float, ...]
    scope: Scope
    known_share: float = 1.0

    @property
    def steps(self) -> tuple[int, ...]:
        """Places of its classes on the axis of three: with two classes the outer ones, with one the lowest."""
        return {0: (0,), 1: (0, STEPS - 1)}.get(len(self.cuts), tuple(range(STEPS)))


@dataclass(frozen=True)
class Pair:
    """Areas of a map with two figures. `cells` and `statuses` are parallel to the areas: -1 where one of both is missing."""

    x: Axis
    y: Axis
    x_figures: MapFigures
    y_figures: MapFigures
    cells: tuple[int, ...]
    statuses: tuple[Status, ...]
    residents: ClassResidents

    @property
    def is_small(self) -> bool:
        """Whether it is drawn in two by two."""
        return max(len(self.x.cuts), len(self.y.cuts)) < STEPS - 1

    @property
    def filled(self) -> int:
        """Number of areas with both figures."""
        return sum(self.residents.areas)


def refusal(x_id: str, y_id: str, x_kind: str, y_kind: str) -> Refusal | None:
    """Why two figures are not shown together, from what they are; None when they may be (methods §1.6).

    Two modelled figures come from largely one model, so that they go together by the way they were made.
    """
    if x_id == y_id:
        return Refusal.SAME
    return Refusal.MODELLED if x_kind == y_kind == "modelled" else None


def class_count(area_count: int) -> int:
    """Classes along an axis for a map of so many areas with both figures."""
    return STEPS if area_count >= FEWEST_FOR_THREE else STEPS - 1


def thirds(
    values: Sequence[float | None], residents: Sequence[int | None], decimals: int, classes: int = STEPS
) -> tuple[float, ...]:
    """Cuts that give every class about as many residents, rounded to readable numbers and never finer than published.

    There are fewer where many residents share one value. Population-weighted quantiles: methods §3.
    """
    return local_breaks(values, residents, classes, decimals)


def index_cuts(high: float = INDEX_CUTS[1], classes: int = STEPS) -> tuple[float, ...]:
    """Cuts of an index in percentiles; `high` is where the highest class begins. Two classes: only that one."""
    return (INDEX_CUTS[0], high) if classes == STEPS else (high,)


def weighted_quantile(values: Sequence[float | None], weights: Sequence[int | None], share: float) -> float | None:
    """Lowest value such that at least `share` (0…1) of the weight lies below it; None without values.

    As a cut it leaves at most `1 - share` of the residents in the class above, ties aside.
    """
    pairs = sorted(
        (value, weight) for value, weight in zip(values, weights, strict=True) if value is not None and weight
    )
    if not pairs:
        return None
    below = np.cumsum([0.0] + [weight for _, weight in pairs[:-1]])
    total = sum(weight for _, weight in pairs)
    index = int(np.searchsorted(below, share * total * (1 - 1e-12), side="left"))
    return pairs[min(index, len(pairs) - 1)][0]


def pair(x: Axis, y: Axis, x_figures: MapFigures, y_figures: MapFigures) -> Pair:
    """Cell of every area. Raises ValueError when the two maps do not hold the same areas in the same order."""
    if x_figures.area_codes != y_figures.area_codes:
        raise ValueError("the two maps hold other areas")
    along_x, along_y = _steps(x, x_figures), _steps(y, y_figures)
    known = (along_x != MISSING) & (along_y != MISSING)
    cells = np.where(known, along_y * STEPS + along_x, MISSING)
    return Pair(
        x=x,
        y=y,
        x_figures=x_figures,
        y_figures=y_figures,
        cells=tuple(cells.tolist()),
        statuses=tuple(map(both, x_figures.statuses, y_figures.statuses, x_figures.values, y_figures.values)),
        residents=residents_per_class(cells, x_figures.residents_count, CELLS),
    )


def both(x: Status, y: Status, x_value: float | None, y_value: float | None) -> Status:
    """Status of two figures together: why there is none where one is missing, with caution where either asks for it."""
    if x_value is None:
        return x
    if y_value is None:
        return y
    return Status.CAUTION if Status.CAUTION in (x, y) else Status.OK


def cell_number(code: str | None) -> int | None:
    """Cell of a code in an address: "1-1" is 0 (both low), "3-1" is 2 (high along x), "3-3" is 8. None for None."""
    if code is None:
        return None
    x, y = (int(part) - 1 for part in code.split("-"))
    return y * STEPS + x


def cell_code(cell: int) -> str:
    """Code of a cell in an address: its class along x, then along y, counted from 1."""
    return f"{cell % STEPS + 1}-{cell // STEPS + 1}"


def filled_twice(x: MapFigures, y: MapFigures) -> int:
    """Number of areas with both figures."""
    return sum(a is not None and b is not None for a, b in zip(x.values, y.values, strict=True))


def known_share(values: Sequence[float | None], residents: Sequence[int | None]) -> float:
    """Share (0…1) of residents in areas with a value; 0 where nobody lives."""
    total = sum(count or 0 for count in residents)
    known = sum(count or 0 for value, count in zip(values, residents, strict=True) if value is not None)
    return known / total if total else 0.0


def _steps(axis: Axis, figures: MapFigures) -> npt.NDArray[np.int64]:
    """Place of every area on the axis of three; -1 without value."""
    classes = classes_of(figures.values, axis.cuts, axis.indicator.decimals).astype(np.int64)
    places = np.array([*axis.steps, MISSING], dtype=np.int64)
    return np.asarray(places[classes], dtype=np.int64)
