"""Questions about figures on the display vintage. What may not be shown never leaves this module; its reason does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from domain.areas import COUNTRY_CODE, Level, gemeente_of, is_group
from domain.observations import Grade, Method, Status
from domain.view_models import Coverage, Figure, MapFigures, SourceLine, YearCoverage
from store.catalogue import shown_indicators
from store.gazetteer import gazetteer
from store.geometry import Layer, layer
from store.sources import source_line
from store.warehouse import Store, Warehouse

_PREFIX: Final = {
    Level.LAND: "NL",
    Level.GEMEENTE: "GM",
    Level.WIJK: "WK",
    Level.BUURT: "BU",
    Level.GGD: "GG",
    Level.PROVINCIE: "PV",
    Level.EIGEN: "EG",
}
#: Beyond every character of a code, so that a range of codes is a prefix that DuckDB can look up in its zone maps.
_LAST: Final = "~"
#: Where one cell was reached in several ways, the most direct one is shown.
_DIRECTNESS: Final = {
    "published": 0,
    "recoded": 1,
    "derived": 2,
    "crosswalk": 3,
    "combined": 4,
}

#: What may be shown: sound figures, and of a buurt none that crossed a boundary that changed too much (grade C).
_SHOWN = "(value IS NOT NULL AND status IN ('ok', 'caution') AND NOT (grade = 'C' AND starts_with(area_code, 'BU')))"
_STATUS = f"""CASE WHEN {_SHOWN} THEN status
     WHEN value IS NOT NULL AND status IN ('ok', 'caution') THEN 'not_comparable'
     WHEN status IN ('ok', 'caution') THEN 'unknown' ELSE status END"""
_CELLS = """
FROM observation
WHERE indicator_id = $indicator AND boundary_year = $vintage AND area_code BETWEEN $first AND $last
  AND ($inside IS NULL OR area_code IN (SELECT unnest($inside)))
"""

_YEARS = f"""
SELECT reference_year, count(DISTINCT area_code) FILTER ({_SHOWN}) {_CELLS}
GROUP BY reference_year ORDER BY reference_year DESC
"""

_MAP = f"""
SELECT area_code, CASE WHEN {_SHOWN} THEN value END, {_STATUS}, grade, method {_CELLS} AND reference_year = $year
"""

_FIGURES = f"""
SELECT area_code, indicator_id, reference_year, boundary_year, CASE WHEN {_SHOWN} THEN value END,
       CASE WHEN {_SHOWN} THEN lower END, CASE WHEN {_SHOWN} THEN upper END,
       {_STATUS}, grade, method, source_id, release_id
