"""What cannot be in own figures: values out of range, margins that do not fit, one cell twice, fractions for percentages."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from etl.catalogue.schema import Catalogue, Indicator

_ROUNDING: Final = 1e-9
#: So many figures of an indicator, all below 1 %, are taken for fractions.
_FRACTIONS_FROM: Final = 5


class Numbers(NamedTuple):
    """The numbers of one row, None where the cell is empty."""

    value: float | None
    lower: float | None
    upper: float | None
    respondents: float | None


class Figure(Protocol):
    """What the rules need of a figure that was read."""

    @property
    def line(self) -> int: ...
    @property
    def area_code(self) -> str: ...
    @property
    def indicator_id(self) -> str: ...
    @property
    def year(self) -> int: ...
    @property
    def value(self) -> float | None: ...


def impossible(numbers: Numbers, indicator: Indicator) -> Iterator[str]:
    """What cannot be right in one row."""
    value, lower, upper, respondents = numbers
    for name, number in (("waarde", value), ("ondergrens", lower), ("bovengrens", upper)):
        if number is not None and (fault := _out_of_range(number, indicator)):
            yield f"{name}: {fault}"
    if (lower is None) != (upper is None):
        yield "ondergrens and bovengrens go together: give both or none"
    elif lower is not None and upper is not None:
        if lower > upper:
            yield f"the ondergrens ({lower:g}) is more than the bovengrens ({upper:g}); they may be exchanged"
        elif value is None:
            yield f"there are margins ({lower:g} to {upper:g}) without a figure; fill in the waarde, or empty them"
        elif not lower - _ROUNDING <= value <= upper + _ROUNDING:
            yield f"the figure ({value:g}) lies outside its own margins ({lower:g} to {upper:g}); check all three"
    if respondents is not None and (respondents < 0 or respondents != int(respondents)):
        yield f"aantal_respondenten: {respondents:g} is no whole number of people"


def _out_of_range(number: float, indicator: Indicator) -> str:
    low, high = indicator.valid_range
    if indicator.unit == "%" and number > 100:
        return f"{number:g} is more than 100 percent"
    if (low is None or number >= low) and (high is None or number <= high):
        return ""
    span = f"below {low:g}" if low is not None and number < low else f"above {high:g}"
    return f"{number:g} cannot be: it lies {span} ({indicator.unit})"


def unknown_indicator(text: str, catalogue: Catalogue) -> str:
    """Why a text is no indicator, with those that may be meant."""
    if not text:
        return "the indicator is empty"
    near = difflib.get_close_matches(text, catalogue.indicators, n=3, cutoff=0.6)
    hint = f"{' or '.join(near)} may be meant" if near else "docs/indicators.md lists them"
    return f"'{text}' is no indicator of the catalogue; {hint}"


def twice(figures: Sequence[Figure]) -> list[str]:
    """A sentence per area, indicator and year with more than one row."""
    lines: dict[tuple[str, str, int], list[int]] = {}
    for each in figures:
        lines.setdefault((each.area_code, each.indicator_id, each.year), []).append(each.line)
    return [
        f"{code}, {indicator} {year} stands in rows {' and '.join(map(str, rows))}; keep one."
        for (code, indicator, year), rows in lines.items()
        if len(rows) > 1
    ]


def fractions(figures: Sequence[Figure], catalogue: Catalogue) -> list[str]:
    """A sentence per indicator whose percentages were meant as fractions: several, and none above 1."""
    shares: dict[str, list[float]] = {}
    for each in figures:
        if each.value is not None and catalogue.indicators[each.indicator_id].unit == "%":
            shares.setdefault(each.indicator_id, []).append(each.value)
    return [
        f"all {len(values)} figures of {name} lie between 0 and 1: are they fractions? Percentages run from 0 to 100."
        for name, values in shares.items()
        if len(values) >= _FRACTIONS_FROM and max(values) <= 1 and any(0 < value < 1 for value in values)
    ]
