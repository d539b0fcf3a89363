"""Which part of an old area lies in which area of a later year, from the polygons of both: by residents in squares, else by land."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from domain.areas import Level
from etl.contracts import BoundaryLayer, SquareGrid
from etl.zonal.residents import weights_of
from etl.zonal.shares import per_area, shares_of_squares

#: Overlaps that are less than this part of both areas come from drawing, not from a change of borders.
SLIVER_BELOW: Final = 0.01
#: An area of which less than this part is covered by the areas of the other year is not known.
COVERED_FROM: Final = 0.95
#: Name of what no old area covers: a hole in the area of the later year.
NO_AREA: Final = ""
_PAIR: Final = ("from_code", "to_code", "amount", "reliable")
_RD: Final = "EPSG:28992"


def exact_years(layers: Iterable[BoundaryLayer], level: Level) -> set[int]:
    """Years of which exact polygons of a level are in hand. Approximate ones give slivers all along a border."""
    return {layer.boundary_year for layer in layers if layer.level is level and not layer.approximate}


def exact_polygons(layers: Iterable[BoundaryLayer], level: Level, year: int) -> gpd.GeoDataFrame:
    """Exact polygons (RD New) of a level and year: area_code, geometry. Of files that both have an area, the one with most areas."""
    frames = [
        layer.frame[["area_code", "geometry"]]
        for layer in sorted(layers, key=lambda one: (-len(one.frame), str(one.path)))
        if layer.level is level and layer.boundary_year == year and not layer.approximate
    ]
    if not frames:
        return gpd.GeoDataFrame({"area_code": []}, geometry=[], crs=_RD)
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=_RD).drop_duplicates(
        "area_code", ignore_index=True
    )


def overlay(
    old: gpd.GeoDataFrame, new: gpd.GeoDataFrame, changed_old: Collection[str], changed_new: Collection[str]
) -> gpd.GeoDataFrame:
    """Pieces of land that an old and a new area share: from_code, to_code, geometry.

    Of every old area that is in `changed_old` or touches one of `changed_new`, all its pieces. Slivers are left out. Frames have
    area_code and geometry (RD New).
    """
    before, after = old.geometry.to_numpy(), new.geometry.to_numpy()
    of_old = old["area_code"].isin(list(changed_old)).to_numpy()
    of_new = new["area_code"].isin(list(changed_new)).to_numpy()
    # Touching is no overlap, but only the intersection tells.
    i, j = shapely.STRtree(after).query(before, predicate="intersects")
    wanted = np.isin(i, np.concatenate([np.flatnonzero(of_old), i[of_new[j]]]))
    i, j = i[wanted], j[wanted]
    pieces = shapely.intersection(before[i], after[j])
    area = shapely.area(pieces)
    large = area >= SLIVER_BELOW * np.minimum(shapely.area(before)[i], shapely.area(after)[j])
    kept = large & (area > 0)
    return gpd.GeoDataFrame(
        {"from_code": old["area_code"].to_numpy()[i[kept]], "to_code": new["area_code"].to_numpy()[j[kept]]},
        geometry=pieces[kept],
        crs=_RD,
    )


def pairs_by_land(pieces: gpd.GeoDataFrame, old: gpd.GeoDataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    """Pairs (from_code, to_code, amount in m², reliable) by the surface of `pieces`.

    Not reliable where the new areas do not cover the old one. A new area that the old ones do not cover has a row with from_code
    NO_AREA: a hole.
    """
    pairs = pd.DataFrame(
        {"from_code": pieces["from_code"], "to_code": pieces["to_code"], "amount": pieces.geometry.area.to_numpy()}
    )
    covered = pairs.groupby("from_code")["amount"].sum()
    whole = pd.Series(old.geometry.area.to_numpy(), index=old["area_code"]).reindex(covered.index)
    pairs["reliable"] = pairs["from_code"].map(covered >= COVERED_FROM * whole).astype(bool)
    return pd.concat([pairs, _holes(pairs, new)], ignore_index=True)[list(_PAIR)]


def pairs_by_squares(pieces: gpd.GeoDataFrame, grid: SquareGrid, by_land: pd.DataFrame) -> pd.DataFrame:
    """Pairs (from_code, to_code, amount in residents, reliable) by the residents in the squares that lie in `pieces`.

    An old area without residents in squares has no row. Coverage is judged by land: `by_land` are the pairs of `pairs_by_land`.
    """
    weights = weights_of(grid)
    shares = shares_of_squares(pieces, weights.x, weights.y, grid.size_m)
    living = per_area(shares, shares.share * weights.residents[shares.square], len(pieces))
    pairs = by_land.iloc[: len(pieces)].assign(amount=living)
    total = pairs.groupby("from_code")["amount"].transform("sum")
    holes = by_land.iloc[len(pieces) :]
    # A hole is measured in m²: only whether it is there can be said in residents.
    known = pairs.groupby("to_code")["amount"].sum()
    land = by_land.iloc[: len(pieces)].groupby("to_code")["amount"].sum()
    scale = (known / land).reindex(holes["to_code"]).to_numpy()
    holes = holes.assign(amount=holes["amount"].to_numpy() * scale)
    return pd.concat([pairs[total > 0], holes[holes["amount"] > 0]], ignore_index=True)


def _holes(pairs: pd.DataFrame, new: gpd.GeoDataFrame) -> pd.DataFrame:
    covered = pairs.groupby("to_code")["amount"].sum()
    whole = pd.Series(new.geometry.area.to_numpy(), index=new["area_code"]).reindex(covered.index)
    missing: npt.NDArray[np.float64] = (whole - covered).to_numpy()
    rows = missing > (1 - COVERED_FROM) * whole.to_numpy()
    return pd.DataFrame(
        {"from_code": NO_AREA, "to_code": covered.index[rows], "amount": missing[rows], "reliable": False}
    )


def grid_near(squares: Sequence[SquareGrid], year: int) -> SquareGrid | None:
    """Squares of 100 m of the nearest year; larger ones lie across too many borders."""
    fine = [grid for grid in squares if grid.size_m == 100]
    return min(fine, key=lambda grid: (abs(grid.year - year), -grid.year), default=None)
