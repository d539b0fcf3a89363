"""How a profile is read, as its address says: by residents, by professionals, or from afar on a beamer."""

from __future__ import annotations

from enum import StrEnum
from typing import Final
from urllib.parse import parse_qs

from domain.areas import Level
from domain.view_models import Area
from domain.view_state import MAX_QUERY_LENGTH

READING_KEY: Final = "lezing"
#: First part of the path of a profile, by level.
PATHS: Final = {
    Level.LAND: "land",
    Level.GEMEENTE: "gemeente",
    Level.WIJK: "wijk",
    Level.BUURT: "buurt",
    Level.GGD: "ggd",
    Level.PROVINCIE: "provincie",
    Level.EIGEN: "gebied",
}


class Reading(StrEnum):
    """For whom the page is written. The first is what an address without a choice shows."""

    BEWONERS = "bewoners"
    PROFESSIONALS = "professionals"
    BEAMER = "beamer"


def reading_of(query: str) -> Reading:
    """Reading that a query asks for; that of residents for anything else."""
    asked = parse_qs(query[:MAX_QUERY_LENGTH].removeprefix("?")).get(READING_KEY, [""])[0]
    return Reading(asked) if asked in Reading.__members__.values() else Reading.BEWONERS


def profile_path(area: Area) -> str:
    """Address of a profile: "/buurt/BU03630000"."""
    return f"/{PATHS[area.level]}/{area.code}"


def is_profile(path: str | None) -> bool:
    """Whether a path is that of a profile, of whatever area."""
    first = (path or "").strip("/").partition("/")[0]
    return first == "profiel" or first in PATHS.values()


def with_reading(path: str, reading: Reading) -> str:
    """Address with the reading in it; that of residents is not said."""
    if reading is Reading.BEWONERS:
        return path
    return f"{path}{'&' if '?' in path else '?'}{READING_KEY}={reading}"
