"""Files that a gemeente fills in: any of Excel's ways to save them, every fault with its row, sources and indicators of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from domain.observations import Status
from etl.catalogue.loader import load_catalogue
from etl.contracts import LINE, RESPONDENTS, ParsedTable, Recognised
from etl.errors import BuildError
from etl.own.catalogue import is_own, one_source_twice, with_own
from etl.own.figures import is_figures, read_figures, recognise, source_id_of
from etl.own.reading import read_file

CATALOGUE = load_catalogue()
HEADER = [
    "gebied_code",
    "gebied_naam",
    "indicator",
    "jaar",
    "waarde",
    "ondergrens",
    "bovengrens",
    "aantal_respondenten",
]
ABOVE = [["# bron: GGD Lindestreek, Jeugdmonitor"], ["# licentie: CC BY 4.0"], ["# datum: 2025-03-01"]]
SOUND = ["BU99010000", "Vismarkt", "good_health_pct", "2024", "75,5", "70", "80", "120"]


def save(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8", separator: str = ";") -> Path:
    path.write_text("\n".join(separator.join(row) for row in rows), encoding=encoding)
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(BuildError) as stopped:
        read_figures(read_file(path, is_figures), CATALOGUE)
    return [problem.removeprefix(f"{path}: ") for problem in stopped.value.problems]


def faults(tmp_path: Path, *rows: Sequence[str]) -> list[str]:
    return faults_of(save(tmp_path / "own.csv", [HEADER, *rows]))


def changed(**cells: str) -> list[str]:
    return [cells.get(name, cell) for name, cell in zip(HEADER, SOUND, strict=True)]


@pytest.mark.parametrize(
    ("name", "encoding", "separator"),
    [("a.csv", "utf-8", ";"), ("a.csv", "utf-8-sig", ";"), ("a.csv", "cp1252", ";"), ("a.txt", "utf-16", "\t")],
)
def test_every_way_in_which_excel_saves_text(tmp_path: Path, name: str, encoding: str, separator: str) -> None:
    row = changed(gebied_naam="Coöperatiebuurt")
    file = read_file(save(tmp_path / name, [*ABOVE, HEADER, row], encoding, separator), is_figures)
    assert file.told["bron"] == "GGD Lindestreek, Jeugdmonitor"
    assert file.rows[0].cells["gebied_naam"] == "Coöperatiebuurt"
    (figure,), notes = read_figures(file, CATALOGUE)
    assert (figure.line, figure.area_code, figure.value, figure.lower, figure.upper) == (5, "BU99010000", 75.5, 70, 80)
    assert (figure.respondents, figure.status, notes) == (120, Status.OK, ())


def test_a_workbook_with_codes_that_became_numbers(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["# bron: GGD"])
    sheet.write_row(1, 0, HEADER)
    sheet.write_row(2, 0, [99010000, "Vismarkt", "good_health_pct", 2024, 75.5])
    book.close()
    (figure,), notes = read_figures(read_file(path, is_figures), CATALOGUE)
    assert (figure.line, figure.area_code, figure.year, figure.value) == (3, "BU99010000", 2024, 75.5)
    assert notes == ("Codes that had lost letters or zeros, put back: 1.",)


def test_every_fault_of_every_row_is_named_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        SOUND,
        changed(gebied_code="BU99010001", waarde="120"),
        changed(gebied_code="BU99010002", ondergrens="80", bovengrens="70"),
        changed(gebied_code="9,901E+07"),
        changed(
            gebied_code="BU99010004", indicator="good_healt_pct", jaar="20244", waarde="#N/B", aantal_respondenten="3,5"
        ),
        changed(gebied_code="BU99010005", waarde="1.234"),
        changed(gebied_code="BU99010006", waarde="60"),
        changed(gebied_code="BU99010007", bovengrens=""),
        changed(gebied_code="GG9901"),
        SOUND,
    )
    assert told == [
        "row 3: waarde: 120 is more than 100 percent.",
        "row 3: the figure (120) lies outside its own margins (70 to 80); check all three.",
        "row 4: the ondergrens (80) is more than the bovengrens (70); they may be exchanged.",
        "row 5: '9,901E+07' was a code before the spreadsheet made it a number; digits are lost: "
        "give the column the format 'Text' and fill in the code again.",
        "row 6: 'good_healt_pct' is no indicator of the catalogue; "
        "good_health_pct or good_health_18_64_pct or good_health_65plus_pct may be meant.",
        "row 6: '20244' is no year.",
        "row 6: waarde: '#N/B' is an error of the spreadsheet; correct the formula, or leave the cell empty.",
        "row 7: waarde: '1.234' can be read in two ways; write a thousand without a point, and decimals with a comma.",
        "row 8: the figure (60) lies outside its own margins (70 to 80); check all three.",
        "row 9: ondergrens and bovengrens go together: give both or none.",
        "row 10: GG9901 is no gemeente, wijk or buurt; figures of groups are put together of their parts.",
        "BU99010000, good_health_pct 2024 stands in rows 2 and 11; keep one.",
    ]


def test_a_number_of_people_is_whole(tmp_path: Path) -> None:
    assert faults(tmp_path, changed(aantal_respondenten="35,5")) == [
        "row 2: aantal_respondenten: 35.5 is no whole number of people."
    ]


def test_margins_without_a_figure_are_not_lost(tmp_path: Path) -> None:
    rows = [changed(waarde=""), changed(gebied_code="BU99010001", waarde="", aantal_respondenten="")]
    told = "there are margins (70 to 80) without a figure; fill in the waarde, or empty them."
    assert faults(tmp_path, *rows) == [f"row 2: {told}", f"row 3: {told}"]


def test_a_cell_that_cannot_be_read_is_one_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, changed(waarde="#N/B")) == [
        "row 2: waarde: '#N/B' is an error of the spreadsheet; correct the formula, or leave the cell empty."
    ]


def test_a_column_called_buurtcode_settles_what_a_code_is(tmp_path: Path) -> None:
    rows = [["buurtcode", *HEADER[1:]], changed(gebied_code="140000")]
    (figure,), _ = read_figures(read_file(save(tmp_path / "own.csv", rows), is_figures), CATALOGUE)
    assert figure.area_code == "BU00140000"


def test_what_stands_above_the_header_is_checked(tmp_path: Path) -> None:
    above = [["# datum: 1 maart 2025"], ["# indeling: \u00b2"], ["# licensie: CC0"]]
    path = save(tmp_path / "own.csv", [*above, HEADER, changed(jaar="\u00b2\u2070\u00b2\u2074")])
    assert faults_of(path) == [
        "row 5: '\u00b2\u2070\u00b2\u2074' is no year.",
        "'# datum:' above the header: '1 maart 2025' is no day; write it as 2025-03-01.",
        "'# indeling:' above the header: '\u00b2' is no year.",
    ]
    _, notes = read_figures(
        read_file(save(path, [["# bron: GGD"], ["# licensie: CC0"], HEADER, SOUND]), is_figures), CATALOGUE
    )
    assert notes == (
        "'# licensie:' above the header is not used; what can stand there is bron, licentie, datum, indeling, titel, licentie adres, "
        "website, soort.",
    )


def test_a_value_beyond_what_can_be(tmp_path: Path) -> None:
    row = changed(indicator="gp_km", waarde="-1", ondergrens="", bovengrens="")
    assert faults(tmp_path, row) == ["row 2: waarde: -1 cannot be: it lies below 0 (km)."]


def test_fractions_in_place_of_percentages(tmp_path: Path) -> None:
    rows = [changed(gebied_code=f"BU9901000{n}", waarde=f"0,{n}", ondergrens="", bovengrens="") for n in range(1, 6)]
    assert faults(tmp_path, *rows) == [
        "all 5 figures of good_health_pct lie between 0 and 1: are they fractions? Percentages run from 0 to 100."
    ]


def test_few_respondents_and_empty_rows(tmp_path: Path) -> None:
    rows = [
        changed(aantal_respondenten="29"),
        changed(gebied_code="BU99010001", waarde="", ondergrens="", bovengrens="", aantal_respondenten=""),
    ]
    figures, notes = read_figures(read_file(save(tmp_path / "own.csv", [HEADER, *rows]), is_figures), CATALOGUE)
    assert [(each.value, each.lower, each.status, each.respondents) for each in figures] == [
        (None, None, Status.TOO_SMALL, 29)
    ]
    assert notes == (
        "Rows without a figure, left out: 1.",
        "Figures of fewer than 30 respondents, not shown: 1.",
        "No '# bron:' above the header: the figures go by the name of the file, own.csv.",
    )


def test_own_figures_of_an_open_topic_stand_apart(tmp_path: Path) -> None:
    rows = [SOUND, ["BU99010000", "", "school_ventilation_poor_pct", "2024", "20", "", "", ""]]
    path = save(tmp_path / "Jeugdmonitor 2024.csv", [*ABOVE, HEADER, *rows])
    catalogue = with_own(CATALOGUE, [path])
    assert source_id_of(path) == "own_jeugdmonitor_2024"
    source = catalogue.sources["own_jeugdmonitor_2024"]
    assert (source.publisher, source.licence) == ("GGD Lindestreek, Jeugdmonitor", "CC BY 4.0")
    apart = catalogue.indicators["own_good_health_pct"]
    assert (apart.title, apart.kind, apart.own_data, apart.source) == (
        "Goede ervaren gezondheid (eigen cijfers)",
        "register",
        True,
        (),
    )
    assert apart.know[0].weight == "warning"
    assert catalogue.indicators["school_ventilation_poor_pct"] == CATALOGUE.indicators["school_ventilation_poor_pct"]
    assert "own_school_ventilation_poor_pct" not in catalogue.indicators
    (found,) = recognise(tmp_path, [path])
    assert isinstance(found, Recognised)
    (table,) = found.read(catalogue)
    assert isinstance(table, ParsedTable)
    assert sorted(table.values["indicator_id"]) == ["own_good_health_pct", "school_ventilation_poor_pct"]
    assert table.values[RESPONDENTS].tolist()[0] == 120
    assert table.values[LINE].tolist() == [5, 6]
    assert (str(table.release.modified), table.release.source_id) == ("2025-03-01", "own_jeugdmonitor_2024")
    assert is_own("own_jeugdmonitor_2024")
    assert not is_own("cbs_kwb")


def test_two_files_that_would_be_one_source(tmp_path: Path) -> None:
    """The maker of one stood beside the figures of the other."""
    (tmp_path / "b").mkdir()
    paths = [
        save(path, [HEADER, SOUND]) for path in (tmp_path / "Own.csv", tmp_path / "b" / "own.csv", tmp_path / "c.csv")
    ]
    (fault,) = one_source_twice(paths)
    assert fault.startswith(f"{paths[0]} and {paths[1]} would be one source.")
    assert one_source_twice(paths[1:]) == []


def test_a_file_without_source_says_so(tmp_path: Path) -> None:
    catalogue = with_own(CATALOGUE, [save(tmp_path / "own.csv", [HEADER, SOUND])])
    assert catalogue.sources["own_own"].publisher == "eigen cijfers (own.csv)"
    assert catalogue.sources["own_own"].licence == "niet opgegeven"


def test_a_header_without_rows(tmp_path: Path) -> None:
    assert faults(tmp_path) == ["there is no row below the header."]
