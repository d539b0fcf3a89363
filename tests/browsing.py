"""A real Chromium and its visitors, for tests of the screen on the demo and on real figures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
CHROMIUM = os.environ.get("BUURTLENS_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
_PATIENCE_MS = 10_000  # a busy machine of two cores; what is right comes sooner
expect.set_options(timeout=_PATIENCE_MS)
PAINTED = "performance.getEntriesByName('buurtlens-painted').length"


@dataclass
class Server:
    """A running app and what it wrote to its log."""

    url: str
    log: Path


def serve(warehouse: Path, folder: Path) -> Iterator[Server]:
    """Run the app as it is installed, with two workers, until the test is done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "server.log"
    environment = {**os.environ, "BUURTLENS_WAREHOUSE": str(warehouse), "BUURTLENS_TILES": ""}
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--no-control-socket"]
    with log.open("w") as stream:
        process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}", "app:server"],
            cwd=ROOT,
            env=environment,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    server = Server(f"http://127.0.0.1:{port}", log)
    try:
        _wait_until_up(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=15)


def _wait_until_up(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, server.log.read_text()
        try:
            urllib.request.urlopen(f"{server.url}/healthz", timeout=5).close()
            return
        except urllib.error.HTTPError:
            return  # 503 is an answer: the app is up
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the app did not start:\n" + server.log.read_text())


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("no Chromium on this machine (apt-get install chromium, or set BUURTLENS_CHROMIUM)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def regular(chromium: Browser) -> Iterator[BrowserContext]:
    """The browser of someone who has been here before: the app's scripts are in its cache, no cookie is kept."""
    context = chromium.new_context(locale="nl-NL")
    yield context
    context.close()


@dataclass
class Visitor:
    """One visitor with a browser of their own. Whatever goes wrong in the page or leaves the server is kept."""

    server: Server
    context: BrowserContext
    page: Page
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, query: str = "") -> Page:
        """Open an address and wait until its colours are on the screen."""
        self.page.goto(f"{self.server.url}/{query}")
        self.wait_painted()
        return self.page

    def wait_painted(self, more_than: int = 0) -> None:
        """Wait until the map was painted more often than `more_than` times."""
        for _ in range(600):
            if self.page.evaluate(PAINTED) > more_than:
                return
            self.page.wait_for_timeout(25)
        raise AssertionError("the map was not painted; " + "; ".join(self.faults) + self.server.log.read_text()[-2000:])

    def painted(self) -> int:
        """How often the map was painted since the page was loaded."""
        return int(self.page.evaluate(PAINTED))

    def choose(self, picker: str, option: str) -> None:
        """Choose in a picker with the mouse."""
        self.page.locator(f"#{picker}").click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def expect_heading(self, text: str) -> None:
        """The opening sentence holds this text."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)


@pytest.fixture
def visit(chromium: Browser, regular: BrowserContext, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Visitors, at a width in pixels. At the end: no faults in the page, no request to anywhere else, no cookie.

    The first visitor of a test is a regular one, any other has a new browser of their own.
    """
    visitors: list[Visitor] = []

    def come(width: int = 1280, height: int = 900, at: Server = server) -> Visitor:
        context = chromium.new_context(locale="nl-NL") if visitors else regular
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        visitor = Visitor(at, context, page)
        page.on("pageerror", lambda error: visitor.faults.append(str(error)))
        page.on("console", lambda line: visitor.faults.append(line.text) if line.type == "error" else None)
        page.on("request", lambda request: visitor.requests.append(request.url))
        visitors.append(visitor)
        return visitor

    yield come
    for visitor in visitors:
        visitor.page.close()
        if visitor.context is not regular:
            visitor.context.close()
    for visitor in visitors:
        assert visitor.faults == []
        away = [url for url in visitor.requests if not url.startswith((visitor.server.url, "data:", "blob:"))]
        assert away == []
    assert regular.cookies() == []
