"""Questions about areas of the display vintage."""

from __future__ import annotations

from domain.areas import COUNTRY_CODE, Level, gemeente_of
from domain.view_models import Area
from store.gazetteer import gazetteer
from store.search import search
from store.warehouse import Store

__all__ = ["area", "areas_of", "children", "gemeenten", "groups_of", "search"]


def area(store: Store, code: str) -> Area | None:
    """An area of the display vintage; None for an unknown code. NL00 always answers: the country can be drawn."""
    return gazetteer(store.open()).by_code.get(code)


def gemeenten(store: Store) -> list[Area]:
    """All gemeenten, alphabetically."""
    return areas_of(store, Level.GEMEENTE, COUNTRY_CODE)


def areas_of(store: Store, level: Level, frame_code: str) -> list[Area]:
    """Areas of a level within a gemeente or NL00, alphabetically; empty for an unknown frame."""
    return list(gazetteer(store.open()).by_frame.get((level, frame_code), ()))


def groups_of(store: Store, code: str) -> tuple[Area, ...]:
    """GGD region and provincie around a gemeente; empty for anything else and for a warehouse without groups."""
    return gazetteer(store.open()).groups_of.get(code, ())


def children(store: Store, code: str) -> list[Area]:
    """Gemeenten of the country, wijken of a gemeente, buurten of a wijk, alphabetically; empty for anything else."""
    places = gazetteer(store.open())
    parent = places.by_code.get(code)
    if parent is None or parent.level is Level.BUURT:
        return []
    if parent.level is Level.WIJK:
        buurten = places.by_frame.get((Level.BUURT, gemeente_of(code)), ())
        return [buurt for buurt in buurten if buurt.wijk_code == code]
    below = Level.GEMEENTE if parent.level is Level.LAND else Level.WIJK
    return list(places.by_frame.get((below, code), ()))
