"""The screens by path. A new screen is one line here; its callbacks name only what its own layout holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from callbacks import (
    begrippen,
    briefing,
    gegevens,
    nabijheid,
    ongelijkheid,
    own_area,
    profile,
    samen,
    scan,
    uitleg,
    vergelijken,
)
from callbacks.settings import Settings
from domain.areas import normalise_code
from domain.compare_state import CompareState
from domain.own_area import NO_GEMEENTE, OwnArea, own_area_in
from domain.own_area import PATH as OWN_PATH
from domain.view_state import ViewState
from layouts import ids
from layouts.kaart import kaart
from layouts.messages import not_found
from layouts.shell import MenuItem
from layouts.toegankelijkheid import TITLE as ACCESSIBILITY
from layouts.toegankelijkheid import toegankelijkheid
from store.catalogue import filled_indicators, indicators, themes
from store.local_notes import NotesFiles
from store.warehouse import Store

#: Name of the site, which ends every title.
SITE: Final = "Buurtlens"


@dataclass(frozen=True)
class Screen:
    """A screen: path pattern (`/buurt/<code>`), title, and its layout from the query and the parts of the path."""

    pattern: str
    title: str
    build: Callable[[str, Mapping[str, str]], Component]
    #: A screen that is a part of another one is reached from there.
    is_part: bool = False
    #: Pattern of the screen in the menu under which the reader of a part is.
    part_of: str = ""
    #: Address of this screen about an area that the reader put together; None where it cannot show one.
    of_own: Callable[[OwnArea], str] | None = None

    @property
    def in_menu(self) -> bool:
        """A screen of something (`/buurt/<code>`) is reached from that thing, not from the menu."""
        return not self.is_part and "<" not in self.pattern


class Screens:
    """The registry: which screen a path asks for, its title, and the menu. Knows no visitor."""

    def __init__(self, screens: Sequence[Screen]) -> None:
        self._screens = {screen.pattern: screen for screen in screens}
        self._rules = Map(
            [Rule(pattern, endpoint=pattern) for pattern in self._screens], strict_slashes=False, merge_slashes=False
        )

    def find(self, path: str) -> tuple[Screen, Mapping[str, str]] | None:
        """Screen of a path with the parts of it that the pattern names; None when there is none."""
        try:
            pattern, parts = self._rules.bind("").match(path)
        except HTTPException:
            return None
        return self._screens[pattern], parts

    def title(self, path: str) -> str:
        """Title of the browser's tab."""
        found = self.find(path)
        return f"{found[0].title if found else 'Niet gevonden'} – {SITE}"

    def content(self, path: str, query: str) -> Component:
        """Layout of the screen of a path, or where to go instead. Raises StoreUnavailable."""
        found = self.find(path)
        if found is None:
            return not_found([(item.title, item.href) for item in self.menu(path, query)])
        screen, parts = found
        return screen.build(query, parts)

    def menu(self, path: str, query: str) -> list[MenuItem]:
        """Screens to go to; each address carries along the area and whatever else the reader looks at."""
        found = self.find(path)
        own = own_area_in(query)
        carried = _carried(query, found[1] if found else {}, own)
        return [
            MenuItem(
                screen.title,
                f"{screen.pattern}{carried}" if own is None or screen.of_own is None else screen.of_own(own),
                found is not None and (screen is found[0] or screen.pattern == found[0].part_of),
            )
            for screen in self._screens.values()
            if screen.in_menu
        ]


def _carried(query: str, parts: Mapping[str, str], own: OwnArea | None) -> str:
    """Query that the links of the menu carry: what the reader looks at, and the area that the path names (`/buurt/<code>`), or the
    first of those that are compared.

    Of an area that the reader put together that is its gemeente, where there is one.
    """
    view, code = ViewState.from_query(query)[0], normalise_code(parts.get("code", ""))
    if view.area_code is None and own is not None and own.gemeente_code != NO_GEMEENTE:
        code = own.gemeente_code
    elif view.area_code is None and code is None:
        code = next(iter(CompareState.from_query(query)[0].codes), None)
    return (view if code is None else replace(view, area_code=code)).to_query()


def screens(store: Store, settings: Settings, notes: NotesFiles) -> Screens:
    """All screens of the app, in the order of the menu."""

    def map_screen(_query: str, _parts: Mapping[str, str]) -> Component:
        pickers = kaart(themes(store), indicators(store), filled_indicators(store), settings.tiles)
        return html.Div([dcc.Location(id=ids.URL, refresh=False), pickers])

    return Screens(
        [
            Screen("/", "Kaart", map_screen),
            Screen(profile.PATH, "Profiel", partial(profile.screen, store, notes), of_own=lambda own: own.address),
            *(
                Screen(pattern, "Profiel", partial(profile.screen, store, notes), part_of=profile.PATH)
                for pattern in profile.PATTERNS
            ),
            Screen(OWN_PATH, "Ons gebied", partial(own_area.screen, store, notes), is_part=True, part_of=profile.PATH),
            Screen(ongelijkheid.PATH, "Ongelijkheid", lambda query, _: ongelijkheid.screen(store, query)),
            Screen(nabijheid.PATH, "Nabijheid", lambda query, _: nabijheid.screen(store, query)),
            Screen(vergelijken.PATH, "Vergelijken", lambda query, _: vergelijken.screen(store, query)),
            Screen(briefing.PATH, "Briefing", partial(briefing.screen, store), of_own=briefing.address_of_own),
            Screen(samen.PATH, "Samen", lambda query, parts: samen.screen(store, query, parts)),
            Screen(
                samen.AREA_PATH,
                "Samen aan tafel",
                lambda query, parts: samen.screen(store, query, parts),
                part_of=samen.PATH,
            ),
            Screen(uitleg.PATH, "Uitleg", lambda query, _: uitleg.screen(store, query)),
            Screen("/gegevens", "Gegevens", lambda query, _: gegevens.screen(store, query)),
            Screen(scan.PATH, "Samenwerkingsscan", lambda *_: scan.screen(store), is_part=True),
            Screen(begrippen.PATH, "Begrippen", lambda query, _: begrippen.screen(store, query), is_part=True),
            Screen(
                "/toegankelijkheid",
                ACCESSIBILITY,
                lambda *_: toegankelijkheid(settings.owner, settings.contact),
                is_part=True,
            ),
        ]
    )
