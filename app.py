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
        update_title=None,
        assets_folder=str(Path(__file__).parent / "assets"),
        serve_locally=True,
        suppress_callback_exceptions=True,
        index_string=INDEX,
    )
    register_all(app, settings, store)
    with app.server.test_request_context():
        # Dash learns which scripts it may serve when it writes its first page: with several workers another one may have done that.
        app.index()
    return app


settings = Settings()
app = create_app(settings, Store(settings.warehouse))
server = app.server

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=settings.port)
