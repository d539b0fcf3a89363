"""Tables for the emulator: a small one made up here, with CBS's padding, and the recorded one of the whole country."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
CODE_WIDTH = 10


@dataclass
class Table:
    """One table as the services show it. Change its fields to publish a new release."""

    table_id: str
    title: str
    period: str
    properties: list[Row]
    dimensions: dict[str, list[Row]]
    rows: list[Row]
    modified: str = "2021-03-26T02:00:00"
    catalog: str = "CBS"
    #: TableInfos of the feed tells RecordCount for most tables, not for all.
    tells_count: bool = True
    output_status: str = "Regulier"
    more_info: Row = field(default_factory=dict)
    #: Whether OData v4 has it too.
    has_v4: bool = True
    #: Measure codes of OData v4 by v3 key; a topic without one is not in the CSV zip.
    v4_codes: dict[str, str] = field(default_factory=dict)

    @property
    def info(self) -> Row:
        """The row of TableInfos and of the catalogue."""
        count = {"RecordCount": len(self.rows), "ColumnCount": len(self.properties)} if self.tells_count else {}
        return {
            "Updated": self.modified,
            "ID": 0,
            "Identifier": self.table_id,
            "Title": self.title,
            "ShortTitle": self.title,
            "Modified": self.modified,
            "OutputStatus": self.output_status,
            "Language": "nl",
            "Catalog": self.catalog,
            "Period": self.period,
            **count,
            **self.more_info,
        }

    def rename_topic(self, old: str, new: str) -> None:
        """Give a topic another key in metadata and rows, as CBS does when it renumbers a table."""
        for row in self.properties:
            if row["Key"] == old:
                row["Key"] = new
        self.rows = [{new if key == old else key: value for key, value in row.items()} for row in self.rows]
        self.v4_codes = {new if key == old else key: code for key, code in self.v4_codes.items()}

    def drop_from_rows(self, key: str) -> None:
        """Take a column out of the rows while the metadata still lists it."""
        self.rows = [{name: value for name, value in row.items() if name != key} for row in self.rows]


def area_codes(buurten: int) -> list[str]:
    """The country, one gemeente, one wijk and some buurten of the fictional gemeente 9901."""
    return ["NL00", "GM9901", "WK990100", *(f"BU99010{number:03d}" for number in range(buurten))]


def kwb_table(year: int = 2024, table_id: str = "99024NED", buurten: int = 5) -> Table:
    """A small Kerncijfers table: padded codes, parent groups, a text topic, a missing value and a true 0."""
    codes = [code.ljust(CODE_WIDTH) for code in area_codes(buurten)]
    return Table(
        table_id=table_id,
        title=f"Kerncijfers wijken en buurten {year}",
        period=str(year),
        properties=[
            _property(0, None, "GeoDetail", "WijkenEnBuurten", "Wijken en buurten"),
            _property(1, None, "TopicGroup", "", "Bevolking"),
            _property(2, 1, "Topic", "Gemeentenaam_1", "Gemeentenaam"),
            _property(3, 1, "Topic", "AantalInwoners_5", "Aantal inwoners", "aantal"),
            _property(4, 1, "Topic", "HuishoudensTotaal_29", "Huishoudens totaal", "aantal"),
            _property(5, None, "TopicGroup", "", "Nabijheid voorzieningen"),
            _property(6, 5, "Topic", "AfstandTotHuisartsenpraktijk_110", "Afstand tot huisartsenpraktijk", "km"),
            _property(7, None, "TopicGroup", "", "Oppervlakte"),
            _property(8, 7, "Topic", "OppervlakteLand_116", "Oppervlakte land", "ha"),
        ],
        dimensions={"WijkenEnBuurten": [_member(code) for code in codes]},
        rows=[
            {
                "ID": number,
                "WijkenEnBuurten": code,
                "Gemeentenaam_1": "Voorbeeldstad".ljust(40),
                "AantalInwoners_5": 0 if number == len(codes) - 1 else 100 * number,
                "HuishoudensTotaal_29": 0 if number == len(codes) - 1 else 45 * number,
                "AfstandTotHuisartsenpraktijk_110": None if number == 3 else round(0.1 * number, 1),
                "OppervlakteLand_116": 10 + number,
            }
            for number, code in enumerate(codes)
        ],
        v4_codes={
            "AantalInwoners_5": "T001036",
            "HuishoudensTotaal_29": "1050010_2",
            "AfstandTotHuisartsenpraktijk_110": "D000028",
            "OppervlakteLand_116": "A047044",
        },
    )


def health_table(table_id: str = "99150NED", buurten: int = 2) -> Table:
    """A small health table: periods, ages and margins; every value a padded text; 65 and over was not asked in 2016."""
    areas = [code.replace("NL00", "NL01").ljust(CODE_WIDTH) for code in area_codes(buurten)]
    ages, margins, periods = ("20300", "80200"), ("MW00000", "MOG0095", "MBG0095"), ("2016JJ00", "2020JJ00")
    percentages = dict(zip(margins, (70, 65, 75), strict=True))
    cells = [(age, margin, area, period) for age in ages for margin in margins for area in areas for period in periods]
    rows = [
        {
            "ID": number,
            "Leeftijd": age,
            "Marges": margin,
            "WijkenEnBuurten": area,
            "Perioden": period,
            "GoedErvarenGezondheid_4": f"{percentages[margin]}.{number % 10}".rjust(8),
        }
        for number, (age, margin, area, period) in enumerate(cells)
        if (age, period) != ("80200", "2016JJ00")
    ]
    return Table(
        table_id=table_id,
        title="Gezondheid per wijk en buurt",
        period="2016, 2020",
        catalog="RIVM",
        properties=[
            _property(0, None, "Dimension", "Leeftijd", "Leeftijd"),
            _property(1, None, "Dimension", "Marges", "Marges"),
            _property(2, None, "GeoDetail", "WijkenEnBuurten", "Wijken en buurten"),
            _property(3, None, "TimeDimension", "Perioden", "Perioden"),
            _property(4, None, "Topic", "GoedErvarenGezondheid_4", "Goed ervaren gezondheid", "%"),
        ],
        dimensions={
            "Leeftijd": [_member(age) for age in ages],
            "Marges": [_member(margin) for margin in margins],
            "WijkenEnBuurten": [_member(area) for area in areas],
            "Perioden": [
                {"Key": period, "Title": period[:4], "Description": None, "Status": "Definitief"} for period in periods
            ],
        },
        rows=rows,
    )


def crime_table(table_id: str = "99018NED", buurten: int = 2) -> Table:
    """A small table of the police: kinds of crime with dots and padding in their keys, per year; no row for a buurt without any."""
    areas = [code.ljust(CODE_WIDTH) for code in area_codes(buurten)]
    kinds, periods = ("0.0.0 ", "1.1.1 ", "1.4.6 "), ("2023JJ00", "2024JJ00")
    cells = [(kind, area, period) for kind in kinds for area in areas for period in periods]
    properties = [
        _property(0, None, "Dimension", "SoortMisdrijf", "Soort misdrijf"),
        _property(1, None, "GeoDetail", "WijkenEnBuurten", "Wijken en buurten"),
        _property(2, None, "TimeDimension", "Perioden", "Perioden"),
        _property(3, None, "Topic", "GeregistreerdeMisdrijven_1", "Geregistreerde misdrijven", "aantal"),
    ]
    titles = dict(zip(kinds, ("Totaal misdrijven", "Diefstal/inbraak woning", "Mishandeling"), strict=True))
    return Table(
        table_id=table_id,
        title="Geregistreerde misdrijven; soort misdrijf, wijk, buurt, jaarcijfers",
        period="2023-2024",
        catalog="Politie",
        properties=properties,
        dimensions={
            "SoortMisdrijf": [{**_member(kind), "Title": titles[kind]} for kind in kinds],
            "WijkenEnBuurten": [_member(area) for area in areas],
            "Perioden": [{"Key": period, "Title": period[:4], "Description": None} for period in periods],
        },
        rows=[
            {
                "ID": number,
                "SoortMisdrijf": kind,
                "WijkenEnBuurten": area,
                "Perioden": period,
                "GeregistreerdeMisdrijven_1": number,
            }
            for number, (kind, area, period) in enumerate(cells)
            if (kind, area.strip()) != ("1.4.6 ", "BU99010001")
        ],
    )


def recorded_table(folder: Path) -> Table:
    """The recorded table 84799NED of open-data, whole country, with its own metadata."""
    import pandas as pd

    info = json.loads((folder / "TableInfos.json").read_text(encoding="utf-8"))
    properties = json.loads((folder / "DataProperties.json").read_text(encoding="utf-8"))["value"]
    return Table(
        table_id=info["Identifier"],
        title=info["Title"],
        period=info["Period"],
        modified=info["Modified"],
        properties=properties,
        dimensions={"WijkenEnBuurten": _records(pd.read_parquet(folder / "WijkenEnBuurten.parquet"))},
        rows=_records(pd.read_parquet(folder / "TypedDataSet.parquet")),
        more_info=info,
    )


def _records(frame: Any) -> list[Row]:
    plain = frame.astype(object).where(frame.notna(), None)
    records: list[Row] = plain.to_dict("records")
    return records


def _property(number: int, parent: int | None, kind: str, key: str, title: str, unit: str = "") -> Row:
    topic = {"Datatype": "Double", "Unit": unit, "Decimals": 1, "Default": "Missing", "PresentationType": "Absolute"}
    return {
        "odata.type": f"Cbs.OData.{kind}",
        "ID": number,
        "Position": number,
        "ParentID": parent,
        "Type": kind,
        "Key": key,
        "Title": title,
        "Description": None,
        **(topic if kind == "Topic" else {}),
    }


def _member(code: str) -> Row:
    return {"Key": code, "Title": code.strip(), "Description": None, "CategoryGroupID": None}
