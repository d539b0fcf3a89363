"""An emulator of CBS StatLine (OData v3 and v4), of dataderden.cbs.nl and of map and file services, over real HTTP.

Answers have the shape of recorded ones. Links name the public host, as those of the real services do.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from werkzeug import Request, Response

from tests.emulator import maps
from tests.emulator.faults import Fault, Kind
from tests.emulator.tables import Row, Table

PUBLIC = "https://opendata.cbs.nl"
_CLAUSE = re.compile(r"(?:startswith\((?P<key>\w+),'(?P<start>[^']*)'\)|(?P<name>\w+) eq '(?P<value>[^']*)')")
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass
class File:
    """A file at a fixed address."""

    body: bytes
    content_type: str = "application/octet-stream"
    changed: str | None = "Tue, 02 Dec 2025 09:00:00 GMT"
    answers_head: bool = True


@dataclass
class Cbs:
    """State of the emulated services; `handle` answers a request."""

    page_rows: int = 10_000
    tables: dict[str, Table] = field(default_factory=dict)
    #: Boundary maps by year: bytes of a zip.
    maps: dict[int, bytes] = field(default_factory=dict)
    #: Features of the OGC API by level.
    features: dict[str, list[Row]] = field(default_factory=dict)
    #: Years that the OGC API has; empty for every year.
    ogc_years: set[int] = field(default_factory=set)
    #: Features of the WFS by name of the layer, and GeoTIFFs of the WCS by id.
    layers: dict[str, list[Row]] = field(default_factory=dict)
    coverages: dict[str, bytes] = field(default_factory=dict)
    #: Files by name.
    files: dict[str, File] = field(default_factory=dict)
    licence: str = _LICENCE
    faults: list[Fault] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def add(self, *tables: Table) -> None:
        """Publish tables."""
        self.tables.update({table.table_id: table for table in tables})

    def fail(self, pattern: str, kind: Kind, times: int = 1_000_000, **more: Any) -> None:
        """Let requests whose path and query match `pattern` go wrong, the next `times` times."""
        self.faults.append(Fault(pattern, kind, times, **more))

    def asked(self, pattern: str) -> list[str]:
        """Requests so far whose path and query match."""
        return [request for request in self.requests if re.search(pattern, request)]

    def handle(self, request: Request) -> Response:
        """Answer one request, spoilt when a fault is due."""
        target = request.path + (f"?{urlencode(request.args)}" if request.args else "")
        self.requests.append(target)
        answer = self._answer(request)
        for fault in self.faults:
            if fault.hits(target):
                return fault.spoil(request, answer)
        return answer

    def _answer(self, request: Request) -> Response:
        routes: tuple[tuple[str, Callable[..., Response]], ...] = (
            (r"/ODataCatalog/Tables", self._catalogue),
            (r"/(?P<service>ODataFeed|ODataApi)/odata/(?P<table_id>\w+)/(?P<name>\w+)/?", self._v3),
            (r"/v4/(?P<table_id>\w+)/Properties", self._v4_properties),
            (r"/csv/(?P<table_id>\w+)", self._csv_zip),
            (r"/map/(?P<year>\d{4})_v(?P<version>\d)\.zip", self._map),
            (r"/ogc/(?P<year>\d{4})/collections", self._collections),
            (r"/ogc/(?P<year>\d{4})/collections/(?P<level>\w+)/items", self._items),
            (r"/wfs(?:/\d{4})?", lambda asked: maps.wfs(asked, self.layers)),
            (r"/wcs", lambda asked: maps.wcs(asked, self.coverages)),
            (r"/file/(?P<name>.+)", self._file),
        )
        for pattern, answer in routes:
            if found := re.fullmatch(pattern, request.path, re.IGNORECASE):
                table_id = found.groupdict().get("table_id")
                if table_id and table_id not in self.tables:
                    break
                if request.path.startswith(("/v4/", "/csv/")) and not self.tables[str(table_id)].has_v4:
                    break
                if "/ogc/" in request.path and self.ogc_years and int(found["year"]) not in self.ogc_years:
                    break
                return answer(request, **found.groupdict())
        return Response("Not found", status=404)

    def _catalogue(self, request: Request) -> Response:
        wanted = dict(re.findall(r"(\w+) eq '([^']*)'", request.args.get("$filter", "")))
        part = re.search(r"substringof\('([^']*)',Title\)", request.args.get("$filter", ""))
        rows = [
            table.info
            for table in self.tables.values()
            if (part is None or part[1] in table.title)
            and all(str(table.info.get(key)) == value for key, value in wanted.items())
        ]
        if "desc" in request.args.get("$orderby", ""):
            rows.sort(key=lambda row: str(row["Period"]), reverse=True)
        top = int(request.args.get("$top", len(rows)))
        return _json(
            {"odata.metadata": f"{PUBLIC}/ODataCatalog/$metadata#Tables", "value": _select(rows, request)[:top]}
        )

    def _v3(self, request: Request, service: str, table_id: str, name: str) -> Response:
        table = self.tables[table_id]
        sets: dict[str, list[Row]] = {
            "TableInfos": [table.info],
            "DataProperties": table.properties,
            "TypedDataSet": table.rows,
            "UntypedDataSet": table.rows,
            **table.dimensions,
        }
        if name not in sets:
            return Response("Not found", status=404)
        rows = _filtered(sets[name], request.args.get("$filter", ""))
        size = len(rows) if name in ("TableInfos", "DataProperties") else self.page_rows
        skip = int(request.args.get("$skip", 0))
        if service == "ODataApi" and len(rows) > size:
            return Response("The query returns more than 10000 records.", status=500)
        root = f"{PUBLIC}/ODataFeed/OData/{table_id}"
        answer: Row = {
            "odata.metadata": f"{root}/$metadata#Cbs.OData.WebAPI.{name}",
            "value": _select(rows[skip : skip + size], request),
        }
        if skip + size < len(rows):
            options = {key: value for key, value in request.args.items() if key != "$skip"}
            query = "&".join(f"{key}={quote(value, safe='')}" for key, value in options.items())
            answer["odata.nextLink"] = f"{root}/{name}/?{query}&$skip={skip + size}"
        return _json(answer)

    def _v4_properties(self, _request: Request, table_id: str) -> Response:
        table = self.tables[table_id]
        return _json(
            {
                "@odata.context": f"https://datasets.cbs.nl/odata/v1/CBS/{table_id}/$metadata#Properties",
                "Identifier": table_id,
                "Title": table.title,
                "Modified": v4_modified(table),
                "TemporalCoverage": table.period,
                "Status": table.output_status,
                "ObservationCount": len(_observations(table)),
                "License": self.licence,
            }
        )

    def _csv_zip(self, _request: Request, table_id: str) -> Response:
        return Response(csv_zip(self.tables[table_id]), content_type="application/zip")

    def _map(self, _request: Request, year: str, version: str) -> Response:
        if int(year) not in self.maps or version != "2":
            return Response("Not found", status=404)
        headers = {"Last-Modified": "Tue, 02 Dec 2025 09:00:00 GMT"}
        return Response(self.maps[int(year)], content_type="application/zip", headers=headers)

    def _file(self, request: Request, name: str) -> Response:
        file = self.files.get(name)
        if file is None:
            return Response("Not found", status=404)
        if request.method == "HEAD" and not file.answers_head:
            return Response("Method not allowed", status=405)
        headers = {"Last-Modified": file.changed} if file.changed else {}
        return Response(file.body, content_type=file.content_type, headers=headers)

    def _collections(self, _request: Request, year: str) -> Response:
        return _json(
            {"links": [], "collections": [{"id": level, "title": f"{level} {year}"} for level in self.features]}
        )

    def _items(self, request: Request, year: str, level: str) -> Response:
        features = self.features.get(level)
        if features is None:
            return Response("Not found", status=404)
        if only := request.args.get("gemeentecode"):
            features = [feature for feature in features if feature["properties"].get("gemeentecode") == only]
        limit, start = int(request.args.get("limit", 10)), int(request.args.get("cursor", 0))
        page = features[start : start + limit]
        links = [{"rel": "self", "href": request.url}]
        if start + limit < len(features):
            base = f"https://api.pdok.nl/cbs/wijken-en-buurten-{year}/ogc/v1"
            links.append(
                {
                    "rel": "next",
                    "href": f"{base}/collections/{level}/items?cursor={start + limit}&f=json&limit={limit}"
                    + (f"&gemeentecode={only}" if only else ""),
                }
            )
        return _json({"type": "FeatureCollection", "links": links, "numberReturned": len(page), "features": page})


def csv_zip(table: Table) -> bytes:
    """The CSV zip of a table: semicolons, decimal commas, codes without padding."""
    topics = {row["Key"]: row for row in table.properties}
    measures = [
        (code, number, topics[key]["Title"], topics[key]["ParentID"], topics[key]["Unit"], topics[key]["Decimals"])
        for number, (key, code) in enumerate(table.v4_codes.items())
    ]
    groups = [(row["ID"], row["Title"], row["ParentID"]) for row in table.properties if row["Type"] == "TopicGroup"]
    codes = [(row["Key"].strip(), row["Title"].strip()) for row in table.dimensions["WijkenEnBuurten"]]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        observations = ("Id", "Measure", "ValueAttribute", "Value", "StringValue", "WijkenEnBuurten")
        archive.writestr("Observations.csv", _csv(observations, _observations(table)))
        measure_columns = ("Identifier", "Index", "Title", "MeasureGroupId", "Unit", "Decimals")
        archive.writestr("MeasureCodes.csv", _csv(measure_columns, measures))
        archive.writestr("MeasureGroups.csv", _csv(("Id", "Title", "ParentId"), groups))
        archive.writestr("WijkenEnBuurtenCodes.csv", _csv(("Identifier", "Title"), codes))
        properties = [(table.table_id, table.title, v4_modified(table), table.period)]
        archive.writestr("Properties.csv", _csv(("Identifier", "Title", "Modified", "TemporalCoverage"), properties))
    return stream.getvalue()


def v4_modified(table: Table) -> str:
    """`Modified` as OData v4 writes it."""
    return f"{table.modified[:10]}T00:00:00+01:00"


def _observations(table: Table) -> list[tuple[object, ...]]:
    cells = [
        (code, row["WijkenEnBuurten"].strip(), row.get(key))
        for row in table.rows
        for key, code in table.v4_codes.items()
    ]
    return [(number, code, "None", value, None, area) for number, (code, area, value) in enumerate(cells)]


def _csv(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    lines = [";".join(f'"{name}"' for name in header), *(";".join(map(_cell, row)) for row in rows), ""]
    return "\r\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    return "" if value is None else str(value).replace(".", ",")


def _filtered(rows: list[Row], clauses: str) -> list[Row]:
    """Rows that meet all clauses joined by `and`, of which one may be a list of `or`; `eq` compares with the padding."""
    for clause in filter(None, clauses.split(" and ")):
        options = [found for part in clause.split(" or ") for found in _CLAUSE.finditer(part)]
        rows = [row for row in rows if any(_meets(row, option) for option in options)]
    return rows


def _meets(row: Row, found: re.Match[str]) -> bool:
    if found["key"]:
        return str(row[found["key"]]).startswith(found["start"])
    return bool(row[found["name"]] == found["value"])


def _select(rows: list[Row], request: Request) -> list[Row]:
    names = request.args.get("$select")
    return [{name: row.get(name) for name in names.split(",")} for row in rows] if names else rows


def _json(answer: Row) -> Response:
    return Response(json.dumps(answer, ensure_ascii=False), content_type="application/json; charset=utf-8")
