"""The page itself: made anew for every visit, so that a rebuilt warehouse shows its own indicators at once."""

from __future__ import annotations

from typing import Any

from dash import Dash

from layouts.kaart import kaart
from layouts.messages import failure
from layouts.shell import closed, shell
from store.catalogue import filled_indicators, indicators, themes
from store.warehouse import Store, StoreUnavailable


def register(app: Dash, store: Store, tiles_url: str) -> None:
    """Layout of the app: the screen, or why there is nothing to see."""

    def page() -> Any:
        try:
            return shell(
                kaart(themes(store), indicators(store), filled_indicators(store), tiles_url), store.build().is_demo
            )
        except StoreUnavailable as problem:
            return closed(failure(str(problem)))

    app.layout = page