"""

#: Without names or reasons: the whole country in some 15 ms.
_DISTRIBUTION = f"""
SELECT any_value(value), any_value(residents_count)
FROM (SELECT area_code, boundary_year, value {_CELLS} AND reference_year = $year AND {_SHOWN})
JOIN area USING (area_code, boundary_year) WHERE residents_count > 0 GROUP BY area_code
"""  # noqa: S608

_RELEASES = f"""
SELECT source_id, release_id, count(*) AS used {_CELLS} AND reference_year = $year
GROUP BY ALL ORDER BY used DESC, source_id, release_id
"""

#: Row of _MAP: code, value, status, grade, method. Plain tuples and tables: there may be 14,500 per answer.
_Cell = tuple[str, float | None, str, str, str]
_STATUSES: Final = {str(status): status for status in Status}
_GRADES: Final = {str(grade): grade for grade in Grade}


def years(store: Store, indicator_id: str, level: Level, frame_code: str) -> list[YearCoverage]:
    """Years of an indicator at a level within a frame, newest first, with how many areas have a figure."""
    return list(year_coverage(store.open(), indicator_id, level, frame_code))


def map_figures(store: Store, indicator_id: str, year: int, level: Level, frame_code: str) -> MapFigures:
    """All areas of a level in a frame with their figure or why there is none, in the order of the geometry file.

    An unknown indicator or year gives areas without figures, an unknown frame no areas.
    """
    warehouse = store.open()
    shape = layer(warehouse, level, frame_code)
    cells = _cells(warehouse, indicator_id, year, level, frame_code)
    if any(code not in cells for code in shape.area_codes):
        cells = _absent(warehouse, shape, cells, year) | cells
    found = [cells[code] for code in shape.area_codes]
    return MapFigures(
        level=level,
        frame_code=frame_code,
        indicator_id=indicator_id,
        reference_year=year,
        feature_count=shape.feature_count,
        area_codes=shape.area_codes,
        names=shape.names,
        residents_count=shape.residents_count,
        values=tuple([cell[1] for cell in found]),
        statuses=tuple([_STATUSES[cell[2]] for cell in found]),
        grades=tuple([_GRADES[cell[3]] for cell in found]),
        approximate_geometry=shape.approximate,
    )


def figure(store: Store, indicator_id: str, area_code: str, year: int) -> Figure | None:
    """Figure of one area in one year, or why it is absent; None when the sources say nothing of it at all."""
    found = _figures(
        store.open(),
        "indicator_id = ? AND area_code = ? AND reference_year = ?",
        [indicator_id, area_code, year],
    )
    return found[0] if found else None


def figures_for(store: Store, area_code: str, year: int | None = None) -> list[Figure]:
    """Figures of all indicators of the picker for one area: of `year`, else the newest of each. Catalogue order."""
    warehouse = store.open()
    condition = "area_code = ?" if year is None else "area_code = ? AND reference_year = ?"
    parameters = [area_code] if year is None else [area_code, year]
    return newest(warehouse, _figures(warehouse, condition, parameters))


def newest(warehouse: Warehouse, figures: Iterable[Figure]) -> list[Figure]:
    """Of figures of one area the newest of each indicator of the picker, in catalogue order (for the store's own use)."""
    found: dict[str, Figure] = {}
    for each in figures:
        current = found.get(each.indicator_id)
        if current is None or _recency(each) > _recency(current):
            found[each.indicator_id] = each
    return [found[indicator_id] for indicator_id in shown_indicators(warehouse) if indicator_id in found]


def figures_of(warehouse: Warehouse, indicator_id: str, area_codes: Sequence[str]) -> list[Figure]:
    """Figures of a few areas in every year, of one build (for the store's own use)."""
    return _figures(warehouse, "indicator_id = ? AND list_contains(?, area_code)", [indicator_id, list(area_codes)])


def figures_of_area(warehouse: Warehouse, area_code: str, indicator_ids: Sequence[str]) -> list[Figure]:
    """Figures of one area for many indicators in every year, of one build (for the store's own use)."""
    return _figures(warehouse, "area_code = ? AND list_contains(?, indicator_id)", [area_code, list(indicator_ids)])


def figures_of_areas(warehouse: Warehouse, area_codes: Sequence[str], indicator_ids: Sequence[str]) -> list[Figure]:
    """Figures of a few areas for the indicators of a profile in every year, of one build (for the store's own use).

    They lie together in a table of their own; a warehouse of before that table is searched whole.
    """
    condition = "list_contains(?, area_code) AND list_contains(?, indicator_id)"
    table = "profile_figure" if "profile_figure" in warehouse.tables else "observation"
    return _figures(warehouse, condition, [list(area_codes), list(indicator_ids)], table)


def whole_figures(store: Store, indicator_id: str, year: int, level: Level, frame_code: str) -> dict[str, Figure]:
    """Figures of a map by area code with bounds, method and source; areas that no source mentions are left out."""
    warehouse = store.open()
    where = _where(warehouse, indicator_id, level, frame_code)
    condition = "indicator_id = ? AND reference_year = ? AND area_code BETWEEN ? AND ?"
    found = _figures(warehouse, condition, [indicator_id, year, where["first"], where["last"]])
    inside = where["inside"]
    return {each.area_code: each for each in found if inside is None or each.area_code in inside}


def coverage(store: Store, indicator_id: str, year: int, level: Level, frame_code: str) -> Coverage:
    """How many areas and residents have a figure, and why the others have none."""
    figures = map_figures(store, indicator_id, year, level, frame_code)
    filled = [value is not None for value in figures.values]
    people = [count or 0 for count in figures.residents_count]
    return Coverage(
        total=len(filled),
        filled=sum(filled),
        residents_total=sum(people),
        residents_filled=sum(count for count, has in zip(people, filled, strict=True) if has),
        by_status=tuple(Counter(figures.statuses).most_common()),
    )


def sources_for(store: Store, indicator_id: str, year: int, level: Level, frame_code: str) -> list[SourceLine]:
    """Sources of what a map shows, the most used first."""
    warehouse = store.open()
    rows = warehouse.rows(_RELEASES, {**_where(warehouse, indicator_id, level, frame_code), "year": year})
    return list(dict.fromkeys(source_line(warehouse, source_id, release_id) for source_id, release_id, _ in rows))


def distribution(warehouse: Warehouse, indicator_id: str, year: int, level: Level) -> tuple[list[float], list[int]]:
    """Figures of all inhabited areas of a level in the country that have one, and their residents, of one build."""
    rows = warehouse.rows(_DISTRIBUTION, {**_where(warehouse, indicator_id, level, COUNTRY_CODE), "year": year})
    return [value for value, _ in rows], [residents for _, residents in rows]


def year_coverage(warehouse: Warehouse, indicator_id: str, level: Level, frame_code: str) -> tuple[YearCoverage, ...]:
    """`years` of one build (for the store's own use)."""
    total = len(gazetteer(warehouse).by_frame.get((level, frame_code), ()))
    if not total or indicator_id not in shown_indicators(warehouse):
        return ()

    def ask() -> tuple[YearCoverage, ...]:
        rows = warehouse.rows(_YEARS, _where(warehouse, indicator_id, level, frame_code))
        return tuple(YearCoverage(year, filled, total) for year, filled in rows)

    return warehouse.cached(("years", indicator_id, level, frame_code), ask)


def _where(warehouse: Warehouse, indicator_id: str, level: Level, frame_code: str) -> dict[str, Any]:
    limits = code_range(warehouse, level, frame_code)
    return {"indicator": indicator_id, "vintage": warehouse.build.display_vintage, **limits}


def code_range(warehouse: Warehouse, level: Level, frame_code: str) -> dict[str, Any]:
    """Codes of the areas of a frame (for the store's own use): `first` to `last`, and of a group each by name in `inside`."""
    across = frame_code == COUNTRY_CODE or is_group(frame_code)
    first = _PREFIX[level] + ("" if across else frame_code[2:6])
    inside = None
    if is_group(frame_code):
        inside = [each.code for each in gazetteer(warehouse).by_frame.get((level, frame_code), ())]
    return {"first": first, "last": first + _LAST, "inside": inside}


def _cells(warehouse: Warehouse, indicator_id: str, year: int, level: Level, frame_code: str) -> dict[str, _Cell]:
    """Best cell per area code."""
    where = _where(warehouse, indicator_id, level, frame_code)
    rows: list[_Cell] = warehouse.rows(_MAP, {**where, "year": year})
    cells = {row[0]: row for row in rows}
    if len(cells) < len(rows):
        cells = {row[0]: row for row in sorted(rows, key=_cell_rank, reverse=True)}
    return cells


def _absent(warehouse: Warehouse, shape: Layer, cells: dict[str, _Cell], year: int) -> dict[str, _Cell]:
    """Why areas are not in the answer at all.

    Nobody lives there; or the gemeente has figures of an older year that did not reach this area, because it was
    another area then; or the sources say nothing of it.
    """
    older = year < warehouse.build.display_vintage
    reached = {gemeente_of(code) for code in cells} if older else set()
    absent: dict[str, _Cell] = {}
    for code, residents in zip(shape.area_codes, shape.residents_count, strict=True):
        if code not in cells:
            status = Status.NOT_COMPARABLE if gemeente_of(code) in reached else Status.UNKNOWN
            absent[code] = (code, None, Status.NO_RESIDENTS if residents == 0 else status, Grade.A, "")
    return absent


def _figures(
    warehouse: Warehouse, condition: str, parameters: Iterable[Any], table: str = "observation"
) -> list[Figure]:
    """Figures that meet a condition (a constant of this module, as the table is), one per indicator, area and year."""
    vintage = warehouse.build.display_vintage
    rows = warehouse.rows(f"{_FIGURES} FROM {table} WHERE {condition} AND boundary_year = ?", [*parameters, vintage])
    best: dict[tuple[str, str, int], Figure] = {}
    for row in rows:
        each = _figure(warehouse, row)
        key = (each.area_code, each.indicator_id, each.reference_year)
        if key not in best or _rank(each) < _rank(best[key]):
            best[key] = each
    return list(best.values())


def _figure(warehouse: Warehouse, row: tuple[Any, ...]) -> Figure:
    area_code, indicator_id, year, vintage, value, lower, upper, status, grade, method, source_id, release_id = row
    return Figure(
        area_code=area_code,
        indicator_id=indicator_id,
        reference_year=year,
        boundary_year=vintage,
        value=value,
        lower=lower,
        upper=upper,
        status=Status(status),
        grade=Grade(grade),
        method=Method(method),
        source=source_line(warehouse, source_id, release_id),
    )


def _cell_rank(cell: _Cell) -> tuple[bool, int]:
    return cell[1] is None, _DIRECTNESS[cell[4]]


def _rank(each: Figure) -> tuple[bool, int]:
    return each.value is None, _DIRECTNESS[each.method]


def _recency(each: Figure) -> tuple[bool, int]:
    return each.value is not None, each.reference_year
