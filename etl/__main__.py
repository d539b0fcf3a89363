"""Command line: python -m etl fetch | build | check | demo | template | check-sources."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from etl.build import BuildSummary, build, check
from etl.cli_fetch import check_sources, fetch, quick_start
from etl.cli_own import AreasOption, OwnOption, template
from etl.demo import write_demo
from etl.errors import EtlError

DEFAULT_RAW = Path("data/raw")
DEFAULT_WAREHOUSE = Path("data/warehouse.duckdb")
DEMO_RAW = Path("data/demo")

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console(stderr=True, highlight=False, soft_wrap=True)

RawOption = Annotated[
    list[Path] | None, typer.Option("--raw", help="Folder of raw files; may be given more than once.")
]
WarehouseOption = Annotated[Path, typer.Option(help="DuckDB file to (re)build; replaced in one step when all is well.")]
AcceptOption = Annotated[
    bool, typer.Option("--accept-missing", help="List topics that a table no longer has instead of stopping.")
]


@app.command("build")
def build_command(
    raw: RawOption = None,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    force: Annotated[bool, typer.Option("--force", help="Build even when nothing changed.")] = False,
    accept_missing: AcceptOption = False,
    own: OwnOption = None,
    areas: AreasOption = None,
) -> None:
    """Compile raw files into the warehouse that the app serves."""
    summary = _with_progress(raw or [DEFAULT_RAW], warehouse, force, accept_missing, own or (), areas or ())
    typer.echo(summary.report)
    if summary.written:
        console.print(
            f"[green]{warehouse} is ready (build {summary.build_id}).[/green] The report is in {warehouse}.report.txt"
        )


@app.command("check")
def check_command(
    raw: RawOption = None, accept_missing: AcceptOption = False, own: OwnOption = None, areas: AreasOption = None
) -> None:
    """Read and check raw files without writing anything."""
    typer.echo(check(raw or [DEFAULT_RAW], accept_missing=accept_missing, own=own or (), areas=areas or ()))
    console.print("[green]No faults found.[/green]")


@app.command("demo")
def demo_command(
    to: Annotated[Path, typer.Option(help="Folder for the raw files of the fictional region.")] = DEMO_RAW,
    warehouse: WarehouseOption = DEFAULT_WAREHOUSE,
    files_only: Annotated[bool, typer.Option("--files-only", help="Write the raw files, do not build.")] = False,
) -> None:
    """Write the fictional demo region in the sources' own formats and compile it with the same pipeline."""
    console.print(f"Writing the fictional demo region to {to} (some 10 seconds) …")
    write_demo(to)
    if not files_only:
        _with_progress([to], warehouse, False, False)
        console.print(f"[green]{warehouse} holds the demo.[/green]")


def _with_progress(
    raw: list[Path],
    warehouse: Path,
    force: bool,
    accept_missing: bool,
    own: Sequence[Path] = (),
    areas: Sequence[Path] = (),
) -> BuildSummary:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("looking for files", total=None)

        def show(line: str, done: int, total: int) -> None:
            bar.update(task, description=line, completed=done, total=total)

        return build(raw, warehouse, force=force, accept_missing=accept_missing, own=own, areas=areas, progress=show)


app.command("template")(template)
app.command("fetch")(fetch)
app.command("quick-start")(quick_start)
app.command("check-sources")(check_sources)


def main() -> None:
    """Run the command line; a fault that a user can mend is one message and exit code 1, never a traceback."""
    try:
        app(prog_name="python -m etl")
    except EtlError as error:
        console.print(str(error), style="red", markup=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
