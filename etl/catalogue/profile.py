"""Read profile.yml, check it against the catalogue, and compile it into the warehouse."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
from pydantic import TypeAdapter

from etl.catalogue.loader import HERE, load_catalogue
from etl.catalogue.profile_schema import ProfileBlocks
from etl.catalogue.reading import read_checked, refuse


@cache
def load_profile(folder: Path = HERE) -> ProfileBlocks:
    """Blocks of `folder`/profile.yml. Raises CatalogueError naming every fault, also ids that the catalogue does not know."""
    path = folder / "profile.yml"
    found = read_checked(path, TypeAdapter(ProfileBlocks))
    refuse(path, found.problems(load_catalogue().indicators))
    return found


def write_profile(con: duckdb.DuckDBPyConnection, profile: ProfileBlocks) -> None:
    """Compile the blocks into the table profile_block."""
    con.executemany(
        "INSERT INTO profile_block VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                block.id,
                block.part,
                block.title,
                block.ask,
                list(block.rows),
                [each.model_dump() for each in block.lead],
                order,
            )
            for order, block in enumerate(profile.blocks)
        ],
    )
