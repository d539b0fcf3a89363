"""Buurtlens as a web app: `python app.py`, or `gunicorn app:server`."""

from __future__ import annotations

from pathlib import Path

from dash import Dash

from callbacks import register_all
from callbacks.settings import Settings
from layouts.shell import INDEX
from store.warehouse import Store


def create_app(settings: Settings, store: Store) -> Dash:
    """App on a store. Every script, style and font comes from this server."""
    app = Dash(
        "buurtlens",
        title="Buurtlens",
        update_title="",
        assets_folder=str(Path(__file__).parent / "assets"),
        assets_ignore=r"dashExtensions_.*",  # dash-extensions may leave a script of another page there
        serve_locally=True,
        suppress_callback_exceptions=True,
        index_string=INDEX,
    )
    register_all(app, settings, store)
    with app.server.test_request_context():
        # Dash serves only scripts that a page of this very process named, and with workers another may have made it.
        app.index()  # type: ignore[no-untyped-call]
    return app


settings = Settings()
app = create_app(settings, Store(settings.warehouse))
server = app.server

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=settings.port)
