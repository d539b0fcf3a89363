"""The score of one buurt with everything that it was made of."""

from __future__ import annotations

from typing import Final

from domain.examples import IndexPartScore, IndexScore
from domain.view_models import Area, Figure, Indicator
from store.catalogue import every_indicator
from store.figures import figures_of_area
from store.index_catalogue import IndexMade, IndexPart, index_catalogue
from store.warehouse import Store, Warehouse

_INPUTS: Final = """
SELECT part_id, indicator_id, input_year FROM index_input
WHERE index_id = ? AND reference_year = ? AND input_year IS NOT NULL ORDER BY rowid
"""


def index_score(store: Store, index_id: str, area: Area, year: int) -> IndexScore | None:
    """Score of an index in a year with its parts and their figures; None where there is no score, or no such index with a total."""
    warehouse = store.open()
    index = next(
        (each for each in index_catalogue(warehouse).indices if each.index_id == index_id and each.total), None
    )
    if index is None:
        return None
    used = _used(warehouse, index_id, year)
    names = [index_id, *(part.part_id for part in index.parts), *(name for part in index.parts for name in part.inputs)]
    figures = {(each.indicator_id, each.reference_year): each for each in figures_of_area(warehouse, area.code, names)}
    own = figures.get((index_id, year))
    if own is None or own.value is None:
        return None
    known = every_indicator(warehouse)
    return IndexScore(area.name, known[index_id], own, _parts(index, used, figures, known, year))


def _used(warehouse: Warehouse, index_id: str, year: int) -> dict[tuple[str, str], int]:
    """Year of every figure that was used, by part and indicator; none in a warehouse that does not tell."""
    if "index_input" not in warehouse.tables:
        return {}
    return {(part, name): used for part, name, used in warehouse.rows(_INPUTS, [index_id, year])}


def _parts(
    index: IndexMade,
    used: dict[tuple[str, str], int],
    figures: dict[tuple[str, int], Figure],
    known: dict[str, Indicator],
    year: int,
) -> tuple[IndexPartScore, ...]:
    def inputs(part: IndexPart) -> tuple[tuple[Indicator, Figure], ...]:
        found = [
            (known[name], figures.get((name, used[(part.part_id, name)])))
            for name in part.inputs
            if (part.part_id, name) in used and name in known
        ]
        return tuple(
            (indicator, figure) for indicator, figure in found if figure is not None and figure.value is not None
        )

    scores = {part.part_id: figures.get((part.part_id, year)) for part in index.parts}
    return tuple(
        IndexPartScore(part.title, score.value if score else None, inputs(part))
        for part in index.parts
        for score in [scores[part.part_id]]
    )
