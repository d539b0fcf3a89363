"""Green and trees per buurt, wijk and gemeente: layers of the Atlas Leefomgeving (RIVM) as GeoJSON features, read for their properties."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import pandas as pd

from domain.areas import normalise_code
from etl.catalogue.schema import Catalogue, Locator
from etl.contracts import UNKNOWN_DIVISION, Content, NotUsed, Recognised
from etl.errors import LayoutError
from etl.sources._layouts.by_code import CodedTable, parsed
from etl.sources._layouts.columns import choose, resolve_header

SOURCE_ID: Final = "rivm_groen"
_SUFFIXES: Final = (".json", ".geojson")
#: Layers per level are one table: `…_per_buurt`, `…_per_wijk`, `…_per_gemeente`; pages are numbered.
_PAGE: Final = re.compile(r"(?:\.\d{3})?\.(?:geo)?json$", re.IGNORECASE)
_LEVEL: Final = re.compile(r"_per_(?:buurt|wijk|gemeente)$", re.IGNORECASE)
_LAYER: Final = re.compile(r"(?:groenpercentage|percbomen)", re.IGNORECASE)
_MOST: Final = 0.9


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """Pages of the layers about green and trees, told by the name of the layer in the file's name."""
    del folder
    layers: dict[str, list[Path]] = defaultdict(list)
    for path in files:
        if path.suffix.lower() in _SUFFIXES and _LAYER.search(path.name):
            layers[_layer_of(path)].append(path)
    return [
        Recognised(paths[0], SOURCE_ID, "geojson", f"layer {layer}", partial(_read, layer, tuple(paths)), tuple(paths))
        for layer, paths in sorted(layers.items())
    ]


def _layer_of(path: Path) -> str:
    return _PAGE.sub("", path.name).rsplit(":", 1)[-1]


def _read(layer: str, paths: Sequence[Path], catalogue: Catalogue) -> list[Content]:
    rows = pd.DataFrame([properties for path in paths for properties in _properties(path)])
    if rows.empty:
        raise LayoutError(f"{paths[0]}: the layer has no features. Fetch it again.")
    years = _years(catalogue, layer)
    if not years:
        raise LayoutError(
            f"{paths[0]}: no indicator in the catalogue names layer '{layer}'. "
            "Add it to `layer` of a locator in etl/catalogue/indicators, or take the file out of the raw folder."
        )
    (year,) = years
    code = _code_column(rows, paths[0])

    def find(locator: Locator) -> str | None:
        return resolve_header(locator.column, list(rows.columns)) if _year(locator, layer) else None

    chosen = choose(catalogue, SOURCE_ID, year, find, complete=True, subject=f"{paths[0].name}, layer {layer}").chosen
    table = CodedTable(
        path=paths[0],
        layout="geojson",
        source_id=SOURCE_ID,
        table_id=_LEVEL.sub("", layer),
        reference_year=year,
        boundary_year=UNKNOWN_DIVISION,
        codes=rows[code],
        names=None,
        cells=rows[[one.key for one in chosen]],
    )
    return [parsed(table, chosen)]


def _years(catalogue: Catalogue, layer: str) -> set[int]:
    found = (
        _year(locator, layer)
        for indicator in catalogue.indicators.values()
        for locator in indicator.source
        if locator.series == SOURCE_ID
    )
    return {year for year in found if year is not None}


def _year(locator: Locator, layer: str) -> int | None:
    match = re.fullmatch(locator.layer, layer, re.IGNORECASE) if locator.layer else None
    return int(match[1]) if match else None


def _properties(path: Path) -> Iterator[dict[str, Any]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        yield from (feature["properties"] for feature in features)
    except (ValueError, KeyError, TypeError) as error:
        raise LayoutError(
            f"{path}: no GeoJSON features ({error!r}). The download may be cut: fetch it again."
        ) from error


def _code_column(rows: pd.DataFrame, path: Path) -> str:
    """The column in which nearly every cell is the code of a gemeente, wijk or buurt; the finest where there are several."""
    shares = {
        str(column): len({code for cell in rows[column].dropna() if (code := normalise_code(str(cell)))}) / len(rows)
        for column in rows.columns
        if rows[column].notna().any() and pd.api.types.is_string_dtype(rows[column].dropna())
    }
    best = max(shares, key=lambda column: shares[column], default=None)
    if best is None or shares[best] < _MOST:
        raise LayoutError(
            f"{path}: no column with codes of areas among {', '.join(map(str, rows.columns))}. Fetch the layer again."
        )
    return best
