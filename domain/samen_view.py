"""State of the screen Samen aan tafel that is its own: the lens it is seen through."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs

from domain.view_state import MAX_QUERY_LENGTH

LENS_KEY: Final = "lens"
AGEING: Final = "vergrijzing"


def has_ageing_lens(query: str | None) -> bool:
    """Whether a query asks for the lens of ageing; the first of a repeated key counts. Never raises."""
    asked = parse_qs((query or "")[:MAX_QUERY_LENGTH].removeprefix("?")).get(LENS_KEY, [""])
    return asked[0].strip() == AGEING
