"""Writes figures that the fictional GGD and gemeenten made themselves, in the form of `etl template`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from etl.demo.figures import Figures
from etl.demo.surroundings import Array
from etl.own.template import COLUMNS

_YEAR: Final = 2024
#: Indicator -> level, figure where nobody has little to spend, and how much it rises with the share that has.
_REGISTERS: Final = {
    "energy_poverty_pct": ("Buurt", 2.0, 0.35),
    "problematic_debt_pct": ("Buurt", 3.0, 0.50),
    "children_in_poverty_pct": ("Buurt", 2.0, 0.45),
    "energy_label_efg_pct": ("Buurt", 12.0, 0.40),
    "garden_access_pct": ("Buurt", 75.0, -0.90),
    "school_ventilation_poor_pct": ("Wijk", 20.0, 0.60),
}
#: What the registers of the homes told two years before: so many points more.
_EARLIER: Final = (2022, {"energy_poverty_pct": 3.0, "energy_label_efg_pct": 4.0})
#: A survey: with margins and a number of respondents.
_SURVEY: Final = ("indoor_climate_complaints_pct", 10.0, 0.60)
_FEWEST_HOUSEHOLDS: Final = 100


def write_own(folder: Path, figures: Figures, seed: int) -> None:
    """`eigen/eigen_cijfers_lindestreek.csv` under `folder`: registers per buurt or wijk, and a survey per wijk."""
    path = folder / "eigen" / "eigen_cijfers_lindestreek.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerows(
            [
                ["# bron: GGD Lindestreek en gemeenten (fictief)"],
                ["# licentie: CC0 1.0"],
                ["# datum: 2025-03-01"],
                [f"# indeling: {_YEAR}"],
                COLUMNS,
                *_registers(figures, np.random.default_rng(seed + 91), _YEAR, dict.fromkeys(_REGISTERS, 0.0)),
                *_survey(figures, np.random.default_rng(seed + 92)),
                *_registers(figures, np.random.default_rng(seed + 93), *_EARLIER),
            ]
        )


def _registers(
    figures: Figures, rng: np.random.Generator, year: int, more: Mapping[str, float]
) -> Iterator[list[object]]:
    """Registers of a year; `more` names them, with how many points they lie above those of the newest year."""
    for indicator, points in more.items():
        level, base, slope = _REGISTERS[indicator]
        shares = _shares(figures, base + points, slope, rng)
        for row, area in enumerate(figures.areas):
            if area.level == level and figures.columns["households"][row] >= _FEWEST_HOUSEHOLDS:
                yield [area.code, area.name, indicator, year, _text(shares[row]), "", "", "", ""]


def _survey(figures: Figures, rng: np.random.Generator) -> Iterator[list[object]]:
    indicator, base, slope = _SURVEY
    shares = _shares(figures, base, slope, rng)
    for row, area in enumerate(figures.areas):
        if area.level != "Wijk":
            continue
        asked = int(rng.integers(20, 260))
        margin = 196 * float(np.sqrt(shares[row] / 100 * (1 - shares[row] / 100) / asked))
        bounds = [_text(max(shares[row] - margin, 0)), _text(min(shares[row] + margin, 100))]
        yield [area.code, area.name, indicator, _YEAR, _text(shares[row]), *bounds, asked, ""]


def _shares(figures: Figures, base: float, slope: float, rng: np.random.Generator) -> Array:
    little = np.nan_to_num(figures.columns["households_lowest_40"], nan=40.0)
    spread = rng.normal(0, 2, len(figures.areas))
    limited: Array = np.round(np.clip(base + slope * little + spread, 0, 100), 1).astype(np.float64)
    return limited


def _text(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
