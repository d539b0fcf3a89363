"""CBS's xlsx: stripped headers, mixed decimals and marks, years from names, parts of areas, filled-in figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from source_files import read_only, value, write_sheet

from etl.contracts import ParsedTable
from etl.errors import ColumnError, LayoutError
from etl.sources.cbs_kwb.adapter import recognise

HEADER = [
    "gwb_code_10",
    "regio",
    "gm_naam",
    "recs",
    "ind_wbi",
    "a_inw ",
    "g_ink_pi",
    "p_koopw",
    "g_afs_hp",
    "a_lan_ha",
    "pst_mvp",
]
ROWS: list[list[Any]] = [
    ["GM9901", "Voorbeeld", "Voorbeeld", "Gemeente", ".", 900, 29.1, 44, "0,7", 120, "."],
    ["WK990100", "Wijk 00 Kern", "Voorbeeld", "Wijk", 1.0, 900, "28.4", "44", "       .", 120, 9901.0],
    ["BU99010001", " Oude Haven", "Voorbeeld", "Buurt", 2.0, 0, "", ",", ".", 20, "9902"],
]


def read(path: Path) -> ParsedTable:
    return read_only(recognise(path.parent, [path]))


def test_reads_a_sheet_by_hand(tmp_path: Path) -> None:
    table = read(write_sheet(tmp_path / "kwb-2024-voorbeeld.xlsx", [HEADER, *ROWS]))
    release = table.release
    assert (release.table_id, release.layout, release.reference_year) == ("85984NED", "xlsx", 2024)
    assert (release.modified, release.recorded, release.national) == (None, None, False)
    assert value(table, "GM9901", "gp_km") == (0.7, "ok")
    assert value(table, "WK990100", "gp_km") == (None, "unknown")
    assert value(table, "WK990100", "income_per_resident_eur") == (28400.0, "ok")
    assert value(table, "WK990100", "owner_occupied_pct") == (44.0, "ok")
    assert value(table, "BU99010001", "owner_occupied_pct") == (None, "unknown")
    assert value(table, "BU99010001", "residents_count") == (0.0, "ok")
    areas = table.areas.set_index("area_code")
    assert list(areas.loc["BU99010001", ["name", "change_flag", "postcode4", "land_area_ha"]]) == [
        "Oude Haven",
        2,
        "9902",
        20,
    ]
    assert areas.loc["WK990100", "postcode4"] == "9901"
    assert "born_in_europe_count" not in set(table.values["indicator_id"])


@pytest.mark.parametrize(
    ("name", "sheet", "year"),
    [
        ("kwb-2024-utrecht.xlsx", "Gemeente-Utrecht", 2024),
        ("kwb2025.xlsx", "KWB2025", 2025),
        ("download.xlsx", "KWB2023", 2023),
        ("2026-10-02 kwb-2020 def.xlsx", "Blad1", 2020),
    ],
)
def test_the_year_comes_from_sheet_or_file_name(tmp_path: Path, name: str, sheet: str, year: int) -> None:
    assert read(write_sheet(tmp_path / name, [HEADER, *ROWS], sheet)).release.reference_year == year


def test_no_year_and_two_years_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"cijfers\.xlsx: the year of the figures is not to be found"):
        read(write_sheet(tmp_path / "cijfers.xlsx", [HEADER, *ROWS], "Blad1"))
    with pytest.raises(LayoutError, match="sheet says 2024, file name says 2023"):
        read(write_sheet(tmp_path / "kwb-2023.xlsx", [HEADER, *ROWS], "KWB2024"))


def test_a_column_twice_is_ambiguous(tmp_path: Path) -> None:
    rows = [[*HEADER, "a_inw"], *[[*row, 1] for row in ROWS]]
    with pytest.raises(ColumnError, match=r"residents_count: column 'a_inw' is ambiguous"):
        read(write_sheet(tmp_path / "kwb-2024.xlsx", rows))


def test_parts_of_one_area_are_one_area(tmp_path: Path) -> None:
    part = [*ROWS[2][:6], "", 60, ".", "", "."]
    table = read(write_sheet(tmp_path / "kwb-2024.xlsx", [HEADER, *ROWS, part]))
    assert list(table.areas["area_code"]) == ["GM9901", "WK990100", "BU99010001"]
    assert value(table, "BU99010001", "owner_occupied_pct") == (60.0, "ok")
    assert table.areas.set_index("area_code").loc["BU99010001", "postcode4"] == "9902"


def test_one_area_twice_with_other_figures_is_refused(tmp_path: Path) -> None:
    part = [*ROWS[2][:5], 15, *ROWS[2][6:]]
    with pytest.raises(LayoutError, match=r"one area twice with different figures: BU99010001, residents_count"):
        read(write_sheet(tmp_path / "kwb-2024.xlsx", [HEADER, *ROWS, part]))


def test_one_code_with_two_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"BU99010001 is 'Oude Haven' and 'Nieuwe Haven'"):
        read(write_sheet(tmp_path / "kwb-2024.xlsx", [HEADER, *ROWS, [ROWS[2][0], "Nieuwe Haven", *ROWS[2][2:]]]))


def test_a_malformed_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"1 malformed area codes: 'BU9901001' \(1 rows\)"):
        read(write_sheet(tmp_path / "kwb-2024.xlsx", [HEADER, *ROWS, ["BU9901001", *ROWS[2][1:]]]))


def test_a_cut_workbook_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "kwb-2024.xlsx", [HEADER, *ROWS])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(LayoutError, match=r"kwb-2024\.xlsx: cannot be opened as a workbook"):
        recognise(tmp_path, [path])


def town(income_of_small: list[Any], residents: int = 150) -> list[list[Any]]:
    """A wijk of 5,000 residents with income 28.4, two large buurten, and small ones with the given incomes."""
    wijk = ["WK990100", "Kern", "Voorbeeld", "Wijk", 1, 5000, 28.4, 44, 0.7, 100, 9901]
    large = [[f"BU9901009{n}", f"Groot {n}", "Voorbeeld", "Buurt", 1, 2600, 30 + n, 44, 0.7, 50, 9901] for n in (1, 2)]
    small = [
        [f"BU990100{n:02d}", f"Klein {n}", "Voorbeeld", "Buurt", 1, residents, income, 30, 0.9, 5, 9901]
        for n, income in enumerate(income_of_small, start=10)
    ]
    return [HEADER, wijk, *large, *small]


def test_figures_filled_in_from_the_wijk_become_unknown(tmp_path: Path) -> None:
    table = read(write_sheet(tmp_path / "kwb-2024.xlsx", town([28.4, 28.4, 28.4, 28.4, 28.4, 31.0, "."])))
    assert value(table, "BU99010010", "income_per_resident_eur") == (None, "unknown")
    assert value(table, "BU99010015", "income_per_resident_eur") == (None, "unknown")
    assert value(table, "BU99010091", "income_per_resident_eur") == (31000.0, "ok")
    assert value(table, "WK990100", "income_per_resident_eur") == (28400.0, "ok")
    assert value(table, "BU99010010", "owner_occupied_pct") == (30.0, "ok")
    assert table.notes == (
        "income_per_resident_eur: 5 of 6 buurten under 200 residents carry exactly the figure of their wijk, so it was "
        "filled in; the figures of 6 such buurten become unknown.",
    )


@pytest.mark.parametrize(
    ("incomes", "residents"),
    [
        ([28.4, 28.4, 28.4, 28.4], 150),  # too few to tell from chance
        ([28.4] * 5 + [25.0] * 6, 150),  # less than half
        ([28.4] * 6, 200),  # not small
        ([28.4] * 6, 5000),  # each is all of its wijk
    ],
)
def test_other_figures_stay(tmp_path: Path, incomes: list[Any], residents: int) -> None:
    table = read(write_sheet(tmp_path / "kwb-2024.xlsx", town(incomes, residents)))
    assert value(table, "BU99010010", "income_per_resident_eur") == (28400.0, "ok")
    assert table.notes == ()
