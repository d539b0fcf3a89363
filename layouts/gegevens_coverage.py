"""The coverage as compact data for the script that draws it: an index per cell into the few texts that occur."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from domain.areas import Level
from domain.build_report import LevelCoverage, Topic
from domain.numbers_nl import NOTHING
from domain.view_models import Theme
from domain.view_state import ViewState
from domain.wording.report import coverage_caption, share_text

#: Lower ends, in per cent, of shades 1 and up; shade 0 is none at all.
SHADES: Final = (0, 25, 50, 90, 100)
#: A year that no file holds at this level.
_NO_YEAR: Final = -1


def coverage_data(
    themes: Sequence[Theme], topics: Sequence[Topic], found: Sequence[LevelCoverage], levels: Sequence[Level]
) -> dict[str, Any]:
    """Texts with their shade, and per level its years (newest first) and the themes with their topics and an index per year.

    A topic or year without anything at a level is left out there. `-1` is a year without any row; `empty` is its text.
    """
    cells = {(each.level, each.indicator_id, each.year): each for each in found}
    years = {level: sorted({each.year for each in found if each.level is level}, reverse=True) for level in levels}
    texts: dict[tuple[str, int], int] = {}

    def index(level: Level, topic: Topic, year: int) -> int:
        cell = cells.get((level, topic.indicator_id, year))
        if cell is None:
            return _NO_YEAR
        return texts.setdefault((share_text(cell.filled, cell.total), shade(cell.filled, cell.total)), len(texts))

    def rows(level: Level, theme: Theme) -> list[list[Any]]:
        made = [
            [topic.title, _map_link(topic, level), [index(level, topic, year) for year in years[level]]]
            for topic in topics
            if topic.theme_id == theme.theme_id
        ]
        return [row for row in made if any(cell != _NO_YEAR for cell in row[2])]

    tables = {level.value: [[theme.theme_id, theme.title, rows(level, theme)] for theme in themes] for level in levels}
    return {
        "years": {level.value: years[level] for level in levels},
        "texts": [[text, tone] for text, tone in texts],
        "empty": NOTHING,
        "level": finest(levels).value,
        "captions": {level.value: coverage_caption(level) for level in levels},
        "levels": {level: [theme for theme in found_themes if theme[2]] for level, found_themes in tables.items()},
    }


def finest(levels: Sequence[Level]) -> Level:
    """Level that is shown when the address says none: buurten, where there are any."""
    return Level.BUURT if Level.BUURT in levels or not levels else levels[-1]


def shade(filled: int, total: int) -> int:
    """Shade of a share, 0 (none) to 5 (all): what is nearly all is not all."""
    if not filled or not total:
        return 0
    share = 100 * filled / total
    return sum(share >= low for low in SHADES)


def _map_link(topic: Topic, level: Level) -> str:
    """Address of the map of a topic; empty for one that is not in the picker."""
    return f"/{ViewState(indicator_id=topic.indicator_id, level=level).to_query()}" if topic.shown else ""
