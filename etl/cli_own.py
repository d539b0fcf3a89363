"""Commands about what a gemeente brings itself: `template`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from domain.areas import Level
from etl.catalogue.loader import load_catalogue
from etl.errors import EtlError
from etl.own.template import write_template

_LEVELS = {level.value: level for level in (Level.GEMEENTE, Level.WIJK, Level.BUURT)}
OwnOption = Annotated[
    list[Path] | None,
    typer.Option("--own", help="File with figures of your own (see docs/own-data.md); may be repeated."),
]
AreasOption = Annotated[
    list[Path] | None, typer.Option("--areas", help="File with your own division of buurten; may be repeated.")
]


def template(
    indicators: Annotated[list[str], typer.Argument(help="Indicators, as docs/indicators.md names them.")],
    gemeente: Annotated[str | None, typer.Option(help="Name or code; needed when the warehouse holds several.")] = None,
    level: Annotated[str, typer.Option(help="gemeente, wijk or buurt.")] = "buurt",
    year: Annotated[int | None, typer.Option(help="Year of the figures.")] = None,
    warehouse: Annotated[Path, typer.Option(help="Warehouse to take the areas from.")] = Path("data/warehouse.duckdb"),
    to: Annotated[Path | None, typer.Option(help="File to write.")] = None,
) -> None:
    """Write a form for figures of your own, with codes, names and a codebook."""
    if level not in _LEVELS:
        raise EtlError(f"'{level}' is no level. Choose one of {', '.join(_LEVELS)}.")
    written = write_template(
        warehouse, load_catalogue(), indicators, gemeente=gemeente, level=_LEVELS[level], year=year, to=to
    )
    Console(stderr=True, soft_wrap=True).print(
        f"{written.form} has {written.rows} rows to fill in; {written.codebook} explains the columns.\n"
        f"Then: python -m etl build --own {written.form}"
    )
