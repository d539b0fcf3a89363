"""Questions of the screen Nabijheid: the facilities of an area over the years, and its buurten as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from domain.areas import Level, frame_of
from domain.claim_models import ClaimIndicator, Covered, Pick, pick
from domain.proximity import Cells, Facility, Floats, Guide
from domain.proximity_view import BuurtData, CountSeries, Nearby, OverviewRow, newest_year, overview_row
from domain.series import Line
from domain.view_models import Area, SourceLine
from store.catalogue import every_indicator
from store.figures import year_coverage
from store.inequality import Buurten, Column, buurten, columns, covered, ranking_column, rankings, releases
from store.series import own_lines
from store.sources import source_line
from store.warehouse import Store, Warehouse

_RESIDENTS: Final = "residents_count"
_OLDER: Final = "age_65_plus_count"
#: The age of residents may be told of another year than the distance, at most so many years apart.
_YEARS_APART: Final = 2
_LARGE: Final = (Level.LAND, Level.GGD, Level.PROVINCIE)
_FACILITIES: Final = "SELECT indicator_id, short, place, anchor, guides, counts FROM facility ORDER BY sort_order"
_CELLS: Final = """
SELECT p.position, d.value, d.residents, d.square_m, d.release_id
FROM within_distance d
JOIN (SELECT unnest($codes) AS area_code, unnest(range(len($codes)))::INTEGER AS position) p USING (area_code)
WHERE d.indicator_id = $indicator AND d.reference_year = $year
  AND d.square_m = (SELECT min(square_m) FROM within_distance WHERE indicator_id = $indicator AND reference_year = $year)
ORDER BY p.position, d.value
"""
_AGE_YEARS: Final = """
SELECT DISTINCT reference_year FROM observation
WHERE indicator_id = ? AND boundary_year = ? AND area_code BETWEEN ? AND ? AND value IS NOT NULL
"""


def facilities(store: Store) -> tuple[Facility, ...]:
    """Facilities in the order of the catalogue; none in a warehouse from before they were compiled."""
    warehouse = store.open()
    return warehouse.cached(("facilities",), lambda: _facilities(warehouse))


def overview(store: Store, area: Area) -> tuple[OverviewRow, ...]:
    """Every facility of one area over the years, in the order of the catalogue; also those without any figure."""
    warehouse = store.open()
    every = every_indicator(warehouse)
    wanted = [each for each in facilities(store) if each.indicator_id in every]
    names = [
        name for each in wanted for name in (each.indicator_id, *(count for _, count in each.counts)) if name in every
    ]
    lines = own_lines(warehouse, area, names)
    return tuple(
        overview_row(
            each,
            every[each.indicator_id],
            lines[each.indicator_id].points,
            tuple(
                CountSeries(radius, every[name], lines[name].points) for radius, name in each.counts if name in every
            ),
            _sources(lines[each.indicator_id]),
        )
        for each in wanted
    )


def _sources(line: Line) -> tuple[SourceLine, ...]:
    """Sources of a line's figures, the newest first."""
    newest = (figure for _, figure in sorted(line.figures.items(), reverse=True) if figure.value is not None)
    return tuple(dict.fromkeys(figure.source for figure in newest))


def residents_near(store: Store, indicator_id: str, area: Area) -> Nearby:
    """Buurten of an area (the buurt itself for a buurt) with their distance in all years. Raises KeyError for an unknown indicator.

    Kept for a gemeente and what lies in it, some KB each; those of larger areas are some MB.
    """
    if area.level in _LARGE:
        return _residents(store, indicator_id, area)
    key = ("residents near", indicator_id, area.code)
    return store.open().cached(key, lambda: _residents(store, indicator_id, area))


def _residents(store: Store, indicator_id: str, area: Area) -> Nearby:
    warehouse = store.open()
    frame, vintage = frame_of(area.code, Level.BUURT), warehouse.build.display_vintage
    places = buurten(store, frame, vintage)
    years = [each.year for each in year_coverage(warehouse, indicator_id, Level.BUURT, frame) if each.filled]
    wanted = [(name, year) for year in years for name in (indicator_id, _RESIDENTS)]
    found = columns(store, frame, vintage, wanted)
    inside = _inside(places, area)
    data = BuurtData(
        places.residents,
        places.urbanity,
        {year: found[(indicator_id, year)].value for year in years},
        {year: found[(_RESIDENTS, year)].value for year in years},
    ).only(inside)
    year = newest_year(data)
    if year is None:
        return Nearby(data, None, None, None, None, None, ())
    chosen = _ranking(store, indicator_id, year, places, data, inside)
    older_year = _nearest(warehouse, year)
    more = [(part, chosen.ranking_year) for part in chosen.ranking.parts] if chosen else []
    more += [(_OLDER, older_year)] if older_year is not None else []
    extra = columns(store, frame, vintage, more)
    cells, square_m, release_id = _cells(warehouse, indicator_id, year, places.codes)
    whole = BuurtData(
        places.residents,
        places.urbanity,
        {each: found[(indicator_id, each)].value for each in years},
        {each: found[(_RESIDENTS, each)].value for each in years},
        ranking_column(extra, chosen.ranking, chosen.ranking_year) if chosen else None,
        _older(extra, older_year),
        cells,
    ).only(inside)
    used = [(indicator_id, year), (_RESIDENTS, year), *more]
    cited = _cited(store, warehouse, used, frame)
    if whole.cells is not None and len(whole.cells.buurt) and release_id is not None:
        cited = (*cited, source_line(warehouse, _source_of(warehouse, release_id), release_id))
    return Nearby(
        whole,
        year,
        chosen.ranking if chosen else None,
        chosen.ranking_year if chosen else None,
        older_year if whole.older is not None else None,
        square_m,
        tuple(dict.fromkeys(cited)),
    )


