"""Profile, one briefing, a hundred of them, and the map meanwhile, each beside the plainest thing that does the same kind of work."""

from __future__ import annotations

import statistics
import time
import urllib.request
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import duckdb
import typst

from bench.map_speed import serve_ours
from briefing import bulk
from briefing.make import Format, make
from briefing.request import Setting
from callbacks.profile import screen
from domain.areas import Level
from domain.recipe import Asked, Recipe
from domain.recipe_file import to_file
from store.areas import areas_of
from store.local_notes import NotesFiles
from store.warehouse import Store

GEMEENTE = "GM0344"
AREAS = 100
REPEATS = 5
SWITCHES = 120
#: Between two switches a reader looks.
PAUSE_SECONDS = 0.1
_PLAIN_TYPST = b'#set document(title: "Plain")\n#set text(lang: "nl")\n= Kop\nTekst.'


def measure(warehouse: Path) -> list[tuple[str, float, float, str]]:
    """Rows (what, ours, plain, unit). Of the map "plain" is the same switch without a run, of memory one process that opens the file."""
    store = Store(warehouse)
    areas = [each.code for each in areas_of(store, Level.BUURT, GEMEENTE) if each.residents_count][
        : AREAS + REPEATS + 1
    ]
    setting = Setting(date.today())

    def written(code: str, form: Format) -> None:
        make(store, Recipe(areas=(Asked((code,)),)), form, setting)

    rows = []
    for form, plain in ((Format.DOCX, _plain_word), (Format.PDF, _plain_pdf)):
        written(areas[-1], form)
        ours = statistics.median(_timed(lambda code=code, form=form: written(code, form)) for code in areas[:REPEATS])
        rows.append(
            (f"briefing of one area, {form}", ours, statistics.median(_timed(plain) for _ in range(REPEATS)), "ms")
        )
    notes = NotesFiles(None, None)
    pages = [
        _timed(lambda code=code: screen(store, notes, "", {"code": code}).to_plotly_json()) for code in areas[-REPEATS:]
    ]
    plain_ms = statistics.median(_timed(lambda code=code: _figures_of(warehouse, code)) for code in areas[-REPEATS:])
    rows.append(("profile page of one buurt, on the server", statistics.median(pages), plain_ms, "ms"))
    store.close()
    with serve_ours(warehouse) as address:
        alone = _switches(address, lambda: False)
        rows += _bulk(warehouse, areas[:AREAS], address, alone)
    return rows


def _bulk(warehouse: Path, areas: list[str], address: str, alone: list[float]) -> list[tuple[str, float, float, str]]:
    start = time.perf_counter()
    recipe = Recipe(areas=tuple(Asked((code,)) for code in areas))
    job_id = bulk.start(
        {"warehouse": str(warehouse), "recipe": to_file(recipe), "format": "docx", "base": "", "made_on": "2026-01-01"}
    )
    peak = 0.0

    def is_over() -> bool:
        nonlocal peak
        peak = max(peak, _megabytes(job_id))
        return bulk.status(job_id).state is not bulk.State.RUNNING

    meanwhile = _switches(address, is_over)
    while not is_over():
        time.sleep(0.5)
    spent = time.perf_counter() - start
    found = bulk.status(job_id)
    if found.state is not bulk.State.READY or found.problems:
        raise SystemExit(f"The run did not end well: {found}")
    plain = sum(_timed(_plain_word) for _ in areas) / 1000
    return [
        (f"briefings of {len(areas)} buurten, docx", spent, plain, "s"),
        ("the same, memory of all its processes", peak, _opened_mb(warehouse), "MB"),
        ("map switch during a run, median", statistics.median(meanwhile), statistics.median(alone), "ms"),
        ("map switch during a run, p95", _p95(meanwhile), _p95(alone), "ms"),
    ]


def _switches(address: str, is_over: Callable[[], bool]) -> list[float]:
    """Milliseconds of the answers that a map switch asks for, one indicator after another."""
    times = []
    for turn in range(SWITCHES):
        name = ("supermarket_km", "gp_km", "low_income_households_pct")[turn % 3]
        query = f"gebied={GEMEENTE}&niveau=buurt&indicator={name}"
        times.append(_timed(lambda query=query: _get(f"{address}/figures?{query}")))
        time.sleep(PAUSE_SECONDS)
        if turn % 5 == 4 and is_over():
            break
    return times


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _megabytes(job_id: str) -> float:
    """Memory of a run and its workers: their resident pages, those they share counted for each."""
    started = {int(path.name): path for path in Path("/proc").iterdir() if path.name.isdigit()}
    total, wanted = 0.0, {pid for pid, path in started.items() if job_id in _read(path / "cmdline")}
    for pid, path in started.items():
        told = dict(line.split(":", 1) for line in _read(path / "status").splitlines() if ":" in line)
        if (pid in wanted or int(told.get("PPid", "0")) in wanted) and "VmRSS" in told:
            total += int(told["VmRSS"].split()[0]) / 1024
    return total


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""  # it ended meanwhile


def _opened_mb(warehouse: Path) -> float:
    """Resident memory of this process after a plain open of the file."""
    with duckdb.connect(str(warehouse), read_only=True) as con:
        con.execute("SELECT count(*) FROM observation").fetchone()
        return (
            int(next(line for line in _read(Path("/proc/self/status")).splitlines() if "VmRSS" in line).split()[1])
            / 1024
        )


def _plain_word() -> None:
    document = docx.Document()
    document.add_heading("Kop")
    document.add_paragraph("Tekst.")
    document.save(BytesIO())


def _plain_pdf() -> None:
    typst.compile(_PLAIN_TYPST, pdf_standards=["ua-1"])


def _figures_of(warehouse: Path, code: str) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        con.execute("SELECT * FROM observation WHERE area_code = ?", [code]).df()


def _get(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:  # a fixed local address
        body: bytes = answer.read()
        return body


def _timed(action: Callable[[], object]) -> float:
    """Milliseconds of an action."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)
