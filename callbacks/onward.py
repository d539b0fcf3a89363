"""Ways on from the selected area: finer where the map is coarse, wider where a value may be missing."""

from __future__ import annotations

from collections.abc import Sequence

from callbacks.navigation import link_to_area
from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of
from domain.resolve import ResolvedView
from domain.view_models import Area
from domain.view_state import Mode
from domain.wording import group_name, kind_name, level_name
from layouts.panel import Onward

_REGIONS = (Level.GGD, Level.PROVINCIE)


def onward(resolved: ResolvedView, area: Area, groups: Sequence[Area]) -> tuple[Onward, ...]:
    """Links beside the figure of `area`; `groups` are the GGD region and provincie around it."""
    return (*_finer(resolved, area), *_wider(resolved, area, groups))


def _finer(resolved: ResolvedView, area: Area) -> list[Onward]:
    if area.level is Level.WIJK and resolved.level is Level.WIJK:
        return [Onward(f"Bekijk de buurten in {area.name}", link_to_area(resolved, area.code, Level.BUURT))]
    if area.level is not resolved.level or area.level is Level.BUURT:
        return []
    parts = level_name(Level.GEMEENTE if area.level in _REGIONS else Level.BUURT, plural=True)
    return [Onward(f"Bekijk de {parts} in {area.name}", link_to_area(resolved, area.code))]


def _wider(resolved: ResolvedView, area: Area, groups: Sequence[Area]) -> list[Onward]:
    links = []
    stacked = resolved.mode is Mode.STAPELING  # which there is per buurt only
    if area.level is Level.BUURT and area.wijk_code and not stacked:
        name = area.wijk_name or area.wijk_code
        links.append(Onward(f"Bekijk de wijk {name}", link_to_area(resolved, area.wijk_code, Level.WIJK)))
    if area.level is Level.GEMEENTE and resolved.level is not Level.GEMEENTE and not stacked:
        links.append(Onward("Vergelijk met alle gemeenten", link_to_area(resolved, area.code, Level.GEMEENTE)))
    links += [Onward(f"Bekijk {group_name(group)}", link_to_area(resolved, group.code)) for group in groups]
    if area.level in GROUP_LEVELS and area.level is not resolved.level and not stacked:
        others = kind_name(area.level, area.kind, plural=True)
        where = f" in {area.gemeente_name or gemeente_of(area.code)}" if area.level is Level.EIGEN else ""
        links.append(Onward(f"Vergelijk met alle {others}{where}", link_to_area(resolved, area.code, area.level)))
    if resolved.frame_code != COUNTRY_CODE and resolved.level is not Level.EIGEN:
        plural = level_name(resolved.level, plural=True)
        links.append(Onward(f"Bekijk alle {plural} in Nederland", link_to_area(resolved, COUNTRY_CODE, resolved.level)))
    return links
