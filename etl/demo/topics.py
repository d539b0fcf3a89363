"""Which topics a fictional table carries: the titles, keys and codes that CBS gives them, per year."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One topic of one table. `measure` names the figure in the demo; the rest is how the source writes it."""

    measure: str
    stem: str
    title: str
    path: tuple[str, ...]
    unit: str
    decimals: int = 0
    v4: str = ""
    xlsx: str = ""


def stem_of(title: str) -> str:
    """CBS's key for a title: words run together, each with a capital, no accents or marks, digits first get `k_`.

    >>> stem_of("40% personen met laagste inkomen")
    'k_40PersonenMetLaagsteInkomen'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    joined = "".join(word[0].upper() + word[1:] for word in words)
    return f"k_{joined}" if joined[0].isdigit() else joined
