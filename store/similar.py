"""Comparable areas of a buurt, wijk or gemeente (domain.similar), and what their figures are together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.areas import COUNTRY_CODE, Level, level_of
from domain.claim_models import MOST_YEARS_APART, RankingVariable
from domain.combine import GRADES, Rule
from domain.inequality import LEAST_COVERED
from domain.observations import Grade
from domain.similar import (
    LEAST,
    Absent,
    Inputs,
    Places,
    Refused,
    Similar,
    SimilarValue,
    age_profile,
    income_fifth,
    similar_gemeenten,
    similar_places,
)
from domain.view_models import Area, Indicator
from domain.weighted import Floats
from store.catalogue import every_indicator
from store.claims import ranking_variables
from store.gazetteer import gazetteer
from store.inequality import Column, divisions, ranking_column
from store.parts import Key, read_cells
from store.warehouse import Store, Warehouse

#: Bands of age of CBS.
BANDS: Final = ("age_0_15_count", "age_15_25_count", "age_25_45_count", "age_45_65_count", "age_65_plus_count")
_LEVELS: Final = (Level.BUURT, Level.WIJK)
_GRADE_C: Final = GRADES.index(Grade.C)
_NETWORKS: Final = "SELECT area_code, list(title ORDER BY network) FROM network GROUP BY area_code"
#: What may be shown, as in store.figures.
_SHOWN: Final = "o.value IS NOT NULL AND o.status IN ('ok', 'caution') AND NOT (o.grade = 'C' AND a.level = 'buurt')"
_COVERED: Final = f"""
SELECT o.indicator_id, o.reference_year, sum(a.residents_count)
FROM observation o JOIN area a USING (area_code, boundary_year)
WHERE o.boundary_year = $vintage AND a.level = $level AND o.indicator_id IN (SELECT unnest($names)) AND {_SHOWN}
  AND a.residents_count > 0 AND $vintage - o.reference_year <= $oldest
GROUP BY ALL
"""  # noqa: S608
#: The most direct way to a cell comes last, so that it is what stays (store.figures).
_COLUMNS: Final = f"""
WITH wanted AS (
    SELECT unnest($names) AS indicator_id, unnest($years)::INTEGER AS reference_year, unnest(range(len($names)))::INTEGER AS number),
