"""Networks of gemeenten (G4, G40): read from networks.yml, checked, and compiled into the warehouse."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated

import duckdb
from pydantic import Field, TypeAdapter

from etl.catalogue.loader import HERE
from etl.catalogue.reading import read_checked, refuse
from etl.catalogue.schema import Model

GemeenteCode = Annotated[str, Field(pattern=r"^GM[0-9]{4}$")]


class Network(Model):
    """A network of gemeenten with its members, as a source lists them."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str = Field(max_length=40, description="As people call it: `G40`.")
    source: str = Field(description="Who lists the members, with the title of the page.")
    source_url: str = Field(pattern=r"^https://")
    members: dict[GemeenteCode, str] = Field(
        min_length=2, description="Code -> name of CBS, so that a wrong code shows."
    )


_FILE = TypeAdapter(tuple[Network, ...])


@cache
def load_networks(folder: Path = HERE) -> tuple[Network, ...]:
    """Networks of `folder`/networks.yml, in order. Raises CatalogueError naming every fault."""
    path = folder / "networks.yml"
    found = read_checked(path, _FILE)
    faults = [f"'{name}' stands here twice" for name, times in Counter(each.id for each in found).items() if times > 1]
    for each in found:
        names = Counter(each.members.values())
        faults += [f"{each.id}: '{name}' has two codes" for name, times in names.items() if times > 1]
    refuse(path, faults)
    return found


def write_networks(con: duckdb.DuckDBPyConnection, networks: tuple[Network, ...]) -> None:
    """Compile the networks into the table network, a row per member."""
    con.executemany(
        "INSERT INTO network VALUES (?, ?, ?, ?, ?)",
        [(each.id, code, each.title, each.source, each.source_url) for each in networks for code in each.members],
    )
