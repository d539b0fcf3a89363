"""A chart as a file of its own: what it is about above it, its source below it, so that a copy never loses them."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Final

_MARGIN: Final = 24
_ROW: Final = 18
#: Mean width of a letter, in pixels, of the title and of the lines below.
_TITLE_LETTER: Final = 8.6
_LETTER: Final = 6.4
_STYLE: Final = (
    "text{font-family:'Atkinson Hyperlegible Next',Verdana,sans-serif;font-size:12.5px;fill:#16212b}"
    ".titel{font-size:16px;font-weight:700}.bij{fill:#4b5964;font-size:12px}.as-getal{fill:#4b5964}"
    ".lijn-naam{paint-order:stroke;stroke:#fff;stroke-width:3px}"
)


def picture(chart: str, size: tuple[int, int], title: str, lines: Sequence[str]) -> str:
    """SVG with a title, a chart (SVG of `size` in pixels), and lines under it such as unit, year and source. Texts are escaped."""
    width = max(size[0], 420) + 2 * _MARGIN
    room = width - 2 * _MARGIN
    head = textwrap.wrap(title, int(room / _TITLE_LETTER))
    foot = [row for line in lines if line for row in textwrap.wrap(line, int(room / _LETTER))]
    top = _MARGIN + 22 * len(head) + 4
    bottom = top + size[1] + 16
    height = bottom + _ROW * len(foot) + _MARGIN - 8
    texts = [
        *(
            f'<text x="{_MARGIN}" y="{_MARGIN + 12 + 22 * row}" class="titel">{escape(line)}</text>'
            for row, line in enumerate(head)
        ),
        *(
            f'<text x="{_MARGIN}" y="{bottom + _ROW * row}" class="bij">{escape(line)}</text>'
            for row, line in enumerate(foot)
        ),
    ]
    box = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img"><title>{escape(title)}</title><style>{_STYLE}</style>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        f'<g transform="translate({_MARGIN} {top})">{chart}</g>{"".join(texts)}</svg>'
    )
