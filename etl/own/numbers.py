"""Numbers as people type them: decimal comma or point, a percent sign; what could be read in two ways is refused."""

from __future__ import annotations

import re
from typing import Final

_PLAIN: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
#: 1.234,5 and 1 234,5: thousands are marked, and a comma follows.
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(?:[. ]\d{3})+,\d+")
#: 1.234: a thousand, or one and a bit?
_DOUBTFUL: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+")
_EXCEL_FAULT: Final = re.compile(r"#[\w/!?]+")


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
    if _THOUSANDS.fullmatch(cell):
        return float(cell.replace(".", "").replace(" ", "").replace(",", "."))
    if _PLAIN.fullmatch(cell):
        return float(cell.replace(",", "."))
    raise ValueError(f"'{text}' is no number; leave the cell empty where there is none")
