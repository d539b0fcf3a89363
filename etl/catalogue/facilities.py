"""Facilities of the screen Nabijheid: which counts belong to a distance, and its guide values. Read, checked, compiled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import duckdb
from pydantic import Field, TypeAdapter

from etl.catalogue.loader import HERE, load_catalogue
from etl.catalogue.reading import read_checked, refuse
from etl.catalogue.schema import Indicator, IndicatorId, Model


class Guide(Model):
    """From how far on residents count as living far."""

    km: float = Field(gt=0, le=100)
    way: Literal["walk", "bike", "road"] = Field(description="How people are thought to go there; road: by car or bus.")


class Facility(Model):
    """A facility with a distance."""

    id: IndicatorId = Field(description="Indicator of the distance, in km.")
    short: str = Field(max_length=40, description="Name in a table: `Huisarts`.")
    place: str = Field(description='Completes "verder dan 1 km van …": `een huisarts`.')
    guides: tuple[Guide, ...] = Field(min_length=1, description="The first is used unless a reader chooses another.")
    anchor: str | None = Field(
        default=None, description="Who reckons with the first value, as a plain Dutch sentence; empty: our own choice."
    )
    counts: dict[Annotated[int, Field(gt=0)], IndicatorId] = Field(
        default_factory=dict, description="Radius in km -> indicator of the number within it."
    )


_FILE = TypeAdapter(tuple[Facility, ...])


@cache
def load_facilities(folder: Path = HERE) -> tuple[Facility, ...]:
    """Facilities of `folder`/facilities.yml, in order. Raises CatalogueError naming every fault, also what the catalogue does not know."""
    path = folder / "facilities.yml"
    found = read_checked(path, _FILE)
    refuse(path, problems(found, load_catalogue().indicators))
    return found


def problems(facilities: tuple[Facility, ...], indicators: Mapping[str, Indicator]) -> list[str]:
    """What does not fit the catalogue: every distance and count with a facility group stands here exactly once, and nothing else."""
    distances = [each.id for each in facilities]
    counts = [name for each in facilities for name in each.counts.values()]
    grouped = {name for name, each in indicators.items() if each.facility_group}
    found = [f"'{name}' is not in the catalogue" for name in {*distances, *counts} - indicators.keys()]
    found += [f"'{name}' stands here twice" for name, times in Counter([*distances, *counts]).items() if times > 1]
    found += [f"'{name}' has no facility_group" for name in {*distances, *counts} & indicators.keys() - grouped]
    found += [f"'{name}' has a facility_group and is missing here" for name in grouped - {*distances, *counts}]
    known = [name for name in distances if name in indicators]
    found += [f"'{name}' is no distance in km" for name in known if indicators[name].unit != "km"]
    for each in facilities:
        group = indicators[each.id].facility_group if each.id in indicators else None
        others = [name for name in each.counts.values() if name in indicators]
        found += [
            f"'{name}' is in another facility_group than {each.id}"
            for name in others
            if indicators[name].facility_group != group
        ]
    return sorted(found)


def write_facilities(con: duckdb.DuckDBPyConnection, facilities: tuple[Facility, ...]) -> None:
    """Compile the facilities into the table facility."""
    con.executemany(
        "INSERT INTO facility VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                each.id,
                each.short,
                each.place,
                each.anchor,
                [{"km": guide.km, "way": guide.way} for guide in each.guides],
                [{"within_km": radius, "indicator_id": name} for radius, name in sorted(each.counts.items())],
                order,
            )
            for order, each in enumerate(facilities)
        ],
    )
