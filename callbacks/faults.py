"""A fault of ours on a screen: the page says so, the log has the details."""

from __future__ import annotations

from collections.abc import Callable
from logging import getLogger
from typing import Any

from dash import set_props

from layouts.messages import fault_note


def told_in(component_id: str, what: str, told: Any = None) -> Callable[[Exception], None]:
    """What Dash calls on an error of a callback: `what` goes to the log, a note (or `told`) into the component."""

    def tell(error: Exception) -> None:
        getLogger(__name__).error("%s could not be made", what, exc_info=error)
        set_props(component_id, {"children": told or fault_note()})

    return tell
