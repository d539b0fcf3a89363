"""Figures of an area over the years, beside its gemeente, the country and areas that are as urban, on the display vintage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from domain.areas import COUNTRY_CODE, Level, gemeente_of
from domain.decomposition import kitagawa
from domain.observations import Status
from domain.series import AreaSeries, Line, PlaceParts, Role
from domain.trend import Point
from domain.view_models import Area, Figure
from domain.wording.trend import benchmark_series_absent, urbanity_absent, urbanity_name, urbanity_note
from store.catalogue import shown_indicators
from store.figures import figures_of, figures_of_area, map_figures
from store.gazetteer import gazetteer
from store.warehouse import Store, Warehouse

_RESIDENTS: Final = "residents_count"
_URBANITY = """
SELECT reference_year, value, area_count FROM urbanity_mean
WHERE indicator_id = ? AND level = ? AND urbanity_class = ? ORDER BY reference_year
"""
_PER_TABLE = "SELECT source_id FROM source WHERE series_per_table"
#: Weights that are an indicator themselves, so that the weight of every buurt and year is known.
_COUNTED: Final = {"residents": "residents_count", "households": "households_count", "dwellings": "dwellings_count"}
#: A split over buurten that leaves out more people than this is about another area.
_LEAST_COVERED: Final = 0.9


def area_series(store: Store, indicator_id: str, area_code: str) -> AreaSeries:
    """Lines of one area and indicator over all years, its own first; a line without figures says why.

    Of a count only the line of the area itself is given: larger areas have more of it. Raises KeyError for an area or indicator that
    the warehouse does not know.
    """
    warehouse = store.open()
    places = gazetteer(warehouse).by_code
    area, indicator = places[area_code], shown_indicators(warehouse)[indicator_id]
    around = [] if indicator.additive else [gemeente_of(area_code), COUNTRY_CODE]
    codes = list(dict.fromkeys([area_code, *(code for code in around if code in places)]))
    found = _by_area(figures_of(warehouse, indicator_id, codes), codes)
    residents = _by_area(figures_of(warehouse, _RESIDENTS, codes), codes)
    own_series = _per_table(warehouse)
    lines = []
    for code in codes:
        points = [_point(each, residents[code].get(year), own_series) for year, each in sorted(found[code].items())]
        if code == area_code:
            points += _unreached(found, area, warehouse.build.display_vintage)
        name = places[code].name
        ordered = tuple(sorted(points, key=lambda point: point.year))
        lines.append(Line(_role(code, area_code), name, ordered, benchmark_series_absent(name), found[code]))
    if not indicator.additive and area.urbanity_class is not None and area.level is not Level.LAND:
        lines.append(_same_urbanity(warehouse, indicator_id, area.level, area.urbanity_class))
    return AreaSeries(indicator_id, area, tuple(lines))


def own_lines(warehouse: Warehouse, area: Area, indicator_ids: Sequence[str]) -> dict[str, Line]:
    """Line of one area for many indicators at once, by one question; an indicator of which nothing is known has no points."""
    residents = figures_of(warehouse, _RESIDENTS, [area.code])
    return lines_of(warehouse, area, indicator_ids, figures_of_area(warehouse, area.code, indicator_ids), residents)


def lines_of(
    warehouse: Warehouse,
    area: Area,
    indicator_ids: Sequence[str],
    figures: Sequence[Figure],
    residents: Sequence[Figure],
) -> dict[str, Line]:
    """Line per indicator, of figures of one area that were read before (for the store's own use)."""
    people = {each.reference_year: each for each in residents}
    found: dict[str, dict[int, Figure]] = {name: {} for name in indicator_ids}
    for each in figures:
        if each.indicator_id in found:
            found[each.indicator_id][each.reference_year] = each
    per_table = _per_table(warehouse)
    lines = {}
    for name, by_year in found.items():
        points = tuple(_point(each, people.get(year), per_table) for year, each in sorted(by_year.items()))
        lines[name] = Line(Role.AREA, area.name, points, figures=by_year)
    return lines


def place_parts(store: Store, indicator_id: str, area_code: str, first_year: int, last_year: int) -> PlaceParts | None:
    """Change of a gemeente or wijk between two years, split over its buurten (domain.decomposition); None where that cannot be told.

    It needs figures of both years for buurten with nine in ten of the people, and a weight that is counted per buurt.
    """
    warehouse = store.open()
    area = gazetteer(warehouse).by_code[area_code]
    counted = _COUNTED.get(shown_indicators(warehouse)[indicator_id].weight)
    if area.level not in (Level.GEMEENTE, Level.WIJK) or counted is None:
        return None
    frame = gemeente_of(area_code)
    maps = [
        map_figures(store, name, year, Level.BUURT, frame)
        for year in (first_year, last_year)
        for name in (counted, indicator_id)
    ]
    inside = [index for index, code in enumerate(maps[0].area_codes) if code[2:].startswith(area_code[2:])]
    rows = [tuple(each.values[index] for each in maps) for index in inside]
    known = [row for row in rows if None not in row]
    covered = min((_share(known, rows, column) for column in (0, 2)), default=0.0)
    if not known or covered < _LEAST_COVERED:
        return None
    people_then, values_then, people_now, values_now = zip(*known, strict=True)
    parts = kitagawa(people_then, values_then, people_now, values_now)
    return PlaceParts(first_year, last_year, parts, covered)


def _same_urbanity(warehouse: Warehouse, indicator_id: str, level: Level, urbanity_class: int) -> Line:
    rows = warehouse.rows(_URBANITY, [indicator_id, str(level), urbanity_class])
    points = tuple(Point(year, value) for year, value, _ in rows)
    note = urbanity_note(urbanity_class, level, rows[-1][2]) if rows else urbanity_absent(level)
    return Line(Role.URBANITY, urbanity_name(level), points, note if not rows else "", note=note if rows else "")


def _per_table(warehouse: Warehouse) -> frozenset[str]:
    """Sources of which two tables never make one trend."""
    return warehouse.cached(("series per table",), lambda: frozenset(name for (name,) in warehouse.rows(_PER_TABLE)))


def _by_area(figures: Sequence[Figure], codes: Sequence[str]) -> dict[str, dict[int, Figure]]:
    found: dict[str, dict[int, Figure]] = {code: {} for code in codes}
    for each in figures:
        found[each.area_code][each.reference_year] = each
    return found


def _point(figure: Figure, residents: Figure | None, own_series: frozenset[str]) -> Point:
    source = figure.source
    return Point(
        year=figure.reference_year,
        value=figure.value,
        status=figure.status,
        grade=figure.grade,
        lower=figure.lower,
        upper=figure.upper,
        residents_count=residents.value if residents is not None else None,
        series=source.table_id if source.source_id in own_series else None,
    )


def _unreached(found: Mapping[str, Mapping[int, Figure]], area: Area, vintage: int) -> list[Point]:
    """Years in which an area around this one has a figure and this one is not in the sources, as the map says it.

    Where its own gemeente has a figure of an older year, it was another area then; else nothing is known of it.
    """
    own, gemeente = found[area.code], found.get(gemeente_of(area.code), {})
    filled = sorted({year for around in found.values() for year, each in around.items() if each.value is not None})
    points = []
    for year in (year for year in filled if year not in own):
        reached = year < vintage and year in gemeente
        points.append(Point(year, None, Status.NOT_COMPARABLE if reached else Status.UNKNOWN))
    return points


def _share(known: Sequence[tuple[float | None, ...]], rows: Sequence[tuple[float | None, ...]], column: int) -> float:
    total = sum(row[column] or 0.0 for row in rows)
    return sum(row[column] or 0.0 for row in known) / total if total > 0 else 0.0


def _role(code: str, area_code: str) -> Role:
    if code == area_code:
        return Role.AREA
    return Role.COUNTRY if code == COUNTRY_CODE else Role.GEMEENTE
