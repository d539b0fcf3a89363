"""Read tasks.yml and knooppunten.yml, check them against the catalogue and each other, and compile them into the warehouse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
from pydantic import TypeAdapter

from etl.catalogue.loader import HERE, load_catalogue
from etl.catalogue.reading import read_checked
from etl.catalogue.samen_schema import Candidate, Document, Knooppunt, Knooppunten, Task, Tasks
from etl.errors import CatalogueError


@dataclass(frozen=True)
class Samen:
    """Both files, checked."""

    tasks: Tasks
    crossings: Knooppunten


@cache
def load_samen(folder: Path = HERE) -> Samen:
    """Tasks and crossings of `folder`. Raises CatalogueError naming every fault, also ids that the catalogue does not know."""
    tasks = read_checked(folder / "tasks.yml", TypeAdapter(Tasks))
    crossings = read_checked(folder / "knooppunten.yml", TypeAdapter(Knooppunten))
    faults = [f"tasks.yml: {fault}" for fault in tasks.problems(load_catalogue().indicators)]
    faults += [f"knooppunten.yml: {fault}" for fault in crossings.problems(tasks)]
    if faults:
        raise CatalogueError(faults)
    return Samen(tasks, crossings)


def write_samen(con: duckdb.DuckDBPyConnection, samen: Samen) -> None:
    """Compile into the tables task, task_indicator, tie, tie_indicator, instrument, knooppunt and knooppunt_indicator."""
    tasks, crossings = samen.tasks, samen.crossings
    _fill(
        con, "task", ((t.id, t.side, t.title, t.short, t.sentence, t.ageing, *_source(t.source)) for t in tasks.tasks)
    )
    _fill(con, "task_indicator", (row for task in tasks.tasks for row in _figures(task)))
    _fill(con, "tie", ((t.id, t.title, t.term, t.sentence, t.no_open_data, list(t.fill)) for t in tasks.ties))
    _fill(con, "tie_indicator", ((tie.id, figure.id, figure.note) for tie in tasks.ties for figure in tie.figures))
    _fill(con, "instrument", ((each.id, each.title, each.sentence) for each in crossings.instruments))
    _fill(con, "knooppunt", map(_crossing, crossings.knooppunten))
    _fill(con, "knooppunt_indicator", (row for each in crossings.knooppunten for row in _crossing_figures(each)))


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows of a table, whose last column is their order."""
    ordered = [(*row, order) for order, row in enumerate(rows)]
    if ordered:
        con.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(ordered[0]))})", ordered)  # noqa: S608


def _figures(task: Task) -> Iterator[tuple[Any, ...]]:
    for figure in task.figures:
        for each in figure.older.chain() if figure.older is not None else ():
            yield _candidate(task.id, figure.id, each, older=True)
        for each in figure.chain():
            yield _candidate(task.id, figure.id, each, older=False)


def _candidate(task_id: str, figure_id: str, each: Candidate, *, older: bool) -> tuple[Any, ...]:
    way = {"higher": 1, "lower": -1}[each.speaks or _by_direction(each.id)]
    return (task_id, figure_id, each.id, way, each.bar, each.bar_text, each.in_models, each.all_ages, older, each.note)


def _by_direction(indicator_id: str) -> str:
    return "higher" if load_catalogue().indicators[indicator_id].direction == "higher_is_worse" else "lower"


def _crossing(each: Knooppunt) -> tuple[Any, ...]:
    documents = [
        dict(zip(("publisher", "title", "year", "url"), _source(source), strict=True)) for source in each.sources
    ]
    return (
        each.id, each.title, each.physical, each.social, each.shared, list(each.instruments), each.decision_moment,
        list(each.at_table), each.first_step, list(each.missing_data), each.ageing, documents,
    )  # fmt: skip


def _crossing_figures(each: Knooppunt) -> Iterator[tuple[str, str, str]]:
    for role, figures in (("physical", each.physical_figures), ("social", each.social_figures), ("also", each.also)):
        for figure_id in figures:
            yield each.id, role, figure_id


def _source(source: Document) -> tuple[str, str, int, str | None]:
    return source.publisher, source.title, source.year, str(source.url) if source.url else None
