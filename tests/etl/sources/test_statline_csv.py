"""StatLine exports: byte order mark, padding, decimal comma or point, the source line at the foot."""

from __future__ import annotations

from pathlib import Path

import pytest
from source_files import read_only, value, write_statline

from etl.contracts import ParsedTable
from etl.errors import ColumnError, LayoutError
from etl.sources.cbs_kwb.adapter import recognise as recognise_kwb
from etl.sources.cbs_nabijheid.adapter import recognise

GP = "Gezondheid en welzijn/Huisartsenpraktijk/Afstand tot huisartsenpraktijk (km)"
HEADER = [
    "Wijken en buurten",
    "Regioaanduiding/Gemeentenaam (naam)",
    "Regioaanduiding/Soort regio (omschrijving)",
    "Regioaanduiding/Codering (code)",
    "Regioaanduiding/Indelingswijziging wijken en buurten (code)",
    GP,
    "Horeca/Cafés en dergelijke/Afstand tot café e.d. (km)",
]
ROWS = [
    ["Voorbeeld", "Voorbeeld           ", "Gemeente  ", "GM9901    ", ".", "     0.7", "1,2"],
    ["Wijk 00 Kern", "Voorbeeld           ", "Wijk      ", "WK990100  ", "1", "0,7", "       ."],
    ["Oude Haven", "Voorbeeld           ", "Buurt     ", "BU99010001", "3", "       .", "0.0"],
]


def read(path: Path) -> ParsedTable:
    return read_only(recognise(path.parent, [path]))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
def test_reads_an_export_by_hand(tmp_path: Path, encoding: str) -> None:
    table = read(write_statline(tmp_path / "2023-voorbeeld.statline.csv", [HEADER, *ROWS, ["Bron: CBS"]], encoding))
    release = table.release
    assert (release.source_id, release.table_id, release.reference_year) == ("cbs_nabijheid", "85830NED", 2023)
    assert release.layout == "statline_csv"
    assert value(table, "GM9901", "gp_km") == (0.7, "ok")
    assert value(table, "WK990100", "gp_km") == (0.7, "ok")
    assert value(table, "BU99010001", "gp_km") == (None, "unknown")
    areas = table.areas.set_index("area_code")
    assert list(areas.loc["BU99010001", ["name", "gemeente_name", "level", "change_flag"]]) == [
        "Oude Haven",
        "Voorbeeld",
        "buurt",
        3,
    ]
    assert recognise_kwb(tmp_path, [tmp_path / "2023-voorbeeld.statline.csv"]) == []


def test_spaces_in_headers_are_collapsed(tmp_path: Path) -> None:
    header = [*HEADER[:5], GP.replace("Afstand tot", "Afstand  tot "), HEADER[6]]
    table = read(write_statline(tmp_path / "2023.csv", [header, *ROWS]))
    assert value(table, "GM9901", "gp_km") == (0.7, "ok")


def test_an_export_without_the_measure_has_no_rows_for_it(tmp_path: Path) -> None:
    rows = [[cell for number, cell in enumerate(row) if number != 5] for row in [HEADER, *ROWS]]
    assert read(write_statline(tmp_path / "2023.csv", rows)).values.empty


def test_a_measure_twice_is_ambiguous(tmp_path: Path) -> None:
    with pytest.raises(ColumnError, match=r"gp_km: column .* is ambiguous"):
        read(write_statline(tmp_path / "2023.csv", [[*HEADER, GP], *[[*row, "1"] for row in ROWS]]))


def test_a_cut_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match=r"2023\.csv: line 4 has 3 cells where the header has 7"):
        read(write_statline(tmp_path / "2023.csv", [HEADER, *ROWS[:2], ROWS[2][:3]]))


def test_years_of_file_name_and_table_may_not_contradict(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="file name says 2022, table id says 2023"):
        read(write_statline(tmp_path / "2022_85830NED.csv", [HEADER, *ROWS]))


def test_the_table_id_in_the_name_gives_the_year(tmp_path: Path) -> None:
    assert read(write_statline(tmp_path / "85830NED.csv", [HEADER, *ROWS])).release.reference_year == 2023


def test_kerncijfers_are_told_from_nabijheid(tmp_path: Path) -> None:
    rows = [[*HEADER[:5], "Bevolking/Aantal inwoners (aantal)"], [*ROWS[2][:5], "1 "]]
    path = write_statline(tmp_path / "2024-kerncijfers.csv", rows)
    assert recognise(tmp_path, [path]) == []
    assert value(read_only(recognise_kwb(tmp_path, [path])), "BU99010001", "residents_count") == (1.0, "ok")
