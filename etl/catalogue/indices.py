"""Read indices.yml, check it against the catalogue and the rules of composite indices, and compile it into the warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import duckdb
from pydantic import TypeAdapter

from etl.catalogue.indices_schema import Index, Indices, inputs_needed, modelled_share_most
from etl.catalogue.reading import read_checked
from etl.catalogue.schema import Catalogue
from etl.errors import CatalogueError

FILE: Final = "indices.yml"


def load_indices(folder: Path, catalogue: Catalogue) -> tuple[Index, ...]:
    """Indices of `folder`/indices.yml; none where there is no such file.

    Raises CatalogueError naming every fault, among them each broken rule against circular reasoning (methods §2.2a).
    """
    path = folder / FILE
    if not path.is_file():
        return ()
    found = read_checked(path, TypeAdapter(Indices))
    if problems := found.problems(catalogue.indicators):
        raise CatalogueError([f"{FILE}: {problem}" for problem in problems])
    return found.indices


def write_indices(con: duckdb.DuckDBPyConnection, indices: tuple[Index, ...], catalogue: Catalogue) -> None:
    """Compile the indices into the tables `index_definition` and `index_part`."""
    if not indices:
        return
    con.executemany(
        "INSERT INTO index_definition VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                index.id, index.title, index.total, index.parts_needed, index.base_years[-1], index.variant_of,
                100 * modelled_share_most(index, catalogue.indicators),
            )
            for index in indices
        ],
    )  # fmt: skip
    con.executemany(
        "INSERT INTO index_part VALUES (?, ?, ?, ?, ?, ?)",
        [
            (index.id, part.id, position, part.title, [each.id for each in part.inputs], inputs_needed(part))
            for index in indices
            for position, part in enumerate(index.parts)
        ],
    )


def inputs_of(indices: tuple[Index, ...]) -> dict[str, tuple[str, ...]]:
    """Inputs of every indicator that an index fills: of the index all, of a part its own."""
    found: dict[str, tuple[str, ...]] = {}
    for index in indices:
        by_part = {part.id: part.inputs for part in index.parts}
        for name in index.indicator_ids:
            found[name] = tuple(each.id for each in by_part.get(name, index.inputs))
    return found
