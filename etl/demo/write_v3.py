"""Writes OData v3: metadata, the dimensions and the data set in pages, each the envelope that the service gives."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from etl.demo.tables import FICTIONAL, Table, change_stem, change_title, gemeente_name
from etl.demo.topics import Topic
from etl.demo.world import Area

HOST = "https://opendata.cbs.nl/ODataFeed/odata"
ROWS_PER_PAGE = 100
#: Running numbers up to here are the same in every year.
_UNTOUCHED = 40
Json = Mapping[str, Any]


def write_v3(folder: Path, table: Table, rows_per_page: int = ROWS_PER_PAGE) -> None:
    """One folder with a yearly table of CBS: typed figures, padded texts, missing figures as null."""
    entries = region_entries(table.year)
    properties = data_properties(
        [("GeoDetail", "WijkenEnBuurten", "Wijken en buurten")], entries + topic_entries(table.topics), table.year
    )
    keys = [row["Key"] for row in properties if row["Type"] == "Topic"]
    columns = [_typed(table, topic) for topic in table.topics]
    rows = []
    for number, area in enumerate(table.areas):
        told = [column[number] for column in columns]
        rows.append(
            {
                "ID": number,
                "WijkenEnBuurten": f"{area.code:<10}",
                **dict(zip(keys, [*region_texts(area), *told], strict=True)),
            }
        )
    write_set(
        folder,
        table.table_id,
        "TableInfos",
        [table_info(table.table_id, table.title, str(table.modified), str(table.year))],
    )
    write_set(folder, table.table_id, "DataProperties", properties)
    write_pages(folder, table.table_id, "WijkenEnBuurten", area_rows(table.areas), rows_per_page)
    write_pages(folder, table.table_id, "TypedDataSet", rows, rows_per_page)


def region_entries(year: int) -> list[tuple[tuple[str, ...], str, str, str, int, str]]:
    """The columns about the area, as (path, stem, title, unit, decimals, datatype)."""
    told = [
        ("Gemeentenaam", "Gemeentenaam", "naam"),
        ("SoortRegio", "Soort regio", "omschrijving"),
        ("Codering", "Codering", "code"),
    ]
    told.append((change_stem(year), change_title(year), "code"))
    return [(("Regioaanduiding",), stem, title, unit, 0, "String") for stem, title, unit in told]


def topic_entries(topics: Sequence[Topic]) -> list[tuple[tuple[str, ...], str, str, str, int, str]]:
    """Topics in the same shape as `region_entries`."""
    kinds = {True: "String", False: "Long"}
    return [
        (t.path, t.stem, t.title, t.unit, t.decimals, "Double" if t.decimals else kinds[t.measure == "postcode4"])
        for t in topics
    ]


def data_properties(
    dimensions: Sequence[tuple[str, str, str]],
    entries: Sequence[tuple[tuple[str, ...], str, str, str, int, str]],
    map_year: int,
) -> list[dict[str, Any]]:
    """Rows of DataProperties: dimensions, then topics under their groups. Keys end in a running number."""
    rows = [
        _property(i, i, None, kind, key, title, map_year if kind == "GeoDetail" else None)
        for i, (kind, key, title) in enumerate(dimensions)
    ]
    groups: dict[tuple[str, ...], int] = {}
    for number, (path, stem, title, unit, decimals, datatype) in enumerate(entries, start=1):
        for depth in range(1, len(path) + 1):
            group = path[:depth]
            if group not in groups:
                groups[group] = len(rows)
                rows.append(_property(len(rows), None, groups.get(group[:-1]), "TopicGroup", "", group[-1], None))
        running = number if number <= _UNTOUCHED else number + _withdrawn(map_year)
        topic = _property(len(rows), running, groups.get(path), "Topic", f"{stem}_{running}", title, None)
        relative = unit.startswith(("%", "per ", "x 1"))
        topic |= {"Datatype": datatype, "Unit": unit, "Decimals": decimals, "Default": "Impossible"}
        rows.append(topic | {"PresentationType": "Relative" if relative else "Absolute"})
    return rows


def _withdrawn(year: int) -> int:
    """How many topics a year's table once had in between: the reason that running numbers differ from year to year."""
    return year * 7 % 16


