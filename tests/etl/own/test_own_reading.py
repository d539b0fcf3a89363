"""Files as people save them: every encoding, separator and sheet of a spreadsheet; nothing in them is lost without a word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from etl.errors import BuildError, LayoutError
from etl.own import reading, sheets
from etl.own.areas import is_division
from etl.own.figures import is_figures
from etl.own.given import given
from etl.own.numbers import read_number
from etl.own.reading import OwnFile, headers_of, read_file

HEADER = ["gebied_code", "indicator", "jaar", "waarde"]
ROW = ["BU99010000", "gp_km", "2024", "1,5"]
ABOVE = [["# bron: GGD"]]


def written(path: Path, *lines: str, encoding: str = "utf-8", end: str = "\n") -> Path:
    path.write_bytes(end.join(lines).encode(encoding))
    return path


def workbook(path: Path, **tables: Sequence[Sequence[object]]) -> Path:
    book = xlsxwriter.Workbook(path)
    for name, rows in tables.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path


def read(path: Path) -> OwnFile:
    return read_file(path, is_figures)


def values(file: OwnFile) -> list[tuple[int, str]]:
    return [(row.line, row.cells["waarde"]) for row in file.rows]


def test_a_decimal_comma_between_commas_is_not_cut_off(tmp_path: Path) -> None:
    """12,5 became 12: the 5 stood beyond the last column, where nobody looked."""
    file = read(written(tmp_path / "own.csv", "gebied_code,indicator,jaar,waarde", "BU99010000,gp_km,2024,12,5"))
    assert values(file) == []
    assert file.faults[0].startswith(
        "row 2: '5' stands outside the columns. If a cell with a comma in it was cut in two"
    )
    quoted = read(written(tmp_path / "own.csv", "gebied_code,indicator,jaar,waarde", 'BU99010000,gp_km,2024,"12,5"'))
    assert (values(quoted), quoted.faults) == ([(2, "12,5")], ())


def test_a_cell_below_no_title_is_told(tmp_path: Path) -> None:
    file = read(
        written(tmp_path / "own.csv", ";".join([*HEADER, "", ""]), ";".join([*ROW, "", "zie mail"]), ";".join(ROW))
    )
    assert values(file) == [(3, "1,5")]
    assert file.faults[0].startswith("row 2: 'zie mail' stands outside the columns.")


def test_a_quotation_mark_that_is_not_closed_swallows_nothing(tmp_path: Path) -> None:
    """All rows below it were part of that one cell."""
    path = written(tmp_path / "own.csv", "naam;" + ";".join(HEADER), '"Vismarkt;' + ";".join(ROW), "B;" + ";".join(ROW))
    with pytest.raises(LayoutError, match=r"own\.csv: row 2 is not readable as CSV .*opened and not closed"):
        read(path)


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    lines = [";".join([*HEADER, "opmerking"]), ";".join([*ROW, '"twee\nregels"']), "", ";".join([*ROW, ""])]
    assert values(read(written(tmp_path / "own.csv", *lines))) == [(2, "1,5"), (4, "1,5")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line(tmp_path: Path, end: str) -> None:
    assert values(read(written(tmp_path / "own.csv", ";".join(HEADER), ";".join(ROW), end=end))) == [(2, "1,5")]


def test_the_line_that_tells_excel_the_separator(tmp_path: Path) -> None:
    path = written(tmp_path / "own.csv", "sep=|", "# bron: GGD", "|".join(HEADER), "|".join(ROW))
    assert (values(read(path)), read(path).told) == ([(4, "1,5")], {"bron": "GGD"})
    assert headers_of(path) == [tuple(HEADER)]


def test_a_file_is_what_it_holds_whatever_it_is_called(tmp_path: Path) -> None:
    book = workbook(tmp_path / "own.xlsx", Blad1=[HEADER, ROW]).rename(tmp_path / "book.csv")
    text = written(tmp_path / "text.xlsx", ";".join(HEADER), ";".join(ROW))
    assert [item.path for item in given([book, text], [])] == [book, text]
    assert values(read(book)) == values(read(text)) == [(2, "1,5")]


@pytest.mark.parametrize("number", [1.234, 75.5, 0.0000001, 0.1 + 0.2, 1234.0, -2.0, 0.0, 12_345_678.0, 1e15])
def test_a_number_of_a_workbook_is_that_number(tmp_path: Path, number: float) -> None:
    """1.234 was refused: a thousand, or one and a bit? In a workbook it is a number."""
    file = read(workbook(tmp_path / "own.xlsx", Blad1=[HEADER, ["BU99010000", "gp_km", 2024, number]]))
    (row,) = file.rows
    assert read_number(row.cells["waarde"]) == pytest.approx(number, rel=1e-15)
    assert row.cells["jaar"] == "2024"


def test_the_sheet_that_fits_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "own.xlsx", Toelichting=[["Lees dit", "eerst"]], Leeg=[], Cijfers=[*ABOVE, HEADER, ROW])
    assert values(read(path)) == [(3, "1,5")]
    assert headers_of(path) == [("lees_dit", "eerst"), tuple(HEADER)]
    above = workbook(tmp_path / "above.xlsx", Cijfers=[*ABOVE, HEADER, ROW], Toelichting=[["Lees dit"]])
    assert headers_of(above) == [tuple(HEADER), ("lees_dit",)]


def test_two_sheets_with_a_table_are_not_one(tmp_path: Path) -> None:
    """Of a sheet per year only the first was read."""
    path = workbook(tmp_path / "own.xlsx", J2023=[HEADER, ROW], J2024=[HEADER, ROW])
    with pytest.raises(
        LayoutError, match=r"the sheets 'J2023' and 'J2024' each hold a table\. Put all rows in one sheet"
    ):
        read(path)


def test_yearly_tables_of_others_are_not_opened_for_a_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some forty tables of a few MB each lie in a raw folder: opening each took most of the time of an unchanged build."""
    path = workbook(tmp_path / "kwb-2024.xlsx", KWB2024=[["gwb_code_10", "regio"], ["BU99010000", "Noord"]])

    def refuse(*_: object) -> None:
        raise AssertionError("opened")

    monkeypatch.setattr(sheets, "CalamineWorkbook", type("Closed", (), {"from_path": refuse}))
    assert headers_of(path) == [("gwb_code_10", "regio")]
    with pytest.raises(AssertionError, match="opened"):
        read(path)
    assert CalamineWorkbook.from_path(path).sheet_names == ["KWB2024"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"# bron: GGD\n# datum: 2025-03-01\n", "the file is empty"),
        (b"jaar;jaar\n1;2\n", "two columns are called 'jaar'"),
        (b"\x89PNG\0\0\0", "holds no text. Save it as 'CSV UTF-8' or as a workbook"),
        ("gebied_code\tjaar".encode("utf-16-le"), "holds no text."),
        (b"PK\x03\x04 no workbook", "cannot be opened as a workbook"),
    ],
)
def test_files_that_are_no_table_say_why(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(LayoutError, match=told):
        read(path)
    with pytest.raises(BuildError, match=rf"own\.csv: {told}"):
        given([path], [])


def test_what_is_named_must_be_understood(tmp_path: Path) -> None:
    figures = written(tmp_path / "figures.csv", ";".join(HEADER), ";".join(ROW))
    division = written(tmp_path / "division.csv", "buurtcode;stadsdeel", "BU99010000;Noord")
    renamed = written(tmp_path / "renamed.csv", "gebied_code;indicator;jaar;percentage", ";".join(ROW))
    other = written(tmp_path / "other.csv", "buurtcode;Stadsdelen", "BU99010000;Noord")
    letter = written(tmp_path / "letter.docx", "x")
    with pytest.raises(BuildError) as stopped:
        given([division, renamed, tmp_path / "gone.csv", letter], [figures, other])
    assert [problem.removeprefix(f"{tmp_path}/") for problem in stopped.value.problems] == [
        "division.csv: holds a division, not figures: give it with --areas.",
        "renamed.csv: lacks waarde; its columns are gebied_code, indicator, jaar, percentage. `python -m etl template INDICATOR` writes "
        "a form that fits; see docs/own-data.md.",
        "gone.csv: there is no such file.",
        "letter.docx: is no CSV or workbook (.csv, .txt, .xlsx, .xls, .ods). Save it as one.",
        "figures.csv: holds figures, not a division: give it with --own.",
        "other.csv: has the columns buurtcode, stadsdelen; a division has a column of codes and one of stadsdeel, dorp, wijkteam, kern, "
        "dorpskern, gebied, sociaal_team, deelgebied; see docs/own-data.md for a word of your own.",
    ]


def test_a_file_that_another_program_keeps_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "own.csv", ";".join(HEADER))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(
        BuildError, match=r"own\.csv: cannot be read \(Permission denied\)\. Close it in other programs"
    ):
        given([path], [])


def test_a_file_named_twice_counts_once(tmp_path: Path) -> None:
    path = workbook(tmp_path / "own.xlsx", Blad1=[*ABOVE, HEADER, ROW])
    assert [item.source_id for item in given([path, path], [])] == ["own"]


def test_many_faults_are_counted(tmp_path: Path) -> None:
    file = read_file(written(tmp_path / "own.csv", "buurtcode;dorp", "BU99010000;Noord"), is_division)
    with pytest.raises(BuildError) as stopped:
        file.stop_on([f"row {n}: wrong." for n in range(130)])
    assert len(stopped.value.problems) == 101
    assert stopped.value.problems[-1].endswith("own.csv: … and 30 more.")
    file.stop_on([])
    assert reading.read_file(file.path, is_division) == file
