"""Search: text in; links out, and the codes to point out on the map. Nothing that is typed is kept."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State

from callbacks.navigation import link_to_area
from domain.areas import Level, level_of
from domain.resolve import resolve
from domain.view_state import ViewState
from layouts import ids
from layouts.messages import failure_note
from layouts.search import search_results
from layouts.small_map import small_map
from store.areas import search
from store.facts import facts
from store.geometry import outlines
from store.warehouse import Store, StoreUnavailable

#: All buurten of a postcode fit; more hits than a reader will go through do not.
_LIMIT = 30


def register(app: Dash, store: Store) -> None:
    """Search field in; result list and highlighted codes out."""

    @app.callback(
        Output(ids.SEARCH_RESULTS, "children"),
        Output(ids.SEARCH_CODES, "data"),
        Input(ids.SEARCH_TEXT, "value"),
        State(ids.URL, "search"),
        prevent_initial_call=True,
    )
    def find(text: str | None, query: str | None) -> tuple[Any, list[str]]:
        wanted = (text or "").strip()
        if len(wanted) < 2:
            return None, []
        try:
            hits = search(store, wanted, _LIMIT)
            resolved, _ = resolve(ViewState.from_query(query)[0], facts(store))
        except StoreUnavailable as problem:
            return failure_note(str(problem)), []
        points_out = [hit.area.code for hit in hits if hit.why]
        on_map = [code for code in points_out if level_of(code) is Level.BUURT]
        picture = small_map(on_map, outlines(store, on_map)) if on_map else None
        return search_results(wanted, hits, lambda hit: link_to_area(resolved, hit.area.code), picture), points_out
