"""The fictional demo region as live services: what its folder of raw files holds, answered over HTTP."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import geopandas as gpd

from etl.demo.demo import _figures
from etl.demo.kwb_topics import kwb_topics
from etl.demo.tables import Table as DemoTable
from etl.demo.world import build_world
from etl.demo.write_boundaries import write_geopackage
from etl.demo.write_v3 import write_v3
from tests.emulator.cbs import Cbs, File
from tests.emulator.tables import Row, Table

SEED = 20240101
#: Kerncijfers that the demo writes as sheets only, as the live service would have them.
NEWEST = (2024, "85984NED")


def write_newest(folder: Path) -> None:
    """Kerncijfers of 2024 as a v3 table, and the boundaries of the same year."""
    world = build_world(SEED)
    figures = _figures(world, SEED)[NEWEST[0]]
    title = f"Kerncijfers wijken en buurten {NEWEST[0]}"
    table = DemoTable(NEWEST[1], title, NEWEST[0], date(2026, 6, 1), kwb_topics(NEWEST[0]), figures)
    write_v3(folder / NEWEST[1], table)
    write_geopackage(folder / "boundaries.gpkg", world, figures)


def publish(cbs: Cbs, raw: Path, extra: Path) -> dict[str, dict[int, str]]:
    """Let the emulator answer with the demo in `raw` and what write_newest made; table ids per source and year."""
    published: dict[str, dict[int, str]] = {}
    for folder in [*sorted(raw.glob("*/*NED")), extra / NEWEST[1]]:
        table = _table(folder)
        cbs.add(table)
        source_id = "cbs_kwb" if folder.parent == extra else folder.parent.name
        year = int(str(table.more_info["Period"])[-4:])
        published.setdefault(source_id, {})[year] = table.table_id
    cbs.ogc_years = {NEWEST[0]}
    for level in ("gemeenten", "wijken", "buurten"):
        frame = gpd.read_file(extra / "boundaries.gpkg", layer=level)
        if level == "gemeenten":
            cbs.layers["gemeente_gegeneraliseerd"] = _outlines(frame)
        cbs.features[level] = json.loads(frame.to_crs(4326).to_json())["features"]
    for path in sorted((raw / "rivm_groen").glob("*.json")):
        cbs.layers[f"ank:{path.name.split('.')[0]}"] = json.loads(path.read_text(encoding="utf-8"))["features"]
    for path in sorted((raw / "rivm_kaarten").glob("*.tif")):
        cbs.coverages[f"alo__{path.stem}"] = path.read_bytes()
    table_path = next((raw / "klimaateffectatlas").glob("*.gz"))
    cbs.files[table_path.name] = File(table_path.read_bytes(), "application/gzip")
    listing = (raw / "klimaateffectatlas" / "indicatoren.csv").read_bytes()
    cbs.files["list"] = File(listing, "text/csv", changed=None, answers_head=False)
    for path in sorted((raw / "cbs_vierkanten").glob("*.zip")):
        cbs.files[path.name] = File(path.read_bytes(), "application/zip")
    return published


def _table(folder: Path) -> Table:
    info: Row = _rows(folder, "TableInfos")[0]
    properties = _rows(folder, "DataProperties")
    data = (
        "TypedDataSet" if any(folder.glob("*TypedDataSet*")) and not any(folder.glob("Untyped*")) else "UntypedDataSet"
    )
    dimensions = [row["Key"] for row in properties if row["Type"] not in ("Topic", "TopicGroup")]
    rows = _rows(folder, data)
    return Table(
        table_id=info["Identifier"],
        title=info["Title"],
        period=info["Period"],
        modified=info["Modified"],
        properties=properties,
        dimensions={name: _rows(folder, name) for name in dimensions},
        rows=[{**row, "ID": number} for number, row in enumerate(rows)],
        more_info={**info, "RecordCount": len(rows)},
        has_v4=False,
    )


def _rows(folder: Path, name: str) -> list[dict[str, Any]]:
    pages = sorted(path for path in folder.glob("*.json") if path.name.startswith(f"{name}."))
    return [row for page in pages for row in json.loads(page.read_text(encoding="utf-8"))["value"]]


def _outlines(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Gemeenten as the light map has them: statcode and statnaam, land only, RD New."""
    land = frame[frame["water"] == "NEE"][["gemeentecode", "gemeentenaam", "geometry"]]
    named = land.rename(columns={"gemeentecode": "statcode", "gemeentenaam": "statnaam"})
    named["jrstatcode"] = f"{NEWEST[0]}" + named["statcode"]
    features: list[dict[str, Any]] = json.loads(named.to_json())["features"]
    return features
