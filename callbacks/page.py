"""The page itself: made anew for every visit, so that a rebuilt warehouse shows its own indicators at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from dash import ClientsideFunction, Dash, Input, Output, State
from flask import has_request_context, request

from callbacks.screens import Screens
from layouts import ids
from layouts.messages import failure
from layouts.shell import closed, late, shell
from store.warehouse import Store, StoreUnavailable


def register(app: Dash, store: Store, screens: Screens) -> None:
    """Layout of the app: the screen of the address, or why there is nothing to see; and the title of its tab.

    The browser asks for the layout of a page by one address for all pages. It tells for which page in its Referer, so
    that the screen comes at once; where it does not (a privacy setting), it asks a second time.
    """

    def page(path: str, query: str) -> Any:
        try:
            return shell(screens.content(path, query), store.build().is_demo, screens.menu(path, query), path)
        except StoreUnavailable as problem:
            return closed(failure(str(problem)))

    def layout() -> Any:
        asked = _asked()
        if asked:
            return page(*asked)
        try:
            store.build()
        except StoreUnavailable as problem:
            return closed(failure(str(problem)))
        return late()

    app.layout = layout

    @app.callback(
        Output(ids.LATE_PAGE, "children"), Input(ids.LATE_ADDRESS, "pathname"), State(ids.LATE_ADDRESS, "search")
    )
    def fill(path: str | None, query: str | None) -> Any:
        return page(path or "/", query or "")

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("buurtlens", "go"),
        Output(ids.BUILT_FOR, "data"),
        Input(ids.ADDRESS, "pathname"),
        State(ids.BUILT_FOR, "data"),
    )
    _give_titles(app, screens)


def _asked() -> tuple[str, str] | None:
    """Path and query of the page that asks for the layout; None when the browser does not tell."""
    if not has_request_context() or not request.path.endswith("/_dash-layout"):
        return "/", ""  # asked by Dash itself, which wants to know the components
    told = urlsplit(request.headers.get("Referer", ""))
    if told.netloc != request.host:
        return None
    return told.path or "/", told.query


def _give_titles(app: Dash, screens: Screens) -> None:
    """Give each path its own title, in the HTML: it is read before any script runs."""
    interpolate = app.interpolate_index

    def with_title(**parts: Any) -> str:
        title = screens.title(request.path) if has_request_context() else app.title
        return str(interpolate(**{**parts, "title": title}))  # type: ignore[no-untyped-call]

    app.interpolate_index = with_title  # type: ignore[assignment]
