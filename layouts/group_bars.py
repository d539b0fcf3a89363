"""Bars of a percentage per group as SVG, each with its name and figure beside it. Bars begin at 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 384
_LABEL: Final = 124
_FIGURE: Final = 108
_ROW: Final = 28
_TOP: Final = 8
_BAR: Final = "#2c7fb8"
_WHOLE: Final = "#5c6b77"
_NICE: Final = (2, 5, 10, 20, 40, 60, 80, 100)


@dataclass(frozen=True)
class Bar:
    """One bar: a percentage with the text beside it; `whole` for a total, which has another colour and stands apart."""

    label: str
    pct: float
    text: str
    whole: bool = False


def bars_height(bars: Sequence[Bar]) -> int:
    """Height of the picture in pixels."""
    return 2 * _TOP + _ROW * len(bars) + (8 if any(bar.whole for bar in bars) else 0)


def group_bars(bars: Sequence[Bar]) -> str:
    """SVG of bars from 0 to a round number above the highest; empty without bars. Hidden from screen readers: a table tells more."""
    if not bars:
        return ""
    top = next((each for each in _NICE if each >= max(bar.pct for bar in bars)), 100)
    height = bars_height(bars)
    box = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    body = "".join(_bars(bars, top))
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} aria-hidden="true" focusable="false">{body}</svg>'


def _bars(bars: Sequence[Bar], top: float) -> Iterator[str]:
    y = float(_TOP)
    room = WIDTH - _LABEL - _FIGURE
    for number, bar in enumerate(bars):
        if number and bars[number - 1].whole and not bar.whole:
            y += 8
        middle = y + _ROW / 2 + 4
        wide = room * min(bar.pct, top) / top
        weight = ' font-weight="700"' if bar.whole else ""
        yield f'<text x="0" y="{middle:.0f}" class="staaf-naam"{weight}>{escape(bar.label)}</text>'
        colour = _WHOLE if bar.whole else _BAR
        yield f'<rect x="{_LABEL}" y="{y + 5:.0f}" width="{wide:.1f}" height="{_ROW - 10}" fill="{colour}"/>'
        yield f'<text x="{_LABEL + wide + 6:.1f}" y="{middle:.0f}" class="staaf-getal"{weight}>{escape(bar.text)}</text>'
        y += _ROW
    yield f'<path d="M{_LABEL} {_TOP}V{y:.0f}" stroke="#8694a0"/>'
