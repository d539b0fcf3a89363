"""What maps and squares are laid over: the areas of the display vintage, and which part of every square lies in which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import duckdb
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from domain.areas import COUNTRY_CODE, Level
from etl.contracts import AREA_COLUMNS, ParsedTable, Release, SquareGrid
from etl.geometry.choose import choose_layers
from etl.intake import Intake
from etl.load.query import scalar
from etl.load.staging import stage_table
from etl.zonal.residents import Weights, weights_of
from etl.zonal.shares import Shares, shares_of_squares, with_whole

Array = npt.NDArray[np.float64]
Codes = npt.NDArray[np.object_]
Flags = npt.NDArray[np.bool_]

_VINTAGE: Final = (
    "SELECT max(r.boundary_year) FROM staged_value v JOIN release r USING (release_id) WHERE v.value IS NOT NULL"
)
_AREAS: Final = """
SELECT DISTINCT s.area_code, s.level,
       CASE WHEN s.level = 'gemeente' THEN s.area_code ELSE 'GM' || substr(s.area_code, 3, 4) END AS gemeente_code
FROM staged_area s JOIN release r USING (release_id)
WHERE r.boundary_year = ? AND s.level IN ('gemeente', 'wijk', 'buurt')
"""
_RESIDENTS: Final = """
SELECT v.area_code, max(v.value) AS residents FROM staged_value v JOIN release r USING (release_id)
WHERE v.indicator_id = 'residents_count' AND r.boundary_year = $year AND v.reference_year = $year GROUP BY v.area_code
"""


@dataclass
class Ground:
    """Polygons of the display vintage; the shares of squares in them are computed once per grid."""

    vintage: int
    #: area_code, level, geometry
    zones: gpd.GeoDataFrame
    #: Residents as published per code of `codes`, NaN where they are not.
    residents: Array
    _weights: dict[int, tuple[Weights, Shares]] = field(default_factory=dict)

    @property
    def codes(self) -> Codes:
        """Area codes in the order of `zones`, the country behind them."""
        return np.append(self.zones["area_code"].to_numpy(dtype=object), COUNTRY_CODE)

    def of_level(self, *levels: Level) -> Flags:
        """Which of `codes` are of these levels, the country left out."""
        return np.append(self.zones["level"].isin([level.value for level in levels]).to_numpy(), False)

    def weights(self, grid: SquareGrid) -> tuple[Weights, Shares]:
        """Inhabited squares of a grid, and their shares in every one of `codes`; the country is all gemeenten together."""
        if id(grid) not in self._weights:
            weights = weights_of(grid)
            shares = shares_of_squares(self.zones, weights.x, weights.y, grid.size_m)
            self._weights[id(grid)] = (weights, with_whole(shares, self.of_level(Level.GEMEENTE)[:-1]))
        return self._weights[id(grid)]


def lay_ground(con: duckdb.DuckDBPyConnection, read: Intake) -> Ground:
    """The areas of the newest boundary year with staged figures, with the boundaries that the map will show."""
    vintage = int(scalar(con, _VINTAGE) or 0)
    zones = choose_layers(read.layers, con.execute(_AREAS, [vintage]).df(), vintage).frame
    published = con.execute(_RESIDENTS, {"year": vintage}).df().set_index("area_code")["residents"]
    residents = published.reindex([*zones["area_code"], COUNTRY_CODE]).to_numpy(dtype=np.float64)
    return Ground(vintage, zones, residents)


def stage_release(con: duckdb.DuckDBPyConnection, read: Intake, release: Release, values: pd.DataFrame) -> int:
    """Stage figures of areas that other tables list already. Returns the number of the release."""
    release_id = 1 + int(scalar(con, "SELECT coalesce(max(release_id), 0) FROM release"))
    table = ParsedTable(release, pd.DataFrame(columns=list(AREA_COLUMNS)), values)
    stage_table(con, release_id, table, read.digests.get(release.path, ""), read.name_of(release.path))
    return release_id
