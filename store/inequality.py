"""Figures of buurten as arrays, for putting them in order of income (domain.inequality): per frame and division into buurten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from domain.areas import COUNTRY_CODE, Level, level_of
from domain.claim_models import Covered, Pick, RankingVariable
from domain.inequality import LEAST_COVERED
from store.claims import ranking_variables
from store.figures import code_range
from store.warehouse import Store, Warehouse

Floats = NDArray[np.float64]

#: What may be shown of a buurt, as in store.figures: sound, and not carried over a boundary that changed too much.
_SHOWN: Final = "o.value IS NOT NULL AND o.status IN ('ok', 'caution') AND o.grade <> 'C'"
_BUURTEN: Final = """
SELECT area_code, residents_count, urbanity_class FROM area
WHERE level = 'buurt' AND boundary_year = ? AND area_code BETWEEN ? AND ? ORDER BY area_code
"""
_COVERED: Final = f"""
WITH wanted AS (
    SELECT indicator_id FROM claim_indicator UNION SELECT indicator_id FROM ranking_variable
    UNION SELECT unnest(numerator) FROM ranking_variable UNION SELECT unnest(denominator) FROM ranking_variable)
SELECT o.indicator_id, o.boundary_year, o.reference_year, sum(a.residents_count)
FROM observation o JOIN area a USING (area_code, boundary_year)
WHERE o.indicator_id IN (FROM wanted) AND o.area_code BETWEEN $first AND $last AND {_SHOWN} AND a.residents_count > 0
  AND ($inside IS NULL OR o.area_code IN (SELECT unnest($inside)))
GROUP BY ALL
"""  # noqa: S608
#: The most direct way to a cell comes last, so that it is what stays (store.figures).
_COLUMNS: Final = f"""
WITH wanted AS (
    SELECT unnest($indicators) AS indicator_id, unnest($years)::INTEGER AS reference_year, unnest($numbers)::INTEGER AS number),
