"""Where a choice leads: view state in, view state out. Every link and every picker of the screen is written here."""

from __future__ import annotations

from dataclasses import replace

from domain.areas import COUNTRY_CODE, Level, gemeente_of
from domain.resolve import ResolvedView
from domain.view_models import Area
from domain.view_state import Scale, ViewState


def link_to_area(resolved: ResolvedView, code: str, level: Level | None = None) -> str:
    """Address of another area with the same indicator, year and scale; without `level` at the area's own default."""
    return replace(resolved.to_view(), area_code=code, level=level).to_query()


def areas_url(build_id: str, level: Level, frame_code: str) -> str:
    """Address of codes, names and residents of the areas of a frame."""
    return f"/areas/{build_id}/{level.value}/{frame_code}.json"


def standing(resolved: ResolvedView, picker: str) -> str:
    """What a picker (`indicator`, `level`, `year` or `scale`) says of a view."""
    return {
        "indicator": resolved.indicator_id,
        "level": resolved.level.value,
        "year": str(resolved.year),
        "scale": resolved.scale.value,
    }[picker]


def choose(resolved: ResolvedView, picker: str, value: str, area: Area | None) -> ViewState:
    """View after a choice in a picker (`indicator`, `level`, `year` or `scale`); `area` is the one selected now.

    At a coarser level the selection goes up with it, so that it stays on the map.
    """
    view = resolved.to_view()
    if picker == "indicator":
        return replace(view, indicator_id=value)
    if picker == "year":
        return replace(view, year=int(value))
    if picker == "scale":
        return replace(view, scale=Scale(value))
    level = Level(value)
    if level is Level.GEMEENTE:
        return replace(view, level=level, area_code=gemeente_of(resolved.area_code))
    if level is Level.WIJK and area and area.level is Level.BUURT and area.wijk_code:
        return replace(view, level=level, area_code=area.wijk_code)
    return replace(view, level=level)


def trail(area: Area) -> list[tuple[str, str, Level | None]]:
    """Areas above this one, from the country down: name, code and the level to show there."""
    steps: list[tuple[str, str, Level | None]] = []
    if area.level is not Level.LAND:
        steps.append(("Nederland", COUNTRY_CODE, None))
    if area.level in (Level.WIJK, Level.BUURT):
        steps.append((area.gemeente_name or gemeente_of(area.code), gemeente_of(area.code), None))
    if area.level is Level.BUURT and area.wijk_code:
        steps.append((area.wijk_name or area.wijk_code, area.wijk_code, Level.BUURT))
    return steps
