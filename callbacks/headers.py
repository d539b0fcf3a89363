"""Security headers and compression of every answer."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dash import Dash
from flask import Flask, Response, request

_COMPRESSIBLE: Final = ("application/json", "application/javascript", "text/")
#: Scripts and styles of the component libraries: the same for every visitor.
_SCRIPTS: Final = "/_dash-component-suites/"
#: Smaller answers fit one packet anyway.
_SMALL: Final = 1_400


def register(app: Dash, tiles_origin: str) -> None:
    """Headers on every answer. Call after all callbacks: Dash's inline scripts are allowed by their hashes."""
    policy = content_security_policy(app.csp_hashes(), tiles_origin)

    server: Flask = app.server

    @server.after_request
    def finish(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        if request.path.startswith("/assets/"):
            response.headers["Cache-Control"] = "public, max-age=86400"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        return compressed(response)


def content_security_policy(script_hashes: Sequence[str], tiles_origin: str) -> str:
    """Everything from this server, but for tiles when they are set. Component libraries write styles into the page."""
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *script_hashes]),
            "style-src 'self' 'unsafe-inline'",
            " ".join(["img-src 'self' data:", tiles_origin]).strip(),
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        ]
    )


def compressed(response: Response) -> Response:
    """Gzip for text that is not yet encoded, when the browser takes it."""
    wanted = "gzip" in request.headers.get("Accept-Encoding", "").lower()
    text = (response.content_type or "").startswith(_COMPRESSIBLE)
    if not wanted or not text or response.status_code != 200 or "Content-Encoding" in response.headers:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < _SMALL:
        return response
    is_script = request.path.startswith(_SCRIPTS)
    response.set_data(_packed_script(body) if is_script else gzip.compress(body, 4))
    response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@lru_cache(maxsize=64)
def _packed_script(body: bytes) -> bytes:
    return gzip.compress(body, 6)
