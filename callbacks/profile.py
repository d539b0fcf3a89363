"""Screen of one area: its address in, the whole page out. Every choice is an address of its own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Final
from urllib.parse import urlencode

from dash import ClientsideFunction, Dash, Input, Output, html
from dash.development.base_component import Component

from callbacks.navigation import trail
from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of, normalise_code
from domain.own_area import PATH as OWN_PATH
from domain.own_area import OwnArea
from domain.profile import Profile, Row
from domain.profile_choice import changes
from domain.profile_state import PATHS, Reading, profile_path, reading_of, with_reading
from domain.recipe import Asked, Kind, Recipe
from domain.resolve import resolve
from domain.view_models import Area
from domain.view_state import Mode, ViewState
from domain.wording import group_name, unreadable
from domain.wording.own_area import map_of_choice
from domain.wording.profile import change_sentence, five_sentences, map_alt
from layouts import ids
from layouts.panel import Onward
from layouts.profile import ProfileView, profile_page
from layouts.samen_card import samen_card
from layouts.small_map import located_map
from store.areas import area as find_area
from store.areas import areas_of, children, groups_of
from store.facts import facts
from store.geometry import frame_outlines, outlines
from store.local_notes import NotesFiles
from store.profile import profile_of
from store.samen import samen_of
from store.terms import terms
from store.warehouse import Store

PATH: Final = "/profiel"
#: Paths of a profile by the level of its area; the code says of which.
PATTERNS: Final = tuple(f"/{name}/<code>" for name in PATHS.values())
#: Areas whose buurten a reader can start an own area with.
_OF_BUURTEN: Final = (Level.GEMEENTE, Level.WIJK, Level.BUURT, Level.EIGEN)
_NAMES: Final = {
    Reading.BEWONERS: "voor bewoners",
    Reading.PROFESSIONALS: "voor professionals",
    Reading.BEAMER: "groot, voor op een scherm",
}


def register(app: Dash) -> None:
    """The script that writes the chapters."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawProfile"),
        Output(ids.PROFILE_DRAWN, "data"),
        Input(ids.PROFILE_DRAWN, "id"),
    )


def screen(store: Store, notes: NotesFiles, query: str, parts: Mapping[str, str]) -> Component:
    """The page of the area that the path names, or else the query. Raises StoreUnavailable."""
    view, lines = ViewState.from_query(query)
    if "code" in parts:
        code = normalise_code(parts["code"])
        lines = (*lines, *((unreadable("gebied", parts["code"]),) if code is None else ()))
        view = ViewState(area_code=code)
    resolved, more = resolve(ViewState(area_code=view.area_code), facts(store))
    area = find_area(store, resolved.area_code)
    if area is None:
        raise LookupError(f"{resolved.area_code} was resolved but is not in the warehouse")
    return profile_page(profile_view(store, profile_of(store, area, notes.read()), reading_of(query), (*lines, *more)))


def profile_view(
    store: Store, profile: Profile, reading: Reading, lines: tuple[str, ...] = (), own: OwnArea | None = None
) -> ProfileView:
    """Everything that the page of a profile shows; `own` is the choice that a combined profile is of. Raises StoreUnavailable."""
    area = profile.area
    path = own.address if own is not None else profile_path(area)
    is_gemeente = area.level is Level.GEMEENTE
    offered = [each for each in Reading if each is not Reading.BEAMER or is_gemeente]
    places = {each.code: each for each in (find_area(store, code) for code in profile.comparable.codes) if each}
    return ProfileView(
        profile=profile,
        reading=reading if reading in offered else Reading.BEWONERS,
        small_map=small_map_of(store, area, profile.marked) if own is None else _map_of_members(store, profile),
        trail=tuple(Onward(name, _path_of(store, code)) for name, code, _ in trail(area)),
        onward=_onward(store, area) if own is None else _to_members(profile),
        readings=tuple((_NAMES[each], with_reading(path, each), each is reading) for each in offered),
        ways=ways_of(area) if own is None else ways_of_own(own),
        lines=lines,
        five=tuple(five_sentences(profile)) if is_gemeente else (),
        changes=tuple(change_sentence(row) for row in changes(profile.rows)) if is_gemeente else (),
        comparable=tuple(Onward(_place_name(each), profile_path(each)) for each in places.values()),
        table=None if profile.members else samen_card(samen_of(store, area), f"/samen/{area.code}"),
        terms=terms(store),
        map_href=None if profile.members else partial(_on_map, area),
    )


