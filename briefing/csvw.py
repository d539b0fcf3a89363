"""Metadata of CSV as W3C describes it ("Metadata Vocabulary for Tabular Data"): what a program needs to read the figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from domain.view_models import SourceLine
from domain.wording.data_files import CODEBOOK_TITLE, DATA_TITLE, NEVER_MISSING, PUBLISHER, Column
from domain.wording.export import DEMO_WARNING, NOT_ABOUT_ONE

_SDMX: Final = "http://purl.org/linked-data/sdmx/2009/"
#: What columns mean in words that programs share.
_MEANS: Final = {
    "gebied_code": f"{_SDMX}dimension#refArea",
    "jaar": f"{_SDMX}dimension#refPeriod",
    "waarde": f"{_SDMX}measure#obsValue",
    "eenheid": f"{_SDMX}attribute#unitMeasure",
    "status": f"{_SDMX}attribute#obsStatus",
    "gebied_naam": "schema:name",
    "titel": "dc:title",
    "beschrijving": "dc:description",
    "bron": "dc:source",
    "licentie": "dc:license",
}
#: Names of licences that have an address.
_LICENCES: Final = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
#: Columns whose unit stands in another column of the row.
_IN_UNIT: Final = ("waarde", "ondergrens", "bovengrens", "gemeente_waarde", "nederland_waarde")


def table_group(
    title: str,
    data: Sequence[Column],
    codebook: Sequence[Column],
    sources: Sequence[tuple[SourceLine, int]],
    made_at: datetime,
    *,
    is_demo: bool,
) -> dict[str, Any]:
    """Description of data.csv and codebook.csv, every source with its licence, the key of both, and how numbers are written."""
    told = f"{NEVER_MISSING} {NOT_ABOUT_ONE}"
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "dc:title": title,
        "dc:description": f"{DEMO_WARNING} {told}" if is_demo else told,
        "dc:publisher": {"schema:name": PUBLISHER},
        "dc:created": {"@value": made_at.date().isoformat(), "@type": "xsd:date"},
        "dc:license": [_licence(name) for name in dict.fromkeys(line.licence for line, _ in sources if line.licence)],
        "dc:source": [_source(line, count) for line, count in sources],
        "dialect": {"delimiter": ";", "encoding": "utf-8", "header": True, "doubleQuote": True},
        "tables": [
            {
                "url": "data.csv",
                "dc:title": DATA_TITLE,
                "tableSchema": {
                    "columns": [
                        _column(each, required=each.name in ("gebied_code", "indicator", "status")) for each in data
                    ],
                    "foreignKeys": [
                        {
                            "columnReference": "indicator",
                            "reference": {"resource": "codebook.csv", "columnReference": "indicator"},
                        }
                    ],
                },
            },
            {
                "url": "codebook.csv",
                "dc:title": CODEBOOK_TITLE,
                "tableSchema": {
                    "columns": [_column(each, required=each.name == "indicator") for each in codebook],
                    "primaryKey": "indicator",
                },
            },
        ],
    }


def _column(column: Column, *, required: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        # The first title is what stands in the file: a reader of this description checks it.
        "titles": {"nl": [column.name, column.title]},
        "dc:description": column.meaning,
        "datatype": _datatype(column),
    }
    if required:
        told["required"] = True
    if column.name in _MEANS:
        told["propertyUrl"] = _MEANS[column.name]
    if column.name in _IN_UNIT:
        told["schema:unitText"] = "zie de kolom eenheid"
    return told


def _datatype(column: Column) -> Any:
    if column.datatype == "number":
        return {"base": "number", "format": {"decimalChar": ","}}
    return column.datatype


def _licence(name: str) -> dict[str, str]:
    return {"@id": _LICENCES[name]} if name in _LICENCES else {"schema:name": name}


def _source(line: SourceLine, count: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "dc:bibliographicCitation": line.citation,
        "dc:identifier": line.table_id,
        "dc:license": _licence(line.licence),
        "schema:size": count,
    }
    if line.modified is not None:
        told["dc:modified"] = {"@value": line.modified.isoformat(), "@type": "xsd:date"}
    return told
