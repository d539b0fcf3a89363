"""One view of the screen Kaart, put together from the store: everything that the callback then hands to the layouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from callbacks.navigation import areas_url, link_to_area, trail
from callbacks.onward import onward
from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of
from domain.change import AreaChange
from domain.observations import Status
from domain.resolve import ResolvedView
from domain.view_models import Area, BuildInfo, Figure, Indicator, MapFigures, YearCoverage
from domain.view_state import Mode
from domain.wording import MOST_NAMED, benchmark_absent, boundaries_source, known_where
from domain.wording.change import nothing_to_compare
from layouts.change import change_choropleth
from layouts.choropleth import Choropleth, build_choropleth, figures_json
from layouts.legend import Known
from layouts.panel import Benchmark, Onward
from store.areas import area as find_area
from store.areas import areas_of, groups_of
from store.catalogue import indicators
from store.change import area_change, change_map, map_sources
from store.figures import figure, map_figures, years
from store.geometry import frame_note, geometry_url
from store.warehouse import Store

#: Maps kept per process, so that switching back and forth is quick. A new build has new keys.
_MAPS_KEPT = 48


@dataclass(frozen=True)
class DrawnMap:
    """A choropleth with the text that draws it, shared by all visitors who look at the same map."""

    choropleth: Choropleth
    figures: str
    source: str
    note: str | None
    known: Known | None


@dataclass(frozen=True)
class KaartView:
    """All that one view shows."""

    resolved: ResolvedView
    key: str
    area: Area
    frame: Area
    indicator: Indicator
    years: tuple[YearCoverage, ...]
    map: DrawnMap
    geometry_url: str
    figure: Figure | None
    benchmarks: tuple[Benchmark, ...]
    trail: tuple[Onward, ...]
    onward: tuple[Onward, ...]
    link: str
    #: The gemeente's own word for the division that this frame can be shown in.
    own_kind: str | None
    #: Of a map of change: the selected area, and the gemeente and country around it.
    change: AreaChange | None = None
    changes: tuple[AreaChange, ...] = ()


def view_builder(store: Store) -> Callable[[ResolvedView], KaartView]:
    """Function from a resolved view to everything it shows. Keeps recently drawn maps; holds nothing about visitors."""

    @lru_cache(maxsize=_MAPS_KEPT)
    def drawn(build: BuildInfo, key: str, resolved: ResolvedView) -> DrawnMap:
        level, frame = resolved.level, resolved.frame_code
        choropleth = _choropleth(store, resolved)
        found = choropleth.figures
        text = figures_json(
            choropleth,
            key,
            geometry_url(build, level, frame),
            areas_url(build.build_id, level, frame),
            _around(areas_of(store, level, frame)),
        )
        lines = map_sources(store, resolved)
        cited = "; ".join(line.citation for line in lines)
        source = f"{cited}. {boundaries_source(build.display_vintage, is_demo=build.is_demo)}" if lines else ""
        known = _known(store, resolved, found) if choropleth.change is None else _none_changed(choropleth)
        return DrawnMap(choropleth, text, source, frame_note(store, level, frame), known)

    def build_view(resolved: ResolvedView) -> KaartView:
        build = store.build()
        # The selected area is no part of the map: leave it out, so that all selections in one frame share it.
        map_view = replace(resolved, area_code=resolved.frame_code)
        key = f"{build.build_id}{map_view.to_view().to_query()}"
        area = _area(store, resolved.area_code)
        return KaartView(
            resolved=resolved,
            key=key,
            area=area,
            frame=_area(store, resolved.frame_code),
            indicator=indicators(store)[resolved.indicator_id],
            years=tuple(years(store, resolved.indicator_id, resolved.level, resolved.frame_code)),
            map=drawn(build, key, map_view),
            geometry_url=geometry_url(build, resolved.level, resolved.frame_code),
            figure=figure(store, resolved.indicator_id, resolved.area_code, resolved.year),
            benchmarks=_benchmarks(store, resolved),
            trail=tuple(Onward(text, link_to_area(resolved, code, level)) for text, code, level in trail(area)),
            onward=onward(resolved, area, groups_of(store, area.code)),
            link=resolved.to_view().to_query(),
            own_kind=next((each.kind for each in areas_of(store, Level.EIGEN, resolved.frame_code)), None),
            **_changes(store, resolved),
        )

    return build_view


def _choropleth(store: Store, resolved: ResolvedView) -> Choropleth:
    """Map of one year, or of the change between two."""
    indicator = indicators(store)[resolved.indicator_id]
    if resolved.mode is Mode.VERANDERING:
        return change_choropleth(change_map(store, resolved), indicator)
    found = map_figures(store, resolved.indicator_id, resolved.year, resolved.level, resolved.frame_code)
    return build_choropleth(found, indicator, resolved.scale)


def _changes(store: Store, resolved: ResolvedView) -> dict[str, Any]:
    """Change of the selected area and of those around it, where the view is about change."""
    if resolved.mode is not Mode.VERANDERING:
        return {}
    around = tuple(area_change(store, resolved, code) for code in _around_codes(resolved))
    return {"change": area_change(store, resolved, resolved.area_code), "changes": around}


def _none_changed(choropleth: Choropleth) -> Known | None:
    return None if choropleth.filled else Known(nothing_to_compare(choropleth.period), ())


def _known(store: Store, resolved: ResolvedView, figures: MapFigures) -> Known | None:
    """Where the figures of a map lie, with links to get there, when that is nowhere or in few gemeenten."""
    filled = [code for code, value in zip(figures.area_codes, figures.values, strict=True) if value is not None]
    frame = _area(store, resolved.frame_code)
    inside = sorted((_area(store, code) for code in {gemeente_of(code) for code in filled}), key=lambda each: each.name)
    if resolved.level in GROUP_LEVELS and filled:
        return None  # groups have a figure only where nearly all of their parts have
    total = len(areas_of(store, Level.GEMEENTE, resolved.frame_code)) or 1
    unfit = 2 * figures.statuses.count(Status.NOT_COMPARABLE) > len(figures.statuses)
    sentence = known_where(frame.name, resolved.year, len(filled), [each.name for each in inside], total, unfit)
    if not sentence:
        return None
    named = inside if len(inside) <= MOST_NAMED else []
    return Known(sentence, tuple(Onward(f"Bekijk {each.name}", link_to_area(resolved, each.code)) for each in named))


def _around(areas: Sequence[Area]) -> tuple[float, float, float, float] | None:
    """West, south, east, north around all areas that have a polygon: an install for one region shows that region."""
    boxes = [area.bounds for area in areas if area.bounds is not None]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _area(store: Store, code: str) -> Area:
    found = find_area(store, code)
    if found is None:
        raise LookupError(f"{code} was resolved but is not in the warehouse")
    return found


def _benchmarks(store: Store, resolved: ResolvedView) -> tuple[Benchmark, ...]:
    """Gemeente and country as far as they contain the selected area, in the same table and year."""
    found = []
    for code in _around_codes(resolved):
        name = _area(store, code).name
        row = figure(store, resolved.indicator_id, code, resolved.year)
        found.append(Benchmark(name, row, benchmark_absent(name)))
    return tuple(found)


def _around_codes(resolved: ResolvedView) -> list[str]:
    codes = [code for code in (gemeente_of(resolved.area_code), COUNTRY_CODE) if code != resolved.area_code]
    return list(dict.fromkeys(codes))
