"""What a build does between the merge and the observations, for tests with tables made in code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import geopandas as gpd
import pandas as pd
import shapely

from domain.areas import Level
from etl.catalogue.schema import Catalogue
from etl.contracts import AddressFile, BoundaryLayer, LinkTable
from etl.derive.absence import explain_absence
from etl.derive.areas import add_sizes, assemble_areas
from etl.derive.carry import publish_observations
from etl.derive.crosswalk import Evidence, find_overlaps
from etl.derive.crosswalk_values import carry_over
from etl.derive.derived import derive_figures
from etl.derive.matching import match_areas
from etl.derive.precedence import merge_releases
from etl.derive.weights import gather_weights
from tests.etl.derive.conftest import small_catalogue

Address = tuple[str, int, str]


def bring(
    con: duckdb.DuckDBPyConnection,
    vintage: int,
    links: Sequence[LinkTable] = (),
    evidence: Evidence | None = None,
    catalogue: Catalogue | None = None,
) -> None:
    """From staged tables to `observation`, as a build does it."""
    catalogue = catalogue or small_catalogue()
    merge_releases(con)
    explain_absence(con)
    derive_figures(con, catalogue)
    assemble_areas(con)
    add_sizes(con)
    match_areas(con, vintage, links)
    gather_weights(con, "merged")
    find_overlaps(con, vintage, evidence or Evidence())
    carry_over(con, catalogue, vintage)
    publish_observations(con, catalogue, vintage)


def address_file(year: int, addresses: Sequence[Address]) -> AddressFile:
    """Addresses written in code: postcode, house number, buurt."""
    return AddressFile(Path(f"pc6hnr{year}0801_gwb.csv"), year, _loader(addresses))


def _loader(addresses: Sequence[Address]) -> Callable[[duckdb.DuckDBPyConnection, str], None]:
    def load(con: duckdb.DuckDBPyConnection, into: str) -> None:
        rows = pd.DataFrame(list(addresses), columns=["postcode6", "house_number", "buurt_code"])
        con.append(into, rows, by_name=True)

    return load


def homes(buurt: str, first: int, last: int, postcode: str = "9901AA") -> list[Address]:
    """Addresses with house numbers `first` … `last` in one buurt."""
    return [(postcode, number, buurt) for number in range(first, last + 1)]


def boxes(
    year: int, level: Level, shapes: dict[str, tuple[float, float, float, float]], *, approximate: bool = False
) -> BoundaryLayer:
    """A layer of rectangles (west, south, east, north in metres RD New)."""
    frame = gpd.GeoDataFrame(
        {"area_code": list(shapes), "name": list(shapes), "gemeente_code": "GM9901", "wijk_code": None},
        geometry=[shapely.box(*sides) for sides in shapes.values()],
        crs="EPSG:28992",
    )
    return BoundaryLayer(Path(f"{level}_{year}.gpkg"), level, year, frame, approximate)
