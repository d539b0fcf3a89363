"""Read claims.yml, check it against the catalogue, and compile it into the warehouse."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
from pydantic import TypeAdapter

from etl.catalogue.claims_schema import Claim, ClaimIndicator, Claims
from etl.catalogue.loader import HERE, load_catalogue
from etl.catalogue.reading import read_checked, refuse


@cache
def load_claims(folder: Path = HERE) -> Claims:
    """Claims of `folder`/claims.yml. Raises CatalogueError naming every fault, also ids that the catalogue does not know."""
    path = folder / "claims.yml"
    claims = read_checked(path, TypeAdapter(Claims))
    refuse(path, claims.problems(load_catalogue().indicators))
    return claims


def write_claims(con: duckdb.DuckDBPyConnection, claims: Claims) -> None:
    """Compile the claims into the tables claim_group, claim, claim_indicator and ranking_variable."""
    con.executemany(
        "INSERT INTO claim_group VALUES (?, ?, ?, ?, ?)",
        [(each.id, each.title, each.sentence, each.per_urbanity, order) for order, each in enumerate(claims.groups)],
    )
    every = [(group.id, claim) for group in claims.groups for claim in group.claims]
    con.executemany(
        "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (claim.id, group_id, claim.title, claim.sentence, claim.no_open_data, list(claim.template), order)
            for order, (group_id, claim) in enumerate(every)
        ],
    )
    con.executemany(
        "INSERT INTO claim_indicator VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_indicator_row(claim, each, order) for _, claim in every for order, each in enumerate(claim.indicators)],
    )
    con.executemany(
        "INSERT INTO ranking_variable VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                each.id, each.indicator, each.title, each.low_is_low_income, list(each.numerator), list(each.denominator),
                each.times, each.know, order,
            )
            for order, each in enumerate(claims.ranking)
        ],
    )  # fmt: skip


def _indicator_row(claim: Claim, each: ClaimIndicator, order: int) -> tuple[object, ...]:
    norm = (each.norm.value, each.norm.name, each.norm.text, each.norm.source) if each.norm else (None,) * 4
    worse = 1 if each.worse == "higher" else -1
    return (claim.id, each.id, worse, *norm, each.stand_in, each.all_ages, order)
