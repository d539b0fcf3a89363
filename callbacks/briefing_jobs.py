"""Routes of a run of briefings: start it, ask how far it is, stop it, fetch what it made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, Final, Protocol

from flask import Flask, Response, jsonify, request, send_file
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from briefing import bulk
from briefing.job_folder import NoRoom
from briefing.pdf import PdfProblem
from briefing.request import UnknownArea
from briefing.word_styles import TemplateProblem
from domain.recipe_file import from_posted, to_file
from domain.wording import briefing_jobs as words
from domain.wording import recipe as recipe_words
from store.warehouse import Store, StoreUnavailable

#: Own texts and earlier figures of the most areas that one run makes, and no more.
LARGEST_BODY: Final = 8_000_000


class Files(Protocol):
    """Of the settings the files that the gemeente keeps."""

    @property
    def reactions(self) -> Path | None:
        """What residents said."""

    @property
    def contacts(self) -> Path | None:
        """Where a reaction goes."""

    @property
    def template(self) -> Path | None:
        """House style of documents."""


def register(server: Flask, store: Store, settings: Files) -> None:
    """Add the four routes to the server. Every failure is JSON with a Dutch sentence under "fout"."""

    @server.post("/briefing/start")
    @in_words
    def briefing_start() -> Response:
        told = posted()
        recipe, lines = from_posted(told)
        store.build()  # without a warehouse there is nothing to wait for
        job_id = bulk.start(
            {
                "warehouse": str(store.path.resolve()),
                "recipe": to_file(recipe),
                "format": str(told.get("vorm") or ""),
                "base": request.host_url.rstrip("/"),
                "made_on": date.today().isoformat(),
                "template": _text(settings.template),
                "reactions": _text(settings.reactions),
                "contacts": _text(settings.contacts),
            }
        )
        return jsonify(id=job_id, totaal=bulk.status(job_id).total, meldingen=list(lines))

    @server.get("/briefing/voortgang/<job_id>")
    @in_words
    def briefing_progress(job_id: str) -> Response:
        found = asdict(bulk.status(job_id))
        return jsonify(
            klaar=found["done"],
            totaal=found["total"],
            bezig=found["current"],
            staat=str(found["state"]),
            problemen=list(found["problems"]),
        )

    @server.post("/briefing/stop/<job_id>")
    @in_words
    def briefing_stop(job_id: str) -> Response:
        bulk.cancel(job_id)
        return jsonify(staat=str(bulk.status(job_id).state))

    @server.get("/briefing/resultaat/<job_id>")
    @in_words
    def briefing_result(job_id: str) -> Response:
        path = bulk.result(job_id)
        if path is None:
            response = jsonify(fout=words.NOT_READY)
            response.status_code = 409
            return response
        return send_file(path, as_attachment=True, download_name=path.name, max_age=0)


def posted() -> Mapping[str, Any]:
    """JSON object of this request. Raises ValueError with a Dutch sentence, and RequestEntityTooLarge.

    Only as `application/json`: a form of another site cannot send that.
    """
    request.max_content_length = LARGEST_BODY
    try:
        told = request.get_json()
    except (BadRequest, UnsupportedMediaType) as error:
        raise ValueError(recipe_words.damaged_order()) from error
    if not isinstance(told, dict):
        raise ValueError(recipe_words.damaged_order())
    return told


def in_words(view: Callable[..., Response]) -> Callable[..., Response]:
    """Answers are for now only, and a failure is a sentence."""

    @wraps(view)
    def answer(**arguments: str) -> Response:
        try:
            response = view(**arguments)
        except RequestEntityTooLarge:
            response = _failed(recipe_words.too_large_order(), 413)
        except bulk.UnknownJob as problem:
            response = _failed(str(problem), 404)
        except (bulk.Busy, NoRoom, StoreUnavailable) as problem:
            response = _failed(str(problem), 503)
        except (ValueError, UnknownArea, TemplateProblem, PdfProblem) as problem:
            response = _failed(str(problem), 400)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def _failed(sentence: str, code: int) -> Response:
    response = jsonify(fout=sentence)
    response.status_code = code
    return response


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path.resolve())
