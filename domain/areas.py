"""Codes and names of areas: land, gemeente, wijk, buurt. CBS terms stay Dutch proper nouns."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

COUNTRY_CODE = "NL00"
#: Tables that count per region (health, RegioS) call the country NL01; Buurtlens says NL00 everywhere.
_COUNTRY_ALIASES = {"NL00", "NL01", "NL"}

_GEMEENTE = re.compile(r"GM[0-9]{4}")
_WIJK = re.compile(r"WK[0-9]{4}[0-9A-Z]{2}")
_BUURT = re.compile(r"BU[0-9]{4}[0-9A-Z]{4}")
_GGD = re.compile(r"GG[0-9]{4}")
_PROVINCIE = re.compile(r"PV[0-9]{2}")
#: A gemeente's own division: EG, the digits of the gemeente, the kind and the name: EG0363-STADSDEEL-NOORD.
_EIGEN = re.compile(r"EG[0-9]{4}-[A-Z0-9]+(?:-[A-Z0-9]+)*")
#: A name of 60 signs behind a kind of 20.
_EIGEN_MAX = 90
#: Gemeentecodes from 9901 up are given to no real gemeente: the demo lives there.
_DEMO = re.compile(r"(?:GM|WK|BU|EG)99(?:0[1-9]|[1-9][0-9])|GG99|PV99")


#: Everyday name -> name in CBS's tables, both folded.
_EVERYDAY = {"den haag": "s gravenhage", "den bosch": "s hertogenbosch"}

#: Old tables and shapefiles cut names at this length.
_CUT_AT = 40


class Level(StrEnum):
    """Level of an area: CBS's own from the country down, then the groups that are put together of them."""

    LAND = "land"
    GEMEENTE = "gemeente"
    WIJK = "wijk"
    BUURT = "buurt"
    GGD = "ggd"
    PROVINCIE = "provincie"
    EIGEN = "eigen"


#: Levels of groups: areas without figures of their own, put together of others (table area_group).
GROUP_LEVELS = frozenset({Level.GGD, Level.PROVINCIE, Level.EIGEN})


_PATTERNS = {
    Level.GEMEENTE: _GEMEENTE,
    Level.WIJK: _WIJK,
    Level.BUURT: _BUURT,
    Level.GGD: _GGD,
    Level.PROVINCIE: _PROVINCIE,
    Level.EIGEN: _EIGEN,
}


def normalise_code(text: str) -> str | None:
    """Area code without CBS's padding, in capitals, the country as NL00; None when it is no code of an area."""
    code = text.strip().upper()
    if code in _COUNTRY_ALIASES:
        return COUNTRY_CODE
    return code if any(pattern.fullmatch(code) for pattern in _PATTERNS.values()) and len(code) <= _EIGEN_MAX else None


def level_of(code: str) -> Level:
    """Level of a normalised area code. Raises ValueError for anything else."""
    if code == COUNTRY_CODE:
        return Level.LAND
    for level, pattern in _PATTERNS.items():
        if pattern.fullmatch(code):
            return level
    raise ValueError(f"'{code}' is no area code")


def is_group(code: str) -> bool:
    """Whether a code is that of a GGD region, a provincie or an own division; False for what is no code at all."""
    return any(_PATTERNS[level].fullmatch(code) for level in GROUP_LEVELS)


def gemeente_of(code: str) -> str:
    """Gemeente code of a gemeente, wijk, buurt or own division (the four digits after the prefix).

    NL00 and groups that span gemeenten (GGD region, provincie) stay themselves: they are their own frame.
    """
    return code if code[:2] in ("NL", "GG", "PV") else f"GM{code[2:6]}"


def frame_of(code: str, level: Level) -> str:
    """Frame in which an area is drawn at a level: at its own level it stands among its siblings, else it is the frame.

    The frame of a wijk or buurt is its gemeente; gemeenten, GGD regions and provincies are drawn in NL00, own divisions in their gemeente.
    """
    if level in (Level.GGD, Level.PROVINCIE):
        return COUNTRY_CODE
    if level is Level.EIGEN:
        return gemeente_of(code)
    if is_group(code):
        return code
    return COUNTRY_CODE if level is Level.GEMEENTE else gemeente_of(code)


def is_demo(code: str) -> bool:
    """Whether a code belongs to the fictional demo region (GM9901 and up)."""
    return _DEMO.match(code) is not None


def fold(text: str) -> str:
    """Text for searching and sorting: no accents, case or punctuation. "'s-Gravenhage" becomes "s gravenhage"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name one area: equal after `normalise_name`, or one the other cut off at 40 characters."""
    short, long = sorted((one.strip(), other.strip()), key=len)
    if normalise_name(short) == normalise_name(long):
        return True
    return len(short) >= _CUT_AT and long.casefold().startswith(short.casefold())


def everyday_name(folded: str) -> str:
    """Folded text with official names for those that people use: "den haag centrum" becomes "s gravenhage centrum"."""
    for everyday, official in _EVERYDAY.items():
        folded = re.sub(rf"\b{everyday}\b", official, folded)
    return folded


def normalise_name(name: str) -> str:
    """Name for comparison over years: folded, without "Wijk 01" before it, "en omgeving" as "e.o."."""
    without_number = re.sub(r"^wijk\s+[0-9a-z]{1,2}\s+(?=\S)", "", name.strip(), flags=re.IGNORECASE)
    return re.sub(r" en omgeving$", " e o", fold(without_number))
