"""One view of the screen Kaart, put together from the store: everything that the callback then hands to the layouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from callbacks import mode_stapeling, mode_thema, mode_twee
from callbacks.navigation import areas_url, link_to_area, trail
from callbacks.onward import onward
from callbacks.scene import Drawing, MapMode, Scene, Told, area_of
from domain.areas import Level
from domain.resolve import ResolvedView
from domain.view_models import Area, BuildInfo, Indicator, YearCoverage
from domain.view_state import Mode
from domain.wording import boundaries_source
from layouts.panel import Onward
from store.areas import areas_of, groups_of
from store.catalogue import indicators
from store.figures import years
from store.geometry import frame_note, geometry_url
from store.warehouse import Store

MODES: Final[Mapping[Mode, MapMode]] = {
    Mode.THEMA: MapMode(mode_thema.draw, mode_thema.tell),
    Mode.VERANDERING: MapMode(mode_thema.draw_change, mode_thema.tell_change),
    Mode.TWEE: MapMode(mode_twee.draw, mode_twee.tell),
    Mode.STAPELING: MapMode(mode_stapeling.draw, mode_stapeling.tell),
}
#: Maps kept per process, so that switching back and forth is quick. A new build has new keys.
_MAPS_KEPT = 48


@dataclass(frozen=True)
class KaartView:
    """All that one view shows. `tell` puts it in words, which the figures of a map alone do not need."""

    resolved: ResolvedView
    key: str
    area: Area
    frame: Area
    indicator: Indicator
    years: tuple[YearCoverage, ...]
    #: Years of the other year picker: of the second indicator where there is one.
    years2: tuple[YearCoverage, ...]
    drawing: Drawing
    geometry_url: str
    trail: tuple[Onward, ...]
    link: str
    #: What a reader must know of the boundaries.
    note: str | None
    #: The gemeente's own word for the division that this frame can be shown in.
    own_kind: str | None
    tell: Callable[[], Told]

    @property
    def figures(self) -> str:
        """JSON that draws the map."""
        return self.drawing.text

    @property
    def area_count(self) -> int:
        """Number of areas of the map, with and without a figure."""
        found = self.drawing.residents
        return sum(found.areas) + found.areas_without_value


def view_builder(store: Store) -> Callable[[ResolvedView], KaartView]:
    """Function from a resolved view to everything it shows. Keeps recently drawn maps; holds nothing about visitors."""

    @lru_cache(maxsize=_MAPS_KEPT)
    def drawn(build: BuildInfo, key: str, resolved: ResolvedView) -> Drawing:
        level, frame = resolved.level, resolved.frame_code
        place = {
            "key": key,
            "geometry": geometry_url(build, level, frame),
            "areas": areas_url(build.build_id, level, frame),
            "bounds": _around(areas_of(store, level, frame)),
        }
        return MODES[resolved.mode].draw(store, resolved, place)

    def build_view(resolved: ResolvedView) -> KaartView:
        build = store.build()
        # The selected area and cell are no part of the map: leave them out, so that all selections in one frame share it.
        map_view = replace(resolved, area_code=resolved.frame_code, cell=None)
        key = f"{build.build_id}{map_view.to_view().to_query()}"
        area, frame = area_of(store, resolved.area_code), area_of(store, resolved.frame_code)
        indicator = indicators(store)[resolved.indicator_id]
        drawing = drawn(build, key, map_view)
        ways = onward(resolved, area, groups_of(store, area.code))
        scene = Scene(store, resolved, area, frame, indicator, drawing, _source(drawing, build), ways)
        return KaartView(
            resolved=resolved,
            key=key,
            area=area,
            frame=frame,
            indicator=indicator,
            years=_years(store, resolved, resolved.indicator_id),
            years2=_years(store, resolved, resolved.indicator2_id or resolved.indicator_id),
            drawing=drawing,
            geometry_url=geometry_url(build, resolved.level, resolved.frame_code),
            trail=tuple(Onward(text, link_to_area(resolved, code, level)) for text, code, level in trail(area)),
            link=resolved.to_view().to_query(),
            note=frame_note(store, resolved.level, resolved.frame_code),
            own_kind=next((each.kind for each in areas_of(store, Level.EIGEN, resolved.frame_code)), None),
            tell=lambda: MODES[resolved.mode].tell(scene),
        )

    return build_view


def _source(drawing: Drawing, build: BuildInfo) -> str:
    """Sources of the figures and of the boundaries, in one line; empty without figures."""
    if not drawing.sources:
        return ""
    cited = "; ".join(dict.fromkeys(line.citation for line in drawing.sources))
    return f"{cited}. {boundaries_source(build.display_vintage, is_demo=build.is_demo)}"


def _years(store: Store, resolved: ResolvedView, indicator_id: str) -> tuple[YearCoverage, ...]:
    return tuple(years(store, indicator_id, resolved.level, resolved.frame_code))


def _around(areas: Sequence[Area]) -> tuple[float, float, float, float] | None:
    """West, south, east, north around all areas that have a polygon: an install for one region shows that region."""
    boxes = [area.bounds for area in areas if area.bounds is not None]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
