"""Invented facilities on the map of the region, and how far people have to go to reach them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from etl.demo.drawing import ORIGIN
from etl.demo.facility_list import FACILITIES, Facility, measure_within
from etl.demo.world import World

Array = npt.NDArray[np.float64]

#: Roads are longer than the straight line.
ROAD_FACTOR = 1.27
#: Homes of which the distance is measured, per piece of land.
HOMES = 12
#: A year after all years of the demo.
_NEVER = 9999


def distances(world: World, residents: pd.DataFrame, years: range, seed: int) -> dict[int, pd.DataFrame]:
    """Per year one row per piece of land: mean distance over its homes, and mean number within each radius.

    `residents` has a row per piece with residents, hardship: they decide where facilities lie.
    """
    rng = np.random.default_rng(seed + 2)
    homes = np.stack([_homes(rng, piece.geometry) for piece in world.pieces])
    columns: dict[int, dict[str, Array]] = {year: {} for year in years}
    for facility in FACILITIES:
        points, closes = _sites(rng, facility, world, homes, residents, years)
        gap = np.linalg.norm(homes[:, :, None, :] - points[None, None], axis=3) / 1_000
        road = np.maximum(gap * ROAD_FACTOR - facility.extent_km, 0)
        for year in years:
            open_now = road[:, :, closes > year]
            columns[year][facility.id] = open_now.min(axis=2).mean(axis=1)
            for radius in facility.radii:
                columns[year][measure_within(facility, radius)] = (open_now <= radius).sum(axis=2).mean(axis=1)
    return {year: pd.DataFrame(frame) for year, frame in columns.items()}


def _homes(rng: np.random.Generator, land: shapely.MultiPolygon) -> Array:
    """Homes spread over a piece of land, more towards its middle in the large pieces of the countryside."""
    middle = shapely.get_coordinates(shapely.point_on_surface(land))[0]
    west, south, east, north = land.bounds
    found = [middle[None]]
    for _ in range(40):
        points = np.stack([rng.uniform(west, east, 4 * HOMES), rng.uniform(south, north, 4 * HOMES)], axis=1)
        found.append(points[shapely.contains_xy(land, points[:, 0], points[:, 1])])
        if sum(map(len, found)) >= HOMES:
            break
    homes: Array = np.concatenate(found * HOMES)[:HOMES]
    return homes


def _sites(
    rng: np.random.Generator, facility: Facility, world: World, homes: Array, residents: pd.DataFrame, years: range
) -> tuple[Array, npt.NDArray[np.int_]]:
    """Points of a facility and the first year in which each is gone."""
    from_centre = np.linalg.norm(world.centres - np.array(ORIGIN), axis=1) / 1_000
    pull = residents["residents"].to_numpy() + 25
    if facility.extent_km:
        # Green follows the land rather than the people.
        pull = np.sqrt([piece.land_area_ha for piece in world.pieces])
    pull = (
        pull * (0.5 + from_centre) ** -facility.central * (0.25 + residents["hardship"].to_numpy()) ** facility.hardship
    )
    chosen = rng.choice(len(pull), size=facility.number, p=pull / pull.sum())
    points = homes[chosen, rng.integers(0, HOMES, facility.number)] + rng.normal(0, 60, (facility.number, 2))
    angle, radius = rng.uniform(0, 2 * np.pi, facility.outside), rng.uniform(14_000, 40_000, facility.outside)
    beyond = np.array(ORIGIN) + np.stack([np.cos(angle) * radius, np.sin(angle) * radius], axis=1)
    closes = _closing_years(rng, facility, from_centre[chosen], years)
    return np.concatenate([points, beyond]), np.concatenate([closes, np.full(facility.outside, _NEVER)])


def _closing_years(
    rng: np.random.Generator, facility: Facility, from_centre_km: Array, years: range
) -> npt.NDArray[np.int_]:
    """First year without each facility. They close one by one over the years, mostly far from the centre."""
    closes = np.full(facility.number, _NEVER)
    count = round(facility.closing * facility.number)
    if count:
        far = 2 + from_centre_km
        gone = rng.choice(facility.number, size=count, replace=False, p=far / far.sum())
        closes[gone] = years.start + 1 + np.arange(count) * (len(years) - 1) // count
    return closes
