"""Numbers as a Dutch reader expects them: decimal comma, points between thousands, a dash for nothing."""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from domain.view_models import Indicator

NOTHING: Final = "–"
#: Keeps a number and its unit on one line.
NO_BREAK_SPACE: Final = "\u00a0"
MINUS: Final = "\u2212"
_MONTHS: Final = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
#: Units that say nothing beside a number: "3,2" facilities within a kilometre, not "3,2 aantal".
_UNSPOKEN: Final = ("", "aantal")
#: Units that stand before their number.
_BEFORE: Final = {"euro": "€", "€": "€", "klasse": "klasse"}
#: Lifts a decimal that binary cannot hold (0,15 is stored as 0,1499…) over the half, far below any published decimal.
_HALF: Final = 0.5 + 1e-9


def is_missing(value: float | None) -> bool:
    """Whether there is no number: None, or a float that is not finite."""
    return value is None or not math.isfinite(value)


def rounded(value: float, decimals: int) -> float:
    """Value rounded half away from zero, as people round. Printed numbers and classes both use it, so they agree."""
    scale = 10**decimals
    return math.copysign(math.floor(abs(value) * scale + _HALF) / scale, value) + 0.0


def format_number(value: float | None, decimals: int) -> str:
    """Number with `decimals` decimals; "–" when there is none."""
    if value is None or not math.isfinite(value):
        return NOTHING
    text = f"{abs(rounded(value, decimals)):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    negative = rounded(value, decimals) < 0
    return f"{MINUS}{text}" if negative else text


def with_unit(number: str, unit: str) -> str:
    """Printed number with its unit: "12%", "€ 378.000", "klasse 3", a plain count, else the unit behind a no-break space."""
    if unit in _UNSPOKEN or number == NOTHING:
        return number
    if unit == "%":
        return f"{number}%"
    if unit in _BEFORE:
        return f"{_BEFORE[unit]}{NO_BREAK_SPACE}{number}"
    return f"{number}{NO_BREAK_SPACE}{unit}"


def format_value(value: float | None, indicator: Indicator) -> str:
    """Value of an indicator with its unit, to the decimals of the catalogue."""
    return with_unit(format_number(value, indicator.decimals), indicator.unit)


def format_difference(value: float, indicator: Indicator) -> str:
    """Size of a difference, without sign: "0,3 km", "€ 2.000"; between percentages in points ("4 punten")."""
    number = format_number(abs(value), indicator.decimals)
    if indicator.unit == "%":
        return f"{number}{NO_BREAK_SPACE}{'punt' if number == '1' else 'punten'}"
    if indicator.unit == "klasse":
        return f"{number}{NO_BREAK_SPACE}{'klasse' if number == '1' else 'klassen'}"
    return with_unit(number, indicator.unit)


def format_share(share: float) -> str:
    """Share 0…1 as a whole percentage. Something is never printed as 0%, nor part of the whole as 100%."""
    if 0 < share < 0.005:
        return "minder dan 1%"
    if 0.995 <= share < 1:
        return "meer dan 99%"
    return f"{format_number(share * 100, 0)}%"


def format_date(day: date) -> str:
    """Date in full: "12 maart 2024"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_bound(value: float, decimals: int) -> str:
    """Class bound with no more decimals than it needs (0,5 and 1 and 12.500), at most one more than the indicator's."""
    for places in range(decimals + 1):
        if math.isclose(value, round(value, places), abs_tol=1e-9):
            return format_number(value, places)
    return format_number(value, decimals + 1)
