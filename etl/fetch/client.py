"""One polite HTTP client: patience, retries with growing waits, and errors that say what came and what to do."""

from __future__ import annotations

import errno
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar
from urllib.parse import quote, urlencode

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential_jitter

from etl.errors import FetchError
from etl.settings import EtlSettings

T = TypeVar("T")
Check = Callable[[Path], T]

#: ODataApi refuses more than 10,000 rows with an HTTP 500 that names the number.
_ROW_LIMIT: Final = re.compile(r"10[.,\u00a0 ]?000")
_LONGEST_WAIT_S: Final = 60.0
_BLOCK: Final = 1 << 16


class NotFoundError(FetchError):
    """The address holds nothing (HTTP 404 or 410)."""


class NoConnectionError(FetchError):
    """The source could not be reached at all, or the line broke off."""


class ChangedError(FetchError):
    """The source answers, but gives something else than it used to."""


class StorageError(FetchError):
    """A file could not be written."""


class PassingError(Exception):
    """Something that may be over at the next attempt; becomes a FetchError when it is not."""

    def __init__(self, what: str, remedy: str = "Try again later.", retry_after_s: float | None = None) -> None:
        self.what, self.remedy, self.retry_after_s = what, remedy, retry_after_s
        super().__init__(what)


class LineError(PassingError):
    """No connection, a broken line, or silence."""


class DamagedError(PassingError):
    """An answer arrived, but it is not whole or not what was promised."""


@dataclass(frozen=True)
class Remote:
    """What a source says about a file before or while giving it."""

    url: str
    size: int | None
    changed: str | None
    content_type: str = ""


class Client:
    """HTTP client for the sources, safe to share between threads. Use as a context manager."""

    def __init__(self, settings: EtlSettings) -> None:
        self._settings = settings
        self._http = httpx.Client(
            timeout=httpx.Timeout(settings.read_timeout_s, connect=settings.connect_timeout_s),
            headers={"User-Agent": settings.user_agent},
            follow_redirects=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def get(self, url: str, check: Callable[[bytes], T]) -> tuple[bytes, T]:
        """Small answer as it came, and what `check` makes of it; a DamagedError is tried again. Raises FetchError."""

        def once() -> tuple[bytes, T]:
            with self._answer("GET", url) as response:
                body = b"".join(self._blocks(response))
            return body, check(body)

        return self._patiently(url, once)

    def head(self, url: str) -> Remote:
        """Size and last change of a file without fetching it. Raises NotFoundError, FetchError."""

        def once() -> Remote:
            with self._answer("HEAD", url) as response:
                return _remote(url, response)

        return self._patiently(url, once)

    def start_of(self, url: str, size: int, check: Callable[[bytes], T]) -> T:
        """What `check` makes of the first `size` bytes of a file, without fetching the rest. Raises FetchError."""

        def once() -> T:
            body = b""
            with self._answer("GET", url) as response:
                for block in response.iter_raw(_BLOCK):
                    body += block
                    if len(body) >= size:
                        break
            return check(body[:size])

        return self._patiently(url, once)

    def download(self, url: str, target: Path, check: Check[T], on_bytes: Callable[[int], None] = lambda _: None) -> T:
        """Stream an answer to `target` and return what `check` makes of it.

        Written as `<target>.part` and renamed when `check` accepts it: `target` is whole or absent. Raises FetchError.
        """
        part = target.with_name(target.name + ".part")

        def once() -> T:
            try:
                with self._answer("GET", url) as response, writing(part), part.open("wb") as file:
                    for block in self._blocks(response):
                        file.write(block)
                        on_bytes(len(block))
                checked = check(part)
                with writing(target):
                    part.replace(target)
                return checked
            finally:
                part.unlink(missing_ok=True)

        return self._patiently(url, once)

    def _blocks(self, response: httpx.Response) -> Iterator[bytes]:
        limit = self._settings.file_timeout_s
        deadline = time.monotonic() + limit
        for block in response.iter_bytes(_BLOCK):
            if time.monotonic() > deadline:
                raise PassingError(
                    f"the answer was not complete within {limit:g} seconds",
                    "The source or the line is slow: try again later or raise BUURTLENS_FILE_TIMEOUT_S.",
                )
            yield block

    @contextmanager
    def _answer(self, method: str, url: str) -> Iterator[httpx.Response]:
        """An answer with status 200, as a stream; everything else becomes one of our errors."""
        try:
            with self._http.stream(method, url) as response:
                if response.status_code != httpx.codes.OK:
                    _refuse(url, response)
                yield response
        except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.TooManyRedirects) as error:
            raise FetchError(
                f"{url}: this address cannot be used ({error}). Check the BUURTLENS_..._URL settings."
            ) from error
        except httpx.TimeoutException as error:
            patience = f"{self._settings.read_timeout_s:g}"
            raise LineError(
                f"no answer within {patience} seconds", "Try again later or raise BUURTLENS_READ_TIMEOUT_S."
            ) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise LineError(
                f"the connection failed or broke off ({error})",
                "Check the network; behind a proxy set HTTPS_PROXY, or download elsewhere and use --raw.",
            ) from error

    def _patiently(self, url: str, once: Callable[[], T]) -> T:
        attempts = self._settings.attempts
        retrying = Retrying(
            stop=stop_after_attempt(attempts),
            wait=self._wait,
            retry=retry_if_exception_type(PassingError),
            reraise=True,
        )
        try:
            return retrying(once)
        except PassingError as error:
            times = "1 attempt" if attempts == 1 else f"{attempts} attempts"
            kind = NoConnectionError if isinstance(error, LineError) else FetchError
            raise kind(f"{url}: {error.what} ({times}). {error.remedy}") from error

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, PassingError) and error.retry_after_s is not None:
            return min(error.retry_after_s, _LONGEST_WAIT_S)
        base = self._settings.backoff_s
        return wait_exponential_jitter(multiplier=base, max=_LONGEST_WAIT_S, jitter=base / 2)(state)


