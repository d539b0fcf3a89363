"""Where a choice leads: view state in, view state out. Every link and every picker of the screen is written here."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of, level_of
from domain.own_area import NO_GEMEENTE
from domain.resolve import ResolvedView
from domain.view_models import Area
from domain.view_state import Mode, Scale, ViewState

#: Choice of the picker of new dwellings that shows none.
NEVER: Final = "geen"


def link_to_area(resolved: ResolvedView, code: str, level: Level | None = None) -> str:
    """Address of another area with the same indicator, year and scale; without `level` at the area's own default."""
    return replace(resolved.to_view(), area_code=code, frame_code=None, level=level).to_query()


def areas_url(build_id: str, level: Level, frame_code: str) -> str:
    """Address of codes, names and residents of the areas of a frame."""
    return f"/areas/{build_id}/{level.value}/{frame_code}.json"


def standing(resolved: ResolvedView, picker: str) -> str | None:
    """What a picker (named after a field of the view, or `stack`) says of a view; None where it has nothing to say."""
    return {
        "indicator": resolved.indicator_id,
        "indicator2": resolved.indicator2_id,
        "stack": resolved.indicator_id if resolved.mode is Mode.STAPELING else None,
        "level": resolved.level.value,
        "year": str(resolved.year),
        "scale": resolved.scale.value,
        "mode": resolved.mode.value,
        "year2": None if resolved.year2 is None else str(resolved.year2),
        "threshold": str(resolved.threshold_pct),
        "since": NEVER if resolved.built_since is None else str(resolved.built_since),
    }[picker]


def choose(resolved: ResolvedView, picker: str, value: str, area: Area | None) -> ViewState:
    """View after a choice in a picker (named as in `standing`); `area` is the one selected now.

    At a coarser level the selection goes up with it, so that it stays on the map. Choosing the year that the other picker holds
    swaps both. A cell that is pointed out belongs to the two figures it was chosen for.
    """
    view = replace(resolved.to_view(), cell=None)
    if picker == "indicator":
        return replace(view, indicator_id=value, year2=view.year2 if resolved.mode is Mode.VERANDERING else None)
    if picker == "stack":
        return replace(view, indicator_id=value)
    if picker == "indicator2":
        return replace(view, indicator2_id=value, year2=None)
    if picker in ("year", "year2"):
        return _with_year(view, picker, int(value))
    if picker == "mode":
        # One theme goes on with what it showed; another mode starts with what fits it.
        return replace(view, mode=Mode(value), year2=None, indicator2_id=None, threshold_pct=None, built_since=None)
    if picker == "scale":
        return replace(view, scale=Scale(value))
    if picker == "threshold":
        return replace(view, threshold_pct=int(value))
    if picker == "since":
        return replace(view, built_since=None if value == NEVER else int(value))
    level = Level(value)
    if level in GROUP_LEVELS:
        return replace(view, level=level, area_code=_group(resolved, level))
    if level is Level.GEMEENTE:
        return replace(view, level=level, area_code=gemeente_of(resolved.area_code))
    if level is Level.WIJK and area and area.level is Level.BUURT and area.wijk_code:
        return replace(view, level=level, area_code=area.wijk_code)
    return replace(view, level=level)


def _with_year(view: ViewState, picker: str, year: int) -> ViewState:
    if view.mode is not Mode.VERANDERING:
        return replace(view, year=year) if picker == "year" else replace(view, year2=year)
    one, other = (year, view.year2) if picker == "year" else (view.year, year)
    if one == other:
        one, other = view.year2, view.year
    return replace(view, year=one, year2=other)


def _group(resolved: ResolvedView, level: Level) -> str:
    """Group of a level that is selected or drawn now; else what all groups of that level lie in."""
    for code in (resolved.area_code, resolved.frame_code):
        if level_of(code) is level:
            return code
    return gemeente_of(resolved.area_code) if level is Level.EIGEN else COUNTRY_CODE


def trail(area: Area) -> list[tuple[str, str, Level | None]]:
    """Areas above this one, from the country down: name, code and the level to show there."""
    steps: list[tuple[str, str, Level | None]] = []
    if area.level is not Level.LAND:
        steps.append(("Nederland", COUNTRY_CODE, None))
    # An area of buurten of several gemeenten lies in none of them.
    if area.level in (Level.WIJK, Level.BUURT, Level.EIGEN) and gemeente_of(area.code) != NO_GEMEENTE:
        steps.append((area.gemeente_name or gemeente_of(area.code), gemeente_of(area.code), None))
    if area.level is Level.BUURT and area.wijk_code:
        steps.append((area.wijk_name or area.wijk_code, area.wijk_code, Level.BUURT))
    return steps
