"""`etl fetch` and `etl check-sources`: commands to mount on the ETL's command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from etl.errors import EtlError
from etl.fetch import run
from etl.fetch.drift import SourceCheck
from etl.fetch.drift import check_sources as look
from etl.fetch.plan import SERIES
from etl.settings import EtlSettings

app = typer.Typer(help="Live sources: fetch their releases, or look whether they changed.", no_args_is_help=True)

_RAW = typer.Option("--raw", help="Folder of the snapshots; else BUURTLENS_RAW_DIR, else data/raw.")
_COLOURS = {"ok": "green", "news": "cyan", "drift": "red", "unreachable": "red"}


@app.command()
def fetch(
    source: Annotated[
        list[str] | None, typer.Option(help=f"One of {', '.join(SERIES)}; may be repeated. Default: all.")
    ] = None,
    year: Annotated[
        list[int] | None, typer.Option(help="A year; may be repeated. Default: every table, newest boundaries.")
    ] = None,
    via: Annotated[
        str | None, typer.Option(help=f"Force a way: {', '.join(run.ROUTES)}. Default: the best that works.")
    ] = None,
    raw: Annotated[Path | None, _RAW] = None,
) -> None:
    """Fetch releases that are new or changed into the folder of snapshots; what is unchanged is left alone."""
    try:
        report = run.fetch(_settings(raw), source or (), year, via=via)
    except run.FetchFailedError as error:
        _say(error.report.lines())
        _fail(error)
    except EtlError as error:
        _fail(error)
    else:
        _say(report.lines())


@app.command("check-sources")
def check_sources(raw: Annotated[Path | None, _RAW] = None) -> None:
    """Look whether every live source is there and still is what the catalogue expects. Exit code 1 when one is not."""
    try:
        checks = look(_settings(raw))
    except EtlError as error:
        _fail(error)
    else:
        Console(width=None if Console().is_terminal else 200).print(_table(checks))
        if any(check.is_fault for check in checks):
            raise typer.Exit(1)


def _settings(raw: Path | None) -> EtlSettings:
    settings = EtlSettings()
    return settings.model_copy(update={"raw_dir": raw}) if raw else settings


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
