"""Address files of CBS: recognised by their columns, whatever the year called them, and read into DuckDB row by row."""

from __future__ import annotations

import zipfile
from pathlib import Path

import duckdb
import pytest

from etl.catalogue.loader import load_catalogue
from etl.contracts import AddressFile
from etl.errors import LayoutError
from etl.sources.cbs_addresses.adapter import recognise

OLD = "PC6;Huisnummer;Buurt2019;Wijk2019;Gemeente2019\n1012NX;12;3630000;36300;363\n1012NX;13;3630001;36300;363\n"
BARE = "pc;huisnummer;gwb_code;wijkcode;gemeentecode\n1012NX;12;03630000;036300;0363\n"
NEW = "\ufeffpc6;huisnummer;buurt2025;wijk2025;gemeente2025\r\n1012nx;12;0363AE01;0363AE;0363\r\n1012 NX;14;363AE02;363AE;363\r\n"


def read(path: Path) -> AddressFile:
    (found,) = recognise(path.parent, [path])
    assert not hasattr(found, "why")
    (content,) = found.read(load_catalogue())  # type: ignore[union-attr]
    assert isinstance(content, AddressFile)
    return content


def rows(file: AddressFile) -> list[tuple[str, int, str]]:
    with duckdb.connect() as con:
        con.execute("CREATE TABLE a (postcode6 TEXT, house_number INTEGER, buurt_code TEXT)")
        file.load(con, "a")
        return con.execute("FROM a ORDER BY ALL").fetchall()


@pytest.mark.parametrize(
    ("name", "text", "year", "expected"),
    [
        ("a.csv", OLD, 2019, [("1012NX", 12, "BU03630000"), ("1012NX", 13, "BU03630001")]),
        ("pc6hnr20220801_gwb.csv", BARE, 2022, [("1012NX", 12, "BU03630000")]),
        ("b.csv", NEW, 2025, [("1012NX", 12, "BU0363AE01"), ("1012NX", 14, "BU0363AE02")]),
        ("c.csv", OLD.replace(";", ","), 2019, [("1012NX", 12, "BU03630000"), ("1012NX", 13, "BU03630001")]),
        (
            "d.csv",
            OLD.replace("3630000", '"3630000"'),
            2019,
            [("1012NX", 12, "BU03630000"), ("1012NX", 13, "BU03630001")],
        ),
    ],
)
def test_columns_of_all_years(
    tmp_path: Path, name: str, text: str, year: int, expected: list[tuple[str, int, str]]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    file = read(tmp_path / name)
    assert (file.year, rows(file)) == (year, expected)


def test_the_year_of_the_file_inside_a_zip_counts(tmp_path: Path) -> None:
    """CBS's zip of 2022 is called after 2021, and holds lists of names as well."""
    path = tmp_path / "2022-cbs-pc6huisnr20210801_buurt.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brt2022.csv", "buurtcode;buurtnaam\n03630000;Kop Zeedijk\n")
        archive.writestr("pc6hnr20220801_gwb.csv", BARE)
    file = read(path)
    assert (file.year, rows(file)) == (2022, [("1012NX", 12, "BU03630000")])


def test_without_any_year_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "adressen.csv").write_text(BARE)
    with pytest.raises(
        LayoutError, match=r"adressen\.csv: nothing tells of which year .* such as pc6hnr20240801_gwb\.csv"
    ):
        read(tmp_path / "adressen.csv")


def test_a_column_with_codes_of_wijken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pc6hnr20220801_gwb.csv").write_text(BARE.replace("03630000", "036300"))
    with pytest.raises(
        LayoutError,
        match=r"column gwb_code .* not hold the codes of buurten, such as '036300' beside 036300, 0363",
    ):
        read(tmp_path / "pc6hnr20220801_gwb.csv")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1012N;12;3630000;36300;363", "PC6 '1012N'"),
        ("1012NX;twaalf;3630000;36300;363", "Huisnummer 'twaalf'"),
        ("1012NX;12;;36300;363", "Buurt2019 'None'"),
        ("1012NX;12;3630000x9;36300;363", "Buurt2019 '3630000x9'"),
    ],
)
def test_a_row_that_is_no_address_names_itself(tmp_path: Path, row: str, told: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(OLD + "1012NX;15;3630001;36300;363\n" * 1000 + row + "\n")
    with pytest.raises(LayoutError, match=r"1 rows of a\.csv are no address with a buurt") as error:
        rows(read(path))
    assert told in str(error.value)


def test_a_row_that_is_cut_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(OLD + "1012NX;15;3630001;36300;363\n" * 1000 + "1012\n")
    with pytest.raises(LayoutError, match=r"a\.csv is not readable as CSV .* Download it again"):
        rows(read(path))


def test_an_empty_table_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(OLD.splitlines()[0] + "\n")
    with pytest.raises(LayoutError, match="has no rows below its header"):
        read(path)


def test_other_files_are_left_to_others(tmp_path: Path) -> None:
    names = tmp_path / "namen.csv"
    names.write_text("buurtcode2019;buurtnaam2019\n03630000;Kop Zeedijk\n")
    broken = tmp_path / "kapot.zip"
    broken.write_bytes(b"PK\x03\x04 no zip")
    other = tmp_path / "ander.zip"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("Observations.csv", "Id;Measure;Value\n1;M1;2\n")
    assert recognise(tmp_path, [names, broken, other]) == []
