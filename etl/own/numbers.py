"""Numbers, years and days as people type them; what could be read in two ways is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_PLAIN: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
#: 1.234,5 and 1 234: thousands are marked, and a comma follows or nothing can.
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:(?:[. ]\d{3})+,\d+|(?: \d{3})+|(?:\.\d{3}){2,})", re.ASCII)
#: 1,234.5 and 1,234,567: the same as an English spreadsheet writes it.
_ENGLISH: Final = re.compile(r"[+-]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})", re.ASCII)
#: 1.234: a thousand, or one and a bit?
_DOUBTFUL: Final = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_EXCEL_FAULT: Final = re.compile(r"#[\w/!?]+")
#: 2025-03-01 and 1-3-2025.
_DAYS: Final = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII),
    re.compile(r"(?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>\d{4})", re.ASCII),
)
_FIRST_YEAR: Final = 1995


def read_number(text: str) -> float | None:
    """Number in a cell; None when it is empty. Raises ValueError with what is wrong and what to do."""
    cell = text.strip().replace("\u00a0", " ").removesuffix("%").strip()
    if not cell or cell == ".":
        return None
    if _EXCEL_FAULT.fullmatch(cell):
        raise ValueError(f"'{text}' is an error of the spreadsheet; correct the formula, or leave the cell empty")
    if _DOUBTFUL.fullmatch(cell):
        raise ValueError(
            f"'{text}' can be read in two ways; write a thousand without a point, and decimals with a comma"
        )
    if _ENGLISH.fullmatch(cell):
        return float(cell.replace(",", ""))
    if _THOUSANDS.fullmatch(cell):
        return float(cell.replace(".", "").replace(" ", "").replace(",", "."))
    if _PLAIN.fullmatch(cell):
        return float(cell.replace(",", "."))
    raise ValueError(f"'{text}' is no number; write digits only, and leave the cell empty where there is no figure")


def read_year(text: str) -> int:
    """Year of a figure or a division. Raises ValueError with what is wrong."""
    cell = text.strip()
    if not cell:
        raise ValueError("the year is empty")
    if not re.fullmatch(r"\d{4}", cell, re.ASCII) or int(cell) < _FIRST_YEAR:
        raise ValueError(f"'{text}' is no year")
    if int(cell) > date.today().year:
        raise ValueError(f"'{text}' lies in the future")
    return int(cell)


def read_day(text: str) -> date:
    """Day of publication, as 2025-03-01 or 1-3-2025. Raises ValueError with what is wrong and what to do."""
    for pattern in _DAYS:
        if match := pattern.fullmatch(text.strip()):
            try:
                return date(int(match["year"]), int(match["month"]), int(match["day"]))
            except ValueError:
                break
    raise ValueError(f"'{text}' is no day; write it as 2025-03-01")