def _property(
    number: int, position: int | None, parent: int | None, kind: str, key: str, title: str, map_year: int | None
) -> dict[str, Any]:
    return {
        "odata.type": f"Cbs.OData.{kind}", "ID": number, "Position": position, "ParentID": parent, "Type": kind,
        "Key": key,
        "Title": title, "Description": FICTIONAL, "MapYear": map_year, "Datatype": None, "Unit": None, "Decimals": None,
        "Default": None, "PresentationType": None,
    }  # fmt: skip


def region_texts(area: Area) -> list[str]:
    """Name of the gemeente, level, code and change flag, padded as the service does."""
    return [f"{gemeente_name(area):<40}", f"{area.level:<10}", f"{area.code:<10}", area.change]


def _typed(table: Table, topic: Topic) -> list[Any]:
    values = table.values(topic).tolist()
    if topic.measure == "postcode4":
        return ["         ." if math.isnan(value) else f"{int(value):>10}" for value in values]
    kind = float if topic.decimals else int
    return [None if math.isnan(value) else kind(round(value, topic.decimals)) for value in values]


def area_rows(areas: Iterable[Area]) -> list[dict[str, Any]]:
    """Rows of the dimension WijkenEnBuurten."""
    return [
        {
            "Key": f"{area.code:<10}",
            "Title": area.name,
            "Description": "" if area.level == "Land" else f"{area.level} '{area.name}' ({area.code}), verzonnen.",
            "Municipality": "" if area.level == "Land" else area.gemeente_code,
            "DetailRegionCode": "" if area.level == "Land" else area.code,
        }
        for area in areas
    ]


def table_info(table_id: str, title: str, modified: str, period: str) -> dict[str, Any]:
    """Row of TableInfos."""
    moment = f"{modified}T02:00:00"
    return {
        "Updated": moment, "ID": 0, "Identifier": table_id, "Title": title, "ShortTitle": title,
        "ShortDescription": FICTIONAL,
        "Summary": FICTIONAL, "Modified": moment, "MetaDataModified": moment, "ReasonDelivery": "Actualisering",
        "ExplanatoryText": FICTIONAL, "OutputStatus": "Regulier", "Source": "Verzonnen", "Language": "nl",
        "Catalog": "DEMO",
        "Frequency": "Onregelmatig", "Period": period,
    }  # fmt: skip


def write_set(folder: Path, table_id: str, name: str, rows: Sequence[Json], host: str = HOST) -> None:
    """A set that fits in one answer: `<name>.json`."""
    _write(folder / f"{name}.json", table_id, name, rows, None, host)


def write_pages(
    folder: Path,
    table_id: str,
    name: str,
    rows: Sequence[Json],
    size: int = ROWS_PER_PAGE,
    slice_name: str = "",
    host: str = HOST,
) -> None:
    """A set in numbered pages; each but the last tells where the next one is."""
    stem = f"{name}.{slice_name}" if slice_name else name
    for page, start in enumerate(range(0, len(rows), size)):
        end = start + size
        link = f"{host}/{table_id}/{name}?$format=json&$skip={end}" if end < len(rows) else None
        _write(folder / f"{stem}.{page:03d}.json", table_id, name, rows[start:end], link, host)


def _write(path: Path, table_id: str, name: str, rows: Sequence[Json], link: str | None, host: str) -> None:
    kind = f"Cbs.OData.WebAPI.{name}" if name.endswith("DataSet") else name
    content: dict[str, Any] = {"odata.metadata": f"{host}/{table_id}/$metadata#{kind}", "value": list(rows)}
    if link:
        content["odata.nextLink"] = link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