def small_map_of(store: Store, area: Area, marked: Collection[str] = ()) -> html.Img | None:
    """Where the area lies among the buurten of its gemeente, or the gemeenten of the country; of a gemeente where much comes together."""
    if area.level in (Level.LAND, Level.GGD, Level.PROVINCIE):
        outlines = frame_outlines(store, Level.GEMEENTE, COUNTRY_CODE)
        inside = (
            {each.code for each in areas_of(store, Level.GEMEENTE, area.code)}
            if area.level is not Level.LAND
            else set()
        )
        return located_map(inside, outlines, map_alt(area))
    frame = gemeente_of(area.code)
    outlines = frame_outlines(store, Level.BUURT, frame)
    if area.level is Level.GEMEENTE:
        return located_map(marked, outlines, map_alt(area, len(marked)))
    buurten = areas_of(store, Level.BUURT, area.code if area.level in GROUP_LEVELS else frame)
    return located_map({each.code for each in buurten if _lies_in(each, area)}, outlines, map_alt(area))


def ways_of(area: Area) -> tuple[Onward, ...]:
    """Other screens about the same area."""
    asked = ViewState(area_code=area.code).to_query()
    stacked = ViewState(area_code=area.code, mode=Mode.STAPELING).to_query()
    compared = urlencode({"gebieden": area.code})
    return (
        Onward("Bekijk op de kaart", f"/{asked}"),
        Onward("Wat samenkomt, op de kaart", f"/{stacked}"),
        Onward("Ongelijkheid", f"/ongelijkheid{asked}"),
        Onward("Nabijheid", f"/nabijheid{asked}"),
        Onward("Samen aan tafel", f"/samen/{area.code}"),
        Onward("Vergelijk met andere gebieden", f"/vergelijken?{compared}"),
        Onward("Maak een briefing", f"/briefing?{compared}"),
        *([Onward("Stel een eigen gebied samen", f"{OWN_PATH}{asked}")] if area.level in _OF_BUURTEN else []),
    )


def ways_of_own(own: OwnArea) -> tuple[Onward, ...]:
    """Screens that can show an area that exists in its address only."""
    recipe = Recipe(areas=(Asked(own.codes, own.name),))
    return (
        Onward("Verander de keuze van buurten", own.choice_address),
        Onward(
            "Ons gebied op één bladzijde (PDF of Word)", f"/briefing{replace(recipe, kind=Kind.ONS_GEBIED).to_query()}"
        ),
        Onward("Maak een briefing", f"/briefing{recipe.to_query()}"),
    )


def _map_of_members(store: Store, profile: Profile) -> html.Img | None:
    """Where the buurten of a combined area lie in their gemeenten."""
    gemeenten = list(dict.fromkeys(each.gemeente_name or gemeente_of(each.code) for each in profile.members))
    codes = profile.member_codes
    return located_map(set(codes), outlines(store, codes), map_of_choice(profile.area.name, gemeenten))


def _to_members(profile: Profile) -> tuple[Onward, ...]:
    return tuple(Onward(_place_name(each), profile_path(each)) for each in profile.members)


def _on_map(area: Area, row: Row) -> str:
    """The map of a row in the year of its figure."""
    year = row.figure.reference_year if row.figure is not None else None
    return f"/{ViewState(area_code=area.code, indicator_id=row.indicator.indicator_id, year=year).to_query()}"


def _lies_in(buurt: Area, area: Area) -> bool:
    return area.level in GROUP_LEVELS or area.code in (buurt.code, buurt.wijk_code)


def _path_of(store: Store, code: str) -> str:
    found = find_area(store, code)
    return profile_path(found) if found is not None else f"{PATH}{ViewState(area_code=code).to_query()}"


def _onward(store: Store, area: Area) -> tuple[Onward, ...]:
    inside = children(store, area.code)
    if area.level in GROUP_LEVELS:
        inside = areas_of(store, Level.BUURT if area.level is Level.EIGEN else Level.GEMEENTE, area.code)
    links = [Onward(group_name(group), profile_path(group)) for group in groups_of(store, area.code)]
    return (*links, *(Onward(each.name, profile_path(each)) for each in inside))


def _place_name(area: Area) -> str:
    return (
        f"{area.name}, {area.gemeente_name}" if area.gemeente_name and area.level is not Level.GEMEENTE else area.name
    )
