"""Screen Vergelijken: its address in, the whole page out; the download of what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component
from flask import Flask, Response, request

from callbacks.routes import attachment, unavailable_is_503
from domain.areas import COUNTRY_CODE, GROUP_LEVELS, Level, gemeente_of
from domain.compare_state import CompareState
from domain.profile_state import profile_path
from domain.resolve import Facts, resolve
from domain.side_table import SideBySide, of_areas, of_years, year_pair, years_of
from domain.view_models import Area
from domain.view_state import ViewState
from domain.wording import new_code, place_line, unknown_area
from domain.wording.compare_address import no_two_years, put_beside, year_without_figures, years_chosen
from domain.wording.side_by_side import column_names, page_notes
from layouts import ids
from layouts.panel import Onward
from layouts.vergelijken import Chosen, CompareView, compare_page
from store.areas import area as find_area
from store.areas import groups_of, search
from store.export_side_by_side import compare_csv, compare_name
from store.facts import facts
from store.profile_context import comparable_of
from store.side_by_side import columns_of, compared
from store.warehouse import Store

PATH: Final = "/vergelijken"
_MOST_HITS: Final = 12
_MOST_COMPARABLE: Final = 4


def register(app: Dash, store: Store) -> None:
    """The script that writes the rows, and the download."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawCompare"),
        Output(ids.COMPARE_DRAWN, "data"),
        Input(ids.COMPARE_DRAWN, "id"),
    )
    server: Flask = app.server

    @server.get("/download/vergelijken.csv")
    @unavailable_is_503
    def download_compared() -> Response:
        view = compare_view(store, request.query_string.decode("latin-1"))
        name = compare_name(store, view.found)
        return attachment(compare_csv(view.found, view.names), "text/csv; charset=utf-8", name)


def screen(store: Store, query: str) -> Component:
    """The page for a query. Raises StoreUnavailable."""
    return compare_page(compare_view(store, query))


def compare_view(store: Store, query: str) -> CompareView:
    """Everything that a query asks to see. Raises StoreUnavailable."""
    state, told = CompareState.from_query(query)
    lines = list(told)
    state = _known(store, state, lines)
    if state.years is not None:
        found = _over_years(store, state, lines)
        if found is not None:
            return view_of(store, state, found, lines)
    asked = len(state.codes)
    shown = replace(state, codes=_shown_codes(store, state), years=None)
    columns = columns_of(store, [_area(store, code) for code in shown.codes])
    return view_of(store, shown, of_areas(columns, *compared(store)), lines, asked)


def view_of(
    store: Store, state: CompareState, found: SideBySide, lines: Sequence[str], asked: int | None = None
) -> CompareView:
    """The page of a comparison that was made of `state`; its first `asked` areas were asked for, the others we put beside them."""
    asked = len(state.codes) if asked is None else asked
    areas = [column.area for column in found.columns]
    names = column_names(areas if found.years is None else areas[:1])
    names = names if found.years is None else names * 2
    unique = areas if found.years is None else areas[:1]
    hits = None if not state.looked_for or state.is_full else _hits(store, state)
    years = tuple(reversed(years_of(found.columns[0])))
    other = Onward("Vergelijk met andere gebieden", _href(CompareState(state.codes[:1])))
    inside = list(_holders(areas, names, facts(store))) if found.years is None else []
    return CompareView(
        found=found,
        names=names,
        chosen=tuple(
            _chosen(each, name, state, is_ours=place >= asked)
            for place, (each, name) in enumerate(zip(unique, names, strict=False))
        ),
        ours=put_beside(names[-1]) if asked < len(state.codes) else "",
        notes=tuple(page_notes(found, names, inside)),
        lines=tuple(lines),
        suggestions=() if state.is_full else _suggestions(store, state),
        kept=(("gebieden", ",".join(state.codes)),),
        looked_for=state.looked_for,
        hits=hits,
        is_full=state.is_full or found.years is not None,
        years=years,
        years_code=areas[0].code,
        other_way=other if found.years is not None else None,
        download=f"/download/vergelijken.csv{replace(state, looked_for='').to_query()}",
    )


