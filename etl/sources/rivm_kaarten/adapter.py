"""Maps of the Atlas Leefomgeving (RIVM): GeoTIFFs from its WCS or its downloads. See README.md beside this file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from etl.catalogue.loader import load_catalogue
from etl.catalogue.schema import Catalogue, Locator
from etl.contracts import Content, NotUsed, RasterMap, Recognised
from etl.errors import CatalogueError, LayoutError
from etl.sources._layouts.identity import META_SUFFIX, year_in
from etl.zonal.geotiff import SUFFIXES, check_map, map_inside, open_map

SOURCE_ID: Final = "rivm_kaarten"
#: Key of a locator's `where`: cells from this value up are no data.
_NODATA_FROM: Final = "nodata_from"
#: What GDAL and others lay beside a GeoTIFF.
_BESIDE: Final = (".aux.xml", ".ovr", ".msk", ".xml")
_WORLD: Final = (".tfw", ".tifw", ".prj")


class _Layer(NamedTuple):
    """A locator of the catalogue, and the layer that it was found in with its year (None: the name does not tell)."""

    indicator_id: str
    locator: Locator
    name: str
    year: int | None


def recognise(folder: Path, files: Sequence[Path]) -> list[Recognised | NotUsed]:
    """GeoTIFFs, also one in a zip; those whose layer no indicator names are listed with the names that would do."""
    del folder
    found: list[Recognised | NotUsed] = []
    for path in files:
        if not _is_map(path):
            continue
        beside = tuple(other for other in files if _belongs(other, path))
        layers = list(_layers(path, load_catalogue()))
        if layers:
            what = f"map {layers[0].name}"
            found.append(Recognised(path, SOURCE_ID, "geotiff", what, partial(_read, path), (path, *beside)))
        else:
            found += [NotUsed(one, _unnamed(load_catalogue())) for one in (path, *beside)]
    return found


def _is_map(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in SUFFIXES or (suffix == ".zip" and map_inside(path) is not None)


def _belongs(other: Path, path: Path) -> bool:
    return other.name in {path.name + ending for ending in _BESIDE} | {path.stem + ending for ending in _WORLD}


def _layers(path: Path, catalogue: Catalogue) -> Iterator[_Layer]:
    """Every indicator whose layer is named by the file, by the one inside, or by the note beside it (its url)."""
    member = map_inside(path) if path.suffix.lower() == ".zip" else None
    beside = path.with_name(path.name + META_SUFFIX)
    texts = [path.stem, *([Path(member).stem] if member else [])]
    texts += [beside.read_text(encoding="utf-8", errors="replace")] if beside.is_file() else []
    for indicator_id, indicator in catalogue.indicators.items():
        for locator in indicator.source:
            if locator.series != SOURCE_ID or not locator.layer:
                continue
            pattern = f"{locator.layer}|{indicator_id}[_-]?((?:19|20)\\d\\d)"
            match = next((found for text in texts if (found := re.search(pattern, text, re.IGNORECASE))), None)
            if match:
                told = next((year for year in match.groups() if year), None)
                yield _Layer(indicator_id, locator, match[0], int(told) if told else year_in(_without_days(path.stem)))
                break


def _without_days(name: str) -> str:
    """The name without days such as 20260401: the day of an edition is not the year of the map."""
    return re.sub(r"\d{6,}", "", name)


def _read(path: Path, catalogue: Catalogue) -> list[Content]:
    with open_map(path) as dataset:
        notes = check_map(dataset, path)
    maps: list[Content] = []
    for layer in _layers(path, catalogue):
        if layer.year is None:
            raise LayoutError(
                f"{path}: nothing tells of which year the map '{layer.name}' is. Put the year of the figures at the end of the "
                f"file's name, as in {path.stem}_2024{path.suffix}."
            )
        maps.append(
            RasterMap(
                path=path,
                source_id=SOURCE_ID,
                table_id=layer.name,
                indicator_id=layer.indicator_id,
                reference_year=layer.year,
                nodata_from=_limit(layer),
                notes=notes if not maps else (),
            )
        )
    return maps


def _limit(layer: _Layer) -> float | None:
    told = layer.locator.where.get(_NODATA_FROM)
    try:
        return None if told is None else float(told)
    except ValueError as error:
        raise CatalogueError([f"{layer.indicator_id}: where.{_NODATA_FROM} '{told}' is no number"]) from error


def _unnamed(catalogue: Catalogue) -> str:
    known = sorted(
        name
        for name, indicator in catalogue.indicators.items()
        if any(locator.series == SOURCE_ID for locator in indicator.source)
    )
    return (
        "a map of which no indicator names the layer. Keep the name that RIVM gives it, or call it after its indicator and "
        f"year, as in {known[0] if known else 'INDICATOR'}_2024.tif; there is {', '.join(known)}"
    )
