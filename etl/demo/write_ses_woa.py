"""Writes SES-WOA of the fictional region: scores of welfare, education and work and their spread, all years on the newest areas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from etl.demo.figures import Figures
from etl.demo.write_dimensioned import TIME, Block, DimensionedTable, Entry, write_dimensioned, years
from etl.demo.write_v3 import HOST

Array = npt.NDArray[np.float64]
_FIRST, _LAST = 2016, 2023
#: Parts of the score: title -> effect of full hardship.
_PARTS: Final = {"welvaart": -1.5, "opleiding": -1.1, "arbeid": -0.8}
#: Hardship at which a score is that of the country.
_MIDDLE: Final = 0.38
_TOO_FEW_HOUSEHOLDS: Final = 100
_SPREAD: Final = {"Buurt": 1.0, "Wijk": 0.5, "Gemeente": 0.25, "Land": 0.0}


def write_ses_woa(folder: Path, figures: Figures, seed: int) -> None:
    """`cbs_ses_woa/86296NED` under `folder`: `.` is null there, where there are hardly any households."""
    scores: list[Entry] = [
        (("SES-WOA", f"Deelscore {part}"), "GemiddeldeScore", "Gemiddelde score", "getal", 3, "Double")
        for part in _PARTS
    ]
    table = DimensionedTable(
        table_id="86296NED",
        title=f"SES-WOA scores per wijk en buurt, indeling {figures.year} (fictief)",
        modified="2025-11-10",
        figures=figures,
        entries=(
            ((), "ParticuliereHuishoudens", "Particuliere huishoudens", "aantal", 0, "Long"),
            (("SES-WOA", "Totaalscore"), "GemiddeldeScore", "Gemiddelde score", "getal", 3, "Double"),
            *scores,
            (("Spreiding", "Spreiding totaal"), "Waarde", "Waarde", "getal", 3, "Double"),
        ),
        dimensions={TIME: ("Perioden", years(_FIRST, _LAST))},
        host=HOST,
    )
    write_dimensioned(folder / "cbs_ses_woa" / table.table_id, table, _blocks(figures, seed))


def _blocks(figures: Figures, seed: int) -> Iterator[Block]:
    rng = np.random.default_rng(seed + 86)
    rows = len(figures.areas)
    size = np.array([_SPREAD[area.level] for area in figures.areas])
    own = {part: rng.normal(0, 0.08, rows) * size for part in _PARTS}
    spread_of_place = rng.normal(0, 0.05, rows) * size
    hardship = np.nan_to_num(figures.columns["hardship"], nan=_MIDDLE)
    households = np.nan_to_num(figures.columns["households"])
    shown = households > _TOO_FEW_HOUSEHOLDS
    for year in range(_FIRST, _LAST + 1):
        chance = rng.normal(0, 0.015, rows) * size
        parts = [
            effect * (hardship - _MIDDLE) + own[part] + chance + 0.004 * (year - 2019)
            for part, effect in _PARTS.items()
        ]
        total = np.mean(parts, axis=0)
        spread = np.clip(0.85 + 0.5 * hardship * (1 - hardship) + spread_of_place, 0.4, 1.5)
        columns = [np.round(households / 100) * 100, *(np.where(shown, one, np.nan) for one in (total, *parts, spread))]
        yield {TIME: f"{year}JJ00"}, [column.tolist() for column in columns]