def _inside(places: Buurten, area: Area) -> NDArray[np.bool_]:
    """Which buurten of the frame lie in the area: a wijk or buurt shares its digits with them."""
    if area.level in (Level.WIJK, Level.BUURT):
        return np.array([code[2:].startswith(area.code[2:]) for code in places.codes], dtype=np.bool_)
    return np.ones(len(places.codes), dtype=np.bool_)


def _ranking(
    store: Store, indicator_id: str, year: int, places: Buurten, data: BuurtData, inside: NDArray[np.bool_]
) -> Pick | None:
    """Ranking variable for a distance: the same preference and coverage as on the screen Ongelijkheid, on the division shown."""
    km = data.km[year]
    total = float(places.residents[inside].sum())
    vintage = places.boundary_year
    frame_total = total if inside.all() else places.residents_total
    known: Covered = {
        **{key: people for key, people in covered(store, places.frame_code).items() if key[1] == vintage},
        # Of a wijk or buurt the ranking is chosen by the gemeente around it: its own residents are checked with the split.
        (indicator_id, vintage, year): float(data.residents[~np.isnan(km)].sum()) if inside.all() else frame_total,
    }
    figure = ClaimIndicator(indicator_id, 1, None, None, False)
    return pick(figure, rankings(store), known, {vintage: frame_total}, vintage, year)


def _nearest(warehouse: Warehouse, year: int) -> int | None:
    """Year of the residents of 65 and over that lies nearest, the later of two."""
    rows = warehouse.cached(
        ("age years",),
        lambda: [row[0] for row in warehouse.rows(_AGE_YEARS, [_OLDER, warehouse.build.display_vintage, "BU", "BU~"])],
    )
    near = [each for each in rows if abs(each - year) <= _YEARS_APART]
    return min(near, key=lambda each: (abs(each - year), -each), default=None)


def _older(found: Mapping[tuple[str, int], Column], year: int | None) -> Floats | None:
    if year is None:
        return None
    people = found[(_OLDER, year)].value
    return None if np.isnan(people).all() else people


def _cells(
    warehouse: Warehouse, indicator_id: str, year: int, codes: tuple[str, ...]
) -> tuple[Cells | None, int | None, int | None]:
    """Residents per distance within buurten, the size of the squares and their release; None without squares of this year."""
    asked: dict[str, Any] = {"codes": list(codes), "indicator": indicator_id, "year": year}
    rows = warehouse.rows(_CELLS, asked) if codes and "facility" in warehouse.tables else []
    if not rows:
        return None, None, None
    position, value, residents, size, release = zip(*rows, strict=True)
    cells = Cells(np.array(position, dtype=np.intp), np.array(value, float), np.array(residents, float))
    return cells, int(size[0]), int(release[0])


def _cited(store: Store, warehouse: Warehouse, used: list[tuple[str, int]], frame: str) -> tuple[SourceLine, ...]:
    found = releases(store, [name for name, _ in used], frame)
    lines = [source_line(warehouse, *each) for key in used for each in found.get(key, [])]
    return tuple(dict.fromkeys(lines))


def _source_of(warehouse: Warehouse, release_id: int) -> str:
    rows = warehouse.rows("SELECT source_id FROM release WHERE release_id = ?", [release_id])
    return str(rows[0][0]) if rows else ""


def _facilities(warehouse: Warehouse) -> tuple[Facility, ...]:
    if "facility" not in warehouse.tables:
        return ()
    return tuple(
        Facility(
            name,
            short,
            place,
            anchor,
            tuple(Guide(each["km"], each["way"]) for each in guides),
            tuple((each["within_km"], each["indicator_id"]) for each in counts),
        )
        for name, short, place, anchor, guides, counts in warehouse.rows(_FACILITIES)
    )
