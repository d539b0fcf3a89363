"""Writes fictional care costs per insured person: OData v3 with all years in one table, on the areas of one year."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from etl.demo.figures import Figures
from etl.demo.placewise import chance, hardship, of_buurten
from etl.demo.write_v3 import area_rows, data_properties, table_info, write_pages, write_set

Array = npt.NDArray[np.float64]

_TABLE: Final = "50149NED"
_HOST: Final = "https://dataderden.cbs.nl/ODataFeed/OData"
_YEARS: Final = tuple(range(2014, 2024))
#: Euros in the first year: of somebody under 65 and over 65, and what full hardship adds.
_YOUNG_EUR, _OLD_EUR, _HARDSHIP_EUR = 1_450, 4_700, 1_100
_PRICE_RISE: Final = 1.035
_FEWEST_RESIDENTS: Final = 50
_TOPICS: Final = (
    ("TotaleZorgkostenPerVerzekerde", "Totale zorgkosten per verzekerde", 1.0),
    ("KostenHuisartsenzorgPerVerzekerde", "Kosten huisartsenzorg per verzekerde", 0.065),
)


def write_regiobeeld(folder: Path, figures: Figures, seed: int) -> None:
    """`rivm_regiobeeld/` under `folder`, on the areas of the year of `figures`."""
    target = folder / "rivm_regiobeeld" / _TABLE
    entries = [(("Zorgkosten",), stem, title, "euro", 0, "Long") for stem, title, _ in _TOPICS]
    dimensions = [
        ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten"),
        ("TimeDimension", "Perioden", "Perioden"),
    ]
    properties = data_properties(dimensions, entries, figures.year)
    keys = [row["Key"] for row in properties if row["Type"] == "Topic"]
    costs = {year: _costs(figures, year, seed) for year in _YEARS}
    rows: list[dict[str, Any]] = []
    for row, area in enumerate(figures.areas):
        for year in _YEARS:
            told = [_cell(costs[year][row] * share) for _, _, share in _TOPICS]
            place = {"WijkenEnBuurten": f"{area.code:<10}", "Perioden": f"{year}JJ00"}
            rows.append({"ID": len(rows), **place, **dict(zip(keys, told, strict=True))})
    title = f"Regiobeeld; zorgkosten, wijken en buurten (indeling {figures.year}, fictief)"
    info = table_info(_TABLE, title, f"{figures.year + 1}-04-01", f"{_YEARS[0]} - {_YEARS[-1]}")
    write_set(target, _TABLE, "TableInfos", [info], _HOST)
    write_set(target, _TABLE, "DataProperties", properties, _HOST)
    periods = [{"Key": f"{year}JJ00", "Title": str(year), "Status": "Definitief"} for year in _YEARS]
    write_set(target, _TABLE, "Perioden", periods, _HOST)
    write_pages(target, _TABLE, "WijkenEnBuurten", area_rows(figures.areas), host=_HOST)
    write_pages(target, _TABLE, "TypedDataSet", rows, 1_000, host=_HOST)


def _costs(figures: Figures, year: int, seed: int) -> Array:
    """Euros per insured person, NaN where few people live."""
    residents = np.nan_to_num(figures.columns["residents"])
    older = np.nan_to_num(figures.columns["age_65"]) / np.maximum(residents, 1)
    base = _YOUNG_EUR + (_OLD_EUR - _YOUNG_EUR) * older + _HARDSHIP_EUR * hardship(figures)
    base *= 1 + 0.08 * chance(figures, "care", seed) + 0.03 * chance(figures, f"care|{year}", seed)
    values = np.where(residents < _FEWEST_RESIDENTS, np.nan, base * _PRICE_RISE ** (year - _YEARS[0]))
    return of_buurten(figures, np.asarray(values, dtype=np.float64))


def _cell(value: float) -> int | None:
    return None if math.isnan(value) else round(value)
