"""Health tables: ages, waves, margins that join their value, the country as NL00."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from source_files import envelope, read_only, value, write_json, write_sheet, write_v3

from etl.contracts import NotUsed, ParsedTable
from etl.errors import LayoutError
from etl.sources.rivm_gezondheid.adapter import recognise

KEY = "ErvarenGezondheidGoedZeerGoed_4"
PROPERTIES: list[tuple[str, str, str, str | None, int | None]] = [
    ("Dimension", "Leeftijd", "Leeftijd", None, None),
    ("Dimension", "Marges", "Marges", None, None),
    ("GeoDetail", "WijkenEnBuurten", "Wijken en buurten", None, None),
    ("TimeDimension", "Perioden", "Perioden", None, None),
    ("Topic", "Gemeentenaam_1", "Gemeentenaam", "naam", None),
    ("Topic", "SoortRegio_2", "Soort regio", "omschrijving", None),
    ("Topic", KEY, "Goed ervaren gezondheid", "%", None),
]


def row(number: int, area: str, year: int, cell: Any, *, age: str = "20300", margin: str = "MW00000") -> dict[str, Any]:
    kind = {"NL": "Land", "GM": "Gemeente", "WK": "Wijk", "BU": "Buurt"}[area[:2]]
    return {
        "ID": number, "Leeftijd": age, "Marges": margin, "WijkenEnBuurten": area.ljust(10), "Perioden": f"{year}JJ00",
        "Gemeentenaam_1": "Voorbeeld".ljust(40), "SoortRegio_2": kind.ljust(10), KEY: cell,
    }  # fmt: skip


ROWS = [
    row(0, "NL01", 2020, "    78.4"),
    row(1, "NL01", 2020, "    78.0", margin="MOG0095"),
    row(2, "NL01", 2020, "    78.8", margin="MBG0095"),
    row(3, "NL01", 2016, "    75.2"),
    row(4, "BU99010001", 2020, "    71,3"),
    row(5, "BU99010001", 2020, "    64.0", margin="MOG0095"),
    row(6, "BU99010001", 2020, "    78.1", margin="MBG0095"),
    row(7, "BU99010001", 2016, "       ."),
    row(8, "NL01", 2020, "    66.7", age="80200"),
    row(9, "BU99010001", 2020, None, age="80200"),
]
NAMES = {"NL01": "Nederland", "BU99010001": "Oude Haven"}


def write(folder: Path, rows: list[dict[str, Any]] = ROWS, **more: Any) -> Path:
    defaults: dict[str, Any] = {
        "table_id": "50120NED",
        "period": "2012, 2016, 2020",
        "data_set": "UntypedDataSet",
        "names": NAMES,
    }
    return write_v3(folder, rows, PROPERTIES, **(defaults | more))


def read(folder: Path) -> ParsedTable:
    return read_only(recognise(folder, sorted(folder.iterdir())))


def cell(table: ParsedTable, code: str, indicator_id: str, year: int) -> tuple[float, float, float]:
    rows = table.values.set_index(["area_code", "indicator_id", "reference_year"])[["value", "lower", "upper"]]
    found = rows.loc[(code, indicator_id, year)]
    return found["value"], found["lower"], found["upper"]


def test_reads_waves_ages_and_margins_by_hand(tmp_path: Path) -> None:
    table = read(write(tmp_path / "t"))
    release = table.release
    assert (release.source_id, release.table_id, release.layout) == ("rivm_gezondheid", "50120NED", "odata_v3")
    assert (release.reference_year, release.boundary_year, release.national) == (2020, 2020, False)
    assert cell(table, "NL00", "good_health_pct", 2020) == (78.4, 78.0, 78.8)
    assert cell(table, "BU99010001", "good_health_pct", 2020) == (71.3, 64.0, 78.1)
    assert value(table, "BU99010001", "good_health_pct", 2016) == (None, "unknown")
    assert value(table, "NL00", "good_health_pct", 2016) == (75.2, "ok")
    assert value(table, "NL00", "good_health_65plus_pct", 2020) == (66.7, "ok")
    assert value(table, "BU99010001", "good_health_65plus_pct", 2020) == (None, "unknown")
    assert len(table.values) == 6
    assert dict(zip(table.areas["area_code"], table.areas["name"], strict=True)) == {
        "NL00": "Nederland",
        "BU99010001": "Oude Haven",
    }


def test_slices_per_wave_and_age_are_one_table(tmp_path: Path) -> None:
    folder = write(tmp_path / "sliced", ROWS[:1])
    (folder / "UntypedDataSet.json").unlink()
    for name, rows in {
        "2016JJ00-20300-MW00000": [ROWS[3], ROWS[7]],
        "2020JJ00-20300-MW00000": [ROWS[0], ROWS[4]],
    }.items():
        write_json(
            folder / f"UntypedDataSet.{name}.000.json", envelope("https://example.org/50120NED", "UntypedDataSet", rows)
        )
    table = read(folder)
    assert len(table.values) == 4
    assert value(table, "BU99010001", "good_health_pct", 2020) == (71.3, "ok")
    (found,) = recognise(folder, sorted(folder.iterdir()))
    assert len(getattr(found, "parts", ())) == 5


def test_a_sheet_of_untyped_rows_reads_alike(tmp_path: Path) -> None:
    header = list(ROWS[0])
    body = [
        [float(one[key]) if key in ("ID", "Leeftijd") else one[key] for key in header] for one in [ROWS[0], ROWS[4]]
    ]
    path = write_sheet(tmp_path / "50090NED_2020_18plus.untyped.xlsx", [header, *body], "Blad1")
    table = read_only(recognise(tmp_path, [path]))
    assert (table.release.table_id, table.release.boundary_year, table.release.layout) == ("50090NED", 2020, "xlsx")
    assert cell(table, "NL00", "good_health_pct", 2020)[0] == 78.4
    assert set(table.values["indicator_id"]) == {"good_health_pct"}
    assert table.areas["name"].isna().tolist() == [False, True]


def test_a_sheet_of_an_unknown_table_is_refused(tmp_path: Path) -> None:
    header = list(ROWS[0])
    rows = [header, [ROWS[0][key] for key in header]]
    for name, message in {
        "gezondheid.xlsx": "the table is not to be found",
        "50999NED.xlsx": "of which year the areas",
    }.items():
        path = write_sheet(tmp_path / name, rows, "Blad1")
        with pytest.raises(LayoutError, match=message):
            read_only(recognise(tmp_path, [path]))


@pytest.mark.parametrize(
    ("faulty", "message"),
    [
        (
            [row(0, "BU99010001", 2020, None), row(1, "BU99010001", 2020, "64.0", margin="MOG0095")],
            "1 lower bounds without a value, such as BU99010001",
        ),
        (
            [row(0, "GM9901", 2020, "70.0"), row(1, "BU99010001", 2020, "64.0", margin="MBG0095")],
            "1 upper bounds without a value, such as BU99010001",
        ),
        (
            [
                row(0, "GM9901", 2020, "70"),
                row(1, "GM9901", 2020, "71", margin="MOG0095"),
                row(2, "GM9901", 2020, "69", margin="MBG0095"),
            ],
            "lower bound lies above the upper bound 1 times, such as GM9901",
        ),
        ([row(0, "GM9901", 2020, "70", margin="MX00000")], "margin 'MX00000' is not known"),
        ([row(0, "GM9901", 2020, "zeventig")], "area GM9901, column ErvarenGezondheidGoedZeerGoed_4: 'zeventig'"),
        ([row(0, "GM9901", 2020, "70") | {"Perioden": "2020KW01"}], "period '2020KW01' is no year"),
    ],
)  # fmt: skip
def test_faults_name_the_area(tmp_path: Path, faulty: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(LayoutError, match=message):
        read(write(tmp_path / "t", faulty))


def test_a_measure_that_was_not_asked_is_noted(tmp_path: Path) -> None:
    properties = [(*one[:1], "Eenzaam_28", *one[2:]) if one[1] == KEY else one for one in PROPERTIES]
    rows = [{"Eenzaam_28" if key == KEY else key: cell for key, cell in one.items()} for one in ROWS]
    table = read(write_v3(tmp_path / "t", rows, properties, table_id="50120NED", names=NAMES))
    assert table.values.empty
    assert table.notes == ("Not asked in this table: good_health_65plus_pct, good_health_pct.",)


def test_metadata_alone_is_not_used(tmp_path: Path) -> None:
    folder = write(tmp_path / "t")
    (folder / "UntypedDataSet.json").unlink()
    assert all(isinstance(found, NotUsed) for found in recognise(folder, sorted(folder.iterdir())))
