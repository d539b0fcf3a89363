"""Briefings from the command line: `python -m briefing AREA… --format docx --out DIR`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from briefing.files import unused
from briefing.make import Format, Made, kept, make, one_by_one
from briefing.request import Setting, UnknownArea, every_area
from briefing.word_styles import TemplateProblem
from domain.areas import Level, fold, normalise_code
from domain.recipe import USUAL, Asked, Kind, Piece, Reader, Recipe
from domain.recipe_file import from_file
from store.local_notes import read_notes
from store.search import search
from store.warehouse import Store, StoreUnavailable

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
_TOLD = Console(stderr=True, highlight=False, soft_wrap=True)


class Problem(Exception):  # noqa: N818  (it is about what was asked)
    """What was asked cannot be made; `str()` says why and what to do."""


@app.command()
def main(
    areas: Annotated[
        list[str] | None,
        typer.Argument(help="Codes or names: BU03630000, GM0363, Utrecht. BU1+BU2 is one area of two buurten."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="docx, pdf, or the figures: xlsx, csv, gpkg.")] = Format.DOCX,
    out: Annotated[Path, typer.Option("--out", help="Folder for the files; made when it is not there.")] = Path(),
    warehouse: Annotated[Path, typer.Option("--warehouse", envvar="BUURTLENS_WAREHOUSE")] = Path(
        "data/warehouse.duckdb"
    ),
    every: Annotated[
        Level | None,
        typer.Option("--every", help="Instead of the areas themselves every buurt, wijk or gemeente in them."),
    ] = None,
    kind: Annotated[Kind, typer.Option("--kind")] = Kind.BRIEFING,
    reader: Annotated[Reader, typer.Option("--reader")] = Reader.PROFESSIONALS,
    parts: Annotated[
        str, typer.Option("--parts", help=f"Comma between: {', '.join(Piece)}. Empty: the usual ones.")
    ] = "",
    indicators: Annotated[str, typer.Option("--indicators", help="Ids with a comma between. Empty: all.")] = "",
    combined: Annotated[bool, typer.Option("--combined", help="One document of all areas.")] = False,
    template: Annotated[
        Path | None, typer.Option("--template", help="House style: a .docx whose styles, header and margins are used.")
    ] = None,
    recipe: Annotated[
        Path | None,
        typer.Option("--recipe", help="A kept briefing: its areas, parts and own texts, with what is new marked."),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the briefing as a small file beside the documents.")
    ] = False,
    link: Annotated[
        str, typer.Option("--link", help="Address of the app, for the link that restores the briefing.")
    ] = "",
    reactions: Annotated[Path | None, typer.Option("--reactions", envvar="BUURTLENS_REACTIONS")] = None,
    contacts: Annotated[Path | None, typer.Option("--contacts", envvar="BUURTLENS_CONTACTS")] = None,
) -> None:
    """Make briefings as Word or PDF, or the figures behind them."""
    try:
        store = Store(warehouse)
        store.build()
        asked = _recipe(store, areas or [], every, recipe)
        if recipe is None:
            asked = replace(
                asked, kind=kind, reader=reader, pieces=_pieces(parts),
                indicators=tuple(filter(None, indicators.split(","))), combined=combined,
            )  # fmt: skip
        notes = read_notes(reactions, contacts)
        for fault in notes.faults:
            _TOLD.print(fault)
        setting = Setting(date.today(), link.rstrip("/"), notes)
        out.mkdir(parents=True, exist_ok=True)
        names: set[str] = set()
        for made in _files(store, asked, form, setting, template, keep=keep):
            path = out / unused(made.name, names)
            path.write_bytes(made.body)
            print(path)
    except (Problem, StoreUnavailable, UnknownArea, TemplateProblem, ValueError, OSError) as problem:
        _TOLD.print(str(problem), style="bold", markup=False)
        sys.exit(1)


def _files(
    store: Store, recipe: Recipe, form: Format, setting: Setting, template: Path | None, *, keep: bool
) -> Iterator[Made]:
    """One file, or one per area with a progress bar; a document of an area that cannot be made does not stop the others."""
    is_data = form not in (Format.DOCX, Format.PDF)
    if is_data or recipe.combined or len(recipe.areas) == 1:
        yield make(store, recipe, form, setting, template)
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=_TOLD, transient=True) as progress:
            task = progress.add_task("briefings", total=len(recipe.areas))
            for each in recipe.areas:
                try:
                    yield from one_by_one(store, replace(recipe, areas=(each,)), form, setting, template)
                except UnknownArea as problem:
                    _TOLD.print(str(problem), markup=False)
                progress.advance(task)
    if keep:
        yield kept(store, recipe, setting)


def _recipe(store: Store, texts: Sequence[str], every: Level | None, file: Path | None) -> Recipe:
    if file is not None:
        return from_file(file.read_text(encoding="utf-8"))
    if not texts:
        raise Problem("Name at least one area, such as BU03630000 or Utrecht, or give a kept briefing with --recipe.")
    found = [_asked(store, text) for text in texts]
    if every is None:
        return Recipe(areas=tuple(found))
    inside = [each for one in found for code in one.codes for each in every_area(store, code, every)]
    if not inside:
        raise Problem(f"There is no {every} in {', '.join(texts)}.")
    return Recipe(areas=tuple(dict.fromkeys(inside)))


def _asked(store: Store, text: str) -> Asked:
    """An area by its code, its whole name, or codes joined by "+". Raises Problem with what it may have been."""
    codes = [normalise_code(part) for part in text.split("+")]
    if all(codes):
        return Asked(tuple(code for code in codes if code))
    hits = search(store, text)
    whole = [hit.area for hit in hits if fold(hit.area.name) == fold(text)]
    if len(whole) == 1 or (whole and whole[0].level is Level.GEMEENTE):
        return Asked((whole[0].code,))
    known = "; ".join(f"{hit.area.code} {hit.area.name}" for hit in hits[:5])
    raise Problem(f"'{text}' is not one area. Give its code{f': {known}' if known else ''}.")


def _pieces(text: str) -> tuple[Piece, ...]:
    asked = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in asked if part not in Piece.__members__.values()]
    if unknown:
        raise Problem(f"There is no part {', '.join(unknown)}; there are {', '.join(Piece)}.")
    return tuple(each for each in Piece if each in asked) or USUAL


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "agg")
    app()
