"""Read cooperation.yml, check it, and compile it into the warehouse."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
from pydantic import TypeAdapter

from etl.catalogue.cooperation_schema import Cooperation
from etl.catalogue.loader import HERE
from etl.catalogue.reading import read_checked


@cache
def load_cooperation(folder: Path = HERE) -> Cooperation:
    """Scan of `folder`/cooperation.yml. Raises CatalogueError naming every fault."""
    return read_checked(folder / "cooperation.yml", TypeAdapter(Cooperation))


def write_cooperation(con: duckdb.DuckDBPyConnection, scan: Cooperation) -> None:
    """Compile the scan into the tables cooperation_part, cooperation_group and cooperation_option."""
    con.executemany(
        "INSERT INTO cooperation_part VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                part.id, part.kind, part.title, part.question, part.help, part.source, part.agenda_title, part.minutes,
                part.too_many, list(part.lines), order,
            )
            for order, part in enumerate(scan.parts)
        ],
    )  # fmt: skip
    groups = [(part, group) for part in scan.parts for group in part.all_groups]
    con.executemany(
        "INSERT INTO cooperation_group VALUES (?, ?, ?, ?, ?)",
        [(part.id, group.id, group.title, group.text, order) for order, (part, group) in enumerate(groups)],
    )
    options = [(part, group, option) for part, group in groups for option in group.options]
    con.executemany(
        "INSERT INTO cooperation_option VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                part.id, group.id, option.id, option.title, option.text, option.risk, option.agenda, option.minutes,
                list(option.who), [example.model_dump() for example in option.examples], order,
            )
            for order, (part, group, option) in enumerate(options)
        ],
    )  # fmt: skip
