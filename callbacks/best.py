"""The list of what is good, for the panel of a buurt in every mode of the map."""

from __future__ import annotations

from typing import Any

from domain.areas import Level
from domain.view_models import Area
from layouts.best import good_list
from store.best import best_of
from store.warehouse import Store


def good_here(store: Store, area: Area) -> list[Any]:
    """The list for a buurt where somebody lives; nothing for other areas."""
    if area.level is not Level.BUURT or not area.residents_count:
        return []
    return good_list(best_of(store, area))
