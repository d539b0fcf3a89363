"""Charts of the screen Nabijheid as files of their own, with name, unit, year and source in them."""

from __future__ import annotations

from typing import Final

from domain.proximity import IncomeSplit
from domain.wording.proximity import gap_note, groups_line, method_sentence
from layouts.group_bars import WIDTH, bars_height, group_bars
from layouts.nabijheid_beyond import BeyondPart, bars, bars_title, gap_series, gap_title
from layouts.picture import picture
from layouts.trend_chart import HEIGHT, trend_chart
from layouts.trend_chart import WIDTH as CHART_WIDTH

#: Name of a picture in an address -> text of its link.
PICTURES: Final = {
    "groepen": "Download de staven (SVG)",
    "verschil": "Download het verschil over de jaren (SVG)",
}


def pictures_at_hand(part: BeyondPart) -> tuple[str, ...]:
    """Names of the pictures that these figures have."""
    view = part.view
    if view is None or not isinstance(view.split, IncomeSplit) or part.nearby.ranking is None:
        return ()
    return tuple(PICTURES) if view.gap is not None and len(view.gap.years) > 1 else ("groepen",)


def picture_of(part: BeyondPart, name: str) -> str | None:
    """SVG of one picture; None for a name that is none, or a picture that these figures do not have."""
    view, nearby = part.view, part.nearby
    if name not in pictures_at_hand(part):
        return None
    assert view is not None
    assert isinstance(view.split, IncomeSplit)
    assert nearby.ranking is not None
    assert nearby.ranking_year is not None
    source = f"{'; '.join(line.citation for line in nearby.sources)}. Bewerkt door Buurtlens."
    if name == "groepen":
        drawn = bars(view)
        lines = (
            groups_line(len(view.split.pct), nearby.ranking.title, nearby.ranking_year, part.area.name),
            method_sentence(view.by_squares, nearby.square_m),
            source,
        )
        title = bars_title(part.facility, part.guide, part.area.name, view.year)
        return picture(group_bars(drawn), (WIDTH, bars_height(drawn)), title, lines)
    if view.gap is not None:
        chart = trend_chart(*gap_series(part, view.gap))
        lines = (gap_note(view.gap, nearby.ranking_year), method_sentence(0.0, None), source)
        return picture(chart, (CHART_WIDTH, HEIGHT), gap_title(part), lines)
    return None
