"""All areas of a build in memory: some 18,000, read once, so that most questions about places need no query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.areas import COUNTRY_CODE, Level, fold, frame_of, gemeente_of, level_of
from domain.view_models import Area
from store.warehouse import Warehouse

_AREAS = """
SELECT a.area_code, a.name, a.level, a.boundary_year, a.gemeente_code, g.name, a.wijk_code, w.name,
       a.residents_count, a.households_count, a.urbanity_class, a.land_area_ha, a.postcode4, a.has_geometry,
       a.west, a.south, a.east, a.north
FROM place a
LEFT JOIN area g ON g.area_code = a.gemeente_code AND g.boundary_year = a.boundary_year
LEFT JOIN area w ON w.area_code = a.wijk_code AND w.boundary_year = a.boundary_year
WHERE a.boundary_year = ?
"""


_MEMBERS = "SELECT DISTINCT group_code, kind, member_code FROM area_group ORDER BY ALL"


@dataclass(frozen=True)
class Gazetteer:
    """Areas by code; alphabetically per level and frame; and (name, gemeente's name, area), folded for searching.

    A frame is the country, a gemeente or a group; `groups_of` gives the groups that a gemeente lies in.
    """

    by_code: Mapping[str, Area]
    by_frame: Mapping[tuple[Level, str], tuple[Area, ...]]
    names: tuple[tuple[str, str, Area], ...]
    groups_of: Mapping[str, tuple[Area, ...]]


def gazetteer(warehouse: Warehouse) -> Gazetteer:
    """Areas of one build (for the store's own use)."""
    return warehouse.cached(("gazetteer",), lambda: _read(warehouse))


def _read(warehouse: Warehouse) -> Gazetteer:
    vintage = warehouse.build.display_vintage
    by_code = {row[0]: _area(row) for row in warehouse.rows(_AREAS, [vintage])}
    by_code.setdefault(COUNTRY_CODE, _country(vintage))
    members: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for group, kind, member in warehouse.rows(_MEMBERS):
        if group in by_code and member in by_code:
            members.setdefault(group, []).append(member)
            kinds[group] = kind
    for group, codes in members.items():
        by_code[group] = replace(by_code[group], kind=kinds[group], member_count=len(codes))
    groups = _groups_around(by_code, members)
    by_frame: dict[tuple[Level, str], list[Area]] = {}
    for each in sorted(by_code.values(), key=lambda found: (fold(found.name), found.code)):
        for frame in {_top(each), frame_of(each.code, Level.BUURT), *groups.get(each.code, ())}:
            by_frame.setdefault((each.level, frame), []).append(each)
    names = tuple((fold(each.name), fold(each.gemeente_name or ""), each) for each in by_code.values())
    around = {
        code: tuple(by_code[group] for group in found)
        for code, found in groups.items()
        if level_of(code) is Level.GEMEENTE
    }
    return Gazetteer(by_code, {key: tuple(found) for key, found in by_frame.items()}, names, around)


def _top(area: Area) -> str:
    """Frame with all areas of this kind: the country, or the gemeente that made its own division."""
    return gemeente_of(area.code) if area.level is Level.EIGEN else COUNTRY_CODE


def _groups_around(by_code: Mapping[str, Area], members: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Groups in which an area lies as a whole: as a member, as part of one, or (a wijk) with all of its buurten."""
    around: dict[str, list[str]] = {}
    for group, codes in members.items():
        for code in codes:
            around.setdefault(code, []).append(group)
    buurten: dict[str, list[str]] = {}
    for each in by_code.values():
        if each.level in (Level.WIJK, Level.BUURT):
            inherited = {*around.get(each.gemeente_code or "", ()), *around.get(each.wijk_code or "", ())}
            around[each.code] = [*around.get(each.code, ()), *sorted(inherited - {*around.get(each.code, ())})]
        if each.level is Level.BUURT and each.wijk_code:
            buurten.setdefault(each.wijk_code, []).append(each.code)
    for wijk, inside in buurten.items():
        shared = set.intersection(*(set(around.get(code, ())) for code in inside))
        around[wijk] = [*around.get(wijk, ()), *sorted(shared - {*around.get(wijk, ())})]
    return around


def _area(row: tuple[object, ...]) -> Area:
    *plain, has_geometry, west, south, east, north = row
    bounds = None if None in (west, south, east, north) else (west, south, east, north)
    values = dict(zip(Area.__dataclass_fields__, [*plain, has_geometry, bounds], strict=False))
    return Area(**{**values, "level": Level(str(values["level"]))})  # type: ignore[arg-type]


def _country(vintage: int) -> Area:
    """The country of a warehouse whose files hold no country row: it can be drawn, but has no figures of its own."""
    return Area(
        code=COUNTRY_CODE,
        name="Nederland",
        level=Level.LAND,
        boundary_year=vintage,
        gemeente_code=None,
        gemeente_name=None,
        wijk_code=None,
        wijk_name=None,
        residents_count=None,
        households_count=None,
        urbanity_class=None,
        land_area_ha=None,
        postcode4=None,
        has_geometry=False,
        bounds=None,
    )
