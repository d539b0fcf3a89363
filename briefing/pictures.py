"""Pictures of a briefing, made on the server: maps, rows, lines and bars that carry name, unit, year and source in themselves."""

from __future__ import annotations

from briefing.document import Picture
from briefing.picture_bars import Bar, bars
from briefing.picture_map import Choropleth, area_map
from briefing.picture_spine import SpineRow, Spread, spine_chart
from briefing.picture_trend import trend_chart
from briefing.sheet import Drawing, Words

__all__ = [
    "Bar",
    "Choropleth",
    "Drawing",
    "SpineRow",
    "Spread",
    "Words",
    "area_map",
    "bars",
    "picture",
    "spine_chart",
    "trend_chart",
]


def picture(drawing: Drawing, caption: str = "") -> Picture:
    """A drawing as a block of a document, at the size it was drawn for, with its own words as alt text."""
    return Picture(drawing, drawing.alt, caption, drawing.width_cm)
