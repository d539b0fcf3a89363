"""Addresses by PDOK's Locatieserver, asked by the server and only when the figures at hand have no answer.

Nothing that is asked is kept or logged. A service that is slow or ill is left alone for five minutes.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import httpx

#: Longest time for all requests of one search together.
PATIENCE_S: Final = 1.5
#: Rest after a failure.
REST_S: Final = 300.0
_MOST: Final = 5
_LONGEST_TEXT: Final = 80
_POSTCODE6: Final = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})(?:\s+\d.*)?")
#: A street and a number: some letters, and further on a number of at most five digits.
_STREET: Final = re.compile(r".*[^\W\d_]{2}.*\s\d{1,5}(?!\d).*")

# The HTTP library writes every address that it asks to the log, and with it what a visitor typed.
logging.getLogger("httpx").setLevel(logging.WARNING)
logging.getLogger("httpcore").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Address:
    """An address with the areas that it lies in today: codes with prefix, and names; None where the service is silent."""

    name: str
    buurt_code: str | None
    buurt_name: str | None
    wijk_code: str | None
    wijk_name: str | None
    gemeente_code: str | None


def postcode6(text: str) -> str | None:
    """The whole postcode at the start of a text ("1012 nx 1" gives 1012NX); None without one."""
    match = _POSTCODE6.fullmatch(text.strip())
    return f"{match[1]}{match[2].upper()}" if match else None


def looks_like_address(text: str) -> bool:
    """Whether a text is a whole postcode, or a street with a number."""
    return postcode6(text) is not None or _STREET.fullmatch(text.strip()) is not None


class Locatieserver:
    """Client with a circuit breaker, safe to share between threads. An empty address: switched off."""

    def __init__(
        self,
        base_url: str,
        *,
        patience_s: float = PATIENCE_S,
        rest_s: float = REST_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._base = base_url.rstrip("/")
        self._patience_s, self._rest_s, self._clock = patience_s, rest_s, clock
        self._resting_until = float("-inf")
        self._lock = threading.Lock()
        self._http: httpx.Client | None = None

    @property
    def is_on(self) -> bool:
        """Whether it may be asked now."""
        return bool(self._base) and self._clock() >= self._resting_until

    def find(self, text: str) -> tuple[Address, ...]:
        """Addresses for what someone typed, best first; none when it is off, resting or fails."""
        wanted = text.strip()[:_LONGEST_TEXT]
        if not self.is_on or not looks_like_address(wanted):
            return ()
        deadline = self._clock() + self._patience_s
        try:
            suggested = self._docs("suggest", deadline, q=wanted, rows=str(_MOST), fq="type:adres")
            ids = [str(doc["id"]) for doc in suggested if doc.get("id")]
            found: list[Address] = []
            for number, identifier in enumerate(ids):
                if number and self._clock() >= deadline:
                    break  # what came in time is an answer
                found += [
                    _address(doc) for doc in self._docs("lookup", deadline, id=identifier) if doc.get("weergavenaam")
                ]
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError):
            self._resting_until = self._clock() + self._rest_s
            return ()
        return tuple(found)

    def _docs(self, name: str, deadline: float, **asked: str) -> Sequence[dict[str, Any]]:
        """Documents of an answer. Raises httpx.HTTPError, ValueError, KeyError, TypeError for anything else."""
        left = deadline - self._clock()
        if left <= 0:
            raise httpx.TimeoutException("no time left")
        response = self._client().get(f"{self._base}/{name}", params=asked, timeout=left)
        response.raise_for_status()
        docs = response.json()["response"]["docs"]
        if not isinstance(docs, list) or not all(isinstance(doc, dict) for doc in docs):
            raise TypeError("docs is no list of objects")
        return docs

    def _client(self) -> httpx.Client:
        # Made at the first question: a client from before gunicorn forks its workers would be shared between them.
        with self._lock:
            if self._http is None:
                self._http = httpx.Client(
                    follow_redirects=False, headers={"User-Agent": "Buurtlens/0.1 (address search)"}
                )
            return self._http


def _address(doc: dict[str, Any]) -> Address:
    gemeente = str(doc.get("gemeentecode") or "").strip()
    return Address(
        name=str(doc["weergavenaam"]).strip(),
        buurt_code=_text(doc, "buurtcode"),
        buurt_name=_text(doc, "buurtnaam"),
        wijk_code=_text(doc, "wijkcode"),
        wijk_name=_text(doc, "wijknaam"),
        gemeente_code=f"GM{gemeente.removeprefix('GM').zfill(4)}" if gemeente else None,
    )


def _text(doc: dict[str, Any], name: str) -> str | None:
    value = doc.get(name)
    return value.strip() or None if isinstance(value, str) else None
