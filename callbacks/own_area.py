"""Screen of an area that a reader puts together: the choice of its buurten, or its profile. The address holds all of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component

from callbacks.profile import profile_view
from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, fold, gemeente_of
from domain.own_area import MOST_BUURTEN, OwnArea, is_choosing, name_in
from domain.profile_state import reading_of
from domain.resolve import resolve
from domain.view_models import Area
from domain.view_state import ViewState
from domain.wording.own_area import no_buurten_here
from layouts import ids
from layouts.own_area_choice import ChoiceView, Choosable, WijkChoice, choice_page
from layouts.profile import profile_page
from layouts.small_map import choice_map
from store.areas import area as find_area
from store.areas import areas_of, gemeenten
from store.facts import facts
from store.geometry import frame_outlines
from store.local_notes import NotesFiles
from store.own_area import asked_area
from store.profile import combined_profile
from store.warehouse import Store

_NO_WIJK: Final = "Zonder wijk"


def register(app: Dash) -> None:
    """The script that writes the choice and keeps map, list and address in step."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawChoice"),
        Output(ids.OWN_CHOICE_DRAWN, "data"),
        Input(ids.OWN_CHOICE_DRAWN, "id"),
    )


def screen(store: Store, notes: NotesFiles, query: str, _parts: Mapping[str, str]) -> Component:
    """The area of an address; the choice of buurten where it names none or asks to change them. Raises StoreUnavailable."""
    own, lines = asked_area(store, query)
    if own is None or is_choosing(query):
        return choice_page(choice_view(store, query, own, lines))
    profile = combined_profile(store, own.codes, own.name, notes.read())
    return profile_page(profile_view(store, profile, reading_of(query), lines, own))


def choice_view(store: Store, query: str, own: OwnArea | None, lines: Sequence[str] = ()) -> ChoiceView:
    """The choice of buurten of one gemeente, with what is chosen already. Raises StoreUnavailable.

    The gemeente is that of `gebied` in the query, else of what is chosen, else of a first visit. A choice that is not yet made
    begins with the wijk or buurt of `gebied`.
    """
    view, more = ViewState.from_query(query)
    asked = view.area_code or (own.codes[0] if own is not None else None)
    resolved, notes = resolve(ViewState(area_code=asked), facts(store))
    here = find_area(store, resolved.area_code)
    gemeente = _gemeente(store, resolved.area_code)
    buurten = areas_of(store, Level.BUURT, gemeente.code)
    chosen = set(own.codes) if own is not None else _to_begin_with(store, here, buurten)
    known = {each.code for each in buurten}
    elsewhere = [place for code in sorted(chosen - known) if (place := find_area(store, code)) is not None]
    absent = () if buurten else (no_buurten_here(gemeente.name),)
    return ChoiceView(
        gemeente_code=gemeente.code,
        gemeente_name=gemeente.name,
        vintage=gemeente.boundary_year,
        name=name_in(query),
        wijken=_by_wijk(buurten, chosen),
        elsewhere=tuple(_choosable(each, chosen, each.gemeente_name or gemeente_of(each.code)) for each in elsewhere),
        gemeenten=tuple((each.code, each.name) for each in gemeenten(store)),
        picture=choice_map(
            {each.code: each.name for each in buurten}, frame_outlines(store, Level.BUURT, gemeente.code)
        ),
        lines=(*lines, *more, *notes, *absent),
    )


def _gemeente(store: Store, code: str) -> Area:
    """Gemeente of an area; of a wider one the first that lies in it."""
    found = find_area(store, gemeente_of(code))
    if found is not None and found.level is Level.GEMEENTE:
        return found
    inside = areas_of(store, Level.GEMEENTE, code) or areas_of(store, Level.GEMEENTE, COUNTRY_CODE)
    if not inside:
        raise LookupError("the warehouse has no gemeente")
    return inside[0]


def _to_begin_with(store: Store, here: Area | None, buurten: Sequence[Area]) -> set[str]:
    """Buurten of the wijk, own division or buurt that the reader comes from; none of a gemeente or of more than an area may have."""
    if here is None or here.level not in (Level.BUURT, Level.WIJK, Level.EIGEN):
        return set()
    inside = areas_of(store, Level.BUURT, here.code) if here.level in GROUP_LEVELS else buurten
    found = {each.code for each in inside if here.level in GROUP_LEVELS or here.code in (each.code, each.wijk_code)}
    return found if len(found) <= MOST_BUURTEN else set()


def _by_wijk(buurten: Sequence[Area], chosen: Collection[str]) -> tuple[WijkChoice, ...]:
    """Buurten by their wijk, both alphabetically; those without one at the end."""
    found: dict[tuple[str, str], list[Area]] = {}
    for each in sorted(buurten, key=lambda one: (one.wijk_code is None, fold(one.wijk_name or ""), fold(one.name))):
        found.setdefault((each.wijk_code or "", each.wijk_name or _NO_WIJK), []).append(each)
    return tuple(
        WijkChoice(code, name, tuple(_choosable(each, chosen) for each in inside))
        for (code, name), inside in found.items()
    )


def _choosable(buurt: Area, chosen: Collection[str], place: str = "") -> Choosable:
    return Choosable(buurt.code, buurt.name, buurt.residents_count, buurt.code in chosen, place)
