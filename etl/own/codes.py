"""Area codes after a spreadsheet had them: zeros and letters put back where that is certain, and the reason where it is not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from domain.areas import Level, normalise_code

#: Titles of columns with codes, the first that a file has counts -> level of the areas, where the title tells it.
COLUMNS: Final = {
    "gebied_code": None, "gebiedscode": None, "gebiedcode": None, "buurtcode": Level.BUURT, "buurt_code": Level.BUURT,
    "wijkcode": Level.WIJK, "wijk_code": Level.WIJK, "code": None, "gemeentecode": Level.GEMEENTE, "gemeente_code": Level.GEMEENTE,
}  # fmt: skip
#: 3,63E+08 and 4E+06: digits are gone for good.
_SCIENTIFIC: Final = re.compile(r"\d+[.,]\d+E[+-]?\d+|\d+E[+-]\d+")
_DATE: Final = re.compile(
    r"\d{1,4}[-/]\d{1,2}[-/]\d{1,4}(?:\s.*)?|\d{1,2}-[A-Z]{3,4}\.?(?:-\d{2,4})?|[A-Z]{3,4}\.?-\d{2,4}"
)
#: Letters with what is left of the rest: BU3630000, BU 0363 0000.
_WITH_LETTERS: Final = re.compile(r"(BU|WK|GM)([0-9][0-9A-Z]*)")
_BARE: Final = re.compile(r"[0-9][0-9A-Z]{2,7}")
_PREFIX: Final = {Level.BUURT: "BU", Level.WIJK: "WK", Level.GEMEENTE: "GM"}
#: Positions behind the letters, and how many of them can be zeros that got lost: those before the number of the gemeente.
_WIDTH: Final = {"BU": 8, "WK": 6, "GM": 4}
_MOST_LOST: Final = 3


class Code(NamedTuple):
    """A code as it was meant, or None with the fault. `repaired` says that it was not written so."""

    code: str | None
    repaired: bool = False
    fault: str = ""


def read_code(text: str, level: Level | None = None) -> Code:
    """The area code that a cell means, in a column of codes of `level` or of any.

    `3630000` is BU03630000: a spreadsheet took off letters and zero. What lost digits, became a date, or can be the code of two areas
    is a fault with its remedy.
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
    found = _meant(cell.replace(" ", "").removesuffix(".0"), level)
    if len(found) > 1:
        return Code(None, fault=f"'{text}' can be {' or '.join(found)}; write the letters before it")
    if found:
        return Code(found[0], repaired=True)
    return Code(
        None,
        fault=f"'{text}' is no code of a gemeente (GM0363), wijk (WK036300) or buurt (BU03630000); the form of `etl template` has them all",
    )


def _meant(cell: str, level: Level | None) -> list[str]:
    """Codes that a cell without its letters or zeros can stand for: one when that is certain."""
    if match := _WITH_LETTERS.fullmatch(cell):
        return _padded((match[1],), match[2])
    if not _BARE.fullmatch(cell):
        return []
    if cell.startswith("0"):
        return _padded([prefix for prefix, width in _WIDTH.items() if width == len(cell)], cell)
    if level is not None and len(cell) <= _WIDTH[_PREFIX[level]]:
        return _padded((_PREFIX[level],), cell)
    # Six positions: a wijk, or a buurt of a gemeente below 100. Five would be a buurt of a gemeente below 10: there is none any more.
    likely = {8: ("BU",), 7: ("BU",), 6: ("WK", "BU"), 5: ("WK",), 4: ("GM",), 3: ("GM",)}
    return _padded(likely[len(cell)], cell)


def _padded(prefixes: Sequence[str], rest: str) -> list[str]:
    return [
        code
        for prefix in prefixes
        if 0 <= _WIDTH[prefix] - len(rest) <= _MOST_LOST
        and (code := normalise_code(prefix + rest.zfill(_WIDTH[prefix]))) is not None
    ]