place AS (SELECT unnest($codes) AS area_code, unnest(range(len($codes)))::INTEGER AS position)
SELECT w.number, p.position, o.value, o.lower, o.upper, o.release_id
FROM observation o JOIN wanted w USING (indicator_id, reference_year) JOIN place p USING (area_code)
WHERE o.boundary_year = $vintage AND o.area_code BETWEEN $first AND $last AND {_SHOWN}
ORDER BY CASE o.method WHEN 'combined' THEN 0 WHEN 'crosswalk' THEN 1 WHEN 'derived' THEN 2 WHEN 'recoded' THEN 3 ELSE 4 END
"""  # noqa: S608
_RESIDENTS: Final = """
SELECT boundary_year, sum(residents_count) FROM area
WHERE level = 'buurt' AND area_code BETWEEN $first AND $last AND ($inside IS NULL OR area_code IN (SELECT unnest($inside)))
GROUP BY boundary_year
"""
#: Residents of a frame as a whole, where the sources tell them.
_WHOLE: Final = "SELECT boundary_year, residents_count FROM place WHERE area_code = ? AND residents_count > 0"
#: Land of one gemeente in two divisions, to tell whether it is the same gemeente.
_LAND: Final = "SELECT boundary_year, land_area_ha FROM area WHERE area_code = ? AND land_area_ha > 0"
_SOURCES: Final = """
SELECT DISTINCT indicator_id, reference_year, source_id, release_id FROM observation o
WHERE indicator_id IN (SELECT unnest($indicators)) AND area_code BETWEEN $first AND $last AND value IS NOT NULL
"""
#: A gemeente whose land differs more than this from one year to another took in, or gave up, a part.
_SAME_LAND: Final = 0.02


@dataclass(frozen=True)
class Buurten:
    """Buurten of a frame in one division, by code; `residents` 0 where unknown, `urbanity` 0 where unknown."""

    frame_code: str
    boundary_year: int
    codes: tuple[str, ...]
    residents: Floats
    urbanity: NDArray[np.int64]

    @property
    def residents_total(self) -> float:
        """Residents of all buurten of the frame."""
        return float(self.residents.sum())


@dataclass(frozen=True)
class Column:
    """An indicator of one year over the buurten of a frame; NaN where there is no figure that may be shown.

    `releases` are those that the figures come from, the one with most figures first.
    """

    value: Floats
    lower: Floats
    upper: Floats
    releases: tuple[int, ...] = ()


def buurten(store: Store, frame_code: str, boundary_year: int) -> Buurten:
    """Buurten of the country, a gemeente or a group; a group is known on the display vintage only."""
    warehouse = store.open()
    return warehouse.cached(
        ("buurten", frame_code, boundary_year), lambda: _buurten(warehouse, frame_code, boundary_year)
    )


def covered(store: Store, frame_code: str) -> Covered:
    """Residents of buurten with a figure, per indicator of the claims or the rankings, division and year."""
    warehouse = store.open()

    def ask() -> Covered:
        rows = warehouse.rows(_COVERED, code_range(warehouse, Level.BUURT, frame_code))
        return {(name, vintage, year): float(people) for name, vintage, year, people in rows}

    return warehouse.cached(("covered", frame_code), ask)


def divisions(store: Store, frame_code: str) -> dict[int, float]:
    """Residents of the frame per division in which it is the same territory and as good as whole, the display vintage included.

    A division of which only one gemeente was read says nothing of the country.
    """
    warehouse = store.open()

    def ask() -> dict[int, float]:
        vintages = {warehouse.build.display_vintage, *_same_territory(warehouse, frame_code)}
        summed = dict(warehouse.rows(_RESIDENTS, code_range(warehouse, Level.BUURT, frame_code)))
        found = {vintage: float(summed.get(vintage) or 0) for vintage in vintages}
        if frame_code == COUNTRY_CODE and not warehouse.build.is_demo:
            # Where only some gemeenten were read their buurten are not the country. The demo's country has no more than its region.
            found |= {
                vintage: float(people) for vintage, people in warehouse.rows(_WHOLE, [frame_code]) if vintage in found
            }
        least = LEAST_COVERED * found[warehouse.build.display_vintage]
        return {vintage: people for vintage, people in found.items() if people > 0 and people >= least}

    return warehouse.cached(("divisions", frame_code), ask)


def columns(
    store: Store, frame_code: str, boundary_year: int, wanted: Iterable[tuple[str, int]]
) -> dict[tuple[str, int], Column]:
    """Columns by (indicator, year), in the order of `buurten`; one query for all."""
    warehouse = store.open()
    keys = list(dict.fromkeys(wanted))
    places = buurten(store, frame_code, boundary_year)
    filled = np.full((len(keys), 3, len(places.codes)), np.nan)
    cited: list[tuple[int, ...]] = [()] * len(keys)
    if keys and places.codes:
        limits = code_range(warehouse, Level.BUURT, frame_code)
        cells = warehouse.execute(
            _COLUMNS,
            {
                "indicators": [name for name, _ in keys],
                "years": [year for _, year in keys],
                "numbers": list(range(len(keys))),
                "codes": list(places.codes),
                "vintage": boundary_year,
                "first": limits["first"],
                "last": limits["last"],
            },
        ).fetchnumpy()
        number, position = np.asarray(cells["number"]), np.asarray(cells["position"])
        for index, name in enumerate(("value", "lower", "upper")):
            filled[number, index, position] = np.ma.filled(np.ma.asarray(cells[name], dtype=np.float64), np.nan)
        cited = _most_used(number, np.asarray(cells["release_id"]), len(keys))
    return {
        key: Column(filled[index, 0], filled[index, 1], filled[index, 2], cited[index])
        for index, key in enumerate(keys)
    }


def ranking_column(found: Mapping[tuple[str, int], Column], ranking: RankingVariable, year: int) -> Floats:
    """Income order of buurten: low for the lowest incomes, whatever the direction of the variable; NaN where unknown.

    Counts that are all 0 in a buurt rank nobody.
    """
    if ranking.numerator:
        over = sum((found[(part, year)].value for part in ranking.numerator), start=np.zeros(()))
        under = sum((found[(part, year)].value for part in ranking.denominator), start=np.zeros(()))
        with np.errstate(divide="ignore", invalid="ignore"):
            value = np.where(under > 0, ranking.times * over / under, np.nan)
    else:
        value = found[(ranking.indicator_id, year)].value
    return value if ranking.low_is_low_income else -value


def keys_of(found: Pick) -> list[tuple[str, int]]:
    """Columns that a pick needs."""
    return [(found.figure.indicator_id, found.year), *((part, found.ranking_year) for part in found.ranking.parts)]


def releases(store: Store, indicators: Sequence[str], frame_code: str) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Source and release ids behind indicators and years in a frame."""
    warehouse = store.open()
    limits = code_range(warehouse, Level.BUURT, frame_code)
    found: dict[tuple[str, int], list[tuple[str, int]]] = {}
    parameters = {"indicators": list(indicators), "first": limits["first"], "last": limits["last"]}
    for name, year, source_id, release_id in sorted(warehouse.rows(_SOURCES, parameters)):
        found.setdefault((name, year), []).append((source_id, release_id))
    return found


def rankings(store: Store) -> tuple[RankingVariable, ...]:
    """Ranking variables in order of preference."""
    return ranking_variables(store)


def _most_used(number: NDArray[Any], release: NDArray[Any], count: int) -> list[tuple[int, ...]]:
    """Releases of every column, the most used first."""
    if not len(number):
        return [()] * count
    width = int(release.max()) + 1
    used = np.bincount(number.astype(np.int64) * width + release, minlength=count * width).reshape(count, width)
    return [tuple(int(each) for each in np.argsort(-row, kind="stable") if row[each]) for row in used]


def _buurten(warehouse: Warehouse, frame_code: str, boundary_year: int) -> Buurten:
    limits = code_range(warehouse, Level.BUURT, frame_code)
    rows = warehouse.rows(_BUURTEN, [boundary_year, limits["first"], limits["last"]])
    if limits["inside"] is not None:
        inside = set(limits["inside"])
        rows = [row for row in rows if row[0] in inside]
    return Buurten(
        frame_code,
        boundary_year,
        tuple(row[0] for row in rows),
        np.array([max(row[1] or 0, 0) for row in rows], dtype=np.float64),
        np.array([row[2] or 0 for row in rows], dtype=np.int64),
    )


def _same_territory(warehouse: Warehouse, frame_code: str) -> list[int]:
    """Older divisions in which a frame is what it is today: the country always, a gemeente when its land is as large, groups never."""
    if frame_code == COUNTRY_CODE:
        return [row[0] for row in warehouse.rows("SELECT DISTINCT boundary_year FROM area WHERE level = 'buurt'")]
    if level_of(frame_code) is not Level.GEMEENTE:
        return []
    land = dict(warehouse.rows(_LAND, [frame_code]))
    now = land.get(warehouse.build.display_vintage)
    return [] if not now else [year for year, size in land.items() if abs(size / now - 1) <= _SAME_LAND]
