"""Writes the Leefbaarometer of the fictional region: a zip of version 3.0 with a CSV per level, and a workbook of version 2.0."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from pathlib import Path
from typing import Final

from etl.demo.figures import Figures
from etl.demo.liveability import DIMENSIONS, liveability
from etl.demo.write_xlsx import write_sheet

_ZIP: Final = "open-data-leefbaarometer-meting-2024.zip"
_FOLDER: Final = "Leefbaarometer 3.0 - Meting 2024 - open data"
_YEARS: Final = (2014, 2016, 2018, 2020, 2022, 2024)
#: Level -> column of its code, name in the file.
_LEVELS: Final = {"Buurt": ("bu", "buurten"), "Wijk": ("wk", "wijken"), "Gemeente": ("gm", "gemeenten")}
#: The country's score, from which places deviate.
_MEAN: Final = 4.15
_OLD_YEARS: Final = (2012, 2014, 2016)
#: Column of version 2.0 -> what is measured; it has who lives there where 3.0 has cohesion.
_OLD: Final = {"RLBRMTR": "afw", "RLBWON": "won", "RLBBEV": "soc", "RLBVRZ": "vrz", "RLBVEI": "onv", "RLBFYS": "fys"}
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


def write_leefbaarometer(folder: Path, figures: Figures, earlier: Figures, seed: int) -> None:
    """`leefbaarometer/` under `folder`: 3.0 on the areas of the newest year, 2.0 on the wijken of an earlier one."""
    target = folder / "leefbaarometer"
    target.mkdir(parents=True, exist_ok=True)
    scores = {year: liveability(figures, year, seed) for year in _YEARS}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for level, (prefix, plural) in _LEVELS.items():
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\r\n")
            names = ["afw", *DIMENSIONS]
            writer.writerow(["versie", "jaar", f"{prefix}_code", f"{prefix}_naam", "lbm", *names])
            for row, area in enumerate(figures.areas):
                if area.level == level:
                    for year, found in scores.items():
                        told = [float(found[name][row]) for name in names]
                        cells = [_cell(_MEAN + told[0], 2), *(_cell(value, 4) for value in told)]
                        writer.writerow(["Leefbaarometer 3.0", year, area.code, area.name, *cells])
            info = zipfile.ZipInfo(f"{_FOLDER}/Leefbaarometer-scores {plural} {_YEARS[0]}-{_YEARS[-1]}.csv", _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.getvalue())
    (target / _ZIP).write_bytes(buffer.getvalue())
    _write_old(target / "2.0_wijk_stand_2012_2014_2016.xlsx", earlier, seed)


def _write_old(path: Path, figures: Figures, seed: int) -> None:
    scores = {year: liveability(figures, year, seed + 1) for year in _OLD_YEARS}
    rows: list[list[object]] = [["GBD", "JAAR", *_OLD]]
    for row, area in enumerate(figures.areas):
        if area.level == "Wijk":
            for year, found in scores.items():
                told = [float(found[name][row]) for name in _OLD.values()]
                rows.append([area.code, float(year), *("" if math.isnan(value) else value for value in told)])
    write_sheet(path, "data(1)", rows)


def _cell(value: float, decimals: int) -> str:
    return "" if math.isnan(value) else f"{value:.{decimals}f}"
