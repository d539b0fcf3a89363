"""Download of the screen Samen aan tafel: a row per task and figure, with what it is held against, unit, year, source and licence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from domain.numbers_nl import rounded
from domain.samenloop_models import Reading, SamenView, TaskReading
from domain.wording import samen as words
from store.export import csv_text, demo_mark
from store.warehouse import Store

#: Columns in order.
COLUMNS: Final = (
    "gebied_code", "gebied", "soort_opgave", "opgave", "cijfer", "eenheid", "waarde", "jaar", "ondergrens", "bovengrens", "naast",
    "waarde_naast", "zegt", "herkomst", "samenloop_met", "bron", "licentie",
)  # fmt: skip
_SIDES: Final = {"physical": "fysiek", "social": "sociaal en gezondheid"}


def samen_csv(view: SamenView) -> bytes:
    """CSV as Dutch spreadsheets read it."""
    return csv_text(
        list(COLUMNS), (row for task in (*view.physical, *view.social) for row in _rows(task, view))
    ).encode()


def samen_name(store: Store, view: SamenView) -> str:
    """File name, from codes only: "buurtlens_samen_GM0344.csv"."""
    lens = "_vergrijzing" if view.older else ""
    return f"buurtlens_samen_{view.area.code}{lens}{demo_mark(store)}.csv"


def _rows(task: TaskReading, view: SamenView) -> Iterator[list[Any]]:
    for each in task.readings:
        yield [
            view.area.code,
            view.area.name,
            _SIDES[task.task.side],
            task.task.title,
            *_row(each),
            _with(each, view),
            *_source(each),
        ]


def _row(each: Reading) -> list[Any]:
    figure, indicator = each.figure, each.indicator
    beside = None if each.benchmark is None else "grens" if each.candidate.bar is not None else "Nederland"
    value: list[float | None] = [None] * 4
    if figure is not None and figure.value is not None:
        value = [
            _number(figure.value, each),
            figure.reference_year,
            _number(figure.lower, each),
            _number(figure.upper, each),
        ]
    return [
        indicator.title, indicator.unit, *value, beside, _number(each.benchmark, each), words.verdict_word(each),
        words.know_line(each),
    ]  # fmt: skip


def _with(each: Reading, view: SamenView) -> str:
    """Tasks of the other side that it makes a samenloop with."""
    titles = []
    for cell in view.samenlopen:
        if any(each is pair.physical for pair in cell.pairs):
            titles.append(cell.social.task.title)
        if any(each is pair.social for pair in cell.pairs):
            titles.append(cell.physical.task.title)
    return " / ".join(titles)


def _source(each: Reading) -> list[Any]:
    return [None, None] if each.figure is None else [each.figure.source.citation, each.figure.source.licence]


def _number(value: float | None, each: Reading) -> float | None:
    return None if value is None else rounded(value, each.indicator.decimals)
