"""Areas side by side, or one area in two years, as a table: which figures stand beside each other, row by row. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from domain.observations import Status
from domain.profile import Block
from domain.series import Line
from domain.side_by_side import Told, beside, later
from domain.trend import Point, segments
from domain.view_models import Area, Figure, Indicator, SourceLine

#: So many large differences are told, of which so many may be modelled.
MOST_TOLD: Final = 5
MOST_MODELLED: Final = 2
#: Two years that lie further apart may have so many of the figures of the fullest two.
_FULL_ENOUGH: Final = 0.75


@dataclass(frozen=True)
class Column:
    """One area with its lines of years by indicator."""

    area: Area
    lines: Mapping[str, Line]


@dataclass(frozen=True)
class Cell:
    """Figure of a column, or why there is none (`status`)."""

    point: Point | None
    figure: Figure | None
    status: Status

    @property
    def value(self) -> float | None:
        """The figure itself."""
        return self.point.value if self.point is not None else None


@dataclass(frozen=True)
class CompareRow:
    """One indicator: a cell per column, and what every other cell is beside the first (`told`, one shorter)."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    told: tuple[Told, ...]

    @property
    def is_filled(self) -> bool:
        """Whether any column has a figure."""
        return any(cell.value is not None for cell in self.cells)

    @property
    def is_clear(self) -> bool:
        """Whether any column differs clearly from the first."""
        return any(told.is_clear for told in self.told)

    @property
    def is_compared(self) -> bool:
        """Whether any column may be compared with the first."""
        return any(told.is_compared for told in self.told)

    @property
    def years(self) -> tuple[int, ...]:
        """Years of the figures, each once, oldest first."""
        return tuple(
            sorted({cell.point.year for cell in self.cells if cell.point is not None and cell.value is not None})
        )

    @property
    def is_modelled(self) -> bool:
        """Whether the figures are estimates of a model of survey answers."""
        return self.indicator.kind == "modelled"

    @property
    def margin_unknown(self) -> bool:
        """Whether an estimate stands there without its margin."""
        return self.is_modelled and any(
            cell.point is not None and cell.value is not None and cell.point.lower is None for cell in self.cells
        )


@dataclass(frozen=True)
class SideBySide:
    """All rows in the blocks of a profile. `years` is None for areas side by side; else every column is the one area in such a year."""

    columns: tuple[Column, ...]
    years: tuple[int, int] | None
    chapters: tuple[tuple[Block, tuple[CompareRow, ...]], ...]

    @property
    def rows(self) -> tuple[CompareRow, ...]:
        """All rows in order."""
        return tuple(row for _, rows in self.chapters for row in rows)

    @property
    def counted(self) -> tuple[int, int, int]:
        """How many rows differ clearly, how many are compared, and how many have a figure."""
        rows = self.rows
        return sum(r.is_clear for r in rows), sum(r.is_compared for r in rows), sum(r.is_filled for r in rows)


def of_areas(columns: Sequence[Column], blocks: Sequence[Block], indicators: Mapping[str, Indicator]) -> SideBySide:
    """Areas side by side, each beside the first."""

    def row(indicator: Indicator) -> CompareRow:
        lines = [column.lines.get(indicator.indicator_id) for column in columns]
        year = common_year(lines)
        cells = tuple(_cell(line, year, column.area) for line, column in zip(lines, columns, strict=True))
        return CompareRow(indicator, cells, tuple(beside(each.point, cells[0].point, indicator) for each in cells[1:]))

    return SideBySide(tuple(columns), None, _chapters(blocks, indicators, row))


def of_years(
    column: Column, years: tuple[int, int], blocks: Sequence[Block], indicators: Mapping[str, Indicator]
) -> SideBySide:
    """One area in two years, the later beside the earlier."""

    def row(indicator: Indicator) -> CompareRow:
        line = column.lines.get(indicator.indicator_id)
        cells = tuple(_cell_of_year(line, year, column.area) for year in years)
        return CompareRow(indicator, cells, (later(cells[0].point, cells[1].point, indicator),))

    return SideBySide((column, column), years, _chapters(blocks, indicators, row))


