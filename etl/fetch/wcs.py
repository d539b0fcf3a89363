"""A map as GeoTIFF over WCS 2.0.1: in tiles, put together into one file; or only the part around a gemeente."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import rasterio
from rasterio.errors import RasterioError
from rasterio.windows import from_bounds

from etl.errors import FetchError
from etl.fetch.client import ChangedError, Client, DamagedError, glimpse, glimpse_of, writing
from etl.fetch.jobs import Bounds, Job, Layer, Outcome
from etl.fetch.layers import local_name, query, read_xml
from etl.fetch.progress import Track
from etl.fetch.snapshot import Origin, Snapshot, intact, meta_path, write_meta

VIA: Final = "wcs"
#: Cells along the side of one tile.
_TILE_CELLS: Final = 2000
#: A map of the whole country above this size is fetched only when it is asked for by name and with --large.
LARGE_MB: Final = 1000
_CELL_BYTES: Final = 4
_RD_CODES: Final = ("28992", "7415")


@dataclass(frozen=True)
class Coverage:
    """Extent and grid of a map in RD New, and what the service calls its axes."""

    axes: tuple[str, str]
    bounds: Bounds
    #: Columns, rows.
    cells: tuple[int, int]

    @property
    def cell_m(self) -> tuple[float, float]:
        """Width and height of a cell."""
        west, south, east, north = self.bounds
        return (east - west) / self.cells[0], (north - south) / self.cells[1]

    @property
    def size_mb(self) -> float:
        """Size of the whole map, not compressed."""
        return self.cells[0] * self.cells[1] * _CELL_BYTES / 1e6


def describe(client: Client, layer: Layer) -> Coverage:
    """Extent and grid of a coverage. Raises FetchError, also for one that is not in RD New."""
    url = query(layer.url, "WCS", "DescribeCoverage", coverageId=layer.name)
    return client.get(url, lambda body: read_description(body, url))[1]


def read_description(body: bytes, url: str) -> Coverage:
    """A DescribeCoverage answer. Raises DamagedError, FetchError when it is in other coordinates than RD New."""
    parts: dict[str, Any] = {}
    for element in read_xml(body).iter():
        parts.setdefault(local_name(element.tag), element)
    try:
        envelope = parts["Envelope"]
        axes = tuple(envelope.attrib["axisLabels"].split())
        low, high = (_numbers(parts[name].text) for name in ("lowerCorner", "upperCorner"))
        first, last = (_numbers(parts[name].text) for name in ("low", "high"))
        cells = tuple(round(end - begin) + 1 for begin, end in zip(first, last, strict=True))
    except (KeyError, ValueError) as error:
        raise DamagedError(f"a description of a map without envelope or grid ({error!r}): {glimpse(body)}") from error
    if not any(code in envelope.attrib.get("srsName", "") for code in _RD_CODES):
        raise ChangedError(
            f"{url}: the map is in {envelope.attrib.get('srsName') or 'unknown coordinates'}, where RD New (EPSG:28992) is "
            "expected. Run `etl check-sources`; a GeoTIFF downloaded elsewhere can be given with --raw."
        )
    if len(axes) != 2 or len(low) != 2 or len(high) != 2 or len(cells) != 2 or min(cells) < 1:
        raise DamagedError(f"a description of a map that has not two dimensions, beginning with {glimpse(body)}")
    return Coverage((axes[0], axes[1]), (low[0], low[1], high[0], high[1]), (cells[0], cells[1]))


def fetch_map(client: Client, job: Job, track: Track) -> Outcome:
    """Bring one map up to date as <layer>.tif. Raises FetchError.

    The name of a layer tells its edition, and an edition never changes: a whole snapshot stays as it is.
    """
    (layer,) = job.layers
    snapshot = Snapshot(job.folder)
    if snapshot.manifest():
        return Outcome.unchanged(job, VIA)
    coverage = describe(client, layer)
    if job.bounds is None and coverage.size_mb > LARGE_MB and not job.large:
        why = f"the map of the whole country is some {coverage.size_mb:,.0f} MB; ask for it with --source {job.source_id} --large."
        return Outcome.skipped(job, VIA, why)
    wanted = _overlap(coverage, job.bounds)
    origin = Origin(job.source_id, job.table_id, job.licence, None, VIA)
    snapshot.begin(origin)
    tiles = []
    for number, part in enumerate(tiles_of(coverage, wanted)):
        path = snapshot.staging / f"tile.{number:04d}.tif"
        url = coverage_url(layer, coverage, part)
        if not intact(path):
            client.download(url, path, check_tile, track.bytes)
            write_meta(path, url, origin)
        tiles.append(path)
    target = snapshot.staging / f"{layer.plain}.tif"
    _join(tiles, target)
    write_meta(target, coverage_url(layer, coverage, wanted), origin, tiles=len(tiles))
    snapshot.finish(origin, None)
    return Outcome.fetched(job, VIA, 0)


def coverage_url(layer: Layer, coverage: Coverage, part: Bounds) -> str:
    """Address of a part of a map as GeoTIFF."""
    x, y = coverage.axes
    west, south, east, north = part
    url = query(layer.url, "WCS", "GetCoverage", coverageId=layer.name, format="image/tiff")
    return f"{url}&subset={x}({west:.15g},{east:.15g})&subset={y}({south:.15g},{north:.15g})"


def tiles_of(coverage: Coverage, wanted: Bounds) -> Iterator[Bounds]:
    """The wanted part, along the lines of the grid, in tiles of at most _TILE_CELLS cells a side."""
    west, south = coverage.bounds[:2]
    width, height = coverage.cell_m
    columns = _span(wanted[0] - west, wanted[2] - west, width, coverage.cells[0])
    rows = _span(wanted[1] - south, wanted[3] - south, height, coverage.cells[1])
    for top in range(rows[0], rows[1], _TILE_CELLS):
        bottom = min(top + _TILE_CELLS, rows[1])
        for left in range(columns[0], columns[1], _TILE_CELLS):
            right = min(left + _TILE_CELLS, columns[1])
            yield west + left * width, south + top * height, west + right * width, south + bottom * height


def check_tile(path: Path) -> None:
    """Raises DamagedError when a file is no whole GeoTIFF of one band."""
    try:
        with rasterio.open(path, driver="GTiff") as tile:
            tile.read(1)
    except (RasterioError, OSError) as error:
        raise DamagedError(f"an answer that is no whole GeoTIFF, beginning with {glimpse_of(path)}") from error


def _join(tiles: Sequence[Path], target: Path) -> None:
    """Make one GeoTIFF of tiles, one tile in memory at a time; a single tile stays byte for byte as it came."""
    if len(tiles) == 1:
        with writing(target):
            tiles[0].replace(target)
        meta_path(tiles[0]).unlink(missing_ok=True)
        return
    boxes = []
    for path in tiles:
        with rasterio.open(path) as tile:
            boxes.append(tile.bounds)
            profile, cell = tile.profile, tile.res
    west, north = min(box.left for box in boxes), max(box.top for box in boxes)
    width = round((max(box.right for box in boxes) - west) / cell[0])
    height = round((north - min(box.bottom for box in boxes)) / cell[1])
    transform = rasterio.transform.from_origin(west, north, cell[0], cell[1])
    profile.update(width=width, height=height, transform=transform, tiled=True, blockxsize=512, blockysize=512)
    part = target.with_name(target.name + ".part")
    try:
        with writing(target), rasterio.open(part, "w", **{**profile, "compress": "deflate"}) as whole:
            for path, box in zip(tiles, boxes, strict=True):
                with rasterio.open(path) as tile:
                    place = from_bounds(*box, transform=transform).round_offsets().round_lengths()
                    whole.write(tile.read(1), 1, window=place)
        with writing(target):
            part.replace(target)
    except RasterioError as error:
        raise FetchError(f"{target.name}: its tiles do not fit together ({error}). Fetch again.") from error
    finally:
        part.unlink(missing_ok=True)
    for path in tiles:
        path.unlink()
        meta_path(path).unlink(missing_ok=True)


def _overlap(coverage: Coverage, wanted: Bounds | None) -> Bounds:
    if wanted is None:
        return coverage.bounds
    (west, south, east, north), whole = wanted, coverage.bounds
    part = (max(west, whole[0]), max(south, whole[1]), min(east, whole[2]), min(north, whole[3]))
    if part[0] >= part[2] or part[1] >= part[3]:
        raise FetchError(
            f"The map covers x {whole[0]:.0f} to {whole[2]:.0f}, y {whole[1]:.0f} to {whole[3]:.0f}: not this gemeente."
        )
    return part


def _span(low: float, high: float, cell: float, count: int) -> tuple[int, int]:
    """First cell and the one past the last that cover low to high."""
    first = max(0, math.floor(low / cell + 1e-6))
    last = min(count, math.ceil(high / cell - 1e-6))
    return first, max(last, first + 1)


def _numbers(text: str | None) -> list[float]:
    return [float(part) for part in (text or "").split()]
