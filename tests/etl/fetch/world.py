"""Small map layers, files and a catalogue that asks for them."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import Any

import numpy as np
import rasterio
from rasterio.io import MemoryFile

from etl.catalogue.schema import Catalogue, Indicator, Locator
from tests.emulator.cbs import Cbs, File
from tests.etl.fetch.conftest import indicator, source

MAP_SOURCES = ("rivm_groen", "rivm_kaarten", "klimaateffectatlas", "leefbaarometer", "cbs_vierkanten", "cbs_addresses")
GREEN = r"rivm_(\d{4})_groenpercentage_kaart_per_(?:buurt|wijk|gemeente)"
NO2 = r"rivm_(?:nsl_\d{8}_gm|jaargemiddeld)_NO2(?:_actueel)?_?((?:19|20)\d\d)?"


def located(**locator: Any) -> Indicator:
    """An indicator found by one locator."""
    return indicator("AfstandTotHuisartsenpraktijk").model_copy(
        update={"title": locator["series"], "source": (Locator.model_validate(locator),)}
    )


def with_maps(catalogue: Catalogue) -> Catalogue:
    """The small catalogue with the sources of maps and files, and an indicator of each that is looked up by name."""
    more = {
        "green_map_pct": located(series="rivm_groen", layer=GREEN, column=["_mean"]),
        "no2_ugm3": located(series="rivm_kaarten", layer=NO2),
        "green_pct": located(series="klimaateffectatlas", column=["Groen"]),
    }
    return catalogue.model_copy(
        update={
            "sources": {**catalogue.sources, **{name: source() for name in MAP_SOURCES}},
            "indicators": {**catalogue.indicators, **more},
        }
    )


def zipped(name: str, content: bytes = b"a;b\n1;2\n") -> bytes:
    """A zip with one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def green(code: str, value: float) -> dict[str, Any]:
    """A feature of the green map."""
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    properties = {f"{code[:2].lower()}_code": code, "_mean": value}
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def raster(
    columns: int = 10, rows: int = 8, cell_m: float = 100, west: float = 150_000, north: float = 500_000
) -> bytes:
    """A GeoTIFF in RD New whose cells count up from the north-west."""
    profile = {"driver": "GTiff", "width": columns, "height": rows, "count": 1, "dtype": "float32", "crs": "EPSG:28992"}
    with MemoryFile() as memory:
        transform = rasterio.transform.from_origin(west, north, cell_m, cell_m)
        with memory.open(**profile, transform=transform) as target:
            target.write(np.arange(columns * rows, dtype="float32").reshape(rows, columns), 1)
        return bytes(memory.read())


def publish_maps(cbs: Cbs) -> None:
    """Layers and files of every kind on the emulator."""
    for level, codes in {
        "buurt": [f"BU9901{number:04d}" for number in range(7)] + ["BU99020000"],
        "wijk": ["WK990100", "WK990200"],
        "gemeente": ["GM9901", "GM9902"],
    }.items():
        for year in (2020, 2022):
            name = f"ank:rivm_{year}_groenpercentage_kaart_per_{level}"
            cbs.layers[name] = [green(code, 10.0 + number) for number, code in enumerate(codes)]
    cbs.coverages = {
        "alo__rivm_nsl_20250401_gm_NO22023": raster(),
        "alo__rivm_nsl_20260101_gm_NO22024": raster(),
        "alo__rivm_nsl_20260401_gm_NO22024": raster(),
        "alo__rivm_jaargemiddeld_NO2_actueel": raster(),
    }
    table = b"buurtcode2024;Groen_2022\nBU99010000;20\n"
    cbs.files = {
        "leefbaarometer-2024.zip": File(zipped("scores buurten.csv")),
        "jan26-Buurtdashboarddata.csv.gz": File(gzip.compress(table)),
        "list": File(
            b"Titel,Subtitel,Indicatornaamtabel\nGroen,,Groen\n", "text/csv", changed=None, answers_head=False
        ),
        "2025-cbs_vk100_2024_v1.zip": File(zipped("cbs_vk100_2024_v1.gpkg")),
        "2025-cbs_vk500_2024_v2.zip": File(zipped("cbs_vk500_2024_v2.gpkg")),
        **{f"{year}-cbs-pc6huisnr.zip": File(zipped("pc6hnr.csv")) for year in (2024, 2025)},
    }
