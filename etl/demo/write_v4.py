"""Writes OData v4 as CBS's zip of CSV files: a row per area and measure, decimal comma, no row for no figure."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from etl.demo.tables import FICTIONAL, Table, number_text
from etl.demo.topics import Topic

#: Zip entries carry a time; a fixed one keeps the bytes the same on every run.
_MOMENT = (2024, 1, 1, 0, 0, 0)


def write_v4(path: Path, table: Table) -> None:
    """`<table>.csv.zip` with the observations, the codes of measures and areas, and what the table says of itself."""
    codes = measure_codes(table.topics, table.year)
    groups = _groups(table.topics)
    files: dict[str, list[list[object]]] = {
        "Observations.csv": _observations(table, codes),
        "MeasureCodes.csv": [
            [
                "Identifier",
                "Index",
                "Title",
                "Description",
                "MeasureGroupId",
                "DataType",
                "Unit",
                "Format",
                "Decimals",
                "PresentationType",
            ],
            *(
                [code, 7 + i, t.title, FICTIONAL, groups[t.path], _data_type(t), t.unit, "", t.decimals, "Absolute"]
                for i, (code, t) in enumerate(zip(codes, table.topics, strict=True))
            ),
        ],
        "MeasureGroups.csv": [
            ["Id", "Index", "Title", "Description", "ParentId"],
            *(
                [group, i, path[-1], "", groups.get(path[:-1], "")]
                for i, (path, group) in enumerate(groups.items(), start=6)
            ),
        ],
        "WijkenEnBuurtenCodes.csv": [
            ["Identifier", "Index", "Title", "Description", "DimensionGroupId", "DetailRegionCode"],
            *(
                [area.code, i, area.name, "", _region_group(area.level, area.gemeente_code), ""]
                for i, area in enumerate(table.areas, start=1)
            ),
        ],
        "Dimensions.csv": [
            ["Identifier", "Title", "Description", "Kind", "MapYear"],
            ["WijkenEnBuurten", "Wijken en buurten", "", "GeoDetail", table.year],
        ],
        "Properties.csv": [
            ["Identifier", "Title", "Description", "Language", "Modified", "TemporalCoverage", "Catalog", "Status"],
            [
                table.table_id,
                table.title,
                FICTIONAL,
                "nl",
                f"{table.modified}T00:00:00+01:00",
                table.year,
                "DEMO",
                "Regulier",
            ],
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in files.items():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), _csv(rows), zipfile.ZIP_DEFLATED)


def measure_codes(topics: Sequence[Topic], year: int) -> list[str]:
    """Code per topic. Where a base code occurs more than once, its number differs per year, as it does at CBS."""
    bases = [topic.v4.split("_")[0] for topic in topics]
    codes = []
    for topic, base in zip(topics, bases, strict=True):
        times = bases.count(base)
        if times > 1 and year == 2016:
            codes.append(f"{base}_{int(topic.v4.split('_')[1]) % 9 + 1}")
        else:
            codes.append(topic.v4)
    return codes


def _groups(topics: Sequence[Topic]) -> dict[tuple[str, ...], str]:
    """Id per group of topics, parents before children."""
    paths = dict.fromkeys(topic.path[:depth] for topic in topics for depth in range(1, len(topic.path) + 1))
    return {path: f"DG{number:03d}" for number, path in enumerate(paths, start=1)}


def _observations(table: Table, codes: Sequence[str]) -> list[list[object]]:
    rows: list[list[object]] = [["Id", "Measure", "ValueAttribute", "Value", "StringValue", "WijkenEnBuurten"]]
    columns = [table.values(topic).tolist() for topic in table.topics]
    for row, area in enumerate(table.areas):
        for code, topic, column in zip(codes, table.topics, columns, strict=True):
            if math.isnan(column[row]):
                continue
            text = number_text(column[row], topic.decimals, ",")
            cells = ["", text] if topic.measure == "postcode4" else [text, ""]
            rows.append([len(rows) - 1, code, "None", *cells, area.code])
    return rows


def _data_type(topic: Topic) -> str:
    if topic.measure == "postcode4":
        return "String"
    return "Double" if topic.decimals else "Long"


def _region_group(level: str, gemeente_code: str) -> str:
    return {"Land": "NL", "Gemeente": "GM"}.get(level, gemeente_code)


def _csv(rows: Iterable[Iterable[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_NONNUMERIC).writerows(rows)
    return stream.getvalue().encode("utf-8")
