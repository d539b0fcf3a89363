"""Which division is shown: the newest in which people are known, and that is drawn or tells about more than people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from etl.contracts import BoundaryLayer
from etl.load.query import scalar
from etl.report import note

#: Of the year with most: so many areas must have residents, and so many must be drawn.
SHARE_OF_AREAS: Final = 1 / 2
#: So many themes must have figures where the division is not drawn, or more than half of what the year with most has.
ENOUGH_THEMES: Final = 4

_CONTENT = """
WITH filled AS (SELECT DISTINCT boundary_year, indicator_id FROM merged WHERE value IS NOT NULL),
     themes AS (SELECT boundary_year, count(DISTINCT theme_id) AS themes
                FROM filled LEFT JOIN indicator USING (indicator_id) GROUP BY boundary_year),
     peopled AS (SELECT boundary_year, count(DISTINCT area_code) AS areas FROM merged
                 WHERE indicator_id = 'residents_count' AND value IS NOT NULL GROUP BY boundary_year)
SELECT boundary_year, coalesce(areas, 0), themes FROM themes LEFT JOIN peopled USING (boundary_year) ORDER BY boundary_year
"""


@dataclass(frozen=True)
class DivisionYear:
    """What is in hand of the division of one year."""

    year: int
    #: Areas with a number of residents.
    peopled: int
    #: Themes of the catalogue with at least one figure.
    themes: int
    #: Areas in the boundary files of this very year.
    drawn: int


def newest_useful(years: Sequence[DivisionYear]) -> int | None:
    """Year of the division to show; None without years.

    The newest that has residents of at least half as many areas as the year with most, and either boundaries of its own
    (for at least half as many areas as the year with most) or figures in four themes (where no year has many: in more
    than half of those of the year with most). Where no year will do: the newest.
    """
    most_peopled = max((each.peopled for each in years), default=0)
    most_themes = max((each.themes for each in years), default=0)
    enough_themes = min(ENOUGH_THEMES, most_themes // 2 + 1)
    most_drawn = max((each.drawn for each in years), default=0)
    useful = [
        each.year
        for each in years
        if each.peopled > 0
        and each.peopled >= SHARE_OF_AREAS * most_peopled
        and (each.themes >= enough_themes or 0 < SHARE_OF_AREAS * most_drawn <= each.drawn)
    ]
    return max(useful or [each.year for each in years], default=None)


def display_vintage(con: duckdb.DuckDBPyConnection, layers: Sequence[BoundaryLayer] = ()) -> int | None:
    """Boundary year of the division that is shown, of those in `merged`; None when there is no figure at all.

    A newer division that is passed over is told in the report, with what it lacks.
    """
    drawn: dict[int, set[str]] = {}
    for layer in layers:
        drawn.setdefault(layer.boundary_year, set()).update(layer.frame["area_code"])
    years = [
        DivisionYear(year, peopled, themes, len(drawn.get(year, ())))
        for year, peopled, themes in con.execute(_CONTENT).fetchall()
    ]
    chosen = newest_useful(years)
    for each in years:
        if chosen is not None and each.year > chosen:
            note(con, "areas", f"division of {each.year}", _waiting(each, chosen), _figures_of(con, each.year))
    return chosen


def _waiting(later: DivisionYear, chosen: int) -> str:
    return (
        f"The map shows the areas of {chosen}, so of the figures on areas of {later.year} only those that reach an area of {chosen} are "
        f"seen there; all are kept. Of {later.year} there are residents of {later.peopled} areas, figures in {later.themes} themes and "
        f"boundaries of {later.drawn} areas. With its boundaries, or the rest of its figures, {later.year} is shown."
    )


def _figures_of(con: duckdb.DuckDBPyConnection, year: int) -> int:
    return int(scalar(con, "SELECT count(*) FROM merged WHERE boundary_year = ? AND value IS NOT NULL", [year]))
