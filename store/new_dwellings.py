"""New dwellings per buurt since a year: counted as new-build where CBS does, else the growth of the stock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from domain.areas import Level
from store.figures import map_figures
from store.warehouse import Store, Warehouse

_NEW: Final = "new_dwellings_count"
_STOCK: Final = "dwellings_count"
_YEARS: Final = """
SELECT indicator_id, reference_year FROM observation
WHERE list_contains(?, indicator_id) AND boundary_year = ? AND value IS NOT NULL AND starts_with(area_code, 'BU')
GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True)
class NewDwellings:
    """Dwellings that came from `since` up to and including `until`, per area; `is_growth`: new-build less what was pulled down."""

    since: int
    until: int
    is_growth: bool
    counts: tuple[int | None, ...]


def since_years(store: Store) -> tuple[int, ...]:
    """Years from which new dwellings can be told, newest first."""
    new, stock = _years(store.open())
    return tuple(sorted({*new, *stock[:-1]}, reverse=True))


def new_dwellings(store: Store, frame_code: str, since: int) -> NewDwellings | None:
    """New dwellings of every buurt of a frame in the order of its map; None where no figures tell of that year."""
    new, stock = _years(store.open())
    counted = [year for year in new if year >= since]
    if since in new:
        maps = [map_figures(store, _NEW, year, Level.BUURT, frame_code).values for year in counted]
        sums = [
            None if all(v is None for v in row) else round(sum(v or 0 for v in row)) for row in zip(*maps, strict=True)
        ]
        return NewDwellings(since, counted[-1], is_growth=False, counts=tuple(sums))
    if since not in stock[:-1]:
        return None
    first, last = (map_figures(store, _STOCK, year, Level.BUURT, frame_code).values for year in (since, stock[-1]))
    grown = [None if a is None or b is None else round(b - a) for a, b in zip(first, last, strict=True)]
    return NewDwellings(since, stock[-1], is_growth=True, counts=tuple(grown))


def _years(warehouse: Warehouse) -> tuple[list[int], list[int]]:
    """Years with new-build and with the stock, oldest first."""

    def ask() -> list[tuple[str, int]]:
        return [
            (name, year) for name, year in warehouse.rows(_YEARS, [[_NEW, _STOCK], warehouse.build.display_vintage])
        ]

    rows = warehouse.cached(("years of dwellings",), ask)
    return [year for name, year in rows if name == _NEW], [year for name, year in rows if name == _STOCK]
