"""Figures that buurten have together (domain.combine), as figures and lines of an area that exists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from domain.combine import (
    FILLED_FROM,
    GRADES,
    STATUSES,
    Integers,
    Rule,
    Rules,
    Together,
    combine,
    share_of_counts,
    without_grade_c,
)
from domain.observations import Method, Status
from domain.own_area import CombinedFigure, OwnArea
from domain.series import Line
from domain.view_models import Area, Figure
from domain.weighted import Floats
from domain.wording import own_area as wording
from store.figures import newest
from store.gazetteer import gazetteer
from store.parts import Cells, Key, read_cells
from store.series import lines_of
from store.sources import source_line
from store.warehouse import Store, Warehouse

_TABLE: Final = "share_of_counts"
_RULES: Final = "SELECT indicator_id, combine, decimals, valid_low, valid_high FROM indicator"
_SHARES: Final = """
SELECT indicator_id, numerator, denominator, times, first_year, last_year, sort_order FROM share_of_counts ORDER BY sort_order, indicator_id
"""
#: A sum keeps two decimals more than its parts (etl: decimals_combined).
_MORE_OF_A_SUM: Final = 2
_RESIDENTS: Final = "residents_count"
_NOBODY: Final = STATUSES.index(Status.NO_RESIDENTS)


def combined_figures(store: Store, codes: Sequence[str]) -> list[CombinedFigure]:
    """Figures of buurten together for every indicator and year, also of building blocks; by one question.

    Codes in any order, each once or more. Raises KeyError for a code that is no area of today.
    """
    warehouse = store.open()
    asked = OwnArea(tuple(sorted(set(codes))))
    cells = read_cells(warehouse, asked.codes)
    rules = _rules(warehouse, list(cells.rows))
    together = without_grade_c(_with_shares(warehouse, cells, rules, combine(cells.parts, rules)))
    names = [gazetteer(warehouse).by_code[code].name for code in asked.codes]
    lacking: list[list[int]] = [np.flatnonzero(row).tolist() for row in together.lacking]
    numbers = zip(*(_numbers(each) for each in (together.value, together.lower, together.upper)), strict=True)
    # Lists, not arrays: some thousand figures are made of them one by one.
    rows = zip(
        cells.rows, rules.rule, numbers, together.status.tolist(), together.grade.tolist(), lacking,
        (100 * together.filled).tolist(), _largest_part(cells).tolist(), strict=True,
    )  # fmt: skip
    vintage, code = warehouse.build.display_vintage, asked.code
    return [
        CombinedFigure(
            area_code=code,
            indicator_id=name,
            reference_year=year,
            boundary_year=vintage,
            value=value,
            lower=lower,
            upper=upper,
            status=STATUSES[status],
            grade=GRADES[grade],
            method=Method.COMBINED,
            source=source_line(warehouse, "", release),
            lacking=() if rule is Rule.NEVER else tuple([asked.codes[index] for index in without]),
            filled_pct=filled,
            why="" if value is not None else _why(rule, STATUSES[status], [names[index] for index in without], filled),
        )
        for (name, year), rule, (value, lower, upper), status, grade, without, filled, release in rows
    ]


def newest_figures(store: Store, figures: Sequence[CombinedFigure]) -> list[Figure]:
    """Of `combined_figures` the newest of each indicator of the picker, as `store.figures.figures_for` gives those of an area."""
    return newest(store.open(), figures)


def own_area_lines(
    store: Store, area: Area, figures: Sequence[CombinedFigure], indicator_ids: Sequence[str]
) -> dict[str, Line]:
    """Of `combined_figures` a line over the years per indicator, as `store.series.own_lines` gives those of an area."""
    residents = [each for each in figures if each.indicator_id == _RESIDENTS]
    return lines_of(store.open(), area, indicator_ids, figures, residents)


def _why(rule: Rule, status: Status, names: Sequence[str], filled_pct: float) -> str:
    """Why there is no value, where the parts say it; else empty: the status does."""
    if rule is Rule.NEVER:
        return wording.never_combined()
    if status is Status.NO_RESIDENTS or not names:
        return ""
    if rule is Rule.SUM:
        return wording.not_added_up(names)
    return wording.too_little_known(names, filled_pct, 100 * FILLED_FROM)


def _rules(warehouse: Warehouse, keys: Sequence[Key]) -> Rules:
    known = warehouse.cached(
        ("combination rules",), lambda: {name: tuple(rest) for name, *rest in warehouse.rows(_RULES)}
    )
    rows = [known[name] for name, _ in keys]
    rule = [Rule(combination) for combination, *_ in rows]
    more = [_MORE_OF_A_SUM if each is Rule.SUM else 0 for each in rule]
    return Rules(
        rule=rule,
        digits=np.array([row[1] for row in rows], dtype=np.int64) + np.array(more, dtype=np.int64),
        low=np.array([-np.inf if row[2] is None else row[2] for row in rows], dtype=np.float64),
        high=np.array([np.inf if row[3] is None else row[3] for row in rows], dtype=np.float64),
    )


def _with_shares(warehouse: Warehouse, cells: Cells, rules: Rules, together: Together) -> Together:
    """Shares made again of the counts of the parts, the first way that reaches far enough; an older warehouse keeps the means."""
    if _TABLE not in warehouse.tables:
        return together
    steps: list[tuple[Any, ...]] = warehouse.cached((_TABLE,), lambda: warehouse.rows(_SHARES))
    done = np.zeros(len(cells.rows), dtype=bool)
    for order in sorted({step[-1] for step in steps}):
        numerator, denominator, times = _counts(cells, [step for step in steps if step[-1] == order])
        numerator[done] = np.nan
        together, made = share_of_counts(together, rules, cells.parts, numerator, denominator, times)
        done |= made
    return together


def _counts(cells: Cells, steps: Sequence[tuple[Any, ...]]) -> tuple[Floats, Floats, Floats]:
    """Per row of a share its counts (rows x parts) and what they are multiplied by; NaN elsewhere, and where a part lacks one."""
    found = cells.parts.value
    # Where nobody lives there is nothing to count: 0.
    value = np.where(np.isnan(found) & (cells.parts.status == _NOBODY), 0.0, found)
    numerator, denominator, times = np.full_like(value, np.nan), np.full_like(value, np.nan), np.ones(len(value))
    by_name = {step[0]: step for step in steps}
    for (name, year), row in cells.rows.items():
        if name not in by_name:
            continue
        _, over, under, factor, first, last, _ = by_name[name]
        if (first or year) <= year <= (last or year) and all((part, year) in cells.rows for part in (*over, *under)):
            numerator[row] = value[[cells.rows[(part, year)] for part in over]].sum(axis=0)
            denominator[row] = value[[cells.rows[(part, year)] for part in under]].sum(axis=0)
            times[row] = factor
    return numerator, denominator, times


def _largest_part(cells: Cells) -> Integers:
    """Release of every row: that of its largest part with a figure, else with a reason."""
    known = np.where(np.isnan(cells.parts.value), 0.0, 2.0) + (cells.releases >= 0)
    people = np.nan_to_num(cells.parts.residents)
    weight = known * (1 + people.max(initial=0.0)) + people
    return np.take_along_axis(cells.releases, weight.argmax(axis=1)[:, None], axis=1)[:, 0]


def _numbers(values: Floats) -> list[float | None]:
    """Plain numbers, None for NaN."""
    return [None if each != each else each for each in values.tolist()]
