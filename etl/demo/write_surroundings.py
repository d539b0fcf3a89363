"""Writes the table of the Klimaateffectatlas with its list of indicators, and layers of green and trees as GeoJSON pages."""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
from pathlib import Path
from typing import Any

from etl.demo.figures import Figures
from etl.demo.surroundings import Array, surroundings
from etl.demo.tables import number_text

#: Title of the list -> column of the table per measure. Columns have a year or the version of the height model.
_TITLES = {
    "Gevoelstemperatuur": {
        "PET35tm40p": "heat_35", "PET41tm45p": "heat_41", "PET46tm50p": "heat_46", "PET51ev": "heat_51",
    },
    "Waterdiepte bij hevige bui": {
        "perc5_10cm": "rain_5", "perc10_15cm": "rain_10", "perc15_20cm": "rain_15", "perc20_30cm": "rain_20",
        "perc30cmME": "rain_30",
    },
    "Groen": {"groen": "green"},
    "Groen openbaar": {"groen_openbaar": "public_green"},
    "Groen niet-openbaar": {"groen_nietopenbaar": "private_green"},
    "Verharding": {"verhard": "paved"},
    "Verharding niet-openbaar": {"verhard_nietopenbaar": "private_paved"},
    "Boomkroonoppervlakte": {"boomkroon": "crown"},
    "Schaduw wandel- en fietspaden": {"schaduwpaden": "shade"},
    "Groen per inwoner": {"groen_per_inwoner": "green_per_resident"},
    "Hitte en broze 65-plussers": {"hitte_broos65": "frail"},
}  # fmt: skip
_OF_HEIGHT_MODEL = ("PET", "boomkroon")
_FRACTIONS = "perc"
_LAYERS = {"buurt": ("bu_code", "Buurt"), "wijk": ("wk_code", "Wijk"), "gemeente": ("gm_code", "Gemeente")}


def write_surroundings(folder: Path, figures: Figures, seed: int) -> None:
    """`klimaateffectatlas/` and `rivm_groen/` under `folder`, for the buurten of the year of `figures`."""
    values = surroundings(figures, seed)
    _write_atlas(folder / "klimaateffectatlas", figures, values)
    for level, (key, name) in _LAYERS.items():
        rows = [row for row, area in enumerate(figures.areas) if area.level == name]
        features: list[dict[str, Any]] = [
            {key: figures.areas[row].code, "_mean": float(values["green_map"][row])} for row in rows
        ]
        _write_layer(folder / "rivm_groen" / f"rivm_2022_groenpercentage_kaart_per_{level}.000.json", features)
        if level == "buurt":
            trees: list[dict[str, Any]] = [
                {key: figures.areas[row].code, "Perc_bomen": float(values["trees_map"][row])} for row in rows
            ]
            _write_layer(folder / "rivm_groen" / "rivm_20190326_percbomenbuurt.000.json", trees)


def _write_atlas(folder: Path, figures: Figures, values: dict[str, Array]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    listed = io.StringIO()
    writer = csv.writer(listed, lineterminator="\n")
    writer.writerow(["Titel", "Subtitel", "Categorie", "Indicatornaamtabel"])
    writer.writerows([[title, "", "Gebiedskenmerken", ", ".join(names)] for title, names in _TITLES.items()])
    (folder / "indicatoren.csv").write_text(listed.getvalue(), encoding="utf-8")
    measures = [(name, measure) for names in _TITLES.values() for name, measure in names.items()]
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\n")
    writer.writerow([f"buurtcode{figures.year}", *(_column(name, figures.year) for name, _ in measures)])
    for row, area in enumerate(figures.areas):
        if area.level == "Buurt":
            cells = [_cell(name, float(values[measure][row])) for name, measure in measures]
            writer.writerow([area.code, *cells])
    (folder / "jan26-Buurtdashboarddata.csv.gz").write_bytes(gzip.compress(table.getvalue().encode(), mtime=0))


def _column(name: str, year: int) -> str:
    return f"{name}AHN4" if name.startswith(_OF_HEIGHT_MODEL) else f"{name}_{year}"


def _cell(name: str, value: float) -> str:
    if math.isnan(value):
        return "-10"
    return number_text(value / 100, 4, ".") if name.startswith(_FRACTIONS) else number_text(value, 1, ".")


def _write_layer(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
