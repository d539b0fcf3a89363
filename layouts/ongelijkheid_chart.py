"""Bars of an income group each, lowest incomes first, as SVG: the frame's own, the country's beneath, and the line of a norm."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 384
_LABEL: Final = 116
_FIGURE: Final = 96
_TOP: Final = 6
_ROW: Final = 34
_ROW_ALONE: Final = 28
_BAR: Final = "#2c7fb8"
_BESIDE: Final = "#7c8791"
_NORM: Final = "#16212b"
#: Mean width in pixels of a letter of the name at the norm line.
_LETTER: Final = 6.4
_NORM_ROOM: Final = 20
_HALO: Final = 'stroke="#fff" stroke-width="4" paint-order="stroke"'


@dataclass(frozen=True)
class GroupBar:
    """A group: its name, value with its text, and the country's value; None where there is none, which `text` explains."""

    label: str
    value: float | None
    text: str
    beside: float | None = None


@dataclass(frozen=True)
class NormLine:
    """A value that is drawn as a line with its name."""

    value: float
    name: str


def chart_height(bars: Sequence[GroupBar], norm: NormLine | None) -> int:
    """Height of the picture in pixels."""
    return 2 * _TOP + _row(bars) * len(bars) + (_NORM_ROOM if norm else 0)


def group_chart(bars: Sequence[GroupBar], norm: NormLine | None = None) -> str:
    """SVG of the bars, from 0; empty when no group has a value. Hidden from screen readers: the table tells the same."""
    values = [each for bar in bars for each in (bar.value, bar.beside) if each is not None]
    if not any(bar.value is not None for bar in bars):
        return ""
    if norm is not None:
        values.append(norm.value)
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    room = WIDTH - _LABEL - _FIGURE

    def place(value: float) -> float:
        return _LABEL + room * (value - low) / span

    height = chart_height(bars, norm)
    body = "".join([*_bars(bars, place), *(_norm(norm, place, height) if norm else ()), *_texts(bars, place)])
    box = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true" focusable="false">{body}</svg>'


def _row(bars: Sequence[GroupBar]) -> int:
    return _ROW if any(bar.beside is not None for bar in bars) else _ROW_ALONE


def _bars(bars: Sequence[GroupBar], place: Callable[[float], float]) -> Iterator[str]:
    row, zero = _row(bars), place(0.0)
    for number, bar in enumerate(bars):
        top = _TOP + number * row
        if bar.value is not None:
            left, right = sorted((zero, place(bar.value)))
            yield f'<rect x="{left:.1f}" y="{top + 4}" width="{right - left:.1f}" height="18" fill="{_BAR}"/>'
        if bar.beside is not None:
            left, right = sorted((zero, place(bar.beside)))
            yield f'<rect x="{left:.1f}" y="{top + 23}" width="{right - left:.1f}" height="5" fill="{_BESIDE}"/>'
    yield f'<path d="M{zero:.1f} {_TOP}V{_TOP + len(bars) * row}" stroke="#8694a0"/>'


def _texts(bars: Sequence[GroupBar], place: Callable[[float], float]) -> Iterator[str]:
    """Names and figures, over the line of a norm and with a white edge, so that they can be read on it."""
    row = _row(bars)
    for number, bar in enumerate(bars):
        y = _TOP + number * row + 17
        end = max(place(0.0), place(bar.value)) if bar.value is not None else place(0.0)
        yield f'<text x="0" y="{y}" class="staaf-naam">{escape(bar.label)}</text>'
        yield f'<text x="{end + 6:.1f}" y="{y}" class="staaf-getal" {_HALO}>{escape(bar.text)}</text>'


def _norm(norm: NormLine, place: Callable[[float], float], height: int) -> Iterator[str]:
    x = place(norm.value)
    foot = height - _NORM_ROOM - _TOP + 2
    yield f'<path d="M{x:.1f} {_TOP - 2}V{foot + 4}" stroke="{_NORM}" stroke-width="1.5" stroke-dasharray="5 3"/>'
    half = len(norm.name) * _LETTER / 2
    middle = min(max(x, half + 2), WIDTH - half - 2)
    yield f'<text x="{middle:.1f}" y="{foot + 18}" text-anchor="middle" class="norm-naam">{escape(norm.name)}</text>'
