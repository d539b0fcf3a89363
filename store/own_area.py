"""An area that a reader puts together of buurten, as an area like any other. Its figures: store/combined.py."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

from domain.areas import Level
from domain.own_area import OwnArea, own_area_of
from domain.view_models import Area
from domain.wording import own_area as wording
from store.gazetteer import gazetteer
from store.search import successors
from store.warehouse import Store

T = TypeVar("T")
N = TypeVar("N", int, float)


def asked_area(store: Store, query: str | None) -> tuple[OwnArea | None, tuple[str, ...]]:
    """Area that an address asks for, of buurten that exist, with a Dutch line per thing that was not understood."""
    warehouse = store.open()
    places = gazetteer(warehouse).by_code

    def is_buurt(code: str) -> bool:
        return code in places and places[code].level is Level.BUURT

    return own_area_of(query, is_buurt, lambda code: [area.code for area, _ in successors(warehouse, code)])


def own_area(store: Store, codes: Sequence[str], name: str) -> Area:
    """Buurten together as an area of level EIGEN. Raises KeyError for a code that is no area of today, ValueError without codes.

    What is not known of an inhabited buurt is not known of all. The class of urbanity is that of its inhabited buurten where they
    share one, else None: CBS makes it of addresses around every dwelling, which are not known here.
    """
    asked, places = OwnArea(tuple(sorted(set(codes))), name), gazetteer(store.open()).by_code
    parts = [places[code] for code in asked.codes]
    if not parts:
        raise ValueError("an area needs at least one buurt")
    gemeente = _one({each.gemeente_code for each in parts})
    wijk = _one({each.wijk_code for each in parts})
    drawn = [each.bounds for each in parts if each.bounds is not None]
    return Area(
        code=asked.code,
        name=asked.name,
        level=Level.EIGEN,
        boundary_year=parts[0].boundary_year,
        gemeente_code=gemeente,
        gemeente_name=places[gemeente].name if gemeente is not None and gemeente in places else None,
        wijk_code=wijk,
        wijk_name=places[wijk].name if wijk is not None and wijk in places else None,
        residents_count=_total([each.residents_count for each in parts]),
        households_count=_total([each.households_count for each in parts]),
        urbanity_class=_one({each.urbanity_class for each in parts if each.residents_count != 0}),
        land_area_ha=_total([each.land_area_ha for each in parts]),
        postcode4=_one({each.postcode4 for each in parts}),
        has_geometry=any(each.has_geometry for each in parts),
        bounds=(
            min(west for west, _, _, _ in drawn),
            min(south for _, south, _, _ in drawn),
            max(east for _, _, east, _ in drawn),
            max(north for _, _, _, north in drawn),
        )
        if drawn
        else None,
        kind=wording.KIND,
        member_count=len(parts),
    )


def _one(found: Collection[T | None]) -> T | None:
    """What all parts share; None where they differ."""
    return next(iter(found)) if len(found) == 1 else None


def _total(amounts: Sequence[N | None]) -> N | None:
    """Sum of what is known of every part; None where it is not."""
    known = [each for each in amounts if each is not None]
    return sum(known) if len(known) == len(amounts) else None
