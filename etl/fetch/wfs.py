"""Features of a layer over WFS 2.0.0, page after page; without geometry where only the properties are read."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from domain.areas import normalise_code
from etl.errors import FetchError
from etl.fetch.boundaries import keep_page, read_features
from etl.fetch.client import Client, DamagedError
from etl.fetch.jobs import Job, Layer, Outcome
from etl.fetch.layers import query
from etl.fetch.progress import Track
from etl.fetch.snapshot import Origin, Snapshot

VIA: Final = "wfs"
#: Features per page. PDOK gives at most 1,000; features without geometry are small.
PAGE_WITH_GEOMETRY: Final = 1000
PAGE: Final = 5000
_MOST_PAGES: Final = 200


def fetch_features(client: Client, job: Job, track: Track) -> Outcome:
    """Bring the pages of the job's layers up to date. Raises FetchError.

    The name of a layer tells its edition, and an edition never changes: a whole snapshot stays as it is.
    """
    snapshot = Snapshot(job.folder)
    if snapshot.manifest():
        return Outcome.unchanged(job, VIA)
    origin = Origin(job.source_id, job.table_id, job.licence, None, VIA)
    snapshot.begin(origin)
    total = sum(_layer(client, job, layer, snapshot.staging, origin, track) for layer in job.layers)
    if not total:
        snapshot.discard()
        return Outcome.empty(job, VIA)
    snapshot.finish(origin, None)
    return Outcome.fetched(job, VIA, total)


def page_url(layer: Layer, start: int, options: dict[str, str]) -> str:
    """Address of the page of features that begins at `start`."""
    return query(layer.url, "WFS", "GetFeature", typeNames=layer.name, **options, startIndex=str(start))


def properties_only(client: Client, layer: Layer, gemeente: str | None = None) -> dict[str, str]:
    """Options for features without geometry, of one gemeente where its code is given. Raises FetchError.

    They come in the order of their codes, so that pages never overlap.
    """
    options = {"outputFormat": "application/json", "count": "1"}
    url = query(layer.url, "WFS", "GetFeature", typeNames=layer.name, **options)

    def check(body: bytes) -> dict[str, Any]:
        features = read_features(body)["features"]
        if not features or not isinstance(features[0].get("properties"), dict):
            raise DamagedError(f"layer {layer.name} gives no feature with properties")
        properties: dict[str, Any] = features[0]["properties"]
        return properties

    example = client.get(url, check)[1]
    codes = {name: found for name, value in example.items() if (found := normalise_code(str(value)))}
    code = next(iter(codes), None)
    only = {"filter": _starts_with(code, f"{codes[code][:2]}{gemeente[2:]}")} if gemeente and code else {}
    return {
        "outputFormat": "application/json",
        "count": str(PAGE),
        "propertyName": ",".join(example),
        **({"sortBy": code} if code else {}),
        **only,
    }


def _starts_with(name: str, start: str) -> str:
    """A filter in the standard's own language: not every service knows another."""
    like = '<fes:PropertyIsLike wildCard="*" singleChar="?" escapeChar="!">'
    inside = f"<fes:ValueReference>{name}</fes:ValueReference><fes:Literal>{start}*</fes:Literal>"
    return f'<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0">{like}{inside}</fes:PropertyIsLike></fes:Filter>'


def _layer(client: Client, job: Job, layer: Layer, folder: Path, origin: Origin, track: Track) -> int:
    """Keep all pages of a layer as <layer>.000.json, .001.json ...; number of features."""
    if job.with_geometry:
        size, stem = PAGE_WITH_GEOMETRY, f"{layer.plain}_{job.table_id}"
        options = {"outputFormat": "json", "srsName": "EPSG:28992", "count": str(size)}
    else:
        size, stem = PAGE, layer.plain
        options = properties_only(client, layer, job.gemeente)
    count = 0
    for number in range(_MOST_PAGES):
        path = folder / f"{stem}.{number:03d}.json"
        page = keep_page(client, page_url(layer, count, options), path, origin, track)
        count += len(page["features"])
        matched = page.get("numberMatched")
        complete = count >= matched if isinstance(matched, int) else len(page["features"]) < size
        if complete and (count or job.gemeente):
            if not count:
                path.unlink()  # this layer has nothing of the gemeente
            return count
        if not page["features"]:
            break
    raise FetchError(
        f"{page_url(layer, 0, options)}: {count:,} features came, and the service promises more or none at all. "
        "Try again later; if it stays, run `etl check-sources`."
    )
