"""The typeface that briefings and their pictures are set in, shipped with the package: nothing is read from the system."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

import matplotlib
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY: Final = "Atkinson Hyperlegible Next"
FOLDER: Final = Path(__file__).parent / "fonts"
REGULAR: Final = FOLDER / "AtkinsonHyperlegibleNext-Regular.ttf"
BOLD: Final = FOLDER / "AtkinsonHyperlegibleNext-Bold.ttf"
#: For letters that the typeface lacks (Greek, Arabic, arrows): it comes with matplotlib.
FALLBACK_FAMILY: Final = "DejaVu Sans"
FALLBACK: Final = tuple(
    Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf")
)
#: Letters are measured at this size, one thread at a time: a face keeps the sign that was loaded last.
_UNIT: Final = 100.0
_MEASURING: Final = threading.Lock()
#: Signs that a narrow column holds on one line.
_LONGEST_WHOLE: Final = 10
#: Word with what follows it; a text may be broken behind a space, a hyphen or a slash.
_PIECE: Final = re.compile(r"[^\s/-]*(?:[/-]+|\s+|$)")
#: What stands for a sign that no font has: a PDF for everybody may not hold a sign without a shape.
_MISSING: Final = "\u25a1"
#: Categories that have no shape of their own: controls, soft hyphens, halves of a pair, private use, unassigned.
_SHAPELESS: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}


@cache
def _known() -> frozenset[int]:
    """Signs that are in both weights of a font, so that a bold text is whole too."""
    other, other_bold = (set(FT2Font(str(path)).get_charmap()) for path in FALLBACK)
    return _own() | (other & other_bold)


@cache
def _face(path: Path) -> FT2Font:
    return FT2Font(str(path))


@lru_cache(4096)
def _advance(sign: str, *, bold: bool) -> float:
    """Width of a sign in a letter of one point."""
    own, other = (BOLD, FALLBACK[1]) if bold else (REGULAR, FALLBACK[0])
    face = _face(own) if ord(sign) in _face(own).get_charmap() else _face(other)
    with _MEASURING:
        face.set_size(_UNIT, 72)
        return float(face.load_char(ord(sign), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / _UNIT


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in points (kerning left out: a hair too wide)."""
    return size * sum(_advance(sign, bold=bold) for sign in printable(text))


def wrapped(text: str, size: float, room: float, *, bold: bool = False, rows: int = 3) -> list[str]:
    """Printable text in rows that fit in so many points; what does not fit in `rows` ends in dots."""
    made = [""]
    for piece in _PIECE.findall(printable(text)):
        longer = made[-1] + piece
        if width_of(longer.rstrip(), size, bold=bold) <= room or not made[-1]:
            made[-1] = longer
        else:
            made.append(piece)
    if len(made) > rows:
        made = [*made[: rows - 1], "".join(made[rows - 1 :])]
    return [_cut(row.strip(), size, room, bold=bold) for row in made]


def _cut(row: str, size: float, room: float, *, bold: bool) -> str:
    if width_of(row, size, bold=bold) <= room:
        return row
    kept = row
    while kept and width_of(f"{kept}…", size, bold=bold) > room:
        kept = kept[:-1].rstrip()
    return f"{kept}…"


def clean(text: str) -> str:
    """Text without signs that a file of text may not hold: controls and halves of a pair. Tabs and line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if sign in "\t\n\r\v\f\u0085\u2028\u2029" else sign for sign in text)
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in _SHAPELESS)


def in_cell(text: str) -> str:
    """Text for a narrow column: a number and a long unit may come on two lines."""
    return text.replace("\u00a0", " ") if len(text) > _LONGEST_WHOLE else text


def printable(text: str) -> str:
    """`clean` text of signs that the fonts have; one that they lack becomes a small square, an unseen one is left out."""
    cleaned = clean(text)
    if cleaned.isascii():
        return cleaned
    return "".join(_shaped(sign) for sign in unicodedata.normalize("NFC", cleaned))


def is_own(text: str) -> bool:
    """Whether the typeface of briefings has all signs of a text, in both weights."""
    return all(ord(sign) in _own() for sign in text)


@cache
def _own() -> frozenset[int]:
    return frozenset(set(FT2Font(str(REGULAR)).get_charmap()) & set(FT2Font(str(BOLD)).get_charmap()))


def _shaped(sign: str) -> str:
    if ord(sign) in _known():
        return sign
    return "" if unicodedata.category(sign) in ("Mn", "Me") else _MISSING
