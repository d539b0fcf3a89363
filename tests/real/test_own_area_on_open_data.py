"""All buurten of a gemeente together are that gemeente: what is combined is what RIVM and CBS publish for it (methods §4.2, §8.7)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from domain.areas import Level
from domain.combine import GRADES, STATUSES, Parts, Rule, Rules, combine
from domain.denominators import COUNTED, denominators
from domain.observations import Grade, Status
from store.areas import areas_of
from store.combined import combined_figures
from store.figures import figures_for
from store.warehouse import Store

MODELLED = (
    "making_ends_meet_difficult_pct",
    "good_health_pct",
    "emotionally_lonely_pct",
    "anxiety_depression_high_pct",
    "long_term_illness_limited_pct",
)


def differences(con: duckdb.DuckDBPyConnection, names: Sequence[str], weight: str) -> dict[str, np.ndarray]:
    """Combined minus published per measure, of every gemeente of 2020 with a published figure."""
    year = (
        "boundary_year = 2020 AND reference_year = 2020 AND list_contains($names, indicator_id) AND value IS NOT NULL"
    )
    asked = {"names": [*names, *COUNTED]}
    cells = con.execute(
        f"SELECT * FROM observation WHERE {year} AND starts_with(area_code, 'BU') AND status IN ('ok', 'caution')",  # noqa: S608
        asked,
    ).df()
    published = con.execute(f"SELECT * FROM observation WHERE {year} AND starts_with(area_code, 'GM')", asked).df()  # noqa: S608
    own = published.pivot_table(index="area_code", columns="indicator_id", values="value")
    buurten = con.execute("SELECT area_code FROM area WHERE boundary_year = 2020 AND level = 'buurt'").df()["area_code"]
    tables = {
        side: cells.pivot_table(index="area_code", columns="indicator_id", values=side).reindex(
            index=buurten, columns=[*names, *COUNTED]
        )
        for side in ("value", "lower", "upper")
    }
    found: dict[str, list[float]] = {name: [] for name in names}
    bounds = Rules([Rule.MEAN] * len(names), np.full(len(names), 3), np.zeros(len(names)), np.full(len(names), 100.0))
    for gemeente, inside in pd.Series(buurten).groupby(buurten.str[2:6]):
        value, lower, upper = (tables[side].loc[inside] for side in ("value", "lower", "upper"))
        counts = {name: value[[name]].to_numpy().T for name in COUNTED}
        amount = np.repeat(denominators(counts, np.full(len(inside), np.nan))[weight], len(names), axis=0)
        figures = [each[list(names)].to_numpy().T for each in (value, lower, upper)]
        shape = figures[0].shape
        parts = Parts(
            *figures,
            status=np.where(np.isnan(figures[0]), STATUSES.index(Status.UNKNOWN), STATUSES.index(Status.OK)),
            grade=np.full(shape, GRADES.index(Grade.A)),
            amount=amount,
            residents=np.repeat(counts["residents_count"], len(names), axis=0),
        )
        made = combine(parts, bounds)
        for name, together in zip(names, made.value, strict=True):
            if not np.isnan(together):
                found[name].append(together - own.loc[f"GM{gemeente}", name])
    return {name: np.array(each) for name, each in found.items()}


def test_modelled_figures_of_2020_are_those_of_the_gemeente(con: duckdb.DuckDBPyConnection) -> None:
    """Five measures of every gemeente, weighted by residents of 15 and over, the nearest band to 18."""
    apart = differences(con, MODELLED, "residents_18_plus")
    assert all(len(each) >= 350 for each in apart.values()), {name: len(each) for name, each in apart.items()}
    together = np.abs(np.concatenate(list(apart.values())))
    assert np.median(together) <= 0.05
    assert together.max() <= 0.5


def test_distances_to_a_supermarket_of_2020_are_those_of_the_gemeente(con: duckdb.DuckDBPyConnection) -> None:
    apart = np.abs(differences(con, ("supermarket_km",), "residents")["supermarket_km"])
    assert len(apart) >= 350
    assert apart.max() <= 0.1


def test_all_buurten_of_utrecht_are_utrecht(real_warehouse: Path) -> None:
    """By the way that a reader goes: counts to the rounding of CBS, distances and modelled figures within their last decimal or so."""
    store = Store(real_warehouse)
    codes = [each.code for each in areas_of(store, Level.BUURT, "GM0344")]
    own = {(each.indicator_id, each.reference_year): each for each in combined_figures(store, codes)}
    published = {(each.indicator_id, each.reference_year): each for each in figures_for(store, "GM0344")}
    supermarket = [key for key in published if key[0] == "supermarket_km"]
    assert supermarket
    for key in supermarket:
        made, given = own[key].value, published[key].value
        assert made is not None
        assert given is not None
        assert abs(made - given) <= 0.1
    people, given = own["residents_count", 2024].value, published["residents_count", 2024].value
    assert people is not None
    assert given is not None
    assert abs(people / given - 1) < 0.001
    store.close()
