"""Areas in words: what they are, where they lie, who lives there, and why a search found them."""

from __future__ import annotations

from typing import Final

from domain.areas import GROUP_LEVELS, Level, fold
from domain.numbers_nl import format_number
from domain.view_models import Area
from domain.wording.phrases import counted

_LEVELS: Final = {
    Level.LAND: ("land", "landen"),
    Level.GEMEENTE: ("gemeente", "gemeenten"),
    Level.WIJK: ("wijk", "wijken"),
    Level.BUURT: ("buurt", "buurten"),
    Level.GGD: ("GGD-regio", "GGD-regio's"),
    Level.PROVINCIE: ("provincie", "provincies"),
    Level.EIGEN: ("gebied", "gebieden"),
}


def level_name(level: Level, *, plural: bool = False) -> str:
    """Name of a level: "buurt" or "buurten"."""
    return _LEVELS[level][plural]


def place_line(area: Area) -> str:
    """Where an area lies: "buurt in Binnenstad, gemeente Utrecht"; of a group also what it is put together of."""
    if area.level in GROUP_LEVELS:
        return _group_line(area)
    name = level_name(area.level)
    if area.level is Level.BUURT and area.wijk_name and area.gemeente_name:
        return f"{name} in {area.wijk_name}, gemeente {area.gemeente_name}"
    if area.level in (Level.BUURT, Level.WIJK) and area.gemeente_name:
        return f"{name} in gemeente {area.gemeente_name}"
    return name


def kind_name(level: Level, kind: str | None = None, *, plural: bool = False) -> str:
    """Name of a level in a picker: an own division goes by the gemeente's own word ("stadsdeel", "stadsdelen")."""
    if level is not Level.EIGEN or not kind:
        return level_name(level, plural=plural)
    return _plural(kind) if plural else kind


def _plural(kind: str) -> str:
    """Plural of a gemeente's own word for a division, for the words in use; else a neutral word."""
    known = {"stadsdeel": "stadsdelen", "dorp": "dorpen", "wijkteam": "wijkteams", "kern": "kernen", "regio": "regio's"}
    return known.get(kind, level_name(Level.EIGEN, plural=True))


def group_name(area: Area) -> str:
    """Group with what it is, once: "GGD Amsterdam", "GGD-regio Noord", "provincie Utrecht"."""
    kind = kind_name(area.level, area.kind)
    return area.name if fold(area.name).startswith(fold(kind).split()[0]) else f"{kind} {area.name}"


def _group_line(area: Area) -> str:
    """ "GGD-regio, samengesteld uit 12 gemeenten", "stadsdeel in gemeente Utrecht, samengesteld uit 9 buurten"."""
    own = area.level is Level.EIGEN
    name = kind_name(area.level, area.kind)
    if own and area.gemeente_name:
        name += f" in gemeente {area.gemeente_name}"
    if not area.member_count:
        return name
    parts = level_name(Level.BUURT if own else Level.GEMEENTE, plural=area.member_count != 1)
    return f"{name}, samengesteld uit {format_number(area.member_count, 0)} {parts}"


def population_line(area: Area) -> str:
    """Who lives here: "1.240 inwoners in 615 huishoudens (2024)"."""
    if area.residents_count is None:
        return "Het aantal inwoners is niet bekend."
    if area.residents_count == 0:
        return f"Hier woont niemand ({area.boundary_year})."
    people = counted(area.residents_count, "inwoner", "inwoners")
    if area.households_count:
        people += f" in {counted(area.households_count, 'huishouden', 'huishoudens')}"
    return f"{people} ({area.boundary_year})"


def no_hits(text: str) -> str:
    """Answer to a search that found nothing, with what works."""
    shown = printable(text)
    return (
        f"We vonden niets bij “{shown}”. Zoek op de naam van een gemeente, wijk of buurt, op een code als BU03630000 "
        "of op een postcode."
    )


def postcode_match(postcode4: str, *, whole: str | None = None) -> str:
    """Why a postcode search found a buurt; `whole` is the postcode of six characters that was asked and is not known."""
    reason = f"meest voorkomende postcode {postcode4}"
    return f"{reason}; we vonden geen adressen met postcode {_spaced(whole)}" if whole else reason


def whole_postcode_match(postcode6: str, addresses: int) -> str:
    """Why a search on a whole postcode found a buurt: "12 adressen met postcode 1012 NX"."""
    return f"{counted(addresses, 'adres', 'adressen')} met postcode {_spaced(postcode6)}"


def _spaced(postcode6: str) -> str:
    return f"{postcode6[:4]} {postcode6[4:]}"


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
