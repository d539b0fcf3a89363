"""Areas in words: what they are, where they lie, who lives there, and why a search found them."""

from __future__ import annotations

from typing import Final

from domain.areas import Level
from domain.numbers_nl import format_number
from domain.view_models import Area

_LEVELS: Final = {
    Level.LAND: ("land", "landen"),
    Level.GEMEENTE: ("gemeente", "gemeenten"),
    Level.WIJK: ("wijk", "wijken"),
    Level.BUURT: ("buurt", "buurten"),
}


def level_name(level: Level, *, plural: bool = False) -> str:
    """Name of a level: "buurt" or "buurten"."""
    return _LEVELS[level][plural]


def place_line(area: Area) -> str:
    """Where an area lies: "buurt in Binnenstad, gemeente Utrecht"."""
    name = level_name(area.level)
    if area.level is Level.BUURT and area.wijk_name and area.gemeente_name:
        return f"{name} in {area.wijk_name}, gemeente {area.gemeente_name}"
    if area.level in (Level.BUURT, Level.WIJK) and area.gemeente_name:
        return f"{name} in gemeente {area.gemeente_name}"
    return name


def population_line(area: Area) -> str:
    """Who lives here: "1.240 inwoners in 615 huishoudens (2024)"."""
    if area.residents_count is None:
        return "Het aantal inwoners is niet bekend."
    if area.residents_count == 0:
        return f"Hier woont niemand ({area.boundary_year})."
    people = _count(area.residents_count, "inwoner", "inwoners")
    if area.households_count:
        people += f" in {_count(area.households_count, 'huishouden', 'huishoudens')}"
    return f"{people} ({area.boundary_year})"


def no_hits(text: str) -> str:
    """Answer to a search that found nothing, with what works."""
    shown = printable(text)
    return (
        f"We vonden niets bij “{shown}”. Zoek op de naam van een gemeente, wijk of buurt, op een code als BU03630000 "
        "of op de vier cijfers van een postcode."
    )


def postcode_match(postcode4: str, *, precise: bool) -> str:
    """Why a postcode search found a buurt; `precise` when six positions were asked, which cannot be answered yet."""
    reason = f"meest voorkomende postcode {postcode4}"
    return f"{reason}; zoeken op de hele postcode kan later" if precise else reason


def old_code_match(code: str, year: int) -> str:
    """Why a search on a code that is no longer used found an area."""
    return f"{code} was de code tot en met {year}"


def code_match(code: str) -> str:
    """Why a search on a code found an area."""
    return f"code {code}"


def similar_name() -> str:
    """Why a search found a name that is written a little differently."""
    return "naam lijkt hierop"


def printable(text: str, longest: int = 40) -> str:
    """What someone typed, safe to repeat in a sentence: printable characters only, and short."""
    clean = "".join(char for char in text if char.isprintable()).strip()
    return clean if len(clean) <= longest else f"{clean[: longest - 1].rstrip()}…"


def _count(number: int, one: str, more: str) -> str:
    return f"{format_number(number, 0)} {one if number == 1 else more}"
