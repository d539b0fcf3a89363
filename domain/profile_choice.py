"""What a profile chooses to tell of its rows: differences that survive noise, and what changed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from domain.comparison import Verdict, minimum_difference
from domain.profile import Block, Part, Row, Standout
from domain.trend import Course

#: So many differences are told, of which so many may be modelled.
MOST_STANDOUTS: Final = 5
MOST_MODELLED: Final = 2
#: From the lowest to the highest tenth of a normal distribution are so many standard deviations.
_SPREAD_IN_SD: Final = 2.56
#: Without a spread a difference is held against so many least differences, about what a standard deviation is where there is one.
_WITHOUT_SPREAD: Final = 3.0
_SURE: Final = (Verdict.HIGHER, Verdict.LOWER)


def standouts(chapters: Sequence[tuple[Block, Sequence[Row]]]) -> tuple[Standout, ...]:
    """The largest differences that survive noise and rounding: at most five, two of them modelled, and one per block's chapter theme.

    A counted or mapped figure is held against comparable areas where there are any, else against the country (or gemeente); a
    modelled one always against the country or gemeente (methods §1.6).
    """
    found = sorted(_differences(chapters), key=lambda each: (-each.size, each.row.indicator.indicator_id))
    chosen: list[Standout] = []
    for each in found:
        same = any(one.block.block_id == each.block.block_id for one in chosen)
        full = each.row.is_modelled and sum(one.row.is_modelled for one in chosen) >= MOST_MODELLED
        if not same and not full and len(chosen) < MOST_STANDOUTS:
            chosen.append(each)
    return tuple(chosen)


def _differences(chapters: Sequence[tuple[Block, Sequence[Row]]]) -> Iterator[Standout]:
    for block, rows in chapters:
        if block.part is Part.WIE:
            continue  # who lives here is context; comparable areas are chosen by it
        for row in rows:
            against = row.main if row.is_modelled or row.similar is None or row.similar.value is None else row.similar
            if against is None or against.told.verdict not in _SURE or against.told.difference is None:
                continue
            assert against.value is not None
            has_bounds = row.figure is not None and row.figure.lower is not None
            least = minimum_difference(row.indicator, against.value, has_bounds=has_bounds)
            # Beside how much all buurten differ: else what varies much everywhere would always come first.
            usual = (
                max((row.spread.high - row.spread.low) / _SPREAD_IN_SD, least)
                if row.spread
                else _WITHOUT_SPREAD * least
            )
            yield Standout(block, row, against, abs(against.told.difference) / usual if usual else 0.0)


def changes(rows: Sequence[Row], most: int = 5) -> tuple[Row, ...]:
    """Rows that rise or fall for sure, those with the largest change (in least changes of their unit) first."""
    moved = [row for row in rows if row.trend.course in (Course.RISES, Course.FALLS)]

    def size(row: Row) -> float:
        least = minimum_difference(row.indicator, row.value or 0.0)
        return abs(row.trend.change or 0.0) / least if least else 0.0

    return tuple(sorted(moved, key=lambda row: (-size(row), row.indicator.indicator_id))[:most])
