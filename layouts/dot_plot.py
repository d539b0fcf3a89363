"""The areas of a comparison on one line each, as SVG: how far apart they lie beside what counts as a difference. Words tell more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.comparison import minimum_difference
from domain.side_table import CompareRow

#: Letters that name the columns in heads, cells and pictures.
LETTERS: Final = "ABCD"
_WIDE: Final = 220
_PAD: Final = 12
_LANE: Final = 18
_INK: Final = "#16212b"
_AREA: Final = "#1a5a96"
_BAND: Final = "#dfe6ec"
#: A picture is never narrower than so many least differences: what hardly differs must not look far apart.
_LEAST_SPAN: Final = 4.0


def dot_plot(row: CompareRow) -> str:
    """A lane per column with its letter at its figure, a margin as a line; the band is what lies too close to the first to differ.

    Empty where fewer than two columns have a figure, or figures are not compared.
    """
    values = [cell.value for cell in row.cells]
    known = [value for value in values if value is not None]
    if len(known) < 2 or not row.is_compared:
        return ""
    bounds = [
        (cell.point.lower, cell.point.upper) if cell.point is not None and cell.value is not None else (None, None)
        for cell in row.cells
    ]
    least = minimum_difference(row.indicator, max(map(abs, known)), has_bounds=not row.margin_unknown)
    every = [*known, *(each for pair in bounds for each in pair if each is not None)]
    low, high = min(every), max(every)
    short = max(0.0, _LEAST_SPAN * least - (high - low)) / 2
    low, high = low - short, high + short
    high_px = _LANE * len(values) + 4

    def x(value: float) -> float:
        place = _PAD + (value - low) / ((high - low) or 1.0) * (_WIDE - 2 * _PAD)
        return min(max(place, 0.0), float(_WIDE))

    parts = []
    if values[0] is not None:
        left, right = x(values[0] - least), x(values[0] + least)
        parts.append(f'<rect x="{left:.1f}" y="0" width="{right - left:.1f}" height="{high_px}" fill="{_BAND}"/>')
    for lane, (value, (lower, upper)) in enumerate(zip(values, bounds, strict=True)):
        y = 2 + _LANE * lane + _LANE / 2
        parts.append(_line(_PAD, _WIDE - _PAD, y, "#c3cbd2", 1))
        if lower is not None and upper is not None:
            parts.append(_line(x(lower), x(upper), y, _AREA, 2.5))
        if value is not None:
            parts.append(_letter(x(value), y, LETTERS[lane], is_first=lane == 0))
    return _svg(parts, _WIDE, high_px)


def letter_mark(place: int) -> str:
    """The mark of a column, for its head."""
    return _svg([_letter(11, 11, LETTERS[place], is_first=place == 0)], 22, 22)


def _letter(x: float, y: float, letter: str, *, is_first: bool) -> str:
    fill, ink = (_AREA, "#fff") if is_first else ("#fff", _INK)
    font = 'font-family="Atkinson Hyperlegible Next, sans-serif" font-size="11" font-weight="700" text-anchor="middle"'
    dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="{fill}" stroke="{_AREA if is_first else _INK}" stroke-width="1.5"/>'
    return f'{dot}<text x="{x:.1f}" y="{y + 4:.1f}" {font} fill="{ink}">{letter}</text>'


def _line(left: float, right: float, y: float, colour: str, width: float) -> str:
    return f'<line x1="{left:.1f}" x2="{right:.1f}" y1="{y}" y2="{y}" stroke="{colour}" stroke-width="{width}"/>'


def _svg(parts: Sequence[str], wide: int, high: int) -> str:
    box = f'viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'
