"""Tiny files in the layouts of the sources, for fictional areas, and a catalogue of a few indicators."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from etl.catalogue.schema import Catalogue, Indicator, Source, Theme
from etl.contracts import NotUsed, ParsedTable, Recognised


def indicator(**more: Any) -> Indicator:
    base = {
        "title": "Iets", "theme": "wie", "unit": "inwoners", "decimals": 0, "direction": "none", "kind": "register",
        "describes": "Iets.", "legend": "Iets.", "valid_range": (0, None), "breaks": (10,),
    }  # fmt: skip
    return Indicator.model_validate(base | more)


def source(**more: Any) -> Source:
    base = {
        "title": "Reeks", "publisher": "CBS", "licence": "CC BY 4.0", "licence_url": "https://example.org/licence",
        "attribution": "Bron: CBS", "homepage": "https://example.org",
    }  # fmt: skip
    return Source.model_validate(base | more)


CATALOGUE = Catalogue(
    themes=(Theme(id="wie", title="Wie", sentence="Wie er wonen."),),
    sources={
        "cbs_kwb": source(tables={2020: "84799NED", 2024: "85984NED"}),
        "cbs_nabijheid": source(tables={2023: "85830NED"}),
        "rivm_gezondheid": source(),
    },
    indicators={
        "residents_count": indicator(
            source=[
                {
                    "series": "cbs_kwb",
                    "v3": [{"stem": "AantalInwoners", "path": ["Bevolking"]}],
                    "v4": "T001036",
                    "xlsx": ["a_inw"],
                    "statline": ["Bevolking/Aantal inwoners (aantal)"],
                }
            ],
        ),
        "born_in_europe_count": indicator(
            source=[
                {
                    "series": "cbs_kwb",
                    "v3": [{"stem": "EuropaExclusiefNederland", "path": ["Bevolking", "Geboren buiten Nederland"]}],
                    "xlsx": ["a_gbl_eu"],
                }
            ],
        ),
        "income_per_resident_eur": indicator(
            unit="euro",
            minimum={"of": "residents_count", "at_least": 100},
            source=[
                {
                    "series": "cbs_kwb",
                    "v3": [{"stem": "GemiddeldInkomenPerInwoner", "unit": "x 1 000 euro"}],
                    "xlsx": ["g_ink_pi"],
                    "times": 1000,
                }
            ],
        ),
        "owner_occupied_pct": indicator(
            unit="%",
            source=[
                {"series": "cbs_kwb", "v4": "1014800", "v4_group": "Woningen naar eigendom", "xlsx": ["p_koopw"]},
            ],
        ),
        "gp_km": indicator(
            unit="km",
            decimals=1,
            source=[
                {
                    "series": "cbs_nabijheid",
                    "v3": [{"stem": "AfstandTotHuisartsenpraktijk"}],
                    "statline": [
                        "Gezondheid en welzijn/Huisartsenpraktijk/Afstand tot huisartsenpraktijk (km)",
                    ],
                },
                {
                    "series": "cbs_kwb",
                    "v3": [{"stem": "AfstandTotHuisartsenpraktijk"}],
                    "v4": "D000028",
                    "xlsx": ["g_afs_hp"],
                },
            ],
        ),
        "good_health_pct": indicator(
            unit="%",
            decimals=1,
            source=[
                {
                    "series": "rivm_gezondheid",
                    "age": "20300",
                    "v3": [{"stem": "GoedErvarenGezondheid"}, {"stem": "ErvarenGezondheidGoedZeerGoed"}],
                }
            ],
        ),
        "good_health_65plus_pct": indicator(
            unit="%",
            decimals=1,
            source=[
                {"series": "rivm_gezondheid", "age": "80200", "v3": [{"stem": "ErvarenGezondheidGoedZeerGoed"}]},
            ],
        ),
    },
)

#: (type, key, title, unit, position of the parent in this list)
KWB_PROPERTIES: list[tuple[str, str, str, str | None, int | None]] = [
    ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", None, None),
    ("TopicGroup", "", "Regioaanduiding", None, None),
    ("Topic", "Gemeentenaam_1", "Gemeentenaam", "naam", 1),
    ("Topic", "SoortRegio_2", "Soort regio", "omschrijving", 1),
    ("Topic", "IndelingswijzigingWijkenEnBuurten_4", "Indelingswijziging wijken en buurten", "code", 1),
    ("TopicGroup", "", "Bevolking", None, None),
    ("Topic", "AantalInwoners_5", "Aantal inwoners", "aantal", 5),
    ("TopicGroup", "", "Geboren in Nederland", None, 5),
    ("Topic", "EuropaExclusiefNederland_21", "Europa (exclusief Nederland)", "aantal", 7),
    ("TopicGroup", "", "Geboren buiten Nederland", None, 5),
    ("Topic", "EuropaExclusiefNederland_23", "Europa (exclusief Nederland)", "aantal", 9),
    ("Topic", "HuishoudensTotaal_28", "Huishoudens totaal", "aantal", 5),
    ("Topic", "GemiddeldInkomenPerInwoner_72", "Gemiddeld inkomen per inwoner", "x 1 000 euro", None),
    ("Topic", "AfstandTotHuisartsenpraktijk_105", "Afstand tot huisartsenpraktijk", "km", None),
    ("Topic", "OppervlakteLand_111", "Oppervlakte land", "ha", None),
    ("Topic", "MeestVoorkomendePostcode_113", "Meest voorkomende postcode", "code", None),
]


def data_properties(
    rows: Sequence[tuple[str, str, str, str | None, int | None]], map_year: int | None = None
) -> list[dict[str, Any]]:
    return [
        {
            "odata.type": f"Cbs.OData.{kind}", "ID": number, "Position": number, "ParentID": parent,
            "Type": kind, "Key": key, "Title": title, "Unit": unit,
            "MapYear": map_year if kind == "GeoDetail" else None,
        }
        for number, (kind, key, title, unit, parent) in enumerate(rows)
    ]  # fmt: skip


KWB_COLUMNS = [
    "ID", "WijkenEnBuurten", "Gemeentenaam_1", "SoortRegio_2", "IndelingswijzigingWijkenEnBuurten_4",
    "AantalInwoners_5", "EuropaExclusiefNederland_21", "EuropaExclusiefNederland_23", "HuishoudensTotaal_28",
    "GemiddeldInkomenPerInwoner_72", "AfstandTotHuisartsenpraktijk_105", "OppervlakteLand_111",
    "MeestVoorkomendePostcode_113",
]  # fmt: skip
_TOWN = "Voorbeeld".ljust(40)
KWB_ROWS: list[dict[str, Any]] = [
    dict(zip(KWB_COLUMNS, row, strict=True))
    for row in (
        (0, "NL00      ", "Nederland   ", "Land      ", ".", 17000, 10, 40, 8000, 34.9, 1.0, 3000, "         ."),
        (1, "GM9901    ", _TOWN, "Gemeente  ", ".", 900, 4, 9, 400, 29.15, 0.7, 120, "         ."),
        (2, "WK990100  ", _TOWN, "Wijk      ", "1", 900, 4, 9, 400, None, 0.7, 120, "      9901"),
        (3, "BU99010001", _TOWN, "Buurt     ", "3", 0, 0, 0, 0, None, None, 20, "      9902"),
    )
]
KWB_NAMES = {"NL00": "Nederland", "GM9901": "Voorbeeld", "WK990100": "Wijk 00 Kern", "BU99010001": "Oude  Haven "}


def write_v3(
    folder: Path,
    rows: Sequence[Mapping[str, Any]] = KWB_ROWS,
    properties: Sequence[tuple[str, str, str, str | None, int | None]] = KWB_PROPERTIES,
    *,
    page: int | None = None,
    names: Mapping[str, str] | None = KWB_NAMES,
    table_id: str = "84799NED",
    period: str = "2020",
    data_set: str = "TypedDataSet",
    map_year: int | None = 2020,
) -> Path:
    """A whole OData v3 table, `page` rows to a page (all in one file when None)."""
    folder.mkdir(parents=True, exist_ok=True)
    address = f"https://opendata.cbs.nl/ODataFeed/odata/{table_id}"
    write_json(
        folder / "DataProperties.json", envelope(address, "DataProperties", data_properties(properties, map_year))
    )
    infos = [{"ID": 1, "Identifier": table_id, "Period": period, "Modified": "2021-03-26T02:00:00"}]
    write_json(folder / "TableInfos.json", envelope(address, "TableInfos", infos))
    if names is not None:
        dimension = [{"Key": code.ljust(10), "Title": title, "Municipality": ""} for code, title in names.items()]
        write_json(folder / "WijkenEnBuurten.json", envelope(address, "WijkenEnBuurten", dimension))
    if page is None:
        write_json(folder / f"{data_set}.json", envelope(address, data_set, rows))
        return folder
    starts = range(0, len(rows), page)
    for number, start in enumerate(starts):
        body = envelope(address, data_set, rows[start : start + page])
        if start + page < len(rows):
            body["odata.nextLink"] = f"{address}/{data_set}?$format=json&$skip={start + page}"
        write_json(folder / f"{data_set}.{number:03d}.json", body)
    return folder


def envelope(address: str, entity_set: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"odata.metadata": f"{address}/$metadata#Cbs.OData.WebAPI.{entity_set}", "value": list(rows)}


def write_json(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def write_sheet(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "KWB2024") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as workbook:
        worksheet = workbook.add_worksheet(sheet)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                worksheet.write(number, column, cell)
    return path


def write_statline(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(";".join(f'"{cell}"' for cell in row) for row in rows) + "\n", encoding=encoding)
    return path


def write_zip(path: Path, tables: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            text = io.StringIO()
            csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
            archive.writestr(name, "\ufeff" + text.getvalue())
    return path


def read_only(found: Sequence[Recognised | NotUsed], catalogue: Catalogue = CATALOGUE) -> ParsedTable:
    """The one table that was recognised, read."""
    (item,) = found
    assert isinstance(item, Recognised)
    (table,) = item.read(catalogue)
    assert isinstance(table, ParsedTable)
    return table


def value(table: ParsedTable, code: str, indicator_id: str, year: int | None = None) -> tuple[float | None, str]:
    """(value, status) of one cell; None for no value."""
    rows = table.values[(table.values["area_code"] == code) & (table.values["indicator_id"] == indicator_id)]
    if year is not None:
        rows = rows[rows["reference_year"] == year]
    (row,) = rows.to_dict("records")
    return (None if row["value"] != row["value"] else row["value"]), row["status"]
