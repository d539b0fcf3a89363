"""What a gemeente can do about an indicator, in the words of the catalogue, with the document behind it."""

from __future__ import annotations

from typing import Final

from domain.view_models import Indicator

ACTION_TITLE: Final = "Wat een gemeente kan doen"


def action_source(indicator: Indicator) -> str | None:
    """Line that cites the public document behind an action; None where there is none."""
    return f"Meer hierover: {indicator.action_source}." if indicator.action and indicator.action_source else None
