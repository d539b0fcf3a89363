"""Where a choice leads: view state in, view state out. Every link and every picker of the screen is written here."""

from __future__ import annotations

from dataclasses import replace

from domain.areas import COUNTRY_CODE, Level, gemeente_of, level_of
from domain.resolve import ResolvedView
from domain.view_models import Area
from domain.view_state import Scale, ViewState


def link_to_area(resolved: ResolvedView, code: str, level: Level | None = None) -> str:
    """Address of another area with the same indicator, year and scale. Without `level` the area's own default is taken."""
    return replace(resolved.to_view(), area_code=code, level=level).to_query()


def link_on_map(resolved: ResolvedView) -> str:
    """Address of an area of the map: the same view with its code as `gebied`. A gemeente opens; wijk and buurt keep the level."""
    view = resolved.to_view()
    return replace(view, level=None if resolved.level is Level.GEMEENTE else resolved.level).to_query()


def choose(view: ViewState, picker: str, value: str) -> ViewState:
    """View after a choice in a picker (`indicator`, `level`, `year` or `scale`).

    A year belongs to its indicator: after another indicator the year is kept only if that has it (resolve decides, silently).
    """
    if picker == "indicator":
        return replace(view, indicator_id=value)
    if picker == "level":
        return replace(view, level=Level(value))
    if picker == "year":
        return replace(view, year=int(value))
    return replace(view, scale=Scale(value))


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


def within(selected: str, code: str) -> bool:
    """Whether an area lies in the selected wijk, by its code: a buurt code starts with the digits of its wijk."""
    return level_of(selected) is Level.WIJK and code[:2] == "BU" and code[2:].startswith(selected[2:])
