"""SES-WOA in three layouts: stems that repeat, years in one table, and scores kept back where there are too few households."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from source_files import envelope, read_only, value, write_json, write_statline, write_v3, write_zip

from etl.catalogue.loader import load_catalogue
from etl.contracts import ParsedTable
from etl.errors import ColumnError, LayoutError
from etl.sources.cbs_ses_woa.adapter import recognise

CATALOGUE = load_catalogue()
#: Two topics per group have one stem, as in the real table: the group decides.
PROPERTIES: list[tuple[str, str, str, str | None, int | None]] = [
    ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", None, None),
    ("TimeDimension", "Perioden", "Perioden", None, None),
    ("Topic", "ParticuliereHuishoudens_1", "Particuliere huishoudens", "aantal", None),
    ("TopicGroup", "", "SES-WOA", None, None),
    ("TopicGroup", "", "Totaalscore", None, 3),
    ("Topic", "GemiddeldeScore_29", "Gemiddelde score", "getal", 4),
    ("TopicGroup", "", "Deelscore welvaart", None, 3),
    ("Topic", "GemiddeldeScore_31", "Gemiddelde score", "getal", 6),
    ("TopicGroup", "", "Deelscore opleiding", None, 3),
    ("Topic", "GemiddeldeScore_33", "Gemiddelde score", "getal", 8),
    ("TopicGroup", "", "Deelscore arbeid", None, 3),
    ("Topic", "GemiddeldeScore_35", "Gemiddelde score", "getal", 10),
    ("TopicGroup", "", "Spreiding", None, None),
    ("TopicGroup", "", "Spreiding totaal", None, 12),
    ("Topic", "Waarde_37", "Waarde", "getal", 13),
    ("TopicGroup", "", "Spreiding welvaart", None, 12),
    ("Topic", "Waarde_39", "Waarde", "getal", 15),
]
KEYS = [key for kind, key, *_ in PROPERTIES if kind == "Topic"]


def row(number: int, area: str, year: int, *cells: float | None) -> dict[str, Any]:
    return {
        "ID": number,
        "WijkenEnBuurten": area.ljust(10),
        "Perioden": f"{year}JJ00",
        **dict(zip(KEYS, cells, strict=True)),
    }


ROWS = [
    row(0, "GM9901", 2023, 40_000, -0.05, 0.02, -0.1, -0.07, 1.01, 0.5),
    row(1, "GM9901", 2024, 41_000, -0.1, 0.01, -0.2, -0.11, 1.02, 0.5),
    row(2, "BU99010001", 2024, 200, 0.192, 0.3, 0.1, 0.08, 0.785, 0.4),
    row(3, "BU99010002", 2024, 100, None, None, None, None, None, None),
    row(4, "BU99010003", 2024, 400, None, None, None, None, None, None),
]


def write(folder: Path, properties: list[Any] = PROPERTIES, **more: Any) -> Path:
    given: dict[str, Any] = {"names": None, "table_id": "86296NED", "period": "2014-2024", "map_year": None}
    return write_v3(folder, ROWS, properties, **(given | more))


def read(path: Path) -> ParsedTable:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return read_only(recognise(path if path.is_dir() else path.parent, files), CATALOGUE)


def test_the_parents_tell_scores_with_one_stem_apart(tmp_path: Path) -> None:
    table = read(write(tmp_path / "t"))
    found = {name: value(table, "BU99010001", name, 2024)[0] for name in sorted(set(table.values["indicator_id"]))}
    assert found == {
        "ses_education_score": 0.1,
        "ses_welfare_score": 0.3,
        "ses_woa_score": 0.192,
        "ses_woa_spread_score": 0.785,
        "ses_work_score": 0.08,
    }
    assert value(table, "GM9901", "ses_woa_score", 2023) == (-0.05, "ok")


def test_the_areas_are_those_of_the_table_not_of_the_year(tmp_path: Path) -> None:
    assert read(write(tmp_path / "by_id")).release.boundary_year == 2025
    folder = write(tmp_path / "by_title", table_id="86092NED")
    info = {"Identifier": "86092NED", "Title": "SES-WOA scores per wijk en buurt, indeling 2024", "Period": "2014-2023"}
    write_json(folder / "TableInfos.json", envelope("x/86092NED", "TableInfos", [info]))
    table = read(folder)
    assert (table.release.boundary_year, table.release.table_id, table.release.reference_year) == (
        2024,
        "86092NED",
        2024,
    )


def test_few_households_are_the_reason_only_where_there_are_few(tmp_path: Path) -> None:
    table = read(write(tmp_path / "t"))
    assert value(table, "BU99010002", "ses_woa_score", 2024) == (None, "suppressed")
    assert value(table, "BU99010003", "ses_woa_score", 2024) == (None, "unknown")


def test_a_lost_group_names_the_indicator_and_lists_the_topics(tmp_path: Path) -> None:
    properties = [
        (kind, key, title.replace("arbeid", "baan"), unit, parent) for kind, key, title, unit, parent in PROPERTIES
    ]
    with pytest.raises(ColumnError) as caught:
        read(write(tmp_path / "t", properties))
    assert caught.value.indicators == ("ses_work_score",)
    assert "GemiddeldeScore_35 = SES-WOA/Deelscore baan/Gemiddelde score (getal)" in str(caught.value)


def write_v4(path: Path) -> Path:
    """The zip of datasets.cbs.nl: two years, measures in groups, codes whose meaning stands in their titles only."""
    groups = [["Id", "Title", "ParentId"], ["1", "SES-WOA", ""], ["2", "Totaalscore", "1"], ["3", "Spreiding", ""],
              ["4", "Spreiding totaal", "3"], ["5", "Deelscore welvaart", "1"], ["6", "Deelscore opleiding", "1"],
              ["7", "Deelscore arbeid", "1"]]  # fmt: skip
    measures = [
        ["Identifier", "Title", "MeasureGroupId", "Unit"],
        ["M1", "Particuliere huishoudens", "", "aantal"],
        *([f"D00796{n}_1", "Gemiddelde score", group, "getal"] for n, group in enumerate(("2", "5", "6", "7"))),
        ["D007970", "Waarde", "4", "getal"],
    ]
    cells = [
        ("M1", "200", "2023JJ00", "BU99010001", "None"), ("D007960_1", "0,192", "2023JJ00", "BU99010001", "None"),
        ("D007960_1", "0,2", "2024JJ00", "BU99010001", "None"), ("D007970", "0,785", "2024JJ00", "BU99010001", "None"),
        ("D007960_1", "", "2024JJ00", "BU99010002", "Confidential"),
    ]  # fmt: skip
    head = ["Id", "Measure", "ValueAttribute", "Value", "StringValue", "WijkenEnBuurten", "Perioden"]
    rows = [[n, measure, told, cell, "", area, period] for n, (measure, cell, period, area, told) in enumerate(cells)]
    names = [["Identifier", "Title"], ["BU99010001", "Oude Haven"], ["BU99010002", "Zuid"]]
    properties = [
        ["Key", "Value"],
        ["Identifier", "86296NED"],
        ["Title", "SES-WOA scores per wijk en buurt, 2014-2024"],
    ]
    return write_zip(
        path,
        {
            "Observations.csv": [head, *rows], "MeasureCodes.csv": measures, "MeasureGroups.csv": groups,
            "WijkenEnBuurtenCodes.csv": names, "Properties.csv": properties,
        },
    )  # fmt: skip


def test_v4_gives_the_same_with_a_table_per_year_inside(tmp_path: Path) -> None:
    table = read(write_v4(tmp_path / "86296NED.csv.zip"))
    assert value(table, "BU99010001", "ses_woa_score", 2023) == (0.192, "ok")
    assert value(table, "BU99010001", "ses_woa_score", 2024) == (0.2, "ok")
    assert value(table, "BU99010001", "ses_woa_spread_score", 2024) == (0.785, "ok")
    assert value(table, "BU99010002", "ses_woa_score", 2024) == (None, "suppressed")
    assert (table.release.boundary_year, table.release.layout) == (2025, "odata_v4")
    assert list(table.areas["name"]) == ["Oude Haven", "Zuid"]


HEADER = [
    "Perioden", "Wijken en buurten", "Regiocode (gemeente, wijk, buurt) (code)", "Particuliere huishoudens (Aantal)",
    "SES-WOA/Totaalscore/Gemiddelde score (Getal)", "Spreiding/Spreiding totaal/Waarde (Getal)",
]  # fmt: skip
LINES = [
    ["2019", "Voorbeeld", "GM9901    ", "  457400", "  -0.100", "   1.010"],
    ["2019", "Oude Haven", "BU99010001", "     200", "   0,192", "   0,785"],
    ["2019", "Zuid", "BU99010002", "       0", "       .", "       ."],
]


def test_a_statline_export_with_point_or_comma(tmp_path: Path) -> None:
    table = read(write_statline(tmp_path / "2019_85163NED-voorbeeld.statline.csv", [HEADER, *LINES]))
    assert value(table, "GM9901", "ses_woa_score", 2019) == (-0.1, "ok")
    assert value(table, "BU99010001", "ses_woa_spread_score", 2019) == (0.785, "ok")
    assert value(table, "BU99010002", "ses_woa_score", 2019) == (None, "suppressed")
    assert (table.release.boundary_year, table.release.reference_year) == (2021, 2019)
    assert list(table.areas["name"]) == ["Voorbeeld", "Oude Haven", "Zuid"]


def test_an_export_without_years_says_what_to_export(tmp_path: Path) -> None:
    path = write_statline(tmp_path / "2019_85163NED.statline.csv", [HEADER[1:], *(line[1:] for line in LINES)])
    with pytest.raises(
        LayoutError, match=r"Perioden is missing\. Export the table with the columns Perioden and Codering"
    ):
        read(path)
