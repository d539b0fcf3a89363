"""Lists of codes that a spreadsheet has bared of prefix and zeros, and links from old codes to new."""

from __future__ import annotations

from pathlib import Path

import pytest
from source_files import CATALOGUE, read_only

from etl.contracts import LinkTable, Recognised
from etl.errors import LayoutError
from etl.sources.cbs_areas.adapter import recognise

LIST = """\ufeffbuurtcode2021;buurtnaam2021;GM_2021;GM2021;GM_NAAM;WK_2021;WK2021;WK_NAAM
140000;Binnenstad-Noord;GM0014;14;Voorbeeld;WK001400;1400;Centrum
140001;Binnenstad-Zuid;GM0014;14;Voorbeeld;WK001400;1400;Centrum
99010203;Haven;GM9901;9901;Anders;WK990102;990102;West
"""


def links(path: Path, text: str) -> LinkTable:
    path.write_text(text, encoding="utf-8")
    (found,) = recognise(path.parent, [path])
    assert isinstance(found, Recognised)
    (table,) = found.read(CATALOGUE)
    assert isinstance(table, LinkTable)
    return table


def test_codes_get_prefix_and_zeros_back(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(LIST, encoding="utf-8")
    table = read_only(recognise(tmp_path, [path]))
    assert (table.release.boundary_year, table.release.reference_year, table.release.national) == (2021, 2021, False)
    assert table.values.empty
    rows = {
        code: tuple(rest) for code, *rest in table.areas[["area_code", "level", "name", "gemeente_name"]].to_numpy()
    }
    assert rows == {
        "GM0014": ("gemeente", "Voorbeeld", "Voorbeeld"),
        "GM9901": ("gemeente", "Anders", "Anders"),
        "WK001400": ("wijk", "Centrum", "Voorbeeld"),
        "WK990102": ("wijk", "West", "Anders"),
        "BU00140000": ("buurt", "Binnenstad-Noord", "Voorbeeld"),
        "BU00140001": ("buurt", "Binnenstad-Zuid", "Voorbeeld"),
        "BU99010203": ("buurt", "Haven", "Anders"),
    }


def test_a_code_that_is_none_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(LIST.replace("140001;", "14000-1;"), encoding="utf-8")
    with pytest.raises(LayoutError, match=r"codes\.csv: '14000-1' in line 3 is no code"):
        read_only(recognise(tmp_path, [path]))


def test_a_link_is_between_the_last_year_of_the_old_and_the_first_of_the_new_codes(tmp_path: Path) -> None:
    table = links(tmp_path / "link.csv", "buurtcode_cbs_2015,naam,buurtcode_cbs_2022\nBU99010000,Haven,BU9901AE01\n")
    assert (table.from_year, table.to_year) == (2022, 2023)
    assert table.frame.to_dict("records") == [{"from_code": "BU99010000", "to_code": "BU9901AE01"}]


@pytest.mark.parametrize("second", ["BU99010000,BU9901AE02", "BU99010001,BU9901AE01"])
def test_a_link_is_one_to_one(tmp_path: Path, second: str) -> None:
    with pytest.raises(LayoutError, match="is linked more than once"):
        links(tmp_path / "link.csv", f"buurtcode_cbs_2015,buurtcode_cbs_2022\nBU99010000,BU9901AE01\n{second}\n")


def test_other_csv_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    assert recognise(tmp_path, [path]) == []
