"""State of the screen Ongelijkheid that is its own: whose income groups are drawn, and of which year the figures are."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs

from domain.view_state import MAX_QUERY_LENGTH, Scale

#: URL key of the year of the figures. Not `jaar`: that comes along from the map, where it is a year of one indicator.
FIGURE_YEAR_KEY: Final = "peiljaar"
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def scale_of(query: str | None) -> Scale:
    """Whose groups are drawn: those of the frame unless the country's are asked for; the first counts. Never raises.

    Here "not said" is the frame itself: a figure on inequality in a gemeente is about its own residents (methods §1.1).
    """
    return Scale.NEDERLAND if _first(query, "schaal") == Scale.NEDERLAND else Scale.GEMEENTE


def figure_year(query: str | None) -> int | None:
    """Year of the figures that a query asks for, when it can be one; None for the newest of each. Never raises."""
    asked = _first(query, FIGURE_YEAR_KEY)
    return int(asked) if _YEAR.fullmatch(asked) else None


def _first(query: str | None, key: str) -> str:
    return parse_qs((query or "")[:MAX_QUERY_LENGTH].removeprefix("?")).get(key, [""])[0].strip()
