"""Bars from 0, each with its name and number; a benchmark is a thin line with its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.sheet import ACCENT, INK, SMALL, SOFT, TEXT, Drawing, Sheet, Words
from briefing.typeface import width_of, wrapped
from domain.numbers_nl import format_value
from domain.view_models import Indicator
from domain.wording.phrases import lowered

_ROW: Final = 20.0
_BAR: Final = 12.0
_LABEL: Final = 150.0
_NO_FIGURE: Final = "geen cijfer"


@dataclass(frozen=True)
class Bar:
    """One bar. `marked` is the one it is about; without a figure `why` stands in its place."""

    name: str
    value: float | None
    marked: bool = False
    why: str = _NO_FIGURE


def bars(
    found: Sequence[Bar],
    indicator: Indicator,
    words: Words,
    benchmarks: Sequence[tuple[str, float]] = (),
    *,
    width_cm: float = 17.0,
) -> Drawing:
    """Bars in the order given, and benchmarks (name, value) as lines over all of them."""
    sheet = Sheet(words, (_ROW * max(len(found), 1) + 16 * len(benchmarks) + 64) / 72 * 2.54, width_cm)
    top = sheet.top + 14 * len(benchmarks) + 4
    values = [*(bar.value for bar in found if bar.value is not None), *(value for _, value in benchmarks)]
    low, high = min([0.0, *values]), max([0.0, *values])
    room = sheet.width - _LABEL - 62
    scale = room / (high - low) if high > low else 0.0
    zero = _LABEL - low * scale
    foot = top + _ROW * len(found)
    for number, bar in enumerate(found):
        _bar(sheet, bar, indicator, top + number * _ROW, zero, scale)
    sheet.line([zero, zero], [top, foot], SOFT, 0.8)
    for number, (name, value) in enumerate(benchmarks):
        x, line = zero + value * scale, sheet.top + 8 + number * 14
        sheet.line([x, x], [line + 3, foot], INK, 1.0, dashes=(0, (4, 2)) if number else "-")
        text = f"{name} {format_value(value, indicator)}"
        to_left = x + width_of(text, SMALL) > sheet.width
        sheet.text(x, line, text, SMALL, align="right" if to_left else "left")
    return sheet.drawing(_alt(found, indicator, words, benchmarks))


def _bar(sheet: Sheet, bar: Bar, indicator: Indicator, top: float, zero: float, scale: float) -> None:
    rows = wrapped(bar.name, SMALL, _LABEL - 10, bold=bar.marked, rows=2)
    for index, text in enumerate(rows):
        y = top + _ROW / 2 + 3 - (len(rows) - 1) * 4.4 + index * 8.8
        sheet.text(_LABEL - 8 if zero >= _LABEL else 0, y, text, SMALL, bold=bar.marked, align="right")
    middle = top + _ROW / 2 + 3
    if bar.value is None:
        sheet.text(zero + 4, middle, bar.why, SMALL, SOFT)
        return
    length = bar.value * scale
    fill = ACCENT if bar.marked else "#9fb4c7"
    sheet.box(
        min(zero, zero + length),
        top + (_ROW - _BAR) / 2,
        abs(length),
        _BAR,
        fill,
        edge=SOFT if not bar.marked else ACCENT,
    )
    sheet.text(
        max(zero, zero + length) + 4, middle, format_value(bar.value, indicator), TEXT, bold=bar.marked, halo=True
    )


def _alt(found: Sequence[Bar], indicator: Indicator, words: Words, benchmarks: Sequence[tuple[str, float]]) -> str:
    """All bars with their numbers."""
    told = [
        f"{bar.name}: {lowered(bar.why) if bar.value is None else format_value(bar.value, indicator)}" for bar in found
    ]
    told += [f"{name}: {format_value(value, indicator)}" for name, value in benchmarks]
    about = f"Staafgrafiek. {words.title}. {words.about}.".replace("..", ".")
    return f"{about} {'; '.join(told)}."
