"""`etl fetch`, `etl check-sources` and `etl quick-start`: commands to mount on the ETL's command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from etl.build import build
from etl.errors import BuildError, EtlError
from etl.fetch import run
from etl.fetch.drift import SourceCheck
from etl.fetch.drift import check_sources as look
from etl.fetch.gemeente import Gemeente, UnknownGemeenteError, resolve
from etl.fetch.quick_start import OfflineError, QuickFetch, fetch_gemeente, find_gemeente
from etl.fetch.series import SERIES
from etl.intake import Progress as BuildProgress
from etl.settings import EtlSettings

app = typer.Typer(help="Live sources: fetch their releases, or look whether they changed.", no_args_is_help=True)
console = Console(stderr=True, highlight=False, soft_wrap=True)

#: Where the quick start puts its warehouses, each with a note that tells which gemeente it is of.
DATA = Path("data")
_NOTE = ".gemeente"
_RAW = typer.Option("--raw", help="Folder of the snapshots; else BUURTLENS_RAW_DIR, else data/raw.")
_COLOURS = {"ok": "green", "news": "cyan", "slow": "yellow", "drift": "red", "gone": "red", "unreachable": "red"}


@app.command()
def fetch(
    source: Annotated[
        list[str] | None, typer.Option(help=f"One of {', '.join(SERIES)}; may be repeated. Default: all.")
    ] = None,
    year: Annotated[
        list[int] | None,
        typer.Option(help="A year; may be repeated. Default: every table, newest boundaries and maps."),
    ] = None,
    via: Annotated[
        str | None, typer.Option(help=f"Force a way: {', '.join(run.ROUTES)}. Default: the best that works.")
    ] = None,
    gemeente: Annotated[
        str | None,
        typer.Option(help="Name or code of one gemeente: only its own areas, with what the country needs beside it."),
    ] = None,
    large: Annotated[
        bool, typer.Option("--large", help="Maps of the whole country too, however large they are.")
    ] = False,
    raw: Annotated[Path | None, _RAW] = None,
) -> None:
    """Fetch releases that are new or changed into the folder of snapshots; what is unchanged is left alone."""
    try:
        if gemeente is not None:
            _refuse_with_gemeente(source, year, via)
            _quick_fetch(_settings(raw), _found(_settings(raw), gemeente))
            return
        report = run.fetch(_settings(raw), source or (), year, via=via, large=large)
    except run.FetchFailedError as error:
        _say(error.report.lines())
        _fail(error)
    except EtlError as error:
        _fail(error)
    else:
        _say(report.lines())


@app.command("quick-start")
def quick_start(
    gemeente: Annotated[str, typer.Argument(help="Name or code of a gemeente, such as Utrecht or GM0344.")],
    warehouse: Annotated[Path | None, typer.Option(help="File to build; else data/<gemeente>.duckdb.")] = None,
    raw: Annotated[Path | None, _RAW] = None,
) -> None:
    """Fetch and build one gemeente. Prints its code and the file; everything else goes to the error output."""
    settings = _settings(raw)
    try:
        try:
            found = _found(settings, gemeente)
        except OfflineError as error:
            found, target = _built_before(gemeente, warehouse, error)
        else:
            target = warehouse or _default_warehouse(found)
            _build(_quick_fetch(settings, found), target)
    except EtlError as error:
        _fail(error)
    else:
        typer.echo(f"{found.code} {target}")


@app.command("check-sources")
def check_sources(raw: Annotated[Path | None, _RAW] = None) -> None:
    """Look whether every live source is there and still is what the catalogue expects. Exit code 1 when one is not."""
    try:
        checks = look(_settings(raw))
    except EtlError as error:
        _fail(error)
    else:
        Console(width=None if Console().is_terminal else 200).print(_table(checks))
        faults = sum(check.is_fault for check in checks)
        news = sum(check.state == "news" for check in checks)
        typer.echo(f"{len(checks)} things looked at: {faults} to mend, {news} new.")
        if faults:
            raise typer.Exit(1)


def _settings(raw: Path | None) -> EtlSettings:
    settings = EtlSettings()
    return settings.model_copy(update={"raw_dir": raw}) if raw else settings


def _refuse_with_gemeente(source: list[str] | None, year: list[int] | None, via: str | None) -> None:
    if source or year or via:
        raise EtlError("--gemeente chooses sources, years and ways itself: leave out --source, --year and --via.")


def _found(settings: EtlSettings, text: str) -> Gemeente:
    found, note = find_gemeente(settings, text)
    if note:
        console.print(note, markup=False)
    return found


def _built_before(text: str, warehouse: Path | None, error: OfflineError) -> tuple[Gemeente, Path]:
    """An earlier quick start, so that its map opens without a connection. Raises `error` when there is none."""
    notes = [_note_of(warehouse)] if warehouse else sorted(DATA.glob(f"*.duckdb{_NOTE}"))
    built: dict[str, Path] = {}
    names: dict[str, str] = {}
    for note in notes:
        if note.is_file() and (file := note.with_name(note.name.removesuffix(_NOTE))).is_file():
            code, _, name = note.read_text(encoding="utf-8").strip().partition(" ")
            built[code], names[code] = file, name
    try:
        found = resolve(text, names)
    except UnknownGemeenteError:
        raise error from None
    file = built[found.code]
    console.print(
        f"There is no connection with CBS: nothing was fetched. {file} of an earlier time is shown.", markup=False
    )
    return found, file


def _default_warehouse(gemeente: Gemeente) -> Path:
    return DATA / f"{gemeente.slug}.duckdb"


def _note_of(warehouse: Path) -> Path:
    """File beside a warehouse that tells which gemeente it was made for."""
    return warehouse.with_name(warehouse.name + _NOTE)


def _quick_fetch(settings: EtlSettings, gemeente: Gemeente) -> QuickFetch:
    result = fetch_gemeente(settings, gemeente, say=lambda line: console.print(line, markup=False))
    for what, why in result.report.failures:
        console.print(f"Not fetched: {what}: {why}", markup=False)
    for note in result.report.notes:
        console.print(note, markup=False)
    if result.report.failures:
        count = len(result.report.failures)
        console.print(
            f"{count} could not be fetched; the map does without them. Run the same command again to try them."
        )
    return result


def _build(result: QuickFetch, warehouse: Path) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console.print(f"Building {warehouse} …", markup=False)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("looking for files", total=None)

        def show(line: str, done: int, total: int) -> None:
            bar.update(task, description=line, completed=done, total=total)

        warehouse.parent.mkdir(parents=True, exist_ok=True)
        _build_what_fits(result, warehouse, show)
    gemeente = result.gemeente
    _note_of(warehouse).write_text(f"{gemeente.code} {gemeente.name}\n", encoding="utf-8")
    console.print(f"{warehouse} is ready: open it with ?gebied={gemeente.code}", markup=False)


def _build_what_fits(result: QuickFetch, warehouse: Path, show: BuildProgress) -> None:
    """Build with all files; when tables changed at the source, with what of them still fits. Raises BuildError."""
    try:
        build(result.folders, warehouse, progress=show)
        return
    except BuildError as error:
        console.print(f"{error}\nTrying again without the columns that tables no longer have …", markup=False)
    try:
        build(result.folders, warehouse, accept_missing=True, progress=show)
        return
    except BuildError as error:
        console.print(f"{error}\nTrying again with key figures, proximity, health and boundaries only …", markup=False)
    build(result.core, warehouse, accept_missing=True, progress=show)


def _table(checks: list[SourceCheck]) -> Table:
    table = Table("Source", "What", "State", "Found", "What to do")
    for check in checks:
        colour = _COLOURS[check.state]
        table.add_row(check.source_id, check.subject, f"[{colour}]{check.state}[/]", check.detail, check.remedy)
    return table


def _say(lines: list[str]) -> None:
    for line in lines:
        typer.echo(line)


def _fail(error: EtlError) -> None:
    typer.echo(str(error), err=True)
    raise typer.Exit(1)
