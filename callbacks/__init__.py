"""Thin callbacks: parse state -> store -> domain -> layout. No global @callback."""

from __future__ import annotations

from dash import Dash

from callbacks import (
    begrippen,
    briefing,
    briefing_jobs,
    gegevens,
    headers,
    kaart,
    nabijheid,
    ongelijkheid,
    own_area,
    page,
    preload,
    profile,
    routes,
    samen,
    scan,
    search,
    trend,
    uitleg,
    vergelijken,
)
from callbacks.screens import screens
from callbacks.settings import Settings
from callbacks.view import view_builder
from store.local_notes import NotesFiles
from store.locatieserver import Locatieserver
from store.warehouse import Store


def register_all(app: Dash, settings: Settings, store: Store) -> None:
    """Give an app its page, callbacks, routes and headers. Two apps in one process share nothing."""
    notes = NotesFiles(settings.reactions, settings.contacts)
    page.register(app, store, screens(store, settings, notes))
    build_view = view_builder(store)
    kaart.register(app, store, build_view)
    area_screens = [nabijheid.PATH, ongelijkheid.PATH, uitleg.PATH]
    search.register(
        app, store, Locatieserver(settings.locatieserver), area_screens, [samen.PATH], made_screens=[vergelijken.PATH]
    )
    ongelijkheid.register(app, store)
    nabijheid.register(app, store)
    samen.register(app, store)
    gegevens.register(app, store)
    profile.register(app)
    own_area.register(app)
    vergelijken.register(app, store)
    briefing.register(app, store, notes, settings.template)
    briefing_jobs.register(app.server, store, settings)
    uitleg.register(app, store)
    begrippen.register(app)
    trend.register(app, store)
    scan.register(app, store)
    routes.register(app, store, build_view)
    preload.register(app, store)
    headers.register(app, settings.tiles_origin)
