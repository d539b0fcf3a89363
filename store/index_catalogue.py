"""What the indices are made of, as compiled: parts, inputs, which two make the stacking, and what this warehouse lacks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from domain.resolve_pair import Stack
from domain.two_themes import refusal
from domain.wording.two_themes import lacking_line
from store.catalogue import every_indicator, filled_indicators, shown_indicators
from store.warehouse import Store, Warehouse

_TABLES: Final = frozenset(["index_definition", "index_part", "index_missing"])
_DEFINITIONS: Final = "SELECT index_id, title, total FROM index_definition WHERE variant_of IS NULL ORDER BY rowid"
_PARTS: Final = "SELECT index_id, part_id, title, inputs FROM index_part ORDER BY index_id, position"
_MISSING: Final = "SELECT DISTINCT index_id, part_id, indicator_id FROM index_missing ORDER BY ALL"
#: Of how many areas an indicator has a figure in its fullest year.
_AREAS: Final = """
SELECT indicator_id, max(areas) FROM (
    SELECT indicator_id, reference_year, count(DISTINCT area_code) AS areas FROM observation
    WHERE boundary_year = ? AND list_contains(?, indicator_id) AND value IS NOT NULL AND status IN ('ok', 'caution') GROUP BY ALL
) GROUP BY indicator_id
"""


@dataclass(frozen=True)
class IndexPart:
    """A part of an index: the indicator that holds its score, and the indicators it is made of."""

    part_id: str
    title: str
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class IndexMade:
    """An index: with `total` the indicator of its id holds a score, else its parts are only counted."""

    index_id: str
    title: str
    total: bool
    parts: tuple[IndexPart, ...]

    @property
    def stands_for(self) -> str:
        """Indicator by which an address names it."""
        return self.index_id if self.total else self.parts[0].part_id

    @property
    def members(self) -> frozenset[str]:
        """The index with everything that counts in it."""
        inputs = {each for part in self.parts for each in part.inputs}
        return frozenset({self.index_id, *(part.part_id for part in self.parts), *inputs})


@dataclass(frozen=True)
class IndexCatalogue:
    """All indices of a build; empty for a warehouse made before there were any. `missing`: (index, part) -> inputs it lacks."""

    indices: tuple[IndexMade, ...] = ()
    missing: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def scores(self) -> frozenset[str]:
        """Indicators that hold a percentile over all residents of the country."""
        return frozenset(name for each in self.indices for name in (each.index_id, *(p.part_id for p in each.parts)))

    def is_score(self, indicator_id: str) -> bool:
        """Whether an indicator holds a percentile over all residents of the country."""
        return indicator_id in self.scores

    def is_circular(self, one: str, other: str) -> bool:
        """Whether one figure counts in the other, or both are scores that share a figure."""
        return any(
            {one, other} <= each.members and (one in self.scores or other in self.scores) for each in self.indices
        )

    def find(self, indicator_id: str) -> IndexMade | None:
        """Index that an address names by this indicator."""
        return next((each for each in self.indices if each.stands_for == indicator_id), None)


def index_catalogue(warehouse: Warehouse) -> IndexCatalogue:
    """Indices of one build (for the store's own use)."""
    return warehouse.cached(("index catalogue",), lambda: _read(warehouse))


def stacks(warehouse: Warehouse) -> tuple[Stack, ...]:
    """What can be stacked: every index about people, along x, with the index that was read from maps, along y."""
    known, every = shown_indicators(warehouse), index_catalogue(warehouse).indices
    place = next((each for each in every if each.total and _is_map(warehouse, each)), None)
    if place is None:
        return ()
    people = [each for each in every if each is not place and each.stands_for in known]
    return tuple(Stack(each.index_id, each.title, each.stands_for, place.index_id) for each in people)


def lacking(store: Store, warehouse: Warehouse) -> tuple[str, ...]:
    """A line per index of the first stack that has no figures: the parts it lacks, and the figures that those lack."""
    found, filled, titles = index_catalogue(warehouse), filled_indicators(store), every_indicator(warehouse)
    lines = []
    for stack in stacks(warehouse)[:1]:
        for each in found.indices:
            if each.stands_for in (stack.x_id, stack.y_id) and each.stands_for not in filled:
                parts = [
                    (part.title, [titles[name].title for name in names if name in titles])
                    for part in each.parts
                    if (names := found.missing.get((each.index_id, part.part_id), ()))
                ]
                lines.append(lacking_line(each.title, parts))
    return tuple(lines)


def offer(store: Store, warehouse: Warehouse) -> tuple[str, str | None] | None:
    """Two figures that stand in for the stacking: the most that there is of both indices, never both modelled.

    The second is None where there is nothing of the other index; None where there is nothing of both.
    """
    for stack in stacks(warehouse)[:1]:
        x, y = (_best_of(store, warehouse, name) for name in (stack.x_id, stack.y_id))
        pairs = [(one, other) for one in x for other in y if refusal(one, other, x[one], y[other]) is None]
        if pairs:
            return pairs[0]
        for only in (*x, *y):
            return only, None
    return None


def _best_of(store: Store, warehouse: Warehouse, stands_for: str) -> dict[str, str]:
    """The index itself, then what it is made of, the most areas first: those with figures and classes, with their kind."""
    found = index_catalogue(warehouse).find(stands_for)
    if found is None:
        return {}
    known, filled = shown_indicators(warehouse), filled_indicators(store)
    names = [name for name in found.members if name in filled and name in known and known[name].breaks]
    areas: dict[str, int] = dict(warehouse.rows(_AREAS, [warehouse.build.display_vintage, names])) if names else {}
    ranked = sorted(names, key=lambda name: (name != stands_for, -areas.get(name, 0), name))
    return {name: known[name].kind for name in ranked}


def _is_map(warehouse: Warehouse, index: IndexMade) -> bool:
    found = shown_indicators(warehouse).get(index.index_id)
    return found is not None and found.kind == "map"


def _read(warehouse: Warehouse) -> IndexCatalogue:
    if not warehouse.tables >= _TABLES:
        return IndexCatalogue()
    parts: dict[str, list[IndexPart]] = {}
    for index_id, part_id, title, inputs in warehouse.rows(_PARTS):
        parts.setdefault(index_id, []).append(IndexPart(part_id, title, tuple(inputs)))
    missing: dict[tuple[str, str], list[str]] = {}
    for index_id, part_id, indicator_id in warehouse.rows(_MISSING):
        missing.setdefault((index_id, part_id), []).append(indicator_id)
    indices = [
        IndexMade(index_id, title, total, tuple(parts[index_id]))
        for index_id, title, total in warehouse.rows(_DEFINITIONS)
        if index_id in parts
    ]
    return IndexCatalogue(tuple(indices), {key: tuple(names) for key, names in missing.items()})