def _known(store: Store, state: CompareState, lines: list[str]) -> CompareState:
    """Areas that exist, an older code replaced by today's; without any, the area that every screen begins with."""
    known = facts(store)
    codes: list[str] = []
    for asked in state.codes:
        code: str | None = asked
        if known.area_level(asked) is None:
            code = known.successor(asked)
            lines.append(unknown_area(asked) if code is None else new_code(asked, code))
        if code is not None and code not in codes:
            codes.append(code)
    if not codes:
        codes = [resolve(ViewState(), known)[0].area_code]
    return replace(state, codes=tuple(codes), years=state.years if len(codes) == 1 else None)


def _shown_codes(store: Store, state: CompareState) -> tuple[str, ...]:
    """Areas of the page: to one alone we put the gemeente or the country beside it."""
    if len(state.codes) > 1 or state.codes[0] == COUNTRY_CODE:
        return state.codes
    above = _around(store, _area(store, state.codes[0]))
    beside = next((each for each in above if each.level in (Level.GEMEENTE, Level.LAND)), None)
    return state.codes if beside is None else (*state.codes, beside.code)


def _over_years(store: Store, state: CompareState, lines: list[str]) -> SideBySide | None:
    """The area in two years; those without figures are replaced. None where no two years may be compared."""
    assert state.years is not None
    (column,) = columns_of(store, [_area(store, state.codes[0])])
    blocks, indicators = compared(store)
    has = years_of(column)
    lines += [
        year_without_figures(year, column.area.name) for year in state.years if year is not None and year not in has
    ]
    earlier, then = (year if year in has else None for year in state.years)
    if earlier is not None and then is not None:
        return of_years(column, (earlier, then), blocks, indicators)
    pair = year_pair(column, indicators, then or earlier) or year_pair(column, indicators)
    if pair is None:
        lines.append(no_two_years(column.area.name))
        return None
    lines.append(years_chosen(pair))
    return of_years(column, pair, blocks, indicators)


def _chosen(area: Area, name: str, state: CompareState, *, is_ours: bool) -> Chosen:
    several = len(state.codes) > 1 and state.years is None
    is_first = area.code == state.codes[0]
    return Chosen(
        area=area,
        name=name,
        profile=profile_path(area),
        remove=_href(state.without(area.code)) if several and not is_ours else None,
        lead=_href(state.led_by(area.code)) if several and not is_first else None,
    )


def _suggestions(store: Store, state: CompareState) -> tuple[Onward, ...]:
    """Areas around the first one, comparable ones, and the country."""
    first = _area(store, state.codes[0])
    comparable = (find_area(store, code) for code in comparable_of(store, first).codes[:_MOST_COMPARABLE])
    offered = [*_around(store, first), *(each for each in comparable if each is not None)]
    base = CompareState(state.codes)
    shown = {each.code: each for each in offered if each.code not in state.codes}
    return tuple(Onward(_told(each), _href(base.adding(each.code))) for each in shown.values())


def _hits(store: Store, state: CompareState) -> tuple[tuple[Area, str, str], ...]:
    base = CompareState(state.codes)
    hits = [hit for hit in search(store, state.looked_for, _MOST_HITS) if hit.area.code not in state.codes]
    return tuple((hit.area, _href(base.adding(hit.area.code)), place_line(hit.area)) for hit in hits[:_MOST_HITS])


def _around(store: Store, area: Area) -> list[Area]:
    """Wijk, gemeente, regions and country around an area, the nearest first."""
    gemeente = area.gemeente_code if area.level in GROUP_LEVELS else gemeente_of(area.code)
    codes = [area.wijk_code, gemeente, *(each.code for each in groups_of(store, gemeente or "")), COUNTRY_CODE]
    found = (find_area(store, code) for code in dict.fromkeys(codes) if code and code != area.code)
    return [each for each in found if each is not None]


def _holders(areas: Sequence[Area], names: Sequence[str], known: Facts) -> list[tuple[str, str]]:
    """Names of areas of which the first lies in the second; that all lie in the country goes without saying."""
    places = range(len(areas))
    pairs = [(one, other) for one in places for other in places if one != other and areas[other].code != COUNTRY_CODE]
    return [
        (names[one], names[other])
        for one, other in pairs
        if areas[one].wijk_code == areas[other].code or known.inside(areas[other].code, areas[one].code)
    ]


def _area(store: Store, code: str) -> Area:
    found = find_area(store, code)
    if found is None:
        raise LookupError(f"{code} was found but is not in the warehouse")
    return found


def _told(area: Area) -> str:
    return area.name if area.level is Level.LAND else f"{area.name} ({place_line(area)})"


def _href(state: CompareState) -> str:
    return f"{PATH}{state.to_query()}"
