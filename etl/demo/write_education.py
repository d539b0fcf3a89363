"""Writes the level of education with margins of the fictional region."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from etl.demo.figures import Figures
from etl.demo.health import MARGINS
from etl.demo.write_dimensioned import TIME, Block, DimensionedTable, Entry, write_dimensioned, years
from etl.demo.write_v3 import HOST

_LEVELS: Final = {"Laag": "education_low", "Middelbaar": "education_middle", "Hoog": "education_high"}
_SIGN: Final = {"MW00000": 0, "MOG0095": -1, "MBG0095": 1}
_FEWEST: Final = 100


def write_education(folder: Path, figures: Figures) -> None:
    """`cbs_opleiding/86232NED` under `folder`, of one year: that of the areas."""
    entries: list[Entry] = [((f"{level} onderwijsniveau",), "Waarde", "Waarde", "%", 1, "Double") for level in _LEVELS]
    table = DimensionedTable(
        table_id="86232NED",
        title="Bevolking 15 tot 75 jaar; opleidingsniveau, wijken en buurten (fictief)",
        modified="2025-09-30",
        figures=figures,
        entries=tuple(entries),
        dimensions={"Marges": ("Marges", MARGINS), TIME: ("Perioden", years(figures.year, figures.year))},
        host=HOST,
    )
    write_dimensioned(folder / "cbs_opleiding" / table.table_id, table, _blocks(figures))


def _blocks(figures: Figures) -> Iterator[Block]:
    counts = np.array([figures.columns[name] for name in _LEVELS.values()])
    total = counts.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.where(total >= _FEWEST, counts / total, np.nan)
        half = 1.96 * np.sqrt(shares * (1 - shares) / (100 + total / 4))
    for margin, sign in _SIGN.items():
        values = np.round(100 * np.clip(shares + sign * half, 0, 1), 1)
        yield {"Marges": margin, TIME: f"{figures.year}JJ00"}, values.tolist()
