"""Writes which gemeenten make up the fictional GGD region and provincie, and a division of Lindermeer into stadsdelen."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

from etl.demo.figures import Figures
from etl.demo.places import GEMEENTEN
from etl.demo.tables import FICTIONAL
from etl.demo.write_v3 import data_properties, table_info, write_pages, write_set

_TABLE: Final = "85755NED"
_YEAR: Final = 2024
_GGD: Final = ("GG9901", "GGD Lindestreek")
_PROVINCIE: Final = ("PV99", "Linderland (PV)")
#: Part of the wijk code -> stadsdeel. Each wijk lies in one.
_STADSDELEN: Final = {
    "Centrum": ("00", "03"),
    "West": ("01", "06", "07", "09"),
    "Oost": ("02", "04", "05", "08", "AB"),
    "Zuid": ("11",),
}


def write_gebieden(folder: Path, figures: Figures) -> None:
    """`cbs_gebieden/` and `eigen/` under `folder`, for the areas of the year of `figures`."""
    _write_table(folder / "cbs_gebieden" / _TABLE)
    _write_division(folder / "eigen" / "lindermeer_stadsdelen.csv", figures)


def _write_table(folder: Path) -> None:
    entries = [
        ((group,), stem, stem, "", 0, "String")
        for group in ("Lokalisering van gemeenten", "GGD-regio's", "Provincies")
        for stem in ("Code", "Naam")
    ]
    properties = data_properties([("GeoDimension", "RegioS", "Regio's")], entries, _YEAR)
    keys = [row["Key"] for row in properties if row["Type"] == "Topic"]
    rows: list[dict[str, Any]] = []
    for number, (code, name) in enumerate(GEMEENTEN.items()):
        told = [code, name, *_GGD, *_PROVINCIE]
        padded = [f"{text:<40}" for text in told]
        rows.append({"ID": number, "RegioS": f"{code:<6}", **dict(zip(keys, padded, strict=True))})
    title = f"Gebieden in Nederland {_YEAR} (fictief)"
    write_set(folder, _TABLE, "TableInfos", [table_info(_TABLE, title, "2024-01-05", str(_YEAR))])
    write_set(folder, _TABLE, "DataProperties", properties)
    gemeenten = [{"Key": f"{code:<6}", "Title": name, "Description": FICTIONAL} for code, name in GEMEENTEN.items()]
    write_pages(folder, _TABLE, "RegioS", gemeenten)
    write_pages(folder, _TABLE, "TypedDataSet", rows)


def _write_division(path: Path, figures: Figures) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    stadsdeel_of = {part: name for name, parts in _STADSDELEN.items() for part in parts}
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["buurtcode", "buurtnaam", "stadsdeel"])
        for area in figures.areas:
            if area.level == "Buurt" and area.gemeente_code == "GM9901":
                writer.writerow([area.code, area.name, stadsdeel_of[area.code[6:8]]])
