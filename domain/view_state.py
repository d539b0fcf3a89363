"""The URL is the state: one parser, one writer. Any URL gives a valid state, and a friendly line per mistake."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final
from urllib.parse import unquote_plus, urlencode

from domain import wording
from domain.areas import Level, is_group, normalise_code

#: Longer queries are cut here: nothing of ours is longer, and parsing stays cheap whatever is sent.
MAX_QUERY_LENGTH: Final = 10_000
_YEARS: Final = range(1995, 2101)
_INDICATOR: Final = re.compile(r"[a-z][a-z0-9_]{0,79}")
_YEAR: Final = re.compile(r"[0-9]{4}")
_CELL: Final = re.compile(r"[1-3]-[1-3]")
_GUIDE: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?")
#: Shares of residents, in %, that can count as "the highest" in the stacking of burdens; the first unless another is said.
THRESHOLDS: Final = (20, 25, 33)


class Mode(StrEnum):
    """What the map tells: one theme, two, the stacking of burdens, or change."""

    THEMA = "thema"
    TWEE = "twee"
    STAPELING = "stapeling"
    VERANDERING = "verandering"


class Scale(StrEnum):
    """Whose distribution the classes follow: the whole country (fixed) or the gemeente shown."""

    NEDERLAND = "nederland"
    GEMEENTE = "gemeente"


def _parse_area(text: str) -> str | None:
    return normalise_code(text)


def _parse_level(text: str) -> Level | None:
    return Level(text) if text in Level.__members__.values() and text != Level.LAND else None


def _parse_group(text: str) -> str | None:
    code = normalise_code(text)
    return code if code is not None and is_group(code) else None


def _parse_indicator(text: str) -> str | None:
    return text if _INDICATOR.fullmatch(text) else None


def _parse_year(text: str) -> int | None:
    return int(text) if _YEAR.fullmatch(text) and int(text) in _YEARS else None


def _parse_mode(text: str) -> Mode | None:
    return Mode(text) if text in Mode.__members__.values() else None


def _parse_scale(text: str) -> Scale | None:
    return Scale(text) if text in Scale.__members__.values() else None


def _parse_threshold(text: str) -> int | None:
    return int(text) if text in map(str, THRESHOLDS) else None


def _parse_cell(text: str) -> str | None:
    return text if _CELL.fullmatch(text) else None


def _parse_guide(text: str) -> float | None:
    """Distance in km, with a decimal comma or point, to 10 m."""
    if not _GUIDE.fullmatch(text):
        return None
    km = float(text.replace(",", "."))
    return km if 0 < km <= 100 and round(km, 2) == km else None


#: URL key -> (field, parser), in the order in which they are written.
_KEYS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    "gebied": ("area_code", _parse_area),
    "kader": ("frame_code", _parse_group),
    "niveau": ("level", _parse_level),
    "indicator": ("indicator_id", _parse_indicator),
    "jaar": ("year", _parse_year),
    "modus": ("mode", _parse_mode),
    "indicator2": ("indicator2_id", _parse_indicator),
    "jaar2": ("year2", _parse_year),
    "schaal": ("scale", _parse_scale),
    "indeling": ("vintage", _parse_year),
    "drempel": ("threshold_pct", _parse_threshold),
    "nieuwbouw": ("built_since", _parse_year),
    "vak": ("cell", _parse_cell),
    "grens": ("guide_km", _parse_guide),
}


@dataclass(frozen=True)
class ViewState:
    """What a URL asks to see; None is "not said". Raises ValueError for a value that no URL could hold."""

    area_code: str | None = None
    level: Level | None = None
    indicator_id: str | None = None
    year: int | None = None
    mode: Mode = Mode.THEMA
    indicator2_id: str | None = None
    year2: int | None = None
    scale: Scale = Scale.NEDERLAND
    vintage: int | None = None
    #: Region or own division that is drawn as a whole while an area inside it is selected.
    frame_code: str | None = None
    #: Of the stacking of burdens: share of residents, in %, that counts as the highest, and from when new dwellings are shown.
    threshold_pct: int | None = None
    built_since: int | None = None
    #: Cell of two themes that is pointed out: its class along x and y, "3-1" is high along x and low along y.
    cell: str | None = None
    #: Guide value of a distance, in km: residents farther away are counted (screen Nabijheid).
    guide_km: float | None = None

    def __post_init__(self) -> None:
        for field, parse in _KEYS.values():
            value = getattr(self, field)
            if value is None and field not in ("mode", "scale"):
                continue
            parsed = parse(str(value))
            if parsed is None or parsed != value:
                raise ValueError(f"{field}={value!r} is no valid view state")
            object.__setattr__(self, field, parsed)

    @staticmethod
    def from_query(query: str | None) -> tuple[ViewState, tuple[str, ...]]:
        """State of a query string (with or without "?") and a Dutch line per key whose value means nothing.

        Never raises. Of a repeated key the first counts; unknown keys are ignored; an empty value is "not said".
        """
        values: dict[str, Any] = {}
        lines: list[str] = []
        for key, text in _pairs(query or "").items():
            field, parse = _KEYS[key]
            if not text:
                continue
            value = parse(text)
            if value is None:
                lines.append(wording.unreadable(key, text))
            else:
                values[field] = value
        return ViewState(**values), tuple(lines)

    def to_query(self) -> str:
        """Query string with leading "?" in a fixed order, holding only what was said; empty when nothing was."""
        default = ViewState()
        said = {
            key: str(getattr(self, field))
            for key, (field, _) in _KEYS.items()
            if getattr(self, field) != getattr(default, field)
        }
        return f"?{urlencode(said)}" if said else ""


def _pairs(query: str) -> dict[str, str]:
    """First value of each known key."""
    found: dict[str, str] = {}
    for part in query[:MAX_QUERY_LENGTH].removeprefix("?").split("&"):
        key, _, text = part.partition("=")
        key = unquote_plus(key)
        if key in _KEYS and key not in found:
            found[key] = unquote_plus(text).strip()
    return found
