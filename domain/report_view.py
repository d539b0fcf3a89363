"""State of the page about the build: level and theme of the coverage, and what it carries along for the other screens."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs

from domain.view_state import MAX_QUERY_LENGTH

#: URL key of the theme; the level is the `niveau` of every screen.
THEME_KEY: Final = "thema"
_THEME: Final = re.compile(r"[a-z_]{1,40}")


def theme_of(query: str | None) -> str | None:
    """Theme that a query asks for, when it can be one; the first counts. Never raises."""
    asked = parse_qs((query or "")[:MAX_QUERY_LENGTH].removeprefix("?")).get(THEME_KEY, [""])[0]
    return asked if _THEME.fullmatch(asked) else None
