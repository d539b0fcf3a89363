"""Search: text in; links out, and the codes to point out on the map. Nothing that is typed is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from dash import Dash, Input, Output, State

from callbacks.navigation import link_to_area
from domain import wording
from domain.areas import Level, level_of, same_name
from domain.profile_state import is_profile, profile_path
from domain.resolve import resolve
from domain.view_models import Area, SearchHit
from domain.view_state import ViewState
from domain.wording.address import address_in_wider_area, address_match
from layouts import ids
from layouts.messages import failure_note
from layouts.search import search_results
from layouts.small_map import small_map
from store.areas import area, search
from store.facts import facts
from store.geometry import outlines
from store.locatieserver import Address, Locatieserver, looks_like_address, postcode6
from store.warehouse import Store, StoreUnavailable

#: All buurten of a postcode fit; more hits than a reader will go through do not.
_LIMIT = 30


def register(
    app: Dash,
    store: Store,
    locatieserver: Locatieserver,
    area_screens: Collection[str] = (),
    code_screens: Collection[str] = (),
    made_screens: Collection[str] = (),
) -> None:
    """Search field in; result list and highlighted codes out. A hit opens on the screen of the reader where that is about an area
    (paths of `area_screens`, which follow their address; of `code_screens`, which name the area in their path; of `made_screens`,
    which are made anew for an address), else on the Kaart.
    """

    @app.callback(
        Output(ids.SEARCH_RESULTS, "children"),
        Output(ids.SEARCH_CODES, "data"),
        Input(ids.SEARCH_ASKED, "data"),
        State(ids.ADDRESS, "search"),
        State(ids.ADDRESS, "pathname"),
        prevent_initial_call=True,
    )
    def find(text: str | None, query: str | None, path: str | None) -> tuple[Any, list[str]]:
        wanted = (text or "").strip()
        if len(wanted) < 2:
            return None, []
        try:
            hits = find_places(store, locatieserver, wanted)
            asked = ViewState.from_query(query)[0]
            resolved, _ = resolve(asked, facts(store))
        except StoreUnavailable as problem:
            return failure_note(str(problem)), []
        points_out = [hit.area.code for hit in hits if hit.why]
        on_map = [code for code in points_out if level_of(code) is Level.BUURT]
        picture = small_map(on_map, outlines(store, on_map)) if on_map else None
        screen = path if path and path in (*area_screens, *made_screens) else "/"
        named = next((each for each in code_screens if f"{path}/".startswith(f"{each}/")), None)

        def link_to(hit: SearchHit) -> str:
            if is_profile(path):
                return profile_path(hit.area)
            if named is not None:
                return f"{named}/{hit.area.code}"
            if screen == "/":
                return f"/{link_to_area(resolved, hit.area.code)}"
            return screen + replace(asked, area_code=hit.area.code, frame_code=None, level=None).to_query()

        return search_results(wanted, hits, link_to, picture, is_made=screen in made_screens), points_out


def find_places(store: Store, locatieserver: Locatieserver, wanted: str) -> list[SearchHit]:
    """What the figures at hand know; for an address or whole postcode that they do not know, what Locatieserver knows.

    Raises StoreUnavailable.
    """
    hits = search(store, wanted, _LIMIT)
    if (hits and not _is_rough(wanted, hits)) or not looks_like_address(wanted) or store.open().build.is_demo:
        return hits
    return _on_this_map(store, locatieserver.find(wanted)) or hits


def _is_rough(wanted: str, hits: Sequence[SearchHit]) -> bool:
    """Whether a whole postcode was answered by its four digits only, or an address by a name that looks like it."""
    whole = postcode6(wanted)
    rough = wording.postcode_match(whole[:4], whole=whole) if whole else wording.similar_name()
    return all(hit.why == rough for hit in hits)


def _on_this_map(store: Store, addresses: Sequence[Address]) -> list[SearchHit]:
    """A hit per area on the map, the first address in it as its reason."""
    vintage = store.open().build.display_vintage
    found: dict[str, SearchHit] = {}
    for address in addresses:
        place = _same(store, address.buurt_code, address.buurt_name)
        why = address_match(address.name)
        if place is None:
            place = _same(store, address.wijk_code, address.wijk_name) or _known(store, address.gemeente_code)
            why = address_in_wider_area(address.name, vintage)
        if place is not None:
            found.setdefault(place.code, SearchHit(place, why))
    return list(found.values())


def _same(store: Store, code: str | None, name: str | None) -> Area | None:
    """The area of a code of today, when it carries the same name on this map: codes are given to other areas later on."""
    place = _known(store, code)
    return place if place is not None and name is not None and same_name(place.name, name) else None


def _known(store: Store, code: str | None) -> Area | None:
    return area(store, code) if code else None
