"""Screen Begrippen: the list of terms of the warehouse, written by assets/uitleg.js."""

from __future__ import annotations

from typing import Final

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component

from domain.view_state import ViewState
from layouts import ids
from layouts.begrippen import begrippen
from store.terms import terms
from store.warehouse import Store

PATH: Final = "/begrippen"


def register(app: Dash) -> None:
    """The script that writes the lists."""
    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "drawPage"),
        Output(ids.GLOSSARY_DRAWN, "data"),
        Input(ids.GLOSSARY, "children"),
    )


def screen(store: Store, query: str) -> Component:
    """The page. Raises StoreUnavailable."""
    return begrippen(terms(store), ViewState.from_query(query)[0].to_query())
