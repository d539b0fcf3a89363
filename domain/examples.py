"""Worked examples from the area of the reader: what goes into them, and how they are told. Plain frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.view_models import Figure, Indicator


@dataclass(frozen=True)
class Example:
    """An example in sentences, with a table (its first column names the rows) where there is something to add up.

    An example of which the figures are absent has one sentence that says why, and no `source`.
    """

    sentences: tuple[str, ...]
    caption: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class IndexPartScore:
    """A part of an index in one area: its score, and the figures that it was made of."""

    title: str
    score: float | None
    inputs: tuple[tuple[Indicator, Figure], ...]


@dataclass(frozen=True)
class IndexScore:
    """An index in one area with its parts; `figure` has the score and its range."""

    area_name: str
    indicator: Indicator
    figure: Figure
    parts: tuple[IndexPartScore, ...]


@dataclass(frozen=True)
class WeighedPlace:
    """A buurt that counts in a mean."""

    name: str
    residents: int
    value: float


#: Of a smaller buurt nobody would expect that it counts.
_FEWEST_RESIDENTS = 100


def two_places(
    names: Sequence[str], residents: Sequence[int | None], values: Sequence[float | None]
) -> tuple[WeighedPlace, WeighedPlace] | None:
    """The buurt with the most residents and the one that differs most from it, for a mean of two; None where there are no two.

    Sequences are parallel. Of equals the first is taken.
    """
    known = [
        WeighedPlace(name, people, value)
        for name, people, value in zip(names, residents, values, strict=True)
        if people is not None and people >= _FEWEST_RESIDENTS and value is not None
    ]
    if len(known) < 2:
        return None
    largest = max(known, key=lambda each: each.residents)
    others = [each for each in known if each is not largest]
    return largest, max(others, key=lambda each: abs(each.value - largest.value))
