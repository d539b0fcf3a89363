"""Rows of subjects: where an area stands among all buurten, beside its gemeente and the country, each row on its own scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from briefing.sheet import ACCENT, HAIR, INK, PALE, SMALL, SOFT, TEXT, WHITE, Drawing, Sheet, Words
from briefing.typeface import width_of, wrapped
from domain.numbers_nl import NOTHING, format_number, format_value
from domain.view_models import Indicator
from domain.wording.figures import titled

_ROW: Final = 25.0
_HEAD: Final = 36.0
_LABEL: Final = 158.0
_NUMBER: Final = 74.0
#: For names that are too long for a column; the title and the words of the picture have them whole.
_HERE: Final = "Dit gebied"
_AROUND: Final = "Gemeente"
_NO_FIGURE: Final = "geen cijfer"
_SCALE: Final = 14.0
_MIDDLE: Final = "#b3c1cd"


@dataclass(frozen=True)
class Spread:
    """Where buurten lie: the lowest and highest, and the middle eight in ten of them."""

    lowest: float
    low: float
    high: float
    highest: float


@dataclass(frozen=True)
class SpineRow:
    """One subject. `why` says why the area has no figure; a missing gemeente or country is left out, with a dash in its column."""

    indicator: Indicator
    year: int
    value: float | None
    gemeente: float | None
    country: float | None
    spread: Spread | None
    why: str = _NO_FIGURE


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float
    left: float
    width: float

    def x(self, value: float) -> float:
        share = 0.5 if self.high == self.low else (value - self.low) / (self.high - self.low)
        return self.left + share * self.width


def spine_chart(rows: Sequence[SpineRow], area: str, gemeente: str, words: Words, *, width_cm: float = 17.0) -> Drawing:
    """Chart of rows: a pale bar is all buurten, a darker one the middle eight in ten, a dot the area. Numbers stand beside it.

    An area that is a gemeente itself has `gemeente` "": that column is left out.
    """
    height = (_HEAD + _ROW * max(len(rows), 1) + 62) / 72 * 2.54
    sheet = Sheet(words, height, width_cm)
    columns = [("o", area), *([("D", gemeente)] if gemeente else []), ("|", "Nederland")]
    numbers_left = sheet.width - _NUMBER * len(columns)
    plot = (_LABEL, numbers_left - _LABEL - 18)
    _head(sheet, columns, numbers_left)
    for number, row in enumerate(rows):
        top = sheet.top + _HEAD + number * _ROW
        sheet.line([0, sheet.width], [top, top], HAIR, 0.5)
        _row(sheet, row, top, plot, numbers_left, with_gemeente=bool(gemeente))
    return sheet.drawing(_alt(rows, area, gemeente, words))


def _head(sheet: Sheet, columns: Sequence[tuple[str, str]], left: float) -> None:
    """Names of the columns with the mark that they have in the chart."""
    line = sheet.top + _HEAD - 7
    for number, (shape, name) in enumerate(columns):
        right = left + (number + 1) * _NUMBER
        rows = wrapped(name, SMALL, _NUMBER - 14, bold=number == 0, rows=2)
        if any(row.endswith("…") for row in rows):
            rows = [_HERE if number == 0 else _AROUND]
        for index, text in enumerate(rows):
            y = line - (len(rows) - 1 - index) * SMALL * 1.12
            sheet.text(right, y, text, SMALL, bold=number == 0, align="right")
        widest = max(width_of(text, SMALL, bold=number == 0) for text in rows)
        _mark(sheet, shape, right - widest - 7, line - 3, small=True)
    for x, fill, text in ((0.0, PALE, "alle buurten"), (84.0, _MIDDLE, "de middelste 8 van de 10")):
        sheet.box(x, line - 7, 16, 8, fill, edge=SOFT)
        sheet.text(x + 21, line, text, SMALL, SOFT)


def _row(
    sheet: Sheet, row: SpineRow, top: float, plot: tuple[float, float], left: float, *, with_gemeente: bool
) -> None:
    middle = top + _ROW / 2
    values = [row.value, *([row.gemeente] if with_gemeente else []), row.country]
    told = _told(row, values)
    rows = wrapped(told[0], SMALL, _LABEL - 34, rows=2)
    for index, text in enumerate(rows):
        sheet.text(0, middle + 3 - (len(rows) - 1) * 4.6 + index * 9.2, text, SMALL)
    sheet.text(_LABEL - 12, middle + 3, str(row.year), SMALL - 1, SOFT, align="right")
    for number, (value, text) in enumerate(zip(values, told[1:], strict=True)):
        right = left + (number + 1) * _NUMBER
        if number == 0 and value is None:
            for index, part in enumerate(wrapped(row.why, SMALL - 1, _NUMBER - 2, rows=2)):
                sheet.text(right, middle + index * 8, part, SMALL - 1, SOFT, align="right")
            continue
        sheet.text(right, middle + 3, text, TEXT, bold=number == 0, align="right")
    scale = _scale(row, plot)
    if scale is None:
        return
    if row.spread is not None:
        spread, half = row.spread, _SCALE / 2
        sheet.box(scale.x(spread.lowest), middle - half, scale.x(spread.highest) - scale.x(spread.lowest), _SCALE, PALE)
        sheet.box(scale.x(spread.low), middle - half, scale.x(spread.high) - scale.x(spread.low), _SCALE, _MIDDLE)
    for shape, value in (("|", row.country), ("D", row.gemeente if with_gemeente else None), ("o", row.value)):
        if value is not None:
            _mark(sheet, shape, scale.x(value), middle)


def _told(row: SpineRow, values: Sequence[float | None]) -> list[str]:
    """Name of the subject and its numbers; a unit that is too long for the columns stands with the name."""
    numbers = [format_value(value, row.indicator) for value in values]
    if all(width_of(number, TEXT, bold=True) <= _NUMBER - 8 for number in numbers):
        return [row.indicator.title, *numbers]
    return [titled(row.indicator), *(format_number(value, row.indicator.decimals) for value in values)]


def _scale(row: SpineRow, plot: tuple[float, float]) -> _Scale | None:
    """From the lowest to the highest of all that is drawn in the row; None where that is nothing."""
    ends = (row.spread.lowest, row.spread.highest) if row.spread is not None else ()
    known = [value for value in (*ends, row.value, row.gemeente, row.country) if value is not None]
    return _Scale(min(known), max(known), *plot) if known else None


def _mark(sheet: Sheet, shape: str, x: float, y: float, *, small: bool = False) -> None:
    """Dot, diamond or line: they differ by shape, not by colour only."""
    if shape == "|":
        half = 4 if small else _SCALE / 2 + 2
        sheet.line([x, x], [y - half, y + half], INK, 1.8)
    elif shape == "D":
        sheet.marker(x, y, "D", INK, 4.2 if small else 5.0, fill=WHITE)
    else:
        sheet.marker(x, y, "o", ACCENT, 5.5 if small else 8.0)


def _alt(rows: Sequence[SpineRow], area: str, gemeente: str, words: Words) -> str:
    """Every row as a sentence with its numbers."""
    told = [f"{words.title}. {words.about}.".replace("..", ".")]
    for row in rows:
        value = row.why if row.value is None else format_value(row.value, row.indicator)
        parts = [f"{area} {value}"]
        for name, number in ((gemeente, row.gemeente), ("Nederland", row.country)):
            if name and (text := format_value(number, row.indicator)) != NOTHING:
                parts.append(f"{name} {text}")
        if row.spread is not None:
            low, high = (format_value(each, row.indicator) for each in (row.spread.low, row.spread.high))
            parts.append(f"8 van de 10 buurten tussen {low} en {high}")
        told.append(f"{row.indicator.title} ({row.year}): {', '.join(parts)}.")
    return " ".join(told)
