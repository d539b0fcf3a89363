"""All areas of a build in memory: some 18,000, read once, so that most questions about places need no query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from domain.areas import COUNTRY_CODE, Level, fold, gemeente_of
from domain.view_models import Area
from store.warehouse import Warehouse

_AREAS = """
SELECT a.area_code, a.name, a.level, a.boundary_year, a.gemeente_code, g.name, a.wijk_code, w.name,
       a.residents_count, a.households_count, a.urbanity_class, a.land_area_ha, a.postcode4, a.has_geometry,
       a.west, a.south, a.east, a.north
FROM area a
LEFT JOIN area g ON g.area_code = a.gemeente_code AND g.boundary_year = a.boundary_year
LEFT JOIN area w ON w.area_code = a.wijk_code AND w.boundary_year = a.boundary_year
WHERE a.boundary_year = ?
"""


@dataclass(frozen=True)
class Gazetteer:
    """Areas by code; alphabetically per level and frame; and (name, gemeente's name, area), folded for searching."""

    by_code: Mapping[str, Area]
    by_frame: Mapping[tuple[Level, str], tuple[Area, ...]]
    names: tuple[tuple[str, str, Area], ...]


def gazetteer(warehouse: Warehouse) -> Gazetteer:
    """Areas of one build (for the store's own use)."""
    return warehouse.cached(("gazetteer",), lambda: _read(warehouse))


def _read(warehouse: Warehouse) -> Gazetteer:
    vintage = warehouse.build.display_vintage
    by_code = {row[0]: _area(row) for row in warehouse.rows(_AREAS, [vintage])}
    by_code.setdefault(COUNTRY_CODE, _country(vintage))
    by_frame: dict[tuple[Level, str], list[Area]] = {}
    for each in sorted(by_code.values(), key=lambda found: (fold(found.name), found.code)):
        frames = {COUNTRY_CODE, gemeente_of(each.code)}
        for frame in frames:
            by_frame.setdefault((each.level, frame), []).append(each)
    names = tuple((fold(each.name), fold(each.gemeente_name or ""), each) for each in by_code.values())
    return Gazetteer(by_code, {key: tuple(found) for key, found in by_frame.items()}, names)


def _area(row: tuple[object, ...]) -> Area:
    *plain, has_geometry, west, south, east, north = row
    bounds = None if None in (west, south, east, north) else (west, south, east, north)
    values = dict(zip(Area.__dataclass_fields__, [*plain, has_geometry, bounds], strict=True))
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
