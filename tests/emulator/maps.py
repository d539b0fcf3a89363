"""Map services for the emulator: features over WFS 2.0.0 and coverages over WCS 2.0.1, as GeoServer answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import rasterio
from rasterio.io import MemoryFile
from rasterio.windows import from_bounds
from werkzeug import Request, Response

Feature = dict[str, Any]


def wfs(request: Request, layers: Mapping[str, Sequence[Feature]]) -> Response:
    """GetCapabilities and GetFeature over `layers`, features by name (with workspace)."""
    if request.args["request"] == "GetCapabilities":
        listed = "".join(f"<FeatureType><Name>{name}</Name></FeatureType>" for name in layers)
        body = f'<WFS_Capabilities xmlns="http://www.opengis.net/wfs/2.0"><FeatureTypeList>{listed}</FeatureTypeList></WFS_Capabilities>'
        return Response(body, content_type="application/xml")
    found = layers.get(request.args["typeNames"])
    if found is None:
        return exception(f"Unknown type {request.args['typeNames']}")
    if order := request.args.get("sortBy"):
        found = sorted(found, key=lambda feature: str(feature["properties"][order]))
    if wanted := request.args.get("filter"):
        name, begin = re.search(r"ValueReference>(\w+)<.*Literal>(\w+)\*<", wanted).groups()  # type: ignore[union-attr]
        found = [feature for feature in found if str(feature["properties"][name]).startswith(begin)]
    start, count = int(request.args.get("startIndex", 0)), int(request.args["count"])
    page = list(found[start : start + count])
    if names := request.args.get("propertyName"):
        kept = names.split(",")
        page = [{**one, "geometry": None, "properties": {key: one["properties"][key] for key in kept}} for one in page]
    answer = {"type": "FeatureCollection", "features": page, "numberMatched": len(found), "numberReturned": len(page)}
    return Response(json.dumps(answer), content_type="application/json")


def wcs(request: Request, coverages: Mapping[str, bytes]) -> Response:
    """GetCapabilities, DescribeCoverage and GetCoverage over `coverages`, GeoTIFFs by id (workspace__layer)."""
    if request.args["request"] == "GetCapabilities":
        listed = "".join(
            f"<wcs:CoverageSummary><wcs:CoverageId>{name}</wcs:CoverageId></wcs:CoverageSummary>" for name in coverages
        )
        body = f'<wcs:Capabilities xmlns:wcs="http://www.opengis.net/wcs/2.0"><wcs:Contents>{listed}</wcs:Contents></wcs:Capabilities>'
        return Response(body, content_type="application/xml")
    body_of = coverages.get(request.args["coverageId"])
    if body_of is None:
        return exception("No such coverage")
    with MemoryFile(body_of) as memory, memory.open() as dataset:
        if request.args["request"] == "DescribeCoverage":
            return Response(_description(dataset), content_type="application/xml")
        sides = {}
        for subset in request.args.getlist("subset"):
            axis, low, high = re.fullmatch(r"(\w+)\(([^,]+),([^)]+)\)", subset).groups()  # type: ignore[union-attr]
            sides[axis] = float(low), float(high)
        (west, east), (south, north) = sides["X"], sides["Y"]
        window = from_bounds(west, south, east, north, dataset.transform).round_offsets().round_lengths()
        values = dataset.read(1, window=window)
        profile = {
            **dataset.profile,
            "width": values.shape[1],
            "height": values.shape[0],
            "transform": rasterio.windows.transform(window, dataset.transform),
            "tiled": False,
        }
        for name in ("blockxsize", "blockysize"):
            profile.pop(name, None)
        with MemoryFile() as target:
            with target.open(**profile) as part:
                part.write(values, 1)
            return Response(bytes(target.read()), content_type="image/tiff")


def exception(text: str) -> Response:
    """An error as map services give it: XML, with HTTP 200."""
    report = f'<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/2.0"><ows:Exception>{text}</ows:Exception></ows:ExceptionReport>'
    return Response(report, content_type="application/xml")


def _description(dataset: Any) -> str:
    west, south, east, north = dataset.bounds
    return (
        '<wcs:CoverageDescriptions xmlns:wcs="http://www.opengis.net/wcs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2">'
        '<gml:Envelope srsName="http://www.opengis.net/def/crs/EPSG/0/28992" axisLabels="X Y" uomLabels="m m">'
        f"<gml:lowerCorner>{west} {south}</gml:lowerCorner><gml:upperCorner>{east} {north}</gml:upperCorner></gml:Envelope>"
        f"<gml:GridEnvelope><gml:low>0 0</gml:low><gml:high>{dataset.width - 1} {dataset.height - 1}</gml:high></gml:GridEnvelope>"
        "</wcs:CoverageDescriptions>"
    )
