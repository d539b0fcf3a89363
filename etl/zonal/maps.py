"""Before the merge: a table with means over residents for every map that was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

import duckdb
import numpy as np
import pandas as pd

from domain.areas import Level
from domain.observations import Status
from etl.catalogue.schema import Catalogue, Locator
from etl.contracts import RasterMap, Release, SquareGrid
from etl.errors import BuildError, LayoutError
from etl.intake import Intake
from etl.report import note
from etl.sources._layouts.identity import note_beside
from etl.sources._layouts.numbers import scale
from etl.sources._layouts.wide import stack
from etl.zonal.ground import Array, Codes, Ground, lay_ground, stage_release
from etl.zonal.means import Means, statuses, weighted_means
from etl.zonal.residents import Weights, nearest_grid
from etl.zonal.sampling import Plausible, sample_squares

_SHOWN: Final = (Status.OK.value, Status.CAUTION.value)
_NO_SQUARES: Final = (
    "no figures: a mean over residents needs to know where they live, and no squares of CBS are in the raw folder. "
    "Add https://download.cbs.nl/vierkant/100/2025-cbs_vk100_2024_v1.zip, or that of another year. The mean over the surface "
    "of an area is never shown instead: it would be about fields and water too."
)
_NO_BOUNDARIES: Final = "no figures: there are no boundaries of {year}. Add the Wijk- en Buurtkaart of that year."
#: Day in the name of a layer, as in rivm_nsl_20260401_gm_NO22024.
_EDITION: Final = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


def add_map_means(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, read: Intake) -> Ground | None:
    """Stage a table with means over residents for every map that was read; None when there are no maps and no squares.

    Without squares every figure is absent with a status, and the report says what to add. Raises BuildError with the faults
    of all maps together.
    """
    if not read.rasters and not read.squares:
        return None
    ground = lay_ground(con, read)
    problems: list[str] = []
    for raster in read.rasters:
        try:
            values, told = _means_of(raster, nearest_grid(read.squares, raster.reference_year), ground, catalogue)
        except LayoutError as error:
            problems.append(str(error))
            continue
        if not values.empty:
            stage_release(con, read, _release(raster, ground.vintage), values)
        what = f"{raster.indicator_id} {raster.reference_year}"
        note(con, "notes", read.name_of(raster.path), f"{what}: {told}", int(values["value"].notna().sum()))
    if problems:
        raise BuildError(problems)
    return ground


def _means_of(
    raster: RasterMap, grid: SquareGrid | None, ground: Ground, catalogue: Catalogue
) -> tuple[pd.DataFrame, str]:
    """VALUE_COLUMNS of one map for all areas, and a sentence for the report."""
    if ground.zones.empty:
        return stack([]), _NO_BOUNDARIES.format(year=ground.vintage)
    codes = ground.codes
    if grid is None:
        absent = np.where(ground.residents == 0, Status.NO_RESIDENTS.value, Status.NOT_PUBLISHED.value)
        return _values(raster, codes, np.full(len(codes), np.nan), absent.astype(object)), _NO_SQUARES
    indicator = catalogue.indicators[raster.indicator_id]
    times = _times(indicator.source, raster.source_id)
    low, high = (bound if bound is None else bound / times for bound in indicator.valid_range)
    weights, shares = ground.weights(grid)
    plausible = Plausible(low, high, raster.nodata_from)
    sampled = sample_squares(raster.path, weights.x, weights.y, grid.size_m, plausible)
    means = weighted_means(shares, weights.residents, sampled, len(codes))
    status = statuses(means, ground.residents, ground.of_level(Level.BUURT, Level.WIJK), grid.size_m)
    value = np.where(np.isin(status, _SHOWN), scale(means.value, times, indicator.decimals), np.nan)
    return _values(raster, codes, value, status), _summary(weights, means, status[ground.of_level(Level.BUURT)])


def _summary(weights: Weights, means: Means, of_buurten: Codes) -> str:
    counts = pd.Series(of_buurten).value_counts().sort_index()
    told = ", ".join(f"{status} {count}" for status, count in counts.items())
    placed, covered = means.placed[-1], means.covered[-1]
    part = f"the map covers {100 * covered / placed:.1f}% of them" if placed else "none of them lies in a gemeente"
    return f"mean over the residents of {weights.described}; {part}. Buurten: {told}."


def _values(raster: RasterMap, codes: Codes, value: Array, status: Codes) -> pd.DataFrame:
    named = {"indicator_id": raster.indicator_id, "reference_year": raster.reference_year}
    figures = {"value": value, "lower": np.nan, "upper": np.nan, "status": status}
    return stack([pd.DataFrame({"area_code": codes, **named, **figures})])


def _times(locators: Sequence[Locator], source_id: str) -> float:
    return next((locator.times for locator in locators if locator.series == source_id), 1.0)


def _release(raster: RasterMap, vintage: int) -> Release:
    """The map as a table: of two editions of one year's map the newer wins."""
    beside = note_beside((raster.path,))
    return Release(
        source_id=raster.source_id,
        table_id=raster.table_id,
        path=raster.path,
        layout="geotiff",
        reference_year=raster.reference_year,
        boundary_year=vintage,
        modified=beside.modified or _edition(raster.table_id),
        recorded=beside.recorded,
    )


def _edition(layer: str) -> date | None:
    found = _EDITION.search(layer)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
