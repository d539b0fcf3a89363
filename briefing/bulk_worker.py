"""One worker of a run: a process that makes documents of the areas it is given, and tells what came of each."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from domain.recipe import Recipe
from domain.recipe_file import from_file


@dataclass(frozen=True)
class Told:
    """What a worker tells: that it is at an area, or that it is over with it: a file, a Dutch sentence why not, or neither."""

    label: str
    is_over: bool = False
    name: str = ""
    path: str | None = None
    problem: str = ""
    is_demo: bool = False


def work(line: Connection, spec: Mapping[str, Any], folder: str) -> None:
    """Take places of areas from the line (-1: all of them in one file) until it closes."""
    from briefing.request import UnknownArea
    from briefing.word_styles import TemplateProblem
    from store.warehouse import StoreUnavailable

    one: Callable[[int], tuple[str, bytes]] | None = None
    recipe = from_file(spec["recipe"])
    while True:
        try:
            place: int = line.recv()
        except (EOFError, OSError):
            return  # the run is over, or gone
        label = ""
        try:
            label, is_demo = _called(spec, recipe, place)
            line.send(Told(label, is_demo=is_demo))
            one = one or _maker(spec, recipe)
            name, body = one(place)
            path = Path(folder) / str(place)
            path.write_bytes(body)
            told = Told(label, True, name, str(path), is_demo=is_demo)
        except (UnknownArea, TemplateProblem, StoreUnavailable, ValueError) as problem:
            # These carry a sentence for the reader; a ValueError from elsewhere is told in the log as well.
            traceback.print_exc()
            sentence = str(problem) if not isinstance(problem, ValueError) else ""
            told = Told(label, True, problem=sentence)
        except Exception:
            traceback.print_exc()
            told = Told(label, True)
        line.send(told)


def _maker(spec: Mapping[str, Any], recipe: Recipe) -> Callable[[int], tuple[str, bytes]]:
    """What makes the file of a place: its name and what is in it."""
    from briefing.make import Format, make, one_by_one
    from briefing.request import Setting
    from store.local_notes import read_notes

    store = _store(spec)
    form = Format(spec["format"])
    notes = read_notes(_path(spec.get("reactions")), _path(spec.get("contacts")))
    setting = Setting(date.fromisoformat(spec["made_on"]), spec.get("base") or "", notes)
    template = _path(spec.get("template"))

    def one(place: int) -> tuple[str, bytes]:
        if place < 0:
            made = make(store, recipe, form, setting, template)
        else:
            only = replace(recipe, areas=(recipe.areas[place],))
            made = next(one_by_one(store, only, form, setting, template))
        return made.name, made.body

    return one


_STORES: dict[str, Any] = {}


def _store(spec: Mapping[str, Any]) -> Any:
    """The warehouse, opened once per process."""
    from store.warehouse import Store

    path = str(spec["warehouse"])
    if path not in _STORES:
        _STORES[path] = Store(Path(path))
    return _STORES[path]


def _called(spec: Mapping[str, Any], recipe: Recipe, place: int) -> tuple[str, bool]:
    """Name of the area of a place, and whether its figures are made up."""
    from store.areas import area

    store = _store(spec)
    asked = recipe.areas[max(place, 0)]
    found = area(store, asked.codes[0]) if len(asked.codes) == 1 else None
    return asked.name or (found.name if found else asked.key), store.build().is_demo


def _path(text: str | None) -> Path | None:
    return Path(text) if text else None