def common_year(lines: Sequence[Line | None]) -> int | None:
    """Newest year in which every area that has any figure has one; None where there is no such year."""
    filled = [
        {point.year for point in line.points if point.counts} for line in lines if line is not None and line.is_filled
    ]
    return max(set.intersection(*filled), default=None) if filled else None


def year_pair(column: Column, indicators: Mapping[str, Indicator], known: int | None = None) -> tuple[int, int] | None:
    """The two years of an area with the most counted or mapped figures that may be compared, among the fullest those furthest apart.

    With `known` one of both is that year. None where no two years may be compared.
    """
    counted: Counter[tuple[int, int]] = Counter()
    for name, indicator in indicators.items():
        if indicator.kind != "modelled" and name in column.lines:
            for part in segments(column.lines[name].points, indicator.series_breaks):
                years = [point.year for point in part.points]
                counted.update(pair for pair in combinations(years, 2) if known is None or known in pair)
    if not counted:
        return None
    enough = [pair for pair, count in counted.items() if count >= _FULL_ENOUGH * max(counted.values())]
    return max(enough, key=lambda pair: (pair[1] - pair[0], pair[1]))


def years_of(column: Column) -> tuple[int, ...]:
    """Years in which the area has any figure, oldest first."""
    return tuple(sorted({point.year for line in column.lines.values() for point in line.points if point.counts}))


def largest(found: SideBySide) -> tuple[tuple[CompareRow, int], ...]:
    """Rows that differ most for sure, each with the column that differs most from the first: one per block, at most two modelled."""
    clear = [(block, row, _furthest(row)) for block, rows in found.chapters for row in rows if row.is_clear]
    chosen: dict[str, tuple[CompareRow, int]] = {}
    for block, row, place in sorted(clear, key=lambda each: -each[1].told[each[2] - 1].size):
        full = row.is_modelled and sum(each.is_modelled for each, _ in chosen.values()) >= MOST_MODELLED
        if block.block_id not in chosen and not full and len(chosen) < MOST_TOLD:
            chosen[block.block_id] = row, place
    return tuple(chosen.values())


def sources_of(rows: Sequence[CompareRow]) -> tuple[SourceLine, ...]:
    """Sources of all figures, each once, in order of first use."""
    cells = [cell for row in rows for cell in row.cells]
    return tuple(
        dict.fromkeys(each.figure.source for each in cells if each.figure is not None and each.value is not None)
    )


def _furthest(row: CompareRow) -> int:
    clear = [place for place, told in enumerate(row.told, 1) if told.is_clear]
    return max(clear, key=lambda place: row.told[place - 1].size)


def _chapters(
    blocks: Sequence[Block], indicators: Mapping[str, Indicator], row: Callable[[Indicator], CompareRow]
) -> tuple[tuple[Block, tuple[CompareRow, ...]], ...]:
    return tuple(
        (block, tuple(row(indicators[name]) for name in block.indicator_ids if name in indicators)) for block in blocks
    )


def _cell(line: Line | None, year: int | None, area: Area) -> Cell:
    """Figure of a year, else the newest one; where no year has one, the newest reason."""
    points = line.by_year if line is not None else {}
    chosen = points.get(year) if year is not None else None
    if chosen is None or chosen.value is None:
        chosen = max(
            points.values(), key=lambda point: (point.counts, point.value is not None, point.year), default=None
        )
    return _as_cell(line, chosen, area)


def _cell_of_year(line: Line | None, year: int, area: Area) -> Cell:
    return _as_cell(line, line.by_year.get(year) if line is not None else None, area)


def _as_cell(line: Line | None, point: Point | None, area: Area) -> Cell:
    if point is None or line is None:
        return Cell(None, None, Status.NO_RESIDENTS if area.residents_count == 0 else Status.UNKNOWN)
    return Cell(point, line.figures.get(point.year), point.status)
