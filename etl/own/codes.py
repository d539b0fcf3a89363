"""Area codes after a spreadsheet had them: zeros and letters put back where that is certain, and the reason where it is not."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from domain.areas import normalise_code

#: 3,63E+08 and 1.6801E+10: digits are gone for good.
_SCIENTIFIC: Final = re.compile(r"\d+[.,]\d+E[+-]?\d+", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}(?:\s.*)?|\d{1,2}-[a-z]{3,4}(?:-\d{2,4})?", re.IGNORECASE)
_BARE: Final = re.compile(r"[0-9A-Z]{3,8}")
#: Digits of a code without its letters -> prefix; one less when the first zero was lost.
_PREFIX: Final = {8: "BU", 7: "BU", 6: "WK", 5: "WK", 4: "GM", 3: "GM"}
_WIDTH: Final = {"BU": 8, "WK": 6, "GM": 4}


class Code(NamedTuple):
    """A code as it was meant, or None with the fault. `repaired` says that it was not written so."""

    code: str | None
    repaired: bool = False
    fault: str = ""


def read_code(text: str) -> Code:
    """The area code that a cell means.

    `3630000` is BU03630000: a spreadsheet took off letters and zero. What lost digits, or became a date, is a fault with its remedy.
    """
    cell = text.strip().upper()
    if (code := normalise_code(cell)) is not None:
        return Code(code, code != text.strip())
    if not cell:
        return Code(None, fault="the code of the area is empty; fill it in or remove the row")
    as_text = "give the column the format 'Text' and fill in the code again"
    if _SCIENTIFIC.fullmatch(cell):
        return Code(
            None, fault=f"'{text}' was a code before the spreadsheet made it a number; digits are lost: {as_text}"
        )
    if _DATE.fullmatch(cell):
        return Code(None, fault=f"'{text}' was a code before the spreadsheet made it a date: {as_text}")
    bare = cell.removesuffix(".0")
    if _BARE.fullmatch(bare) and bare[0].isdigit():
        prefix = _PREFIX[len(bare)]
        code = normalise_code(prefix + bare.zfill(_WIDTH[prefix]))
        if code is not None:
            return Code(code, repaired=True)
    return Code(None, fault=f"'{text}' is no code of a gemeente (GM0363), wijk (WK036300) or buurt (BU03630000)")
