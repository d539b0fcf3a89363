"""Reads the demo's raw files without the code that wrote them and without the adapters."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import python_calamine as calamine

Row = dict[str, Any]
V4_YEARS, V3_YEARS, XLSX_YEARS = (2016, 2017, 2018), (2019, 2020, 2021, 2022), (2023, 2024)
KWB_TABLES = {
    2016: "83487NED", 2017: "83765NED", 2018: "84286NED", 2019: "84583NED", 2020: "84799NED", 2021: "85039NED",
    2022: "85318NED",
}  # fmt: skip
NABIJHEID_TABLES = {2017: "84334NED", 2018: "84463NED", 2020: "84953NED", 2022: "85560NED", 2024: "86134NED"}
NABIJHEID_EXPORTS = (2016, 2019, 2021, 2023)


def pages(folder: Path, name: str) -> list[Row]:
    """All rows of an OData v3 set; every page but the last must name the next one."""
    files = sorted(folder.glob(f"{name}.*json"))
    answers = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    assert ["odata.nextLink" in answer for answer in answers] == [True] * (len(answers) - 1) + [False]
    return [row for answer in answers for row in answer["value"]]


def v3(folder: Path) -> dict[str, Row]:
    """Rows of a typed table by area code, under keys without running numbers; repeated stems keep theirs."""
    return {row["Codering_3"].strip(): row for row in pages(folder, "TypedDataSet")}


def key(row: Row, stem: str) -> str:
    """The full key of a stem that occurs once in a v3 row."""
    (found,) = [name for name in row if name.rsplit("_", 1)[0] == stem]
    return found


def v4(path: Path) -> dict[str, dict[str, float]]:
    """Values by area and measure code."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("Observations.csv").decode("utf-8")
    areas: dict[str, dict[str, float]] = {}
    for row in csv.DictReader(io.StringIO(text), delimiter=";"):
        if row["Value"]:
            areas.setdefault(row["WijkenEnBuurten"], {})[row["Measure"]] = float(row["Value"].replace(",", "."))
    return areas


def sheet(path: Path) -> tuple[list[str], dict[str, Row]]:
    """Header and rows by area code of CBS's sheet, cells as they are."""
    header, *rows = calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return header, {row[0]: dict(zip(header, row, strict=True)) for row in rows}


def number(cell: Any) -> float | None:
    """Number in a cell, None for the marks that CBS uses."""
    text = str(cell).strip() if cell is not None else ""
    return None if text in ("", ".", ",") else float(text.replace(",", "."))


def export(path: Path) -> tuple[list[str], dict[str, list[str]]]:
    """Header and rows by area code of a StatLine export."""
    header, *rows = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig")), delimiter=";")
    code = header.index("Regioaanduiding/Codering (code)")
    return header, {row[code].strip(): row for row in rows}


def residents(demo: Path, year: int) -> dict[str, float]:
    """Residents per area in a year, from whatever layout that year is in."""
    return {
        code: found
        for code, found in kwb(demo, year, "AantalInwoners", "T001036", "a_inw").items()
        if found is not None
    }


def kwb(demo: Path, year: int, stem: str, measure: str, column: str) -> dict[str, float | None]:
    """One topic of Kerncijfers in a year: v3 stem, v4 code and sheet name of it."""
    folder = demo / "cbs_kwb"
    if year in V4_YEARS:
        return {code: row.get(measure) for code, row in v4(folder / f"{KWB_TABLES[year]}.csv.zip").items()}
    if year in V3_YEARS:
        return {code: row[key(row, stem)] for code, row in v3(folder / KWB_TABLES[year]).items()}
    return {code: number(row[column]) for code, row in sheet(folder / f"kwb-{year}.xlsx")[1].items()}


def nabijheid(demo: Path, year: int, header: str, stem: str) -> dict[str, float | None]:
    """One topic of Nabijheid in a year: header of the export, and v3 stem (that occurs once)."""
    folder = demo / "cbs_nabijheid"
    if year in NABIJHEID_EXPORTS:
        titles, rows = export(folder / f"{year}-lindermeer.statline.csv")
        return {code: number(row[titles.index(header)]) for code, row in rows.items()}
    return {code: row[key(row, stem)] for code, row in v3(folder / NABIJHEID_TABLES[year]).items()}


GP = ("Gezondheid en welzijn/Huisartsenpraktijk/Afstand tot huisartsenpraktijk (km)", "AfstandTotHuisartsenpraktijk")
SUPERMARKET = (
    "Detailhandel/Winkels dagelijkse boodschappen/Afstand tot grote supermarkt (km)",
    "AfstandTotGroteSupermarkt",
)