def with_query(url: str, **options: str) -> str:
    """Address with OData options: with_query(u, format="json", filter="...") gives u?$format=json&$filter=..."""
    query = {f"${key}": value for key, value in options.items()}
    return f"{url}?{urlencode(query, quote_via=quote, safe='$(),')}"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a failure to write `path` into a FetchError that names it, the room that is left and what to do."""
    try:
        yield
    except OSError as error:
        raise storage_error(path, error) from error


def storage_error(path: Path, error: OSError) -> StorageError:
    """Error for a file that cannot be written: full disk, no permission, or else what the system says."""
    folder = next((parent for parent in path.absolute().parents if parent.exists()), Path.cwd())
    free = shutil.disk_usage(folder).free / 1e6
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError(
            f"{path}: the disk is full ({free:,.0f} MB free). Make room or choose another folder with --raw; "
            "what was complete is kept and the next fetch continues there."
        )
    if isinstance(error, PermissionError):
        return StorageError(
            f"{path}: no permission to write here ({free:,.0f} MB free). "
            f"Change the owner or rights of {folder}, or use --raw."
        )
    return StorageError(
        f"{path}: could not be written ({error.strerror or error}; {free:,.0f} MB free). Check the folder or use --raw."
    )


def glimpse(body: bytes) -> str:
    """The first characters of an answer, for a message."""
    text = " ".join(body[:300].decode("utf-8", "replace").split())
    return f"'{text[:80]}{'...' if len(text) > 80 else ''}'" if text else "nothing"


def glimpse_of(path: Path) -> str:
    """The first characters of a file, for a message."""
    with path.open("rb") as file:
        return glimpse(file.read(300))


def _refuse(url: str, response: httpx.Response) -> None:
    status = response.status_code
    body = b"" if response.request.method == "HEAD" else response.read()
    if status in (404, 410):
        raise NotFoundError(
            f"{url}: not there (HTTP {status}). The table or file may be withdrawn or renamed: run `etl check-sources`."
        )
    if status == 500 and _ROW_LIMIT.search(body.decode("utf-8", "replace")):
        raise FetchError(
            f"{url}: the service refuses more than 10,000 rows in one answer. That is ODataApi; "
            "set BUURTLENS_CBS_FEED_URL to the ODataFeed address, which gives page after page."
        )
    if status == 429 or status >= 500:
        raise PassingError(
            f"HTTP {status}, {glimpse(body)}", "The service is busy or ill: try again later.", _retry_after(response)
        )
    raise FetchError(
        f"{url}: refused with HTTP {status}, {glimpse(body)}. "
        "Check the address, the proxy and whether the service still exists."
    )


def _retry_after(response: httpx.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _remote(url: str, response: httpx.Response) -> Remote:
    size = response.headers.get("Content-Length", "")
    return Remote(
        url=url,
        size=int(size) if size.isdigit() else None,
        changed=response.headers.get("Last-Modified") or response.headers.get("ETag"),
        content_type=response.headers.get("Content-Type", ""),
    )
