"""Figures of many areas at once as arrays, with the denominators of their means, for putting them together (domain.combine)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from domain.combine import GRADES, STATUSES, Integers, Parts
from domain.denominators import COUNTED, denominators, in_nearest_year
from domain.observations import Status
from domain.view_models import Indicator
from domain.weighted import Floats
from store.catalogue import every_indicator
from store.gazetteer import gazetteer
from store.warehouse import Warehouse

#: The less direct of two ways to one cell comes first here, so that the other stays (store.figures).
_METHODS: Final = ("combined", "crosswalk", "derived", "recoded", "published")
_CELLS: Final = """
WITH wanted AS (SELECT unnest($indicators) AS indicator_id, unnest(range(len($indicators)))::INTEGER AS number),
place AS (SELECT unnest($codes) AS area_code, unnest(range(len($codes)))::INTEGER AS position)
SELECT w.number, o.reference_year AS year, p.position, o.value, o.lower, o.upper, o.release_id,
       list_position($statuses, o.status) - 1 AS status, list_position($grades, o.grade) - 1 AS grade,
       list_position($methods, o.method) AS method
FROM observation o JOIN place p USING (area_code) JOIN wanted w USING (indicator_id)
WHERE o.boundary_year = $vintage AND o.area_code BETWEEN $first AND $last
"""
#: Left out where every year is wanted: it would be looked at for every figure of the warehouse.
_SOME_YEARS: Final = "AND (list_contains($years, o.reference_year) OR list_contains($counted, o.indicator_id))"
_OK: Final = [STATUSES.index(Status.OK), STATUSES.index(Status.CAUTION)]
_UNKNOWN: Final = STATUSES.index(Status.UNKNOWN)

Key = tuple[str, int]


@dataclass(frozen=True)
class Cells:
    """Figures by (indicator, year): row `rows[key]` of `parts`, whose columns are the areas; `releases` -1 where nothing is known."""

    rows: Mapping[Key, int]
    parts: Parts
    releases: Integers


def read_cells(warehouse: Warehouse, codes: Sequence[str], wanted: Iterable[Key] | None = None) -> Cells:
    """Figures of areas that exist, all or those `wanted` (and counts); by one question. Figures of every grade are here."""
    every = every_indicator(warehouse)
    asked = None if wanted is None else {key for key in wanted if key[0] in every}
    names = list(every) if asked is None else [*dict.fromkeys([*(name for name, _ in asked), *COUNTED])]
    found = _ask(warehouse, codes, names, None if asked is None else sorted({year for _, year in asked}))
    number = found["number"].astype(np.int64) * 10_000 + found["year"]
    labels, row = np.unique(number, return_inverse=True)
    keys = [(names[label // 10_000], int(label % 10_000)) for label in labels.tolist()]
    grid = _Grid(row, found["position"].astype(np.int64), (len(keys), len(codes)), _ways(found))
    raw = grid.floats(found["value"])
    status, grade = grid.numbers(found["status"], _UNKNOWN), grid.numbers(found["grade"], 0)
    sound = ~np.isnan(raw) & np.isin(status, _OK)
    land = [gazetteer(warehouse).by_code[code].land_area_ha for code in codes]
    amount, residents = _amounts(every, keys, raw, np.array([np.nan if each is None else each for each in land]))
    parts = Parts(
        value=np.where(sound, raw, np.nan),
        lower=np.where(sound, grid.floats(found["lower"]), np.nan),
        upper=np.where(sound, grid.floats(found["upper"]), np.nan),
        status=np.where(np.isnan(raw) & np.isin(status, _OK), _UNKNOWN, status),
        grade=grade,
        amount=amount,
        residents=residents,
    )
    rows = {key: index for index, key in enumerate(keys) if asked is None or key in asked}
    return Cells(rows, parts, grid.numbers(found["release_id"], -1))


@dataclass(frozen=True)
class _Grid:
    """Where every cell stands; of two ways to one cell the last in `order` stays."""

    row: Integers
    column: Integers
    shape: tuple[int, int]
    order: Integers

    def floats(self, given: Any) -> Floats:
        made = np.full(self.shape, np.nan)
        made[self.row[self.order], self.column[self.order]] = np.ma.filled(
            np.ma.asarray(given, dtype=np.float64), np.nan
        )[self.order]
        return made

    def numbers(self, given: Any, otherwise: int) -> Integers:
        made = np.full(self.shape, otherwise, dtype=np.int64)
        made[self.row[self.order], self.column[self.order]] = np.ma.filled(given, otherwise)[self.order]
        return made


def _ask(warehouse: Warehouse, codes: Sequence[str], names: Sequence[str], years: list[int] | None) -> dict[str, Any]:
    some = {} if years is None else {"years": years, "counted": list(COUNTED)}
    return warehouse.execute(
        f"{_CELLS} {_SOME_YEARS}" if some else _CELLS,
        {
            "indicators": list(names),
            "codes": list(codes),
            "statuses": [str(each) for each in STATUSES],
            "grades": [str(each) for each in GRADES],
            "methods": list(_METHODS),
            "vintage": warehouse.build.display_vintage,
            "first": min(codes, default=""),
            "last": max(codes, default=""),
        }
        | some,
    ).fetchnumpy()


def _ways(found: Mapping[str, Any]) -> Integers:
    """Order in which cells are written: what has no value, or reached its area in a less direct way, comes before what stays."""
    filled = ~np.ma.getmaskarray(np.ma.asarray(found["value"])) & np.isin(found["status"], _OK)
    return np.argsort(filled * 10 + np.ma.filled(found["method"], 0), kind="stable")


def _amounts(every: Mapping[str, Indicator], keys: Sequence[Key], raw: Floats, land: Floats) -> tuple[Floats, Floats]:
    """Denominator and residents of every row, of its year or the nearest that is known; residents 0 where nobody is ever counted."""
    years = np.array(sorted({year for name, year in keys if name in COUNTED}), dtype=np.int64)
    counts = {name: np.full((len(years), raw.shape[1]), np.nan) for name in COUNTED}
    for index, (name, year) in enumerate(keys):
        if name in counts:
            counts[name][int(np.searchsorted(years, year))] = raw[index]
    wanted = np.array(sorted({year for _, year in keys}), dtype=np.int64)
    made = {name: in_nearest_year(each, years, wanted) for name, each in denominators(counts, land).items()}
    nobody = (counts["residents_count"] == 0).any(axis=0)
    made["people"] = np.where(np.isnan(made["residents"]) & nobody, 0.0, made["residents"])
    place = np.searchsorted(wanted, [year for _, year in keys]) if keys else np.zeros(0, dtype=np.int64)
    names = list(made)
    stacked = np.stack([made[name] for name in names])
    weights = np.array([names.index(every[name].weight) for name, _ in keys], dtype=np.int64)
    return stacked[weights, place], made["people"][place]
