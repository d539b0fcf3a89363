"""First map and indicator switch in a real browser, beside a bare dash-leaflet page made from the same warehouse."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FIRST, SECOND = "supermarket_km", "gp_km"
YEAR = 2024
FRAMES = (("Amsterdam", "GM0363", "?gebied=GM0363&niveau=buurt"), ("all buurten", "NL00", "?gebied=NL00&niveau=buurt"))
REPEATS = 7

#: A small fingerprint of the map canvas, taken every animation frame: painted is the first frame of the picture that stays.
PROBE = """
window.fingerprint = function () {
  const source = document.querySelector(".leaflet-overlay-pane canvas");
  if (!source || !source.width) return "";
  const small = document.createElement("canvas"); small.width = 96; small.height = 72;
  const pen = small.getContext("2d", { willReadFrequently: true });
  pen.drawImage(source, 0, 0, 96, 72);
  const data = pen.getImageData(0, 0, 96, 72).data;
  let sum = 0, colours = new Set();
  for (let i = 0; i < data.length; i += 4) {
    const value = data[i] * 65536 + data[i + 1] * 256 + data[i + 2];
    sum = (sum * 31 + value) % 2147483647;
    if (data[i + 3] > 200) colours.add(value >> 4);
  }
  return colours.size > 12 ? String(sum) : "";
};
window.settled = function (start, before, calm) {
  return new Promise(function (resolve) {
    let last = before, since = 0, still = 0;
    (function look() {
      const now = window.fingerprint();
      if (now && now !== before) {
        if (now === last) { still += 1; } else { last = now; since = performance.now(); still = 0; }
        if (still >= calm) return resolve(since - start);
      }
      if (performance.now() - start > 20000) return resolve(NaN);
      requestAnimationFrame(look);
    })();
  });
};
"""

#: Milliseconds from a click on an element to the first frame of the new picture.
CLICK_TO_PAINTED = """
node => {
  const before = window.fingerprint(), start = performance.now();
  node.click();
  return window.settled(start, before, 10);
}
"""


def measure(warehouse: Path) -> list[tuple[str, float, float, str]]:
    """Rows (what, ours, plain, unit), medians over repeats."""
    rows = []
    with _browser() as browser, serve_ours(warehouse) as ours:
        for name, frame, query in FRAMES:
            with _serve_plain(warehouse, frame) as plain:
                address = f"{ours}/{query}&indicator={FIRST}&jaar={YEAR}"
                rows.append((f"first map, {name}", _first(browser, address), _first(browser, plain), "ms"))
                rows.append(
                    (f"indicator switch, {name}", _switch_ours(browser, address), _switch_plain(browser, plain), "ms")
                )
    return rows


def _first(browser: Browser, address: str) -> float:
    times = []
    for _ in range(REPEATS):
        with _page(browser) as page:
            page.add_init_script("window.firstMap = window.settled(0, '', 6);")
            page.goto(address)
            times.append(float(page.evaluate("window.firstMap")))
    return statistics.median(times)


def _switch_ours(browser: Browser, address: str) -> float:
    with _page(browser) as page:
        page.goto(address)
        page.evaluate("window.settled(0, '', 10)")
        picker = page.get_by_label("Onderwerp", exact=True).first
        names = {FIRST: "Afstand tot een grote supermarkt", SECOND: "Afstand tot de huisarts"}
        times = []
        for turn in range(REPEATS + 2):
            target = SECOND if turn % 2 == 0 else FIRST
            picker.click()
            option = page.get_by_role("option", name=names[target], exact=True)
            option.scroll_into_view_if_needed()
            page.wait_for_timeout(600)
            times.append(option.evaluate(CLICK_TO_PAINTED))
            page.wait_for_timeout(600)
        return statistics.median(times[2:])


def _switch_plain(browser: Browser, address: str) -> float:
    with _page(browser) as page:
        page.goto(address)
        page.evaluate("window.settled(0, '', 10)")
        times = []
        for turn in range(REPEATS + 2):
            page.wait_for_timeout(600)
            times.append(page.locator("#b" if turn % 2 == 0 else "#a").evaluate(CLICK_TO_PAINTED))
        return statistics.median(times[2:])


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("BUURTLENS_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    page = context.new_page()
    page.add_init_script(PROBE)
    yield page
    context.close()


@contextmanager
def serve_ours(warehouse: Path) -> Iterator[str]:
    """Address of the app on a warehouse, for as long as it is needed."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--workers",
        "1",
        "--threads",
        "4",
        "--bind",
        f"127.0.0.1:{port}",
        "app:server",
    ]
    with _serve(command, port, os.environ | {"BUURTLENS_WAREHOUSE": str(warehouse)}) as address:
        yield address


@contextmanager
def _serve_plain(warehouse: Path, frame: str) -> Iterator[str]:
    port = _free_port()
    with tempfile.TemporaryDirectory() as assets:
        command = [
            sys.executable,
            "-m",
            "bench.plain_map",
            str(warehouse),
            frame,
            FIRST,
            SECOND,
            str(YEAR),
            str(port),
            assets,
        ]
        with _serve(command, port, dict(os.environ)) as address:
            yield address


@contextmanager
def _serve(command: list[str], port: int, environment: dict[str, str]) -> Iterator[str]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(address, timeout=1)  # a fixed local address
                break
            except OSError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