place AS (SELECT unnest($codes) AS area_code, unnest(range(len($codes)))::INTEGER AS position)
SELECT w.number, p.position, o.value
FROM observation o JOIN wanted w USING (indicator_id, reference_year) JOIN place p USING (area_code)
JOIN area a USING (area_code, boundary_year)
WHERE o.boundary_year = $vintage AND {_SHOWN}
ORDER BY CASE o.method WHEN 'combined' THEN 0 WHEN 'crosswalk' THEN 1 WHEN 'derived' THEN 2 WHEN 'recoded' THEN 3 ELSE 4 END
"""  # noqa: S608


#: Figures that are read at once: more would need some 100 MB in passing.
_BATCH: Final = 24
#: Seven digits are more than any figure has; half of the memory.
Shorts = NDArray[np.float32]


@dataclass(frozen=True)
class _Level:
    """Areas of a level with what they are compared by; kept per build, some MB for all buurten of the country."""

    places: Places
    index: Mapping[str, int]
    inputs: Inputs


def similar(store: Store, area: Area) -> Similar:
    """Comparable areas of a buurt, wijk or gemeente of today, or why there are none; other areas have none."""
    if area.level is Level.GEMEENTE:
        found = _level(store, Level.GEMEENTE)
        return similar_gemeenten(found.places, found.index[area.code], networks(store))
    if area.level not in _LEVELS or area.code not in gazetteer(store.open()).by_code:
        return Similar(area.code, area.level, absent=Absent.LEVEL)
    found = _level(store, area.level)
    if found.inputs.income_year is None or found.inputs.age_year is None:
        return Similar(area.code, area.level, absent=Absent.NO_FIGURES, inputs=found.inputs)
    return similar_places(area.level, found.places, found.index[area.code], found.inputs)


def similar_values(store: Store, codes: Sequence[str], wanted: Iterable[Key]) -> dict[Key, SimilarValue]:
    """Means of comparable areas for (indicator, year)s, by one question; modelled figures and what has no mean are refused by name."""
    warehouse, asked = store.open(), list(dict.fromkeys(wanted))
    every = every_indicator(warehouse)
    found = {key: SimilarValue(None, 0, _refusal(every.get(key[0]))) for key in asked}
    allowed = [key for key in asked if found[key].refused is None]
    if not codes:
        return found | {key: SimilarValue(None, 0, Refused.TOO_FEW) for key in allowed}
    if not allowed:
        return found
    level = level_of(codes[0])
    columns, index = _columns_of(store, level, allowed), _level(store, level).index
    at = np.array([index[code] for code in codes], dtype=np.intp)
    for key in allowed:
        value, amount = (each[at].astype(np.float64) for each in columns[key])
        usable = ~np.isnan(value) & (amount > 0)
        count = int(usable.sum())
        if count < LEAST[level]:
            found[key] = SimilarValue(None, count, Refused.TOO_FEW)
        else:
            mean = float((value[usable] * amount[usable]).sum() / amount[usable].sum())
            found[key] = SimilarValue(round(mean, every[key[0]].decimals), count)
    return found


def _columns_of(store: Store, level: Level, keys: Sequence[Key]) -> dict[Key, tuple[Shorts, Shorts]]:
    """Figure and denominator of every area of a level, per (indicator, year); what was read once is kept for this build."""
    warehouse = store.open()
    known: dict[Key, tuple[Shorts, Shorts]] = warehouse.cached(("similar columns", level), dict)
    codes = _level(store, level).places.codes
    missing = [key for key in keys if key not in known]
    for batch in (missing[start : start + _BATCH] for start in range(0, len(missing), _BATCH)):
        cells = read_cells(warehouse, codes, batch)
        # A buurt does not show what crossed a boundary that changed too much.
        hidden = (cells.parts.grade == _GRADE_C) & (level is Level.BUURT)
        value, amount = (
            np.where(hidden, np.nan, cells.parts.value).astype(np.float32), cells.parts.amount.astype(np.float32)
        )  # fmt: skip
        nothing = np.full(len(codes), np.nan, dtype=np.float32)
        for key in batch:
            row = cells.rows.get(key)
            known[key] = (nothing, nothing) if row is None else (value[row].copy(), amount[row].copy())
    return known


def networks(store: Store) -> dict[str, tuple[str, ...]]:
    """Networks (G4, G40) per gemeente that is in one; none in a warehouse from before they were compiled."""
    warehouse = store.open()
    if "network" not in warehouse.tables:
        return {}
    return warehouse.cached(("networks",), lambda: {code: tuple(found) for code, found in warehouse.rows(_NETWORKS)})


def network_sources(store: Store) -> tuple[tuple[str, str, str], ...]:
    """Title of every network, with who lists its members and where."""
    warehouse = store.open()
    if "network" not in warehouse.tables:
        return ()
    sql = "SELECT DISTINCT title, source, source_url FROM network ORDER BY ALL"
    return warehouse.cached(("network sources",), lambda: tuple(tuple(row) for row in warehouse.rows(sql)))


def _refusal(indicator: Indicator | None) -> Refused | None:
    if indicator is None:
        return Refused.UNKNOWN
    if indicator.kind == "modelled":
        return Refused.MODELLED
    return {Rule.SUM: Refused.COUNT, Rule.NEVER: Refused.NEVER}.get(Rule(indicator.combination))


def _level(store: Store, level: Level) -> _Level:
    return store.open().cached(("similar", level), lambda: _read(store, level))


def _read(store: Store, level: Level) -> _Level:
    warehouse = store.open()
    areas = sorted(gazetteer(warehouse).by_frame.get((level, COUNTRY_CODE), ()), key=lambda each: each.code)
    codes = tuple(each.code for each in areas)
    residents = np.array([each.residents_count or 0 for each in areas], dtype=np.float64)
    ranking, inputs = _inputs(store, level) if level in _LEVELS else (None, Inputs())
    income, ages = np.zeros(len(codes), dtype=np.int64), np.full((len(codes), len(BANDS)), np.nan)
    if ranking is not None and inputs.income_year is not None:
        found = _columns(warehouse, codes, ranking.parts, inputs.income_year)
        income = income_fifth(ranking_column(found, ranking, inputs.income_year), residents)
    if inputs.age_year is not None:
        found = _columns(warehouse, codes, BANDS, inputs.age_year)
        ages = age_profile(np.stack([found[(name, inputs.age_year)].value for name in BANDS], axis=1))
    urbanity = np.array([each.urbanity_class or 0 for each in areas], dtype=np.int64)
    index = {code: number for number, code in enumerate(codes)}
    return _Level(Places(codes, residents, urbanity, income, ages), index, inputs)


def _inputs(store: Store, level: Level) -> tuple[RankingVariable | None, Inputs]:
    """Preferred order of income, by counted figures only, and ages: each of the newest year that covers enough of the country."""
    warehouse = store.open()
    every, vintage = every_indicator(warehouse), warehouse.build.display_vintage
    counted = [
        each
        for each in ranking_variables(store)
        if all(name in every and every[name].kind == "register" for name in each.parts)
    ]
    names = sorted({*BANDS, *(part for each in counted for part in each.parts)})
    asked = {"vintage": vintage, "level": str(level), "names": names, "oldest": MOST_YEARS_APART}
    covered = {(name, year): float(people) for name, year, people in warehouse.rows(_COVERED, asked)}
    least = LEAST_COVERED * divisions(store, COUNTRY_CODE).get(vintage, np.inf)
    ranked = ((each, _newest(covered, each.parts, least)) for each in counted)
    ranking, income_year = next((pair for pair in ranked if pair[1] is not None), (None, None))
    title = None if ranking is None else ranking.title
    return ranking, Inputs(title, income_year, _newest(covered, BANDS, least))


def _newest(covered: Mapping[Key, float], names: Sequence[str], least: float) -> int | None:
    years = {year for _, year in covered}
    enough = [year for year in years if all(covered.get((name, year), 0.0) >= least for name in names)]
    return max(enough, default=None)


def _columns(warehouse: Warehouse, codes: Sequence[str], names: Sequence[str], year: int) -> dict[Key, Column]:
    asked = {"names": list(names), "years": [year] * len(names), "codes": list(codes)}
    cells = warehouse.execute(_COLUMNS, asked | {"vintage": warehouse.build.display_vintage}).fetchnumpy()
    values: Floats = np.full((len(names), len(codes)), np.nan)
    values[np.asarray(cells["number"]), np.asarray(cells["position"])] = np.asarray(cells["value"], dtype=np.float64)
    blank = np.full(len(codes), np.nan)
    return {(name, year): Column(values[row], blank, blank) for row, name in enumerate(names)}
