"""Files with polygons as GDAL opens them: which layers they hold, their rows, and whether they are whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import geopandas as gpd
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from etl.errors import LayoutError

#: A .json can be anything; it is opened only when its first bytes say that it is one of these.
_SPATIAL_JSON: Final = re.compile(rb'"(?:FeatureCollection|Topology)"')
_HEAD_BYTES: Final = 4096
_NAMES: Final = {
    ".gpkg": "GeoPackage",
    ".geojson": "GeoJSON",
    ".topojson": "TopoJSON",
    ".shp": "shapefile",
    ".json": "GeoJSON",
}
_PAGE: Final = re.compile(r"(?P<stem>.+)\.(?P<number>\d{3,})\.(?:geo)?json$", re.IGNORECASE)
_NEXT_PAGE: Final = re.compile(rb'"rel"\s*:\s*"next"')
_SHAPEFILE_PARTS: Final = (".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qmd", ".shp.xml")
_UNREADABLE: Final = (DataSourceError, DataLayerError, ValueError, OSError)


class Spatial(NamedTuple):
    """One file, or one answer of a service kept in numbered pages."""

    path: Path
    pages: tuple[Path, ...]
    layout: str
    #: Files that belong to it.
    parts: tuple[Path, ...]


def spatial_files(files: Sequence[Path]) -> Iterator[Spatial]:
    """Files that can hold boundaries, pages of one answer together, by extension and first bytes."""
    pages: dict[tuple[Path, str], list[Path]] = {}
    for path in sorted(files):
        layout = _layout(path)
        if layout is None:
            continue
        page = _PAGE.fullmatch(path.name)
        if page is not None:
            pages.setdefault((path.parent, page["stem"]), []).append(path)
            continue
        yield Spatial(path, (path,), layout, _beside(path, files) if layout == "shapefile" else ())
    for found in pages.values():
        yield Spatial(found[0], tuple(found), "GeoJSON", tuple(found[1:]))


def polygon_layers(path: Path) -> list[str]:
    """Layers of a file that hold polygons, or may. Raises LayoutError when it cannot be opened."""
    try:
        layers = [(str(name), kind) for name, kind in pyogrio.list_layers(path)]
    except _UNREADABLE as error:
        raise unreadable(path, error) from error
    return [
        name
        for name, kind in layers
        if kind is not None and ("Polygon" in kind or kind in ("Unknown", "GeometryCollection"))
    ]


def sample(path: Path, layer: str, rows: int) -> tuple[pd.DataFrame, int]:
    """The first rows of a layer without polygons, and how many it has. Raises LayoutError when it cannot be read."""
    try:
        count = int(pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"])
        return pyogrio.read_dataframe(path, layer=layer, max_features=rows, read_geometry=False), count
    except _UNREADABLE as error:
        raise unreadable(path, error) from error


def read_rows(pages: Sequence[Path], layer: str, columns: list[str]) -> gpd.GeoDataFrame:
    """All rows of a layer with these columns. Raises LayoutError when a file is damaged or an answer is not whole."""
    _check_whole(pages)
    tables = []
    for page in pages:
        try:
            name = layer if len(pages) == 1 else pyogrio.list_layers(page)[0][0]
            tables.append(pyogrio.read_dataframe(page, layer=name, columns=columns))
        except _UNREADABLE as error:
            raise unreadable(page, error) from error
    filled = [table for table in tables if len(table)] or tables[:1]
    return gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), crs=filled[0].crs) if len(filled) > 1 else filled[0]


def unreadable(path: Path, error: Exception) -> LayoutError:
    """The error for a file that is damaged."""
    cause = str(error).split(";")[0].strip().rstrip(".")
    kind = _NAMES.get(path.suffix.lower(), "file")
    return LayoutError(f"{path}: this {kind} cannot be read ({cause}). Download it again or remove it.")


def _layout(path: Path) -> str | None:
    suffix = path.suffix.lower()
    if suffix != ".json":
        return _NAMES.get(suffix)
    with path.open("rb") as file:
        head = _SPATIAL_JSON.search(file.read(_HEAD_BYTES))
    return None if head is None else "TopoJSON" if b"Topology" in head.group() else "GeoJSON"


def _beside(path: Path, files: Sequence[Path]) -> tuple[Path, ...]:
    wanted = {f"{path.stem}{ending}".casefold() for ending in _SHAPEFILE_PARTS}
    return tuple(sorted(file for file in files if file.parent == path.parent and file.name.casefold() in wanted))


def _check_whole(pages: Sequence[Path]) -> None:
    """An OGC API answer names the next page in its links; the last page we have may not."""
    last = pages[-1]
    if last.suffix.lower() in (".json", ".geojson") and _NEXT_PAGE.search(last.read_bytes()):
        raise LayoutError(
            f"{last}: this is one page of a longer answer, and the next page is missing. Fetch it again, or keep all "
            f"pages beside each other as '{last.stem.split('.')[0]}.000.json', '.001.json' and so on."
        )
    numbers = [int(match["number"]) for page in pages if (match := _PAGE.fullmatch(page.name))]
    if numbers and numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise LayoutError(
            f"{pages[0]}: a page of this answer is missing; there are only "
            f"{', '.join(page.name for page in pages)}. Fetch it again."
        )
