"""Polygons of groups: their outlines, dissolved from simplified areas so that borders stay shared, and the areas inside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from domain.areas import COUNTRY_CODE, Level, gemeente_of, level_of
from etl.geometry.polygons import Polygons, dissolve

#: Group -> level -> codes of the areas inside.
Inside = Mapping[str, Mapping[Level, Sequence[str]]]
#: Levels whose areas are dissolved to outlines: regions of gemeenten, own divisions of buurten.
_PARTS = {Level.GGD: Level.GEMEENTE, Level.PROVINCIE: Level.GEMEENTE, Level.EIGEN: Level.BUURT}


@dataclass(frozen=True)
class Simplified:
    """Areas of one level in one simplification (RD New), in the order of `table`; `untouched` passed through as they were."""

    table: pd.DataFrame
    polygons: Polygons
    untouched: np.ndarray

    def take(self, rows: np.ndarray) -> Simplified:
        """Some of the areas."""
        return Simplified(self.table.iloc[rows], self.polygons[rows], self.untouched[rows])

    def rows_of(self, codes: Sequence[str]) -> np.ndarray:
        """Positions of areas in the table."""
        return np.flatnonzero(self.table["area_code"].isin(set(codes)).to_numpy())


def frames(level: Level, inside: Inside, city: Simplified, national: Simplified) -> Iterator[tuple[str, Simplified]]:
    """Areas of a level inside each group: the many small ones of a region simplified as for the country, all else as for a gemeente."""
    for group, levels in inside.items():
        across = level_of(group) in (Level.GGD, Level.PROVINCIE) and level is not Level.GEMEENTE
        source = national if across else city
        rows = source.rows_of(levels.get(level, ()))
        if len(rows):
            yield group, source.take(rows)


def outlines(
    level: Level, inside: Inside, city: Simplified, national: Simplified
) -> Iterator[tuple[Level, str, Simplified, Simplified]]:
    """Level, frame and outlines of groups that are made of areas of this level, with those areas.

    All regions come in one frame, own divisions in one per gemeente.
    """
    together: dict[tuple[Level, str], list[str]] = defaultdict(list)
    for group in inside:
        kind = level_of(group)
        if _PARTS[kind] is level:
            together[kind, gemeente_of(group) if kind is Level.EIGEN else COUNTRY_CODE].append(group)
    for (kind, frame), groups in together.items():
        source = city if kind is Level.EIGEN else national
        parts = {group: source.rows_of(inside[group].get(level, ())) for group in sorted(groups)}
        drawn = {group: rows for group, rows in parts.items() if len(rows)}
        if drawn:
            yield kind, frame, _dissolved(source, drawn), source


def _dissolved(source: Simplified, parts: Mapping[str, np.ndarray]) -> Simplified:
    table = pd.DataFrame(
        {
            "area_code": list(parts),
            "gemeente_code": list(parts),
            "approximate": [bool(source.table["approximate"].iloc[rows].any()) for rows in parts.values()],
            "boundary_year": [int(source.table["boundary_year"].iloc[rows].min()) for rows in parts.values()],
        }
    )
    exact = [not source.untouched[rows].any() for rows in parts.values()]
    shapes = [
        dissolve(source.polygons[rows], coverage=whole) for rows, whole in zip(parts.values(), exact, strict=True)
    ]
    polygons = np.empty(len(shapes), dtype=object)
    polygons[:] = shapes
    return Simplified(table, polygons, ~np.asarray(exact))
