"""Areas of a comparison with all their years, by one question for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.profile import Block
from domain.side_table import Column
from domain.view_models import Area, Figure, Indicator
from store.catalogue import shown_indicators
from store.figures import figures_of_areas
from store.profile import blocks
from store.series import lines_of
from store.warehouse import Store

_RESIDENTS: Final = "residents_count"


def compared(store: Store) -> tuple[tuple[Block, ...], dict[str, Indicator]]:
    """Blocks and indicators that are compared: those of a profile. Raises StoreUnavailable for a warehouse made before profiles."""
    known, found = shown_indicators(store.open()), blocks(store)
    return found, {name: known[name] for block in found for name in block.indicator_ids}


def columns_of(store: Store, areas: Sequence[Area]) -> tuple[Column, ...]:
    """A column per area of the display vintage. Raises StoreUnavailable for a warehouse made before profiles."""
    _, indicators = compared(store)
    found = figures_of_areas(store.open(), [area.code for area in areas], [*indicators, _RESIDENTS])
    return tuple(column_from(store, area, [each for each in found if each.area_code == area.code]) for area in areas)


def column_from(store: Store, area: Area, figures: Sequence[Figure]) -> Column:
    """A column of an area from its figures, as `store.profile.assemble` takes them: also of an area that is put together."""
    _, indicators = compared(store)
    residents = [each for each in figures if each.indicator_id == _RESIDENTS]
    return Column(area, lines_of(store.open(), area, list(indicators), figures, residents))
